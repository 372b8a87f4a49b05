//! What a message says by other means than text and files.

use serde::Serialize;
use transom_domain::message;
use utoipa::ToSchema;

use super::super::carousel::CardView;
use super::card::ContactCard;

/// What a message says by other means than text and files.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(super) enum Extra {
    /// A place.
    Location {
        /// Degrees north of the equator.
        latitude: f64,
        /// Degrees east of Greenwich.
        longitude: f64,
        name: Option<String>,
        address: Option<String>,
        /// Its page.
        url: Option<String>,
    },
    /// People's cards.
    Contacts { contacts: Vec<ContactCard> },
    /// What the customer wants to buy.
    Order {
        /// The catalogue it is from.
        catalog_id: Option<String>,
        items: Vec<OrderItem>,
    },
    /// A form that the customer filled in.
    Form {
        /// The kind of form, as the platform names it.
        name: Option<String>,
        /// What was filled in: the JSON that the form made of it, as text.
        answers: String,
    },
    /// The business reacted to a message.
    Reaction {
        /// The platform's id of the message reacted to.
        to_external_id: String,
        /// Null when the reaction was taken back.
        emoji: Option<String>,
    },
    /// Rows to choose one from.
    List {
        /// The label of the button that opens it.
        button: String,
        sections: Vec<ListSection>,
    },
    /// A button that opens a page.
    Link { label: String, url: String },
    /// A button with which the customer sends where they are.
    LocationRequest,
    /// Cards to be swiped through.
    Carousel { cards: Vec<CardView> },
    /// Something that the platform, or this version, cannot pass on.
    Unreadable {
        /// What it is, as the platform names it.
        platform_kind: Option<String>,
        /// The platform's code for why.
        code: Option<String>,
        /// The platform's sentence.
        detail: Option<String>,
    },
}

/// Some pieces of one product.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderItem {
    /// The shop's own id of the product.
    product_id: String,
    /// Nearly always a whole number.
    #[schema(value_type = f64)]
    quantity: message::Quantity,
    /// What one costs, in whole units of the currency.
    price: Option<f64>,
    /// The currency's ISO 4217 code.
    #[schema(example = "EUR")]
    currency: Option<String>,
}

/// Some rows of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ListSection {
    title: Option<String>,
    rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ListRow {
    title: String,
    /// What comes back when it is chosen.
    payload: String,
    description: Option<String>,
}

impl Extra {
    /// Nothing for templates, whose text is the message's own, and for what has a field of its own.
    pub(super) fn of(extra: message::Extra) -> Option<Self> {
        use message::Extra as Said;
        Some(match extra {
            Said::Location(place) => Self::Location {
                latitude: place.latitude,
                longitude: place.longitude,
                name: place.name,
                address: place.address,
                url: place.url,
            },
            Said::Contacts(cards) => Self::Contacts {
                contacts: cards.into_iter().map(ContactCard::from).collect(),
            },
            Said::Order(order) => Self::Order {
                catalog_id: order.catalog_id,
                items: order.items.into_iter().map(OrderItem::from).collect(),
            },
            Said::Form(reply) => Self::Form {
                name: reply.name,
                answers: reply.answers,
            },
            Said::Reaction { to, emoji } => Self::Reaction {
                to_external_id: to,
                emoji,
            },
            Said::List(list) => Self::List {
                button: list.button,
                sections: list.sections.into_iter().map(ListSection::from).collect(),
            },
            Said::Link(link) => Self::Link {
                label: link.label,
                url: link.url,
            },
            Said::LocationRequest => Self::LocationRequest,
            Said::Carousel(carousel) => Self::Carousel {
                cards: carousel.cards.into_iter().map(CardView::from).collect(),
            },
            Said::Unreadable(why) => Self::Unreadable {
                platform_kind: why.kind,
                code: why.code,
                detail: why.detail,
            },
            Said::Template(_) | Said::Structured(_) | Said::Shop(_) | Said::Flow(_) => return None,
        })
    }
}

impl From<message::OrderItem> for OrderItem {
    fn from(item: message::OrderItem) -> Self {
        Self {
            product_id: item.product_id,
            quantity: item.quantity,
            price: item.price,
            currency: item.currency,
        }
    }
}

impl From<message::ListSection> for ListSection {
    fn from(section: message::ListSection) -> Self {
        let rows = section.rows.into_iter();
        Self {
            title: section.title,
            rows: rows
                .map(|row| ListRow {
                    title: row.title,
                    payload: row.payload,
                    description: row.description,
                })
                .collect(),
        }
    }
}
