//! The lines of a conversation, and what a new one means for it.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Decision, Effect, Event, Ours};
use crate::conversation::{Conversation, Preview, Status};
use crate::id::{AgentId, MessageId};
use crate::inbound::Echo;
use crate::message::{
    Activity, Attachment, Author, Content, DeliveryStatus, Extra, Message, Origin,
};

type Ids<'a> = &'a mut dyn FnMut() -> Uuid;

/// The customer said something.
pub(super) fn customer_line(
    decision: &mut Decision,
    at: Timestamp,
    content: Content,
    external_id: Option<String>,
    reply_to: Option<String>,
    ids: Ids<'_>,
) {
    let is_quiet = content.is_quiet();
    let conversation = &mut decision.thread.conversation;
    conversation.last_customer_at = conversation.last_customer_at.max(Some(at));
    if !is_quiet {
        if Some(at) > conversation.last_reply_at {
            conversation.waiting_since =
                Some(conversation.waiting_since.map_or(at, |since| since.min(at)));
        }
        if Some(at) > conversation.seen_until {
            conversation.unread += 1;
        }
        if matches!(conversation.status, Status::Snoozed { .. } | Status::Closed) {
            conversation.status = Status::Open;
            activity(decision, at, None, Activity::Reopened, ids);
        }
    }
    let conversation_id = decision.thread.conversation.id;
    add_line(
        decision,
        Message {
            id: MessageId::new(ids()),
            conversation_id,
            at,
            author: Author::Customer,
            origin: Origin::Customer,
            content,
            external_id,
            reply_to,
            delivery: None,
        },
    );
}

/// Something was said to the customer, by us or by others.
pub(super) fn echoed(
    decision: &mut Decision,
    at: Timestamp,
    echo: &Echo,
    ours: Option<Ours<'_>>,
    said: &Content,
    ids: Ids<'_>,
) {
    if let Some(ours) = ours {
        if matches!(ours.status, DeliveryStatus::Failed(_)) {
            let failed = &mut decision.thread.conversation.failed;
            failed.retain(|id| *id != ours.id);
        }
        decision.events.push(Event::DeliveryChanged {
            message_id: ours.id,
            external_id: Some(echo.external_id.clone()),
            status: DeliveryStatus::Sent { at },
        });
        return;
    }
    replied(decision, at);
    let conversation_id = decision.thread.conversation.id;
    add_line(
        decision,
        Message {
            id: MessageId::new(ids()),
            conversation_id,
            at,
            author: match echo.origin {
                Origin::PlatformInbox => Author::Agent(None),
                _ => Author::Automation,
            },
            origin: echo.origin,
            content: Content {
                text: echo.text.clone(),
                attachments: echo.attachments.clone(),
                extra: echo.extra.clone(),
                unsupported: matches!(echo.extra, Some(Extra::Unreadable(_))),
                ..said.clone()
            },
            external_id: Some(echo.external_id.clone()),
            reply_to: echo.reply_to.clone(),
            delivery: None,
        },
    );
}

/// The business has answered at this moment, here or elsewhere.
pub(super) fn replied(decision: &mut Decision, at: Timestamp) {
    let conversation = &mut decision.thread.conversation;
    conversation.last_reply_at = conversation.last_reply_at.max(Some(at));
    conversation.seen_until = conversation.seen_until.max(Some(at));
    let asked_at = conversation
        .last_customer_at
        .max(conversation.control.received_at());
    if asked_at > Some(at) {
        decision.recount = true;
    } else {
        conversation.waiting_since = None;
        conversation.unread = 0;
    }
}

/// There is something to look at.
pub(super) fn begin(conversation: &mut Conversation) {
    if conversation.status == Status::Empty {
        conversation.status = Status::Open;
    }
}

/// Adds a line, and shows it in the lists when nothing newer is there.
pub(super) fn add_line(decision: &mut Decision, message: Message) {
    let conversation = &mut decision.thread.conversation;
    begin(conversation);
    let shown = !matches!(message.author, Author::Activity(_));
    if shown && message.at >= conversation.preview.at {
        conversation.preview = Preview::of(&message);
    }
    let attachments = &message.content.attachments;
    if message.delivery.is_none() && attachments.iter().any(Attachment::is_to_be_fetched) {
        decision.effects.push(Effect::FetchMedia {
            message_id: message.id,
        });
    }
    decision.events.push(Event::MessageAdded(message));
}

/// Tells, as a line of the conversation, what happened to it.
pub(super) fn activity(
    decision: &mut Decision,
    at: Timestamp,
    by: Option<AgentId>,
    activity: Activity,
    ids: Ids<'_>,
) -> MessageId {
    let id = MessageId::new(ids());
    let message = Message {
        id,
        conversation_id: decision.thread.conversation.id,
        at,
        author: Author::Activity(by),
        origin: Origin::Desk,
        content: Content {
            activity: Some(activity),
            ..Content::default()
        },
        external_id: None,
        reply_to: None,
        delivery: None,
    };
    add_line(decision, message);
    id
}
