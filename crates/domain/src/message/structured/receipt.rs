//! Receipts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What was bought, and what it cost.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// Who bought.
    pub recipient_name: String,
    /// The shop's number of the order; each receipt has one of its own.
    pub order_number: String,
    /// The currency's ISO 4217 code.
    pub currency: String,
    /// How it was paid, as the customer knows it.
    pub payment_method: String,
    /// The shop, where it is not the account itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant_name: Option<String>,
    /// The page of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_url: Option<String>,
    /// When it was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordered_at: Option<Timestamp>,
    /// What was bought.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ReceiptItem>,
    /// Where it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<ShippingAddress>,
    /// What it cost.
    pub total: Total,
    /// What was taken off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
}

/// Some pieces of one thing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceiptItem {
    /// The thing.
    pub title: String,
    /// A line below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// What they cost, in whole units of the currency.
    pub price: f64,
    /// Where its picture lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

/// Where an order goes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ShippingAddress {
    /// Street and number.
    pub street: String,
    /// A second line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_2: Option<String>,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// State, province or canton.
    pub state: String,
    /// Country.
    pub country: String,
}

/// What an order cost, in whole units of the currency.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Total {
    /// The things alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<f64>,
    /// Bringing them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping: Option<f64>,
    /// Taxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax: Option<f64>,
    /// All of it.
    pub cost: f64,
}

/// Something taken off the price.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Adjustment {
    /// What for.
    pub name: String,
    /// How much, in whole units of the currency.
    pub amount: f64,
}

impl Receipt {
    /// The words that say something of their own; names and addresses do not.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let items = self
            .items
            .iter()
            .flat_map(|item| std::iter::once(item.title.as_str()).chain(item.subtitle.as_deref()));
        items.chain(self.adjustments.iter().map(|one| one.name.as_str()))
    }
}
