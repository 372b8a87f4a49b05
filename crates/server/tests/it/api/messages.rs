//! Sending over the API, and reading what was sent.

mod author;
mod progress;

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::id::ConversationId;
use transom_testkit::TestApp;

/// A shop with a customer who wrote so many hours ago.
async fn shop(hours: i64) -> (TestApp, ConversationId) {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    app.app.clock.advance(SignedDuration::from_hours(hours));
    (app, id)
}

async fn send(app: &TestApp, id: ConversationId, token: &str, body: Value) -> (StatusCode, Value) {
    let answer = app
        .post(
            &format!("/api/v1/conversations/{id}/messages"),
            token,
            &body,
        )
        .await;
    (answer.status, answer.json())
}

async fn get(app: &TestApp, path: &str) -> Value {
    let answer = app.get(&format!("/api/v1{path}"), &app.shop.token).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
    answer.json()
}

#[tokio::test]
async fn a_message_in_the_window_is_queued_by_the_standard_route() {
    let (app, id) = shop(1).await;
    let question = get(&app, &format!("/conversations/{id}/messages")).await["messages"][0].clone();
    let draft = json!({
        "text": "It left this morning.", "reply_to": question["id"],
        "quick_replies": [{"title": "Thanks", "payload": "THANKS"}],
    });
    let (status, message) = send(&app, id, &app.shop.token, draft).await;
    assert_eq!(status, StatusCode::CREATED, "{message}");
    assert_eq!(message["status"], "queued");
    assert_eq!(message["route"], "standard");
    assert!(
        message["rulebook"]
            .as_str()
            .unwrap()
            .starts_with("messenger/")
    );
    assert_eq!(message["warnings"], json!([]));
    assert_eq!(
        message["author"],
        json!({"kind": "agent", "agent_id": app.shop.owner})
    );
    assert_eq!(message["origin"], "api");
    assert_eq!(message["reply_to_external_id"], question["external_id"]);
    assert_eq!(message["quick_replies"][0]["title"], "Thanks");
    let read = get(
        &app,
        &format!("/messages/{}", message["id"].as_str().unwrap()),
    )
    .await;
    let mut without_warnings = message.clone();
    without_warnings.as_object_mut().unwrap().remove("warnings");
    assert_eq!(read, without_warnings);
    assert_eq!(
        (&read["delivered_at"], &read["read_at"], &read["failure"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn a_named_route_that_is_not_open_is_refused_with_those_that_are() {
    let (app, id) = shop(1).await;
    let (status, problem) = send(
        &app,
        id,
        &app.shop.token,
        json!({"text": "Hi", "route": "tag_account_update"}),
    )
    .await;
    assert_eq!(
        (status, &problem["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("route-retired")),
        "{problem}"
    );
    assert_eq!(problem["routes"][0]["route"], "standard");
    assert_eq!(problem["routes"][0]["until"], "2026-11-22T10:00:00Z");
}

#[tokio::test]
async fn a_template_gets_the_verdict_of_the_rules() {
    for hours in [1, 25] {
        let (app, id) = shop(hours).await;
        for author in ["human", "automation"] {
            let draft =
                json!({"template": {"name": "parcel", "language": "en_US"}, "author": author});
            let (status, problem) = send(&app, id, &app.shop.token, draft).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
            assert_eq!(problem["code"], "capability-missing", "{problem}");
        }
    }
}

#[tokio::test]
async fn what_the_platform_has_no_form_for_is_refused_at_once() {
    let (app, id) = shop(1).await;
    let image = json!({"kind": "image", "url": "https://example.com/a.png"});
    let film = json!({"kind": "video", "url": "https://example.com/a.mp4"});
    for draft in [
        json!({"text": "Look", "attachments": [image]}),
        json!({"attachments": [image, film]}),
    ] {
        let (status, problem) = send(&app, id, &app.shop.token, draft).await;
        assert_eq!(
            (status, &problem["field"]),
            (StatusCode::BAD_REQUEST, &json!("attachments")),
            "{problem}"
        );
    }
    for draft in [json!({}), json!({"text": "  "})] {
        let (status, problem) = send(&app, id, &app.shop.token, draft).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("empty-message"))
        );
        assert_eq!(problem["routes"], json!([]));
    }
    let (status, message) = send(
        &app,
        id,
        &app.shop.token,
        json!({"attachments": [image, image]}),
    )
    .await;
    assert_eq!(
        (status, &message["attachments"][1]["kind"]),
        (StatusCode::CREATED, &json!("image"))
    );
}

#[tokio::test]
async fn messages_are_read_backwards_in_parts() {
    let (app, id) = shop(0).await;
    for minute in 1..6 {
        app.app.clock.advance(SignedDuration::from_mins(1));
        app.customer_writes("77", &format!("Message {minute}"))
            .await;
    }
    let path = format!("/conversations/{id}/messages");
    let whole = get(&app, &path).await;
    assert_eq!(whole["next"], Value::Null);
    let newest = get(&app, &format!("{path}?limit=4")).await;
    let before = get(
        &app,
        &format!("{path}?limit=4&before={}", newest["next"].as_str().unwrap()),
    )
    .await;
    assert_eq!(before["next"], Value::Null);
    let mut parts = before["messages"].as_array().unwrap().clone();
    parts.extend(newest["messages"].as_array().unwrap().clone());
    assert_eq!(whole["messages"], Value::Array(parts));
    assert_eq!(newest["messages"][3]["text"], "Message 5");
}
