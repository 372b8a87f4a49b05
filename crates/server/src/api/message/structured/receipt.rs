//! Receipts, as programs write and read them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::message;
use utoipa::ToSchema;

/// What was bought, and what it cost. Amounts are in whole units of the currency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Receipt {
    recipient_name: String,
    /// Each receipt has one of its own.
    order_number: String,
    #[schema(example = "EUR")]
    currency: String,
    /// As the customer knows it.
    #[schema(example = "Card 1111")]
    payment_method: String,
    merchant_name: Option<String>,
    order_url: Option<String>,
    ordered_at: Option<Timestamp>,
    /// Up to a hundred.
    #[serde(default)]
    items: Vec<ReceiptItem>,
    address: Option<ShippingAddress>,
    total: Total,
    #[serde(default)]
    adjustments: Vec<Adjustment>,
}

/// Some pieces of one thing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReceiptItem {
    title: String,
    subtitle: Option<String>,
    quantity: Option<u32>,
    price: f64,
    image_url: Option<String>,
}

/// Where an order goes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ShippingAddress {
    street: String,
    street_2: Option<String>,
    city: String,
    postal_code: String,
    state: String,
    country: String,
}

/// What an order cost.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Total {
    subtotal: Option<f64>,
    shipping: Option<f64>,
    tax: Option<f64>,
    /// All of it.
    cost: f64,
}

/// Something taken off the price.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Adjustment {
    name: String,
    amount: f64,
}

impl Receipt {
    pub(super) fn into_domain(self) -> message::Receipt {
        message::Receipt {
            recipient_name: self.recipient_name,
            order_number: self.order_number,
            currency: self.currency,
            payment_method: self.payment_method,
            merchant_name: self.merchant_name,
            order_url: self.order_url,
            ordered_at: self.ordered_at,
            items: self
                .items
                .into_iter()
                .map(message::ReceiptItem::from)
                .collect(),
            address: self.address.map(message::ShippingAddress::from),
            total: message::Total {
                subtotal: self.total.subtotal,
                shipping: self.total.shipping,
                tax: self.total.tax,
                cost: self.total.cost,
            },
            adjustments: self
                .adjustments
                .into_iter()
                .map(|Adjustment { name, amount }| message::Adjustment { name, amount })
                .collect(),
        }
    }
}

impl From<message::Receipt> for Receipt {
    fn from(receipt: message::Receipt) -> Self {
        Self {
            recipient_name: receipt.recipient_name,
            order_number: receipt.order_number,
            currency: receipt.currency,
            payment_method: receipt.payment_method,
            merchant_name: receipt.merchant_name,
            order_url: receipt.order_url,
            ordered_at: receipt.ordered_at,
            items: receipt.items.into_iter().map(ReceiptItem::from).collect(),
            address: receipt.address.map(ShippingAddress::from),
            total: Total {
                subtotal: receipt.total.subtotal,
                shipping: receipt.total.shipping,
                tax: receipt.total.tax,
                cost: receipt.total.cost,
            },
            adjustments: receipt
                .adjustments
                .into_iter()
                .map(|message::Adjustment { name, amount }| Adjustment { name, amount })
                .collect(),
        }
    }
}

impl From<ReceiptItem> for message::ReceiptItem {
    fn from(item: ReceiptItem) -> Self {
        Self {
            title: item.title,
            subtitle: item.subtitle,
            quantity: item.quantity,
            price: item.price,
            image_url: item.image_url,
        }
    }
}

impl From<message::ReceiptItem> for ReceiptItem {
    fn from(item: message::ReceiptItem) -> Self {
        Self {
            title: item.title,
            subtitle: item.subtitle,
            quantity: item.quantity,
            price: item.price,
            image_url: item.image_url,
        }
    }
}

impl From<ShippingAddress> for message::ShippingAddress {
    fn from(address: ShippingAddress) -> Self {
        Self {
            street: address.street,
            street_2: address.street_2,
            city: address.city,
            postal_code: address.postal_code,
            state: address.state,
            country: address.country,
        }
    }
}

impl From<message::ShippingAddress> for ShippingAddress {
    fn from(address: message::ShippingAddress) -> Self {
        Self {
            street: address.street,
            street_2: address.street_2,
            city: address.city,
            postal_code: address.postal_code,
            state: address.state,
            country: address.country,
        }
    }
}
