//! Where and when a case plays, and the moments around it.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use transom_emulator::rules;
use transom_policy::{Route, Rulebook};

use crate::differential::random::Random;

/// Where and when the cases of a channel play.
pub(super) struct Scene {
    /// Moments around which something changes; at least one.
    changes: Vec<Timestamp>,
    oldest: Timestamp,
    newest: Timestamp,
    /// The routes that some edition of the channel knows.
    routes: Vec<Route>,
}

impl Scene {
    pub(super) fn new(editions: &[Rulebook]) -> Self {
        let months = |count: i64| SignedDuration::from_hours(count * 30 * 24);
        let mut changes: Vec<_> = editions.iter().map(Rulebook::valid_from).collect();
        let first = changes.iter().copied().min();
        changes.extend(rules::changes());
        changes.retain(|at| first.is_none_or(|first| first <= *at));
        let oldest = changes.iter().copied().min().unwrap_or_default();
        let newest = changes.iter().copied().max().unwrap_or_default();
        let is_known = |route: &Route| {
            let mut editions = editions.iter();
            editions.any(|edition| edition.route_provenance(*route).is_some())
        };
        Self {
            changes,
            oldest: oldest - months(3),
            newest: newest + months(12),
            routes: Route::ALL.into_iter().filter(is_known).collect(),
        }
    }

    /// A moment to decide at: often near a change, often in the newest age, else any.
    pub(super) fn moment(&self, random: &mut Random) -> Timestamp {
        let seconds = (self.newest - self.oldest).get_seconds();
        match random.below(10) {
            0..4 => near(random.pick(&self.changes), random),
            4..7 => before(self.newest, random.between(0, seconds / 10)),
            _ => before(self.newest, random.between(0, seconds)),
        }
    }

    pub(super) fn route(&self, random: &mut Random) -> Route {
        if self.routes.is_empty() || random.percent(15) {
            random.pick(&Route::ALL)
        } else {
            random.pick(&self.routes)
        }
    }
}

/// The moment itself, a microsecond beside it, or some hours or days.
pub(super) fn near(moment: Timestamp, random: &mut Random) -> Timestamp {
    let beside = |distance| {
        moment
            .checked_add(SignedDuration::from_micros(distance))
            .unwrap_or(moment)
    };
    match random.below(5) {
        0 => moment,
        1 => beside(-1),
        2 => beside(1),
        3 => before(moment, random.between(-7_200, 7_200)),
        _ => before(moment, random.between(-10 * 86_400, 10 * 86_400)),
    }
}

pub(super) fn before(moment: Timestamp, seconds: i64) -> Timestamp {
    moment
        .checked_sub(SignedDuration::from_secs(seconds))
        .unwrap_or(moment)
}

pub(super) fn back(moment: Timestamp, span: Span) -> Timestamp {
    let moved = moment.to_zoned(TimeZone::UTC).checked_sub(span);
    moved.map_or(moment, |zoned| zoned.timestamp())
}
