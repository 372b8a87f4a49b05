//! A whole history in figures.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::bill::Cost;
use super::outcome::{Actual, Change, Outcome, is_possible};
use crate::{Channel, PriceCategory, Purpose, RefusalCode, Route, RulebookId, Verdict};

/// A whole history in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The editions that held for the whole time in the compared world; the other channels kept those that governed.
    pub compared_with: Vec<RulebookId>,
    /// Lines replayed.
    pub entries: u64,
    /// Lines that could not be replayed.
    pub faults: u64,
    /// Contacts, each counted once for every channel.
    pub contacts: u64,
    /// The first and the last send.
    pub period: Option<(Timestamp, Timestamp)>,
    /// The sends under the editions that governed.
    pub reference: Tally,
    /// The sends under the compared rules.
    pub compared: Tally,
    /// The sends by channel and stated purpose.
    pub groups: BTreeMap<(Channel, Option<Purpose>), Group>,
    /// Contacts that lost at least one send.
    pub lost_contacts: u64,
    /// Why sends were lost.
    pub lost_by_code: BTreeMap<RefusalCode, u64>,
    /// The ways open to lost sends as things were; a send counts for each.
    pub remedies: BTreeMap<Route, u64>,
    /// The ways that a permission or an approved template would have opened to lost sends; a send counts for each.
    pub with_permission: BTreeMap<Route, u64>,
    /// Lost sends with no other way at all.
    pub without_remedy: u64,
    /// Sends that took another route, by the two.
    pub moves: BTreeMap<(Route, Route), u64>,
    /// What really happened, against the reference.
    pub reality: Reality,
}

/// The sends under one set of rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Allowed, by route.
    pub allowed: BTreeMap<Route, u64>,
    /// Refused, by code.
    pub refused: BTreeMap<RefusalCode, u64>,
    /// Allowed and free.
    pub free: u64,
    /// Allowed and charged, by category.
    #[serde(serialize_with = "by_name")]
    pub charged: BTreeMap<PriceCategory, u64>,
    /// Refused, of which the platform might take it without a promise.
    pub possible: u64,
}

/// Sends of one channel and purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// All of them.
    pub sends: u64,
    /// Allowed by the reference.
    pub allowed: u64,
    /// See [`Change`].
    pub lost: u64,
    /// See [`Change`].
    pub gained: u64,
    /// See [`Change`].
    pub moved: u64,
    /// Allowed by both, free under the reference and charged under the compared rules.
    pub dearer: u64,
    /// Allowed by both, charged under the reference and free under the compared rules.
    pub cheaper: u64,
    /// See [`Change`].
    pub maybe_lost: u64,
    /// See [`Change`].
    pub maybe_gained: u64,
}

/// What the platform really did, against what the reference says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reality {
    /// Sends whose real fate the history tells.
    pub known: u64,
    /// Delivered, and refused by the reference.
    pub delivered_but_refused: u64,
    /// Refused by the platform, and allowed by the reference.
    pub refused_but_allowed: u64,
    /// Delivered by another route than the reference gives.
    pub other_route: u64,
}

impl Summary {
    pub(super) fn new(compared_with: Vec<RulebookId>) -> Self {
        Self {
            compared_with,
            ..Self::default()
        }
    }

    /// All sends together.
    pub fn total(&self) -> Group {
        self.groups
            .values()
            .fold(Group::default(), |sum, group| Group {
                sends: sum.sends + group.sends,
                allowed: sum.allowed + group.allowed,
                lost: sum.lost + group.lost,
                gained: sum.gained + group.gained,
                moved: sum.moved + group.moved,
                dearer: sum.dearer + group.dearer,
                cheaper: sum.cheaper + group.cheaper,
                maybe_lost: sum.maybe_lost + group.maybe_lost,
                maybe_gained: sum.maybe_gained + group.maybe_gained,
            })
    }

    /// The groups that lost a send, most affected first.
    pub fn most_affected(&self) -> Vec<((Channel, Option<Purpose>), Group)> {
        let mut affected: Vec<_> = self
            .groups
            .iter()
            .filter(|(_, group)| group.lost > 0)
            .map(|(key, group)| (*key, *group))
            .collect();
        affected.sort_by_key(|(_, group)| std::cmp::Reverse(group.lost));
        affected
    }

    pub(super) fn count(&mut self, outcome: &Outcome, is_first_loss: bool) {
        let (first, last) = self.period.unwrap_or((outcome.at, outcome.at));
        self.period = Some((first.min(outcome.at), last.max(outcome.at)));
        self.reference
            .count(&outcome.reference, outcome.reference_cost);
        self.compared
            .count(&outcome.compared, outcome.compared_cost);
        self.lost_contacts += u64::from(is_first_loss);
        let key = (outcome.channel, outcome.purpose);
        self.groups.entry(key).or_default().count(outcome);
        match (&outcome.reference, &outcome.compared) {
            (Verdict::Allow(from), Verdict::Allow(to)) if outcome.change == Change::Moved => {
                add(&mut self.moves, (from.route, to.route));
            }
            (Verdict::Allow(_), Verdict::Refuse(refusal)) => {
                add(&mut self.lost_by_code, refusal.code);
                for remedy in &refusal.remedies {
                    add(&mut self.remedies, remedy.route);
                }
                for route in &outcome.with_permission {
                    add(&mut self.with_permission, *route);
                }
                let has_no_way = refusal.remedies.is_empty() && outcome.with_permission.is_empty();
                self.without_remedy += u64::from(has_no_way);
            }
            _ => {}
        }
        self.reality.count(outcome);
    }
}

impl Tally {
    fn count(&mut self, verdict: &Verdict, cost: Option<Cost>) {
        match cost {
            Some(Cost::Free) => self.free += 1,
            Some(Cost::Charged(category)) => add(&mut self.charged, category),
            None => {}
        }
        match verdict {
            Verdict::Allow(allowed) => add(&mut self.allowed, allowed.route),
            Verdict::Refuse(refusal) => add(&mut self.refused, refusal.code),
        }
        self.possible += u64::from(is_possible(verdict));
    }
}

impl Group {
    fn count(&mut self, outcome: &Outcome) {
        self.sends += 1;
        self.allowed += u64::from(outcome.reference.is_allowed());
        match outcome.change {
            Change::Same => {}
            Change::Moved => self.moved += 1,
            Change::Lost => self.lost += 1,
            Change::Gained => self.gained += 1,
            Change::MaybeLost => self.maybe_lost += 1,
            Change::MaybeGained => self.maybe_gained += 1,
        }
        match (outcome.reference_cost, outcome.compared_cost) {
            (Some(Cost::Free), Some(Cost::Charged(_))) => self.dearer += 1,
            (Some(Cost::Charged(_)), Some(Cost::Free)) => self.cheaper += 1,
            _ => {}
        }
    }
}

impl Reality {
    fn count(&mut self, outcome: &Outcome) {
        let Some(actual) = outcome.actual else { return };
        self.known += 1;
        match (actual, &outcome.reference) {
            (Actual::Delivered(_), Verdict::Refuse(_)) => self.delivered_but_refused += 1,
            (Actual::Refused, Verdict::Allow(_)) => self.refused_but_allowed += 1,
            (Actual::Delivered(Some(route)), Verdict::Allow(allowed)) if route != allowed.route => {
                self.other_route += 1;
            }
            _ => {}
        }
    }
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K) {
    *counts.entry(key).or_default() += 1;
}

fn by_name<S: Serializer>(
    counts: &BTreeMap<PriceCategory, u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(
        counts
            .iter()
            .map(|(category, sends)| (category.as_str(), sends)),
    )
}
