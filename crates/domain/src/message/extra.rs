//! What a message says by other means than text and files.

use serde::{Deserialize, Serialize};

use super::Attachment;

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
    /// An approved template with its blanks filled in.
    Template(Box<TemplateMessage>),
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

/// A person's card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactCard {
    /// What they are called.
    pub name: PersonName,
    /// Their numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Their addresses for letters by wire.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Labelled>,
    /// Their pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<Labelled>,
    /// Where they live and work.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Where they work, and as what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Organisation>,
    /// Their birthday, as `2001-12-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
}

/// What a person is called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonName {
    /// All of it, as it is to be shown.
    pub formatted: String,
    /// The given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// What stands between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle: Option<String>,
    /// The family's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// What goes before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// What comes after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
}

/// A number of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Phone {
    /// As people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it is: `CELL`, `WORK`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The id under which the platform reaches its owner, when they use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
}

/// An address on the net, with what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Labelled {
    /// The address.
    pub value: String,
    /// What it is: `HOME`, `WORK`, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Where somebody lives or works.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, province or canton.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Its ISO 3166 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// What it is: `HOME`, `WORK`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Where somebody works, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// The firm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Its part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// What they are there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
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
    pub quantity: u32,
    /// What one costs, in whole units of the currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// The currency's ISO 4217 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
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
            Self::Form(_)
            | Self::List(_)
            | Self::Link(_)
            | Self::LocationRequest
            | Self::Unreadable(_) => None,
        }
    }
}
