//! How far a message of the business got.

use jiff::Timestamp;
use serde::Serialize;
use transom_domain::inbound;
use transom_domain::message::{self, DeliveryStatus, FailureClass};
use transom_policy::Route;
use transom_store::MessageRow;
use utoipa::ToSchema;

use crate::api::words;

/// How far a message got; only what the business sends has a status.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Delivery {
    status: Option<MessageStatus>,
    /// By which way it goes.
    #[schema(value_type = Option<words::Route>)]
    route: Option<Route>,
    /// The edition of the rules that allowed it.
    #[schema(example = "messenger/2026-09-28")]
    rulebook: Option<String>,
    sent_at: Option<Timestamp>,
    /// It arrived on the customer's device, by this moment at the latest.
    delivered_at: Option<Timestamp>,
    /// The customer read it, by this moment at the latest.
    read_at: Option<Timestamp>,
    /// The customer listened to it.
    played_at: Option<Timestamp>,
    /// What it costs, where the platform tells.
    price: Option<Price>,
    /// Why it did not go out.
    failure: Option<Failed>,
}

/// Where a message that the business sends stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum MessageStatus {
    /// Waiting for its turn.
    Queued,
    /// Handed to the platform; the answer is not known yet.
    Sending,
    /// The answer was lost or ambiguous; the platform's echo will tell.
    Unconfirmed,
    /// The platform has it and holds it back for now, to watch how customers take others of its kind.
    Held,
    /// The platform has it.
    Sent,
    /// It did not go out.
    Failed,
}

/// What a message costs: the platforms tell classes, not amounts.
#[derive(Debug, Serialize, ToSchema)]
struct Price {
    /// Whether it is charged at all.
    is_billable: Option<bool>,
    /// As what it counts, in the platform's word.
    #[schema(example = "utility")]
    category: Option<String>,
    /// Why it is free or not, in the platform's word.
    #[schema(example = "free_customer_service")]
    reason: Option<String>,
    /// How is counted, in the platform's word.
    #[schema(example = "PMP")]
    model: Option<String>,
}

/// Why a message did not go out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Failure)]
struct Failed {
    #[schema(value_type = words::FailureClass)]
    class: FailureClass,
    /// The platform's codes, or the code of our own refusal.
    #[schema(example = "10/2018278")]
    code: Option<String>,
    /// The platform's own sentence.
    detail: Option<String>,
}

impl Delivery {
    pub(super) fn of(row: &MessageRow) -> Self {
        let delivery = row.message.delivery.as_ref();
        let status = delivery.map(|delivery| &delivery.status);
        Self {
            status: status.map(MessageStatus::from),
            route: delivery.map(|delivery| delivery.route),
            rulebook: delivery.map(|delivery| delivery.rulebook.clone()),
            sent_at: match status {
                Some(DeliveryStatus::Sent { at }) => Some(*at),
                _ => None,
            },
            delivered_at: row.delivered_at,
            read_at: row.read_at,
            played_at: row.played_at,
            price: row.price.clone().map(Price::from),
            failure: match status {
                Some(DeliveryStatus::Failed(failure)) => Some(failure.into()),
                _ => None,
            },
        }
    }
}

impl From<inbound::Price> for Price {
    fn from(price: inbound::Price) -> Self {
        Self {
            is_billable: price.is_billable,
            category: price.category,
            reason: price.kind,
            model: price.model,
        }
    }
}

impl From<&DeliveryStatus> for MessageStatus {
    fn from(status: &DeliveryStatus) -> Self {
        match status {
            DeliveryStatus::Queued => Self::Queued,
            DeliveryStatus::Sending => Self::Sending,
            DeliveryStatus::Unconfirmed => Self::Unconfirmed,
            DeliveryStatus::Held { .. } => Self::Held,
            DeliveryStatus::Sent { .. } => Self::Sent,
            DeliveryStatus::Failed(_) => Self::Failed,
        }
    }
}

impl From<&message::Failure> for Failed {
    fn from(failure: &message::Failure) -> Self {
        Self {
            class: failure.class,
            code: failure.code.clone(),
            detail: failure.detail.clone(),
        }
    }
}
