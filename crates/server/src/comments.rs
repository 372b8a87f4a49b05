//! Comments and their private answers: one transaction each, decided by the domain.

use jiff::Timestamp;
use transom_domain::channel::Channel;
use transom_domain::conversation::{AnsweredComment, Granted, Thread};
use transom_domain::decide::{Actor, Command, Reply, facts_of};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::message::Content;
use transom_policy::{AuthorKind, AutomationRoute, Channel as Platform, Facts, Route, RouteStatus};
use transom_store::{CommentRow, Saved, Write};

use crate::app::App;
use crate::conversations::{Done, judge};
use crate::error::Error;

/// Whether a comment can be answered in private now, and until when.
pub(crate) fn standing(
    app: &App,
    channel: &Channel,
    row: &CommentRow,
    now: Timestamp,
) -> Result<Option<RouteStatus>, Error> {
    let mut granted = Granted::default();
    granted.commented(known(row));
    let facts = Facts {
        comments: granted.comments(None),
        ..facts_of(channel)
    };
    let rulebook = app.rulebook(channel.platform, now)?;
    let routes = transom_policy::routes(rulebook, &facts, AuthorKind::Human, now);
    Ok(routes
        .into_iter()
        .find(|status| status.route == Route::PrivateReply))
}

fn known(row: &CommentRow) -> AnsweredComment {
    AnsweredComment {
        external_id: row.external_id.clone(),
        at: row.created_at,
        place: row.place,
        answer: None,
    }
}

/// Answers a comment in private, as a person or as a program.
///
/// # Errors
/// [`Error::Refused`] when the comment has its answer, or is too old.
pub async fn reply(
    app: &App,
    workspace_id: WorkspaceId,
    channel_id: ChannelId,
    comment: &str,
    by: Actor,
    (kind, content): (AuthorKind, Content),
) -> Result<Done, Error> {
    let connected = app
        .channels
        .find(workspace_id, channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    let now = app.now();
    let mut tx = app.db.write().await?;
    let row = tx.load_comment(workspace_id, channel_id, comment).await?;
    let (mut thread, is_new) = thread_of(app, &mut tx, channel, &row, now).await?;
    let granted = &mut thread.identity.granted;
    // Of several that wait for an answer this one is meant.
    granted
        .comments
        .retain(|other| other.answer.is_some() || other.external_id == row.external_id);
    granted.commented(known(&row));
    let command = match kind {
        AuthorKind::Human => Command::Reply(Reply::new(content).by(Route::PrivateReply)),
        AuthorKind::Automation => {
            Command::AutomatedReply(Reply::new(content).by(AutomationRoute::PrivateReply))
        }
    };
    let decision = judge(app, &connected, &thread, by, &command, now)?;
    let warnings = decision.warnings;
    let saved = [Saved { decision, is_new }];
    let mut events = tx.save(workspace_id, &saved, now, &mut || app.id()).await?;
    let message_id = events.iter().find_map(|event| event.message_id);
    let conversation_id = thread.conversation.id;
    if let Some(message_id) = message_id {
        tx.answer_comment(
            workspace_id,
            channel_id,
            comment,
            conversation_id,
            message_id,
        )
        .await?;
    }
    if let Some(name) = row.from_name.filter(|_| is_new) {
        let named = [(conversation_id, thread.identity.contact_id, name)];
        events.extend(tx.name_contacts(workspace_id, &named, now).await?);
    }
    tx.commit().await?;
    app.happened(events);
    Ok(Done {
        message_id,
        warnings,
    })
}

/// The thread in which the answer belongs, and whether it is new: that of an earlier try, or of the commenter, where the
/// platform names them as in their thread. Elsewhere a stand-in, until the platform tells.
async fn thread_of(
    app: &App,
    tx: &mut Write,
    channel: &Channel,
    row: &CommentRow,
    now: Timestamp,
) -> Result<(Thread, bool), Error> {
    if let Some(answer) = &row.answer {
        let thread = tx
            .load_thread(channel.workspace_id, answer.conversation_id)
            .await?;
        return Ok((thread, false));
    }
    let customer = match (channel.platform, &row.from_id) {
        (Platform::Instagram, Some(from_id)) => from_id.clone(),
        _ => Thread::stand_in(&row.external_id),
    };
    let wanted = [(channel.id, customer.as_str())];
    let found = tx.threads(channel.workspace_id, &wanted).await?.pop();
    let is_new = found.is_none();
    let thread =
        found.unwrap_or_else(|| Thread::start(channel.id, &customer, now, &mut || app.id()));
    Ok((thread, is_new))
}
