//! People's cards, as one hands them on.

use serde::{Deserialize, Serialize};

/// A person's card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactCard {
    /// What they are called.
    pub name: PersonName,
    /// Their numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Their email addresses.
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
