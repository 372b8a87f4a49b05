//! Conversations: the lists, and one with its window.

pub(super) mod command;
pub(super) mod thread_control;
mod view;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Deserializer, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::{ChannelId, ConversationId, LabelId};
use transom_store::{Cursor, Query, Sort, View, ViewCounts};
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::{Limit, Named, Parameters, word};
use super::words;
use crate::app::App;
pub(super) use view::ConversationView;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Which; `all` when absent. `mine` are those of the person whose token it is.
    #[param(value_type = Option<words::View>)]
    #[serde(default = "all", deserialize_with = "view")]
    view: View,
    /// In which order; `activity` when absent.
    #[param(value_type = Option<words::Sort>)]
    #[serde(default, deserialize_with = "sort")]
    sort: Sort,
    /// On one channel only, as `chan_…`.
    #[param(value_type = Option<String>)]
    channel: Option<ChannelId>,
    /// With customers who carry this label only, as `label_…`.
    #[param(value_type = Option<String>)]
    label: Option<LabelId>,
    /// `next` of the part before, which must have been asked for with the same view, order, channel and label.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "cursor")]
    after: Option<Cursor>,
    /// How many.
    #[param(value_type = Option<Limit>)]
    #[serde(default)]
    limit: Limit,
}

const fn all() -> View {
    View::All
}

fn view<'de, D: Deserializer<'de>>(deserializer: D) -> Result<View, D::Error> {
    word(
        &String::deserialize(deserializer)?,
        View::ALL.map(View::as_str),
    )
}

fn sort<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Sort, D::Error> {
    word(
        &String::deserialize(deserializer)?,
        Sort::ALL.map(Sort::as_str),
    )
}

fn cursor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cursor>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let cursor = text
        .parse()
        .map_err(|()| serde::de::Error::custom("send the `next` of the part before as it was"))?;
    Ok(Some(cursor))
}

/// A part of a list of conversations.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationList {
    conversations: Vec<ConversationView>,
    /// Send it as `after` for the next part; null at the end.
    next: Option<String>,
}

/// List conversations
#[utoipa::path(
    get, path = "/conversations", operation_id = "list_conversations", tag = "conversations",
    params(ListQuery),
    responses((status = 200, body = ConversationList, description = "In the order asked for."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Parameters(asked): Parameters<ListQuery>,
) -> Result<Json<ConversationList>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let now = app.now();
    let query = Query {
        view: asked.view,
        sort: asked.sort,
        channel: asked.channel,
        label: asked.label,
        agent: program.agent_id,
        now,
        soon: app.soon(now),
        after: asked.after,
        limit: asked.limit.get(),
    };
    let page = app
        .db
        .read()
        .await?
        .conversations(program.workspace_id, &query)
        .await?;
    let of = |row| ConversationView::of(&app, program.workspace_id, row);
    let conversations = page.rows.into_iter().map(of).collect::<Result<_, _>>()?;
    Ok(Json(ConversationList {
        conversations,
        next: page.next.map(|next| next.to_string()),
    }))
}

/// How many conversations each view has.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Counts {
    mine: i64,
    unassigned: i64,
    all: i64,
    closing: i64,
    human_agent: i64,
    window_closed: i64,
    snoozed: i64,
    closed: i64,
}

/// Count the conversations of each view
#[utoipa::path(
    get, path = "/conversations/counts", operation_id = "count_conversations", tag = "conversations",
    responses((status = 200, body = Counts, description = "A number for each view."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn counts(
    State(app): State<App>,
    Bearer(program): Bearer,
) -> Result<Json<Counts>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let now = app.now();
    let mut read = app.db.read().await?;
    let counts = read
        .view_counts(program.workspace_id, program.agent_id, now, app.soon(now))
        .await?;
    Ok(Json(counts.into()))
}

impl From<ViewCounts> for Counts {
    fn from(counts: ViewCounts) -> Self {
        let ViewCounts {
            mine,
            unassigned,
            all,
            closing,
            human_agent,
            window_closed,
            snoozed,
            closed,
        } = counts;
        Self {
            mine,
            unassigned,
            all,
            closing,
            human_agent,
            window_closed,
            snoozed,
            closed,
        }
    }
}

/// Read a conversation
#[utoipa::path(
    get, path = "/conversations/{conversation_id}", operation_id = "read_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    responses((status = 200, body = ConversationView, description = "As it stands."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
) -> Result<Json<ConversationView>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let row = app
        .db
        .read()
        .await?
        .load_conversation(program.workspace_id, id)
        .await?;
    Ok(Json(ConversationView::of(&app, program.workspace_id, row)?))
}
