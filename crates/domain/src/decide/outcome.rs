//! What the platform's answer to a send changes.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use transom_policy::{Channel as Platform, Route};
use uuid::Uuid;

use super::control;
use super::reply::uncount;
use super::{Decision, Effect, Event, Refusal, Situation, held};
use crate::channel::{Cause, ChannelState};
use crate::delivery::patience::{CONFIRM_WAIT, MOST_ATTEMPTS, SECOND_LOOK, Trouble, wait_after};
use crate::delivery::{Hold, Outcome, Problem};
use crate::message::{Delivery, DeliveryStatus, Failure, FailureClass, Message};

pub(super) fn outcome(
    situation: &Situation<'_>,
    decision: &mut Decision,
    message: &Message,
    (attempts, outcome): (u32, &Outcome),
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) {
    // Whatever else is known of the message: the platform took it, and what goes with it.
    if let (Outcome::Sent { .. }, Some(to)) = (outcome, &message.content.hand_over) {
        control::handed_over(decision, message, to, now, ids);
    }
    // The echo may have come before the answer; then the matter is settled. So may a report that has it go again.
    if settled(message) || goes_again(message, outcome) {
        return;
    }
    match outcome {
        Outcome::Sent {
            external_id,
            recipient,
        } => {
            let sent = DeliveryStatus::Sent { at: now };
            changed(decision, message, Some(external_id.clone()), sent);
            let told = recipient.as_ref().filter(|_| decision.thread.is_stand_in());
            if let Some(external_id) = told.cloned() {
                decision.effects.push(Effect::Identify { external_id });
            }
        }
        Outcome::HeldBack { external_id } => {
            let held = DeliveryStatus::Held { at: now };
            changed(decision, message, Some(external_id.clone()), held);
        }
        Outcome::Retry(problem) => {
            again(
                decision,
                message,
                attempts,
                problem,
                backoff(message, Trouble::Fault, attempts),
                now,
            );
        }
        Outcome::Throttled { problem, wait } => {
            let wait = wait.unwrap_or_else(|| backoff(message, Trouble::TooMuch, attempts));
            again(decision, message, attempts, problem, wait, now);
        }
        Outcome::Permanent(problem) => {
            not_sent(decision, message, FailureClass::Rejected, problem);
        }
        Outcome::WindowClosed(problem) if may_look_again(situation, looks(message), now) => {
            decision.events.push(Event::LooksAgain {
                message_id: message.id,
            });
            again(decision, message, attempts, problem, SECOND_LOOK, now);
        }
        Outcome::WindowClosed(problem) => {
            // On WhatsApp what opened it is not in doubt, even when it was refused twice.
            if situation.channel.platform != Platform::WhatsApp {
                did_not_open(decision, message);
            }
            not_sent(decision, message, FailureClass::WindowClosed, problem);
        }
        Outcome::Restricted { problem, until } => {
            held::barred(situation, decision, (&problem.detail, *until), now);
            not_sent(decision, message, FailureClass::Restricted, problem);
        }
        Outcome::Unsettled { problem, matter } => {
            not_sent(decision, message, matter.class(), problem);
        }
        Outcome::Held { problem, hold } => {
            held::held(situation, decision, *hold, &problem.detail, now);
            if *hold == Hold::MarketingToPerson {
                let granted = &mut decision.thread.identity.granted;
                granted.held_back(message.id, now);
            }
            not_sent(decision, message, hold.class(), problem);
        }
        Outcome::Unreachable(problem) => {
            decision.thread.identity.unreachable_since = Some(now);
            not_sent(decision, message, FailureClass::Unreachable, problem);
        }
        Outcome::Standby(problem) => {
            control::refused(decision, now);
            not_sent(decision, message, FailureClass::Standby, problem);
        }
        Outcome::OptedOut(problem) => {
            // A permission is for one topic, and other topics are not stopped with it.
            if !decision.thread.identity.granted.stopped(message.id, now) {
                opted_out(decision, now);
            }
            not_sent(decision, message, FailureClass::OptedOut, problem);
        }
        Outcome::Reconnect(problem) => {
            decision
                .effects
                .push(Effect::Channel(ChannelState::Disconnected {
                    reason: problem.detail.clone(),
                    since: now,
                    cause: Cause::Sending,
                }));
            not_sent(decision, message, FailureClass::Reconnect, problem);
        }
        Outcome::Reconcile(_) => {
            changed(decision, message, None, DeliveryStatus::Unconfirmed);
            decision.effects.push(Effect::Confirm {
                message_id: message.id,
                due: later(now, CONFIRM_WAIT),
            });
        }
    }
}

/// The platform knew before us that the customer stopped marketing messages.
pub(super) fn opted_out(decision: &mut Decision, at: Timestamp) {
    decision.thread.identity.profile.marketing(false, at);
    decision
        .events
        .push(Event::MarketingConsentChanged { at, granted: false });
}

/// The time to wait for an echo is over.
pub(super) fn unconfirmed(decision: &mut Decision, message: &Message) {
    let waiting = message
        .delivery
        .as_ref()
        .is_some_and(|delivery| delivery.status == DeliveryStatus::Unconfirmed);
    if waiting {
        failed(
            decision,
            message,
            FailureClass::Unconfirmed,
            &Problem::default(),
        );
    }
}

/// The rules no longer allow the message now that its turn has come; it is not counted any more.
pub(super) fn refused(decision: &mut Decision, message: &Message, refusal: &Refusal) {
    let problem = Problem {
        code: Some(refusal.to_string()),
        detail: String::new(),
    };
    failed(decision, message, FailureClass::Refused, &problem);
}

fn settled(message: &Message) -> bool {
    message.delivery.as_ref().is_none_or(|delivery| {
        delivery.status.is_taken() || matches!(delivery.status, DeliveryStatus::Failed(_))
    })
}

/// Whether the answer is one to a send, and the message already waits for its next turn.
fn goes_again(message: &Message, outcome: &Outcome) -> bool {
    let waits = |delivery: &Delivery| delivery.status == DeliveryStatus::Queued;
    let is_to_a_send = matches!(
        outcome,
        Outcome::Sent { .. } | Outcome::HeldBack { .. } | Outcome::Reconcile(_)
    );
    is_to_a_send && message.delivery.as_ref().is_some_and(waits)
}

fn looks(message: &Message) -> u32 {
    let delivery = message.delivery.as_ref();
    delivery.map_or(0, |delivery| delivery.looks)
}

fn changed(
    decision: &mut Decision,
    message: &Message,
    external_id: Option<String>,
    status: DeliveryStatus,
) {
    decision.events.push(Event::DeliveryChanged {
        message_id: message.id,
        external_id,
        status,
    });
}

/// It did not go out, so it counts for nothing.
fn not_sent(decision: &mut Decision, message: &Message, class: FailureClass, problem: &Problem) {
    uncount(decision, message);
    failed(decision, message, class, problem);
}

fn failed(decision: &mut Decision, message: &Message, class: FailureClass, problem: &Problem) {
    // What may have gone out may have spent what it was sent with.
    if class != FailureClass::Unconfirmed {
        decision.thread.identity.granted.give_back(message.id);
    }
    let known = &mut decision.thread.conversation.failed;
    if !known.contains(&message.id) {
        known.push(message.id);
    }
    let detail = Some(problem.detail.clone()).filter(|detail| !detail.is_empty());
    let failure = Failure {
        class,
        code: problem.code.clone(),
        detail,
    };
    changed(decision, message, None, DeliveryStatus::Failed(failure));
}

fn again(
    decision: &mut Decision,
    message: &Message,
    attempts: u32,
    problem: &Problem,
    wait: Duration,
    now: Timestamp,
) {
    if attempts >= MOST_ATTEMPTS {
        not_sent(decision, message, FailureClass::Exhausted, problem);
        return;
    }
    changed(decision, message, None, DeliveryStatus::Queued);
    decision.effects.push(Effect::Deliver {
        message_id: message.id,
        due: later(now, wait),
    });
}

/// Doubles with each attempt, and differs from message to message by up to a quarter, so that what failed together does
/// not come back together.
fn backoff(message: &Message, trouble: Trouble, attempts: u32) -> Duration {
    let spread = u32::from(message.id.uuid().as_bytes()[15]);
    let wait = wait_after(trouble, attempts);
    wait + wait * spread / 1024
}

pub(super) fn later(now: Timestamp, wait: Duration) -> Timestamp {
    SignedDuration::try_from(wait)
        .ok()
        .and_then(|wait| now.checked_add(wait).ok())
        .unwrap_or(Timestamp::MAX)
}

/// WhatsApp now and then refuses the answer to a message that it has just brought: then a second attempt a little later
/// succeeds. What the customer did is not in doubt, so it is tried once more, whether the answer or a report refused it.
pub(super) fn may_look_again(situation: &Situation<'_>, looks: u32, now: Timestamp) -> bool {
    let facts = super::facts(situation.channel, situation.thread);
    let window = transom_policy::window(situation.rulebook, &facts, now);
    situation.channel.platform == Platform::WhatsApp
        && looks == 0
        && window.closes_at.is_some_and(|closes_at| now < closes_at)
}

/// The platform holds the window for closed: nothing that the customer has done by now opened one. By the platform's clock
/// that is until their last act, for what they do next may bear an earlier time than ours. A refused tag says nothing of
/// the window, only that the tag came too late or lacks its approval.
fn did_not_open(decision: &mut Decision, message: &Message) {
    let delivery = message.delivery.as_ref();
    if delivery.is_some_and(|delivery| delivery.route == Route::Standard) {
        let identity = &mut decision.thread.identity;
        let acts = identity.window_events.iter();
        identity
            .profile
            .window_refused(acts.map(|event| event.at).max());
    }
}
