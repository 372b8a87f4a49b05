//! One status: how far a message of the business got.

use transom_domain::inbound::{InboundEvent, Price, PriceSpan, Progress, Reached};
use transom_domain::message::{Failure, FailureClass};

use super::outcome;
use super::webhook::{Reason, seconds, unhandled};
use super::wire::{self, Status};
use super::{Number, Understood, required_id, said, word};

pub(super) fn understand(number: &Number<'_>, wire: Status<'_>) -> Understood {
    if wire.group_id.0.is_some() || wire.recipient_type.as_str() == "group" {
        return Err(unhandled(Reason::NotUsed, "recipient_type: group"));
    }
    if !matches!(wire.kind.as_str(), "" | "message") {
        return Err(word(Reason::NotUsed, "type", wire.kind.as_str()));
    }
    let (customer, person) =
        number.customer(wire.recipient_id, wire.recipient_user_id, "recipient_id")?;
    let reached = match wire.reached.as_str() {
        "sent" => Reached::Sent,
        "delivered" => Reached::Delivered,
        "read" => Reached::Read,
        "played" => Reached::Played,
        "failed" => Reached::Failed(failure(wire.errors.into_iter().flatten().next())),
        "" => return Err(unhandled(Reason::MissingPart, "status")),
        other => return Err(word(Reason::UnknownItem, "status", other)),
    };
    let progress = Progress {
        customer,
        external_id: required_id(wire.id, "id")?,
        metadata: said(wire.biz_opaque_callback_data),
        reached,
        price: price(wire.pricing, wire.conversation),
    };
    number.inbound(wire.timestamp, person, InboundEvent::Progress(progress))
}

fn failure(fault: Option<wire::Fault>) -> Failure {
    let code = fault.as_ref().and_then(|fault| fault.code);
    Failure {
        class: code.map_or(FailureClass::Rejected, outcome::failure_class),
        code: code.map(|code| code.to_string()),
        detail: fault.and_then(wire::Fault::sentence),
    }
}

/// A time that is none only makes the span's end unknown: the status is the matter here.
fn price(
    pricing: Option<wire::Pricing>,
    conversation: Option<Box<wire::Conversation>>,
) -> Option<Price> {
    let span = conversation.map(|conversation| PriceSpan {
        id: conversation.id.0,
        until: conversation
            .expiration_timestamp
            .and_then(|time| seconds(time, "conversation.expiration_timestamp").ok()),
        origin: conversation.origin.and_then(|origin| origin.kind),
    });
    if pricing.is_none() && span.is_none() {
        return None;
    }
    let priced = pricing.map(|pricing| Price {
        is_billable: pricing.billable,
        model: pricing.model,
        category: pricing.category,
        kind: pricing.kind,
        span: None,
    });
    Some(Price {
        span,
        ..priced.unwrap_or_default()
    })
}
