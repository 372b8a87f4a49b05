//! What a carousel may have.

use transom_domain::template::{Card, Components, Header, HeaderMedia};
use transom_policy::Channel as Platform;

use super::{Faults, Rule, buttons, header, named};

pub(super) const LONGEST_TEXT: usize = 160;
const FEWEST_CARDS: usize = 2;
const MOST_CARDS: usize = 10;
const MOST_BUTTONS: usize = 2;

/// Cards are all built alike, and above them stands a text alone.
pub(super) fn check(faults: &mut Faults, platform: Platform, made: &Components) {
    let Some(first) = made.cards.first() else {
        return;
    };
    let shape = |card: &Card| {
        let file = match &card.header {
            Header::Media { kind, .. } => Some(*kind),
            Header::Text(_) | Header::Location => None,
        };
        let kinds: Vec<String> = card
            .buttons
            .iter()
            .map(|one| one.kind().to_owned())
            .collect();
        (file, card.body.is_some(), kinds)
    };
    let is_whole = platform == Platform::WhatsApp
        && (FEWEST_CARDS..=MOST_CARDS).contains(&made.cards.len())
        && made.cards.iter().all(|card| shape(card) == shape(first))
        && matches!(
            first.header,
            Header::Media {
                kind: HeaderMedia::Image | HeaderMedia::Video,
                ..
            }
        );
    if !is_whole {
        faults.add("cards", Rule::Cards(FEWEST_CARDS, MOST_CARDS));
    }
    if made.header.is_some() || made.footer.is_some() || !made.buttons.is_empty() {
        faults.add("components", Rule::Kind);
    }
    for (index, card) in made.cards.iter().enumerate() {
        let at = format!("cards[{index}]");
        header(
            faults,
            &format!("{at}.header"),
            platform,
            &card.header,
            made,
        );
        if let Some(body) = &card.body {
            faults.length(&format!("{at}.body.text"), &body.text, LONGEST_TEXT);
            named(faults, &format!("{at}.body"), body, made.format);
        }
        let before = faults.0.len();
        buttons(faults, platform, &card.buttons);
        for fault in &mut faults.0[before..] {
            fault.field = format!("{at}.{}", fault.field);
        }
        if card.buttons.len() > MOST_BUTTONS {
            let rule = Rule::TooManyButtons(MOST_BUTTONS);
            faults.add(format!("{at}.buttons"), rule);
        }
    }
}
