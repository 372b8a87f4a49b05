//! The forms by which the platform punishes a page or account or fails it.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::SignedDuration;
use serde::Deserialize;

use super::deed::back;
use crate::fault::{Faults, GraphFault, GraphFaultKind, WebhookFaults};
use crate::world::input::Enforcement;
use crate::world::{Rejection, World};

/// What the platform does to a page or account.
#[derive(Debug, Deserialize)]
pub(super) struct EnforcementFields {
    action: String,
    #[serde(default)]
    reason: String,
    /// Length of a bar; without end when empty.
    #[serde(default)]
    days: String,
}

/// Warns, bars or forgives a page or account.
pub(super) async fn enforce(
    State(world): State<World>,
    headers: HeaderMap,
    Path(page): Path<String>,
    Form(fields): Form<EnforcementFields>,
) -> Response {
    let reason = fields.reason;
    let days = fields
        .days
        .parse::<u32>()
        .ok()
        .filter(|days| (1..=3650).contains(days));
    let enforcement = match fields.action.as_str() {
        "warning" => Ok(Enforcement::Warning { reason }),
        "block" => Ok(Enforcement::Block {
            reason,
            until: days.map(|days| world.now() + SignedDuration::from_hours(i64::from(days) * 24)),
        }),
        "unblock" => Ok(Enforcement::Unblock),
        "revoke_token" => Ok(Enforcement::RevokeToken),
        "restore_token" => Ok(Enforcement::RestoreToken),
        _ => Err(Rejection::invalid("action", "there is no such action")),
    };
    back(
        &headers,
        None,
        enforcement.and_then(|enforcement| world.enforce(&page, enforcement)),
    )
}

/// The fault switches as the form has them.
#[derive(Debug, Deserialize)]
pub(super) struct FaultFields {
    #[serde(default)]
    duplicate: u8,
    #[serde(default)]
    reorder: bool,
    #[serde(default)]
    delay_ms: u64,
    batch: usize,
    lanes: usize,
    #[serde(default)]
    paused: bool,
    #[serde(default)]
    slow_ms: u64,
    #[serde(default)]
    calls_per_person: String,
    #[serde(default)]
    graph: String,
    #[serde(default)]
    error: String,
    #[serde(default)]
    times: String,
}

/// Replaces the fault switches of a page or account.
pub(super) async fn set_faults(
    State(world): State<World>,
    headers: HeaderMap,
    Path(page): Path<String>,
    Form(fields): Form<FaultFields>,
) -> Response {
    let FaultFields {
        duplicate,
        reorder,
        delay_ms,
        batch,
        lanes,
        paused,
        slow_ms,
        calls_per_person,
        graph,
        error,
        times,
    } = fields;
    let kind = match graph.as_str() {
        "error" => match chosen(&error) {
            Ok(kind) => Some(kind),
            Err(rejection) => return back(&headers, None, Err(rejection)),
        },
        _ => serde_json::from_value(graph.into()).ok(),
    };
    let graph = kind.map(|kind| GraphFault {
        kind,
        times: times.parse().ok(),
    });
    let faults = Faults {
        webhooks: WebhookFaults {
            duplicate,
            reorder,
            delay_ms,
            batch,
            lanes,
            paused,
        },
        graph: graph.into_iter().collect(),
        slow_ms,
        calls_per_person: calls_per_person.parse().ok(),
    };
    let set = world.set_faults(&page, faults).map(drop);
    back(&headers, None, set)
}

/// The error that is given as `code` or `code/subcode`.
fn chosen(error: &str) -> Result<GraphFaultKind, Rejection> {
    let (code, subcode) = match error.split_once('/') {
        Some((code, subcode)) => (code, subcode.parse().map(Some)),
        None => (error, Ok(None)),
    };
    let (Ok(code), Ok(subcode)) = (code.parse(), subcode) else {
        let detail = "give the error as its code, or as code/subcode";
        return Err(Rejection::invalid("error", detail));
    };
    Ok(GraphFaultKind::Error {
        code,
        subcode,
        minutes: 1,
    })
}
