//! A business account on WhatsApp with its phone numbers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Secret;

/// A WhatsApp business account.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhatsAppConfig {
    /// Its number, such as `102290000000001`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The token of a system user that the Graph API accepts; several accounts may share one.
    #[schema(value_type = String)]
    pub access_token: Secret,
    /// Its phone numbers, at least one.
    pub numbers: Vec<NumberConfig>,
    /// Where the business is, in two capital letters.
    #[serde(default = "home")]
    pub country: String,
    /// The app is subscribed from the start.
    #[serde(default)]
    pub subscribed: bool,
    /// Webhooks and answers carry business-scoped user ids beside phone numbers.
    #[serde(default = "super::yes")]
    pub user_ids: bool,
    /// How many people a day it may write to first.
    #[serde(default)]
    pub tier: Tier,
    /// How many marketing messages a day one person gets from it.
    #[serde(default = "two")]
    pub marketing_a_day: u32,
    /// How long the review of a template takes, in seconds of this world.
    #[serde(default = "ten")]
    pub review_seconds: u32,
}

/// A phone number of a WhatsApp business account.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberConfig {
    /// Its id in the Graph API, such as `106540000000001`.
    pub id: String,
    /// The phone number itself in digits with the country code, such as `15550783881`.
    pub number: String,
    /// The verified name that customers see.
    pub name: String,
    /// Customers' phones confirm delivery of what they get.
    #[serde(default = "super::yes")]
    pub auto_delivery: bool,
    /// Customers read at once what they get.
    #[serde(default)]
    pub auto_read: bool,
    /// Messages a second before 130429.
    #[serde(default = "eighty")]
    pub send_limit: u32,
}

/// How many people the business may write to first within 24 hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Tier {
    /// 250.
    #[serde(rename = "TIER_250")]
    Tier250,
    /// 2,000.
    #[default]
    #[serde(rename = "TIER_2K")]
    Tier2K,
    /// 10,000.
    #[serde(rename = "TIER_10K")]
    Tier10K,
    /// 100,000.
    #[serde(rename = "TIER_100K")]
    Tier100K,
    /// As many as it likes.
    #[serde(rename = "TIER_UNLIMITED")]
    Unlimited,
}

impl WhatsAppConfig {
    /// An account with what is usual, and no number yet.
    pub fn new(id: impl Into<String>, name: impl Into<String>, token: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            access_token: token.into(),
            numbers: Vec::new(),
            country: home(),
            subscribed: false,
            user_ids: true,
            tier: Tier::default(),
            marketing_a_day: two(),
            review_seconds: ten(),
        }
    }

    /// The same with one number more.
    #[must_use]
    pub fn number(mut self, number: NumberConfig) -> Self {
        self.numbers.push(number);
        self
    }
}

impl NumberConfig {
    /// A number with what is usual.
    pub fn new(id: impl Into<String>, number: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            number: number.into(),
            name: name.into(),
            auto_delivery: true,
            auto_read: false,
            send_limit: eighty(),
        }
    }
}

impl Tier {
    /// As it stands in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tier250 => "TIER_250",
            Self::Tier2K => "TIER_2K",
            Self::Tier10K => "TIER_10K",
            Self::Tier100K => "TIER_100K",
            Self::Unlimited => "TIER_UNLIMITED",
        }
    }

    /// People within 24 hours.
    pub(crate) fn limit(self) -> Option<usize> {
        match self {
            Self::Tier250 => Some(250),
            Self::Tier2K => Some(2_000),
            Self::Tier10K => Some(10_000),
            Self::Tier100K => Some(100_000),
            Self::Unlimited => None,
        }
    }

    /// As the old field of webhooks counts it; −1 for no limit.
    pub(crate) fn conversations(self) -> i64 {
        self.limit()
            .map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))
    }
}

fn home() -> String {
    "US".to_owned()
}

fn two() -> u32 {
    2
}

fn ten() -> u32 {
    10
}

fn eighty() -> u32 {
    80
}
