//! What a platform counts: data for whoever sends much. A decision looks only at how long marketing to a customer rests
//! after the platform held some back, and at how long somebody with whom the business began is counted.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde::Deserialize;
use toml::Spanned;

use super::edition::Length;
use super::load::Source;
use super::{Confidence, LoadError, Provenance};
use crate::Country;

/// How much a platform takes in a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub kind: LimitKind,
    /// How much of it.
    pub most: Amount,
    /// In what time; of an undisclosed amount, how long it rests after it was too much.
    pub every: SignedDuration,
    /// For whom.
    pub per: LimitScope,
    /// How much at once before `every` is kept to; never with tiers.
    pub burst: Option<u32>,
    /// Where the customers live whom it concerns; `None` is everywhere.
    pub regions: Option<Vec<Country>>,
    /// Where it is known from.
    pub provenance: Provenance,
}

/// What a platform counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// Messages of text.
    Sends,
    /// Messages with audio or video; on Instagram with any file.
    MediaSends,
    /// Messages to one person.
    SendsToPerson,
    /// Messages of a number that is also used in the app on a phone, instead of those of other numbers.
    SendsBesidePhone,
    /// Private replies to comments.
    PrivateReplies,
    /// Private replies under a live broadcast.
    LiveReplies,
    /// Calls of the interface, whatever they are for.
    PlatformCalls,
    /// Calls about what customers find before they write.
    ProfileCalls,
    /// Templates that are submitted.
    NewTemplates,
    /// People to whom the business begins.
    Recipients,
    /// Marketing templates.
    Marketing,
    /// Marketing templates to one person, by all businesses.
    MarketingToPerson,
    /// Complaints of customers about what was sent.
    Complaints,
    /// Templates that were submitted as something else than they are.
    MisclassifiedTemplates,
}

impl LimitKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Sends,
        Self::MediaSends,
        Self::SendsToPerson,
        Self::SendsBesidePhone,
        Self::PrivateReplies,
        Self::LiveReplies,
        Self::PlatformCalls,
        Self::ProfileCalls,
        Self::NewTemplates,
        Self::Recipients,
        Self::Marketing,
        Self::MarketingToPerson,
        Self::Complaints,
        Self::MisclassifiedTemplates,
    ];

    /// The name used in the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sends => "sends",
            Self::MediaSends => "media_sends",
            Self::SendsToPerson => "sends_to_person",
            Self::SendsBesidePhone => "sends_beside_phone",
            Self::PrivateReplies => "private_replies",
            Self::LiveReplies => "live_replies",
            Self::PlatformCalls => "platform_calls",
            Self::ProfileCalls => "profile_calls",
            Self::NewTemplates => "new_templates",
            Self::Recipients => "recipients",
            Self::Marketing => "marketing",
            Self::MarketingToPerson => "marketing_to_person",
            Self::Complaints => "complaints",
            Self::MisclassifiedTemplates => "misclassified_templates",
        }
    }
}

/// How much.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// The same for everybody; 0 stops it.
    Fixed(u32),
    /// So much for each customer who wrote lately.
    PerEngagedUser(u32),
    /// One of these, by the standing of the business.
    Tiers(Vec<u32>),
    /// One of these or no limit, by the standing of the business.
    TiersToUnlimited(Vec<u32>),
    /// The platform does not say; it tells when it was too much.
    Undisclosed,
}

impl Amount {
    /// The most that is sure whatever the standing of the business: the lowest tier.
    pub fn surely(&self) -> Option<u32> {
        match self {
            Self::Fixed(most) => Some(*most),
            Self::Tiers(tiers) | Self::TiersToUnlimited(tiers) => tiers.first().copied(),
            Self::PerEngagedUser(_) | Self::Undisclosed => None,
        }
    }
}

/// For whom is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitScope {
    /// The page, account or number.
    Channel,
    /// All numbers of an account, for one app.
    Account,
    /// All numbers of the business together.
    Portfolio,
    /// One customer.
    Person,
}

impl Limit {
    /// All but where it is known from.
    pub(super) fn terms(&self) -> impl PartialEq + use<> {
        (
            self.most.clone(),
            self.every,
            self.per,
            self.burst,
            self.regions.clone(),
        )
    }
}

/// A limit as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitTerms {
    most: Amount,
    every: Length,
    per: LimitScope,
    burst: Option<u32>,
    regions: Option<Vec<Country>>,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    pub(super) fn limit(
        &self,
        kind: LimitKind,
        terms: &Spanned<LimitTerms>,
    ) -> Result<Limit, LoadError> {
        let given = terms.as_ref();
        let fault = |fault: &str| {
            let name = kind.as_str();
            Err(self.fault(terms.span(), format!("limit of `{name}`: {fault}")))
        };
        let every = SignedDuration::from(given.every);
        if every.is_zero() {
            return fault("`every` is no time at all");
        }
        match &given.most {
            Amount::Tiers(tiers) | Amount::TiersToUnlimited(tiers) => {
                if tiers.is_empty() || !tiers.is_sorted_by(|low, high| low < high) {
                    return fault("tiers rise, and there is at least one");
                }
            }
            Amount::Fixed(_) | Amount::PerEngagedUser(_) | Amount::Undisclosed => {}
        }
        if let Some(burst) = given.burst
            && !matches!(given.most, Amount::Fixed(most) if most < burst)
        {
            return fault("`burst` is more than a fixed `most`");
        }
        let is_to_person = matches!(
            kind,
            LimitKind::SendsToPerson | LimitKind::MarketingToPerson
        );
        if is_to_person != (given.per == LimitScope::Person) {
            return fault("what is counted and `per` disagree");
        }
        if let Some(regions) = &given.regions {
            let different: BTreeSet<&Country> = regions.iter().collect();
            if regions.is_empty() || different.len() < regions.len() {
                return fault("`regions` names countries, each once");
            }
        }
        Ok(Limit {
            kind,
            most: given.most.clone(),
            every,
            per: given.per,
            burst: given.burst,
            regions: given.regions.clone(),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        })
    }
}
