//! Where the platforms call: verification, and webhooks that are acknowledged once they are durable.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use serde::de::IgnoredAny;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use transom_channels::signature::{HEADER, Handshake};

use crate::app::App;
use crate::journal::{Entry, Journal, Source};

/// What the routes need: the journal is theirs to write.
#[derive(Debug, Clone)]
struct Door {
    app: App,
    journal: Journal,
    /// Turns for large bodies.
    large: Arc<Semaphore>,
}

/// The routes.
pub(crate) fn routes(app: App, journal: Journal) -> axum::Router {
    axum::Router::new()
        .route("/hooks/meta", get(verify).post(receive))
        .with_state(Door {
            app,
            journal,
            large: Arc::new(Semaphore::new(MOST_LARGE)),
        })
}

/// Bodies up to this size, in bytes, need no turn.
const SMALL: usize = 1024 * 1024;
/// How many larger ones are held in memory at once.
const MOST_LARGE: usize = 4;
/// How long a body may take to arrive: the platform gives up sooner.
const ARRIVES_WITHIN: Duration = Duration::from_secs(60);

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

async fn receive(State(door): State<Door>, request: Request) -> Response {
    let arrived = Instant::now();
    let (parts, body) = request.into_parts();
    let app = &door.app;
    let taken = match timeout(ARRIVES_WITHIN, read(&door, body)).await {
        // The turn is given back once the body is no longer held.
        Ok(Ok((body, _turn))) => take(app, &door.journal, &parts.headers, body).await,
        Ok(Err(rejected)) => Err(rejected),
        Err(_late) => Err(Rejected::TooLarge),
    };
    match taken {
        Ok(()) => {
            app.metrics.webhooks_accepted.increment(1);
            app.metrics.webhook_seconds.record(arrived.elapsed());
            StatusCode::OK.into_response()
        }
        Err(rejected) => refuse(app, rejected),
    }
}

/// Reads a body. Nearly all are small; of those that are not, which may be signed by nobody, only a few are held at
/// once, and the others wait for their turn.
async fn read(door: &Door, body: Body) -> Result<(Bytes, Option<OwnedSemaphorePermit>), Rejected> {
    let most = door.app.config.webhook.max_bytes;
    let mut frames = body.into_data_stream();
    let (mut read, mut turn) = (BytesMut::new(), None);
    while let Some(frame) = frames.next().await {
        let frame = frame.map_err(|_| Rejected::TooLarge)?;
        let size = read.len() + frame.len();
        if size > most {
            return Err(Rejected::TooLarge);
        }
        if size > SMALL && turn.is_none() {
            turn = Arc::clone(&door.large).acquire_owned().await.ok();
        }
        read.extend_from_slice(&frame);
    }
    Ok((read.freeze(), turn))
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
