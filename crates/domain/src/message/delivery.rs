//! How far a message that we send got, and on which terms it goes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{Purpose, Route};

use super::Failure;

/// How far a message that we send got.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// By which route it goes.
    pub route: Route,
    /// The rulebook edition that allowed it.
    pub rulebook: String,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// What its author asked for.
    pub terms: Terms,
    /// How often it went again because of what the platform said after it had taken it, or because the platform held a
    /// window for closed that is open by what the customer did.
    pub looks: u32,
}

/// What the author of a message asked for besides its content. It holds each time the message is judged again: when its
/// turn comes, and when somebody sends it again after it failed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// By this route or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// What it is about, where a permission is for one topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// A person vouches that the content check is wrong about it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub attested: bool,
}

/// Where a message that we send stands.
#[derive(Debug, Clone, PartialEq)]
pub enum DeliveryStatus {
    /// Waiting for its turn.
    Queued,
    /// Handed to the platform; the answer is not known yet.
    Sending,
    /// The answer was lost or ambiguous: the platform's echo will tell.
    Unconfirmed,
    /// The platform has it and does not bring it yet: it watches first how customers take others of its kind.
    Held {
        /// Since when.
        at: Timestamp,
    },
    /// The platform has it.
    Sent {
        /// Since when, by the platform's clock where it told.
        at: Timestamp,
    },
    /// It did not go out.
    Failed(Failure),
}

impl DeliveryStatus {
    /// Whether the platform has the message, delivered or not.
    pub const fn is_taken(&self) -> bool {
        matches!(self, Self::Sent { .. } | Self::Held { .. })
    }

    /// The word used in the database, the API and the interface.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Held { .. } => "held",
            Self::Sent { .. } => "sent",
            Self::Failed(_) => "failed",
        }
    }
}
