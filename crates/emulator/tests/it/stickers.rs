//! The catalogue of stickers, asked in the name of the app, and a sticker that is sent.

use serde_json::json;

use crate::shop::{APP, Answer, SECRET, Shop};

async fn ask(shop: &Shop, path: &str) -> Answer {
    let token = format!("{APP}|{SECRET}");
    let path = format!("/v26.0/{path}");
    let asked = shop.graph_as(&token, "GET", &path, json!({})).await;
    asked.unwrap()
}

fn names(answer: &Answer) -> Vec<&str> {
    let listed = answer.body["data"].as_array().unwrap();
    listed
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_catalogue_has_packs_and_stickers_in_the_words_of_a_locale() {
    let shop = Shop::open().await;
    let english = ask(&shop, "sticker_packs").await;
    assert_eq!(names(&english), ["Moods", "Parcels", "Weather"]);
    let pack = &english.body["data"][1];
    assert_eq!(pack["sticker_count"], 4);
    assert_eq!(pack["description"], "From our shelf to your door");
    let french = ask(&shop, "sticker_packs?locale=fr_FR").await;
    assert_eq!(names(&french), ["Humeurs", "Colis", "Météo"]);
    let path = format!("sticker_packs/{}/stickers", pack["id"].as_str().unwrap());
    let stickers = ask(&shop, &path).await;
    assert_eq!(names(&stickers)[1], "On its way");
    let picture = stickers.body["data"][1]["image_url"].as_str().unwrap();
    let picture = shop.client.get(picture).send().await.unwrap();
    assert_eq!(picture.headers()["content-type"], "image/png");
    assert!(picture.bytes().await.unwrap().starts_with(b"\x89PNG"));
    let found = ask(&shop, "sticker_search?q=merci&locale=fr_FR").await;
    assert_eq!(names(&found), ["Merci"]);
    let none = ask(&shop, "sticker_search?q=merci").await;
    assert!(names(&none).is_empty());
}

#[tokio::test]
async fn only_the_app_itself_may_ask_and_only_what_there_is() {
    let shop = Shop::open().await;
    let by_page = shop.graph("GET", "/v26.0/sticker_packs", json!({})).await;
    assert_eq!(by_page.error().0, 15);
    for (path, code) in [
        ("sticker_packs/1/stickers", 100),
        ("sticker_packs?locale=french", 100),
        ("sticker_search", 100),
        ("sticker_search?q=%20", 100),
    ] {
        assert_eq!(ask(&shop, path).await.error().0, code, "{path}");
    }
}

#[tokio::test]
async fn a_sticker_of_the_shelf_arrives_with_its_picture() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let sent = shop
        .send(
            json!({ "recipient": { "id": customer }, "messaging_type": "RESPONSE",
            "message": { "sticker_id": "840909100000204" } }),
        )
        .await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let thread = shop.world().thread(&customer).unwrap();
    let shown = &thread.last().unwrap().attachments[0];
    let url = shown.url.as_deref().unwrap();
    assert!(url.ends_with("sticker-840909100000204.png"), "{url}");
}
