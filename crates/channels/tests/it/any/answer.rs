//! What holds of any answer of the Graph API.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use transom_channels::messenger::{self, CallFailed};
use transom_channels::usage::Usage;
use transom_channels::{outcome_of_upload, template, whatsapp};
use transom_domain::delivery::{Outcome, Problem};
use transom_policy::Route;

const STATUSES: [u16; 12] = [200, 201, 204, 302, 400, 401, 403, 404, 408, 429, 500, 503];
const HEADERS: [&str; 4] = [
    "x-app-usage",
    "x-business-use-case-usage",
    "x-page-usage",
    "retry-after",
];
const LONGEST_DETAIL: usize = 300;
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// Panics where something does not hold. Two bytes choose the status, the header and the route; then come the header's
/// value, a line break, and the body.
pub(crate) fn holds(input: &[u8]) {
    let [status, choice, rest @ ..] = input else {
        return;
    };
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    let name = HEADERS[usize::from(*choice) % HEADERS.len()];
    let route = Route::ALL[usize::from(*choice) / HEADERS.len() % Route::ALL.len()];
    let end = rest.iter().position(|byte| *byte == b'\n');
    let (value, body) = rest.split_at(end.unwrap_or(0));
    // As the courier hands it on.
    let body = String::from_utf8_lossy(body);
    let body = body.as_bytes();
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(value) {
        headers.insert(HeaderName::from_static(name), value);
    }

    if let Some(usage) = Usage::read(&headers) {
        assert!(usage.percent <= 100);
        assert!(usage.wait.is_none_or(|wait| wait <= LONGEST_WAIT));
    }
    for outcome in [
        messenger::outcome(route, status, &headers, body),
        whatsapp::outcome(status, &headers, body),
    ] {
        nothing_that_may_be_out_is_sent_again(status, body, &outcome);
        is_short(&outcome);
    }
    for failed in [
        messenger::failed(status, &headers, body),
        whatsapp::failed(status, &headers, body),
        template::failed(status, &headers, body).call,
    ] {
        is_bounded(&failed);
        // An upload that was lost has sent nothing.
        assert!(!matches!(
            outcome_of_upload(failed),
            Outcome::Reconcile(_) | Outcome::Sent { .. }
        ));
    }
}

/// Only an answer that says that it failed lets a message go again.
fn nothing_that_may_be_out_is_sent_again(status: u16, body: &[u8], outcome: &Outcome) {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    let is_told = value["error"]["code"].is_i64();
    let may_be_out = matches!(status, 200..=299 | 408 | 500..);
    match outcome {
        Outcome::Sent { external_id, .. } => {
            assert!((200..300).contains(&status));
            assert!(!external_id.is_empty(), "what was sent has a name");
        }
        Outcome::Reconcile(_) => {}
        Outcome::Retry(_) => assert!(is_told),
        _ => assert!(is_told || !may_be_out),
    }
}

fn is_short(outcome: &Outcome) {
    let (Outcome::Retry(problem)
    | Outcome::Throttled { problem, .. }
    | Outcome::Permanent(problem)
    | Outcome::WindowClosed(problem)
    | Outcome::Restricted { problem, .. }
    | Outcome::Unreachable(problem)
    | Outcome::OptedOut(problem)
    | Outcome::Reconnect(problem)
    | Outcome::Reconcile(problem)) = outcome
    else {
        return;
    };
    has_short_detail(problem);
}

fn has_short_detail(problem: &Problem) {
    assert!(problem.detail.chars().count() <= LONGEST_DETAIL);
    assert_ne!(problem.code.as_deref(), Some(""));
}

fn is_bounded(failed: &CallFailed) {
    has_short_detail(&failed.problem);
    assert!(failed.wait.is_none_or(|wait| wait <= LONGEST_WAIT));
}
