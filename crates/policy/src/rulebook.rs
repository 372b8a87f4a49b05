//! Editions of a platform's rules: what a decision reads.
//!
//! An edition is compiled once from the TOML files beside this crate into tables indexed by the closed lists of events
//! and routes, so that a decision looks nothing up by name. Every date and duration comes from those files.

mod edition;
mod error;
mod load;
mod marketing;
mod render;
mod rules;
mod series;
mod standing;

use std::fmt;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

pub use self::error::LoadError;
pub(crate) use self::marketing::{Marketing, MarketingTerm, Per, Regions};
pub use self::series::Rulebooks;
use crate::facts::TemplateCategory;
use crate::{Capability, Channel, Purpose, RestrictionScope, Route, Warning, WindowEventKind};

/// The rules of one platform, as they stand between two dates.
#[derive(Clone, Debug)]
pub struct Rulebook {
    id: RulebookId,
    valid_from: Timestamp,
    valid_until: Option<Timestamp>,
    summary: String,
    provenance: Provenance,
    pub(crate) unlimited: bool,
    pub(crate) text: TextRule,
    events: [EventRule; WindowEventKind::ALL.len()],
    routes: [RouteState; Route::ALL.len()],
}

impl Rulebook {
    /// The edition's name: `messenger/2026-09-28`.
    pub const fn id(&self) -> RulebookId {
        self.id
    }

    /// The platform.
    pub const fn channel(&self) -> Channel {
        self.id.channel
    }

    /// The first instant at which it governs.
    pub const fn valid_from(&self) -> Timestamp {
        self.valid_from
    }

    /// The instant at which the next edition takes over.
    pub const fn valid_until(&self) -> Option<Timestamp> {
        self.valid_until
    }

    /// What it changed, in a sentence or two.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// Where its changes are known from.
    pub const fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// Where the rule on `route` is known from; `None` where the platform does not have the route.
    pub const fn route_provenance(&self, route: Route) -> Option<&Provenance> {
        match self.route(route) {
            RouteState::Live(rule) => Some(&rule.provenance),
            RouteState::Unknown | RouteState::Retired { .. } => None,
        }
    }

    /// Where the rule on `event` is known from.
    pub const fn event_provenance(&self, event: WindowEventKind) -> &Provenance {
        &self.event(event).provenance
    }

    /// When the platform withdrew `route`; `None` where it did not.
    pub const fn retired_at(&self, route: Route) -> Option<Timestamp> {
        match self.route(route) {
            RouteState::Retired { at } => Some(*at),
            RouteState::Live(_) | RouteState::Unknown => None,
        }
    }

    /// The most that fits into one text.
    pub const fn text_limit(&self) -> usize {
        self.text.limit
    }

    /// The route whose purpose is `purpose`.
    pub(crate) fn route_for(&self, purpose: Purpose) -> Option<Route> {
        Route::ALL
            .into_iter()
            .find(|route| matches!(self.route(*route), RouteState::Live(rule) if rule.purpose == Some(purpose)))
    }

    pub(crate) const fn event(&self, event: WindowEventKind) -> &EventRule {
        &self.events[event as usize]
    }

    pub(crate) const fn route(&self, route: Route) -> &RouteState {
        &self.routes[route as usize]
    }
}

/// The name of an edition: its channel and its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RulebookId {
    channel: Channel,
    date: Date,
}

impl fmt::Display for RulebookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.channel, self.date)
    }
}

/// Where a rule is known from, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The source, in words.
    pub source: String,
    /// How sure the source makes the rule.
    pub confidence: Confidence,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Several agreeing sources, or a recent page of the platform.
    High,
    /// One source, or an old page of the platform.
    Medium,
    /// An inference, or hearsay.
    Low,
}

/// How long a text may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextRule {
    pub(crate) limit: usize,
    pub(crate) unit: TextUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TextUnit {
    ScalarValues,
    Bytes,
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

/// What a text may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forbids {
    pub(crate) promotion: bool,
    pub(crate) recurring: bool,
}

/// The kind of draft a route takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
    /// Nothing more.
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
    Template(Vec<TemplateCategory>),
    /// Bought in the platform's ads tools.
    AdsTools,
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

    pub(crate) const fn contains(self, scope: RestrictionScope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }
}
