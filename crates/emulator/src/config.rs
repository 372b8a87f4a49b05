//! What a world is made of: one app, its pages, accounts and numbers, and how webhooks are delivered.

mod account;
mod whatsapp;

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use account::{AccountConfig, Login};
pub use whatsapp::{NumberConfig, Tier, WhatsAppConfig};

/// One app with its first page; more pages, accounts on Instagram and on WhatsApp may be added later.
#[derive(Debug, Clone)]
pub struct Config {
    /// The page that exists from the start.
    pub page: PageConfig,
    /// Number of the app that sends.
    pub app_id: String,
    /// Signs webhooks, and checks `appsecret_proof`.
    pub app_secret: Secret,
    /// What the handshake of the webhook presents as `hub.verify_token`.
    pub verify_token: Secret,
    /// Where webhooks go. With an address the first page is subscribed to every field from the start,
    /// without a handshake; without one, nothing is delivered until the app subscribes.
    pub callback: Option<String>,
    /// How webhooks are delivered and repeated.
    pub delivery: DeliveryConfig,
}

/// A page of the business.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PageConfig {
    /// Number of the page.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// Its name in `m.me` links.
    #[serde(default)]
    pub username: Option<String>,
    /// The page access token that the Graph API accepts.
    #[schema(value_type = String)]
    pub access_token: Secret,
    /// What the app was approved for on this page.
    #[serde(default)]
    #[schema(value_type = Vec<Capability>)]
    pub capabilities: BTreeSet<Capability>,
    /// Customers' phones confirm delivery of what they get.
    #[serde(default = "yes")]
    pub auto_delivery: bool,
    /// Customers read at once what they get.
    #[serde(default)]
    pub auto_read: bool,
    /// Send API calls a second before 613; 300 when absent.
    #[serde(default)]
    pub send_limit: Option<u32>,
    /// Where the business is, in two capital letters; paid marketing depends on it.
    #[serde(default)]
    pub country: Option<String>,
}

fn yes() -> bool {
    true
}

/// Something the platform grants to an app or page beyond plain messaging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// The tag `HUMAN_AGENT`.
    HumanAgent,
    /// Utility templates outside the window.
    UtilityMessages,
    /// One message for each "Notify me" token.
    OneTimeNotification,
    /// Messages by the tokens of people who agreed to marketing.
    MarketingMessages,
    /// A page in the platform's index of news pages.
    NewsPage,
    /// The first message after an ad opens seven days, not one, since 2026-09-28. The platform says
    /// "may"; leaving this out is the cautious reading.
    AdWindow,
}

impl Capability {
    /// As it stands in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::HumanAgent => "human_agent",
            Self::UtilityMessages => "utility_messages",
            Self::OneTimeNotification => "one_time_notification",
            Self::MarketingMessages => "marketing_messages",
            Self::NewsPage => "news_page",
            Self::AdWindow => "ad_window",
        }
    }
}

/// The first retries come at once, then they spread.
const RETRY_AFTER: [Duration; 9] = [
    Duration::ZERO,
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_mins(1),
];

/// How webhooks are delivered. All durations are of the real clock.
#[derive(Debug, Clone)]
pub struct DeliveryConfig {
    /// An answer must come within this time.
    pub timeout: Duration,
    /// Pauses before the first, second, … repetition; the last one then repeats.
    pub retry_after: Vec<Duration>,
    /// After failing for so long an event is given up and the page unsubscribed.
    pub give_up_after: Duration,
    /// How many deliveries, and how many sends, the logs keep.
    pub log_limit: usize,
}

impl Default for DeliveryConfig {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(5),
            retry_after: RETRY_AFTER.to_vec(),
            give_up_after: Duration::from_hours(1),
            log_limit: 10_000,
        }
    }
}

/// A token or key; hidden in debug output.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself, to be sent or compared.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
