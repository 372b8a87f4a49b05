//! The journal over the API.

use axum::http::StatusCode;
use serde_json::{Value, json};
use transom_testkit::{TestApp, webhooks};

async fn get(app: &TestApp, path: &str) -> Value {
    let answer = app.get(&format!("/api/v1{path}"), &app.shop.token).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {answer:?}");
    answer.json()
}

#[tokio::test]
async fn what_was_not_understood_is_listed_by_webhook_and_none_is_lost_between_parts() {
    let app = TestApp::start().await;
    let at = app.app.now();
    for page in ["9001", "9002", "9003"] {
        let mut body = webhooks::message(page, "77", at, "Hello");
        let entry = body["entry"][0].clone();
        body["entry"].as_array_mut().unwrap().push(entry);
        app.webhook(&body).await;
    }
    app.settle().await;
    let newest = get(&app, "/journal/unhandled?limit=2").await;
    let positions = |list: &Value| -> Vec<u64> {
        list["webhooks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|webhook| webhook["position"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(positions(&newest), [3, 2]);
    for webhook in newest["webhooks"].as_array().unwrap() {
        assert_eq!(webhook["pieces"].as_array().unwrap().len(), 2, "{webhook}");
        assert_eq!(webhook["pieces"][0]["reason"], "unknown-account");
    }
    let rest = get(
        &app,
        &format!("/journal/unhandled?limit=2&before={}", newest["next"]),
    )
    .await;
    assert_eq!(positions(&rest), [1]);
    assert_eq!(rest["next"], Value::Null);
}

#[tokio::test]
async fn a_webhook_is_told_byte_by_byte() {
    let app = TestApp::start().await;
    let body = webhooks::message("1001", "77", app.app.now(), "Grüezi");
    app.webhook(&body).await;
    let webhook = get(&app, "/journal/1").await;
    assert_eq!(webhook["text"], body.to_string());
    assert_eq!(webhook["received_at"], "2026-11-21T10:00:00Z");
    assert!(!webhook["body"].as_str().unwrap().is_empty());
    for missing in [0, 2, u64::MAX] {
        let answer = app
            .get(&format!("/api/v1/journal/{missing}"), &app.shop.token)
            .await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{missing}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_replay_processes_what_is_understood_by_now_and_only_once() {
    let app = TestApp::start().await;
    app.webhook(&webhooks::message("3003", "77", app.app.now(), "Hello"))
        .await;
    app.settle().await;
    assert_eq!(
        get(&app, "/conversations").await["conversations"],
        json!([])
    );
    let page = json!({
        "page_id": "3003", "access_token": "x", "app_secrets": ["x"], "verify_token": "x",
        "graph_url": "http://127.0.0.1:9",
    });
    assert_eq!(
        app.post("/api/v1/channels/messenger", &app.shop.token, &page)
            .await
            .status,
        StatusCode::OK
    );
    let replay = async || {
        app.post("/api/v1/journal/1/replay", &app.shop.token, &json!({}))
            .await
            .json()
    };
    assert_eq!(
        replay().await,
        json!({"processed": 1, "repeated": 0, "unhandled": 0})
    );
    assert_eq!(
        replay().await,
        json!({"processed": 0, "repeated": 1, "unhandled": 0})
    );
    assert_eq!(
        get(&app, "/conversations").await["conversations"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(get(&app, "/journal/unhandled").await["webhooks"], json!([]));
}
