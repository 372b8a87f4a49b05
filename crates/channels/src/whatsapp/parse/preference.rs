//! What a customer allows.

use serde::Deserialize;
use transom_domain::inbound::InboundEvent;

use super::webhook::wire::Whole;
use super::webhook::{Reason, required};
use super::wire::Id;
use super::{Number, Understood, word};

/// One element of the field `user_preferences`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Preference {
    wa_id: Id,
    user_id: Id,
    category: Option<String>,
    value: Option<String>,
    timestamp: Option<Whole>,
}

/// What the customer allows from now on.
pub(super) fn understand(number: &Number<'_>, wire: Preference) -> Understood {
    let category = required(wire.category, "category")?;
    if category != "marketing_messages" {
        return Err(word(Reason::UnknownItem, "category", &category));
    }
    let granted = match required(wire.value.as_deref(), "value")? {
        "stop" => false,
        "resume" => true,
        other => return Err(word(Reason::UnknownItem, "value", other)),
    };
    let (customer, person) = number.customer(wire.wa_id, wire.user_id, "wa_id")?;
    let event = InboundEvent::MarketingConsent { customer, granted };
    number.inbound(wire.timestamp, person, event)
}
