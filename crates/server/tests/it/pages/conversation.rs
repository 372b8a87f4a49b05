//! What the open conversation and its card say about what may be sent.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use transom_domain::id::ConversationId;
use transom_testkit::TestApp;

use super::browser::{Browser, text};

/// The platform bars the page, or releases it.
pub(super) async fn enforce(app: &TestApp, action: &str, at: Timestamp) {
    let measure = json!({ "action": action, "reason": "Too many complaints" });
    let event = json!({
        "recipient": { "id": "1001" }, "timestamp": at.as_millisecond(), "policy_enforcement": measure,
    });
    let entry = json!({ "id": "1001", "time": at.as_millisecond(), "messaging": [event] });
    app.webhook(&json!({ "object": "page", "entry": [entry] }))
        .await;
    app.settle().await;
}

async fn answer(app: &TestApp, id: ConversationId) -> (StatusCode, Value) {
    let path = format!("/api/v1/conversations/{id}/messages");
    let draft = json!({ "text": "It left this morning." });
    let answer = app.post(&path, &app.shop.token, &draft).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn a_barred_page_is_restricted_in_the_same_words_at_the_desk_and_in_the_api() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    enforce(&app, "block", app.app.now()).await;

    let (status, problem) = answer(&app, id).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "restricted", "{problem}");
    let sentence = problem["detail"].as_str().unwrap();

    let owner = Browser::owner(&app).await;
    let page = text(&owner.get(&format!("/inbox/all/{id}")).await);
    for place in [
        format!("<p>{sentence}</p>"),
        format!("<h3>{sentence}</h3>"),
        "Too many complaints".to_owned(),
    ] {
        assert!(page.contains(&place), "no {place} in {page}");
    }

    enforce(&app, "unblock", app.app.now()).await;
    assert_eq!(
        answer(&app, id).await.0,
        StatusCode::UNPROCESSABLE_ENTITY,
        "what is told of the same moment changes nothing"
    );
    app.app.clock.advance(jiff::SignedDuration::from_secs(1));
    enforce(&app, "unblock", app.app.now()).await;
    assert_eq!(answer(&app, id).await.0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_browser_that_asks_ahead_of_its_reader_has_seen_nothing() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    let agent = Browser::agent(&app).await;
    let path = format!("/inbox/all/{id}");
    let unread = async || {
        let mut read = app.app.db.read().await.unwrap();
        let thread = read.load_thread(app.shop.workspace_id, id).await.unwrap();
        thread.conversation.unread
    };
    for header in ["Sec-Purpose", "X-Sec-Purpose"] {
        let page = text(&agent.get_with(&path, (header, "prefetch")).await);
        assert!(page.contains("Where is my parcel?"), "{page}");
        assert!(page.contains("name=\"turbo-prefetch\" content=\"false\""));
        assert_eq!(unread().await, 1, "{header}");
    }
    agent.get(&path).await;
    assert_eq!(unread().await, 0);
}
