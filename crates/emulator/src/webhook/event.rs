//! The shapes of events inside the envelope.

use jiff::Timestamp;
use serde_json::{Value, json};

/// One event, ready to be packed into an envelope.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) page: String,
    /// The customer it concerns; events of one customer keep their order.
    pub(crate) customer: String,
    pub(crate) field: &'static str,
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
        page: &str,
        customer: &str,
        at: Timestamp,
        field: &'static str,
        (key, value): (&str, Value),
    ) -> Self {
        Self::messaging(
            page,
            customer,
            at,
            field,
            json!({
                "sender": { "id": customer }, "recipient": { "id": page },
                "timestamp": at.as_millisecond(), key: value,
            }),
        )
    }

    /// Something that the business sent, by whatever app.
    pub(crate) fn echo(page: &str, customer: &str, at: Timestamp, message: &Value) -> Self {
        Self::messaging(
            page,
            customer,
            at,
            "message_echoes",
            json!({
                "sender": { "id": page }, "recipient": { "id": customer },
                "timestamp": at.as_millisecond(), "message": message,
            }),
        )
    }

    /// A word of the platform to the page; it has no sender.
    pub(crate) fn enforcement(page: &str, at: Timestamp, enforcement: &Value) -> Self {
        Self::messaging(
            page,
            page,
            at,
            "messaging_policy_enforcement",
            json!({
                "recipient": { "id": page },
                "timestamp": at.as_millisecond(), "policy_enforcement": enforcement,
            }),
        )
    }

    /// A comment, as an item of `changes`.
    pub(crate) fn feed(page: &str, customer: &str, at: Timestamp, value: &Value) -> Self {
        Self {
            slot: Slot::Changes,
            ..Self::messaging(
                page,
                customer,
                at,
                "feed",
                json!({ "field": "feed", "value": value }),
            )
        }
    }

    fn messaging(
        page: &str,
        customer: &str,
        at: Timestamp,
        field: &'static str,
        item: Value,
    ) -> Self {
        Self {
            page: page.to_owned(),
            customer: customer.to_owned(),
            field,
            slot: Slot::Messaging,
            at,
            item,
        }
    }

    /// The entry of the envelope. Feed entries count time in seconds, all others in milliseconds.
    pub(crate) fn entry(&self) -> Value {
        let (slot, time) = match self.slot {
            Slot::Messaging => ("messaging", self.at.as_millisecond()),
            Slot::Standby => ("standby", self.at.as_millisecond()),
            Slot::Changes => ("changes", self.at.as_second()),
        };
        json!({ "id": self.page, "time": time, slot: [self.item] })
    }
}

/// The whole body of a webhook.
pub(crate) fn envelope(events: &[Event]) -> Vec<u8> {
    let entries: Vec<Value> = events.iter().map(Event::entry).collect();
    super::escape::to_vec(&json!({ "object": "page", "entry": entries }))
}
