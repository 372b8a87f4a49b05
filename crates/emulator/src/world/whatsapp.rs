//! WhatsApp: business accounts with their numbers, what they send, what people write to them, what the platform does
//! about it.

pub(crate) mod account;
mod apply;
mod change;
pub(crate) mod compose;
mod echo;
pub(crate) mod enforce;
pub(crate) mod example;
mod fill;
mod judge;
pub(crate) mod media;
pub(crate) mod node;
pub(crate) mod outgoing;
mod person;
mod price;
pub(crate) mod sample;
mod send;
mod status;
mod sticker;
pub(crate) mod template;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::rejection::Rejection;
use super::state::waba::Waba;
use super::state::{Customer, Number, Outlet, Person, State};
use super::{World, pair};
use crate::webhook::event::Event;

pub(super) use fill::variables;

/// A customer on WhatsApp and their number.
fn chat<'a>(
    state: &'a mut State,
    customer: &str,
) -> Result<(&'a mut Outlet, &'a mut Customer), Rejection> {
    let (outlet, customer) = pair(state, customer)?;
    if number(outlet).is_none() {
        return Err(Rejection::invalid(
            "not-here",
            "only a customer on WhatsApp can do this",
        ));
    }
    Ok((outlet, customer))
}

/// The number that an outlet is.
fn number(outlet: &Outlet) -> Option<&Number> {
    outlet.as_number()
}

/// What every webhook of a number begins with.
fn value(outlet: &Outlet) -> Value {
    let phone = number(outlet).map_or("", |number| number.phone.as_str());
    json!({
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": phone, "phone_number_id": outlet.id },
    })
}

/// A webhook of a number.
fn event(
    outlet: &Outlet,
    customer: &str,
    at: Timestamp,
    field: &'static str,
    value: &Value,
) -> Event {
    let waba = number(outlet).map_or("", |number| number.waba.as_str());
    Event::whatsapp((&outlet.id, waba), customer, at, field, value)
}

/// A customer as the `contacts` of webhooks name them.
fn contact(outlet: &Outlet, customer: &Customer, person: &Person, now: Timestamp) -> Value {
    let mut contact = json!({ "profile": { "name": customer.name() } });
    contact["wa_id"] = json!(shown_number(customer, person, now));
    if number(outlet).is_some_and(|number| number.user_ids) {
        contact["user_id"] = json!(person.user_id);
        if let Some(username) = &person.username {
            contact["profile"]["username"] = json!(username);
        }
    }
    contact
}

/// The phone number that the business sees: none of somebody with a username whom it has not heard of for a month.
fn shown_number<'a>(customer: &Customer, person: &'a Person, now: Timestamp) -> &'a str {
    let month = jiff::SignedDuration::from_hours(30 * 24);
    let heard = customer.thread.iter().rev();
    let heard = heard.map(|message| message.at).find(|at| *at < now);
    let lately = heard.is_some_and(|at| now.duration_since(at) < month);
    if person.hides_number && !lately {
        ""
    } else {
        &person.wa_id
    }
}

impl World {
    /// Tells the app something of a whole business account.
    fn emit_account(&self, waba: &Waba, at: Timestamp, field: &'static str, value: &Value) {
        let subscribed = waba.subscription.as_ref();
        let callback = waba.outbox.hook().callback().is_some();
        if callback && subscribed.is_some_and(|fields| fields.contains(field)) {
            let event = Event::whatsapp((&waba.id, &waba.id), &waba.id, at, field, value);
            waba.outbox
                .put(self.courier(), event, waba.faults.webhooks.lanes);
        }
    }
}
