//! Webhooks of Messenger, as the platform writes them.

use axum::body::Body;
use axum::http::Request;
use jiff::Timestamp;
use serde_json::{Value, json};
use transom_channels::signature::{HEADER, SigningSecret};

/// The request with which the platform brings a body, signed with an app secret.
pub fn signed(app_secret: &str, body: Vec<u8>) -> Request<Body> {
    let request = Request::post("/hooks/meta").header(HEADER, signature(app_secret, &body));
    request.body(Body::from(body)).expect("the path is valid")
}

/// What the platform writes into the header of that request.
pub fn signature(app_secret: &str, body: &[u8]) -> String {
    SigningSecret::new(app_secret)
        .expect("it is not empty")
        .sign(body)
}

/// A customer wrote. The message id is made of the customer, the moment and the text.
pub fn message(page_id: &str, customer: &str, at: Timestamp, text: &str) -> Value {
    let millisecond = at.as_millisecond();
    let mid = format!("m_{customer}_{millisecond}_{}", text.len());
    messaging(
        page_id,
        at,
        &json!({
            "sender": {"id": customer},
            "recipient": {"id": page_id},
            "timestamp": millisecond,
            "message": {"mid": mid, "text": text},
        }),
    )
}

/// Somebody commented on a post of the page.
pub fn comment(page_id: &str, comment: &str, at: Timestamp, text: &str) -> Value {
    let value = json!({
        "item": "comment", "verb": "add", "comment_id": comment, "post_id": format!("{page_id}_77"),
        "from": {"id": "8888", "name": "Nora Example"}, "message": text, "created_time": at.as_second(),
    });
    let change = json!({"field": "feed", "value": value});
    let entry = json!({"id": page_id, "time": at.as_second(), "changes": [change]});
    json!({"object": "page", "entry": [entry]})
}

/// Anything that happened in a conversation.
pub fn messaging(page_id: &str, at: Timestamp, event: &Value) -> Value {
    let entry = json!({"id": page_id, "time": at.as_millisecond(), "messaging": [event]});
    json!({"object": "page", "entry": [entry]})
}
