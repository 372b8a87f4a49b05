//! The shape of an edition's file. Unknown keys are refused.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::file::{FileTerms, UploadTerms};
use super::limit::LimitTerms;
use super::pause::PauseTerms;
use super::penalty::PenaltyTerms;
use super::price::{EntryPointTerms, PriceTerms};
use super::time_to_live::TimeToLiveTerms;
use super::token::TokenTerms;
use super::{Carries, Confidence, FileKind, LimitKind, Per, PriceCategory, TaggedLimit, TextLimit};
use crate::facts::TemplateCategory;
use crate::{Capability, Channel, Purpose, RestrictionScope, Route, Warning, WindowEventKind};

/// One file: the first of a channel is complete, a later one holds what it changes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edition {
    pub(super) channel: Spanned<Channel>,
    pub(super) valid_from: Spanned<Datetime>,
    pub(super) valid_until: Option<Spanned<Datetime>>,
    pub(super) summary: String,
    pub(super) source: String,
    pub(super) confidence: Confidence,
    /// Whether the channel has no window at all.
    pub(super) unlimited: Option<Spanned<bool>>,
    pub(super) text: Option<Spanned<TextLimit>>,
    /// Groups of countries, for the marketing terms.
    #[serde(default)]
    pub(super) regions: BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) events: BTreeMap<WindowEventKind, Spanned<Event>>,
    #[serde(default)]
    pub(super) routes: BTreeMap<Route, Spanned<RouteTerms>>,
    #[serde(default)]
    pub(super) limits: BTreeMap<LimitKind, Spanned<LimitTerms>>,
    /// Limits that no longer are.
    #[serde(default)]
    pub(super) lifts: Vec<Spanned<LimitKind>>,
    #[serde(default)]
    pub(super) prices: BTreeMap<PriceCategory, Spanned<PriceTerms>>,
    pub(super) entry_point: Option<Spanned<EntryPointTerms>>,
    pub(super) penalties: Option<Spanned<PenaltyTerms>>,
    #[serde(default)]
    pub(super) files: BTreeMap<FileKind, Spanned<FileTerms>>,
    pub(super) uploads: Option<Spanned<UploadTerms>>,
    pub(super) pauses: Option<Spanned<PauseTerms>>,
    pub(super) tokens: Option<Spanned<TokenTerms>>,
    #[serde(default)]
    pub(super) time_to_live: BTreeMap<TemplateCategory, Spanned<TimeToLiveTerms>>,
    /// Routes the platform withdraws on the first day.
    #[serde(default)]
    pub(super) retires: Vec<Spanned<Route>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub(super) acts: bool,
    #[serde(default)]
    pub(super) is_message: bool,
    pub(super) opens: Option<Length>,
    #[serde(default)]
    pub(super) uncertain: bool,
    pub(super) possible: Option<Length>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RouteTerms {
    pub(super) carries: Carries,
    pub(super) opens_by: OpensBy,
    #[serde(default)]
    pub(super) human_only: bool,
    pub(super) capability: Option<Capability>,
    #[serde(default)]
    pub(super) needs_act: bool,
    #[serde(default)]
    pub(super) needs_opt_in: bool,
    pub(super) purpose: Option<Purpose>,
    #[serde(default)]
    pub(super) forbids: Vec<Forbidden>,
    pub(super) tagged: Option<TaggedLimit>,
    #[serde(default)]
    pub(super) barred_by: Vec<RestrictionScope>,
    pub(super) warning: Option<Warning>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Forbidden {
    Promotional,
    Recurring,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OpensBy {
    Window,
    Always,
    SinceMessage(Length),
    SinceAct(Length),
    OneTimeToken(CalendarYears),
    MarketingToken(Vec<MarketingTerms>),
    Comment(Length),
    Template(BTreeMap<TemplateCategory, Vec<RestrictionScope>>),
    AdsTools,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarYears {
    pub(super) calendar_years: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarketingTerms {
    pub(super) every: Length,
    pub(super) per: Per,
    pub(super) regions: Option<Vec<Spanned<String>>>,
}

/// A length of time: `{ hours = 24 }`, `{ days = 7 }` or `{ seconds = 6 }`, a day being 24 hours.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Length {
    Seconds(u16),
    Hours(u16),
    Days(u16),
}

impl From<Length> for SignedDuration {
    fn from(length: Length) -> Self {
        match length {
            Length::Seconds(seconds) => Self::from_secs(seconds.into()),
            Length::Hours(hours) => Self::from_hours(hours.into()),
            Length::Days(days) => Self::from_hours(i64::from(days) * 24),
        }
    }
}
