//! What an answer of the Graph API means for the message, or for any other call.
//!
//! Neither Messenger nor Instagram has an idempotency key, so the question behind every class is: may it have been sent?

use std::time::Duration;

use http::HeaderMap;
use serde::Deserialize;
use serde_json::Value;
use transom_domain::delivery::{Matter, Outcome, Problem};
use transom_policy::Route;

use crate::usage::Usage;

mod classes;
mod failed;

pub use classes::Class;
pub use failed::CallFailed;
pub(crate) use failed::LONGEST_DETAIL;

#[derive(Deserialize)]
struct Taken {
    message_id: String,
    recipient_id: Option<String>,
}

#[derive(Deserialize)]
struct ErrorBody {
    error: GraphError,
}

#[derive(Deserialize)]
struct GraphError {
    code: i64,
    error_subcode: Option<i64>,
    #[serde(default)]
    message: String,
    #[serde(default)]
    is_transient: bool,
    /// Where WhatsApp explains its own sentence.
    #[serde(default)]
    error_data: Value,
}

/// What became of a message that was sent by this route.
pub fn outcome(route: Route, status: u16, headers: &HeaderMap, body: &[u8]) -> Outcome {
    if (200..300).contains(&status)
        && let Ok(Taken {
            message_id,
            recipient_id,
        }) = serde_json::from_slice(body)
        && !message_id.is_empty()
    {
        return Outcome::Sent {
            external_id: message_id,
            recipient: recipient_id,
        };
    }
    of_message(route, failed(status, headers, body))
}

/// What an answer says that is not the one hoped for.
pub fn failed(status: u16, headers: &HeaderMap, body: &[u8]) -> CallFailed {
    read(status, headers, body, classes::of_code)
}

/// The same by a table of codes and subcodes.
pub(crate) fn read(
    status: u16,
    headers: &HeaderMap,
    body: &[u8],
    of_code: impl FnOnce(i64, Option<i64>) -> Option<Class>,
) -> CallFailed {
    let Ok(ErrorBody { error }) = serde_json::from_slice(body) else {
        let detail = format!("the platform answered with status {status} and no explanation");
        return CallFailed::new(classes::of_status(status), &detail).wait(wait(headers));
    };
    // What is refused for now was not done; after a fault of the platform itself nobody knows.
    let by_status = || match classes::of_status(status) {
        Class::Permanent if error.is_transient => Class::Retry,
        class => class,
    };
    let class = of_code(error.code, error.error_subcode).unwrap_or_else(by_status);
    let code = match error.error_subcode {
        Some(subcode) => format!("{}/{subcode}", error.code),
        None => error.code.to_string(),
    };
    let details = error.error_data.get("details").and_then(Value::as_str);
    CallFailed::new(class, details.unwrap_or(&error.message))
        .code(code)
        .wait(wait(headers))
}

fn wait(headers: &HeaderMap) -> Option<Duration> {
    Usage::read(headers)?.wait
}

/// What a failed call means for the message that it was to send.
pub(crate) fn of_message(route: Route, failed: CallFailed) -> Outcome {
    let CallFailed {
        class,
        problem,
        wait,
    } = failed;
    match class {
        Class::Retry => Outcome::Retry(problem),
        Class::Throttled => Outcome::Throttled { problem, wait },
        Class::Permanent => Outcome::Permanent(problem),
        Class::WindowClosed => Outcome::WindowClosed(problem),
        Class::Restricted => Outcome::Restricted {
            problem,
            until: None,
        },
        Class::Unreachable => Outcome::Unreachable(problem),
        Class::OptedOut => Outcome::OptedOut(problem),
        Class::Held(hold) => Outcome::Held { problem, hold },
        Class::Unsettled(matter) => Outcome::Unsettled { problem, matter },
        Class::Standby => Outcome::Standby(problem),
        Class::Permission if needs_approval(route) => Outcome::Permanent(problem),
        Class::Permission => Outcome::Unsettled {
            problem,
            matter: Matter::Account,
        },
        Class::Reconnect => Outcome::Reconnect(problem),
        Class::Reconcile => Outcome::Reconcile(problem),
    }
}

/// What a failed upload means for the message that the file was for: it was not sent.
pub fn of_upload(failed: CallFailed) -> Outcome {
    let outcome = of_message(Route::Standard, failed);
    match outcome {
        Outcome::Reconcile(problem) => Outcome::Retry(problem),
        outcome => outcome,
    }
}

/// Whether the platform grants the route separately: then a missing permission is the route's, and other routes may
/// still be open.
fn needs_approval(route: Route) -> bool {
    !matches!(route, Route::Standard | Route::PrivateReply)
}
