//! The courier against a small server on this machine.

mod account;
mod profile;
mod trouble;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::routing::any;
use http::StatusCode;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use transom_channels::courier::{Courier, Endpoint, Interface, Timeouts};
use transom_channels::messenger::Action;
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
