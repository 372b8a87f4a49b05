//! What customers do that is no message. None of it opens a window.

use serde::{Deserialize, Serialize};

/// Something that a customer did and that is no message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum CustomerAct {
    /// They signed in to their account at the business, from a button of a message.
    AccountLinked {
        /// What the business's own page of signing in handed over, by which it knows whom it signed in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// They signed out of it.
    AccountUnlinked,
    /// They told the platform what they think of an answer.
    AnswerRated {
        /// The platform's id of the answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<String>,
        /// The platform's words for what they think.
        rating: String,
    },
    /// They opened the chat for the first time and have written nothing yet.
    ChatOpened,
}

impl CustomerAct {
    /// The word under which a line that tells of it is kept once.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::AccountLinked { .. } => "linked",
            Self::AccountUnlinked => "unlinked",
            Self::AnswerRated { .. } => "rated",
            Self::ChatOpened => "opened",
        }
    }

    /// Whether they liked an answer, where the platform's words are known.
    pub fn is_good(rating: &str) -> Option<bool> {
        let first = rating.split_whitespace().next()?;
        match first.to_ascii_lowercase().as_str() {
            "good" => Some(true),
            "bad" => Some(false),
            _ => None,
        }
    }
}
