//! Buttons, as they go below texts, cards and pictures.

use serde::Serialize;
use transom_domain::message::{Button, ButtonAction, GamePlace};

use super::{CannotRender, Dialect, Part, address, all, at_most};

const BUTTONS: usize = 3;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::send) enum WireButton<'a> {
    WebUrl {
        title: &'a str,
        url: &'a str,
    },
    Postback {
        title: &'a str,
        payload: &'a str,
    },
    PhoneNumber {
        title: &'a str,
        payload: &'a str,
    },
    AccountLink {
        url: &'a str,
    },
    AccountUnlink,
    GamePlay {
        title: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        game_metadata: Option<GameMetadata<'a>>,
    },
}

/// One of both.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::send) enum GameMetadata<'a> {
    PlayerId(&'a str),
    ContextId(&'a str),
}

pub(super) fn wire_buttons(
    buttons: &[Button],
    dialect: Dialect,
) -> Result<Vec<WireButton<'_>>, CannotRender> {
    at_most("buttons", buttons.len(), BUTTONS)?;
    all(buttons, |button| {
        let title = || Part::ButtonLabel.fits(&button.label);
        Ok(match &button.action {
            ButtonAction::Link { url } => WireButton::WebUrl {
                title: title()?,
                url: address(url)?,
            },
            ButtonAction::Postback { payload } => WireButton::Postback {
                title: title()?,
                payload: Part::Payload.fits(payload)?,
            },
            ButtonAction::Call { .. } if dialect == Dialect::Instagram => {
                return Err(CannotRender::OnlyOnMessenger("call button"));
            }
            ButtonAction::SignIn { .. } | ButtonAction::SignOut
                if dialect == Dialect::Instagram =>
            {
                return Err(CannotRender::OnlyOnMessenger("button to sign in or out"));
            }
            ButtonAction::Play { .. } if dialect == Dialect::Instagram => {
                return Err(CannotRender::OnlyOnMessenger("button that opens a game"));
            }
            ButtonAction::Call { number } => WireButton::PhoneNumber {
                title: title()?,
                payload: phone_number(number)?,
            },
            ButtonAction::SignIn { url } => WireButton::AccountLink { url: address(url)? },
            ButtonAction::SignOut => WireButton::AccountUnlink,
            ButtonAction::Play { payload, place } => WireButton::GamePlay {
                title: title()?,
                payload: Part::Payload.optional(payload.as_deref())?,
                game_metadata: place.as_ref().map(game_metadata).transpose()?,
            },
        })
    })
}

fn game_metadata(place: &GamePlace) -> Result<GameMetadata<'_>, CannotRender> {
    Ok(match place {
        GamePlace::Player(id) => GameMetadata::PlayerId(Part::Id.fits(id)?),
        GamePlace::Context(id) => GameMetadata::ContextId(Part::Id.fits(id)?),
    })
}

fn phone_number(number: &str) -> Result<&str, CannotRender> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    let is_one = (7..=15).contains(&digits.len()) && digits.bytes().all(|one| one.is_ascii_digit());
    is_one.then_some(number).ok_or(CannotRender::NotANumber)
}
