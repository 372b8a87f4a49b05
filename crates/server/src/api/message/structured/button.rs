//! Buttons of cards and below texts.

use serde::{Deserialize, Serialize};
use transom_domain::message;
use utoipa::ToSchema;

/// A button, with a label of up to 20 characters.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "action", deny_unknown_fields)]
pub(in crate::api) enum Button {
    /// Opens a page.
    Link { label: String, url: String },
    /// Comes back when it is tapped.
    Postback { label: String, payload: String },
    /// Calls a number, given as `+33123456789`. Messenger only.
    Call { label: String, number: String },
    /// Lets the customer sign in to their account at the business; the platform writes the label. Messenger only.
    SignIn { url: String },
    /// Lets them sign out of it. Messenger only.
    SignOut,
    /// Opens the instant game that belongs to the page. Messenger only.
    Play {
        label: String,
        /// What the game is given when it starts.
        payload: Option<String>,
        /// Where it is played; wherever the customer likes when absent.
        place: Option<GamePlace>,
    },
}

/// Where a game is played, by the ids that games have of their own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum GamePlace {
    /// Against this player.
    Player(String),
    /// In the thread of this id.
    Context(String),
}

pub(super) fn into_buttons(buttons: Vec<Button>) -> Vec<message::Button> {
    let known = |button| {
        let (label, action) = match button {
            Button::Link { label, url } => (label, message::ButtonAction::Link { url }),
            Button::Postback { label, payload } => {
                (label, message::ButtonAction::Postback { payload })
            }
            Button::Call { label, number } => (label, message::ButtonAction::Call { number }),
            Button::SignIn { url } => (String::new(), message::ButtonAction::SignIn { url }),
            Button::SignOut => (String::new(), message::ButtonAction::SignOut),
            Button::Play {
                label,
                payload,
                place,
            } => {
                let place = place.map(|place| match place {
                    GamePlace::Player(id) => message::GamePlace::Player(id),
                    GamePlace::Context(id) => message::GamePlace::Context(id),
                });
                (label, message::ButtonAction::Play { payload, place })
            }
        };
        message::Button { label, action }
    };
    buttons.into_iter().map(known).collect()
}

pub(super) fn from_buttons(buttons: Vec<message::Button>) -> Vec<Button> {
    let shown = |message::Button { label, action }| match action {
        message::ButtonAction::Link { url } => Button::Link { label, url },
        message::ButtonAction::Postback { payload } => Button::Postback { label, payload },
        message::ButtonAction::Call { number } => Button::Call { label, number },
        message::ButtonAction::SignIn { url } => Button::SignIn { url },
        message::ButtonAction::SignOut => Button::SignOut,
        message::ButtonAction::Play { payload, place } => Button::Play {
            label,
            payload,
            place: place.map(|place| match place {
                message::GamePlace::Player(id) => GamePlace::Player(id),
                message::GamePlace::Context(id) => GamePlace::Context(id),
            }),
        },
    };
    buttons.into_iter().map(shown).collect()
}
