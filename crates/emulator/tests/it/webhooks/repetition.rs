//! Whom it is told to, and how often.

use std::time::Duration;

use serde_json::{Value, json};
use transom_emulator::world::input::NewMessage;

use crate::shop::{PAGE, Shop};

#[tokio::test]
async fn only_subscribed_fields_are_told() {
    let shop = Shop::open().await;
    shop.graph(
        "POST",
        "/v26.0/me/subscribed_apps",
        json!({ "subscribed_fields": "messages" }),
    )
    .await;
    let customer = shop.customer();
    shop.say(&customer, "Hi").await;
    let items = shop.settled_items().await;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["message"]["text"], "Hello");
}

#[tokio::test]
async fn whatever_is_not_2xx_is_repeated_in_order_until_it_succeeds() {
    let shop = Shop::open().await;
    shop.callback.answer(&[500, 404, 302, 0, 200]);
    let customer = shop.stranger();
    for text in ["first", "second"] {
        shop.world()
            .write(&customer, NewMessage::text(text))
            .unwrap();
    }
    let items = shop.settled_items().await;
    let texts: Vec<_> = items
        .iter()
        .map(|item| item["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        ["first", "first", "first", "first", "first", "second"]
    );
    let report = shop.world().deliveries(10);
    assert_eq!(
        (
            report.totals.delivered,
            report.totals.attempts,
            report.pending_events
        ),
        (2, 6, 0)
    );
    let tries: Vec<_> = report.deliveries[1]
        .attempts
        .iter()
        .map(|attempt| attempt.status)
        .collect();
    assert_eq!(tries, [Some(500), Some(404), Some(302), None, Some(200)]);
    assert_eq!(
        report.deliveries[1].attempts[3].error.as_deref(),
        Some("no answer in time")
    );
}

#[tokio::test]
async fn a_callback_that_fails_for_too_long_loses_the_subscription_and_what_waits() {
    let patience = Duration::from_millis(30);
    let shop = Shop::open_giving_up_after(patience, "2026-11-21T10:00:00Z", &[]).await;
    shop.callback.answer(&[500; 100]);
    let customer = shop.stranger();
    for text in ["first", "second", "third"] {
        shop.world()
            .write(&customer, NewMessage::text(text))
            .unwrap();
    }
    let items = shop.settled_items().await;
    assert!(items.iter().all(|item| item["message"]["text"] == "first"));
    let (_, page) = shop
        .control("GET", &format!("/pages/{PAGE}"), json!({}))
        .await;
    assert_eq!(page["subscribed_fields"], Value::Null);
    let report = shop.world().deliveries(10);
    assert_eq!(
        (
            report.totals.given_up,
            report.totals.delivered,
            report.pending_events
        ),
        (1, 0, 0)
    );
}

#[tokio::test]
async fn a_callback_must_pass_the_handshake() {
    let shop = Shop::open().await;
    let callback = format!("http://{}/nothing", shop.running.addr());
    let (status, refused) = shop
        .control("PUT", "/callback", json!({ "url": callback }))
        .await;
    assert_eq!((status, &refused["code"]), (400, &json!("handshake")));
    let (status, refused) = shop
        .control("PUT", "/callback", json!({ "url": "ftp://x" }))
        .await;
    assert_eq!((status, &refused["code"]), (400, &json!("handshake")));
}
