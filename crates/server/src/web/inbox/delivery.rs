//! How far a message of the business came, and as what it is charged.

use jiff::Timestamp;
use transom_domain::inbound;
use transom_domain::message::{DeliveryStatus, FailureClass};
use transom_store::MessageRow;

use crate::web::i18n::Text;
use crate::web::viewer::Viewer;

/// How far an outgoing message came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    Queued,
    Sent,
    Delivered(Timestamp),
    Read(Timestamp),
    /// The recording was listened to.
    Played(Timestamp),
    /// The answer was lost or ambiguous: the platform's echo will tell.
    Unconfirmed,
    /// The platform has it and does not bring it yet.
    Held,
    Failed {
        class: FailureClass,
        /// The platform's own words, where it gave any.
        detail: Option<String>,
    },
}

/// As what a message is charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Price {
    /// The customer's own message, ad or button made it free.
    Free {
        /// The key of the sentence that says why.
        why: &'static str,
    },
    /// The platform's word for what it counts as: `utility`, `marketing`, ….
    Charged(String),
}

impl Delivery {
    pub(crate) fn of(row: &MessageRow) -> Self {
        let arrived = || match (row.played_at, row.read_at, row.delivered_at) {
            (Some(at), ..) => Self::Played(at),
            (None, Some(at), _) => Self::Read(at),
            (None, None, Some(at)) => Self::Delivered(at),
            (None, None, None) => Self::Sent,
        };
        let delivery = row.message.delivery.as_ref();
        match delivery.map(|delivery| &delivery.status) {
            None | Some(DeliveryStatus::Sent { .. }) => arrived(),
            Some(DeliveryStatus::Queued | DeliveryStatus::Sending) => Self::Queued,
            Some(DeliveryStatus::Unconfirmed) => Self::Unconfirmed,
            Some(DeliveryStatus::Held { .. }) => Self::Held,
            Some(DeliveryStatus::Failed(failure)) => Self::Failed {
                class: failure.class,
                detail: failure.detail.clone(),
            },
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            Delivery::Queued => "queued",
            Delivery::Unconfirmed => "unconfirmed",
            Delivery::Held => "held",
            Delivery::Sent => "sent",
            Delivery::Delivered(_) => "delivered",
            Delivery::Read(_) => "read",
            Delivery::Played(_) => "played",
            Delivery::Failed { .. } => "failed",
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        match self {
            Delivery::Queued | Delivery::Unconfirmed | Delivery::Held => "clock",
            Delivery::Sent => "check",
            Delivery::Delivered(_) | Delivery::Read(_) => "check-check",
            Delivery::Played(_) => "mic",
            Delivery::Failed { .. } => "triangle-alert",
        }
    }

    pub(super) fn text(&self, viewer: &Viewer) -> Text {
        match self {
            Delivery::Queued => viewer.text("delivery-queued"),
            Delivery::Unconfirmed => viewer.text("delivery-unconfirmed"),
            Delivery::Held => viewer.text("delivery-held"),
            Delivery::Sent => viewer.text("delivery-sent"),
            Delivery::Delivered(at) => viewer
                .text("delivery-delivered")
                .arg("at", viewer.exact(*at)),
            Delivery::Read(at) => viewer.text("delivery-read").arg("at", viewer.exact(*at)),
            Delivery::Played(at) => viewer.text("delivery-played").arg("at", viewer.exact(*at)),
            Delivery::Failed { .. } => viewer.text("delivery-failed"),
        }
    }
}

impl Price {
    /// Nothing while the platform has not told.
    pub(crate) fn of(price: &inbound::Price) -> Option<Self> {
        match (price.is_billable, &price.category) {
            (Some(false), _) => Some(Self::Free {
                why: match price.kind.as_deref() {
                    Some("free_entry_point") => "price-free-entry-point",
                    Some("free_customer_service") => "price-free-service",
                    _ => "price-free-hint",
                },
            }),
            (_, Some(category)) => Some(Self::Charged(category.clone())),
            (_, None) => None,
        }
    }

    pub(crate) fn label(&self, viewer: &Viewer) -> String {
        let key = match self {
            Self::Free { .. } => "price-free",
            Self::Charged(category) => match category.as_str() {
                "marketing" => "price-marketing",
                "marketing_lite" => "price-marketing-lite",
                "utility" => "price-utility",
                "authentication" | "authentication-international" => "price-authentication",
                "service" => "price-service",
                other => return other.replace(['_', '-'], " "),
            },
        };
        viewer.text(key).to_string()
    }

    /// What the label means.
    pub(crate) fn hint(&self, viewer: &Viewer) -> Text {
        match self {
            Self::Free { why } => viewer.text(why),
            Self::Charged(_) => viewer
                .text("price-charged")
                .arg("category", self.label(viewer)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(
        is_billable: Option<bool>,
        category: Option<&str>,
        kind: Option<&str>,
    ) -> Option<Price> {
        Price::of(&inbound::Price {
            is_billable,
            category: category.map(str::to_owned),
            kind: kind.map(str::to_owned),
            ..inbound::Price::default()
        })
    }

    #[test]
    fn a_message_is_free_only_when_the_platform_says_so() {
        let free = |why| Some(Price::Free { why });
        assert_eq!(
            price(Some(false), Some("service"), Some("free_entry_point")),
            free("price-free-entry-point")
        );
        assert_eq!(price(Some(false), None, None), free("price-free-hint"));
        let charged = Some(Price::Charged("utility".to_owned()));
        assert_eq!(price(Some(true), Some("utility"), None), charged);
        assert_eq!(price(None, Some("utility"), None), charged);
        assert_eq!(price(None, None, None), None);
    }
}
