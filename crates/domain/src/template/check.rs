//! Whether the values of a message fit the blanks of its template.

use std::fmt;

use super::blank::blanks;
use super::{Button, Components, Header, HeaderMedia, ParameterFormat, Phrase};
use crate::message::{
    AttachmentKind, ButtonValue, Parameters, TemplateButton, TemplateHeader, TemplateMessage,
};

/// Where something goes into a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A blank of the header, by its name.
    Header(String),
    /// The file above the body.
    HeaderMedia(HeaderMedia),
    /// The place above the body.
    HeaderLocation,
    /// A blank of the body, by its name.
    Body(String),
    /// A button, counted from 0.
    Button(u8),
    /// The moment at which the offer ends.
    OfferEnd,
    /// A place on a card, counted from 0.
    Card(u8, Box<Place>),
}

impl Place {
    fn on_card(self, index: u8) -> Self {
        Self::Card(index, Box::new(self))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header.{name}"),
            Self::HeaderMedia(_) => f.write_str("header.media"),
            Self::HeaderLocation => f.write_str("header.location"),
            Self::Body(name) => write!(f, "body.{name}"),
            Self::Button(index) => write!(f, "buttons.{index}"),
            Self::OfferEnd => f.write_str("offer.ends_at"),
            Self::Card(index, place) => write!(f, "cards.{index}.{place}"),
        }
    }
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is none.
    Missing,
    /// The template has no such blank.
    Extra,
    /// The template's blanks have names, and the values came in an order.
    Unnamed,
    /// The template's blanks are numbered, and the values came with names.
    Unordered,
}

/// A value that does not fit its template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Where it was to go.
    pub place: Place,
    /// What is wrong with it.
    pub trouble: Trouble,
}

impl Components {
    /// The places that a message must fill in, in the order in which they are read.
    pub fn places(&self) -> Vec<Place> {
        let header = self.header.as_ref();
        let mut places = self.places_of(header, &self.body, &self.buttons);
        if self.offer.as_ref().is_some_and(|offer| offer.ends) {
            places.insert(0, Place::OfferEnd);
        }
        for (index, card) in (0_u8..).zip(&self.cards) {
            let none = Phrase::default();
            let body = card.body.as_ref().unwrap_or(&none);
            let own = self.places_of(Some(&card.header), body, &card.buttons);
            places.extend(own.into_iter().map(|place| place.on_card(index)));
        }
        places
    }

    /// Those of the whole, or of a card.
    fn places_of(&self, header: Option<&Header>, body: &Phrase, buttons: &[Button]) -> Vec<Place> {
        let mut places: Vec<Place> = match header {
            Some(Header::Text(phrase)) => {
                let names = blanks(&phrase.text).into_iter();
                names.map(|name| Place::Header(name.to_owned())).collect()
            }
            Some(Header::Media { kind, .. }) => vec![Place::HeaderMedia(*kind)],
            Some(Header::Location) => vec![Place::HeaderLocation],
            None => Vec::new(),
        };
        let body = self.ordered(&body.text).into_iter();
        places.extend(body.map(|name| Place::Body(name.to_owned())));
        places.extend(
            (0_u8..)
                .zip(buttons)
                .filter(|(_, button)| button.has_blank())
                .map(|(index, _)| Place::Button(index)),
        );
        places
    }

    /// The blanks of a text in the order of their values: numbers by size, whatever the order they are met in.
    fn ordered<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut names = blanks(text);
        if self.format == ParameterFormat::Positional {
            names.sort_by_key(|name| name.parse::<u32>().unwrap_or(u32::MAX));
        }
        names
    }

    /// What is missing in a message, and what it has too much.
    pub fn mismatches(&self, message: &TemplateMessage) -> Vec<Mismatch> {
        let mut found = self.unlike(message);
        // Which value is for which blank cannot be told then.
        if !found.is_empty() {
            return found;
        }
        let given = self.given(message);
        let wanted = self.places();
        let mut add = |place: &Place, trouble| {
            found.push(Mismatch {
                place: place.clone(),
                trouble,
            });
        };
        for place in &wanted {
            if !given.contains(place) {
                add(place, Trouble::Missing);
            }
        }
        for place in &given {
            if !wanted.contains(place) {
                add(place, Trouble::Extra);
            }
        }
        found
    }

    /// The texts whose values are given in another way than their blanks are named, each by its first blank.
    fn unlike(&self, message: &TemplateMessage) -> Vec<Mismatch> {
        let trouble = |values: &Parameters| match (values, self.format) {
            (values, _) if values.is_empty() => None,
            (Parameters::Positional(_), ParameterFormat::Named) => Some(Trouble::Unnamed),
            (Parameters::Named(_), ParameterFormat::Positional) => Some(Trouble::Unordered),
            _ => None,
        };
        let first = |phrase: &Phrase| Some((*blanks(&phrase.text).first()?).to_owned());
        let mut found = Vec::new();
        let mut add = |values: &Parameters, place: Option<Place>| {
            let mismatch = trouble(values).zip(place);
            found.extend(mismatch.map(|(trouble, place)| Mismatch { place, trouble }));
        };
        if let (Some(Header::Text(phrase)), Some(TemplateHeader::Text(values))) =
            (&self.header, &message.header)
        {
            add(values, first(phrase).map(Place::Header));
        }
        add(&message.body, first(&self.body).map(Place::Body));
        for (index, (card, filled)) in (0_u8..).zip(self.cards.iter().zip(&message.cards)) {
            let name = card.body.as_ref().and_then(first);
            let place = name.map(|name| Place::Body(name).on_card(index));
            add(&filled.body, place);
        }
        found
    }

    /// The places that a message fills in with something.
    fn given(&self, message: &TemplateMessage) -> Vec<Place> {
        let mut given = self.given_in(
            (self.header.as_ref(), &self.body, &self.buttons),
            (message.header.as_ref(), &message.body, &message.buttons),
        );
        given.extend(message.offer_ends_at.map(|_| Place::OfferEnd));
        let none = Phrase::default();
        for (index, filled) in (0_u8..).zip(&message.cards) {
            let own = match self.cards.get(usize::from(index)) {
                Some(card) => (
                    Some(&card.header),
                    card.body.as_ref().unwrap_or(&none),
                    &card.buttons[..],
                ),
                None => (None, &none, &[][..]),
            };
            let values = (filled.header.as_ref(), &filled.body, &filled.buttons[..]);
            let places = self.given_in(own, values).into_iter();
            given.extend(places.map(|place| place.on_card(index)));
        }
        given
    }

    /// Those of the whole, or of a card, that values fill in.
    fn given_in(
        &self,
        (own, body, buttons): (Option<&Header>, &Phrase, &[Button]),
        (header, values, tapped): (Option<&TemplateHeader>, &Parameters, &[TemplateButton]),
    ) -> Vec<Place> {
        let mut given = Vec::new();
        match header {
            Some(TemplateHeader::Text(values)) => {
                let text = match own {
                    Some(Header::Text(phrase)) => &phrase.text,
                    _ => "",
                };
                given.extend(self.named(values, text).map(Place::Header));
            }
            Some(TemplateHeader::Media(file)) => {
                given.push(Place::HeaderMedia(match file.kind {
                    AttachmentKind::Video => HeaderMedia::Video,
                    AttachmentKind::File => HeaderMedia::Document,
                    _ => HeaderMedia::Image,
                }));
            }
            Some(TemplateHeader::Location(_)) => given.push(Place::HeaderLocation),
            None => {}
        }
        given.extend(self.named(values, &body.text).map(Place::Body));
        for TemplateButton { index, value } in tapped {
            match (buttons.get(usize::from(*index)), value) {
                // What comes back with a quick reply is always up to the sender, and a code is that of the body.
                (Some(Button::QuickReply { .. }), ButtonValue::Payload(_))
                | (Some(Button::OneTime { .. }), ButtonValue::Url(_)) => {}
                (_, ButtonValue::Url(value) | ButtonValue::Code(value)) if value.is_empty() => {}
                _ => given.push(Place::Button(*index)),
            }
        }
        given
    }

    /// The names of the blanks that values go into; an empty value is none.
    fn named(&self, values: &Parameters, text: &str) -> impl Iterator<Item = String> {
        let names: Vec<String> = match values {
            Parameters::Positional(values) => {
                let blanks = self.ordered(text);
                let named = values.iter().enumerate().map(|(index, value)| {
                    let own = blanks.get(index).map(|name| (*name).to_owned());
                    (own.unwrap_or_else(|| (index + 1).to_string()), value)
                });
                let filled = named.filter(|(_, value)| !value.trim().is_empty());
                filled.map(|(name, _)| name).collect()
            }
            Parameters::Named(values) => {
                let filled = values.iter().filter(|(_, value)| !value.trim().is_empty());
                filled.map(|(name, _)| name.clone()).collect()
            }
        };
        names.into_iter()
    }
}
