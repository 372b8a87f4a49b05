//! Thread control: what the platform tells of it, and what people did about it.

use jiff::Timestamp;
use uuid::Uuid;

use super::line::activity;
use super::progress::notice;
use super::{Decision, Event};
use crate::conversation::{ControlRequest, Controller, Status};
use crate::id::AgentId;
use crate::inbound::{ControlNotice, ControlTold, InboundEvent};
use crate::message::{Activity, Author, ControlChange, HandOver, Message};

/// What somebody did about the control of a thread, after the platform took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlAct {
    /// Took it.
    Take,
    /// Passed it to the app of this id.
    Pass(String),
    /// Gave it back to the platform.
    Release,
    /// Asked the app that controls it to pass it on.
    Request,
    /// Declined the wish of another app.
    Decline,
    /// Asked the platform who controls it: we do, or another app.
    Learn(Holder),
}

/// Who controls a thread, as the platform said when it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// We do, or nobody and it is up to us.
    Us,
    /// Another app.
    App(Option<String>),
}

/// What an event tells by coming as it does: to the app that controls the thread, or to one that stands by.
pub(super) fn witnessed(
    decision: &mut Decision,
    at: Timestamp,
    event: &InboundEvent,
    standby: bool,
) {
    let conversation = &mut decision.thread.conversation;
    let heard_at = conversation.last_customer_at;
    // What names apps is read for itself.
    if matches!(event, InboundEvent::ThreadControl(_)) {
        return;
    }
    if standby {
        conversation.control.theirs(at, None, heard_at);
    } else if event.is_said_by_customer() {
        conversation.control.heard(at);
    }
}

/// The platform tells of the control of a thread. Without knowing our own app, a thread that is passed on is taken for
/// passed to us when it is told to us as the app that controls it, and one that is taken for taken from us.
pub(super) fn told(
    decision: &mut Decision,
    at: Timestamp,
    told: &ControlNotice,
    (own_app, standby): (Option<&str>, bool),
    external_id: Option<String>,
    ids: &mut dyn FnMut() -> Uuid,
) {
    let is_ours = |app: &str, unless_known: bool| own_app.map_or(unless_known, |own| own == app);
    let note = told.note.clone();
    let conversation = &mut decision.thread.conversation;
    let heard_at = conversation.last_customer_at;
    let control = &mut conversation.control;
    let change = match &told.change {
        ControlTold::Passed { from, to } if is_ours(to, !standby) => {
            control.received(at);
            if Some(at) > conversation.last_reply_at {
                let since = conversation.waiting_since;
                conversation.waiting_since = Some(since.map_or(at, |since| since.min(at)));
            }
            if Some(at) > conversation.seen_until {
                conversation.unread += 1;
            }
            conversation.status = Status::Open;
            let from = from.clone();
            Some(ControlChange::Received { from, note })
        }
        // Our own act has its line.
        ControlTold::Taken { to, .. } if is_ours(to, false) => {
            control.ours(at);
            None
        }
        ControlTold::Passed { from, to } => {
            control.theirs(at, Some(to), heard_at);
            let by_us = from.as_deref().is_some_and(|from| is_ours(from, false));
            let app_id = to.clone();
            (!by_us).then_some(ControlChange::Lost { app_id })
        }
        ControlTold::Taken { to, .. } => {
            control.theirs(at, Some(to), heard_at);
            let app_id = to.clone();
            Some(ControlChange::Lost { app_id })
        }
        // Our own act has its line.
        ControlTold::GivenUp { by } if is_ours(by, false) => None,
        ControlTold::GivenUp { by } => {
            // Who stands by is not told by this that it may answer.
            if standby {
                control.theirs(at, None, heard_at);
            } else {
                control.ours(at);
            }
            let app_id = by.clone();
            Some(ControlChange::GivenUp { app_id })
        }
        ControlTold::Requested { by } if is_ours(by, false) => None,
        ControlTold::Requested { by } => {
            let app_id = by.clone();
            control.requested(ControlRequest {
                at,
                app_id: app_id.clone(),
                note: note.clone(),
            });
            Some(ControlChange::Requested { app_id, note })
        }
    };
    match change {
        Some(change) => notice(decision, at, Activity::Control(change), external_id, ids),
        None => decision.events.push(Event::ConversationChanged),
    }
}

/// Somebody did something about the control of a thread, and the platform took it.
pub(super) fn acted(
    decision: &mut Decision,
    by: Option<AgentId>,
    act: &ControlAct,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) {
    let conversation = &mut decision.thread.conversation;
    let heard_at = conversation.last_customer_at;
    let control = &mut conversation.control;
    let change = match act {
        ControlAct::Take => {
            let was_ours = matches!(control.controller(), Controller::Ours { .. });
            control.ours(now);
            // Nobody else answers any more.
            if heard_at > conversation.last_reply_at {
                conversation.waiting_since = conversation.waiting_since.or(Some(now));
            }
            (!was_ours).then_some(ControlChange::Taken)
        }
        ControlAct::Pass(app_id) => {
            control.theirs(now, Some(app_id), heard_at);
            let app_id = app_id.clone();
            Some(ControlChange::PassedTo { app_id })
        }
        ControlAct::Release => Some(ControlChange::Released),
        ControlAct::Request => Some(ControlChange::AskedFor),
        ControlAct::Decline => {
            let app_id = control.pending().map(|request| request.app_id.clone());
            control.declined(now);
            app_id.map(|app_id| ControlChange::Declined { app_id })
        }
        ControlAct::Learn(Holder::Us) => {
            control.ours(now);
            None
        }
        ControlAct::Learn(Holder::App(app_id)) => {
            control.theirs(now, app_id.as_deref(), heard_at);
            None
        }
    };
    match change {
        Some(change) => {
            activity(decision, now, by, Activity::Control(change), ids);
        }
        None => decision.events.push(Event::ConversationChanged),
    }
}

/// The platform took a message with which the thread was handed over.
pub(super) fn handed_over(
    decision: &mut Decision,
    message: &Message,
    to: &HandOver,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) {
    let by = match message.author {
        Author::Agent(agent) => agent,
        _ => None,
    };
    let act = match to {
        HandOver::App { app_id } => ControlAct::Pass(app_id.clone()),
        HandOver::Platform => ControlAct::Release,
    };
    acted(decision, by, &act, now, ids);
}

/// The platform refused what only the app that controls the thread may do.
pub(super) fn refused(decision: &mut Decision, now: Timestamp) {
    let conversation = &mut decision.thread.conversation;
    let heard_at = conversation.last_customer_at;
    conversation.control.theirs(now, None, heard_at);
}
