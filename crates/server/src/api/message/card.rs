//! People's cards that a program hands on.

use serde::Deserialize;
use transom_domain::message;
use utoipa::ToSchema;

/// A person's card.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContactCardDraft)]
pub(super) struct Card {
    /// All of the name, as it is to be shown.
    #[schema(example = "Nina Makes")]
    name: String,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    department: Option<String>,
    /// What they are there.
    title: Option<String>,
    #[serde(default)]
    phones: Vec<Phone>,
    #[serde(default)]
    emails: Vec<Labelled>,
    #[serde(default)]
    urls: Vec<Labelled>,
    #[serde(default)]
    addresses: Vec<Address>,
    #[schema(example = "2001-12-31")]
    birthday: Option<String>,
}

/// A number of a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PhoneDraft)]
struct Phone {
    #[schema(example = "+33 1 84 88 00 00")]
    number: String,
    #[schema(example = "WORK")]
    label: Option<String>,
    /// The id under which the platform reaches its owner; the card then offers to write to them.
    external_id: Option<String>,
}

/// An address on the net.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LabelledDraft)]
struct Labelled {
    value: String,
    #[schema(example = "WORK")]
    label: Option<String>,
}

/// Where somebody lives or works.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AddressDraft)]
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

impl From<Card> for message::ContactCard {
    fn from(card: Card) -> Self {
        let organisation = message::Organisation {
            company: card.company,
            department: card.department,
            title: card.title,
        };
        Self {
            name: message::PersonName {
                formatted: card.name,
                first: card.first_name,
                last: card.last_name,
                ..message::PersonName::default()
            },
            phones: card.phones.into_iter().map(Phone::into).collect(),
            emails: card.emails.into_iter().map(Labelled::into).collect(),
            urls: card.urls.into_iter().map(Labelled::into).collect(),
            addresses: card.addresses.into_iter().map(Address::into).collect(),
            organisation: Some(organisation)
                .filter(|organisation| *organisation != message::Organisation::default()),
            birthday: card.birthday,
        }
    }
}

impl From<Phone> for message::Phone {
    fn from(phone: Phone) -> Self {
        Self {
            number: Some(phone.number),
            label: phone.label,
            customer: phone.external_id,
        }
    }
}

impl From<Labelled> for message::Labelled {
    fn from(known: Labelled) -> Self {
        Self {
            value: known.value,
            label: known.label,
        }
    }
}

impl From<Address> for message::Address {
    fn from(address: Address) -> Self {
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
