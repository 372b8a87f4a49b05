//! The shapes of events inside the envelope.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::topic::Topic;
use crate::world::state::Outlet;

/// One event, ready to be packed into an envelope.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// The page, account or number it is told of.
    pub(crate) outlet: String,
    /// The id of its entry; on WhatsApp that of the business account, not of the number.
    pub(crate) owner: String,
    /// The customer it concerns; events of one customer keep their order.
    pub(crate) customer: String,
    pub(crate) topic: Topic,
    pub(crate) slot: Slot,
    pub(crate) at: Timestamp,
    pub(crate) item: Value,
}

/// Where in an entry an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Messaging,
    Standby,
    Changes,
    /// Changes of WhatsApp, which share an entry where they can.
    Values,
}

impl Event {
    /// Something that a customer did, as an item of `messaging`.
    pub(crate) fn from_customer(
        outlet: &Outlet,
        customer: &str,
        at: Timestamp,
        topic: Topic,
        (key, value): (&str, Value),
    ) -> Self {
        let item = json!({
            "sender": { "id": customer }, "recipient": { "id": outlet.id },
            "timestamp": at.as_millisecond(), key: value,
        });
        Self::messaging(outlet, customer, at, topic, item)
    }

    /// Something that the business sent, by whatever app.
    pub(crate) fn echo(outlet: &Outlet, customer: &str, at: Timestamp, message: &Value) -> Self {
        let item = json!({
            "sender": { "id": outlet.id }, "recipient": { "id": customer },
            "timestamp": at.as_millisecond(), "message": message,
        });
        Self::messaging(outlet, customer, at, Topic::Echo, item)
    }

    /// A word of the platform to the business; it has no sender.
    pub(crate) fn enforcement(outlet: &Outlet, at: Timestamp, enforcement: &Value) -> Self {
        let item = json!({
            "recipient": { "id": outlet.id },
            "timestamp": at.as_millisecond(), "policy_enforcement": enforcement,
        });
        Self::messaging(outlet, &outlet.id, at, Topic::Enforcement, item)
    }

    /// An opt-in by a checkbox, which does not say whose it is.
    pub(crate) fn nameless(outlet: &Outlet, customer: &str, at: Timestamp, opt_in: &Value) -> Self {
        let item = json!({
            "recipient": { "id": outlet.id }, "timestamp": at.as_millisecond(), "optin": opt_in,
        });
        Self::messaging(outlet, customer, at, Topic::OptIn, item)
    }

    /// The role of the app, among those that share the page or account.
    pub(crate) fn roles(outlet: &Outlet, at: Timestamp, roles: &Value) -> Self {
        let item = json!({
            "recipient": { "id": outlet.id },
            "timestamp": at.as_millisecond(), "app_roles": roles,
        });
        Self::messaging(outlet, &outlet.id, at, Topic::Handover, item)
    }

    /// How a page stands with the rules, as an item of `changes`.
    pub(crate) fn integrity(outlet: &Outlet, at: Timestamp, status: &Value) -> Self {
        Self::change(outlet, &outlet.id, at, Topic::Integrity, status)
    }

    /// A comment, a label, a review: an item of `changes`.
    pub(crate) fn change(
        outlet: &Outlet,
        customer: &str,
        at: Timestamp,
        topic: Topic,
        value: &Value,
    ) -> Self {
        let item = json!({ "field": topic.field(outlet.platform()), "value": value });
        Self {
            slot: Slot::Changes,
            ..Self::messaging(outlet, customer, at, topic, item)
        }
    }

    /// A change on WhatsApp, of a number or of the whole business account.
    pub(crate) fn whatsapp(
        (outlet, waba): (&str, &str),
        customer: &str,
        at: Timestamp,
        field: &'static str,
        value: &Value,
    ) -> Self {
        Self {
            outlet: outlet.to_owned(),
            owner: waba.to_owned(),
            customer: customer.to_owned(),
            topic: Topic::Field(field),
            slot: Slot::Values,
            at,
            item: json!({ "value": value, "field": field }),
        }
    }

    fn messaging(
        outlet: &Outlet,
        customer: &str,
        at: Timestamp,
        topic: Topic,
        item: Value,
    ) -> Self {
        Self {
            outlet: outlet.id.clone(),
            owner: outlet.id.clone(),
            customer: customer.to_owned(),
            topic,
            slot: Slot::Messaging,
            at,
            item,
        }
    }

    /// The entry of the envelope. Changes count time in seconds, all others in milliseconds.
    pub(crate) fn entry(&self) -> Value {
        let (slot, time) = match self.slot {
            Slot::Messaging => ("messaging", self.at.as_millisecond()),
            Slot::Standby => ("standby", self.at.as_millisecond()),
            Slot::Values if self.is_of_a_number() => {
                return json!({ "id": self.owner, "changes": [self.item] });
            }
            Slot::Changes | Slot::Values => ("changes", self.at.as_second()),
        };
        json!({ "id": self.owner, "time": time, slot: [self.item] })
    }

    /// Whether it tells of messages, in which case its entry has no time.
    pub(super) fn is_of_a_number(&self) -> bool {
        self.item["value"]["metadata"].is_object()
    }
}

/// The whole body of a webhook.
pub(crate) fn envelope(object: &str, events: &[Event]) -> Vec<u8> {
    let mut entries: Vec<Value> = Vec::with_capacity(events.len());
    for event in events {
        if !super::gather::joins(entries.last_mut(), event) {
            entries.push(event.entry());
        }
    }
    super::escape::to_vec(&json!({ "object": object, "entry": entries }))
}
