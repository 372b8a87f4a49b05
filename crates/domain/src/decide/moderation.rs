//! Keeping a customer away: what is wanted is kept and asked of the platform, whose answer settles it.

use jiff::Timestamp;
use uuid::Uuid;

use super::line::activity;
use super::{Decision, Effect, Event, Refusal, Situation};
use crate::conversation::Status;
use crate::delivery::Problem;
use crate::id::AgentId;
use crate::message::Activity;
use crate::moderation::{BarStage, Barred, Moderation};

/// Somebody wants it.
pub(super) fn wanted(
    situation: &Situation<'_>,
    decision: &mut Decision,
    by: AgentId,
    action: Moderation,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<(), Refusal> {
    let can = Moderation::on(situation.channel.platform).contains(&action);
    if !can || situation.thread.is_stand_in() {
        return Err(Refusal::CannotModerate);
    }
    let barred = &mut decision.thread.identity.profile.barred;
    let is_new = match action {
        Moderation::Block | Moderation::Ban => {
            let is_up = barred.is_some_and(|known| {
                Some(known.kind) == action.bar() && known.stage != BarStage::Lifting
            });
            if !is_up && let Some(kind) = action.bar() {
                *barred = Some(Barred {
                    kind,
                    by,
                    since: now,
                    stage: BarStage::Asked,
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
        activity(decision, now, Some(by), Activity::Moderated { action }, ids);
    }
    Ok(())
}

/// The platform did it, or why it did not.
pub(super) fn settled(
    decision: &mut Decision,
    by: AgentId,
    action: Moderation,
    problem: Option<&Problem>,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) {
    let barred = &mut decision.thread.identity.profile.barred;
    if let Some(known) = barred
        .as_mut()
        .filter(|known| Some(known.kind) == action.bar())
    {
        let goes_up = matches!(action, Moderation::Block | Moderation::Ban);
        if goes_up == problem.is_none() {
            // It is up: it was put up, or could not be taken down.
            if goes_up {
                known.since = now;
            }
            known.stage = BarStage::Done;
        } else {
            *barred = None;
        }
    }
    match problem {
        None => decision.events.push(Event::ConversationChanged),
        Some(problem) => {
            let failed = Activity::ModerationFailed {
                action,
                code: problem.code.clone(),
                detail: problem.detail.clone(),
            };
            activity(decision, now, Some(by), failed, ids);
        }
    }
}
