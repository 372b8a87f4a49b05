//! Whether a message costs something: classes, no amounts. A decision does not look at it.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use toml::Spanned;

use super::edition::Length;
use super::load::Source;
use super::{Confidence, LoadError, Provenance};
use crate::Route;
use crate::facts::TemplateCategory;

/// What a message is paid as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceCategory {
    /// A free text, whatever its route.
    Service,
    /// A utility template.
    Utility,
    /// A marketing template.
    Marketing,
    /// A one-time code.
    Authentication,
}

impl PriceCategory {
    /// Every category.
    pub const ALL: [Self; 4] = [
        Self::Service,
        Self::Utility,
        Self::Marketing,
        Self::Authentication,
    ];

    /// The name used in the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Utility => "utility",
            Self::Marketing => "marketing",
            Self::Authentication => "authentication",
        }
    }

    /// What a message by `route` is paid as: `template` is the category of the template it sends. `None` where the route
    /// is not sent from here.
    pub const fn of(route: Route, template: Option<TemplateCategory>) -> Option<Self> {
        match (route, template) {
            (Route::SponsoredMessage | Route::OtherChannel, _) => None,
            (_, Some(TemplateCategory::Utility)) | (Route::UtilityTemplate, None) => {
                Some(Self::Utility)
            }
            (_, Some(TemplateCategory::Marketing)) | (Route::MarketingMessage, None) => {
                Some(Self::Marketing)
            }
            (_, Some(TemplateCategory::Authentication)) => Some(Self::Authentication),
            (Route::Template, None) => None,
            (_, None) => Some(Self::Service),
        }
    }
}

/// What a message meets when it goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Circumstance {
    /// No window is open.
    Outside,
    /// The messaging window is open.
    Window,
    /// A free entry point is open, whether the window is or not.
    EntryPoint,
}

/// Whether a message costs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    /// Nothing.
    Free,
    /// By its category and the customer's country.
    Charged,
    /// Nothing for the first so many of a number in a calendar month, then as [`Price::Charged`].
    ChargedAfter(u32),
}

/// The prices of one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceRule {
    /// The category.
    pub category: PriceCategory,
    /// Outside of the window; `None` where it cannot be sent then.
    pub outside: Option<Price>,
    /// Inside the window.
    pub window: Price,
    /// While a free entry point is open.
    pub entry_point: Price,
    /// Where they are known from.
    pub provenance: Provenance,
}

impl PriceRule {
    /// All but where they are known from.
    pub(super) fn terms(&self) -> impl PartialEq + use<> {
        (self.outside, self.window, self.entry_point)
    }

    /// The price in a circumstance; `None` where it cannot be sent then.
    pub const fn price(&self, circumstance: Circumstance) -> Option<Price> {
        match circumstance {
            Circumstance::Outside => self.outside,
            Circumstance::Window => Some(self.window),
            Circumstance::EntryPoint => Some(self.entry_point),
        }
    }
}

/// The free entry point: a customer who came by an ad, once answered in time, costs nothing for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPoint {
    /// How long after the customer's first message the answer may take.
    pub answer_within: SignedDuration,
    /// How long after the answer messages are free.
    pub free_for: SignedDuration,
    /// Where it is known from.
    pub provenance: Provenance,
}

impl EntryPoint {
    /// All but where it is known from.
    pub(super) fn terms(&self) -> impl PartialEq + use<> {
        (self.answer_within, self.free_for)
    }

    /// Until when messages are free, half-open, for a customer who wrote from an ad at `entered_at` and was first answered
    /// at `answered_at`; `None` where the answer came too late.
    pub fn free_until(&self, entered_at: Timestamp, answered_at: Timestamp) -> Option<Timestamp> {
        let waited = answered_at.duration_since(entered_at);
        let is_in_time = !waited.is_negative() && waited < self.answer_within;
        is_in_time.then(|| {
            answered_at
                .checked_add(self.free_for)
                .unwrap_or(Timestamp::MAX)
        })
    }
}

/// Prices as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriceTerms {
    outside: Option<Price>,
    window: Price,
    entry_point: Option<Price>,
    source: String,
    confidence: Confidence,
}

/// A free entry point as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryPointTerms {
    answer_within: Length,
    free_for: Length,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    /// Where there is no price of its own for the entry point, that of the window holds.
    pub(super) fn price(
        &self,
        category: PriceCategory,
        terms: &Spanned<PriceTerms>,
        has_entry_point: bool,
    ) -> Result<PriceRule, LoadError> {
        let given = terms.as_ref();
        let fault = |fault: &str| {
            let name = category.as_str();
            Err(self.fault(terms.span(), format!("price of `{name}`: {fault}")))
        };
        if given.entry_point.is_some() && !has_entry_point {
            return fault("`entry_point`, but the edition has no `[entry_point]`");
        }
        if given.outside == Some(Price::Free) && given.window != Price::Free {
            return fault("free outside of the window, but not inside");
        }
        let all = [given.outside, Some(given.window), given.entry_point];
        if all.contains(&Some(Price::ChargedAfter(0))) {
            return fault("`charged_after = 0` is `charged`");
        }
        Ok(PriceRule {
            category,
            outside: given.outside,
            window: given.window,
            entry_point: given.entry_point.unwrap_or(given.window),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        })
    }

    pub(super) fn entry_point(
        &self,
        terms: &Spanned<EntryPointTerms>,
    ) -> Result<EntryPoint, LoadError> {
        let given = terms.as_ref();
        let entry_point = EntryPoint {
            answer_within: given.answer_within.into(),
            free_for: given.free_for.into(),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        };
        if entry_point.answer_within.is_zero() || entry_point.free_for.is_zero() {
            return Err(self.fault(terms.span(), "the free entry point lasts no time at all"));
        }
        Ok(entry_point)
    }
}
