//! What a platform tells about the account itself.

use serde::{Deserialize, Serialize};

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
