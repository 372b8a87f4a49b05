//! Several apps share a page, and one of them controls each thread.

use serde_json::{Value, json};

use crate::shop::{APP, PAGE, Shop};

const INBOX: &str = "263902037430900";
const BOT: &str = "517202613884201";

/// Another app does something about a thread.
async fn acts(shop: &Shop, customer: &str, app: &str, action: &str) -> u16 {
    let path = format!("/customers/{customer}/thread-control");
    let act = json!({ "app": app, "action": action, "metadata": "a word" });
    shop.control("POST", &path, act).await.0
}

async fn call(shop: &Shop, edge: &str, customer: &str, more: Value) -> crate::shop::Answer {
    let mut body = json!({ "recipient": { "id": customer } });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    shop.graph("POST", &format!("/v26.0/me/{edge}"), body).await
}

async fn owner(shop: &Shop, customer: &str) -> Value {
    let path = format!("/v26.0/{PAGE}/thread_owner?recipient={customer}");
    let answer = shop.graph("GET", &path, json!({})).await;
    assert_eq!(answer.status, 200);
    answer.body["data"][0]["thread_owner"]["app_id"].clone()
}

#[tokio::test]
async fn a_thread_is_taken_refused_and_taken_back() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    assert_eq!(owner(&shop, &customer).await, Value::Null);
    assert_eq!(acts(&shop, &customer, "page_inbox", "take").await, 204);
    assert_eq!(owner(&shop, &customer).await, INBOX);
    let refused = (10, Some(2_018_300));
    assert_eq!(shop.say(&customer, "Hi").await.error(), refused);
    for edge in ["pass_thread_control", "release_thread_control"] {
        let answer = call(&shop, edge, &customer, json!({ "target_app_id": BOT })).await;
        assert_eq!(answer.error(), refused, "{edge}");
    }
    let taken = call(&shop, "take_thread_control", &customer, json!({})).await;
    assert_eq!(taken.body, json!({ "success": true }));
    assert_eq!(owner(&shop, &customer).await, APP);
    assert_eq!(shop.say(&customer, "Hi").await.status, 200);
    let items = shop.settled_items().await;
    let told: Vec<_> = items
        .iter()
        .filter_map(|item| item.get("take_thread_control"))
        .collect();
    let change = |from: &str, to: &str, said: &str| json!({ "previous_owner_app_id": from, "new_owner_app_id": to, "metadata": said });
    assert_eq!(
        told,
        [&change(APP, INBOX, "a word"), &change(INBOX, APP, "")]
    );
}

#[tokio::test]
async fn a_thread_is_passed_to_an_app_that_shares_the_page_and_comes_back() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/v26.0/{PAGE}/secondary_receivers?fields=id,name");
    let apps = shop.graph("GET", &path, json!({})).await.body;
    assert_eq!(
        apps["data"][0],
        json!({ "id": INBOX, "name": "Page Inbox" })
    );
    assert_eq!(apps["data"][1]["id"], BOT);
    let stranger = json!({ "target_app_id": "1" });
    let answer = call(&shop, "pass_thread_control", &customer, stranger).await;
    assert_eq!(answer.error(), (100, None));
    let bot = json!({ "target_app_id": BOT.parse::<u64>().unwrap() });
    let answer = call(&shop, "pass_thread_control", &customer, bot).await;
    assert_eq!(answer.status, 200);
    assert_eq!(acts(&shop, &customer, "page_inbox", "pass").await, 400);
    assert_eq!(acts(&shop, &customer, "other_app", "pass").await, 204);
    let items = shop.settled_items().await;
    let last = items.last().unwrap();
    assert_eq!(last["pass_thread_control"]["new_owner_app_id"], APP);
    assert_eq!(last["sender"]["id"], customer);
}

#[tokio::test]
async fn what_the_app_in_control_says_comes_in_standby() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    acts(&shop, &customer, "page_inbox", "take").await;
    let path = format!("/customers/{customer}/business-messages");
    shop.control("POST", &path, json!({ "text": "From the inbox" }))
        .await;
    shop.settled_items().await;
    let received = shop.callback.received();
    let entries = received
        .iter()
        .map(|webhook| webhook.json()["entry"][0].take());
    let echoes = entries.filter(|entry| entry["standby"][0]["message"]["text"] == "From the inbox");
    assert_eq!(echoes.count(), 1);
}

#[tokio::test]
async fn who_is_not_the_first_app_asks_and_does_not_take() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/pages/{PAGE}/default-app");
    shop.control("PUT", &path, json!({ "app": "other_app" }))
        .await;
    let items = shop.settled_items().await;
    let roles = &items.last().unwrap()["app_roles"];
    assert_eq!(*roles, json!({ APP: ["secondary_receiver"] }));
    assert_eq!(
        shop.say(&customer, "Hi").await.error(),
        (10, Some(2_018_300))
    );
    let taken = call(&shop, "take_thread_control", &customer, json!({})).await;
    assert_eq!(taken.error(), (10, None));
    let word = json!({ "metadata": "please" });
    let asked = call(&shop, "request_thread_control", &customer, word).await;
    assert_eq!(asked.status, 200);
    let view = shop
        .control("GET", &format!("/customers/{customer}"), json!({}))
        .await
        .1;
    assert_eq!(view["wished_for"], "please");
}

#[tokio::test]
async fn after_a_day_without_a_word_the_thread_is_the_first_apps_again() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    acts(&shop, &customer, "other_app", "take").await;
    assert_eq!(owner(&shop, &customer).await, BOT);
    shop.set_clock("2026-11-22T10:05:00Z");
    assert_eq!(owner(&shop, &customer).await, Value::Null);
}

#[tokio::test]
async fn the_token_names_its_app() {
    let shop = Shop::open().await;
    let answer = shop.graph("GET", "/v26.0/app?fields=id", json!({})).await;
    assert_eq!(answer.body["id"], APP);
}

#[tokio::test]
async fn a_thread_goes_with_a_message_that_is_taken_and_stays_with_one_that_is_not() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let send = async |text: &str, control: Value| {
        shop.send(json!({
            "recipient": { "id": customer }, "messaging_type": "RESPONSE", "message": { "text": text },
            "thread_control": control,
        }))
        .await
    };
    let pass = |app: &str| json!({ "control_type": "pass", "app_id": app });
    for bad in [
        pass("1"),
        json!({ "control_type": "pass" }),
        json!({ "control_type": "lend", "app_id": BOT }),
    ] {
        assert_eq!(send("Hello", bad.clone()).await.error().0, 100, "{bad}");
    }
    let long = "x".repeat(2001);
    assert_eq!(send(&long, pass(BOT)).await.error().0, 100);
    let typing = json!({ "recipient": { "id": customer }, "sender_action": "typing_on",
        "thread_control": pass(BOT) });
    assert_eq!(shop.send(typing).await.error().0, 100);
    assert_eq!(owner(&shop, &customer).await, Value::Null);
    assert_eq!(send("The bot will help", pass(BOT)).await.status, 200);
    assert_eq!(owner(&shop, &customer).await, BOT);
    assert_eq!(
        shop.say(&customer, "Hi").await.error(),
        (10, Some(2_018_300))
    );
    assert_eq!(acts(&shop, &customer, "other_app", "pass").await, 204);
    let release = json!({ "control_type": "release" });
    assert_eq!(send("Bye", release).await.status, 200);
    let items = shop.settled_items().await;
    let passed = items
        .iter()
        .filter(|item| item.get("pass_thread_control").is_some());
    assert_eq!(passed.count(), 2, "to the bot and back");
}
