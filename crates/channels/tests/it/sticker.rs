//! The catalogue of stickers, as a small server sees it asked.

use serde_json::json;
use transom_channels::courier::{Sticker, StickerPack};
use transom_channels::messenger::Class;

use crate::courier::{courier, endpoint, remembering};

#[tokio::test]
async fn packs_are_listed_in_the_name_of_the_app_and_their_secret_is_in_no_address() {
    let (base, seen) = remembering(json!({ "data": [
        { "id": "84", "name": "Catster", "description": "Cats", "preview_image_url": "https://cdn.example/1.png",
          "sticker_count": 21 },
        { "id": 85, "name": "Thanks", "description": "" },
        { "id": "86" },
    ] }))
    .await;
    let app = endpoint(&base).as_app("880", "s3cret").unwrap();
    let packs = courier().sticker_packs(&app, "fr_FR").await.unwrap();
    let pack = |id: &str, name: &str| StickerPack {
        id: id.to_owned(),
        name: name.to_owned(),
        description: None,
        picture_url: None,
        stickers: None,
    };
    let cats = StickerPack {
        description: Some("Cats".to_owned()),
        picture_url: Some("https://cdn.example/1.png".to_owned()),
        stickers: Some(21),
        ..pack("84", "Catster")
    };
    assert_eq!(packs, [cats, pack("85", "Thanks")]);
    let seen = seen.lock().unwrap();
    assert_eq!(seen.line, "GET /v26.0/sticker_packs?locale=fr_FR HTTP/1.1");
    assert!(!format!("{app:?}").contains("s3cret"));
}

#[tokio::test]
async fn stickers_come_from_a_pack_or_by_words_and_one_without_a_picture_is_left_out() {
    let listed = json!({ "data": [
        { "id": "1", "name": "Smile", "image_url": "https://cdn.example/1.png" },
        { "id": "2", "url": "https://cdn.example/2.png" },
        { "id": "3", "name": "Unseen" },
        { "name": "Nameless", "image_url": "https://cdn.example/4.png" },
    ] });
    let (base, seen) = remembering(listed).await;
    let app = endpoint(&base).as_app("880", "s3cret").unwrap();
    let sticker = |id: &str, name: &str| Sticker {
        id: id.to_owned(),
        name: name.to_owned(),
        picture_url: format!("https://cdn.example/{id}.png"),
    };
    let expected = [sticker("1", "Smile"), sticker("2", "")];
    let of_pack = courier().stickers_of(&app, "84/../1", "en_US").await;
    assert_eq!(of_pack.unwrap(), expected);
    let line = || seen.lock().unwrap().line.clone();
    assert_eq!(
        line(),
        "GET /v26.0/sticker_packs/84%2F..%2F1/stickers?locale=en_US HTTP/1.1"
    );
    let found = courier().find_stickers(&app, "à bientôt", "fr_FR").await;
    assert_eq!(found.unwrap(), expected);
    assert_eq!(
        line(),
        "GET /v26.0/sticker_search?q=%C3%A0+bient%C3%B4t&locale=fr_FR HTTP/1.1"
    );
}

#[tokio::test]
async fn an_app_whose_secret_is_none_cannot_ask_and_a_refusal_is_told() {
    let page = endpoint("http://127.0.0.1:9");
    assert!(page.as_app("880", "two words").is_err());
    let app = page.as_app("880", "s3cret").unwrap();
    let failed = courier().sticker_packs(&app, "en_US").await.unwrap_err();
    assert_eq!(failed.class, Class::Retry);
}
