//! The parts of the form with files: what stands above the text, and the cards of a carousel.

use transom_domain::template::{Button, Card, Components, Header, HeaderMedia, Phrase};

use super::TemplateForm;

/// What can stand above the text, with the keys of its name; all but the first only on WhatsApp.
pub(crate) const HEADERS: [(&str, &str); 5] = [
    ("text", "template-header-text"),
    ("image", "attachment-image"),
    ("video", "attachment-video"),
    ("document", "attachment-file"),
    ("location", "template-place"),
];
/// What can stand above the text of each card; nothing where there are no cards.
pub(crate) const CARDS: [(&str, &str); 3] = [
    ("", "template-cards-none"),
    ("image", "attachment-image"),
    ("video", "attachment-video"),
];
/// The kinds of buttons of a card.
pub(crate) const CARD_BUTTONS: [(&str, &str); 4] = [
    ("", "template-card-no-button"),
    ("quick_reply", "template-button-reply"),
    ("url", "template-button-url"),
    ("phone", "template-button-phone"),
];
/// Buttons of each card at the most.
pub(crate) const BUTTONS: usize = 2;
const FEWEST: usize = 2;
const MOST: usize = 10;

/// A card, or room for one more.
#[derive(Debug)]
pub(crate) struct CardRow {
    pub(crate) text: String,
    /// Our id of its file, or the platform's handle.
    pub(crate) example: String,
    pub(crate) buttons: Vec<CardButton>,
}

#[derive(Debug)]
pub(crate) struct CardButton {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) example: String,
}

fn media(kind: &str) -> Option<HeaderMedia> {
    let all = [
        HeaderMedia::Image,
        HeaderMedia::Video,
        HeaderMedia::Document,
    ];
    all.into_iter().find(|media| media.as_str() == kind)
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a template was approved with is told by its address, which no new one can be approved with.
fn kept(example: Option<&str>) -> String {
    let handle = example.filter(|example| !example.contains("://"));
    handle.unwrap_or_default().to_owned()
}

impl TemplateForm {
    /// A file that was chosen takes the place of the one before.
    pub(super) fn chosen(&mut self) {
        if let Some(id) = filled(&self.header_file) {
            self.header_example = id;
        }
        self.card_example
            .resize(self.card_text.len(), String::new());
        for (example, chosen) in self.card_example.iter_mut().zip(&self.card_file) {
            if let Some(id) = filled(chosen) {
                *example = id;
            }
        }
    }

    /// What stands above the text, but for a line.
    pub(super) fn header_of_file(&self) -> Option<Header> {
        if self.header_kind == "location" {
            return Some(Header::Location);
        }
        Some(Header::Media {
            kind: media(&self.header_kind)?,
            example: filled(&self.header_example),
        })
    }

    /// What a template that is there has of files.
    pub(super) fn keep_files(&mut self, components: &Components) {
        "text".clone_into(&mut self.header_kind);
        match &components.header {
            Some(Header::Media { kind, example }) => {
                kind.as_str().clone_into(&mut self.header_kind);
                self.header_example = kept(example.as_deref());
            }
            Some(Header::Location) => "location".clone_into(&mut self.header_kind),
            Some(Header::Text(_)) | None => {}
        }
        for (index, card) in components.cards.iter().enumerate() {
            if let Header::Media { kind, example } = &card.header {
                kind.as_str().clone_into(&mut self.card_kind);
                self.card_example.push(kept(example.as_deref()));
            }
            let text = card.body.as_ref();
            self.card_text
                .push(text.map_or_else(String::new, |body| body.text.clone()));
            if let Some(body) = text {
                self.keep_examples(&format!("cards.{index}.body"), body);
            }
            for place in 0..BUTTONS {
                let button = card.buttons.get(place);
                if index == 0 {
                    let kind = button.map_or("", Button::kind).to_owned();
                    self.card_button_kind.push(kind);
                }
                let (value, example) = match button {
                    Some(Button::Url { url, example, .. }) => (Some(url), example.as_ref()),
                    Some(Button::Phone { number, .. }) => (Some(number), None),
                    _ => (None, None),
                };
                let label = button.and_then(Button::label).unwrap_or_default();
                self.card_button_label.push(label.to_owned());
                self.card_button_value
                    .push(value.cloned().unwrap_or_default());
                self.card_button_example
                    .push(example.cloned().unwrap_or_default());
            }
        }
    }

    fn card_row(&self, index: usize) -> CardRow {
        let text = |list: &[String], at: usize| {
            let own = list.get(at);
            own.map_or_else(String::new, |own| own.trim().to_owned())
        };
        let buttons = (0..BUTTONS).map(|place| {
            let at = index * BUTTONS + place;
            CardButton {
                label: text(&self.card_button_label, at),
                value: text(&self.card_button_value, at),
                example: text(&self.card_button_example, at),
            }
        });
        CardRow {
            text: text(&self.card_text, index).replace("\r\n", "\n"),
            example: text(&self.card_example, index),
            buttons: buttons.collect(),
        }
    }

    /// The rows in which something stands.
    fn filled_rows(&self) -> Vec<CardRow> {
        let rows = (0..self.card_text.len()).map(|index| self.card_row(index));
        rows.filter(|row| {
            let has_button = row.buttons.iter().any(|button| !button.label.is_empty());
            !row.text.is_empty() || !row.example.is_empty() || has_button
        })
        .collect()
    }

    /// The cards, with room for one more.
    pub(in crate::web::settings::template) fn card_rows(&self) -> Vec<CardRow> {
        let mut rows = self.filled_rows();
        let wanted = (rows.len() + 1).clamp(FEWEST, MOST);
        let empty = self.card_text.len();
        while rows.len() < wanted {
            rows.push(self.card_row(empty));
        }
        rows
    }

    /// The kinds of the buttons of every card.
    pub(in crate::web::settings::template) fn card_button_kinds(&self) -> Vec<String> {
        let kind = |place| self.card_button_kind.get(place).cloned();
        (0..BUTTONS)
            .map(|place| kind(place).unwrap_or_default())
            .collect()
    }

    /// The carousel, where one is wanted.
    pub(super) fn cards(&self) -> Vec<Card> {
        let Some(kind) = media(&self.card_kind) else {
            return Vec::new();
        };
        let kinds = self.card_button_kinds();
        let rows = self.filled_rows().into_iter().enumerate();
        rows.map(|(index, row)| {
            let buttons = kinds.iter().zip(row.buttons);
            Card {
                header: Header::Media {
                    kind,
                    example: filled(&row.example),
                },
                body: (!row.text.is_empty())
                    .then(|| self.phrase(&format!("cards.{index}.body"), &row.text)),
                buttons: buttons
                    .filter_map(|(kind, button)| card_button(kind, button))
                    .collect(),
            }
        })
        .collect()
    }

    /// The texts of the cards, each by the name of its part and that of its field.
    pub(super) fn card_phrases(cards: &[Card]) -> impl Iterator<Item = (String, String, &Phrase)> {
        let with_text = cards.iter().enumerate();
        with_text.filter_map(|(index, card)| {
            let body = card.body.as_ref()?;
            Some((
                format!("cards.{index}.body"),
                format!("cards[{index}].body"),
                body,
            ))
        })
    }
}

fn card_button(kind: &str, button: CardButton) -> Option<Button> {
    Some(match kind {
        "quick_reply" => Button::QuickReply {
            label: button.label,
            payload: None,
        },
        "url" => Button::Url {
            label: button.label,
            url: button.value,
            example: filled(&button.example),
        },
        "phone" => Button::Phone {
            label: button.label,
            number: button.value.split_whitespace().collect(),
        },
        _ => return None,
    })
}
