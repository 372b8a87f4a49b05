//! The shapes of events inside the envelope.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::topic::Topic;
use crate::world::state::Outlet;

/// One event, ready to be packed into an envelope.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    /// The page or account it is told of.
    pub(crate) outlet: String,
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

    /// A comment, as an item of `changes`.
    pub(crate) fn comment(
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

    fn messaging(
        outlet: &Outlet,
        customer: &str,
        at: Timestamp,
        topic: Topic,
        item: Value,
    ) -> Self {
        Self {
            outlet: outlet.id.clone(),
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
            Slot::Changes => ("changes", self.at.as_second()),
        };
        json!({ "id": self.outlet, "time": time, slot: [self.item] })
    }
}

/// The whole body of a webhook.
pub(crate) fn envelope(object: &str, events: &[Event]) -> Vec<u8> {
    let entries: Vec<Value> = events.iter().map(Event::entry).collect();
    super::escape::to_vec(&json!({ "object": object, "entry": entries }))
}
