//! Where the platforms call: verification, and webhooks that are acknowledged once they are durable.

use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use serde::de::IgnoredAny;
use transom_channels::signature::{HEADER, Handshake};

use crate::app::App;
use crate::journal::{Entry, Journal, Source};

/// What the routes need: the journal is theirs to write.
#[derive(Debug, Clone)]
struct Door {
    app: App,
    journal: Journal,
}

/// The routes.
pub(crate) fn routes(app: App, journal: Journal) -> axum::Router {
    axum::Router::new()
        .route("/hooks/meta", get(verify).post(receive))
        .with_state(Door { app, journal })
}

/// After how many seconds the platform may call again.
const RETRY_AFTER: &str = "5";

async fn verify(
    State(Door { app, .. }): State<Door>,
    handshake: Result<Query<Handshake>, QueryRejection>,
) -> Response {
    let Ok(Query(handshake)) = handshake else {
        return (
            StatusCode::BAD_REQUEST,
            "this address answers webhook verification and webhooks\n",
        )
            .into_response();
    };
    if let Some(challenge) = handshake.answer(&app.channels.verify_tokens()) {
        return challenge.into_response();
    }
    tracing::warn!("a webhook verification came with a token that no channel has");
    (
        StatusCode::FORBIDDEN,
        "the verify token is not the one of a connected channel\n",
    )
        .into_response()
}

/// Why a webhook is not taken.
enum Rejected {
    TooLarge,
    Unsigned,
    NotJson,
    Unavailable(String),
}

async fn receive(State(Door { app, journal }): State<Door>, request: Request) -> Response {
    let arrived = Instant::now();
    let (parts, body) = request.into_parts();
    let taken = match read(&app, body).await {
        Ok(body) => take(&app, &journal, &parts.headers, body).await,
        Err(rejected) => Err(rejected),
    };
    match taken {
        Ok(()) => {
            app.metrics.webhooks_accepted.increment(1);
            app.metrics.webhook_seconds.record(arrived.elapsed());
            StatusCode::OK.into_response()
        }
        Err(rejected) => refuse(&app, rejected),
    }
}

async fn read(app: &App, body: Body) -> Result<Bytes, Rejected> {
    to_bytes(body, app.config.webhook.max_bytes)
        .await
        .map_err(|_| Rejected::TooLarge)
}

async fn take(
    app: &App,
    journal: &Journal,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<(), Rejected> {
    let signature = headers
        .get(HEADER)
        .map(header::HeaderValue::as_bytes)
        .unwrap_or_default();
    let workspace = app
        .channels
        .signer(&body, signature)
        .ok_or(Rejected::Unsigned)?;
    serde_json::from_slice::<IgnoredAny>(&body).map_err(|_| Rejected::NotJson)?;
    let entry = Entry {
        workspace: workspace.uuid(),
        source: Source::META,
        received_at_micros: app.now().as_microsecond(),
        body,
    };
    let appended = journal.append(entry).await;
    appended
        .map(drop)
        .map_err(|error| Rejected::Unavailable(error.to_string()))
}

fn refuse(app: &App, rejected: Rejected) -> Response {
    let metrics = &app.metrics;
    match rejected {
        Rejected::TooLarge => {
            metrics.webhooks_too_large.increment(1);
            tracing::warn!(
                limit = app.config.webhook.max_bytes,
                "a webhook was too large, or was cut off"
            );
            (
                StatusCode::PAYLOAD_TOO_LARGE,
                "the body is larger than webhook.max_bytes\n",
            )
                .into_response()
        }
        Rejected::Unsigned => {
            metrics.webhooks_unsigned.increment(1);
            tracing::warn!("a webhook was not signed with the secret of a connected channel");
            (
                StatusCode::UNAUTHORIZED,
                "the signature is missing or matches no app secret\n",
            )
                .into_response()
        }
        Rejected::NotJson => {
            metrics.webhooks_not_json.increment(1);
            tracing::warn!("a signed webhook was not JSON");
            (StatusCode::BAD_REQUEST, "the body is not JSON\n").into_response()
        }
        Rejected::Unavailable(error) => {
            metrics.webhooks_unavailable.increment(1);
            tracing::error!(error, "a webhook could not be made durable");
            let body = "the journal cannot take this now; call again\n";
            (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::RETRY_AFTER, RETRY_AFTER)],
                body,
            )
                .into_response()
        }
    }
}
