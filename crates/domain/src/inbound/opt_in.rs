//! Permissions to write that a customer gave.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A permission to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptIn {
    /// A website plugin (send-to-Messenger, checkbox) was confirmed.
    Plugin {
        /// The reference the website set.
        reference: Option<String>,
        /// The checkbox plugin's stand-in for a customer who has not written yet.
        user_ref: Option<String>,
    },
    /// One later message about one topic.
    OneTime {
        /// The topic, as the request named it.
        topic: String,
        /// The token that the message will spend.
        token: String,
    },
    /// Marketing messages, or their end.
    Marketing {
        /// The topic, as the request named it.
        topic: String,
        /// The token to send with.
        token: String,
        /// When the token ends.
        expires_at: Option<Timestamp>,
        /// The customer stopped the messages.
        stopped: bool,
    },
}

impl OptIn {
    /// The id under which the line that tells of it is kept once; a plugin has no line.
    pub(super) fn external_id(&self, at: Timestamp) -> Option<String> {
        match self {
            Self::Plugin { .. } => None,
            Self::OneTime { token, .. } => Some(format!("optin:{token}")),
            Self::Marketing { token, .. } => Some(format!("optin:{token}:{}", at.as_millisecond())),
        }
    }
}
