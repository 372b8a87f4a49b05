//! Templates on their way out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attachment, Location};
use crate::inbound::TemplateText;

/// An approved template with its blanks filled in.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TemplateMessage {
    /// Its name.
    pub name: String,
    /// Its language, as the platform writes it: `en_US`.
    pub language: String,
    /// What goes into the header, when that has a blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<TemplateHeader>,
    /// What goes into the blanks of the body.
    #[serde(default, skip_serializing_if = "Parameters::is_empty")]
    pub body: Parameters,
    /// What goes into the buttons that have a blank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<TemplateButton>,
    /// When the offer ends, where the template has one that does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_ends_at: Option<Timestamp>,
    /// What goes into its cards, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<TemplateCard>,
    /// Parts that go out as the sender wrote them, each in the platform's JSON.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raw: Vec<String>,
    /// How it reads with its blanks filled in, for people; it is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<TemplateText>,
}

impl TemplateMessage {
    /// A template without blanks.
    pub fn new(name: impl Into<String>, language: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            language: language.into(),
            ..Self::default()
        }
    }
}

impl TemplateMessage {
    /// The files above its text and its cards.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        let cards = self.cards.iter().map(|card| &card.header);
        let headers = std::iter::once(&self.header).chain(cards);
        headers.filter_map(|header| match header {
            Some(TemplateHeader::Media(file)) => Some(file),
            _ => None,
        })
    }

    /// The same, to be changed, each with the card that it is above; with none where it is above the text.
    pub fn files_mut(&mut self) -> impl Iterator<Item = (Option<usize>, &mut Attachment)> {
        let cards = self.cards.iter_mut().map(|card| &mut card.header);
        let cards = cards.enumerate().map(|(index, card)| (Some(index), card));
        let headers = std::iter::once((None, &mut self.header)).chain(cards);
        headers.filter_map(|(card, header)| match header {
            Some(TemplateHeader::Media(file)) => Some((card, file)),
            _ => None,
        })
    }
}

/// What goes into a card of a template.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TemplateCard {
    /// What goes above its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<TemplateHeader>,
    /// What goes into the blanks of its text.
    #[serde(default, skip_serializing_if = "Parameters::is_empty")]
    pub body: Parameters,
    /// What goes into its buttons that have a blank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<TemplateButton>,
}

/// What goes into the header of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateHeader {
    /// The blank of a header of text.
    Text(Parameters),
    /// A picture, film or document.
    Media(Attachment),
    /// A place.
    Location(Location),
}

/// What goes into the blanks of a text: by their order, or by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parameters {
    /// The first for `{{1}}`, and so on.
    Positional(Vec<String>),
    /// Each with the name of its blank.
    Named(Vec<(String, String)>),
}

impl Default for Parameters {
    fn default() -> Self {
        Self::Positional(Vec::new())
    }
}

impl Parameters {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Positional(values) => values.is_empty(),
            Self::Named(values) => values.is_empty(),
        }
    }
}

/// What goes into a button of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateButton {
    /// Its place among the buttons of the template, from 0.
    pub index: u8,
    /// What goes into it.
    pub value: ButtonValue,
}

/// What goes into a button of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ButtonValue {
    /// The end of the address that the button opens, or a one-time code.
    Url(String),
    /// What comes back when it is tapped.
    Payload(String),
    /// A code to be copied.
    Code(String),
}
