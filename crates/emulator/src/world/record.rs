//! The log of everything the business sent, with the judgement of the emulator's rules.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::GraphError;

/// One request to send, as it came and as it ended.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SendRecord {
    /// Number in this world, from 1.
    pub number: u64,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The page or account it was sent from.
    pub page: String,
    /// The customer, where the request names one that exists.
    pub customer: Option<String>,
    /// The request's body.
    #[schema(value_type = Object)]
    pub request: Value,
    /// `RESPONSE`, `UPDATE`, `MESSAGE_TAG · HUMAN_AGENT`, `UTILITY`, `PRIVATE_REPLY`, `typing_on`, …
    pub kind: String,
    /// What it says, in short.
    pub summary: String,
    /// What became of it.
    pub outcome: SendOutcome,
    /// The caller was left without an answer, or with a wrong one, by a fault switch.
    pub answer_lost: bool,
    /// The rule of the platform that it broke, whether the platform refused it or let it pass.
    pub violation: Option<String>,
}

/// What became of a request to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum SendOutcome {
    /// The customer has it.
    Accepted {
        /// The message's id; none for a sender action.
        mid: Option<String>,
    },
    /// The platform took it, and told afterwards that it did not arrive.
    Failed {
        /// The message's id.
        mid: String,
        /// As in the status.
        code: u32,
        /// As in the status.
        message: String,
    },
    /// The platform refused it.
    Refused {
        /// As in the error body.
        code: u32,
        /// As in the error body.
        subcode: Option<u32>,
        /// As in the error body.
        message: String,
    },
    /// A fault switch swallowed it before it was looked at.
    Lost,
}

impl From<&GraphError> for SendOutcome {
    fn from(error: &GraphError) -> Self {
        Self::Refused {
            code: error.code(),
            subcode: error.subcode(),
            message: error.message().to_owned(),
        }
    }
}
