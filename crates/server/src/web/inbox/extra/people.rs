//! People's cards: whom to call and to write to.

use transom_domain::message::{Address, ContactCard, Labelled, Organisation, Phone};

use crate::web::markup::web_address;
use crate::web::person::Person;

/// A person's card.
#[derive(Clone, Debug)]
pub(crate) struct PersonCard {
    pub(crate) person: Person,
    /// What they are, and where.
    pub(crate) work: Option<String>,
    pub(crate) lines: Vec<Line>,
}

/// One way to reach somebody, or one thing known of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The key of what it is: a number, an address, ….
    pub(crate) kind: &'static str,
    /// Whether it is for work, at home, ….
    pub(crate) label: Option<Label>,
    pub(crate) text: String,
    /// Calls, writes, or opens it.
    pub(crate) href: Option<String>,
}

/// What a number or an address is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// One that has a translation: its key.
    Known(&'static str),
    /// The platform's word, or the sender's own.
    Word(String),
}

impl Label {
    fn of(word: &str) -> Option<Self> {
        Some(match word.to_ascii_uppercase().as_str() {
            "" => return None,
            "HOME" => Self::Known("card-home"),
            "WORK" => Self::Known("card-work"),
            "CELL" | "MOBILE" | "IPHONE" => Self::Known("card-mobile"),
            _ => Self::Word(word.to_lowercase()),
        })
    }
}

impl PersonCard {
    pub(super) fn of(card: &ContactCard) -> Self {
        let phones = card.phones.iter().filter_map(phone);
        let emails = card.emails.iter().map(email);
        let pages = card.urls.iter().map(page);
        let addresses = card.addresses.iter().filter_map(address);
        let birthday = card.birthday.iter().map(|day| Line {
            kind: "card-birthday",
            label: None,
            text: day.clone(),
            href: None,
        });
        Self {
            person: Person {
                name: card.name.formatted.clone(),
            },
            work: card.organisation.as_ref().and_then(work),
            lines: phones
                .chain(emails)
                .chain(pages)
                .chain(addresses)
                .chain(birthday)
                .collect(),
        }
    }
}

fn label(word: Option<&String>) -> Option<Label> {
    word.and_then(|word| Label::of(word))
}

fn phone(phone: &Phone) -> Option<Line> {
    let number = phone.number.clone()?;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plus = if number.trim_start().starts_with('+') {
        "+"
    } else {
        ""
    };
    Some(Line {
        kind: "card-phone",
        label: label(phone.label.as_ref()),
        href: (digits.len() > 2).then(|| format!("tel:{plus}{digits}")),
        text: number,
    })
}

fn email(email: &Labelled) -> Line {
    // What stands in an address besides these could add headers to the letter.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@.+-_".contains(c);
    let is_address = email.value.contains('@') && email.value.chars().all(is_plain);
    Line {
        kind: "card-email",
        label: label(email.label.as_ref()),
        href: is_address.then(|| format!("mailto:{}", email.value)),
        text: email.value.clone(),
    }
}

fn page(page: &Labelled) -> Line {
    Line {
        kind: "card-page",
        label: label(page.label.as_ref()),
        href: web_address(&page.value).map(str::to_owned),
        text: page.value.clone(),
    }
}

fn address(address: &Address) -> Option<Line> {
    let town = [address.zip.as_deref(), address.city.as_deref()];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let country = address
        .country
        .as_deref()
        .or(address.country_code.as_deref());
    let parts = [
        address.street.as_deref(),
        Some(town.as_str()),
        address.state.as_deref(),
        country,
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| Line {
        kind: "card-address",
        label: label(address.label.as_ref()),
        text: parts.join(", "),
        href: None,
    })
}

fn work(organisation: &Organisation) -> Option<String> {
    let parts = [
        organisation.title.as_deref(),
        organisation.department.as_deref(),
        organisation.company.as_deref(),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(of: &Line) -> Option<&str> {
        of.href.as_deref()
    }

    #[test]
    fn a_number_is_called_by_its_digits() {
        let line = |number: &str| {
            phone(&Phone {
                number: Some(number.to_owned()),
                label: Some("CELL".to_owned()),
                customer: None,
            })
            .unwrap()
        };
        let known = line("+39 (02) 555-01.23");
        assert_eq!(href(&known), Some("tel:+39025550123"));
        assert_eq!(known.text, "+39 (02) 555-01.23");
        assert_eq!(known.label, Some(Label::Known("card-mobile")));
        assert_eq!(href(&line("ask me")), None);
    }

    #[test]
    fn only_a_plain_address_is_written_to() {
        let line = |value: &str| {
            email(&Labelled {
                value: value.to_owned(),
                label: Some("Holidays".to_owned()),
            })
        };
        let known = line("ana+shop@example.com");
        assert_eq!(href(&known), Some("mailto:ana+shop@example.com"));
        assert_eq!(known.label, Some(Label::Word("holidays".to_owned())));
        for bad in [
            "ana",
            "a@b.example?bcc=all@example.com",
            "a@b.example,c@d.example",
        ] {
            assert_eq!(href(&line(bad)), None, "{bad}");
        }
    }

    #[test]
    fn a_page_that_is_none_is_not_linked() {
        let line = page(&Labelled {
            value: "javascript:alert(1)".to_owned(),
            label: None,
        });
        assert_eq!(href(&line), None);
    }
}
