//! Buttons that sign in and out, and open a game.

use serde_json::json;
use transom_channels::instagram;
use transom_channels::messenger::{CannotRender, Part};
use transom_domain::message::{ButtonAction, GamePlace, Structured};
use transom_policy::Route;

use super::platform::on_instagram;
use super::{button, of, payload, refused};
use crate::render::outgoing;

fn play(payload: Option<&str>, place: Option<GamePlace>) -> Structured {
    let payload = payload.map(str::to_owned);
    Structured::Buttons {
        text: "Once more?".to_owned(),
        buttons: vec![button("Play", ButtonAction::Play { payload, place })],
    }
}

#[test]
fn a_game_is_opened_against_a_player_or_in_a_thread_or_wherever() {
    let sent = |structured| payload(structured)["buttons"][0].clone();
    assert_eq!(
        sent(play(None, None)),
        json!({ "type": "game_play", "title": "Play" })
    );
    let player = GamePlace::Player("4590".to_owned());
    assert_eq!(
        sent(play(Some("{}"), Some(player))),
        json!({ "type": "game_play", "title": "Play", "payload": "{}",
            "game_metadata": { "player_id": "4590" } })
    );
    let thread = GamePlace::Context("88".to_owned());
    assert_eq!(
        sent(play(None, Some(thread))),
        json!({ "type": "game_play", "title": "Play", "game_metadata": { "context_id": "88" } })
    );
}

#[test]
fn a_game_without_a_label_or_with_an_empty_place_is_refused_and_instagram_has_none() {
    let nobody = GamePlace::Player(String::new());
    assert_eq!(
        refused(play(None, Some(nobody))),
        CannotRender::EmptyPart(Part::Id)
    );
    let unnamed = Structured::Buttons {
        text: "Once more?".to_owned(),
        buttons: vec![button(
            "",
            ButtonAction::Play {
                payload: None,
                place: None,
            },
        )],
    };
    assert_eq!(refused(unnamed), CannotRender::EmptyPart(Part::ButtonLabel));
    let error = instagram::render(&outgoing(Route::Standard, of(play(None, None))));
    assert_eq!(
        error.unwrap_err(),
        CannotRender::OnlyOnMessenger("button that opens a game")
    );
}

#[test]
fn buttons_sign_in_and_out_and_have_no_label_of_ours() {
    let buttons = || Structured::Buttons {
        text: "Your account".to_owned(),
        buttons: vec![
            button(
                "",
                ButtonAction::SignIn {
                    url: "https://shop.example/in".to_owned(),
                },
            ),
            button("", ButtonAction::SignOut),
        ],
    };
    assert_eq!(
        payload(buttons())["buttons"],
        json!([{ "type": "account_link", "url": "https://shop.example/in" }, { "type": "account_unlink" }])
    );
    assert_eq!(
        on_instagram(buttons()),
        Err(CannotRender::OnlyOnMessenger("button to sign in or out"))
    );
}
