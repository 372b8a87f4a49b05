//! Places, cards and reactions.

use serde::Serialize;
use transom_domain::message::{ContactCard, Extra, Location};

use super::limits::{CannotRender, Part, count};
use crate::whatsapp::card::Card;

/// As many cards as one message takes.
const MOST_CARDS: usize = 257;

/// Cards of people.
pub(super) type Cards = Vec<Card>;

#[derive(Serialize)]
pub(super) struct LocationBody<'a> {
    latitude: f64,
    longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

/// An empty emoji takes the reaction back.
#[derive(Serialize)]
pub(super) struct ReactionBody<'a> {
    pub(super) message_id: &'a str,
    pub(super) emoji: &'a str,
}

pub(super) fn location(place: &Location) -> Result<LocationBody<'_>, CannotRender> {
    let is_on_earth =
        (-90.0..=90.0).contains(&place.latitude) && (-180.0..=180.0).contains(&place.longitude);
    if !is_on_earth {
        return Err(CannotRender::NotOnEarth);
    }
    Ok(LocationBody {
        latitude: place.latitude,
        longitude: place.longitude,
        name: place.name.as_deref(),
        address: place.address.as_deref(),
    })
}

pub(super) fn cards(cards: &[ContactCard]) -> Result<Cards, CannotRender> {
    count("contacts", cards.len(), MOST_CARDS)?;
    for card in cards {
        Part::ContactName.fits(&card.name.formatted)?;
    }
    Ok(cards.iter().cloned().map(Card::from).collect())
}

/// What it is called in a sentence.
pub(super) const fn name(extra: &Extra) -> &'static str {
    match extra {
        Extra::Location(_) => "a location",
        Extra::Contacts(_) => "contacts",
        Extra::Order(_) => "an order",
        Extra::Form(_) => "a filled-in form",
        Extra::Reaction { .. } => "a reaction",
        Extra::List(_) => "a list",
        Extra::Link(_) => "a link button",
        Extra::LocationRequest => "a request for a location",
        Extra::Shop(_) => "products",
        Extra::Flow(_) => "a form",
        Extra::Carousel(_) => "cards to be swiped through",
        Extra::Template(_) => "a template",
        Extra::Structured(_) => "cards, receipts and the like",
        Extra::Unreadable(_) => "something that cannot be read",
    }
}
