//! What the platform holds back, because it was too much of something that it counts.

use jiff::Timestamp;

use super::{Decision, Effect, Situation};
use crate::channel::Measure;
use crate::delivery::Hold;
use crate::inbound::{InboundEvent, Reached};
use transom_policy::RestrictionScope;

/// A report of a message tells that it was held back.
pub(super) fn told(
    situation: &Situation<'_>,
    decision: &mut Decision,
    at: Timestamp,
    event: &InboundEvent,
) {
    if let InboundEvent::Progress(progress) = event
        && let Reached::Failed(failure) = &progress.reached
        && let Some(hold) = Hold::of(failure.class)
    {
        let reason = failure.detail.as_deref().unwrap_or_default();
        held(situation, decision, hold, reason, at);
    }
}

/// The platform held a message back at this moment: what is like it rests for as long as the rulebook says.
pub(super) fn held(
    situation: &Situation<'_>,
    decision: &mut Decision,
    hold: Hold,
    reason: &str,
    at: Timestamp,
) {
    let scope = match hold {
        Hold::MarketingToPerson => {
            decision.thread.identity.profile.marketing_refused(Some(at));
            return;
        }
        Hold::Complaints => RestrictionScope::Marketing,
        Hold::MisclassifiedTemplates => RestrictionScope::All,
        Hold::MisusedTags => RestrictionScope::Tags,
    };
    let until = match hold.limit().map(|kind| situation.rulebook.limit(kind)) {
        Some(Some(limit)) => Some(at.checked_add(limit.every).unwrap_or(Timestamp::MAX)),
        Some(None) => return,
        None => None,
    };
    let measure = Measure {
        scope,
        told_at: at,
        until,
        is_assumed: false,
        reason: reason.to_owned(),
    };
    rests(situation, decision, measure);
}

/// The platform bars the account from sending, as it said instead of taking a message. Where it names no end, the
/// shortest time counts for which it is known to bar accounts: then one message finds out, and is barred again or not.
pub(super) fn barred(
    situation: &Situation<'_>,
    decision: &mut Decision,
    (reason, until): (&str, Option<Timestamp>),
    at: Timestamp,
) {
    let scope = RestrictionScope::All;
    let shortest = situation.rulebook.penalties();
    let shortest = shortest.and_then(|penalties| penalties.shortest(scope));
    let assumed = shortest.filter(|_| until.is_none());
    let assumed = assumed.and_then(|shortest| at.checked_add(shortest).ok());
    let measure = Measure {
        scope,
        told_at: at,
        until: until.or(assumed),
        is_assumed: assumed.is_some(),
        reason: reason.to_owned(),
    };
    rests(situation, decision, measure);
}

/// What the platform itself told of the account knows its end better than our caution.
fn rests(situation: &Situation<'_>, decision: &mut Decision, measure: Measure) {
    let known = situation.channel.restrictions.iter();
    let is_longer = known
        .filter(|known| known.scope == measure.scope)
        .any(|known| match (known.until, measure.until) {
            (None, _) => true,
            (Some(end), Some(until)) => end >= until,
            (Some(_), None) => false,
        });
    if !is_longer {
        decision.effects.push(Effect::Restricted(measure));
    }
}
