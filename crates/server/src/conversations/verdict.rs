//! Whether something may be done, and which ways are open.

use jiff::Timestamp;
use transom_channels::courier::{CannotRender, Endpoint};
use transom_domain::channel::Channel;
use transom_domain::conversation::Thread;
use transom_domain::decide::{
    Actor, Command, Decision, Event, Input, Refusal, Situation, decide, facts,
};
use transom_domain::delivery::Outgoing;
use transom_domain::id::{ConversationId, WorkspaceId};
use transom_domain::message::{Content, Extra};
use transom_policy::{AuthorKind, Draft, Human, Route, RouteStatus, Verdict, Window};

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;

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

/// Decides on a command. What the platform has no form for is refused now, not when its turn comes.
pub(crate) fn judge(
    app: &App,
    connected: &Connected,
    thread: &Thread,
    by: Actor,
    command: &Command,
    now: Timestamp,
) -> Result<Decision, Error> {
    let channel = &connected.channel;
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation {
        rulebook,
        channel,
        thread,
    };
    let author = match command {
        Command::AutomatedReply(_) => AuthorKind::Automation,
        _ => AuthorKind::Human,
    };
    let input = Input::Command { by, command };
    let decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| refused(app, &situation, refusal, author, now))?;
    for event in &decision.events {
        check_form(&connected.endpoint, event)?;
    }
    Ok(decision)
}

/// Whether the platform has a form for a message that would be added.
fn check_form(endpoint: &Endpoint, event: &Event) -> Result<(), Error> {
    let Event::MessageAdded(message) = event else {
        return Ok(());
    };
    let Some(delivery) = &message.delivery else {
        return Ok(());
    };
    let mut content = message.content.clone();
    for attachment in content.files_mut() {
        // The platform gives it one when it is uploaded.
        if attachment.file.is_some() {
            attachment.media_id = Some(String::new());
        }
    }
    let outgoing = Outgoing {
        message_id: message.id,
        recipient: String::new(),
        to_post: false,
        route: delivery.route,
        content,
        reply_to: None,
        persona: None,
        marketing: None,
    };
    let rendered = endpoint.render(&outgoing);
    rendered
        .map(drop)
        .map_err(|problem| Error::invalid(field(&problem, &message.content), problem.to_string()))
}

/// The field that is at fault: the one that the problem names, or else the one that makes a message more than a text.
fn field(problem: &CannotRender, content: &Content) -> &'static str {
    let named = match problem {
        CannotRender::Meta(problem) => Some(problem.field()).filter(|field| *field != "structured"),
        CannotRender::WhatsApp(problem) => problem.field(),
    };
    // Text that stands with something else is seldom at fault by itself.
    let is_sure = content.extra.is_none() || named.is_some_and(|field| field != "text");
    if let Some(field) = named.filter(|_| is_sure) {
        return field;
    }
    match &content.extra {
        Some(Extra::Location(_)) => "location",
        Some(Extra::Contacts(_)) => "contacts",
        Some(Extra::Reaction { .. }) => "reaction",
        Some(Extra::List(_)) => "list",
        Some(Extra::Link(_)) => "link",
        Some(Extra::LocationRequest) => "location_request",
        Some(Extra::Shop(_)) => "shop",
        Some(Extra::Flow(_)) => "flow",
        Some(Extra::Carousel(_)) => "carousel",
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

fn refused(
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
