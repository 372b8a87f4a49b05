//! A webhook of Meta's `whatsapp_business_account` object, read into what happened.
//!
//! Nothing is dropped: every message, status and other element of every change of every entry becomes an item,
//! understood or not, in an order that depends on the body alone. A webhook of messages and statuses that is all well
//! is read in one pass; any other is read with care, item by item, so that a bad item spoils none of its neighbours.
//!
//! The account of an item is the number's id; of an item about the business account above it, that account's id.

use jiff::Timestamp;
use transom_domain::inbound::{Inbound, InboundEvent, Person};

use super::outcome;
use super::webhook::wire::Whole;
use super::webhook::{self, NotUnderstood, Parsed, Reason, Unhandled, envelope, unhandled};

mod account;
mod careful;
mod contact;
mod content;
mod message;
mod phone;
mod preference;
mod status;
mod template;
pub(super) mod wire;

pub(crate) use account::Limit;
use contact::Contacts;

type Understood = Result<Inbound, Unhandled>;

/// The word in `object`.
const OBJECT: &str = "whatsapp_business_account";

/// The fields whose changes hold messages and statuses.
const MESSAGE_FIELDS: [&str; 3] = ["messages", "message_echoes", "smb_message_echoes"];

/// Reads a webhook. Never panics, whatever the bytes.
pub fn parse(body: &[u8]) -> Result<Parsed, NotUnderstood> {
    webhook::read_by(body, at_once, |text| careful::read(text, None))
}

/// The same of a webhook that arrived then: what carries no time counts as told at that moment.
pub fn parse_received(body: &[u8], received_at: Timestamp) -> Result<Parsed, NotUnderstood> {
    let received = Some(Whole(received_at.as_second()));
    webhook::read_by(body, at_once, |text| careful::read(text, received))
}

/// What the review of a template says, where another platform writes it alike.
pub(crate) fn understand_template(
    account: &str,
    value: template::Value,
    time: Option<webhook::wire::Whole>,
) -> Understood {
    template::understand(account, "message_template_status_update", value, time)
}

/// Everything in one pass, when it is about messages and everything is understood.
fn at_once(text: &str, all: &mut webhook::Understood) -> Option<()> {
    envelope::entries(text, OBJECT, |entry: wire::Entry<'_>| {
        entry.id.as_deref()?;
        let before_entry = all.len();
        for change in entry.changes {
            if !MESSAGE_FIELDS.contains(&change.field.as_str()) {
                return None;
            }
            let before = all.len();
            let value = change.value;
            let number = Number {
                id: value.metadata.phone_number_id.as_deref()?,
                shown: value.metadata.display_phone_number.as_deref(),
                contacts: &Contacts::new(&value.contacts),
            };
            for message in value.messages {
                all.push(message::understand(&number, message).ok()?);
            }
            for status in value.statuses {
                all.push(status::understand(&number, status).ok()?);
            }
            for echo in value.message_echoes {
                all.push(message::understand_echo(&number, echo).ok()?);
            }
            if all.len() == before {
                return None;
            }
        }
        (all.len() > before_entry).then_some(())
    })
}

/// The number that a change is about, and the customers who are named beside its messages.
struct Number<'a> {
    id: &'a str,
    /// As it is written for people, with or without spaces.
    shown: Option<&'a str>,
    contacts: &'a Contacts<'a>,
}

impl Number<'_> {
    /// Whether somebody's id is that of the number itself.
    fn is(&self, id: &wire::Id) -> bool {
        let (Some(shown), Some(id)) = (self.shown, id.as_deref()) else {
            return false;
        };
        let shown = shown.bytes().filter(u8::is_ascii_digit);
        shown.eq(id.bytes())
    }

    fn inbound(
        &self,
        time: Option<webhook::wire::Whole>,
        person: Person,
        event: InboundEvent,
    ) -> Understood {
        Ok(Inbound {
            account: self.id.to_owned(),
            at: webhook::seconds(webhook::required(time, "timestamp")?, "timestamp")?,
            person,
            event,
        })
    }

    /// The customer by these ids, of which either may be missing, with what is said about them beside the messages;
    /// first the id by which their thread is known.
    fn customer(
        &self,
        phone_id: wire::Id,
        scoped_id: wire::Id,
        name: &'static str,
    ) -> Result<(String, Person), Unhandled> {
        let contact = self
            .contacts
            .find(phone_id.as_deref(), scoped_id.as_deref());
        let profile = contact.and_then(|contact| contact.profile.as_ref());
        let known = |text: &wire::Word<'_>| {
            Some(text.as_str())
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let person = Person {
            name: profile.and_then(|profile| known(&profile.name)),
            username: profile.and_then(|profile| known(&profile.username)),
            phone_id: phone_id
                .0
                .or_else(|| contact.and_then(|contact| contact.wa_id.to_owned())),
            scoped_id: scoped_id
                .0
                .or_else(|| contact.and_then(|contact| contact.user_id.to_owned())),
        };
        let customer = person.phone_id.as_ref().or(person.scoped_id.as_ref());
        let customer = webhook::required(customer.cloned(), name)?;
        Ok((customer, person))
    }
}

/// The id, or the fault of it being missing under this name.
fn required_id(id: wire::Id, name: &'static str) -> Result<String, Unhandled> {
    webhook::required(id.0, name)
}

/// A text that says something.
fn said(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// A word of the platform that we do not know, or have no use for, cut to a readable length.
fn word(reason: Reason, name: &str, word: &str) -> Unhandled {
    let word: String = word.chars().take(60).collect();
    unhandled(reason, format!("{name}: {word}"))
}
