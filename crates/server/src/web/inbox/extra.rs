//! What a message says by other means than text and files, as the thread shows it.

mod form;
mod offer;
mod order;
mod people;
mod place;

use transom_domain::message::{Extra as Said, List, Unreadable};

pub(crate) use form::Form;
pub(crate) use offer::Products;
pub(crate) use order::Order;
pub(crate) use people::{Label, PersonCard};
pub(crate) use place::Place;

use crate::web::markup::web_address;

/// What a message says by other means than text and files.
#[derive(Clone, Debug)]
pub(crate) enum Extra {
    Place(Place),
    People(Vec<PersonCard>),
    Order(Order),
    Form(Form),
    /// The business reacted to a message; without an emoji it took its reaction back.
    Reaction(Option<String>),
    /// Rows to choose one from.
    List(List),
    /// A button that opens a page.
    Link {
        label: String,
        /// A web address, or nothing when it is none.
        href: Option<String>,
    },
    /// A button with which the customer tells where they are.
    PlaceWanted,
    /// Products of the catalogue.
    Shop(Products),
    /// The label of a button that opens a form.
    FormWanted(String),
}

impl Extra {
    /// Nothing for what is shown in place of the whole message: what cannot be read, templates, and cards.
    pub(crate) fn of(said: &Said) -> Option<Self> {
        Some(match said {
            Said::Location(location) => Self::Place(Place::of(location)),
            Said::Contacts(cards) => Self::People(cards.iter().map(PersonCard::of).collect()),
            Said::Order(order) => Self::Order(Order::of(order)),
            Said::Form(reply) => Self::Form(Form::of(reply)),
            Said::Reaction { emoji, .. } => Self::Reaction(emoji.clone()),
            Said::List(list) => Self::List(list.clone()),
            Said::Link(link) => Self::Link {
                label: link.label.clone(),
                href: web_address(&link.url).map(str::to_owned),
            },
            Said::LocationRequest => Self::PlaceWanted,
            Said::Shop(shop) => Self::Shop(Products::of(shop)),
            Said::Flow(flow) => Self::FormWanted(flow.label.clone()),
            Said::Template(_) | Said::Structured(_) | Said::Carousel(_) | Said::Unreadable(_) => {
                return None;
            }
        })
    }
}

/// Why something cannot be shown, as far as the platform tells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unsupported {
    /// What it is, as the platform names it.
    pub(crate) kind: Option<String>,
    /// The platform's own sentence, or its code.
    pub(crate) reason: Option<String>,
}

impl Unsupported {
    pub(crate) fn of(said: Option<&Said>) -> Self {
        let Some(Said::Unreadable(Unreadable { kind, code, detail })) = said else {
            return Self::default();
        };
        Self {
            kind: kind.clone().filter(|kind| kind != "unsupported"),
            reason: detail.clone().or_else(|| code.clone()),
        }
    }
}
