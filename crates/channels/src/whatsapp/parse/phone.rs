//! What is kept on the phone of a business that uses its number in the phone's app too: what was written before the
//! number was connected here, and the names in its address book.
//!
//! The past comes in chunks, in any order, each with the threads that it holds; files follow by themselves. A business
//! that does not share it makes the platform say so.

use serde::Deserialize;
use serde_json::value::RawValue;
use transom_domain::inbound::{
    AccountChange, AccountUpdate, Inbound, InboundEvent, Person, Progress, Reached,
};
use transom_domain::phone;

use super::careful::typed;
use super::webhook::careful::{elements, listed};
use super::webhook::wire::{Members, Whole};
use super::webhook::{Reason, Unhandled, required, seconds, unhandled};
use super::wire::{Contact, Fault, Id, Message, Metadata};
use super::{Contacts, Number, Understood, account, message, required_id, said, word};

/// How much of the past has been told when all of it has.
const ALL: u64 = 100;

/// The parts of a chunk of the past.
#[derive(Deserialize)]
struct Chunk<'a> {
    metadata: Option<Place>,
    #[serde(borrow)]
    threads: Option<&'a RawValue>,
    #[serde(borrow)]
    errors: Option<&'a RawValue>,
}

/// Where a chunk stands in the whole.
#[derive(Deserialize)]
struct Place {
    progress: Option<Whole>,
}

/// What was written with one customer.
#[derive(Deserialize)]
struct Thread<'a> {
    #[serde(default)]
    id: Id,
    #[serde(borrow)]
    messages: Option<&'a RawValue>,
}

/// An entry of the address book, or another thing of the phone.
#[derive(Deserialize)]
struct State {
    #[serde(rename = "type")]
    kind: Option<String>,
    contact: Option<Named>,
    action: Option<String>,
    metadata: Option<When>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Named {
    full_name: Option<String>,
    first_name: Option<String>,
    phone_number: Id,
    user_id: Id,
    username: Option<String>,
}

#[derive(Deserialize)]
struct When {
    timestamp: Option<Whole>,
}

/// Reads the value of such a field, each message and each entry by itself.
pub(super) fn read(value: &RawValue, time: Option<Whole>, all: &mut Vec<Understood>) {
    let before = all.len();
    let Ok(Members(members)) = serde_json::from_str(value.get()) else {
        all.push(Err(unhandled(Reason::Malformed, "value")));
        return;
    };
    let part = |name: &str| members.iter().find(|(known, _)| known == name);
    let metadata = part("metadata").and_then(|(_, raw)| typed::<Metadata<'_>>(raw).ok());
    let metadata = metadata.unwrap_or_default();
    let Some(id) = metadata.phone_number_id.as_deref() else {
        let fault = unhandled(Reason::MissingPart, "metadata.phone_number_id");
        all.push(Err(fault));
        return;
    };
    let contacts: Vec<Contact<'_>> = part("contacts")
        .map(|(_, raw)| elements(raw))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|raw| typed(raw).ok())
        .collect();
    let number = Number {
        id,
        shown: metadata.display_phone_number.as_deref(),
        contacts: &Contacts::new(&contacts),
    };
    for (name, value) in &members {
        for item in elements(value) {
            match name.as_str() {
                "messaging_product" | "metadata" | "contacts" => {}
                "history" => chunk(&number, item, time, all),
                // A file of a message that was told before without it.
                "messages" => all.push(typed(item).and_then(|wire| told(&number, None, wire))),
                "state_sync" => all.push(typed(item).and_then(|state| named(&number, state, time))),
                "errors" => all.push(typed(item).and_then(|fault| refused(&number, fault, time))),
                name => all.push(Err(unhandled(Reason::UnknownField, listed([name])))),
            }
        }
    }
    for item in &mut all[before..] {
        if let Err(fault) = item {
            fault.account.get_or_insert_with(|| id.to_owned());
        }
    }
    if all.len() == before {
        let fault = unhandled(Reason::Empty, "value");
        all.push(Err(Unhandled {
            account: Some(id.to_owned()),
            ..fault
        }));
    }
}

fn chunk(number: &Number<'_>, item: &RawValue, time: Option<Whole>, all: &mut Vec<Understood>) {
    let before = all.len();
    let chunk: Chunk<'_> = match typed(item) {
        Ok(chunk) => chunk,
        Err(fault) => return all.push(Err(fault)),
    };
    for raw in chunk.errors.map(elements).unwrap_or_default() {
        all.push(typed(raw).and_then(|fault| refused(number, fault, time)));
    }
    for raw in chunk.threads.map(elements).unwrap_or_default() {
        match typed::<Thread<'_>>(raw) {
            Ok(thread) => {
                for raw in thread.messages.map(elements).unwrap_or_default() {
                    let customer = thread.id.as_deref();
                    let reached = typed(raw).and_then(|wire| reached(number, customer, wire));
                    all.push(typed(raw).and_then(|wire| told(number, customer, wire)));
                    all.extend(reached.ok().flatten().map(Ok));
                }
            }
            Err(fault) => all.push(Err(fault)),
        }
    }
    let progress = chunk.metadata.and_then(|place| place.progress);
    if progress.is_some_and(|Whole(progress)| u64::try_from(progress) == Ok(ALL)) {
        all.push(account(number, AccountChange::PastTold, time));
    } else if all.len() == before {
        all.push(Err(unhandled(Reason::NotUsed, "history: nothing in it")));
    }
}

/// One message of the past. A thread is named by its customer, whichever way the message went.
fn told(number: &Number<'_>, customer: Option<&str>, mut wire: Message<'_>) -> Understood {
    let customer = customer.map(str::to_owned);
    let inbound = if is_ours(number, &wire) {
        wire.to = Id(customer.or(wire.to.0));
        message::understand_echo(number, wire)?
    } else {
        wire.from = Id(customer.or(wire.from.0));
        message::understand(number, wire)?
    };
    match inbound.event {
        event @ (InboundEvent::Message(_) | InboundEvent::Echo(_)) => Ok(Inbound {
            event: InboundEvent::Past(Box::new(event)),
            ..inbound
        }),
        // What a reaction, an edit or a deletion of that time left is in the messages themselves.
        InboundEvent::Edited { .. } | InboundEvent::Deleted { .. } => Ok(inbound),
        _ => Err(unhandled(Reason::NotUsed, "history: not a message")),
    }
}

/// How far a message of the business got on the phone.
fn reached(
    number: &Number<'_>,
    customer: Option<&str>,
    wire: Message<'_>,
) -> Result<Option<Inbound>, Unhandled> {
    let status = wire.history_context.as_ref();
    let status = status.and_then(|context| context.status.as_deref());
    let reached = match status {
        Some("SENT") => Reached::Sent,
        Some("DELIVERED") => Reached::Delivered,
        Some("READ") => Reached::Read,
        Some("PLAYED") => Reached::Played,
        _ => return Ok(None),
    };
    if !is_ours(number, &wire) {
        return Ok(None);
    }
    let to = Id(customer.map(str::to_owned).or(wire.to.0));
    let (customer, person) = number.customer(to, wire.to_user_id, "to")?;
    let progress = Progress {
        customer,
        external_id: required_id(wire.id, "id")?,
        metadata: None,
        reached,
        price: None,
    };
    let event = InboundEvent::Progress(progress);
    number.inbound(wire.timestamp, person, event).map(Some)
}

fn is_ours(number: &Number<'_>, wire: &Message<'_>) -> bool {
    number.is(&wire.from) || wire.from.0.is_none() && wire.to.0.is_some()
}

/// The name of somebody in the address book.
fn named(number: &Number<'_>, state: State, time: Option<Whole>) -> Understood {
    let kind = required(state.kind, "state_sync.type")?;
    if kind != "contact" {
        return Err(word(Reason::NotUsed, "state_sync.type", &kind));
    }
    let action = required(state.action, "state_sync.action")?;
    if !matches!(action.as_str(), "add" | "edit") {
        // That somebody is no longer in the address book says nothing of who they are.
        return Err(word(Reason::NotUsed, "state_sync.action", &action));
    }
    let contact = required(state.contact, "state_sync.contact")?;
    let digits = contact.phone_number.as_deref().map(phone::digits);
    let phone_id = said(digits.map(Iterator::collect));
    let scoped_id = contact.user_id.0;
    let customer = phone_id.clone().or_else(|| scoped_id.clone());
    let person = Person {
        name: said(contact.full_name).or_else(|| said(contact.first_name)),
        username: said(contact.username),
        phone_id,
        scoped_id,
    };
    let customer = required(customer, "state_sync.contact.phone_number")?;
    let told_at = state.metadata.and_then(|metadata| metadata.timestamp);
    number.inbound(
        told_at.or(time),
        person,
        InboundEvent::Introduced { customer },
    )
}

/// The platform tells none of it, and why.
fn refused(number: &Number<'_>, fault: Fault, time: Option<Whole>) -> Understood {
    account::fault(number, fault, time)
}

fn account(number: &Number<'_>, change: AccountChange, time: Option<Whole>) -> Understood {
    let at = seconds(required(time, "entry.time")?, "entry.time")?;
    Ok(Inbound {
        account: number.id.to_owned(),
        at,
        person: Person::default(),
        event: InboundEvent::Account(AccountUpdate {
            number: None,
            change,
        }),
    })
}
