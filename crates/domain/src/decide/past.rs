//! What was written on the phone before the number was connected here. It is there to be read: it makes nobody wait, and
//! opens nothing that the platform might hold for closed.

use jiff::Timestamp;
use uuid::Uuid;

use super::inbound::happened;
use super::{Decision, Ours, Situation, window_dates};
use crate::conversation::Status;
use crate::inbound::InboundEvent;
use crate::message::Content;

pub(super) fn past(
    situation: &Situation<'_>,
    decision: &mut Decision,
    at: Timestamp,
    event: &InboundEvent,
    ours: Option<Ours<'_>>,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) {
    let Situation {
        rulebook, channel, ..
    } = *situation;
    let was = decision.thread.conversation.status;
    let known = decision.thread.identity.window_events.clone();
    let until = window_dates(rulebook, channel, &decision.thread, now).closes_at;
    let said = Content {
        past: true,
        ..Content::default()
    };
    happened(decision, at, event, &said, ours, None, ids);
    // What was written to the phone is no promise of the interface: only an act that opens nothing any more is kept.
    if window_dates(rulebook, channel, &decision.thread, now).closes_at > until {
        decision.thread.identity.window_events = known;
    }
    if was == Status::Empty {
        decision.thread.conversation.status = Status::Closed;
    }
}
