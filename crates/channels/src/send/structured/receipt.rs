//! Receipts on the wire.

use serde::Serialize;
use transom_domain::message::{self, Adjustment, ReceiptItem, ShippingAddress, Total};

use super::all;
use crate::send::CannotRender;
use crate::send::limit::{Part, address, at_most};

const ITEMS: usize = 100;

#[derive(Serialize)]
pub(in crate::send) struct Receipt<'a> {
    recipient_name: &'a str,
    order_number: &'a str,
    currency: &'a str,
    payment_method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_url: Option<&'a str>,
    /// Seconds since 1970, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    adjustments: Vec<Reduction<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elements: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Address<'a> {
    street_1: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    street_2: Option<&'a str>,
    city: &'a str,
    postal_code: &'a str,
    state: &'a str,
    country: &'a str,
}

#[derive(Serialize)]
struct Summary {
    #[serde(skip_serializing_if = "Option::is_none")]
    subtotal: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipping_cost: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_tax: Option<f64>,
    total_cost: f64,
}

#[derive(Serialize)]
struct Reduction<'a> {
    name: &'a str,
    amount: f64,
}

#[derive(Serialize)]
struct Item<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<u32>,
    price: f64,
    currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
}

pub(super) fn receipt(receipt: &message::Receipt) -> Result<Receipt<'_>, CannotRender> {
    at_most("items", receipt.items.len(), ITEMS)?;
    let currency = receipt.currency.as_str();
    if currency.len() != 3 || !currency.bytes().all(|one| one.is_ascii_uppercase()) {
        return Err(CannotRender::NotACurrency);
    }
    Ok(Receipt {
        recipient_name: Part::ReceiptField.fits(&receipt.recipient_name)?,
        order_number: Part::ReceiptField.fits(&receipt.order_number)?,
        currency,
        payment_method: Part::ReceiptField.fits(&receipt.payment_method)?,
        merchant_name: Part::ReceiptField.optional(receipt.merchant_name.as_deref())?,
        order_url: receipt.order_url.as_deref().map(address).transpose()?,
        timestamp: receipt.ordered_at.map(|at| at.as_second().to_string()),
        address: receipt.address.as_ref().map(place).transpose()?,
        summary: summary(&receipt.total)?,
        adjustments: all(&receipt.adjustments, reduction)?,
        elements: all(&receipt.items, |one| item(one, currency))?,
    })
}

fn place(address: &ShippingAddress) -> Result<Address<'_>, CannotRender> {
    Ok(Address {
        street_1: Part::ReceiptField.fits(&address.street)?,
        street_2: Part::ReceiptField.optional(address.street_2.as_deref())?,
        city: Part::ReceiptField.fits(&address.city)?,
        postal_code: Part::ReceiptField.fits(&address.postal_code)?,
        state: Part::ReceiptField.fits(&address.state)?,
        country: Part::ReceiptField.fits(&address.country)?,
    })
}

fn summary(total: &Total) -> Result<Summary, CannotRender> {
    Ok(Summary {
        subtotal: total.subtotal.map(amount).transpose()?,
        shipping_cost: total.shipping.map(amount).transpose()?,
        total_tax: total.tax.map(amount).transpose()?,
        total_cost: amount(total.cost)?,
    })
}

fn reduction(adjustment: &Adjustment) -> Result<Reduction<'_>, CannotRender> {
    Ok(Reduction {
        name: Part::ReceiptField.fits(&adjustment.name)?,
        amount: amount(adjustment.amount)?,
    })
}

fn item<'a>(item: &'a ReceiptItem, currency: &'a str) -> Result<Item<'a>, CannotRender> {
    Ok(Item {
        title: Part::ReceiptField.fits(&item.title)?,
        subtitle: Part::ReceiptField.optional(item.subtitle.as_deref())?,
        quantity: item.quantity,
        price: amount(item.price)?,
        currency,
        image_url: item.image_url.as_deref().map(address).transpose()?,
    })
}

/// JSON has no form for what is no number.
fn amount(amount: f64) -> Result<f64, CannotRender> {
    (amount.is_finite() && amount >= 0.0)
        .then_some(amount)
        .ok_or(CannotRender::NotAnAmount)
}
