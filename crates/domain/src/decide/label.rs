//! Labels of a customer: what is wanted is kept and asked of the platform, whose answer settles it; what the platform
//! tells of itself counts by its own clock.

use jiff::Timestamp;
use uuid::Uuid;

use super::inbound::began;
use super::line::activity;
use super::progress::notice;
use super::{Decision, Effect, Event, Refusal, Situation};
use crate::delivery::Problem;
use crate::id::AgentId;
use crate::label::{Asked, Heard, Mark, Marked, has_labels};
use crate::message::Activity;

type Ids<'a> = &'a mut dyn FnMut() -> Uuid;

/// Somebody wants it on, or off.
pub(super) fn wanted(
    situation: &Situation<'_>,
    decision: &mut Decision,
    by: AgentId,
    marked: &Marked,
    puts: bool,
    now: Timestamp,
    ids: Ids<'_>,
) -> Result<(), Refusal> {
    if !has_labels(situation.channel.platform) || situation.thread.is_stand_in() {
        return Err(Refusal::CannotLabel);
    }
    let mark = &marked.mark;
    if mark.is_shown() == puts {
        // What failed is let be.
        if matches!(mark.asked, Asked::Failed { .. }) {
            let asked = Asked::Nothing;
            set(
                decision,
                marked,
                Mark {
                    asked,
                    ..mark.clone()
                },
            );
        }
        return Ok(());
    }
    let asked = Asked::Wanted { puts, by };
    set(
        decision,
        marked,
        Mark {
            asked,
            ..mark.clone()
        },
    );
    let label_id = marked.label_id;
    decision.effects.push(Effect::Label { label_id, puts, by });
    let label = marked.name.clone();
    activity(
        decision,
        now,
        Some(by),
        Activity::Labelled { label, puts },
        ids,
    );
    Ok(())
}

/// The platform did it, or why it did not.
pub(super) fn settled(
    decision: &mut Decision,
    by: AgentId,
    marked: &Marked,
    (puts, problem): (bool, Option<&Problem>),
    now: Timestamp,
    ids: Ids<'_>,
) {
    let Some(problem) = problem else {
        let mark = Mark {
            is_on: puts,
            told_at: marked.mark.told_at.max(Some(now)),
            asked: Asked::Nothing,
        };
        set(decision, marked, mark);
        return;
    };
    // Meanwhile somebody else did what was wanted.
    let is_so = marked.mark.is_on == puts;
    let asked = if is_so {
        Asked::Nothing
    } else {
        let problem = problem.clone();
        Asked::Failed { puts, problem }
    };
    let mark = Mark {
        asked,
        ..marked.mark.clone()
    };
    set(decision, marked, mark);
    if !is_so {
        let failed = Activity::LabelFailed {
            label: marked.name.clone(),
            puts,
            code: problem.code.clone(),
            detail: problem.detail.clone(),
        };
        activity(decision, now, Some(by), failed, ids);
    }
}

/// The platform tells whether the customer carries it.
pub(super) fn told(
    decision: &mut Decision,
    at: Timestamp,
    is_on: bool,
    marked: &Marked,
    line: Option<&str>,
    ids: Ids<'_>,
) {
    if line.is_some() {
        began(decision, at);
    }
    match (marked.mark.hear(is_on, at), line) {
        (Heard::Older, _) => return,
        (Heard::Unclear, Some(_)) => {
            decision.effects.push(Effect::ReadLabels);
            return;
        }
        // Without a line it was asked how things stand, and that settles it.
        (Heard::Newer, _) | (Heard::Unclear, None) => {}
    }
    let was_shown = marked.mark.is_shown();
    // What is still being asked is answered for itself.
    let is_settled = match &marked.mark.asked {
        Asked::Wanted { .. } => false,
        Asked::Failed { puts, .. } => *puts == is_on,
        Asked::Nothing => true,
    };
    let asked = if is_settled {
        Asked::Nothing
    } else {
        marked.mark.asked.clone()
    };
    let mark = Mark {
        is_on,
        told_at: Some(at),
        asked,
    };
    let is_shown = mark.is_shown();
    if mark != marked.mark {
        set(decision, marked, mark);
    }
    if let Some(line) = line
        && is_shown != was_shown
    {
        let label = marked.name.clone();
        let activity = Activity::Labelled { label, puts: is_on };
        notice(decision, at, activity, Some(line.to_owned()), ids);
    }
}

fn set(decision: &mut Decision, marked: &Marked, mark: Mark) {
    let label_id = marked.label_id;
    decision.events.push(Event::LabelMarked { label_id, mark });
}
