//! How far one message got, as a platform tells that reports each message by itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::message::Failure;

/// How far one message to a customer got.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The customer it was sent to.
    pub customer: String,
    /// The platform's id of the message.
    pub external_id: String,
    /// What we attached when we sent it; names our message when it was ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// How far it got.
    pub reached: Reached,
    /// What it costs, when the platform tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
}

/// How far a message got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// It is on its way.
    Sent,
    /// It is on the customer's device.
    Delivered,
    /// It was on the customer's screen.
    Read,
    /// The recording was listened to.
    Played,
    /// It did not arrive and will not.
    Failed(Failure),
}

/// The order of what a message reaches. Reports repeat and overtake each other: the highest counts, whichever came
/// first. A message that has arrived can no longer fail, so failing stands below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is on its way.
    Sent,
    /// It did not arrive and will not.
    Failed,
    /// It is on the customer's device.
    Delivered,
    /// It was on the customer's screen.
    Read,
    /// The recording was listened to.
    Played,
}

impl Stage {
    /// Every stage, from the lowest.
    pub const ALL: [Self; 5] = [
        Self::Sent,
        Self::Failed,
        Self::Delivered,
        Self::Read,
        Self::Played,
    ];

    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Played => "played",
        }
    }
}

impl std::str::FromStr for Stage {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.as_str() == text)
            .ok_or(())
    }
}

impl Reached {
    /// Its place in the order.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Sent => Stage::Sent,
            Self::Delivered => Stage::Delivered,
            Self::Read => Stage::Read,
            Self::Played => Stage::Played,
            Self::Failed(_) => Stage::Failed,
        }
    }
}

/// What a message costs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Price {
    /// Whether it is charged at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_billable: Option<bool>,
    /// How is counted, as the platform names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// As what it counts: `utility`, `marketing`, `service`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Why it is free or not, as the platform names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The stretch of time that is charged as one, where the platform counts so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<PriceSpan>,
}

/// A stretch of time that is charged as one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PriceSpan {
    /// The platform's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What began it, as the platform names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}
