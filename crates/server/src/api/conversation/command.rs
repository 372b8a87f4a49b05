//! What programs do with conversations besides answering. Doing a thing twice changes nothing the second time.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::agent::Scope;
use transom_domain::decide::{Actor, Command};
use transom_domain::id::{AgentId, ConversationId};
use transom_domain::message::Origin;
use utoipa::ToSchema;

use super::ConversationView;
use crate::api::bearer::Bearer;
use crate::api::message::MessageView;
use crate::api::moderation::Moderation;
use crate::api::problem::{Failure, Problems, Refusals};
use crate::api::request::{Body, Named};
use crate::app::App;
use crate::conversations::{self, Done};
use crate::error::Error;
use crate::sign_in::Program;

/// To whom a conversation is given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Assignment {
    /// `agent_…`, or null to give it back to everybody.
    #[schema(value_type = Option<String>, required, example = "agent_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    #[serde(deserialize_with = "Option::deserialize")]
    assignee: Option<AgentId>,
}

/// How long a conversation is put aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Snooze {
    /// It opens again then, or earlier when the customer writes.
    #[schema(example = "2026-11-23T08:00:00Z")]
    until: Timestamp,
}

/// A private line for colleagues; the customer never sees it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Note {
    #[schema(example = "Asked the warehouse; answer by Friday.")]
    text: String,
}

/// What the platform is asked to do about the customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Moderating {
    action: Moderation,
}

/// How somebody has a conversation before them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Seeing {
    /// They write an answer: the customer is shown that, for the half minute or less that the platform keeps it. With
    /// `false` they stopped without sending, and the customer is shown it no longer; WhatsApp has no word for that.
    typing: Option<bool>,
}

/// Mark a conversation as read
///
/// On WhatsApp the customer sees it.
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/seen", operation_id = "see_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Seeing,
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn see(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(seeing): Body<Seeing>,
) -> Result<Json<ConversationView>, Failure> {
    program.require(Scope::ConversationsWrite)?;
    let by = actor(&program);
    conversations::seen(&app, program.workspace_id, id, by, seeing.typing).await?;
    view(&app, &program, id).await
}

/// Give a conversation to somebody, or to nobody
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/assign", operation_id = "assign_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Assignment,
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn assign(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(assignment): Body<Assignment>,
) -> Result<Json<ConversationView>, Failure> {
    change(&app, &program, id, Command::Assign(assignment.assignee)).await
}

/// Close a conversation
///
/// It opens again when the customer writes.
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/close", operation_id = "close_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn close(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
) -> Result<Json<ConversationView>, Failure> {
    change(&app, &program, id, Command::Close).await
}

/// Open a closed or snoozed conversation again
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/reopen", operation_id = "reopen_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn reopen(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
) -> Result<Json<ConversationView>, Failure> {
    change(&app, &program, id, Command::Reopen).await
}

/// Put a conversation aside
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/snooze", operation_id = "snooze_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Snooze,
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems, Refusals),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn snooze(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(snooze): Body<Snooze>,
) -> Result<Json<ConversationView>, Failure> {
    change(&app, &program, id, Command::Snooze(snooze.until)).await
}

/// Keep a customer away, or let them back
///
/// The platform is asked soon after; `identity.barred` tells how far it is, and a line of the conversation why it was not
/// done. Messenger can do all, Instagram through a page `block`, `unblock` and `spam`, WhatsApp `block`, of who wrote
/// within the last day, and `unblock`. Nothing can be sent to who is kept away: `blocked`.
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/moderate", operation_id = "moderate_conversation", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Moderating,
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems, Refusals),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn moderate(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(moderating): Body<Moderating>,
) -> Result<Json<ConversationView>, Failure> {
    let command = Command::Moderate(moderating.action.into());
    change(&app, &program, id, command).await
}

/// Write a note
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/notes", operation_id = "write_note", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Note,
    responses((status = 201, body = MessageView, description = "The note."), Problems, Refusals),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn note(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(note): Body<Note>,
) -> Result<(StatusCode, Json<MessageView>), Failure> {
    let done = act(&app, &program, id, Command::Note(note.text)).await?;
    Ok((
        StatusCode::CREATED,
        Json(MessageView::added(&app, &program, &done).await?),
    ))
}

async fn change(
    app: &App,
    program: &Program,
    id: ConversationId,
    command: Command,
) -> Result<Json<ConversationView>, Failure> {
    act(app, program, id, command).await?;
    view(app, program, id).await
}

pub(in crate::api) async fn view(
    app: &App,
    program: &Program,
    id: ConversationId,
) -> Result<Json<ConversationView>, Failure> {
    let row = app
        .db
        .read()
        .await?
        .load_conversation(program.workspace_id, id)
        .await?;
    Ok(Json(ConversationView::of(app, program.workspace_id, row)?))
}

async fn act(
    app: &App,
    program: &Program,
    id: ConversationId,
    command: Command,
) -> Result<Done, Error> {
    program.require(Scope::ConversationsWrite)?;
    conversations::act(app, program.workspace_id, id, actor(program), command).await
}

/// The person for whom a program acts, by way of the API.
pub(in crate::api) fn actor(program: &Program) -> Actor {
    Actor {
        agent_id: program.agent_id,
        origin: Origin::Api,
    }
}
