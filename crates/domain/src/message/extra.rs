//! What a message says by other means than text and files.

use serde::{Deserialize, Serialize};

use super::{Carousel, ContactCard, Flow, Shop, Structured, TemplateMessage};

/// What a message says by other means than text and files; at most one of these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extra {
    /// A place.
    Location(Location),
    /// People's cards.
    Contacts(Vec<ContactCard>),
    /// What the customer wants to buy.
    Order(Order),
    /// A form that the customer filled in.
    Form(FormReply),
    /// A reaction of the business to a message.
    Reaction {
        /// The platform's id of the message reacted to.
        to: String,
        /// The emoji, or nothing to take the reaction back.
        emoji: Option<String>,
    },
    /// Rows to choose one from.
    List(List),
    /// A button that opens a page.
    Link(LinkButton),
    /// A button with which the customer sends where they are.
    LocationRequest,
    /// Something of the catalogue.
    Shop(Shop),
    /// A button that opens a form.
    Flow(Flow),
    /// Cards to be swiped through.
    Carousel(Carousel),
    /// An approved template with its blanks filled in. The text beside it is how it reads, for people; it is not sent.
    Template(Box<TemplateMessage>),
    /// A message made of parts: cards, buttons, a receipt and the like.
    Structured(Box<Structured>),
    /// Something that the platform, or this version, cannot pass on.
    Unreadable(Unreadable),
}

/// A place.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north of the equator.
    pub latitude: f64,
    /// Degrees east of Greenwich.
    pub longitude: f64,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What the customer wants to buy.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Order {
    /// The catalogue it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
    /// The products.
    pub items: Vec<OrderItem>,
}

/// Some pieces of one product.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OrderItem {
    /// The shop's own id of the product.
    pub product_id: String,
    /// How many.
    pub quantity: Quantity,
    /// What one costs, in whole units of the currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// The currency's ISO 4217 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// How much of a product: nearly always a whole number of pieces, which is written without a point.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Quantity(pub f64);

impl Default for Quantity {
    fn default() -> Self {
        Self(1.0)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = self.to_string();
        match written.parse::<u64>() {
            Ok(whole) => serializer.serialize_u64(whole),
            Err(_) => serializer.serialize_f64(self.0),
        }
    }
}

/// A product that a message is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Product {
    /// The catalogue it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
    /// The shop's own id of it.
    pub product_id: String,
}

/// A form that the customer filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FormReply {
    /// The kind of form, as the platform names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What was filled in: the JSON that the form made of it.
    pub answers: String,
}

/// Rows to choose one from, behind a button.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct List {
    /// The label of the button that opens it.
    pub button: String,
    /// The rows, in groups.
    pub sections: Vec<ListSection>,
}

/// Some rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListSection {
    /// What stands above them; needed as soon as there are two groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListRow {
    /// The label.
    pub title: String,
    /// What comes back when it is chosen.
    pub payload: String,
    /// A line below the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A button that opens a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LinkButton {
    /// The label.
    pub label: String,
    /// The page.
    pub url: String,
}

/// Something that the platform, or this version, cannot pass on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unreadable {
    /// What it is, as the platform names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The platform's code for why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The platform's sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Unreadable {
    /// The platform's word for a file that it names before it passes it on, or instead of that.
    pub const FILE_TO_COME: &str = "media_placeholder";
}

impl Extra {
    /// A short form for the lists, in nobody's language; may be empty.
    pub fn summary(&self) -> Option<String> {
        match self {
            Self::Location(place) => Some(
                place
                    .name
                    .clone()
                    .or_else(|| place.address.clone())
                    .unwrap_or_else(|| format!("{}, {}", place.latitude, place.longitude)),
            ),
            Self::Contacts(cards) => {
                let names = cards.iter().map(|card| card.name.formatted.as_str());
                Some(names.collect::<Vec<_>>().join(", "))
            }
            Self::Order(order) => {
                let items = order
                    .items
                    .iter()
                    .map(|item| format!("{} × {}", item.quantity, item.product_id));
                Some(items.collect::<Vec<_>>().join(", "))
            }
            Self::Reaction { emoji, .. } => emoji.clone(),
            Self::Template(template) => Some(template.name.clone()),
            Self::Structured(structured) => structured.summary().map(str::to_owned),
            Self::Form(_)
            | Self::List(_)
            | Self::Link(_)
            | Self::LocationRequest
            | Self::Shop(_)
            | Self::Flow(_)
            | Self::Carousel(_)
            | Self::Unreadable(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_of_pieces_is_written_without_a_point() {
        for (quantity, text) in [(2.0, "2"), (1.5, "1.5"), (0.0, "0")] {
            let written = serde_json::to_string(&Quantity(quantity)).unwrap();
            assert_eq!(written, text);
            let read: Quantity = serde_json::from_str(&written).unwrap();
            assert_eq!(read, Quantity(quantity));
        }
    }
}
