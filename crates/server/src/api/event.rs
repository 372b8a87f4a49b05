//! The event log: what happened, in order, for programs that follow along.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::{ConversationId, MessageId};
use transom_store::EventRow;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::{Limit, Parameters};
use super::words;
use crate::app::App;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `next` of the part before; from the beginning when absent.
    #[param(minimum = 0)]
    #[serde(default)]
    after: i64,
    /// How many.
    #[param(value_type = Option<Limit>)]
    #[serde(default)]
    limit: Limit,
}

/// A part of the event log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventList {
    /// Oldest first.
    events: Vec<EventView>,
    /// Send it as `after` to go on, also when nothing more has happened yet.
    next: i64,
}

/// Something that happened, by where to look.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
struct EventView {
    /// Its number in the workspace, without gaps.
    seq: i64,
    #[schema(value_type = words::EventKind)]
    kind: &'static str,
    #[schema(value_type = String, example = "conv_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    conversation_id: ConversationId,
    #[schema(value_type = Option<String>, example = "msg_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    message_id: Option<MessageId>,
}

impl From<EventRow> for EventView {
    fn from(row: EventRow) -> Self {
        Self {
            seq: row.seq,
            kind: row.kind.as_str(),
            conversation_id: row.conversation_id,
            message_id: row.message_id,
        }
    }
}

/// Follow what happens
#[utoipa::path(
    get, path = "/events", operation_id = "list_events", tag = "events",
    params(ListQuery),
    responses((status = 200, body = EventList, description = "In the order in which it happened."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Parameters(query): Parameters<ListQuery>,
) -> Result<Json<EventList>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let mut read = app.db.read().await?;
    let rows = read
        .events_after(program.workspace_id, query.after, query.limit.get())
        .await?;
    let next = rows.last().map_or(query.after, |row| row.seq);
    Ok(Json(EventList {
        events: rows.into_iter().map(EventView::from).collect(),
        next,
    }))
}
