//! What people do with conversations: one transaction each, decided by the domain.

use jiff::Timestamp;
use transom_channels::courier::{CannotRender, Endpoint};
use transom_domain::channel::Channel;
use transom_domain::conversation::Thread;
use transom_domain::decide::{
    Actor, Command, Decision, Event, Input, Refusal, Situation, decide, facts,
};
use transom_domain::delivery::Outgoing;
use transom_domain::id::{AgentId, ConversationId, MessageId, WorkspaceId};
use transom_domain::message::{Content, Extra};
use transom_policy::{AuthorKind, Draft, Human, Route, RouteStatus, Verdict, Warnings, Window};
use transom_store::{EventRow, Saved, Write};

use crate::app::App;
use crate::error::Error;

pub mod label;
mod say;
mod shown;
pub(crate) mod thread_control;

pub use say::say;
pub use shown::seen;

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
    let thread = tx.load_thread(workspace_id, conversation_id).await?;
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    if matches!(command, Command::Moderate(_)) && !connected.endpoint.moderates() {
        return Err(Error::invalid(
            "action",
            "an Instagram account that is connected by itself cannot block anybody; connect it through its page",
        ));
    }
    let channel = &connected.channel;
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation {
        rulebook,
        channel,
        thread: &thread,
    };
    let input = Input::Command {
        by,
        command: &command,
    };
    let decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| refused(app, &situation, refusal, author(&command), now))?;
    for event in &decision.events {
        check_form(&connected.endpoint, event)?;
    }
    let warnings = decision.warnings;
    let shown = match command {
        Command::Seen => shown::read_in(&mut tx, &connected, &thread).await?,
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
    message.external_id.ok_or_else(|| {
        Error::invalid(
            "reply_to",
            "the platform does not know this message, so it cannot be answered",
        )
    })
}

/// The refusal for an automation that asks for a route of people, with the routes that are open to it instead.
pub async fn human_only(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    route: Route,
) -> Result<Error, Error> {
    let now = app.now();
    let thread = app
        .db
        .read()
        .await?
        .load_thread(workspace_id, conversation_id)
        .await?;
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation {
        rulebook,
        channel,
        thread: &thread,
    };
    let refusal = transom_policy::Refusal::human_only(route, rulebook.id());
    let refusal = Refusal::Policy(Box::new(refusal));
    Ok(refused(
        app,
        &situation,
        refusal,
        AuthorKind::Automation,
        now,
    ))
}

/// What the platform has no form for is refused now, not when its turn comes.
pub(crate) fn check_form(endpoint: &Endpoint, event: &Event) -> Result<(), Error> {
    let Event::MessageAdded(message) = event else {
        return Ok(());
    };
    let Some(delivery) = &message.delivery else {
        return Ok(());
    };
    let mut content = message.content.clone();
    for attachment in &mut content.attachments {
        // The platform gives it one when it is uploaded.
        if attachment.file.is_some() {
            attachment.media_id = Some(String::new());
        }
    }
    let outgoing = Outgoing {
        message_id: message.id,
        recipient: String::new(),
        route: delivery.route,
        content,
        reply_to: None,
        persona: None,
    };
    let rendered = endpoint.render(&outgoing);
    rendered
        .map(drop)
        .map_err(|problem| Error::invalid(field(&problem, &message.content), problem.to_string()))
}

/// The field that is at fault: the one that makes a message more than a text.
fn field(problem: &CannotRender, content: &Content) -> &'static str {
    match &content.extra {
        Some(Extra::Location(_)) => "location",
        Some(Extra::Contacts(_)) => "contacts",
        Some(Extra::Reaction { .. }) => "reaction",
        Some(Extra::List(_)) => "list",
        Some(Extra::Link(_)) => "link",
        Some(Extra::LocationRequest) => "location_request",
        Some(Extra::Template(_)) => "template",
        Some(Extra::Structured(_)) => "structured",
        Some(Extra::Order(_) | Extra::Form(_) | Extra::Unreadable(_)) => "text",
        None if content.heading.is_some() => "heading",
        None if content.footer.is_some() => "footer",
        None => match problem {
            CannotRender::Meta(problem) => problem.field(),
            CannotRender::WhatsApp(_) if !content.quick_replies.is_empty() => "quick_replies",
            CannotRender::WhatsApp(_) => "attachments",
        },
    }
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

pub(crate) fn author(command: &Command) -> AuthorKind {
    match command {
        Command::AutomatedReply(_) => AuthorKind::Automation,
        _ => AuthorKind::Human,
    }
}

pub(crate) fn refused(
    app: &App,
    situation: &Situation<'_>,
    refusal: Refusal,
    author: AuthorKind,
    now: Timestamp,
) -> Error {
    app.metrics.messages_refused.increment(1);
    let facts = facts(situation.channel, situation.thread);
    Error::Refused {
        refusal: Box::new(refusal),
        routes: transom_policy::routes(situation.rulebook, &facts, author, now),
    }
}

/// What the rules say about a person's draft, without sending it.
pub fn consider(
    app: &App,
    channel: &Channel,
    thread: &Thread,
    draft: &Draft<Human>,
    now: Timestamp,
) -> Result<Verdict, Error> {
    let rulebook = app.rulebook(channel.platform, now)?;
    Ok(transom_policy::decide(
        rulebook,
        &facts(channel, thread),
        draft,
        now,
    ))
}

/// Every route of a conversation and how it stands, for an author.
pub fn routes(
    app: &App,
    channel: &Channel,
    thread: &Thread,
    author: AuthorKind,
    now: Timestamp,
) -> Result<Vec<RouteStatus>, Error> {
    let rulebook = app.rulebook(channel.platform, now)?;
    Ok(transom_policy::routes(
        rulebook,
        &facts(channel, thread),
        author,
        now,
    ))
}

/// The window of a conversation, for the countdown.
pub fn window(
    app: &App,
    channel: &Channel,
    thread: &Thread,
    now: Timestamp,
) -> Result<Window, Error> {
    let rulebook = app.rulebook(channel.platform, now)?;
    Ok(transom_policy::window(
        rulebook,
        &facts(channel, thread),
        now,
    ))
}
