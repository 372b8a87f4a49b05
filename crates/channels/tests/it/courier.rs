//! The courier against a small server on this machine: whatever happens on the way, no message goes twice unknown.

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::any;
use http::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use transom_channels::courier::{Courier, Endpoint, Interface, Timeouts};
use transom_channels::messenger::{Action, Class};
use transom_channels::signature::SigningSecret;
use transom_domain::delivery::Outcome;
use transom_domain::message::Content;
use transom_policy::Route;

use crate::render::outgoing;

const TOKEN: &str = "EAAexampletoken";
const PAGE: &str = "204811937760102";

pub(crate) fn endpoint(base: &str) -> Endpoint {
    endpoint_with(base, None)
}

fn endpoint_with(base: &str, secret: Option<&SigningSecret>) -> Endpoint {
    let token = TOKEN.parse().unwrap();
    Endpoint::new(
        &base.parse().unwrap(),
        &"v26.0".parse().unwrap(),
        PAGE,
        token,
        secret,
    )
}

pub(crate) fn courier() -> Courier {
    Courier::new(Timeouts::default())
}

/// A courier whose patience is so short that its end can be awaited.
fn hasty() -> Courier {
    Courier::new(Timeouts {
        connect: Duration::from_millis(200),
        total: Duration::from_millis(200),
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "these servers end with the test's runtime"
)]
fn in_background(server: impl Future<Output: Send> + Send + 'static) {
    tokio::spawn(async { drop(server.await) });
}

pub(crate) async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    in_background(async move { axum::serve(listener, app).await });
    base
}

/// A server that answers everything in the same way.
pub(crate) async fn answering(status: StatusCode, body: &'static str) -> String {
    serve(Router::new().fallback(move || async move { (status, body) })).await
}

/// A server that reads a request and then writes these bytes and hangs up.
async fn breaking_off(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    in_background(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer).await;
        }
    });
    base
}

async fn send(courier: &Courier, base: &str) -> Outcome {
    courier
        .send(
            &endpoint(base),
            &outgoing(Route::Standard, Content::text("It ships tomorrow")),
        )
        .await
}

#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) line: String,
    pub(crate) authorization: String,
    pub(crate) body: Value,
}

/// A server that remembers the last request and answers with this.
pub(crate) async fn remembering(answer: Value) -> (String, Arc<Mutex<Seen>>) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let notes = Arc::clone(&seen);
    let handler = async move |request: Request| {
        let (head, body) = request.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        *notes.lock().unwrap() = Seen {
            line: format!("{} {} {:?}", head.method, head.uri, head.version),
            authorization: head.headers["authorization"].to_str().unwrap().to_owned(),
            body: serde_json::from_slice(&body).unwrap_or_default(),
        };
        answer.to_string()
    };
    (serve(Router::new().fallback(any(handler))).await, seen)
}

#[tokio::test]
async fn a_message_goes_to_the_accounts_address_with_token_and_proof() {
    let (base, seen) = remembering(json!({ "recipient_id": "7777", "message_id": "m_1" })).await;
    let secret = SigningSecret::new("app secret").unwrap();
    let message = outgoing(Route::HumanAgent, Content::text("Sorry for the wait"));
    let outcome = courier()
        .send(&endpoint_with(&base, Some(&secret)), &message)
        .await;
    assert_eq!(
        outcome,
        Outcome::Sent {
            external_id: "m_1".into(),
            recipient: Some("7777".into()),
        }
    );

    let proof = secret.sign(TOKEN.as_bytes()).replace("sha256=", "");
    let seen = seen.lock().unwrap();
    assert_eq!(
        seen.line,
        format!("POST /v26.0/{PAGE}/messages?appsecret_proof={proof} HTTP/1.1")
    );
    assert_eq!(seen.authorization, format!("Bearer {TOKEN}"));
    assert_eq!(seen.body["tag"], "HUMAN_AGENT");
}

#[tokio::test]
async fn an_action_goes_to_the_same_address() {
    let (base, seen) = remembering(json!({ "recipient_id": "7777" })).await;
    courier()
        .act(&endpoint(&base), "7777", Action::TypingOn)
        .await
        .unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.line, format!("POST /v26.0/{PAGE}/messages HTTP/1.1"));
    assert_eq!(
        seen.body,
        json!({ "recipient": { "id": "7777" }, "sender_action": "typing_on" })
    );
}

#[tokio::test]
async fn what_cannot_be_rendered_is_not_sent() {
    let outcome = courier()
        .send(
            &endpoint("http://127.0.0.1:1"),
            &outgoing(Route::Standard, Content::default()),
        )
        .await;
    assert!(matches!(outcome, Outcome::Permanent(_)), "{outcome:?}");
}

#[tokio::test]
async fn an_error_body_decides() {
    let base = answering(
        StatusCode::BAD_REQUEST,
        r#"{"error":{"message":"outside of allowed window","code":10,"error_subcode":2018278}}"#,
    )
    .await;
    assert!(matches!(
        send(&courier(), &base).await,
        Outcome::WindowClosed(_)
    ));
}

#[tokio::test]
async fn a_token_that_the_platform_quotes_is_blotted_out() {
    let body = r#"{"error":{"message":"Malformed access token EAAexampletoken","code":190}}"#;
    let base = answering(StatusCode::UNAUTHORIZED, body).await;
    match send(&courier(), &base).await {
        Outcome::Reconnect(problem) => assert_eq!(problem.detail, "Malformed access token …"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_refused_connection_or_an_unknown_host_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert!(matches!(send(&courier(), &base).await, Outcome::Retry(_)));
    let nowhere = send(&courier(), "https://graph.invalid").await;
    assert!(matches!(nowhere, Outcome::Retry(_)), "{nowhere:?}");
}

#[tokio::test]
async fn a_failed_tls_handshake_is_tried_again() {
    let base = breaking_off(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        .await
        .replace("http:", "https:");
    let outcome = send(&courier(), &base).await;
    assert!(matches!(outcome, Outcome::Retry(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_tls_handshake_that_does_not_end_is_tried_again() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", silent.local_addr().unwrap());
    let courier = Courier::new(Timeouts {
        connect: Duration::from_millis(200),
        ..Timeouts::default()
    });
    let outcome = send(&courier, &base).await;
    assert!(matches!(outcome, Outcome::Retry(_)), "{outcome:?}");
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_settled_by_the_echo() {
    let silent = serve(Router::new().fallback(pending::<Response>)).await;
    let outcome = send(&hasty(), &silent).await;
    assert!(matches!(outcome, Outcome::Reconcile(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_is_settled_by_the_echo() {
    let cut = [
        b"".as_slice(),
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"message_id\":",
        b"HTTP/1.1 500 Oh\r\ncontent-length: 40\r\n\r\n{\"error\":",
        b"no http at all\r\n\r\n",
    ];
    for answer in cut {
        let outcome = send(&courier(), &breaking_off(answer).await).await;
        assert!(matches!(outcome, Outcome::Reconcile(_)), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let base = serve(
        Router::new().fallback(|| async { Redirect::temporary("/elsewhere").into_response() }),
    )
    .await;
    let outcome = send(&courier(), &base).await;
    assert!(matches!(outcome, Outcome::Reconnect(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_profile_is_asked_for_and_its_names_are_joined() {
    let (base, seen) = remembering(json!({
        "first_name": "Ana", "last_name": "Example", "profile_pic": "https://cdn.example/a.jpg", "id": "7777",
    }))
    .await;
    let profile = courier().profile(&endpoint(&base), "7777").await.unwrap();
    assert_eq!(profile.name.as_deref(), Some("Ana Example"));
    assert_eq!(
        profile.picture_url.as_deref(),
        Some("https://cdn.example/a.jpg")
    );
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/7777?fields=first_name%2Clast_name%2Cprofile_pic%2Clocale HTTP/1.1"
    );

    let (nameless, _) = remembering(json!({ "id": "7777" })).await;
    assert_eq!(
        courier()
            .profile(&endpoint(&nameless), "7777")
            .await
            .unwrap()
            .name,
        None
    );
}

#[tokio::test]
async fn a_profile_that_is_withheld_is_a_failure_with_its_class() {
    let body = r#"{"error":{"message":"No profile available","code":100,"error_subcode":2018218}}"#;
    let base = answering(StatusCode::BAD_REQUEST, body).await;
    let failed = courier()
        .profile(&endpoint(&base), "7777")
        .await
        .unwrap_err();
    assert_eq!(failed.class, Class::Permanent);
    assert_eq!(failed.to_string(), "No profile available (100/2018218)");
}

#[tokio::test]
async fn the_check_names_the_page_and_who_receives_its_webhooks() {
    let page = json!({ "name": "Kettle & Co", "id": PAGE, "username": "kettles" });
    let apps = json!({ "data": [{ "id": "771002", "name": "Desk", "subscribed_fields": ["messages", "feed"] }] });
    let app = Router::new()
        .route(
            &format!("/v26.0/{PAGE}"),
            any(async move || page.to_string()),
        )
        .route(
            &format!("/v26.0/{PAGE}/subscribed_apps"),
            any(async move || apps.to_string()),
        );
    let account = courier().check(&endpoint(&serve(app).await)).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str()),
        (PAGE, "Kettle & Co")
    );
    assert_eq!(account.username.as_deref(), Some("kettles"));
    assert_eq!(account.subscriptions[0].app_id, "771002");
    assert_eq!(account.subscriptions[0].fields, ["messages", "feed"]);
}

#[tokio::test]
async fn a_subscription_must_be_confirmed() {
    let (base, seen) = remembering(json!({ "success": true })).await;
    courier()
        .subscribe(&endpoint(&base), &["messages", "feed"])
        .await
        .unwrap();
    assert_eq!(
        seen.lock().unwrap().line,
        format!("POST /v26.0/{PAGE}/subscribed_apps?subscribed_fields=messages%2Cfeed HTTP/1.1")
    );
    let (base, _) = remembering(json!({ "success": false })).await;
    assert_eq!(
        courier()
            .subscribe(&endpoint(&base), &["messages"])
            .await
            .unwrap_err()
            .class,
        Class::Retry
    );
}

#[tokio::test]
async fn instagram_is_sent_to_at_the_accounts_or_its_pages_address_and_attaches_nothing() {
    for interface in [Interface::Instagram, Interface::InstagramOfPage] {
        let (base, seen) = remembering(json!({ "recipient_id": "1", "message_id": "aWdf1" })).await;
        let outgoing = outgoing(Route::HumanAgent, Content::text("It ships tomorrow"));
        let outcome = courier()
            .send(&endpoint(&base).by(interface), &outgoing)
            .await;
        assert_eq!(
            outcome,
            Outcome::Sent {
                external_id: "aWdf1".into(),
                recipient: Some("1".into()),
            }
        );
        let seen = seen.lock().unwrap();
        assert_eq!(seen.line, format!("POST /v26.0/{PAGE}/messages HTTP/1.1"));
        assert_eq!(
            seen.body,
            json!({
                "recipient": { "id": "5108837244106621" },
                "messaging_type": "MESSAGE_TAG",
                "tag": "HUMAN_AGENT",
                "message": { "text": "It ships tomorrow" },
            })
        );
    }
}

#[tokio::test]
async fn an_instagram_customer_has_a_name_and_a_username() {
    let (base, seen) = remembering(json!({ "name": "Nina Makes", "username": "nina.makes" })).await;
    let endpoint = endpoint(&base).by(Interface::Instagram);
    let profile = courier().profile(&endpoint, "20800001").await.unwrap();
    assert_eq!(profile.name.as_deref(), Some("Nina Makes"));
    assert_eq!(profile.username.as_deref(), Some("nina.makes"));
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/20800001?fields=name%2Cusername%2Cprofile_pic HTTP/1.1"
    );
}

/// A server for a page with this answer, whose webhooks nobody receives.
async fn about(answer: Value) -> String {
    let handler = async move |request: Request| {
        let is_apps = request.uri().path().ends_with("/subscribed_apps");
        let answer = if is_apps {
            json!({ "data": [] })
        } else {
            answer
        };
        answer.to_string()
    };
    serve(Router::new().fallback(handler)).await
}

#[tokio::test]
async fn the_check_of_an_instagram_account_tells_the_id_of_its_webhooks() {
    let base = about(json!({ "id": "99", "user_id": "17841", "username": "the.shop" })).await;
    let account = courier()
        .check(&endpoint(&base).by(Interface::Instagram))
        .await
        .unwrap();
    assert_eq!(account.id, "17841");
    assert_eq!(account.name, "the.shop");
    assert_eq!(account.username.as_deref(), Some("the.shop"));

    let linked = json!({ "id": "17841", "name": "The Shop", "username": "the.shop" });
    let base = about(json!({ "id": PAGE, "instagram_business_account": linked })).await;
    let account = courier()
        .check(&endpoint(&base).by(Interface::InstagramOfPage))
        .await
        .unwrap();
    assert_eq!((&*account.id, &*account.name), ("17841", "The Shop"));

    let base = about(json!({ "id": PAGE })).await;
    let unlinked = courier()
        .check(&endpoint(&base).by(Interface::InstagramOfPage))
        .await;
    assert_eq!(unlinked.unwrap_err().class, Class::Reconnect);
}

#[tokio::test]
async fn a_whatsapp_number_is_sent_from_and_its_business_account_is_subscribed() {
    let number = |base: &str| endpoint(base).by(Interface::WhatsApp).under("102290");
    let answer = json!({ "messages": [{ "id": "wamid.1" }], "success": true });
    let (base, seen) = remembering(answer).await;
    let outcome = courier()
        .send(
            &number(&base),
            &outgoing(Route::Standard, Content::text("It ships tomorrow")),
        )
        .await;
    assert_eq!(
        outcome,
        Outcome::Sent {
            external_id: "wamid.1".into(),
            recipient: None,
        }
    );
    assert_eq!(
        seen.lock().unwrap().line,
        format!("POST /v26.0/{PAGE}/messages HTTP/1.1")
    );
    let fields = ["messages", "security"];
    courier().subscribe(&number(&base), &fields).await.unwrap();
    assert_eq!(
        seen.lock().unwrap().line,
        "POST /v26.0/102290/subscribed_apps HTTP/1.1"
    );
    courier()
        .mark_read(&number(&base), "wamid.2", true)
        .await
        .unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.line, format!("POST /v26.0/{PAGE}/messages HTTP/1.1"));
    assert_eq!(
        seen.body,
        json!({
            "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.2",
            "typing_indicator": { "type": "text" },
        })
    );
}

#[tokio::test]
async fn the_check_of_a_whatsapp_number_tells_its_digits_and_who_hears_of_it() {
    let handler = async |request: Request| {
        let is_apps = request.uri().path() == "/v26.0/102290/subscribed_apps";
        let app = json!({ "id": "77", "name": "The desk", "link": "https://desk.example" });
        let answer = if is_apps {
            json!({ "data": [{ "whatsapp_business_api_data": app }] })
        } else {
            json!({ "id": PAGE, "display_phone_number": "+33 1 84-88 00 00", "verified_name": "The Shop" })
        };
        answer.to_string()
    };
    let base = serve(Router::new().fallback(handler)).await;
    let number = endpoint(&base).by(Interface::WhatsApp).under("102290");
    let account = courier().check(&number).await.unwrap();
    assert_eq!((&*account.id, &*account.name), (PAGE, "The Shop"));
    assert_eq!(account.username.as_deref(), Some("33184880000"));
    assert_eq!(account.subscriptions.len(), 1);
    assert_eq!(account.subscriptions[0].app_id, "77");

    let base = answering(
        StatusCode::UNAUTHORIZED,
        r#"{"error":{"code":190,"message":"Error validating access token"}}"#,
    )
    .await;
    let number = endpoint(&base).by(Interface::WhatsApp).under("102290");
    let failed = courier().check(&number).await.unwrap_err();
    assert_eq!(failed.class, Class::Reconnect);
}
