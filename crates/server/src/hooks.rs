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
use transom_channels::signature::{HEADER, Handshake};

use crate::app::App;
use crate::journal::{Entry, Journal, Source};

/// What the routes need: the journal is theirs to write.
#[derive(Debug, Clone)]
struct Door {
    app: App,
    journal: Journal,
    /// One permit for each byte of the bodies under way.
    room: Arc<Semaphore>,
    /// How long a body may take to come.
    patience: Duration,
}

/// The routes.
pub(crate) fn routes(app: App, journal: Journal) -> axum::Router {
    routes_within(app, journal, PATIENCE)
}

fn routes_within(app: App, journal: Journal, patience: Duration) -> axum::Router {
    let room = LEAST_ROOM.max(app.config.webhook.max_bytes.saturating_mul(BODIES));
    let room = Arc::new(Semaphore::new(room.min(Semaphore::MAX_PERMITS)));
    let door = Door {
        app,
        journal,
        room,
        patience,
    };
    axum::Router::new()
        .route("/hooks/meta", get(verify).post(receive))
        .with_state(door)
}

/// The bytes of bodies that are under way at once, at the most: so many of the largest, and not less than this. Who signed a
/// body is known only when all of it is here, so this is what anybody can make the program hold.
const BODIES: usize = 4;
const LEAST_ROOM: usize = 64 * 1024 * 1024;
/// No body of a platform takes so long to come.
const PATIENCE: Duration = Duration::from_secs(20);

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
    TooSlow,
    CutOff,
    Full,
    Unsigned,
    NotJson,
    Unavailable(String),
}

async fn receive(State(door): State<Door>, request: Request) -> Response {
    let arrived = Instant::now();
    let Door {
        app,
        journal,
        room,
        patience,
    } = door;
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(patience, read(&app, &room, body)).await;
    let taken = match read.unwrap_or(Err(Rejected::TooSlow)) {
        Ok((body, _room)) => take(&app, &journal, &parts.headers, body).await,
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

/// All of a body, with the room that it takes. One that finds none is refused at once: were it to wait with its part,
/// nobody would get any further.
async fn read(
    app: &App,
    room: &Arc<Semaphore>,
    body: Body,
) -> Result<(Bytes, Option<OwnedSemaphorePermit>), Rejected> {
    let mut whole = BytesMut::new();
    let mut taken: Option<OwnedSemaphorePermit> = None;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Rejected::CutOff)?;
        if whole.len() + chunk.len() > app.config.webhook.max_bytes {
            return Err(Rejected::TooLarge);
        }
        let bytes = u32::try_from(chunk.len()).map_err(|_| Rejected::TooLarge)?;
        let more = Arc::clone(room).try_acquire_many_owned(bytes);
        let more = more.map_err(|_| Rejected::Full)?;
        match &mut taken {
            Some(taken) => taken.merge(more),
            None => taken = Some(more),
        }
        whole.extend_from_slice(&chunk);
    }
    Ok((whole.freeze(), taken))
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
                "a webhook was too large"
            );
            (
                StatusCode::PAYLOAD_TOO_LARGE,
                "the body is larger than webhook.max_bytes\n",
            )
                .into_response()
        }
        Rejected::TooSlow => {
            metrics.webhooks_cut_off.increment(1);
            tracing::warn!("a webhook took too long to come");
            (
                StatusCode::REQUEST_TIMEOUT,
                "the body took too long to come\n",
            )
                .into_response()
        }
        Rejected::CutOff => {
            metrics.webhooks_cut_off.increment(1);
            tracing::warn!("a webhook was cut off");
            (StatusCode::BAD_REQUEST, "the body was cut off\n").into_response()
        }
        Rejected::Full => {
            metrics.webhooks_unavailable.increment(1);
            tracing::error!("webhooks are turned away: too many bytes of them are under way");
            again("too many bytes are under way; call again\n")
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
            again("the journal cannot take this now; call again\n")
        }
    }
}

fn again(why: &'static str) -> Response {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, RETRY_AFTER)],
        why,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt as _;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::journal::Options;

    #[tokio::test]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::defaults_in(dir.path()).unwrap();
        config.webhook.max_bytes = Options::default().max_record_bytes;
        let clock = Clock::still("2026-11-21T10:00:00Z".parse().unwrap());
        let app = App::open(config, clock).await.unwrap();
        let journal = Journal::open(app.journal_dir(), Options::default()).unwrap();
        let routes = routes_within(app, journal, Duration::from_millis(20));
        let first = futures_util::stream::iter([Ok::<_, std::io::Error>("{")]);
        let slow = first.chain(futures_util::stream::pending());
        let request = Request::post("/hooks/meta").body(Body::from_stream(slow));
        let answer = routes.oneshot(request.unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
    }
}
