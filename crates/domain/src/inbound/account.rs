//! What a platform tells about the account itself.

use serde::{Deserialize, Serialize};

use super::Enforcement;
use crate::channel::Measure;

/// Something about the account, or about one of its numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountUpdate {
    /// The number it concerns, as the platform writes it for people; the whole account when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What happened.
    pub change: AccountChange,
}

/// What happened to an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountChange {
    /// Rights were taken away for a time.
    Restricted {
        /// Those that matter for messages.
        measures: Vec<Measure>,
        /// The platform's words for the others.
        others: Vec<String>,
    },
    /// The platform no longer lets us speak for the account.
    Disconnected {
        /// The platform's word for why.
        reason: String,
    },
    /// It lets us again.
    Reconnected,
    /// What the account may do grew or shrank, or its standing changed.
    Standing {
        /// The platform's word for what happened.
        event: Option<String>,
        /// How many customers may be written to first in a day.
        recipients: Option<RecipientLimit>,
        /// How many numbers the account may have.
        numbers: Option<u32>,
    },
    /// The account was reviewed.
    Reviewed(Decision),
    /// The name shown to customers was reviewed.
    NameReviewed {
        /// The name.
        name: String,
        /// What was decided.
        decision: Decision,
        /// Why not, in the platform's word.
        reason: Option<String>,
    },
    /// Somebody changed, or wants to change, what protects a number.
    Security {
        /// The platform's word for what.
        event: String,
        /// The platform's id of who.
        by: Option<String>,
    },
    /// The platform enforced its policies.
    Enforced(Enforcement),
    /// The platform told how the account as a whole stands with its policies.
    Integrity(Integrity),
    /// Something about the account's business that changes nothing about its messages by itself.
    Happened {
        /// What.
        event: AccountEvent,
    },
    /// Everything that was written on the phone before the number was connected here has been told.
    PastTold,
    /// Anything else that the platform wants the business to know.
    Alert {
        /// How grave, in the platform's word.
        severity: Option<String>,
        /// The platform's word or code for what.
        kind: String,
        /// The platform's sentence.
        text: Option<String>,
    },
}

/// Something about an account's business that changes nothing about its messages by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountEvent {
    /// An account for ads was connected.
    AdAccountLinked,
    /// A partner was given access.
    PartnerAdded,
    /// A partner's app was given access.
    PartnerAppInstalled,
    /// Whether the international price of one-time codes applies to it changed.
    CodePriceChanged,
    /// It reached another tier of the prices by volume.
    VolumeTierChanged,
    /// The country that it is counted to changed.
    CountryChanged,
    /// Somebody agreed to the terms of the interface for marketing messages.
    MarketingTermsSigned,
}

impl AccountEvent {
    /// Every event.
    pub const ALL: [Self; 7] = [
        Self::AdAccountLinked,
        Self::PartnerAdded,
        Self::PartnerAppInstalled,
        Self::CodePriceChanged,
        Self::VolumeTierChanged,
        Self::CountryChanged,
        Self::MarketingTermsSigned,
    ];

    /// The word used in the API and for its sentence.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AdAccountLinked => "ad_account_linked",
            Self::PartnerAdded => "partner_added",
            Self::PartnerAppInstalled => "partner_app_installed",
            Self::CodePriceChanged => "code_price_changed",
            Self::VolumeTierChanged => "volume_tier_changed",
            Self::CountryChanged => "country_changed",
            Self::MarketingTermsSigned => "marketing_terms_signed",
        }
    }
}

/// What a review decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Approved,
    /// No.
    Rejected,
    /// Not yet.
    Pending,
}

/// How many customers may be written to first in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientLimit {
    /// So many.
    Most(u32),
    /// As many as there are.
    Unlimited,
}

/// How an account as a whole stands with the platform's policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integrity {
    /// In one word.
    pub grade: IntegrityGrade,
    /// What it violated, in the platform's sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<String>,
    /// What it may not do for a time, or may do again, as far as that matters for messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// The platform's words for the other rights that were taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// What the platform offers to do about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
}

/// How an account stands with the platform's policies, from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntegrityGrade {
    /// Nothing is held against it.
    Ok,
    /// It was warned.
    Warning,
    /// It may not do everything.
    Restricted,
    /// It was taken away.
    Suspended,
}

/// Something that a platform offers to do about a measure of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What.
    pub kind: OfferKind,
    /// Where, when it told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a platform offers to do about a measure of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferKind {
    /// To read about it.
    LearnMore,
    /// To appeal.
    Appeal,
    /// To ask its support.
    Support,
}

impl OfferKind {
    /// The word used in the API and for its sentence.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LearnMore => "learn_more",
            Self::Appeal => "appeal",
            Self::Support => "support",
        }
    }
}
