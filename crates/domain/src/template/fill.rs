//! A template as the customer will read it.

use super::blank::{Piece, pieces};
use super::{Button, Card, Components, Header};
use crate::inbound::{TemplateButtonText, TemplateText};
use crate::message::{
    ButtonValue, Parameters, TemplateButton, TemplateCard, TemplateHeader, TemplateMessage,
};

/// A text with its blanks filled in. A blank without a value stays as it is written.
pub fn filled<'a>(text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Blank(name) => {
                if let Some(value) = value(name) {
                    filled.push_str(value);
                } else {
                    filled.extend(["{{", name, "}}"]);
                }
            }
        }
    }
    filled
}

impl Parameters {
    /// What goes into a blank.
    pub fn value(&self, blank: &str) -> Option<&str> {
        let value = match self {
            Self::Positional(values) => {
                let place: usize = blank.parse().ok()?;
                values.get(place.checked_sub(1)?)
            }
            Self::Named(values) => {
                let found = values.iter().find(|(name, _)| name == blank);
                found.map(|(_, value)| value)
            }
        };
        value.map(String::as_str).filter(|value| !value.is_empty())
    }
}

impl Components {
    /// How a message with these values reads.
    pub fn read_with(&self, message: &TemplateMessage) -> TemplateText {
        let header = match (&self.header, &message.header) {
            (Some(Header::Text(phrase)), Some(TemplateHeader::Text(values))) => {
                Some(filled(&phrase.text, |blank| values.value(blank)))
            }
            (Some(Header::Text(phrase)), _) => Some(phrase.text.clone()),
            _ => None,
        };
        TemplateText {
            header,
            body: filled(&self.body.text, |blank| message.body.value(blank)),
            footer: self.footer.clone(),
            buttons: buttons(&self.buttons, &message.buttons),
            cards: self
                .cards
                .iter()
                .enumerate()
                .map(|(index, card)| card.read_with(message.cards.get(index)))
                .collect(),
        }
    }
}

impl Card {
    fn read_with(&self, values: Option<&TemplateCard>) -> TemplateText {
        let body = self.body.as_ref().map_or("", |body| &body.text);
        let tapped = values.map_or(&[][..], |values| &values.buttons);
        TemplateText {
            body: filled(body, |blank| values?.body.value(blank)),
            buttons: buttons(&self.buttons, tapped),
            ..TemplateText::default()
        }
    }
}

fn buttons(buttons: &[Button], values: &[TemplateButton]) -> Vec<TemplateButtonText> {
    let shown = buttons.iter().enumerate().map(|(index, button)| {
        let mut values = values.iter();
        let own = values.find(|one| usize::from(one.index) == index);
        shown(button, own.map(|one| &one.value))
    });
    shown.collect()
}

fn shown(button: &Button, value: Option<&ButtonValue>) -> TemplateButtonText {
    let target = match (button, value) {
        (Button::Url { url, .. }, Some(ButtonValue::Url(end))) => {
            Some(filled(url, |_| Some(end.as_str())))
        }
        (Button::Url { url, .. }, _) => Some(url.clone()),
        (Button::Phone { number, .. }, _) => Some(number.clone()),
        (Button::Code { .. }, Some(ButtonValue::Code(code))) => Some(code.clone()),
        _ => None,
    };
    TemplateButtonText {
        kind: button.kind().to_owned(),
        label: button.label().unwrap_or_default().to_owned(),
        target,
    }
}
