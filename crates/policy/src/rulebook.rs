//! Editions of a platform's rules: what a decision reads.
//!
//! An edition is compiled once from the TOML files beside this crate into tables indexed by the closed lists of events
//! and routes, so that a decision looks nothing up by name. Every date and duration comes from those files.

mod diff;
mod edition;
mod error;
mod figures;
mod file;
mod limit;
mod load;
mod marketing;
mod pause;
mod penalty;
mod price;
mod render;
mod rules;
mod series;
mod standing;
mod terms;
mod time_to_live;
mod token;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

pub use self::diff::{Change, Subject};
pub use self::error::LoadError;
pub use self::file::{FileFacts, FileFault, FileKind, FileRule, Uploads};
pub use self::limit::{Amount, Limit, LimitKind, LimitScope};
pub(crate) use self::marketing::{Marketing, MarketingTerm, Per, Regions};
pub use self::pause::Pauses;
pub use self::penalty::{Penalties, PenaltyLength, PenaltyStep};
pub use self::price::{Circumstance, EntryPoint, Price, PriceCategory, PriceRule};
pub use self::render::DiffError;
pub use self::series::Rulebooks;
pub use self::terms::TextLimit;
pub(crate) use self::terms::{
    Beyond, Carries, Condition, EventRule, Forbids, RouteRule, RouteState, ScopeSet, TaggedLimit,
    Templates,
};
pub use self::time_to_live::TimeToLive;
pub use self::token::Tokens;
pub(crate) use self::words::Phrases;
use crate::{Channel, Purpose, Route, TemplateCategory, WindowEventKind};

/// The rules of one platform, as they stand between two dates.
#[derive(Clone, Debug)]
pub struct Rulebook {
    id: RulebookId,
    valid_from: Timestamp,
    valid_until: Option<Timestamp>,
    summary: String,
    provenance: Provenance,
    pub(crate) unlimited: bool,
    text: TextLimit,
    events: [EventRule; WindowEventKind::ALL.len()],
    routes: [RouteState; Route::ALL.len()],
    /// The live ones, a bit for each.
    live: u16,
    limits: BTreeMap<LimitKind, Limit>,
    prices: BTreeMap<PriceCategory, PriceRule>,
    entry_point: Option<EntryPoint>,
    penalties: Option<Penalties>,
    files: BTreeMap<FileKind, FileRule>,
    uploads: Option<Uploads>,
    pauses: Option<Pauses>,
    tokens: Option<Tokens>,
    times_to_live: BTreeMap<TemplateCategory, TimeToLive>,
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

    /// How long a text may be.
    pub const fn text(&self) -> TextLimit {
        self.text
    }

    /// The most that fits into one text, in the unit of [`Rulebook::text`]; `usize::MAX` where nothing limits it.
    pub const fn text_limit(&self) -> usize {
        match self.text {
            TextLimit::ScalarValues(most) | TextLimit::Bytes(most) => most,
            TextLimit::Unlimited => usize::MAX,
        }
    }

    /// What the platform counts, in the order of [`LimitKind::ALL`].
    pub fn limits(&self) -> impl Iterator<Item = &Limit> {
        self.limits.values()
    }

    /// The limit on one thing; `None` where none is known.
    pub fn limit(&self, kind: LimitKind) -> Option<&Limit> {
        self.limits.get(&kind)
    }

    /// The prices by category, in the order of [`PriceCategory::ALL`]; none where they are not described.
    pub fn prices(&self) -> impl Iterator<Item = &PriceRule> {
        self.prices.values()
    }

    /// What one message costs; `None` where its price is not described, or it cannot be sent then.
    pub fn price(&self, category: PriceCategory, circumstance: Circumstance) -> Option<Price> {
        self.prices.get(&category)?.price(circumstance)
    }

    /// The free entry point, where the platform has one.
    pub const fn entry_point(&self) -> Option<&EntryPoint> {
        self.entry_point.as_ref()
    }

    /// What the platform does to a channel that breaks its rules, where it is known.
    pub const fn penalties(&self) -> Option<&Penalties> {
        self.penalties.as_ref()
    }

    /// What the platform takes as files, in the order of [`FileKind::ALL`]; none where it is not described.
    pub fn files(&self) -> impl Iterator<Item = &FileRule> {
        self.files.values()
    }

    /// What the platform takes as a file of a kind; `None` where it takes none.
    pub fn file(&self, kind: FileKind) -> Option<&FileRule> {
        self.files.get(&kind)
    }

    /// For how long the platform knows an upload; `None` where that is not described.
    pub const fn uploads(&self) -> Option<&Uploads> {
        self.uploads.as_ref()
    }

    /// Between what templates of a category may say for how long their messages are tried; `None` where they cannot.
    pub fn time_to_live(&self, category: TemplateCategory) -> Option<&TimeToLive> {
        self.times_to_live.get(&category)
    }

    /// How long the platform pauses a template for bad feedback; `None` where that is not described.
    pub const fn pauses(&self) -> Option<&Pauses> {
        self.pauses.as_ref()
    }

    /// How long an access token lives that the platform renews; `None` where it renews none.
    pub const fn tokens(&self) -> Option<&Tokens> {
        self.tokens.as_ref()
    }

    /// The route whose purpose is `purpose`.
    pub(crate) fn route_for(&self, purpose: Purpose) -> Option<Route> {
        Route::ALL
            .into_iter()
            .find(|route| matches!(self.route(*route), RouteState::Live(rule) if rule.purpose == Some(purpose)))
    }

    /// The routes the platform has, in the order of [`Route::ALL`].
    pub(crate) fn live_routes(&self) -> impl Iterator<Item = Route> {
        let live = self.live;
        Route::ALL
            .into_iter()
            .filter(move |route| live & (1 << *route as u16) != 0)
    }

    /// Sums up the routes once they are complete.
    fn set_live(&mut self) {
        let is_live = |route: &Route| matches!(self.route(*route), RouteState::Live(_));
        self.live = Route::ALL
            .into_iter()
            .filter(is_live)
            .fold(0, |live, route| live | 1 << route as u16);
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

impl RulebookId {
    /// The platform.
    pub const fn channel(self) -> Channel {
        self.channel
    }

    /// The first day on which the edition governs.
    pub const fn date(self) -> Date {
        self.date
    }
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
