//! The fault switches.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use transom_emulator::world::input::NewMessage;

use crate::shop::{PAGE, Shop};

async fn set(shop: &Shop, faults: Value) {
    let (status, body) = shop
        .control("PUT", &format!("/pages/{PAGE}/faults"), faults)
        .await;
    assert_eq!(status, 200, "{body}");
}

fn write(shop: &Shop, customer: &str, texts: &[&str]) {
    for text in texts {
        shop.world()
            .write(customer, NewMessage::text(*text))
            .unwrap();
    }
}

async fn texts(shop: &Shop) -> Vec<String> {
    let items = shop.settled_items().await;
    items
        .iter()
        .filter_map(|item| item["message"]["text"].as_str())
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn drop_before_sends_nothing_and_answers_nothing() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    set(
        &shop,
        json!({ "graph": [{ "kind": "drop_before", "times": 1 }] }),
    )
    .await;
    let body = json!({ "recipient": { "id": customer }, "message": { "text": "Hi" } });
    assert!(
        shop.try_graph("POST", "/v26.0/me/messages", body.clone())
            .await
            .is_err()
    );
    assert_eq!(shop.world().thread(&customer).unwrap().len(), 1);
    assert_eq!(shop.send(body).await.status, 200);
}

#[tokio::test]
async fn drop_after_sends_but_answers_nothing_and_the_echo_tells() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    set(
        &shop,
        json!({ "graph": [{ "kind": "drop_after", "times": 1 }] }),
    )
    .await;
    let body = json!({ "recipient": { "id": customer }, "message": { "text": "Hi", "metadata": "out:7" } });
    assert!(
        shop.try_graph("POST", "/v26.0/me/messages", body)
            .await
            .is_err()
    );
    assert_eq!(shop.world().thread(&customer).unwrap().len(), 2);
    let items = shop.settled_items().await;
    assert!(
        items
            .iter()
            .any(|item| item["message"]["metadata"] == "out:7")
    );
    assert!(shop.world().sends(None, false, 1).sends[0].answer_lost);
}

#[tokio::test]
async fn error_after_sends_but_answers_1_1357046() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    set(
        &shop,
        json!({ "graph": [{ "kind": "error_after", "times": 1 }] }),
    )
    .await;
    let answer = shop.say(&customer, "Hi").await;
    assert_eq!((answer.status, answer.error()), (500, (1, Some(1_357_046))));
    assert_eq!(shop.world().thread(&customer).unwrap().len(), 2);
}

#[tokio::test]
async fn the_next_sends_fail_one_after_the_other_and_send_nothing() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    set(&shop, json!({ "graph": [
        { "kind": "server_error", "times": 2 }, { "kind": "throttle", "times": 1 }, { "kind": "app_throttle", "times": 1 },
        { "kind": "expired_token", "times": 1 }, { "kind": "unavailable", "times": 1 },
    ] }))
    .await;
    let mut got = Vec::new();
    for _ in 0..7 {
        let answer = shop.say(&customer, "Hi").await;
        if answer.error().0 == 613 {
            assert!(
                answer.headers["x-business-use-case-usage"]
                    .to_str()
                    .unwrap()
                    .contains("\"estimated_time_to_regain_access\":1")
            );
        }
        got.push((answer.status, answer.error().0));
    }
    assert_eq!(
        got,
        [
            (500, 2),
            (500, 2),
            (400, 613),
            (403, 4),
            (401, 190),
            (503, 0),
            (200, 0)
        ]
    );
    assert_eq!(shop.world().thread(&customer).unwrap().len(), 2);
}

#[tokio::test]
async fn webhooks_are_doubled() {
    let shop = Shop::open().await;
    set(&shop, json!({ "webhooks": { "duplicate": 2 } })).await;
    write(&shop, &shop.stranger(), &["a", "b"]);
    assert_eq!(texts(&shop).await, ["a", "a", "a", "b", "b", "b"]);
}

#[tokio::test]
async fn what_waits_is_delivered_in_reverse() {
    let shop = Shop::open().await;
    set(&shop, json!({ "webhooks": { "paused": true } })).await;
    write(&shop, &shop.stranger(), &["a", "b", "c"]);
    assert!(shop.callback.received().is_empty());
    set(&shop, json!({ "webhooks": { "reorder": true } })).await;
    let mut got = texts(&shop).await;
    assert_ne!(got, ["a", "b", "c"]);
    got.sort();
    assert_eq!(got, ["a", "b", "c"]);
}

#[tokio::test]
async fn several_events_are_packed_into_one_webhook() {
    let shop = Shop::open().await;
    set(&shop, json!({ "webhooks": { "paused": true } })).await;
    write(&shop, &shop.stranger(), &["a", "b", "c", "d", "e"]);
    set(&shop, json!({ "webhooks": { "batch": 3 } })).await;
    assert_eq!(texts(&shop).await, ["a", "b", "c", "d", "e"]);
    let sizes: Vec<usize> = shop
        .callback
        .received()
        .iter()
        .map(|one| one.json()["entry"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [3, 2]);
}

#[tokio::test]
async fn each_customer_keeps_their_order_when_lanes_run_side_by_side() {
    let shop = Shop::open().await;
    set(&shop, json!({ "webhooks": { "lanes": 16 } })).await;
    let customers: Vec<String> = (0..20).map(|_| shop.stranger()).collect();
    let numbers: Vec<String> = (0..10).map(|number| number.to_string()).collect();
    for number in &numbers {
        for customer in &customers {
            write(&shop, customer, &[number]);
        }
    }
    let items = shop.settled_items().await;
    for customer in &customers {
        let own = items
            .iter()
            .filter(|item| item["sender"]["id"] == **customer);
        let own: Vec<_> = own
            .map(|item| item["message"]["text"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(own, numbers);
    }
}

#[tokio::test]
async fn webhooks_and_answers_are_delayed() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    shop.settled_items().await;
    set(
        &shop,
        json!({ "webhooks": { "delay_ms": 60 }, "slow_ms": 60 }),
    )
    .await;
    let began = Instant::now();
    shop.say(&customer, "Hi").await;
    assert!(began.elapsed() >= Duration::from_millis(60));
    let began = Instant::now();
    write(&shop, &customer, &["a"]);
    shop.settled_items().await;
    assert!(began.elapsed() >= Duration::from_millis(60));
}

#[tokio::test]
async fn impossible_switches_are_refused() {
    let shop = Shop::open().await;
    for faults in [
        json!({ "webhooks": { "batch": 0 } }),
        json!({ "webhooks": { "lanes": 65 } }),
        json!({ "graph": [{ "kind": "throttle", "times": 0 }] }),
        json!({ "graph": [{ "kind": "meteor" }] }),
        json!({ "grahp": [] }),
    ] {
        let (status, body) = shop
            .control("PUT", &format!("/pages/{PAGE}/faults"), faults)
            .await;
        assert_eq!(status, 400, "{body}");
        assert!(body["detail"].is_string());
    }
}
