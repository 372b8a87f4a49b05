//! A person's card on the wire, the same in both directions.

use serde::{Deserialize, Serialize};
use transom_domain::message::{Address, ContactCard, Labelled, Organisation, PersonName, Phone};

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
pub(super) struct Card {
    name: Name,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phones: Vec<WirePhone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    emails: Vec<Email>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    urls: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<WireAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<Org>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birthday: Option<String>,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(default)]
#[expect(clippy::struct_field_names, reason = "the names of the wire")]
struct Name {
    formatted_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    middle_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct WirePhone {
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wa_id: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Email {
    email: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Link {
    url: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct WireAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zip: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_code: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Org {
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

/// A label and an address; without the address it says nothing.
fn labelled(value: Option<String>, label: Option<String>) -> Option<Labelled> {
    value.map(|value| Labelled { value, label })
}

impl From<Card> for ContactCard {
    fn from(card: Card) -> Self {
        let emails = card.emails.into_iter();
        let urls = card.urls.into_iter();
        Self {
            name: PersonName {
                formatted: card.name.formatted_name.unwrap_or_default(),
                first: card.name.first_name,
                middle: card.name.middle_name,
                last: card.name.last_name,
                prefix: card.name.prefix,
                suffix: card.name.suffix,
            },
            phones: card
                .phones
                .into_iter()
                .map(|phone| Phone {
                    number: phone.phone,
                    label: phone.kind,
                    customer: phone.wa_id.filter(|id| !id.is_empty()),
                })
                .collect(),
            emails: emails
                .filter_map(|one| labelled(one.email, one.kind))
                .collect(),
            urls: urls.filter_map(|one| labelled(one.url, one.kind)).collect(),
            addresses: card
                .addresses
                .into_iter()
                .map(|address| Address {
                    street: address.street,
                    city: address.city,
                    state: address.state,
                    zip: address.zip,
                    country: address.country,
                    country_code: address.country_code,
                    label: address.kind,
                })
                .collect(),
            organisation: card.org.map(|org| Organisation {
                company: org.company,
                department: org.department,
                title: org.title,
            }),
            birthday: card.birthday,
        }
    }
}

impl From<ContactCard> for Card {
    fn from(card: ContactCard) -> Self {
        Self {
            name: Name {
                formatted_name: Some(card.name.formatted),
                first_name: card.name.first,
                middle_name: card.name.middle,
                last_name: card.name.last,
                prefix: card.name.prefix,
                suffix: card.name.suffix,
            },
            phones: card
                .phones
                .into_iter()
                .map(|phone| WirePhone {
                    phone: phone.number,
                    kind: phone.label,
                    wa_id: phone.customer,
                })
                .collect(),
            emails: card
                .emails
                .into_iter()
                .map(|Labelled { value, label }| Email {
                    email: Some(value),
                    kind: label,
                })
                .collect(),
            urls: card
                .urls
                .into_iter()
                .map(|Labelled { value, label }| Link {
                    url: Some(value),
                    kind: label,
                })
                .collect(),
            addresses: card
                .addresses
                .into_iter()
                .map(|address| WireAddress {
                    street: address.street,
                    city: address.city,
                    state: address.state,
                    zip: address.zip,
                    country: address.country,
                    country_code: address.country_code,
                    kind: address.label,
                })
                .collect(),
            org: card.organisation.map(|org| Org {
                company: org.company,
                department: org.department,
                title: org.title,
            }),
            birthday: card.birthday,
        }
    }
}
