//! Grids of pictures: what is refused, how a phone shows one, and what a tap on a picture tells.

use serde_json::{Value, json};

use super::send;
use crate::shop::Shop;

fn grid(images: &[Value]) -> Value {
    json!({ "template_type": "image_grid", "elements": [{ "title": "Jackets", "images": images }] })
}

fn image(action: Value) -> Value {
    let mut image = json!({ "url": "https://cdn.example/1.png" });
    if !action.is_null() {
        image["action"] = action;
    }
    image
}

#[tokio::test]
async fn a_grid_is_refused_with_code_100_where_the_reference_forbids_it() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let plain = || image(Value::Null);
    let hero = || json!({ "url": "https://cdn.example/1.png", "is_hero_image": true });
    let with = |key: &str, value: Value| {
        let mut payload = grid(&[plain(), plain()]);
        payload["elements"][0][key] = value;
        payload
    };
    let tapped = |action: Value| grid(&[image(action), plain()]);
    let mut twice = grid(&[plain(), plain()]);
    twice["elements"] = json!([twice["elements"][0], twice["elements"][0]]);
    for bad in [
        twice,
        grid(&[plain()]),
        grid(&vec![plain(); 7]),
        grid(&[hero(), hero()]),
        grid(&[json!({ "is_hero_image": true }), plain()]),
        grid(&[
            json!({ "url": "https://cdn.example/1.png", "is_hero_image": "yes" }),
            plain(),
        ]),
        with("title", json!("x".repeat(46))),
        with("subtitle", json!("x".repeat(81))),
        with(
            "buttons",
            json!([{ "type": "phone_number", "title": "Call", "payload": "+33123456789" }]),
        ),
        tapped(json!({ "type": "phone_number", "payload": "+33123456789" })),
        tapped(json!({ "type": "web_url" })),
        tapped(json!({ "type": "postback" })),
        tapped(json!({ "type": "web_url", "url": "https://shop.example", "payload": "J" })),
        tapped(json!({ "type": "postback", "payload": "J", "url": "https://shop.example" })),
    ] {
        let answer = send(&shop, &customer, bad.clone()).await;
        assert_eq!(answer.error().0, 100, "{bad} got {}", answer.body);
    }
    for good in [
        grid(&[plain(), plain()]),
        grid(&vec![plain(); 6]),
        grid(&[hero(), plain()]),
        with("title", json!("x".repeat(45))),
        with(
            "buttons",
            json!([{ "type": "web_url", "title": "Look", "url": "https://shop.example" }]),
        ),
    ] {
        let answer = send(&shop, &customer, good.clone()).await;
        assert_eq!(answer.status, 200, "{good} got {}", answer.body);
    }
}

#[tokio::test]
async fn a_tap_on_a_picture_tells_its_payload_and_opens_the_window() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let link = json!({ "type": "web_url", "url": "https://shop.example/1" });
    let back = json!({ "type": "postback", "payload": "J2" });
    let sent = send(&shop, &customer, grid(&[image(link), image(back)])).await;
    let mid = sent.body["message_id"].as_str().unwrap().to_owned();
    let html = shop.client.get(shop.url(&format!("/?customer={customer}")));
    let html = html.send().await.unwrap().text().await.unwrap();
    assert!(html.contains("https://shop.example/1"), "{html}");
    assert!(html.contains(&format!("/phones/customers/{customer}/picture")));
    let until = shop.world().customer(&customer).unwrap().window_until;
    shop.set_clock("2026-11-21T18:00:00Z");
    assert!(shop.world().tap_picture(&customer, &mid, 0).is_err());
    assert!(shop.world().tap_picture(&customer, &mid, 2).is_err());
    shop.world().tap_picture(&customer, &mid, 1).unwrap();
    assert!(shop.world().customer(&customer).unwrap().window_until > until);
    let items = shop.settled_items().await;
    let tapped = items.iter().find(|item| item["postback"].is_object());
    let postback = &tapped.unwrap()["postback"];
    assert_eq!(postback["payload"], "J2");
    assert!(postback.get("title").is_none());
}
