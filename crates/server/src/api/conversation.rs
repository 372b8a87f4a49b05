//! Conversations: the lists, and one with its window.

pub(super) mod command;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use transom_domain::agent::Scope;
use transom_domain::channel::Channel;
use transom_domain::conversation::Status;
use transom_domain::id::{AgentId, ChannelId, ContactId, ConversationId, IdentityId, WorkspaceId};
use transom_policy::Channel as Platform;
use transom_store::{ConversationRow, Cursor, Query, Sort, View, ViewCounts};
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::{Limit, Named, Parameters, word};
use super::window::Window;
use super::words;
use crate::app::App;
use crate::error::Error;

/// A conversation: the thread between one customer and one channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Conversation)]
pub(super) struct ConversationView {
    #[schema(value_type = String, example = "conv_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ConversationId,
    created_at: Timestamp,
    status: ConversationStatus,
    /// When a snooze ends.
    snoozed_until: Option<Timestamp>,
    /// Who cares for it.
    #[schema(value_type = Option<String>, example = "agent_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    assignee: Option<AgentId>,
    /// Customer messages that no agent has seen.
    unread: u32,
    /// The first customer message that nobody has answered.
    waiting_since: Option<Timestamp>,
    last_customer_at: Option<Timestamp>,
    last_reply_at: Option<Timestamp>,
    /// A message of ours did not go out, and nobody has dealt with it.
    failed: bool,
    preview: Preview,
    window: Window,
    contact: ContactName,
    identity: Identity,
    channel: ChannelName,
}

/// Whether somebody has to care for a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ConversationStatus {
    /// Yes.
    Open,
    /// Later.
    Snoozed,
    /// No, until the customer writes again.
    Closed,
}

/// The newest line, in short.
#[derive(Debug, Serialize, ToSchema)]
struct Preview {
    at: Timestamp,
    /// The beginning of the text; empty when it had none.
    text: String,
}

/// The person who writes.
#[derive(Debug, Serialize, ToSchema)]
struct ContactName {
    #[schema(value_type = String, example = "contact_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ContactId,
    /// Known once the platform has told.
    name: Option<String>,
}

/// The contact on this channel.
#[derive(Debug, Serialize, ToSchema)]
struct Identity {
    #[schema(value_type = String, example = "ident_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: IdentityId,
    /// The platform's id of them.
    external_id: String,
    /// Since when the platform says that they cannot be reached.
    unreachable_since: Option<Timestamp>,
}

/// The channel of a conversation.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelName {
    #[schema(value_type = String, example = "chan_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ChannelId,
    #[schema(value_type = words::Platform)]
    platform: Platform,
    name: String,
}

impl ConversationView {
    pub(super) fn of(app: &App, workspace_id: WorkspaceId, row: ConversationRow) -> Result<Self, Error> {
        let (thread, now) = (&row.thread, app.now());
        let (identity, conversation) = (&thread.identity, &thread.conversation);
        let connected =
            app.channels.find(workspace_id, identity.channel_id).ok_or(Error::NotFound("channel"))?;
        let channel = &connected.channel;
        Ok(Self {
            id: conversation.id,
            created_at: conversation.created_at,
            status: conversation.status.into(),
            snoozed_until: match conversation.status {
                Status::Snoozed { until } => Some(until),
                Status::Open | Status::Closed => None,
            },
            assignee: conversation.assignee,
            unread: conversation.unread,
            waiting_since: conversation.waiting_since,
            last_customer_at: conversation.last_customer_at,
            last_reply_at: conversation.last_reply_at,
            failed: conversation.failed,
            preview: Preview { at: conversation.preview.at, text: conversation.preview.text.clone() },
            window: Window::of(app, channel, thread, now)?,
            contact: ContactName { id: identity.contact_id, name: row.contact_name.clone() },
            identity: Identity {
                id: identity.id,
                external_id: identity.external_id.clone(),
                unreachable_since: identity.unreachable_since,
            },
            channel: ChannelName::of(channel),
        })
    }
}

impl ChannelName {
    fn of(channel: &Channel) -> Self {
        Self { id: channel.id, platform: channel.platform, name: channel.name.clone() }
    }
}

impl From<Status> for ConversationStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Open => Self::Open,
            Status::Snoozed { .. } => Self::Snoozed,
            Status::Closed => Self::Closed,
        }
    }
}

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
    /// `next` of the part before, which must have been asked for with the same view, order and channel.
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
    word(deserializer, &View::ALL.map(View::as_str))
}

fn sort<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Sort, D::Error> {
    word(deserializer, &Sort::ALL.map(Sort::as_str))
}

fn cursor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cursor>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let cursor = text.parse().map_err(|()| serde::de::Error::custom("send the `next` of the part before as it was"))?;
    Ok(Some(cursor))
}

/// A part of a list of conversations.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationList {
    conversations: Vec<ConversationView>,
    /// Send it as `after` for the next part; there is none when absent.
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
        agent: program.agent_id,
        now,
        soon: app.soon(now),
        after: asked.after,
        limit: asked.limit.get(),
    };
    let page = app.db.read().await?.conversations(program.workspace_id, &query).await?;
    let of = |row| ConversationView::of(&app, program.workspace_id, row);
    let conversations = page.rows.into_iter().map(of).collect::<Result<_, _>>()?;
    Ok(Json(ConversationList { conversations, next: page.next.map(|next| next.to_string()) }))
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
    let counts = read.view_counts(program.workspace_id, program.agent_id, now, app.soon(now)).await?;
    Ok(Json(counts.into()))
}

impl From<ViewCounts> for Counts {
    fn from(counts: ViewCounts) -> Self {
        let ViewCounts { mine, unassigned, all, closing, human_agent, window_closed, snoozed, closed } = counts;
        Self { mine, unassigned, all, closing, human_agent, window_closed, snoozed, closed }
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
    let row = app.db.read().await?.load_conversation(program.workspace_id, id).await?;
    Ok(Json(ConversationView::of(&app, program.workspace_id, row)?))
}
