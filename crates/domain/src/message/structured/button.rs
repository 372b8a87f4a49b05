//! Buttons of cards and below texts.

use serde::{Deserialize, Serialize};

/// A button of a card or below a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// The label; empty where the platform has words of its own.
    pub label: String,
    /// What a tap does.
    #[serde(flatten)]
    pub action: ButtonAction,
}

/// What a tap on a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum ButtonAction {
    /// Opens a page.
    Link {
        /// The page.
        url: String,
    },
    /// Tells the business.
    Postback {
        /// What comes back.
        payload: String,
    },
    /// Calls a number.
    Call {
        /// The number, with `+` and the country.
        number: String,
    },
    /// Lets the customer sign in to their account at the business.
    SignIn {
        /// The page of signing in.
        url: String,
    },
    /// Lets them sign out of it.
    SignOut,
    /// Opens the instant game that belongs to the page.
    Play {
        /// What the game is given when it starts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload: Option<String>,
        /// Where it is played; wherever the customer likes when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<GamePlace>,
    },
}

/// Where a game is played, by the ids that games have of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GamePlace {
    /// Against this player.
    Player(String),
    /// In the thread of this id.
    Context(String),
}

pub(super) fn labels(buttons: &[Button]) -> impl Iterator<Item = &str> {
    buttons.iter().map(|button| button.label.as_str())
}
