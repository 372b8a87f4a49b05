//! Comments under posts, posts of visitors and mentions, and their private answers.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::{ChannelId, ConversationId, MessageId};
use transom_domain::message::{Content, Extra};
use transom_policy::{AuthorKind, Status};
use transom_store::CommentRow;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::conversation::command::actor;
use super::message::{Accepted, File, Structured, attachments_on, draft};
use super::problem::{Failure, Problems, Refusals};
use super::request::{Body, Limit, Parameters};
use super::route::Writer;
use crate::app::App;
use crate::comments;
use crate::error::Error;
use crate::sign_in::Program;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// Only comments that have no private answer yet.
    #[serde(default)]
    unanswered: bool,
    /// `created_at` of the last comment of the part before.
    #[param(value_type = Option<String>)]
    before: Option<Timestamp>,
    /// Its `external_id`.
    before_id: Option<String>,
    /// How many.
    #[param(value_type = Option<Limit>)]
    #[serde(default)]
    limit: Limit,
}

/// Comments.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CommentList {
    /// Newest first.
    comments: Vec<CommentView>,
    /// There are older ones.
    more: bool,
}

/// A comment that has not been removed, a post that a visitor left on the page, or a mention of the account elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Comment)]
struct CommentView {
    /// `chan_…`
    #[schema(value_type = String)]
    channel_id: ChannelId,
    /// The platform's id.
    external_id: String,
    post_id: String,
    /// The platform's id of who wrote it; on Messenger not that of their conversation.
    from_id: Option<String>,
    from_name: Option<String>,
    text: Option<String>,
    created_at: Timestamp,
    /// Where it stands: `feed`, `reel`, `story`, `ad`, `live`; `visitor_post` when it is a post of its own, `mention` when it
    /// stands elsewhere.
    #[schema(example = "feed")]
    place: &'static str,
    hidden: bool,
    /// Until when it can be answered in private; null when it can not.
    answerable_until: Option<Timestamp>,
    /// The conversation of its private answer, as `conv_…`.
    #[schema(value_type = Option<String>)]
    conversation_id: Option<ConversationId>,
    /// The message that is its private answer, as `msg_…`.
    #[schema(value_type = Option<String>)]
    message_id: Option<MessageId>,
}

impl CommentView {
    fn of(app: &App, program: &Program, row: CommentRow) -> Result<Self, Error> {
        let connected = app.channels.find(program.workspace_id, row.channel_id);
        let standing = match &connected {
            Some(connected) => comments::standing(app, &connected.channel, &row, app.now())?,
            None => None,
        };
        let is_free = !row.is_answered();
        let open = standing.filter(|status| is_free && status.status == Status::Open);
        Ok(Self {
            channel_id: row.channel_id,
            external_id: row.external_id,
            post_id: row.post_id,
            from_id: row.from_id,
            from_name: row.from_name,
            text: row.text,
            created_at: row.created_at,
            place: row.place.as_str(),
            hidden: row.is_hidden,
            answerable_until: open.and_then(|status| status.until),
            conversation_id: row.answer.as_ref().map(|answer| answer.conversation_id),
            message_id: row.answer.as_ref().map(|answer| answer.message_id),
        })
    }
}

/// A private answer: a text, attachments, or a message made of parts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PrivateReply {
    #[schema(example = "Thanks for asking. It costs 59 euros.")]
    text: Option<String>,
    #[serde(default)]
    attachments: Vec<File>,
    structured: Option<Structured>,
    /// Answers offered as buttons below the message.
    #[serde(default)]
    quick_replies: Vec<draft::Button>,
    /// As for any message.
    author: Option<Writer>,
}

/// List comments, newest first
#[utoipa::path(
    get, path = "/comments", operation_id = "list_comments", tag = "comments", params(ListQuery),
    responses((status = 200, body = CommentList, description = "Comments that have not been removed."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Parameters(query): Parameters<ListQuery>,
) -> Result<Json<CommentList>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let before_id = query.before_id.unwrap_or_default();
    let before = query.before.map(|at| (at, before_id.as_str()));
    let mut rows = app
        .db
        .read()
        .await?
        .comments(
            program.workspace_id,
            query.unanswered,
            before,
            query.limit.and_one(),
        )
        .await?;
    let more = query.limit.cut(&mut rows);
    let comments = rows
        .into_iter()
        .map(|row| CommentView::of(&app, &program, row))
        .collect::<Result<_, Error>>()?;
    Ok(Json(CommentList { comments, more }))
}

/// Answer a comment in private
///
/// One message, while the platform takes it; the conversation is that of who wrote the comment, once the platform has
/// told who that is.
#[utoipa::path(
    post, path = "/channels/{channel_id}/comments/{comment_id}/reply", operation_id = "reply_to_comment",
    tag = "comments",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("comment_id" = String, Path, description = "The platform's id of the comment."),
    ),
    request_body = PrivateReply,
    responses((status = 201, body = Accepted, description = "Queued."), Problems, Refusals),
    security(("token" = ["messages:send"]), ("token" = ["messages:human"]))
)]
pub(super) async fn reply(
    State(app): State<App>,
    Bearer(program): Bearer,
    Path((channel, comment)): Path<(String, String)>,
    Body(reply): Body<PrivateReply>,
) -> Result<(StatusCode, Json<Accepted>), Failure> {
    let kind = match draft::writer(&program, reply.author)? {
        Writer::Human => AuthorKind::Human,
        Writer::Automation => AuthorKind::Automation,
    };
    let channel: ChannelId = channel.parse().map_err(|_| Error::NotFound("channel"))?;
    let connected = app
        .channels
        .find(program.workspace_id, channel)
        .ok_or(Error::NotFound("channel"))?;
    let files = attachments_on(
        &app,
        &program,
        connected.channel.platform,
        reply.attachments,
    )
    .await?;
    let text = reply.text.map(|text| text.trim().to_owned());
    let content = Content {
        text: text.filter(|text| !text.is_empty()),
        attachments: files,
        quick_replies: draft::quick_replies(reply.quick_replies)?,
        extra: reply
            .structured
            .map(|parts| Extra::Structured(Box::new(parts.into_domain()))),
        ..Content::default()
    };
    let done = comments::reply(
        &app,
        program.workspace_id,
        channel,
        &comment,
        actor(&program),
        (kind, content),
    )
    .await?;
    Ok((
        StatusCode::CREATED,
        Json(Accepted::of(&app, &program, &done).await?),
    ))
}
