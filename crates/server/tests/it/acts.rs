//! What customers do besides writing: told by webhooks, shown in the thread, given to programs.

use axum::http::StatusCode;
use serde_json::{Value, json};
use transom_domain::id::ConversationId;
use transom_testkit::{TestApp, webhooks};

use crate::pages::browser::{Browser, text};

const CUSTOMER: &str = "77";

async fn lines(app: &TestApp, id: ConversationId) -> Vec<Value> {
    let path = format!("/api/v1/conversations/{id}/messages");
    let list = app.get(&path, &app.shop.token).await.json();
    list["messages"].as_array().unwrap().clone()
}

async fn tell(app: &TestApp, event: Value) {
    let (page, now) = (app.shop.page_id.clone(), app.app.now());
    let mut item = json!({ "sender": { "id": CUSTOMER }, "recipient": { "id": page },
        "timestamp": now.as_millisecond() });
    for (name, value) in event.as_object().unwrap() {
        item[name] = value.clone();
    }
    // Webhooks repeat.
    for _ in 0..2 {
        app.webhook(&webhooks::messaging(&page, now, &item)).await;
    }
    app.settle().await;
}

#[tokio::test]
async fn acts_are_lines_that_call_for_nobody_and_open_no_window() {
    let app = TestApp::start().await;
    let id = app.customer_writes(CUSTOMER, "Hello").await;
    let acts = [
        (
            json!({ "account_linking": { "status": "linked", "authorization_code": "ac_1" } }),
            json!({ "kind": "customer_acted", "what": "account_linked", "authorization_code": "ac_1" }),
            "The customer signed in to their account",
        ),
        (
            json!({ "account_linking": { "status": "unlinked" } }),
            json!({ "kind": "customer_acted", "what": "account_unlinked" }),
            "The customer signed out of their account",
        ),
        (
            json!({ "response_feedback": { "feedback": "Bad response", "mid": "m_9" } }),
            json!({ "kind": "customer_acted", "what": "answer_rated", "answer_external_id": "m_9",
                "rating": "Bad response" }),
            "The customer found an answer bad",
        ),
    ];
    for (event, told, _) in &acts {
        app.app.clock.advance(jiff::SignedDuration::from_hours(30));
        let before = lines(&app, id).await.len();
        tell(&app, event.clone()).await;
        let lines = lines(&app, id).await;
        assert_eq!(lines.len(), before + 1, "told twice, shown once");
        assert_eq!(lines.last().unwrap()["activity"], *told);
    }
    let mut read = app.app.db.read().await.unwrap();
    let thread = read.load_thread(app.shop.workspace_id, id).await.unwrap();
    assert_eq!(thread.conversation.unread, 1);
    assert_eq!(thread.identity.window_events.len(), 1);
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get(&format!("/inbox/all/{id}")).await);
    for (.., sentence) in acts {
        assert!(page.contains(sentence), "no {sentence} in {page}");
    }
}

#[tokio::test]
async fn a_cart_is_an_order_and_opens_no_window() {
    let app = TestApp::start().await;
    let id = app.customer_writes(CUSTOMER, "Hello").await;
    let product = json!({ "id": "p1", "retailer_id": "J-1", "quantity": 1.5, "unit_price": "50", "currency": "EUR" });
    tell(
        &app,
        json!({ "order": { "product": [product], "note": "As a gift" } }),
    )
    .await;
    let line = lines(&app, id).await.pop().unwrap();
    assert_eq!(line["text"], "As a gift");
    let item = json!({ "product_id": "J-1", "quantity": 1.5, "price": 50.0, "currency": "EUR" });
    assert_eq!(line["extra"]["items"], json!([item]));
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get(&format!("/inbox/all/{id}")).await);
    assert!(page.contains("75.00 EUR"), "{page}");
    let mut read = app.app.db.read().await.unwrap();
    let thread = read.load_thread(app.shop.workspace_id, id).await.unwrap();
    assert_eq!(thread.identity.window_events.len(), 1);
}

#[tokio::test]
async fn a_command_is_shown_also_when_nothing_else_was_written() {
    let app = TestApp::start().await;
    let id = app.customer_writes(CUSTOMER, "Hello").await;
    tell(
        &app,
        json!({ "message": { "mid": "m_c", "commands": [{ "name": "order" }] } }),
    )
    .await;
    let line = lines(&app, id).await.pop().unwrap();
    assert_eq!(line["commands"], json!(["order"]));
    assert_eq!(line["unsupported"], false);
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get(&format!("/inbox/all/{id}")).await);
    assert!(page.contains("Command /order"), "{page}");
}

async fn change(app: &TestApp, object: &str, account: &str, field: &str, value: Value) {
    let change = json!({ "field": field, "value": value });
    let entry = json!({ "id": account, "time": app.app.now().as_second(), "changes": [change] });
    app.webhook(&json!({ "object": object, "entry": [entry] }))
        .await;
    app.settle().await;
}

#[tokio::test]
async fn a_visitors_post_is_answered_in_private_once_by_any_kind_of_message() {
    let app = TestApp::start().await;
    let page = app.shop.page_id.clone();
    let post_id = format!("{page}_91");
    let post = json!({ "item": "post", "verb": "add", "post_id": post_id, "message": "Do you mend jackets?",
        "from": { "id": "8888", "name": "Nora" }, "created_time": app.app.now().as_second() });
    change(&app, "page", &page, "feed", post).await;
    let list = app.get("/api/v1/comments", &app.shop.token).await.json();
    let comment = &list["comments"][0];
    assert_eq!(comment["place"], "visitor_post");
    assert_eq!(comment["text"], "Do you mend jackets?");
    assert!(comment["answerable_until"].is_string(), "{list}");
    let path = format!(
        "/api/v1/channels/{}/comments/{post_id}/reply",
        app.shop.channel_id
    );
    let buttons = json!({ "kind": "buttons", "text": "We do. When?",
        "buttons": [{ "label": "Monday", "action": "postback", "payload": "MON" }] });
    let answer = app
        .post(&path, &app.shop.token, &json!({ "structured": buttons }))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(answer.json()["structured"], buttons);
    let again = app
        .post(&path, &app.shop.token, &json!({ "text": "Or Tuesday?" }))
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again:?}");
    let mut read = app.app.db.read().await.unwrap();
    let row = read
        .load_comment(app.shop.workspace_id, app.shop.channel_id, &post_id)
        .await
        .unwrap();
    let sent = row.answer.unwrap();
    let thread = read
        .load_thread(app.shop.workspace_id, sent.conversation_id)
        .await
        .unwrap();
    assert!(thread.identity.granted.answers_post(sent.message_id));
}

#[tokio::test]
async fn a_line_that_the_platform_does_not_know_as_a_message_takes_no_heart_and_no_answer() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let id = app.customer_writes(CUSTOMER, "Hello").await;
    tell(
        &app,
        json!({ "referral": { "source": "SHORTLINK", "type": "OPEN_THREAD", "ref": "spring" } }),
    )
    .await;
    tell(
        &app,
        json!({ "account_linking": { "status": "linked", "authorization_code": "ac_1" } }),
    )
    .await;
    tell(
        &app,
        json!({ "message": { "mid": "m_bye", "text": "Bye" } }),
    )
    .await;
    let page = owner.get(&format!("/inbox/all/{id}")).await.body;
    let page = String::from_utf8(page).unwrap();
    let hearts = page.matches("/reaction\"").count();
    assert_eq!(hearts, 2, "of the two that were written");
    tell(
        &app,
        json!({ "message": { "mid": "m_bye", "is_deleted": true } }),
    )
    .await;
    let lines = lines(&app, id).await;
    assert_eq!(lines.len(), 4);
    for (line, status) in lines.iter().zip([
        StatusCode::CREATED,
        StatusCode::BAD_REQUEST,
        StatusCode::BAD_REQUEST,
        StatusCode::BAD_REQUEST,
    ]) {
        let answer = json!({ "text": "Hi", "reply_to": line["id"] });
        let path = format!("/api/v1/conversations/{id}/messages");
        let answer = app.post(&path, &app.shop.token, &answer).await;
        assert_eq!(answer.status, status, "{line}");
        if status == StatusCode::BAD_REQUEST {
            let path = format!("/api/v1/messages/{}/reaction", line["id"].as_str().unwrap());
            let reacts = app
                .post(&path, &app.shop.token, &json!({ "reacts": true }))
                .await;
            assert_eq!(reacts.status, status, "{line}");
        }
    }
}
