//! The profile of a page and its personas: set, shown on the phones, told back.

use serde_json::json;
use transom_emulator::world::input::NewMessage;

use crate::shop::Shop;

#[tokio::test]
async fn what_customers_find_before_they_write_is_set_shown_and_deleted() {
    let shop = Shop::open().await;
    let stranger = shop.stranger();
    let menu = json!([{ "locale": "default", "composer_input_disabled": false,
        "call_to_actions": [{ "type": "postback", "title": "Orders", "payload": "ORDERS" }] }]);
    let set = async |body| {
        shop.graph("POST", "/v26.0/me/messenger_profile", body)
            .await
    };
    let alone = set(json!({ "persistent_menu": menu })).await;
    assert_eq!(alone.error(), (100, None), "a menu needs Get Started");
    let hours = json!({ "question": "Opening hours?", "payload": "HOURS" });
    let five = json!([{ "locale": "default", "call_to_actions": vec![hours.clone(); 5] }]);
    assert_eq!(set(json!({ "ice_breakers": five })).await.error().0, 100);
    let whole = json!({
        "get_started": { "payload": "START" }, "greeting": [{ "locale": "default", "text": "Welcome to the shop" }],
        "ice_breakers": [{ "locale": "default", "call_to_actions": [hours] }], "persistent_menu": menu,
        "commands": [{ "locale": "default", "commands": [{ "name": "order", "description": "Shows your orders" }] }],
    });
    assert_eq!(set(whole.clone()).await.status, 200);
    let fields = "get_started,greeting,ice_breakers,persistent_menu,commands";
    let path = format!("/v26.0/me/messenger_profile?fields={fields}");
    let got = shop.graph("GET", &path, json!({})).await;
    assert_eq!(got.body["data"][0], whole);
    let html = shop.client.get(shop.url(&format!("/?customer={stranger}")));
    let html = html.send().await.unwrap().text().await.unwrap();
    for shown in ["Welcome to the shop", "Opening hours?", "Orders", "/order"] {
        assert!(html.contains(shown), "{shown}");
    }
    shop.world()
        .write(&stranger, NewMessage::text("/order"))
        .unwrap();
    let items = shop.settled_items().await;
    let message = &items
        .iter()
        .find(|item| item["message"]["text"] == "/order")
        .unwrap()["message"];
    assert_eq!(message["commands"], json!([{ "name": "order" }]));
    let delete = async |fields| {
        let body = json!({ "fields": fields });
        shop.graph("DELETE", "/v26.0/me/messenger_profile", body)
            .await
    };
    assert_eq!(delete(json!(["get_started"])).await.error(), (100, None));
    assert_eq!(
        delete(json!(["get_started", "persistent_menu"]))
            .await
            .status,
        200
    );
    let got = shop.graph("GET", &path, json!({})).await;
    assert!(got.body["data"][0]["persistent_menu"].is_null());
}

#[tokio::test]
async fn a_message_is_said_as_a_persona_until_that_is_deleted() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let picture = "https://cdn.example/anna.png";
    let create = async |name: String| {
        let body = json!({ "name": name, "profile_picture_url": picture });
        shop.graph("POST", "/v26.0/me/personas", body).await
    };
    assert_eq!(create("x".repeat(51)).await.error().0, 100);
    let made = create("Anna of the shop".to_owned()).await;
    let id = made.body["id"].as_str().unwrap().to_owned();
    let listed = shop.graph("GET", "/v26.0/me/personas", json!({})).await;
    assert_eq!(
        listed.body["data"][0],
        json!({ "id": id, "name": "Anna of the shop", "profile_picture_url": picture })
    );
    let say = async || {
        shop.send(json!({ "recipient": { "id": customer }, "persona_id": id, "message": { "text": "Hi" } }))
            .await
    };
    assert_eq!(say().await.status, 200);
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(
        thread.last().unwrap().persona.as_deref(),
        Some("Anna of the shop")
    );
    assert_eq!(
        shop.graph("DELETE", &format!("/v26.0/{id}"), json!({}))
            .await
            .status,
        200
    );
    assert_eq!(say().await.error().0, 100);
    let listed = shop.graph("GET", "/v26.0/me/personas", json!({})).await;
    assert_eq!(listed.body["data"], json!([]));
}
