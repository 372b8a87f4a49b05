//! What the platform permits and takes away, and what the customer agreed to.

use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::or_default;
use crate::UnknownName;

/// A permission the platform grants to a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Replies by people after the window.
    HumanAgent,
    /// Utility templates on Messenger.
    UtilityMessages,
    /// One-time notifications.
    OneTimeNotification,
    /// Marketing messages.
    MarketingMessages,
    /// The page is registered as a news publisher.
    NewsPage,
}

impl Capability {
    /// Every capability.
    pub const ALL: [Self; 5] = [
        Self::HumanAgent,
        Self::UtilityMessages,
        Self::OneTimeNotification,
        Self::MarketingMessages,
        Self::NewsPage,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HumanAgent => "human_agent",
            Self::UtilityMessages => "utility_messages",
            Self::OneTimeNotification => "one_time_notification",
            Self::MarketingMessages => "marketing_messages",
            Self::NewsPage => "news_page",
        }
    }
}

impl FromStr for Capability {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|capability| capability.as_str() == name)
            .ok_or_else(|| UnknownName::new("capability", name))
    }
}

/// A penalty of the platform that is in force until it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// What it takes away.
    pub scope: RestrictionScope,
    /// When it is over; `None` has no end.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// What a restriction takes away. The rulebook says which routes that bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionScope {
    /// Message tags.
    Tags,
    /// Templates of every kind.
    Templates,
    /// Utility templates.
    UtilityTemplates,
    /// Marketing.
    Marketing,
    /// Replies to customers.
    Replies,
    /// Everything.
    All,
}

impl RestrictionScope {
    /// Every scope.
    pub const ALL: [Self; 6] = [
        Self::Tags,
        Self::Templates,
        Self::UtilityTemplates,
        Self::Marketing,
        Self::Replies,
        Self::All,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Templates => "templates",
            Self::UtilityTemplates => "utility_templates",
            Self::Marketing => "marketing",
            Self::Replies => "replies",
            Self::All => "all",
        }
    }
}

impl FromStr for RestrictionScope {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.as_str() == name)
            .ok_or_else(|| UnknownName::new("restriction scope", name))
    }
}

/// What the customer agreed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// To marketing.
    #[serde(default, deserialize_with = "or_default")]
    pub marketing: MarketingConsent,
}

/// Whether the customer agreed to marketing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketingConsent {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Agreed.
    Granted,
    /// Said stop.
    Stopped,
}
