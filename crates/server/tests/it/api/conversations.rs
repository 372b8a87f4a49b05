//! Conversations, contacts, channels and events over the API.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_testkit::TestApp;

async fn ok(app: &TestApp, path: &str) -> Value {
    let answer = app.get(&format!("/api/v1{path}"), &app.shop.token).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
    answer.json()
}

async fn done(app: &TestApp, path: &str, body: Value) -> Value {
    let answer = app
        .post(&format!("/api/v1{path}"), &app.shop.token, &body)
        .await;
    assert!(answer.status.is_success(), "{path}: {answer:?}");
    answer.json()
}

#[tokio::test]
async fn a_conversation_is_told_with_its_window() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    let conversation = ok(&app, &format!("/conversations/{id}")).await;
    assert_eq!(conversation["status"], "open");
    assert_eq!(conversation["assignee"], Value::Null);
    assert_eq!(conversation["unread"], 1);
    assert_eq!(conversation["waiting_since"], "2026-11-21T10:00:00Z");
    assert_eq!(conversation["preview"]["text"], "Where is my parcel?");
    assert_eq!(conversation["identity"]["external_id"], "77");
    assert_eq!(conversation["channel"]["platform"], "messenger");
    let window = &conversation["window"];
    assert_eq!(window["state"], "open");
    assert_eq!(window["cause"], "message");
    assert_eq!(window["opened_at"], "2026-11-21T10:00:00Z");
    assert_eq!(window["closes_at"], "2026-11-22T10:00:00Z");
    assert_eq!(window["human_agent_until"], "2026-11-28T10:00:00Z");
    assert!(
        window["rulebook"]
            .as_str()
            .unwrap()
            .starts_with("messenger/")
    );

    app.app.clock.advance(SignedDuration::from_hours(25));
    let later = ok(&app, &format!("/conversations/{id}")).await;
    assert_eq!(later["window"]["state"], "closed");
}

#[tokio::test]
async fn a_list_is_read_in_parts_without_gap_or_repetition() {
    let app = TestApp::start().await;
    for customer in 0..7 {
        app.customer_writes(&format!("77{customer}"), "Hello").await;
        app.app.clock.advance(SignedDuration::from_mins(1));
    }
    for sort in ["deadline", "waiting", "activity"] {
        let whole = ok(&app, &format!("/conversations?sort={sort}")).await;
        assert_eq!(whole["next"], Value::Null);
        let mut parts = Vec::new();
        let mut after = String::new();
        loop {
            let part = ok(&app, &format!("/conversations?sort={sort}&limit=3{after}")).await;
            parts.extend(part["conversations"].as_array().unwrap().clone());
            let Some(next) = part["next"].as_str() else {
                break;
            };
            after = format!("&after={next}");
        }
        assert_eq!(whole["conversations"], Value::Array(parts), "{sort}");
        assert_eq!(whole["conversations"].as_array().unwrap().len(), 7);
    }
    let contacts = ok(&app, "/contacts?limit=4").await;
    let rest = ok(
        &app,
        &format!("/contacts?after={}", contacts["next"].as_str().unwrap()),
    )
    .await;
    assert_eq!(contacts["contacts"].as_array().unwrap().len(), 4);
    assert_eq!(rest["contacts"].as_array().unwrap().len(), 3);
    assert_eq!(rest["next"], Value::Null);
}

#[tokio::test]
async fn the_views_and_their_counts_agree() {
    let app = TestApp::start().await;
    let old = app.customer_writes("770", "Hello").await;
    app.app.clock.advance(SignedDuration::from_hours(23));
    let closing = app.customer_writes("771", "Hello").await;
    app.app.clock.advance(SignedDuration::from_hours(20));
    let fresh = app.customer_writes("772", "Hello").await;
    done(
        &app,
        &format!("/conversations/{fresh}/assign"),
        json!({"assignee": app.shop.owner}),
    )
    .await;
    let counts = ok(&app, "/conversations/counts").await;
    let expected = [
        ("mine", vec![fresh]),
        ("unassigned", vec![closing, old]),
        ("all", vec![fresh, closing, old]),
        ("closing", vec![closing]),
        ("human-agent", vec![old]),
        ("window-closed", vec![]),
        ("snoozed", vec![]),
        ("closed", vec![]),
    ];
    for (view, ids) in expected {
        let list = ok(&app, &format!("/conversations?view={view}")).await;
        let found: Vec<&str> = list["conversations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        assert_eq!(
            found,
            ids.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "{view}"
        );
        assert_eq!(counts[view], ids.len(), "{view}");
    }
}

#[tokio::test]
async fn a_list_can_be_of_one_channel() {
    let app = TestApp::start().await;
    app.customer_writes("77", "Hello").await;
    let own = ok(
        &app,
        &format!("/conversations?channel={}", app.shop.channel_id),
    )
    .await;
    assert_eq!(own["conversations"].as_array().unwrap().len(), 1);
    let none = ok(
        &app,
        "/conversations?channel=chan_0193b2c4d5e67f8091a2b3c4d5e6f708",
    )
    .await;
    assert_eq!(none["conversations"], json!([]));
}

#[tokio::test]
async fn a_conversation_is_assigned_closed_reopened_and_put_aside() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let path = format!("/conversations/{id}");
    let agent = app.shop.agent;
    assert_eq!(
        done(&app, &format!("{path}/assign"), json!({"assignee": agent})).await["assignee"],
        agent.to_string()
    );
    assert_eq!(
        done(&app, &format!("{path}/assign"), json!({"assignee": null})).await["assignee"],
        Value::Null
    );
    assert_eq!(
        done(&app, &format!("{path}/close"), json!({})).await["status"],
        "closed"
    );
    assert_eq!(
        done(&app, &format!("{path}/close"), json!({})).await["status"],
        "closed"
    );
    assert_eq!(
        done(&app, &format!("{path}/reopen"), json!({})).await["status"],
        "open"
    );
    let until = "2026-11-23T08:00:00Z";
    let snoozed = done(&app, &format!("{path}/snooze"), json!({"until": until})).await;
    assert_eq!(
        (&snoozed["status"], &snoozed["snoozed_until"]),
        (&json!("snoozed"), &json!(until))
    );
    let past = json!({"until": "2026-11-21T10:00:00Z"});
    let answer = app
        .post(&format!("/api/v1{path}/snooze"), &app.shop.token, &past)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["code"], "snooze-in-the-past");
    let note = done(
        &app,
        &format!("{path}/notes"),
        json!({"text": "Ask the warehouse."}),
    )
    .await;
    assert_eq!(
        note["author"],
        json!({"kind": "note", "agent_id": app.shop.owner})
    );
    assert_eq!(
        (&note["text"], &note["origin"]),
        (&json!("Ask the warehouse."), &json!("api"))
    );
    let lines = ok(&app, &format!("{path}/messages")).await;
    let told: Vec<&Value> = lines["messages"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["activity"].get("kind"))
        .collect();
    assert_eq!(
        told,
        ["assigned", "assigned", "closed", "reopened", "snoozed"]
    );
}

#[tokio::test]
async fn contacts_and_channels_are_told_without_secrets() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let contact = ok(&app, "/contacts").await["contacts"][0].clone();
    assert_eq!(contact["identities"][0]["external_id"], "77");
    assert_eq!(contact["identities"][0]["conversation_id"], id.to_string());
    assert_eq!(
        ok(
            &app,
            &format!("/contacts/{}", contact["id"].as_str().unwrap())
        )
        .await,
        contact
    );
    let channel = ok(&app, &format!("/channels/{}", app.shop.channel_id)).await;
    assert_eq!(ok(&app, "/channels").await["channels"], json!([channel]));
    assert_eq!(channel["external_id"], "1001");
    assert_eq!(channel["chat_link"], "https://m.me/1001");
    assert_eq!(channel["state"], json!({"kind": "connected"}));
    assert_eq!(channel["app_secrets"], 1);
    let text = channel.to_string();
    for secret in [
        &app.shop.app_secret,
        "access-token-of-the-tests",
        transom_testkit::VERIFY_TOKEN,
    ] {
        assert!(!text.contains(secret));
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_asked_is_connected_with_the_reason_as_its_state() {
    let app = TestApp::start().await;
    let page = json!({
        "page_id": "3003", "access_token": "EAAG-secret", "app_secrets": ["app-secret"], "verify_token": "verify-secret",
        "graph_url": "http://127.0.0.1:9", "region": "it", "capabilities": ["human_agent"],
    });
    let channel = done(&app, "/channels/messenger", page.clone()).await;
    assert_eq!(channel["external_id"], "3003");
    assert_eq!(
        (&channel["region"], &channel["capabilities"]),
        (&json!("IT"), &json!(["human_agent"]))
    );
    assert_eq!(channel["state"]["kind"], "disconnected");
    assert!(!channel.to_string().contains("secret\""), "{channel}");
    let again = done(&app, "/channels/messenger", page).await;
    assert_eq!(again["id"], channel["id"]);
    assert_eq!(
        ok(&app, "/channels").await["channels"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let none =
        json!({"page_id": "4004", "access_token": "x", "app_secrets": [], "verify_token": "x"});
    let answer = app
        .post("/api/v1/channels/messenger", &app.shop.token, &none)
        .await;
    assert_eq!(
        (answer.status, &answer.json()["field"]),
        (StatusCode::BAD_REQUEST, &json!("app_secrets"))
    );
}

#[tokio::test]
async fn events_are_followed_from_where_one_stopped() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let first = ok(&app, "/events").await;
    assert_eq!(first["events"][0]["kind"], "message_added");
    assert_eq!(first["events"][0]["conversation_id"], id.to_string());
    let next = first["next"].as_i64().unwrap();
    let nothing = ok(&app, &format!("/events?after={next}")).await;
    assert_eq!(nothing, json!({"events": [], "next": next}));
    done(&app, &format!("/conversations/{id}/close"), json!({})).await;
    let more = ok(&app, &format!("/events?after={next}&limit=1")).await;
    assert_eq!(more["events"][0]["seq"], next + 1);
    assert_eq!(more["events"].as_array().unwrap().len(), 1);
}
