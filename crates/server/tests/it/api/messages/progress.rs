//! What becomes of a message.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::agent::Scope;
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::delivery::{Outcome, Problem};
use transom_domain::id::ConversationId;
use transom_domain::message::DeliveryStatus;
use transom_store::Saved;
use transom_testkit::{TestApp, webhooks};

use super::{get, send, shop};

#[tokio::test]
async fn only_a_failed_message_is_sent_again_and_in_the_name_of_its_author() {
    let (app, id) = shop(1).await;
    let (_, message) = send(&app, id, &app.shop.token, json!({"text": "Hi"})).await;
    let path = format!("/api/v1/messages/{}/retry", message["id"].as_str().unwrap());
    let answer = app.post(&path, &app.shop.token, &json!({})).await;
    assert_eq!(
        (answer.status, &answer.json()["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("not-failed"))
    );
    let program = app.shop.token_for(&app.app, &[Scope::MessagesSend]).await;
    assert_eq!(
        app.post(&path, &program, &json!({})).await.status,
        StatusCode::FORBIDDEN
    );
}

/// The platform answers a send.
async fn answered(app: &TestApp, id: ConversationId, message: &Value, outcome: Outcome) {
    let (workspace_id, now) = (app.shop.workspace_id, app.app.now());
    let message_id = message["id"].as_str().unwrap().parse().unwrap();
    let mut tx = app.app.db.write().await.unwrap();
    let thread = tx.load_thread(workspace_id, id).await.unwrap();
    let mut message = tx
        .load_message(workspace_id, message_id)
        .await
        .unwrap()
        .message;
    message.delivery.as_mut().unwrap().status = DeliveryStatus::Sending;
    let connected = app
        .app
        .channels
        .find(workspace_id, app.shop.channel_id)
        .unwrap();
    let channel = &connected.channel;
    let rulebook = app.app.rulebook(channel.platform, now).unwrap();
    let situation = Situation {
        rulebook,
        channel,
        thread: &thread,
    };
    let input = Input::Outcome {
        message: &message,
        attempts: 1,
        outcome: &outcome,
    };
    let decision = decide(&situation, input, now, &mut || app.app.id()).unwrap();
    let saved = [Saved {
        decision,
        is_new: false,
    }];
    tx.save(workspace_id, &saved, now, &mut || app.app.id())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_failed_message_is_told_with_its_reason_and_sent_again_by_what_is_legal_by_then() {
    let (app, id) = shop(1).await;
    let (_, message) = send(&app, id, &app.shop.token, json!({"text": "Hi"})).await;
    let problem = Problem {
        code: Some("100/2018001".to_owned()),
        detail: "no".to_owned(),
    };
    answered(&app, id, &message, Outcome::Permanent(problem)).await;
    let path = format!("/messages/{}", message["id"].as_str().unwrap());
    let failed = get(&app, &path).await;
    assert_eq!(failed["status"], "failed");
    assert_eq!(
        failed["failure"],
        json!({"class": "rejected", "code": "100/2018001", "detail": "no"})
    );
    assert_eq!(
        get(&app, &format!("/conversations/{id}")).await["failed"],
        1
    );
    app.app.clock.advance(SignedDuration::from_hours(25));
    let again = app
        .post(&format!("/api/v1{path}/retry"), &app.shop.token, &json!({}))
        .await;
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    let again = again.json();
    assert_eq!(again["id"], message["id"]);
    assert_eq!(
        (&again["status"], &again["route"]),
        (&json!("queued"), &json!("human_agent"))
    );
    assert_eq!(
        get(&app, &format!("/conversations/{id}")).await["failed"],
        0
    );
}

#[tokio::test]
async fn how_far_a_message_got_is_told() {
    let (app, id) = shop(1).await;
    let (_, message) = send(&app, id, &app.shop.token, json!({"text": "Hi"})).await;
    answered(
        &app,
        id,
        &message,
        Outcome::Sent {
            external_id: "m_1".to_owned(),
            recipient: None,
        },
    )
    .await;
    let path = format!("/messages/{}", message["id"].as_str().unwrap());
    let sent = get(&app, &path).await;
    assert_eq!(
        (&sent["status"], &sent["external_id"]),
        (&json!("sent"), &json!("m_1"))
    );
    assert_eq!(
        (&sent["delivered_at"], &sent["read_at"]),
        (&Value::Null, &Value::Null)
    );
    app.app.clock.advance(SignedDuration::from_secs(5));
    let at = app.app.now();
    let event = json!({
        "sender": {"id": "77"}, "recipient": {"id": "1001"}, "timestamp": at.as_millisecond(),
        "read": {"watermark": at.as_millisecond()},
    });
    app.webhook(&webhooks::messaging("1001", at, &event)).await;
    app.settle().await;
    let read = get(&app, &path).await;
    assert_eq!(
        (&read["delivered_at"], &read["read_at"]),
        (&json!(at), &json!(at))
    );
}
