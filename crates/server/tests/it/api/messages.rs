//! Sending over the API: routes, authors, refusals.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::agent::Scope;
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::delivery::{Outcome, Problem};
use transom_domain::id::ConversationId;
use transom_store::Saved;
use transom_testkit::{TestApp, webhooks};

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
async fn after_the_window_a_person_gets_the_human_agent_route_and_an_automation_a_refusal() {
    let (app, id) = shop(25).await;
    let (status, message) = send(&app, id, &app.shop.token, json!({"text": "It left."})).await;
    assert_eq!(
        (status, &message["route"]),
        (StatusCode::CREATED, &json!("human_agent"))
    );
    let automation = json!({"text": "It left.", "author": "automation"});
    let (status, problem) = send(&app, id, &app.shop.token, automation).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "window-closed");
    assert!(problem["detail"].as_str().unwrap().len() > 20);
    assert!(
        problem["rulebook"]
            .as_str()
            .unwrap()
            .starts_with("messenger/")
    );
    let open: Vec<&Value> = problem["routes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|route| &route["route"])
        .collect();
    assert!(
        !open.contains(&&json!("standard")) && !open.contains(&&json!("human_agent")),
        "{problem}"
    );
    let human = problem["remedies"]
        .as_array()
        .unwrap()
        .iter()
        .find(|way| way["route"] == "human_agent")
        .unwrap();
    assert_eq!(human["until"], "2026-11-28T10:00:00Z");
    assert!(human["sentence"].as_str().unwrap().len() > 10);
}

#[tokio::test]
async fn an_automation_never_gets_the_human_agent_route_by_name() {
    for hours in [1, 25, 24 * 8] {
        let (app, id) = shop(hours).await;
        let asked = json!({"text": "It left.", "route": "human_agent", "author": "automation"});
        let (status, problem) = send(&app, id, &app.shop.token, asked).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("human-only")),
            "{hours}"
        );
        let token = app.shop.token_for(&app.app, &[Scope::MessagesSend]).await;
        let asked = json!({"text": "It left.", "route": "human_agent"});
        let (status, problem) = send(&app, id, &token, asked).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("human-only")),
            "{hours}"
        );
        let is_open = |route: &str| {
            problem["routes"]
                .as_array()
                .unwrap()
                .iter()
                .any(|open| open["route"] == route)
        };
        assert_eq!(is_open("standard"), hours < 24, "{problem}");
        let lines = get(&app, &format!("/conversations/{id}/messages")).await;
        assert_eq!(
            lines["messages"].as_array().unwrap().len(),
            1,
            "nothing is kept of a refusal"
        );
    }
}

#[tokio::test]
async fn in_whose_name_a_token_sends_is_a_matter_of_its_scopes() {
    let (app, id) = shop(1).await;
    let cases = [
        (vec![Scope::MessagesSend], None, Ok("automation")),
        (
            vec![Scope::MessagesSend],
            Some("automation"),
            Ok("automation"),
        ),
        (
            vec![Scope::MessagesSend],
            Some("human"),
            Err("messages:human"),
        ),
        (vec![Scope::MessagesHuman], None, Ok("agent")),
        (vec![Scope::MessagesHuman], Some("human"), Ok("agent")),
        (
            vec![Scope::MessagesHuman],
            Some("automation"),
            Err("messages:send"),
        ),
        (
            vec![Scope::MessagesHuman, Scope::MessagesSend],
            None,
            Ok("agent"),
        ),
        (
            vec![Scope::MessagesHuman, Scope::MessagesSend],
            Some("automation"),
            Ok("automation"),
        ),
    ];
    for (scopes, author, expected) in cases {
        let token = app.shop.token_for(&app.app, &scopes).await;
        let (status, body) = send(&app, id, &token, json!({"text": "Hi", "author": author})).await;
        match expected {
            Ok(kind) => {
                assert_eq!(status, StatusCode::CREATED, "{scopes:?} {author:?}: {body}");
                assert_eq!(body["author"]["kind"], kind, "{scopes:?} {author:?}");
            }
            Err(lacking) => {
                assert_eq!(
                    status,
                    StatusCode::FORBIDDEN,
                    "{scopes:?} {author:?}: {body}"
                );
                assert!(body["detail"].as_str().unwrap().contains(lacking), "{body}");
            }
        }
    }
}

#[tokio::test]
async fn only_a_person_can_attest() {
    let (app, id) = shop(25).await;
    let (status, problem) = send(
        &app,
        id,
        &app.shop.token,
        json!({"text": "Hi", "author": "automation", "attested": true}),
    )
    .await;
    assert_eq!(
        (status, &problem["field"]),
        (StatusCode::BAD_REQUEST, &json!("attested"))
    );
    let (status, _) = send(
        &app,
        id,
        &app.shop.token,
        json!({"text": "Hi", "attested": true}),
    )
    .await;
    assert_eq!(status, StatusCode::CREATED);
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
async fn the_routes_are_told_for_each_author() {
    let (app, id) = shop(25).await;
    let route = |list: &Value, name: &str| -> Value {
        list["routes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|route| route["route"] == name)
            .unwrap()
            .clone()
    };
    let person = get(&app, &format!("/conversations/{id}/routes")).await;
    let human_agent = route(&person, "human_agent");
    assert_eq!(
        (&human_agent["status"], &human_agent["until"]),
        (&json!("open"), &json!("2026-11-28T10:00:00Z"))
    );
    let standard = route(&person, "standard");
    assert_eq!(
        (&standard["status"], &standard["code"]),
        (&json!("closed"), &json!("window-closed"))
    );
    assert!(standard["sentence"].as_str().unwrap().len() > 10);
    let program = get(
        &app,
        &format!("/conversations/{id}/routes?author=automation"),
    )
    .await;
    let human_agent = route(&program, "human_agent");
    assert_eq!(
        (&human_agent["status"], &human_agent["code"]),
        (&json!("unavailable"), &json!("human-only"))
    );
}

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
    let message = tx
        .load_message(workspace_id, message_id)
        .await
        .unwrap()
        .message;
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
