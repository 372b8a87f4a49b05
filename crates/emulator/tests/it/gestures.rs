//! What customers do beside writing: they log in, rate answers, order, post, mention, tick a box. And what the business
//! sends by other ways than the app, or to such people.

use serde_json::{Value, json};
use transom_emulator::world::input::OptIn;

use crate::shop::{APP, PAGE, Shop};

async fn act(shop: &Shop, path: &str, body: Value) -> Value {
    let (status, body) = shop.control("POST", path, body).await;
    assert_eq!(status, 201, "{path}: {body}");
    body
}

/// The only item that has this key.
async fn told(shop: &Shop, key: &str) -> Value {
    let items = shop.settled_items().await;
    let mut found: Vec<_> = items
        .into_iter()
        .filter(|one| one[key].is_object())
        .collect();
    assert_eq!(found.len(), 1, "{key}: {found:?}");
    found.remove(0)
}

async fn change(shop: &Shop, field: &str) -> Value {
    let items = shop.settled_items().await;
    let mut found = items.into_iter().filter(|one| one["field"] == field);
    let first = found.next().unwrap();
    assert_eq!(found.next(), None);
    first["value"].clone()
}

#[tokio::test]
async fn a_customer_logs_in_by_a_button_and_out_again() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let sent = shop
        .send(json!({
            "recipient": { "id": customer }, "messaging_type": "RESPONSE",
            "message": { "attachment": { "type": "template", "payload": {
                "template_type": "button", "text": "Welcome",
                "buttons": [{ "type": "account_link", "url": "https://shop.example/login" }],
            } } },
        }))
        .await;
    let mid = sent.body["message_id"].as_str().unwrap();
    let path = format!("/customers/{customer}/messages/{mid}/account-link");
    act(
        &shop,
        &path,
        json!({ "linked": true, "authorization_code": "ac_1" }),
    )
    .await;
    let item = told(&shop, "account_linking").await;
    assert_eq!(item["sender"]["id"], *customer);
    let expected = json!({ "status": "linked", "authorization_code": "ac_1" });
    assert_eq!(item["account_linking"], expected);
    let (status, _) = shop
        .control("POST", &path, json!({ "linked": false }))
        .await;
    assert_eq!(status, 400, "there is no button to log out");
}

#[tokio::test]
async fn a_customer_rates_an_answer() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let sent = shop.say(&customer, "Ships tomorrow").await;
    let mid = sent.body["message_id"].as_str().unwrap();
    let path = format!("/customers/{customer}/messages/{mid}/feedback");
    act(&shop, &path, json!({ "good": true })).await;
    let item = told(&shop, "response_feedback").await;
    let expected = json!({ "feedback": "Good response", "mid": mid });
    assert_eq!(item["response_feedback"], expected);
    let own = shop.world().thread(&customer).unwrap()[0].mid.clone();
    let path = format!("/customers/{customer}/messages/{own}/feedback");
    assert_eq!(
        shop.control("POST", &path, json!({ "good": true })).await.0,
        404
    );
}

#[tokio::test]
async fn an_order_is_told_and_opens_no_window() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    let item = json!({ "product": "J-1", "quantity": 2, "price": 50.0, "currency": "EUR" });
    let order = json!({ "items": [item], "note": "gift" });
    act(&shop, &format!("/customers/{customer}/orders"), order).await;
    let order = told(&shop, "order").await["order"].clone();
    assert_eq!(order["product"][0]["retailer_id"], "J-1");
    assert_eq!(order["product"][0]["quantity"], 2);
    assert_eq!(order["note"], "gift");
    assert_eq!(order["source"]["type"], "FB_SHOP");
    let sent = shop.say(&customer, "Thank you").await;
    assert_eq!(sent.error(), (10, Some(2_018_278)));
}

#[tokio::test]
async fn a_visitors_post_is_answered_privately_once_by_its_own_key() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    let path = format!("/customers/{customer}/posts");
    let post = act(&shop, &path, json!({ "text": "Are you open?" })).await;
    let id = post["id"].as_str().unwrap();
    let value = change(&shop, "feed").await;
    assert_eq!(
        (&value["item"], &value["verb"]),
        (&json!("post"), &json!("add"))
    );
    assert_eq!(
        (value["post_id"].as_str(), &value["message"]),
        (Some(id), &json!("Are you open?"))
    );
    assert!(id.starts_with(PAGE) && value["from"]["name"] == "Nora Example");
    let reply = async |key: &str| {
        let body = json!({ "recipient": { key: id }, "message": { "text": "Until seven" } });
        shop.send(body).await
    };
    assert_eq!(reply("comment_id").await.error(), (100, Some(2_534_025)));
    let sent = reply("post_id").await;
    assert_eq!(sent.body["recipient_id"], *customer);
    assert_eq!(reply("post_id").await.error(), (100, Some(2_534_025)));
    // It opens no window, and after a week it is too late.
    assert_eq!(shop.say(&customer, "And?").await.error().1, Some(2_018_278));
    let late = act(&shop, &path, json!({ "text": "And on Sunday?" })).await;
    shop.set_clock("2026-11-28T10:05:00Z");
    let body = json!({
        "recipient": { "post_id": late["id"] }, "message": { "text": "Closed" },
    });
    assert_eq!(shop.send(body).await.error(), (100, Some(2_534_025)));
}

#[tokio::test]
async fn who_ticked_a_box_is_written_to_by_the_websites_number() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    let greet = async || {
        let body = json!({ "recipient": { "user_ref": "ur_1" }, "message": { "text": "Hello" } });
        shop.send(body).await
    };
    assert_eq!(greet().await.status, 400);
    let tick = OptIn::Checkbox {
        reference: "checkout-5".to_owned(),
        user_ref: "ur_1".to_owned(),
    };
    shop.world().opt_in(&customer, tick).unwrap();
    let item = told(&shop, "optin").await;
    assert_eq!(
        item["optin"],
        json!({ "ref": "checkout-5", "user_ref": "ur_1" })
    );
    assert_eq!(item["sender"], Value::Null);
    let sent = greet().await;
    assert_eq!(sent.body["recipient_id"], *customer);
    shop.set_clock("2026-11-22T10:05:00Z");
    assert_eq!(greet().await.error(), (10, Some(2_018_278)));
}

#[tokio::test]
async fn a_sticker_goes_out_by_its_number() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let say = async |message: Value| {
        shop.send(json!({ "recipient": { "id": customer }, "message": message }))
            .await
    };
    let thumb = 369_239_263_222_822_u64;
    let answer = say(json!({ "sticker_id": thumb })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(thread.last().unwrap().attachments[0].kind, "sticker");
    let items = shop.settled_items().await;
    let echo = items
        .iter()
        .find(|one| one["message"]["is_echo"] == true)
        .unwrap();
    let attachment = &echo["message"]["attachments"][0];
    assert_eq!(attachment["type"], "sticker");
    assert_eq!(attachment["payload"]["sticker_id"], thumb);
    assert!(attachment["payload"]["url"].is_string());
    assert_eq!(say(json!({ "sticker_id": "thumb" })).await.status, 400);
    assert_eq!(
        say(json!({ "sticker_id": 1, "text": "both" })).await.status,
        400
    );
}

#[tokio::test]
async fn files_that_people_of_the_business_send_elsewhere_are_echoed() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/customers/{customer}/business-files");
    let file = json!({ "type": "image", "url": "https://cdn.example/p.png", "text": "Like this?" });
    act(&shop, &path, file).await;
    let items = shop.settled_items().await;
    let is_echo = |one: &&Value| one["message"]["is_echo"] == true;
    let echo = &items.iter().find(is_echo).unwrap()["message"];
    assert_ne!(echo["app_id"].to_string(), APP);
    assert_eq!(
        (&echo["is_echo"], &echo["text"]),
        (&json!(true), &json!("Like this?"))
    );
    let expected = json!([{ "type": "image", "payload": { "url": "https://cdn.example/p.png" } }]);
    assert_eq!(echo["attachments"], expected);
    for wrong in [
        json!({ "type": "image" }),
        json!({ "type": "reel", "url": "https://x.example" }),
    ] {
        assert_eq!(shop.control("POST", &path, wrong).await.0, 400);
    }
}
