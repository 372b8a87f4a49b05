//! Keeping a customer away: what is wanted is kept and asked of the platform, whose answer settles it.

use jiff::Timestamp;
use transom_policy::{Channel as Platform, WindowEventKind, WindowState};
use uuid::Uuid;

use super::facts::known;
use super::line::activity;
use super::{Decision, Effect, Event, Refusal, Situation};
use crate::conversation::{Conversation, Status, Thread};
use crate::delivery::Problem;
use crate::id::AgentId;
use crate::message::Activity;
use crate::moderation::{BarStage, Barred, Moderation};

/// Why a platform would not do it, as far as that is known without asking.
pub fn moderation_refusal(
    situation: &Situation<'_>,
    action: Moderation,
    now: Timestamp,
) -> Option<Refusal> {
    let platform = situation.channel.platform;
    if !Moderation::on(platform).contains(&action) || situation.thread.is_stand_in() {
        return Some(Refusal::CannotModerate);
    }
    let is_up = is_up(situation.thread.identity.profile.barred, action);
    let needs_message = platform == Platform::WhatsApp && action == Moderation::Block && !is_up;
    (needs_message && !wrote_lately(situation, now)).then_some(Refusal::NotWrittenLately)
}

/// Whether a message of theirs holds the window open. What else does, a call, does not count here.
fn wrote_lately(situation: &Situation<'_>, now: Timestamp) -> bool {
    let mut facts = known(situation.channel, situation.thread, None);
    let is_message = |kind| matches!(kind, WindowEventKind::Message | WindowEventKind::AdMessage);
    facts.window_events.retain(|event| is_message(event.kind));
    transom_policy::window(situation.rulebook, &facts, now).state == WindowState::Open
}

/// Whether the bar that it puts up is there already, or will be.
fn is_up(barred: Option<Barred>, action: Moderation) -> bool {
    barred.is_some_and(|known| Some(known.kind) == action.bar() && known.stage != BarStage::Lifting)
}

/// Somebody wants it.
pub(super) fn wanted(
    situation: &Situation<'_>,
    decision: &mut Decision,
    by: AgentId,
    action: Moderation,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<(), Refusal> {
    if let Some(refusal) = moderation_refusal(situation, action, now) {
        return Err(refusal);
    }
    let Thread {
        identity,
        conversation,
        ..
    } = &mut decision.thread;
    let barred = &mut identity.profile.barred;
    let is_new = match action {
        Moderation::Block | Moderation::Ban => {
            let is_up = is_up(*barred, action);
            if !is_up && let Some(kind) = action.bar() {
                let reopened = barred.is_some_and(|known| known.reopens);
                *barred = Some(Barred {
                    kind,
                    by,
                    since: now,
                    stage: BarStage::Asked,
                    reopens: reopened || set_aside(conversation),
                });
            }
            !is_up
        }
        Moderation::Unblock | Moderation::Unban => match barred {
            Some(known) if Some(known.kind) == action.bar() => {
                let is_new = known.stage != BarStage::Lifting;
                known.stage = BarStage::Lifting;
                is_new
            }
            _ => false,
        },
        Moderation::Spam => decision.thread.conversation.status != Status::Closed,
    };
    if is_new {
        if action == Moderation::Spam {
            decision.thread.conversation.status = Status::Closed;
            decision.thread.conversation.failed.clear();
        }
        decision.effects.push(Effect::Moderate { action, by });
        let dropped = |action| Activity::ModerationDropped { action };
        tell(decision, dropped);
        let asked = Activity::ModerationAsked { action };
        let line = activity(decision, now, Some(by), asked, ids);
        decision.thread.identity.profile.asked = Some((action, line));
    }
    Ok(())
}

/// Nobody can answer who is kept away, so nobody has to care for the conversation. Whether somebody had to.
fn set_aside(conversation: &mut Conversation) -> bool {
    let waits = matches!(conversation.status, Status::Open | Status::Snoozed { .. });
    if waits {
        conversation.status = Status::Closed;
    }
    waits
}

/// What a customer said before the platform kept them away, told afterwards, calls for nobody until they are let back.
pub(super) fn still_barred(decision: &mut Decision, was: Status) {
    let Thread {
        identity,
        conversation,
        ..
    } = &mut decision.thread;
    if let Some(barred) = &mut identity.profile.barred
        && was == Status::Closed
        && conversation.status == Status::Open
    {
        barred.reopens = set_aside(conversation);
    }
}

/// The platform did it, or why it did not.
pub(super) fn settled(
    decision: &mut Decision,
    action: Moderation,
    problem: Option<&Problem>,
    now: Timestamp,
) {
    let barred = &mut decision.thread.identity.profile.barred;
    if let Some(known) = barred
        .as_mut()
        .filter(|known| Some(known.kind) == action.bar())
    {
        let goes_up = matches!(action, Moderation::Block | Moderation::Ban);
        let reopens = known.reopens;
        if goes_up == problem.is_none() {
            // It is up: it was put up, or could not be taken down.
            if goes_up {
                known.since = now;
            }
            known.stage = BarStage::Done;
        } else {
            *barred = None;
            if reopens && decision.thread.conversation.status == Status::Closed {
                decision.thread.conversation.status = Status::Open;
            }
        }
    }
    tell(decision, |action| match problem {
        None => Activity::Moderated { action },
        Some(problem) => Activity::ModerationFailed {
            action,
            code: problem.code.clone(),
            detail: problem.detail.clone(),
        },
    });
    decision.events.push(Event::ConversationChanged);
}

/// The line that told what the platform is asked tells what became of that.
fn tell(decision: &mut Decision, became: impl FnOnce(Moderation) -> Activity) {
    if let Some((action, message_id)) = decision.thread.identity.profile.asked.take() {
        decision.events.push(Event::ActivityChanged {
            message_id,
            activity: became(action),
        });
    }
}
