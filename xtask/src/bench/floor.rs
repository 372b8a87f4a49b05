//! The floors, each a small server that does part of what the program promises, and nothing else.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use bytes::Bytes;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use tokio::sync::broadcast;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;

use super::webhook;
use crate::Outcome;

mod hook;
mod log;
mod rows;

use hook::Hook;
use log::Log;

/// How far a floor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Floor {
    /// Takes the body and answers.
    Answer,
    /// Also checks the signature and parses.
    Verify,
    /// Also appends to a log, and answers once that is synced, together with others.
    Log,
    /// Also writes message and conversation to `SQLite` behind the log, in batches.
    Rows,
}

/// How a floor is started, by the benchmark.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    floor: Floor,
    listen: SocketAddr,
    data: PathBuf,
}

impl Floor {
    /// The command that runs this floor.
    pub(super) fn command(self, listen: SocketAddr, data: &Path) -> Outcome<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        let name = clap::ValueEnum::to_possible_value(&self).ok_or("every floor has a name")?;
        command
            .args(["floor", name.get_name(), &listen.to_string()])
            .arg(data);
        Ok(command)
    }
}

/// What requests share.
struct Shared {
    key: Hmac<Sha256>,
    log: Option<Log>,
    counts: Arc<Counts>,
    live: broadcast::Sender<Arc<str>>,
}

#[derive(Default)]
struct Counts {
    accepted: AtomicU64,
    stored: AtomicU64,
}

/// Texts that wait for a slow reader.
const LIVE_TEXTS: usize = 4096;

/// Serves until it is killed.
pub(crate) fn serve(arguments: &Arguments) -> Outcome {
    let router = router(arguments.floor, &arguments.data)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(arguments.listen).await?;
        // A small event must not wait until the reader has acknowledged the one before.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        Ok(axum::serve(listener, router).await?)
    })
}

/// The server, its data in this folder.
pub(super) fn router(floor: Floor, data: &Path) -> Outcome<Router> {
    let counts = Arc::new(Counts::default());
    let live = broadcast::Sender::new(LIVE_TEXTS);
    let log = match floor {
        Floor::Answer | Floor::Verify => None,
        Floor::Log => Some(Log::start(data, None)?),
        Floor::Rows => {
            let rows = rows::start(data, Arc::clone(&counts), live.clone())?;
            Some(Log::start(data, Some(rows))?)
        }
    };
    let receive = match floor {
        Floor::Answer => post(answer),
        Floor::Verify | Floor::Log | Floor::Rows => post(receive),
    };
    let key = webhook::key();
    Ok(Router::new()
        .route("/hooks/meta", receive)
        .route("/metrics", get(metrics))
        .route("/live", get(follow))
        .with_state(Arc::new(Shared {
            key,
            log,
            counts,
            live,
        })))
}

async fn answer(_body: Bytes) -> StatusCode {
    StatusCode::OK
}

async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    if !is_signed(&shared.key, &headers, &body) {
        return StatusCode::UNAUTHORIZED;
    }
    let Some(row) = serde_json::from_slice::<Hook>(&body)
        .ok()
        .and_then(Hook::row)
    else {
        return StatusCode::BAD_REQUEST;
    };
    if let Some(log) = &shared.log
        && log.append(body, row).await.is_none()
    {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    shared.counts.accepted.fetch_add(1, Ordering::Relaxed);
    StatusCode::OK
}

fn is_signed(key: &Hmac<Sha256>, headers: &HeaderMap, body: &[u8]) -> bool {
    let signature = headers
        .get("x-hub-signature-256")
        .and_then(|value| value.as_bytes().strip_prefix(b"sha256="));
    let Some(signature) = signature.and_then(hook::decode) else {
        return false;
    };
    let mut mac = key.clone();
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

async fn metrics(State(shared): State<Arc<Shared>>) -> String {
    format!(
        "transom_webhooks_accepted_total {}\ntransom_events_processed_total {}\n",
        shared.counts.accepted.load(Ordering::Relaxed),
        shared.counts.stored.load(Ordering::Relaxed)
    )
}

/// Each text that was stored, as soon as it is.
async fn follow(
    State(shared): State<Arc<Shared>>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, std::convert::Infallible>>> {
    let texts = BroadcastStream::new(shared.live.subscribe());
    Sse::new(texts.filter_map(|text| Some(Ok(Event::default().data(&*text.ok()?)))))
}
