//! What an answer of the messages endpoint means for the message, or for any other call.
//!
//! Meta asks to build on the code alone: subcodes and statuses of HTTP are not to be relied on here. The endpoint has
//! no idempotency key, but every status that follows carries our id.

use http::HeaderMap;
use serde::Deserialize;
use serde_json::Value;
use transom_domain::delivery::Outcome;
use transom_domain::message::FailureClass;
use transom_policy::Route;

use super::{CallFailed, Class};
use crate::outcome::{self as answer, of_message};

mod classes;

#[derive(Deserialize)]
struct Taken {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    id: String,
    /// Not every version tells it.
    #[serde(default)]
    message_status: Value,
}

/// Whether the platform keeps the message for now: it watches the first ones of a new template, or paused it.
fn is_held(status: &str) -> bool {
    status.starts_with("held") || status == "paused"
}

/// What became of a message. That it was taken says only that the platform will try; the rest is told by webhooks.
pub fn outcome(status: u16, headers: &HeaderMap, body: &[u8]) -> Outcome {
    if (200..300).contains(&status)
        && let Ok(Taken { messages }) = serde_json::from_slice(body)
        && let Some(Message { id, message_status }) = messages.into_iter().next()
        && !id.is_empty()
    {
        if message_status.as_str().is_some_and(is_held) {
            return Outcome::HeldBack { external_id: id };
        }
        return Outcome::Sent {
            external_id: id,
            recipient: None,
        };
    }
    // One permission serves every route.
    of_message(Route::Standard, failed(status, headers, body))
}

/// What an answer says that is not the one hoped for. Its code is the same as in a webhook that tells it later.
pub fn failed(status: u16, headers: &HeaderMap, body: &[u8]) -> CallFailed {
    let mut failed = answer::read(status, headers, body, classes::of_code);
    if let Some(code) = &mut failed.problem.code
        && let Some(end) = code.find('/')
    {
        code.truncate(end);
    }
    failed
}

/// What a failure says something about besides its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// How fast calls may follow each other.
    Pace,
    /// The template that was sent: its standing is another than was known.
    Template,
    /// What the platform calls a file that was sent.
    File,
}

impl About {
    /// The same, by the code of a failure.
    pub fn of(code: &str) -> Option<Self> {
        let code = code.parse().ok()?;
        match code {
            132_001 | 132_015 | 132_016 => Some(Self::Template),
            131_052 | 131_053 => Some(Self::File),
            _ => (classes::of_code(code, None) == Some(Class::Throttled)).then_some(Self::Pace),
        }
    }
}

/// The class of a failure that a webhook tells of later, when the platform has already tried for us.
pub(super) fn failure_class(code: i64) -> FailureClass {
    match classes::of_code(code, None) {
        Some(Class::WindowClosed) => FailureClass::WindowClosed,
        Some(Class::Restricted) => FailureClass::Restricted,
        Some(Class::Unreachable) => FailureClass::Unreachable,
        Some(Class::OptedOut) => FailureClass::OptedOut,
        Some(Class::Held(hold)) => hold.class(),
        Some(Class::Unsettled(matter)) => matter.class(),
        Some(Class::Permission) => FailureClass::Account,
        Some(Class::Reconnect) => FailureClass::Reconnect,
        Some(Class::Retry | Class::Throttled | Class::Reconcile) => FailureClass::Exhausted,
        Some(Class::Permanent | Class::Standby) | None => FailureClass::Rejected,
    }
}
