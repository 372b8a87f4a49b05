//! Messages: what was said in a conversation, and sending again what failed.

mod card;
mod carousel;
mod content;
mod delivery;
pub(super) mod draft;
mod file;
mod kind;
mod offer;
mod structured;
mod template;
mod view;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::{ConversationId, MessageId};
use transom_domain::message::Author;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::conversation::command::actor;
use super::problem::{Failure, Notice, PlatformRefusals, Problems, Refusals};
use super::request::{Body, Limit, Named, Parameters};
use crate::app::App;
use crate::conversations::{self, Done};
use crate::error::Error;
use crate::reactions;
use crate::sign_in::Program;
pub(super) use file::{File, attachments_on};
pub(super) use structured::Structured;
pub(super) use view::MessageView;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `next` of the part before: only messages older than this one, as `msg_…`.
    #[param(value_type = Option<String>)]
    before: Option<MessageId>,
    /// How many.
    #[param(value_type = Option<Limit>)]
    #[serde(default)]
    limit: Limit,
}

/// A part of what was said in a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageList {
    /// Oldest first.
    messages: Vec<MessageView>,
    /// Send it as `before` for the part before this one; null at the end.
    #[schema(value_type = Option<String>, example = "msg_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    next: Option<MessageId>,
}

/// A message on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Accepted {
    #[serde(flatten)]
    message: MessageView,
    /// What the sender should know although it may go.
    warnings: Vec<Notice>,
}

impl Accepted {
    pub(super) async fn of(app: &App, program: &Program, done: &Done) -> Result<Self, Error> {
        let message = MessageView::added(app, program, done).await?;
        Ok(Self {
            message,
            warnings: Notice::all(done.warnings),
        })
    }
}

/// Read what was said in a conversation, newest part first
#[utoipa::path(
    get, path = "/conversations/{conversation_id}/messages", operation_id = "list_messages", tag = "messages",
    params(("conversation_id" = String, Path, description = "`conv_…`"), ListQuery),
    responses((status = 200, body = MessageList, description = "Messages, notes and activities."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Parameters(query): Parameters<ListQuery>,
) -> Result<Json<MessageList>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let mut read = app.db.read().await?;
    read.load_thread(program.workspace_id, id).await?;
    let before = match query.before {
        Some(before) => {
            let message = read
                .load_message(program.workspace_id, before)
                .await?
                .message;
            if message.conversation_id != id {
                return Err(
                    Error::invalid("before", "this message is in another conversation").into(),
                );
            }
            Some((message.at, message.id))
        }
        None => None,
    };
    let mut rows = read
        .messages(program.workspace_id, id, before, query.limit.and_one())
        .await?;
    rows.reverse();
    let more = query.limit.cut(&mut rows);
    let next = rows.last().filter(|_| more).map(|row| row.message.id);
    Ok(Json(MessageList {
        messages: rows.into_iter().rev().map(MessageView::of).collect(),
        next,
    }))
}

/// Read a message
#[utoipa::path(
    get, path = "/messages/{message_id}", operation_id = "read_message", tag = "messages",
    params(("message_id" = String, Path, description = "`msg_…`")),
    responses((status = 200, body = MessageView, description = "As it stands."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<MessageId>,
) -> Result<Json<MessageView>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let row = app
        .db
        .read()
        .await?
        .load_message(program.workspace_id, id)
        .await?;
    Ok(Json(MessageView::of(row)))
}

/// Send a failed message again
///
/// By the first route that is legal now. What a person wrote needs the scope `messages:human`, the rest `messages:send`.
#[utoipa::path(
    post, path = "/messages/{message_id}/retry", operation_id = "retry_message", tag = "messages",
    params(("message_id" = String, Path, description = "`msg_…`")),
    responses((status = 200, body = Accepted, description = "Queued again."), Problems, Refusals),
    security(("token" = ["messages:send"]), ("token" = ["messages:human"]))
)]
pub(super) async fn retry(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<MessageId>,
) -> Result<Json<Accepted>, Failure> {
    draft::may_send(&program)?;
    let row = app
        .db
        .read()
        .await?
        .load_message(program.workspace_id, id)
        .await?;
    program.require(match row.message.author {
        Author::Agent(_) => Scope::MessagesHuman,
        _ => Scope::MessagesSend,
    })?;
    let done = conversations::retry(&app, program.workspace_id, id, actor(&program)).await?;
    Ok(Json(Accepted::of(&app, &program, &done).await?))
}

/// A reaction to a customer's message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reacts {
    /// A heart; false takes it away.
    reacts: bool,
}

/// React to a customer's message
///
/// With the one reaction that Messenger and Instagram take from a business, a heart. The platform is asked at once.
#[utoipa::path(
    post, path = "/messages/{message_id}/reaction", operation_id = "react_to_message", tag = "messages",
    params(("message_id" = String, Path, description = "`msg_…`")),
    request_body = Reacts,
    responses(
        (status = 200, body = MessageView, description = "As it stands now."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["messages:send"]), ("token" = ["messages:human"]))
)]
pub(super) async fn react(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<MessageId>,
    Body(Reacts { reacts }): Body<Reacts>,
) -> Result<Json<MessageView>, Failure> {
    draft::may_send(&program)?;
    reactions::react(&app, program.workspace_id, id, reacts).await?;
    let row = app
        .db
        .read()
        .await?
        .load_message(program.workspace_id, id)
        .await?;
    Ok(Json(MessageView::of(row)))
}
