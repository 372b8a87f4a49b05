//! The clock, the logs, the errors there are, the callback and the load.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Input, Parameters};
use crate::error::{DOCUMENTED, DocumentedError};
use crate::world::input::Bulk;
use crate::world::{BulkProgress, DeliveryReport, Rejection, SendLog, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(clock, move_clock))
        .routes(routes!(sends))
        .routes(routes!(webhooks))
        .routes(routes!(set_callback))
        .routes(routes!(errors))
        .routes(routes!(settle))
        .routes(routes!(bulk_progress, start_bulk))
}

/// What the clock shows.
#[derive(Debug, Serialize, ToSchema)]
struct ClockView {
    /// The present of this world.
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
}

/// How to move the clock: either `set`, or any of the others added together, negative for backwards.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ClockMove {
    /// Minutes.
    minutes: i32,
    /// Hours.
    hours: i32,
    /// Days of 24 hours.
    days: i32,
    /// A moment.
    #[schema(value_type = Option<String>, format = DateTime)]
    set: Option<Timestamp>,
}

/// What the clock shows.
#[utoipa::path(get, path = "/clock", responses((status = 200, body = ClockView)))]
async fn clock(State(world): State<World>) -> Json<ClockView> {
    Json(ClockView { now: world.now() })
}

/// The errors of Messenger and Instagram that a fault switch can cause.
#[utoipa::path(get, path = "/errors", responses((status = 200, body = Vec<DocumentedError>)))]
async fn errors() -> Json<&'static [DocumentedError]> {
    Json(&DOCUMENTED)
}

/// Moves the clock.
#[utoipa::path(post, path = "/clock", request_body = ClockMove, responses((status = 200, body = ClockView), (status = 400, body = Rejection)))]
async fn move_clock(
    State(world): State<World>,
    Input(by): Input<ClockMove>,
) -> Result<Json<ClockView>, Rejection> {
    let minutes = i64::from(by.minutes) + 60 * (i64::from(by.hours) + 24 * i64::from(by.days));
    match by.set {
        Some(_) if minutes != 0 => {
            return Err(Rejection::invalid(
                "clock",
                "the clock is either set or advanced, not both",
            ));
        }
        Some(to) => world.set_clock(to),
        None => {
            let by = SignedDuration::from_mins(minutes);
            if world.now().checked_add(by).is_err() {
                return Err(Rejection::invalid(
                    "clock",
                    "this lies beyond the end of time",
                ));
            }
            world.advance_clock(by);
        }
    }
    Ok(Json(ClockView { now: world.now() }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct SendParameters {
    /// Only those to this customer.
    customer: Option<String>,
    /// Only those that broke a rule.
    #[serde(default)]
    violations: bool,
    /// At most so many; 100 when absent.
    limit: Option<usize>,
}

/// Everything the business sent, newest first, each with the judgement of the rules.
#[utoipa::path(get, path = "/sends", params(SendParameters), responses((status = 200, body = SendLog), (status = 400, body = Rejection)))]
async fn sends(
    State(world): State<World>,
    Parameters(parameters): Parameters<SendParameters>,
) -> Json<SendLog> {
    let limit = parameters.limit.unwrap_or(100);
    Json(world.sends(parameters.customer.as_deref(), parameters.violations, limit))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct LogParameters {
    /// At most so many; 100 when absent.
    limit: Option<usize>,
}

/// The newest webhooks with their attempts.
#[utoipa::path(get, path = "/webhooks", params(LogParameters), responses((status = 200, body = DeliveryReport), (status = 400, body = Rejection)))]
async fn webhooks(
    State(world): State<World>,
    Parameters(parameters): Parameters<LogParameters>,
) -> Json<DeliveryReport> {
    Json(world.deliveries(parameters.limit.unwrap_or(100)))
}

/// Where webhooks go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Callback {
    /// The address.
    url: String,
    /// What the handshake presents; the one in use when absent.
    verify_token: Option<String>,
}

/// Sets the callback of the app, once it has passed the handshake.
#[utoipa::path(put, path = "/callback", request_body = Callback, responses((status = 204), (status = 400, body = Rejection)))]
async fn set_callback(
    State(world): State<World>,
    Input(callback): Input<Callback>,
) -> Result<StatusCode, Rejection> {
    let set = world
        .set_callback(callback.url, callback.verify_token)
        .await;
    set.map_err(|error| Rejection::invalid("handshake", error.to_string()))?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct SettleParameters {
    /// How long to wait, in milliseconds of the real clock; 10000 when absent.
    timeout_ms: Option<u64>,
}

/// What is left after waiting.
#[derive(Debug, Serialize, ToSchema)]
struct Settled {
    /// Events that have neither been delivered nor given up.
    pending_events: usize,
}

/// Waits until every webhook has been delivered or given up.
#[utoipa::path(post, path = "/settle", params(SettleParameters), responses((status = 200, body = Settled), (status = 400, body = Rejection)))]
async fn settle(
    State(world): State<World>,
    Parameters(parameters): Parameters<SettleParameters>,
) -> Json<Settled> {
    let wait = Duration::from_millis(parameters.timeout_ms.unwrap_or(10_000).min(600_000));
    let _ = tokio::time::timeout(wait, world.settled()).await;
    Json(Settled {
        pending_events: world.pending_events(),
    })
}

/// How far the load has come.
#[utoipa::path(get, path = "/bulk", responses((status = 200, body = BulkProgress)))]
async fn bulk_progress(State(world): State<World>) -> Json<BulkProgress> {
    Json(world.bulk_progress())
}

/// Starts a load: many messages from many customers.
#[utoipa::path(post, path = "/bulk", request_body = Bulk, responses((status = 202, body = BulkProgress), (status = 400, body = Rejection)))]
async fn start_bulk(
    State(world): State<World>,
    Input(bulk): Input<Bulk>,
) -> Result<(StatusCode, Json<BulkProgress>), Rejection> {
    Ok((StatusCode::ACCEPTED, Json(world.start_bulk(bulk)?)))
}
