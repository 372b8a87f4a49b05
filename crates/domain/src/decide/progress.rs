//! What the platform's reports about single messages, and its notices about the customer, change.

use jiff::Timestamp;
use transom_policy::RestrictionScope;
use uuid::Uuid;

use super::outcome::{later, may_look_again, opted_out};
use super::{Decision, Effect, Event, Ours, Situation};
use crate::channel::{Cause, ChannelState, Measure};
use crate::delivery::patience::{MOST_LOOKS, wait_for_look};
use crate::id::MessageId;
use crate::inbound::{IdentityChange, InboundEvent, Progress, Reached};
use crate::message::{
    Activity, Author, Content, DeliveryStatus, Failure, FailureClass, Message, Origin,
};

type Ids<'a> = &'a mut dyn FnMut() -> Uuid;

/// One message got further, or failed. Reports may repeat and overtake each other: what is below the stage that is
/// known already changes nothing.
pub(super) fn progressed(
    decision: &mut Decision,
    at: Timestamp,
    progress: &Progress,
    ours: Option<Ours<'_>>,
) {
    decision.events.push(Event::Progressed {
        external_id: progress.external_id.clone(),
        at,
        reached: progress.reached.clone(),
        price: progress.price.clone(),
    });
    let Some(ours) = ours.filter(|ours| is_news(ours, progress)) else {
        return;
    };
    let is_sent = matches!(ours.status, DeliveryStatus::Sent { .. });
    let status = match &progress.reached {
        Reached::Failed(failure) => {
            failed(decision, at, ours.id, failure);
            DeliveryStatus::Failed(failure.clone())
        }
        _ if is_sent => return,
        _ => {
            let failed = &mut decision.thread.conversation.failed;
            failed.retain(|id| *id != ours.id);
            DeliveryStatus::Sent { at }
        }
    };
    decision.events.push(Event::DeliveryChanged {
        message_id: ours.id,
        external_id: Some(progress.external_id.clone()),
        status,
    });
}

/// Whether a report tells more of a message than is known.
fn is_news(ours: &Ours<'_>, progress: &Progress) -> bool {
    let is_other = |id: &str| id != progress.external_id;
    if ours.external_id.is_some_and(is_other) {
        // It was sent again after an answer was lost: what became of the first attempt says nothing about the other.
        !ours.status.is_taken()
    } else {
        ours.stage < Some(progress.reached.stage())
    }
}

/// A report that the platform could not deliver the message for a reason that passes, or that it held the window for
/// closed where what the customer did is not in doubt: the message goes again, and the rules are asked anew at its turn.
/// Tells whether it was that.
pub(super) fn looks_again(
    situation: &Situation<'_>,
    decision: &mut Decision,
    at: Timestamp,
    event: &InboundEvent,
    ours: Option<Ours<'_>>,
    now: Timestamp,
) -> bool {
    let InboundEvent::Progress(progress) = event else {
        return false;
    };
    let Reached::Failed(failure) = &progress.reached else {
        return false;
    };
    let is_under_way = |ours: &Ours<'_>| {
        ours.status.is_taken()
            || matches!(
                ours.status,
                DeliveryStatus::Sending | DeliveryStatus::Unconfirmed
            )
    };
    let Some(ours) = ours.filter(|ours| is_under_way(ours) && is_news(ours, progress)) else {
        return false;
    };
    let goes = match failure.class {
        FailureClass::WindowClosed => may_look_again(situation, ours.looks, now),
        FailureClass::Exhausted => ours.looks < MOST_LOOKS,
        _ => false,
    };
    if !goes {
        return false;
    }
    decision.events.extend([
        Event::Progressed {
            external_id: progress.external_id.clone(),
            at,
            reached: progress.reached.clone(),
            price: progress.price.clone(),
        },
        Event::LooksAgain {
            message_id: ours.id,
        },
        Event::DeliveryChanged {
            message_id: ours.id,
            external_id: Some(progress.external_id.clone()),
            status: DeliveryStatus::Queued,
        },
    ]);
    decision.effects.push(Effect::Deliver {
        message_id: ours.id,
        due: later(now, wait_for_look(ours.looks)),
    });
    true
}

/// The platform had taken the message and could not deliver it.
fn failed(decision: &mut Decision, at: Timestamp, message_id: MessageId, failure: &Failure) {
    let known = &mut decision.thread.conversation.failed;
    if !known.contains(&message_id) {
        known.push(message_id);
    }
    let reason = failure.detail.clone().unwrap_or_default();
    match failure.class {
        FailureClass::Unreachable => {
            let identity = &mut decision.thread.identity;
            let has_acted_since = identity.window_events.iter().any(|event| event.at > at);
            if !has_acted_since {
                identity.unreachable_since = identity.unreachable_since.max(Some(at));
            }
        }
        FailureClass::OptedOut => opted_out(decision, at),
        FailureClass::Restricted => decision.effects.push(Effect::Restricted(Measure {
            scope: RestrictionScope::All,
            told_at: at,
            until: None,
            is_assumed: false,
            reason,
        })),
        FailureClass::Reconnect => {
            decision
                .effects
                .push(Effect::Channel(ChannelState::Disconnected {
                    reason,
                    since: at,
                    cause: Cause::Sending,
                }));
        }
        _ => {}
    }
}

/// The customer is reached under another id, or may be another person.
pub(super) fn identity_changed(
    decision: &mut Decision,
    at: Timestamp,
    (customer, change): (&str, &IdentityChange),
    external_id: Option<String>,
    ids: Ids<'_>,
) {
    decision.thread.identity.changed(customer, change, at);
    let change = change.clone();
    decision.events.push(Event::IdentityChanged {
        at,
        change: change.clone(),
    });
    let activity = Activity::IdentityChanged { change };
    notice(decision, at, activity, external_id, ids);
}

/// The customer stopped marketing messages, or wants them again.
pub(super) fn consent_changed(
    decision: &mut Decision,
    at: Timestamp,
    granted: bool,
    external_id: Option<String>,
    ids: Ids<'_>,
) {
    decision.thread.identity.profile.marketing(granted, at);
    decision
        .events
        .push(Event::MarketingConsentChanged { at, granted });
    let activity = Activity::MarketingConsent { granted };
    notice(decision, at, activity, external_id, ids);
}

/// Tells something about the customer as a line of the conversation, which it neither opens nor moves.
pub(super) fn notice(
    decision: &mut Decision,
    at: Timestamp,
    activity: Activity,
    external_id: Option<String>,
    ids: Ids<'_>,
) {
    decision.events.push(Event::MessageAdded(Message {
        id: MessageId::new(ids()),
        conversation_id: decision.thread.conversation.id,
        at,
        author: Author::Activity(None),
        origin: Origin::Customer,
        content: Content {
            activity: Some(activity),
            ..Content::default()
        },
        external_id,
        reply_to: None,
        delivery: None,
    }));
}
