//! The rules of an edition, as a decision reads them.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{Marketing, Provenance};
use crate::facts::TemplateCategory;
use crate::{Capability, Purpose, RestrictionScope, Warning};

/// How long a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextLimit {
    /// So many Unicode scalar values.
    ScalarValues(usize),
    /// So many bytes of UTF-8.
    Bytes(usize),
    /// As long as it likes.
    Unlimited,
}

impl TextLimit {
    /// Whether `text` is within the limit.
    pub fn fits(self, text: &str) -> bool {
        match self {
            // A scalar value is at least one byte, so most texts need no counting.
            Self::ScalarValues(most) => text.len() <= most || text.chars().count() <= most,
            Self::Bytes(most) => text.len() <= most,
            Self::Unlimited => true,
        }
    }
}

/// What an event does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EventRule {
    /// Whether it is an act of the customer.
    pub(crate) acts: bool,
    /// Whether it is a message of the customer.
    pub(crate) is_message: bool,
    /// How long it surely holds the window open.
    pub(crate) opens: Option<SignedDuration>,
    /// Whether the platform is known to keep to `opens`.
    pub(crate) firm: bool,
    /// How long it may hold the window open.
    pub(crate) possible: Option<SignedDuration>,
    pub(crate) provenance: Provenance,
}

impl EventRule {
    /// An event that has no meaning on its channel.
    pub(crate) const fn ignored(provenance: Provenance) -> Self {
        Self {
            acts: false,
            is_message: false,
            opens: None,
            firm: true,
            possible: None,
            provenance,
        }
    }
}

/// Whether the platform has a route.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RouteState {
    /// Never, or not yet.
    Unknown,
    /// It does.
    Live(RouteRule),
    /// No longer.
    Retired { at: Timestamp },
}

/// The terms of a route.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RouteRule {
    pub(crate) carries: Carries,
    pub(crate) human_only: bool,
    pub(crate) capability: Option<Capability>,
    pub(crate) needs_act: bool,
    /// Whether a customer who never acted should have agreed before.
    pub(crate) needs_opt_in: bool,
    pub(crate) purpose: Option<Purpose>,
    pub(crate) condition: Condition,
    pub(crate) forbids: Forbids,
    pub(crate) tagged: Option<TaggedLimit>,
    pub(crate) barred_by: ScopeSet,
    pub(crate) warning: Option<Warning>,
    /// When a later edition withdraws it.
    pub(crate) ends_at: Option<Timestamp>,
    pub(crate) provenance: Provenance,
}

impl RouteRule {
    /// The scopes that bar it, or a kind of template that goes by it.
    pub(crate) fn barring(&self) -> ScopeSet {
        match &self.condition {
            Condition::Template(templates) => {
                let kinds = templates.0.iter().flatten();
                kinds.fold(self.barred_by, |all, scopes| all.and(*scopes))
            }
            _ => self.barred_by,
        }
    }
}

/// What a text may not be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forbids {
    pub(crate) promotion: bool,
    pub(crate) recurring: bool,
}

/// The kind of draft a route takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Carries {
    Text,
    Template,
    Feedback,
}

/// What must hold for a route to be open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// The window is open.
    Window,
    /// At any time.
    Always,
    /// The customer's last message is younger than this.
    SinceMessage(SignedDuration),
    /// The customer's last act is younger than this.
    SinceAct(SignedDuration),
    /// An unspent token on the topic, younger than so many calendar years.
    OneTimeToken { calendar_years: u8 },
    /// A live marketing token, at the pace of the region.
    MarketingToken(Marketing),
    /// An unanswered comment, younger than this.
    Comment(SignedDuration),
    /// An approved template of one of these categories.
    Template(Templates),
    /// Bought in the platform's ads tools.
    AdsTools,
}

/// The categories of templates that a route carries, each with the scopes that bar it beyond those of the route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Templates([Option<ScopeSet>; TemplateCategory::ALL.len()]);

impl Templates {
    pub(crate) fn new(categories: &BTreeMap<TemplateCategory, Vec<RestrictionScope>>) -> Self {
        let scopes = |category| {
            categories
                .get(&category)
                .map(|scopes| ScopeSet::new(scopes))
        };
        Self(TemplateCategory::ALL.map(scopes))
    }

    pub(crate) const fn barred_by(&self, category: TemplateCategory) -> Option<ScopeSet> {
        self.0[category as usize]
    }

    pub(crate) const fn carry(&self, category: TemplateCategory) -> bool {
        self.barred_by(category).is_some()
    }
}

/// How many tagged messages in a row are the most, and what comes of one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaggedLimit {
    pub(crate) most: u32,
    pub(crate) beyond: Beyond,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Beyond {
    Refuse,
    Warn,
}

/// A set of restriction scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScopeSet(u8);

impl ScopeSet {
    /// The scope that bars every route is always in the set.
    pub(crate) fn new(scopes: &[RestrictionScope]) -> Self {
        Self(
            scopes
                .iter()
                .fold(1 << RestrictionScope::All as u8, |set, scope| {
                    set | 1 << *scope as u8
                }),
        )
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = RestrictionScope> {
        RestrictionScope::ALL
            .into_iter()
            .filter(move |scope| self.contains(*scope))
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn contains(self, scope: RestrictionScope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }
}
