//! The journal: webhooks as they came, what was not understood of them, and processing them again.

use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_store::UnhandledRow;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::{Limit, Named, Parameters};
use crate::app::App;
use crate::error::Error;
use crate::intake::{self, Replayed};
use crate::journal::{Position, ReadError, Reader, Record};
use crate::sign_in::Program;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `next` of the part before: only webhooks before this position.
    before: Option<u64>,
    /// How many webhooks.
    #[param(value_type = Option<Limit>)]
    #[serde(default)]
    limit: Limit,
}

/// Webhooks that were not fully understood.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnhandledList {
    /// Newest first.
    webhooks: Vec<Unhandled>,
    /// Send it as `before` for the next part; null at the end.
    next: Option<u64>,
}

/// A webhook that was not fully understood.
#[derive(Debug, Serialize, ToSchema)]
struct Unhandled {
    /// Where it is in the journal.
    position: u64,
    received_at: Timestamp,
    /// What of it was not understood.
    pieces: Vec<Piece>,
}

/// A part of a webhook that was not understood.
#[derive(Debug, Serialize, ToSchema)]
struct Piece {
    /// Which part, from 0.
    item: u32,
    /// The page that it names.
    account: Option<String>,
    /// Why, as a stable word.
    #[schema(example = "unknown-account")]
    reason: String,
    /// Why, in a sentence.
    detail: String,
}

/// List webhooks that were not fully understood
#[utoipa::path(
    get, path = "/journal/unhandled", operation_id = "list_unhandled", tag = "journal",
    params(ListQuery),
    responses((status = 200, body = UnhandledList, description = "With what of each was not understood."), Problems),
    security(("token" = ["journal:read"]))
)]
pub(super) async fn unhandled(
    State(app): State<App>,
    Bearer(program): Bearer,
    Parameters(query): Parameters<ListQuery>,
) -> Result<Json<UnhandledList>, Failure> {
    program.require(Scope::JournalRead)?;
    let mut read = app.db.read().await?;
    let rows = read
        .unhandled(program.workspace_id, query.before, query.limit.and_one())
        .await?;
    let mut webhooks = webhooks(rows);
    let more = query.limit.cut(&mut webhooks);
    let next = webhooks
        .last()
        .filter(|_| more)
        .map(|webhook| webhook.position);
    Ok(Json(UnhandledList { webhooks, next }))
}

fn webhooks(rows: Vec<UnhandledRow>) -> Vec<Unhandled> {
    let mut webhooks: Vec<Unhandled> = Vec::new();
    for row in rows {
        let piece = Piece {
            item: row.item,
            account: row.account,
            reason: row.reason,
            detail: row.detail,
        };
        match webhooks.last_mut() {
            Some(webhook) if webhook.position == row.position => webhook.pieces.push(piece),
            _ => webhooks.push(Unhandled {
                position: row.position,
                received_at: row.received_at,
                pieces: vec![piece],
            }),
        }
    }
    webhooks
}

/// A webhook as it came.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Webhook {
    /// Where it is in the journal.
    position: u64,
    received_at: Timestamp,
    /// Its bytes, in base64.
    #[schema(format = Byte)]
    body: String,
    /// Its bytes as text, when they are UTF-8.
    text: Option<String>,
}

/// Read a webhook as it came
#[utoipa::path(
    get, path = "/journal/{position}", operation_id = "read_webhook", tag = "journal",
    params(("position" = u64, Path, description = "Where it is in the journal.")),
    responses((status = 200, body = Webhook, description = "Its bytes."), Problems),
    security(("token" = ["journal:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(position): Named<u64>,
) -> Result<Json<Webhook>, Failure> {
    program.require(Scope::JournalRead)?;
    let record = record(&app, &program, position).await?;
    Ok(Json(Webhook {
        position,
        received_at: intake::received_at(&record),
        body: STANDARD.encode(&record.body),
        text: std::str::from_utf8(&record.body).ok().map(str::to_owned),
    }))
}

/// What processing a webhook again did.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Replay {
    /// Events processed now.
    processed: u64,
    /// Events that were known already.
    repeated: u64,
    /// Parts that are still not understood.
    unhandled: u64,
}

impl From<Replayed> for Replay {
    fn from(replayed: Replayed) -> Self {
        let Replayed {
            processed,
            repeated,
            unhandled,
        } = replayed;
        Self {
            processed,
            repeated,
            unhandled,
        }
    }
}

/// Process a webhook again
///
/// What is known already changes nothing.
#[utoipa::path(
    post, path = "/journal/{position}/replay", operation_id = "replay_webhook", tag = "journal",
    params(("position" = u64, Path, description = "Where it is in the journal.")),
    responses((status = 200, body = Replay, description = "What that did."), Problems),
    security(("token" = ["journal:write"]))
)]
pub(super) async fn replay(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(position): Named<u64>,
) -> Result<Json<Replay>, Failure> {
    program.require(Scope::JournalWrite)?;
    let record = record(&app, &program, position).await?;
    Ok(Json(intake::replay(&app, record).await?.into()))
}

/// The webhook at a position, when it is the workspace's own.
async fn record(app: &App, program: &Program, position: u64) -> Result<Record, Error> {
    let dir = app.journal_dir();
    let from = Position::new(position);
    let read =
        tokio::task::spawn_blocking(move || Reader::open(dir)?.read(from, 1, usize::MAX)).await;
    let unreadable = |error: &dyn std::error::Error| {
        Error::Internal(format!("the journal cannot be read: {error}"))
    };
    let records = match read.map_err(|error| unreadable(&error))? {
        Ok(records) => records,
        Err(ReadError::Dropped { .. } | ReadError::Corrupt { .. }) => Vec::new(),
        Err(error) => return Err(unreadable(&error)),
    };
    let own = program.workspace_id.uuid();
    records
        .into_iter()
        .find(|record| record.position == from && record.workspace == own)
        .ok_or(Error::NotFound("webhook"))
}
