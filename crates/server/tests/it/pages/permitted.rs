//! What a customer permitted: offered by the composer when the rules allow it, spent by its form, shown by the API.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;
use transom_domain::id::ConversationId;
use transom_policy::Capability;
use transom_testkit::{TestApp, channels, webhooks};

use super::browser::{Browser, text};

/// A customer who asked to be told once about a topic, on a page that may do so.
async fn shop() -> (TestApp, ConversationId) {
    let app = TestApp::start().await;
    channels::change(&app.app, app.shop.channel_id, |row| {
        row.channel.capabilities = vec![Capability::OneTimeNotification];
    })
    .await;
    let id = app.customer_writes("77", "Is it back?").await;
    let event = json!({
        "sender": {"id": "77"}, "recipient": {"id": "1001"}, "timestamp": app.app.now().as_millisecond(),
        "optin": {"type": "one_time_notif_req", "payload": "restock", "one_time_notif_token": "otn_1"},
    });
    for _ in 0..2 {
        app.webhook(&webhooks::messaging("1001", app.app.now(), &event))
            .await;
    }
    app.settle().await;
    (app, id)
}

#[tokio::test]
async fn the_composer_offers_a_permission_once_the_window_is_closed_and_until_it_is_spent() {
    let (app, id) = shop().await;
    let agent = Browser::agent(&app).await;
    let page = async || {
        let answer = agent.get(&format!("/inbox/all/{id}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        text(&answer)
    };
    let form = format!("action=\"/conversations/{id}/permitted\"");
    let html = page().await;
    assert!(!html.contains(&form), "free text is open");
    assert!(html.contains("Asked to be written to once about"), "{html}");
    assert!(html.contains(&format!("action=\"/conversations/{id}/requests\"")));
    app.app.clock.advance(SignedDuration::from_hours(24 * 3));
    let html = page().await;
    assert!(
        html.contains(&form) && html.contains("value=\"restock\""),
        "{html}"
    );
    let post = async |topic: &str| {
        let path = format!("/conversations/{id}/permitted");
        let fields = [
            ("kind", "one_time"),
            ("topic", topic),
            ("text", "It is back"),
        ];
        agent.post(&path, &fields).await.status
    };
    assert_eq!(post("another").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(post("restock").await.is_redirection());
    assert!(!page().await.contains(&form), "it is spent");
    assert_eq!(post("restock").await, StatusCode::UNPROCESSABLE_ENTITY);
    let path = format!("/api/v1/conversations/{id}");
    let shown = app.get(&path, &app.shop.token).await.json();
    let permissions = shown["identity"]["permissions"].as_array().unwrap();
    assert_eq!(permissions.len(), 1, "told twice, given once");
    assert_eq!(permissions[0]["kind"], "one_time");
    assert_eq!(permissions[0]["topic"], "restock");
    assert!(permissions[0]["used_at"].is_string());
}
