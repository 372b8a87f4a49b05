//! How the API says no.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use transom_testkit::{Answer, TestApp};

fn problem(answer: &Answer, status: StatusCode) -> Value {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let body = answer.json();
    assert_eq!(body["type"], "about:blank");
    assert_eq!(body["status"], status.as_u16());
    assert_eq!(body["title"], status.canonical_reason().unwrap());
    body
}

#[tokio::test]
async fn an_unknown_or_malformed_field_is_named() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let messages = format!("/api/v1/conversations/{id}/messages");
    let cases = [
        (json!({"text": "Hi", "colour": "red"}), "colour"),
        (json!({"text": 7}), "text"),
        (json!({"text": "Hi", "route": "pigeon"}), "route"),
        (json!({"text": "Hi", "purpose": "fun"}), "purpose"),
        (
            json!({"attachments": [{"kind": "image", "url": "https://a.example"}, {"kind": "hologram", "url": ""}]}),
            "attachments[1].kind",
        ),
        (
            json!({"attachments": [{"kind": "image", "url": "file:///etc/passwd"}]}),
            "attachments[0].url",
        ),
        (json!({"text": "Hi", "reply_to": "conv_1"}), "reply_to"),
        (
            json!({"text": "Hi", "template": {"name": "a", "language": "en"}}),
            "template",
        ),
    ];
    for (body, field) in cases {
        let problem = problem(
            &app.post(&messages, &app.shop.token, &body).await,
            StatusCode::BAD_REQUEST,
        );
        assert_eq!(problem["code"], "invalid", "{body}");
        assert_eq!(problem["field"], field, "{body}: {problem}");
        assert!(
            problem["detail"].as_str().unwrap().starts_with(field),
            "{problem}"
        );
    }
    let assign = format!("/api/v1/conversations/{id}/assign");
    let answer = app.post(&assign, &app.shop.token, &json!({})).await;
    assert!(
        problem(&answer, StatusCode::BAD_REQUEST)["detail"]
            .as_str()
            .unwrap()
            .contains("assignee")
    );
}

#[tokio::test]
async fn an_unusable_query_or_address_is_named() {
    let app = TestApp::start().await;
    let cases = [
        ("/conversations?limit=0", "limit"),
        ("/conversations?limit=201", "limit"),
        ("/conversations?limit=many", "limit"),
        ("/conversations?view=theirs", "view"),
        ("/conversations?sort=fun", "sort"),
        ("/conversations?after=there", "after"),
        ("/conversations?channel=conv_1", "channel"),
        ("/conversations?colour=red", "colour"),
        ("/conversations/7", "conversation_id"),
        (
            "/contacts/conv_0193b2c4d5e67f8091a2b3c4d5e6f708",
            "contact_id",
        ),
        ("/journal/first", "position"),
    ];
    for (path, field) in cases {
        let answer = app.get(&format!("/api/v1{path}"), &app.shop.token).await;
        let problem = problem(&answer, StatusCode::BAD_REQUEST);
        assert_eq!(problem["field"], field, "{path}: {problem}");
    }
}

#[tokio::test]
async fn what_is_no_json_is_refused_in_the_same_form() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let send = async |content_type: Option<&str>, body: String| {
        let mut request = Request::post(format!("/api/v1/conversations/{id}/notes"))
            .header(header::AUTHORIZATION, format!("Bearer {}", app.shop.token));
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        app.send(request.body(Body::from(body)).unwrap()).await
    };
    let json = Some("application/json");
    let broken = problem(
        &send(json, "{\"text\": ".to_owned()).await,
        StatusCode::BAD_REQUEST,
    );
    assert_eq!(
        (&broken["code"], &broken["field"]),
        (&json!("invalid"), &json!("body"))
    );
    let form = send(
        Some("application/x-www-form-urlencoded"),
        "text=a".to_owned(),
    )
    .await;
    assert_eq!(
        problem(&form, StatusCode::UNSUPPORTED_MEDIA_TYPE)["code"],
        "not-json"
    );
    let bare = send(None, "{\"text\": \"a\"}".to_owned()).await;
    assert_eq!(
        problem(&bare, StatusCode::UNSUPPORTED_MEDIA_TYPE)["code"],
        "not-json"
    );
    let note = |size: usize| json!({"text": "a".repeat(size)}).to_string();
    let large = send(json, note(256 * 1024)).await;
    assert_eq!(
        problem(&large, StatusCode::PAYLOAD_TOO_LARGE)["code"],
        "too-large"
    );
    assert_eq!(
        send(json, note(256 * 1024 - 11)).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn an_unknown_address_or_method_is_refused_in_the_same_form() {
    let app = TestApp::start().await;
    let nowhere = app.get("/api/v1/pigeons", &app.shop.token).await;
    assert_eq!(
        problem(&nowhere, StatusCode::NOT_FOUND)["code"],
        "not-found"
    );
    let method = app
        .post("/api/v1/contacts", &app.shop.token, &json!({}))
        .await;
    assert_eq!(
        problem(&method, StatusCode::METHOD_NOT_ALLOWED)["code"],
        "method-not-allowed"
    );
}
