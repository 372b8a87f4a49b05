//! People's cards.

use serde::Serialize;
use transom_domain::message;
use utoipa::ToSchema;

/// A person's card.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactCard {
    /// All of the name, as it is to be shown.
    name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    department: Option<String>,
    /// What they are there.
    title: Option<String>,
    phones: Vec<Phone>,
    emails: Vec<Labelled>,
    urls: Vec<Labelled>,
    addresses: Vec<Address>,
    #[schema(example = "2001-12-31")]
    birthday: Option<String>,
}

/// A number of a person.
#[derive(Debug, Serialize, ToSchema)]
struct Phone {
    /// As people write it.
    number: Option<String>,
    #[schema(example = "CELL")]
    label: Option<String>,
    /// The id under which the platform reaches its owner, when they use it.
    external_id: Option<String>,
}

/// An address on the net.
#[derive(Debug, Serialize, ToSchema)]
struct Labelled {
    value: String,
    #[schema(example = "WORK")]
    label: Option<String>,
}

/// Where somebody lives or works.
#[derive(Debug, Serialize, ToSchema)]
struct Address {
    street: Option<String>,
    city: Option<String>,
    state: Option<String>,
    zip: Option<String>,
    country: Option<String>,
    /// Its ISO 3166 code.
    country_code: Option<String>,
    #[schema(example = "HOME")]
    label: Option<String>,
}

impl From<message::ContactCard> for ContactCard {
    fn from(card: message::ContactCard) -> Self {
        let work = card.organisation.unwrap_or_default();
        Self {
            name: card.name.formatted,
            first_name: card.name.first,
            last_name: card.name.last,
            company: work.company,
            department: work.department,
            title: work.title,
            phones: card
                .phones
                .into_iter()
                .map(|phone| Phone {
                    number: phone.number,
                    label: phone.label,
                    external_id: phone.customer,
                })
                .collect(),
            emails: card.emails.into_iter().map(Labelled::from).collect(),
            urls: card.urls.into_iter().map(Labelled::from).collect(),
            addresses: card.addresses.into_iter().map(Address::from).collect(),
            birthday: card.birthday,
        }
    }
}

impl From<message::Labelled> for Labelled {
    fn from(known: message::Labelled) -> Self {
        Self {
            value: known.value,
            label: known.label,
        }
    }
}

impl From<message::Address> for Address {
    fn from(address: message::Address) -> Self {
        Self {
            street: address.street,
            city: address.city,
            state: address.state,
            zip: address.zip,
            country: address.country,
            country_code: address.country_code,
            label: address.label,
        }
    }
}
