//! Decisions: what happens next, given what is known.
//!
//! Same arguments, same answer. What is to be stored and done comes out as data; the caller makes both durable in one
//! transaction. A wake-up never instructs: it only has the situation looked at again.

mod command;
mod control;
mod effect;
mod event;
mod facts;
mod held;
mod inbound;
mod label;
mod line;
mod moderation;
mod outcome;
mod past;
mod permission;
mod progress;
mod reply;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use transom_policy::{Channel as Platform, Rulebook, Warnings};
use uuid::Uuid;

pub use command::Command;
pub use control::{ControlAct, Holder};
pub use effect::Effect;
pub use event::Event;
pub use facts::{facts, facts_for, facts_of, window_dates};
pub use moderation::moderation_refusal;
pub use reply::Reply;

use crate::channel::Channel;
use crate::conversation::Thread;
use crate::delivery::Outcome;
use crate::id::{AgentId, MessageId};
use crate::inbound::{InboundEvent, Person, Stage};
use crate::label::Marked;
use crate::message::{Content, DeliveryStatus, Message, Origin};

/// Everything that may be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The rules in force at this moment.
    pub rulebook: &'a Rulebook,
    /// The channel the conversation is on.
    pub channel: &'a Channel,
    /// The customer and the conversation.
    pub thread: &'a Thread,
}

/// What a decision is asked about.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// Something happened on the platform.
    Inbound {
        /// When, by the platform's clock.
        at: Timestamp,
        /// What.
        event: &'a InboundEvent,
        /// What it tells of the customer besides.
        person: &'a Person,
        /// The message of ours that it reports, when it reports one.
        ours: Option<Ours<'a>>,
    },
    /// A person, or a program for them, wants something done.
    Command {
        /// Who.
        by: Actor,
        /// What.
        command: &'a Command,
    },
    /// The turn of a queued message has come.
    Turn {
        /// Which.
        message: &'a Message,
    },
    /// An attempt to send ended.
    Outcome {
        /// What was sent.
        message: &'a Message,
        /// How often it was tried, this time included.
        attempts: u32,
        /// What became of it.
        outcome: &'a Outcome,
    },
    /// The platform told whether the customer carries a label.
    Labelled {
        /// For which moment.
        at: Timestamp,
        /// They do.
        is_on: bool,
        /// The label, and how it stood with the customer.
        marked: &'a Marked,
        /// What the line is called that tells of it; nothing when the platform was asked how things stand.
        line: Option<&'a str>,
    },
    /// Some time has passed; the message is the one that waits for confirmation, when that is why.
    Wake {
        /// A message whose echo was waited for.
        unconfirmed: Option<&'a Message>,
    },
}

/// A message of ours that the platform reports, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub struct Ours<'a> {
    /// Which.
    pub id: MessageId,
    /// The platform's id of it, once it has one.
    pub external_id: Option<&'a str>,
    /// Where it stands.
    pub status: &'a DeliveryStatus,
    /// The highest stage that the platform reported of it, where it reports each message by itself.
    pub stage: Option<Stage>,
    /// How often it went again already because of what the platform said after it had taken it.
    pub looks: u32,
}

/// Who wants something done, and by which way it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The person, or the person whose token it is.
    pub agent_id: AgentId,
    /// Desk or API.
    pub origin: Origin,
}

/// What is to be stored and done.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The customer and the conversation as they stand afterwards.
    pub thread: Thread,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What is to be done once this is durable.
    pub effects: Vec<Effect>,
    /// What the person who sends should know, although it is allowed.
    pub warnings: Warnings,
    /// A reply arrived after messages that came later: unread and waiting must be counted from the messages.
    pub recount: bool,
}

impl Decision {
    /// The file of a message that is there already, if the event brings one for a message of the past.
    pub fn filled(thread: Thread, message_id: MessageId, event: &InboundEvent) -> Option<Self> {
        let InboundEvent::Past(event) = event else {
            return None;
        };
        let (text, attachments) = match &**event {
            InboundEvent::Message(message) => (&message.text, &message.attachments),
            InboundEvent::Echo(echo) => (&echo.text, &echo.attachments),
            _ => return None,
        };
        if attachments.is_empty() {
            return None;
        }
        let content = Content {
            text: text.clone(),
            attachments: attachments.clone(),
            past: true,
            ..Content::default()
        };
        Some(Self {
            thread,
            events: vec![Event::MessageFilled {
                message_id,
                content,
            }],
            effects: vec![Effect::FetchMedia { message_id }],
            warnings: Warnings::NONE,
            recount: false,
        })
    }

    /// A message that was taken back before it turned up: its line stays, what it said does not.
    pub fn forget(&mut self, external_id: &str) {
        for event in &mut self.events {
            if let Event::MessageAdded(message) = event
                && message.external_id.as_deref() == Some(external_id)
            {
                message.content = message.content.taken_back();
                let gone = Effect::FetchMedia {
                    message_id: message.id,
                };
                self.effects.retain(|effect| *effect != gone);
            }
        }
        inbound::taken_back(&mut self.thread.conversation, external_id);
    }
}

/// Why something asked for is not done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The platform's rules, or ours on top of them, do not allow the message.
    #[error("{}", .0.code.as_str())]
    Policy(Box<transom_policy::Refusal>),
    /// There is nothing to send.
    #[error("empty-message")]
    EmptyMessage,
    /// A snooze must end later than now.
    #[error("snooze-in-the-past")]
    SnoozeInThePast,
    /// Only a failed message can be sent again.
    #[error("not-failed")]
    NotFailed,
    /// The platform cannot be asked this about a customer.
    #[error("cannot-moderate")]
    CannotModerate,
    /// The platform only blocks people who wrote lately.
    #[error("not-written-lately")]
    NotWrittenLately,
    /// The platform has no labels, or the customer is not known to it yet.
    #[error("cannot-label")]
    CannotLabel,
}

/// Decides.
///
/// # Errors
/// A [`Refusal`] when a command must not be carried out; nothing else is ever refused.
pub fn decide(
    situation: &Situation<'_>,
    input: Input<'_>,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Decision, Refusal> {
    let mut decision = Decision {
        thread: situation.thread.clone(),
        events: Vec::new(),
        effects: Vec::new(),
        warnings: Warnings::NONE,
        recount: false,
    };
    match input {
        Input::Inbound {
            at,
            event,
            person,
            ours,
        } => {
            let at = at.min(now);
            let was = decision.thread.conversation.status;
            // WhatsApp tells names with what customers write, and nowhere else.
            if situation.channel.platform != Platform::WhatsApp {
                inbound::introduce(&mut decision, matches!(event, InboundEvent::Message(_)));
            }
            match event {
                InboundEvent::Past(event) => {
                    past::past(situation, &mut decision, at, event, ours, now, ids);
                }
                event if progress::looks_again(situation, &mut decision, at, event, ours, now) => {}
                event => {
                    let own_app = situation.channel.app.id.as_deref();
                    inbound::inbound(&mut decision, at, event, ours, own_app, ids);
                }
            }
            inbound::learn(&mut decision, at, event, person);
            held::told(situation, &mut decision, at, event);
            moderation::still_barred(&mut decision, was);
        }
        Input::Command { by, command } => {
            command::command(situation, &mut decision, by, command, now, ids)?;
        }
        Input::Turn { message } => {
            reply::turn(situation, &mut decision, message, now)
                .unwrap_or_else(|refusal| outcome::refused(&mut decision, message, &refusal));
        }
        Input::Outcome {
            message,
            attempts,
            outcome,
        } => {
            let tried = (attempts, outcome);
            outcome::outcome(situation, &mut decision, message, tried, now, ids);
        }
        Input::Labelled {
            at,
            is_on,
            marked,
            line,
        } => {
            if line.is_some() {
                inbound::introduce(&mut decision, false);
            }
            label::told(&mut decision, at.min(now), is_on, marked, line, ids);
        }
        Input::Wake { unconfirmed } => {
            command::wake(&mut decision, now, ids);
            if let Some(message) = unconfirmed {
                outcome::unconfirmed(&mut decision, message);
            }
        }
    }
    decision.thread.conversation.window =
        window_dates(situation.rulebook, situation.channel, &decision.thread, now);
    Ok(decision)
}
