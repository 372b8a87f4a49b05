//! What people ask for besides answers, and what the passing of time brings.

use jiff::Timestamp;
use transom_policy::{Automation, Human};
use uuid::Uuid;

use super::control::{self, ControlAct};
use super::line::{activity, add_line};
use super::reply::{Reply, reply, retry};
use super::{Actor, Decision, Effect, Event, Refusal, Situation, label, moderation};
use crate::conversation::Status;
use crate::delivery::Problem;
use crate::id::{AgentId, MessageId};
use crate::label::Marked;
use crate::message::{Activity, Author, Content, Message};
use crate::moderation::Moderation;

/// What is asked for.
#[derive(Debug, Clone)]
pub enum Command {
    /// Answer, as a person.
    Reply(Reply<Human>),
    /// Answer, as a program.
    AutomatedReply(Reply<Automation>),
    /// Send a failed message again, by whatever route is legal now.
    Retry(Message),
    /// Leave a note for colleagues.
    Note(String),
    /// Give the conversation to somebody, or to nobody.
    Assign(Option<AgentId>),
    /// Nobody has to care any more.
    Close,
    /// Somebody has to care again.
    Reopen,
    /// Put it aside until then.
    Snooze(Timestamp),
    /// An agent has it on the screen.
    Seen,
    /// Something was done about the control of the thread, and the platform took it.
    Control(ControlAct),
    /// Have the platform keep the customer away, or let them back.
    Moderate(Moderation),
    /// The platform was asked that.
    Moderated {
        /// What.
        action: Moderation,
        /// Why it did not do it.
        problem: Option<Problem>,
    },
    /// Put a label on the customer, or take it off.
    Label {
        /// The label, and how it stands with the customer.
        marked: Marked,
        /// Put it on, or else take it off.
        puts: bool,
    },
    /// The platform was asked that.
    LabelSettled {
        /// The label, and how it stands with the customer.
        marked: Marked,
        /// It was asked to put it on, or else to take it off.
        puts: bool,
        /// Why it did not do it.
        problem: Option<Problem>,
    },
}

pub(super) fn command(
    situation: &Situation<'_>,
    decision: &mut Decision,
    by: Actor,
    command: &Command,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<(), Refusal> {
    let status = decision.thread.conversation.status;
    match command {
        Command::Reply(wanted) => reply(situation, decision, by, wanted, now, ids)?,
        Command::AutomatedReply(wanted) => reply(situation, decision, by, wanted, now, ids)?,
        Command::Retry(message) => retry(situation, decision, message, now)?,
        Command::Note(text) => note(decision, by, text, now, ids)?,
        Command::Assign(to) => {
            if decision.thread.conversation.assignee != *to {
                decision.thread.conversation.assignee = *to;
                activity(
                    decision,
                    now,
                    Some(by.agent_id),
                    Activity::Assigned { to: *to },
                    ids,
                );
            }
        }
        Command::Close => {
            if status != Status::Closed {
                decision.thread.conversation.status = Status::Closed;
                decision.thread.conversation.failed.clear();
                activity(decision, now, Some(by.agent_id), Activity::Closed, ids);
            }
        }
        Command::Reopen => {
            if status != Status::Open {
                decision.thread.conversation.status = Status::Open;
                activity(decision, now, Some(by.agent_id), Activity::Reopened, ids);
            }
        }
        Command::Snooze(until) => {
            if *until <= now {
                return Err(Refusal::SnoozeInThePast);
            }
            if status != (Status::Snoozed { until: *until }) {
                decision.thread.conversation.status = Status::Snoozed { until: *until };
                decision.effects.push(Effect::Wake { due: *until });
                activity(
                    decision,
                    now,
                    Some(by.agent_id),
                    Activity::Snoozed { until: *until },
                    ids,
                );
            }
        }
        Command::Moderate(action) => {
            moderation::wanted(situation, decision, by.agent_id, *action, now, ids)?;
        }
        Command::Moderated { action, problem } => {
            let problem = problem.as_ref();
            moderation::settled(decision, *action, problem, now);
        }
        Command::Label { marked, puts } => {
            label::wanted(situation, decision, by.agent_id, marked, *puts, now, ids)?;
        }
        Command::LabelSettled {
            marked,
            puts,
            problem,
        } => {
            let problem = problem.as_ref();
            label::settled(decision, by.agent_id, marked, (*puts, problem), now, ids);
        }
        Command::Seen => {
            let conversation = &mut decision.thread.conversation;
            if conversation.unread > 0 {
                conversation.unread = 0;
                conversation.seen_until =
                    conversation.seen_until.max(conversation.last_customer_at);
                decision.events.push(Event::ConversationChanged);
            }
        }
        Command::Control(act) => control::acted(decision, Some(by.agent_id), act, now, ids),
    }
    Ok(())
}

fn note(
    decision: &mut Decision,
    by: Actor,
    text: &str,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::EmptyMessage);
    }
    let message = Message {
        id: MessageId::new(ids()),
        conversation_id: decision.thread.conversation.id,
        at: now,
        author: Author::Note(by.agent_id),
        origin: by.origin,
        content: Content::text(text.trim()),
        external_id: None,
        reply_to: None,
        delivery: None,
    };
    add_line(decision, message);
    Ok(())
}

/// Time has passed: a snooze may be over.
pub(super) fn wake(decision: &mut Decision, now: Timestamp, ids: &mut dyn FnMut() -> Uuid) {
    if let Status::Snoozed { until } = decision.thread.conversation.status
        && until <= now
    {
        decision.thread.conversation.status = Status::Open;
        activity(decision, until, None, Activity::Woke, ids);
    }
}
