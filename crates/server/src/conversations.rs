//! What people do with conversations: one transaction each, decided by the domain.

pub mod label;
mod say;
mod shown;
pub(crate) mod thread_control;
mod verdict;

use jiff::Timestamp;
use transom_domain::decide::{Actor, Command, Decision};
use transom_domain::id::{AgentId, ConversationId, MessageId, WorkspaceId};
use transom_policy::Warnings;
use transom_store::{EventRow, Saved, Write};

use crate::app::App;
use crate::error::Error;
use crate::recipients;

pub use say::say;
pub use shown::{seen, typing};
pub(crate) use verdict::judge;
pub use verdict::{consider, human_only, routes, window};

/// What came of a command.
#[derive(Debug)]
pub struct Done {
    /// The message that it added, if it did.
    pub message_id: Option<MessageId>,
    /// What the sender should know although it was allowed.
    pub warnings: Warnings,
}

/// Carries out a command of a person, or of a program for them.
///
/// # Errors
/// [`Error::Refused`] with the routes that are open instead, when a message must not be sent.
pub async fn act(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    by: Actor,
    command: Command,
) -> Result<Done, Error> {
    let tx = app.db.write().await?;
    carry_out(app, tx, workspace_id, conversation_id, by, command).await
}

/// Sends a failed message again.
///
/// # Errors
/// [`Error::Refused`] as with [`act`], and when the message has not failed.
pub async fn retry(
    app: &App,
    workspace_id: WorkspaceId,
    message_id: MessageId,
    by: Actor,
) -> Result<Done, Error> {
    let mut tx = app.db.write().await?;
    let message = tx.load_message(workspace_id, message_id).await?.message;
    let conversation_id = message.conversation_id;
    carry_out(
        app,
        tx,
        workspace_id,
        conversation_id,
        by,
        Command::Retry(message),
    )
    .await
}

async fn carry_out(
    app: &App,
    mut tx: Write,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    by: Actor,
    command: Command,
) -> Result<Done, Error> {
    let now = app.now();
    if let Command::Assign(Some(agent_id)) = &command {
        require_agent(&mut tx, workspace_id, *agent_id).await?;
    }
    let mut thread = tx.load_thread(workspace_id, conversation_id).await?;
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    if sends(&command) {
        thread.recipients = recipients::of(app, &mut tx, &connected, &thread, now).await?;
    }
    if matches!(command, Command::Moderate(_)) && !connected.endpoint.moderates() {
        return Err(Error::invalid(
            "action",
            "an Instagram account that is connected by itself cannot block anybody; connect it through its page",
        ));
    }
    let decision = judge(app, &connected, &thread, by, &command, now)?;
    let warnings = decision.warnings;
    let shown = match command {
        Command::Seen => shown::read_in(app, &mut tx, &connected, &thread, now).await?,
        _ => None,
    };
    let events = save(app, &mut tx, workspace_id, decision, now).await?;
    tx.commit().await?;
    if let Some(shown) = shown {
        shown.tell(app);
    }
    let message_id = events.iter().find_map(|event| event.message_id);
    app.happened(events);
    Ok(Done {
        message_id,
        warnings,
    })
}

/// The platform's id of a message of the conversation, to answer that one.
pub async fn quote(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    message_id: MessageId,
) -> Result<String, Error> {
    let found = app
        .db
        .read()
        .await?
        .load_message(workspace_id, message_id)
        .await;
    let message = match found {
        Ok(row) if row.message.conversation_id == conversation_id => row.message,
        Ok(_) | Err(transom_store::Error::NotFound(_)) => {
            return Err(Error::invalid(
                "reply_to",
                "no message of this conversation has this id",
            ));
        }
        Err(error) => return Err(error.into()),
    };
    let known_as = message.known_as().map(str::to_owned);
    known_as.ok_or_else(|| {
        Error::invalid(
            "reply_to",
            "the platform does not know this line as a message, or it was taken back, so it cannot be answered",
        )
    })
}

/// Saves one decision about a thread that is known.
pub(crate) async fn save(
    app: &App,
    tx: &mut Write,
    workspace_id: WorkspaceId,
    decision: Decision,
    now: Timestamp,
) -> Result<Vec<EventRow>, Error> {
    let saved = [Saved {
        decision,
        is_new: false,
    }];
    Ok(tx.save(workspace_id, &saved, now, &mut || app.id()).await?)
}

async fn require_agent(
    tx: &mut Write,
    workspace_id: WorkspaceId,
    id: AgentId,
) -> Result<(), Error> {
    let found = tx.find_agent(workspace_id, id).await?;
    let found = found.filter(|found| found.agent.deactivated_at.is_none());
    found
        .map(drop)
        .ok_or_else(|| Error::invalid("assignee", "nobody in this workspace has this id"))
}

/// Whether a command has something sent.
const fn sends(command: &Command) -> bool {
    matches!(
        command,
        Command::Reply(_) | Command::AutomatedReply(_) | Command::Retry(_)
    )
}
