//! What a customer wants to buy, with the sum of it.

use transom_domain::message::{Order as Wanted, OrderItem, Quantity};

use crate::web::money::Amount;

/// What a customer wants to buy.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) items: Vec<Item>,
    /// The sum; nothing while a price is missing or the currencies differ.
    pub(crate) total: Option<Amount>,
}

/// Some pieces of one product.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The shop's own id of the product.
    pub(crate) product: String,
    pub(crate) quantity: Quantity,
    /// What one costs.
    pub(crate) price: Option<Amount>,
}

impl Order {
    pub(super) fn of(order: &Wanted) -> Self {
        let items: Vec<_> = order.items.iter().map(Item::of).collect();
        Self {
            total: total(&items),
            items,
        }
    }
}

impl Item {
    fn of(item: &OrderItem) -> Self {
        let price = item.price.zip(item.currency.clone());
        Self {
            product: item.product_id.clone(),
            quantity: item.quantity,
            price: price.map(|(value, currency)| Amount { value, currency }),
        }
    }

    /// What all pieces cost.
    fn sum(&self) -> Option<Amount> {
        let price = self.price.as_ref()?;
        Some(Amount {
            value: price.value * self.quantity.0,
            currency: price.currency.clone(),
        })
    }
}

fn total(items: &[Item]) -> Option<Amount> {
    let sums: Vec<_> = items.iter().map(Item::sum).collect::<Option<_>>()?;
    let currency = sums.first()?.currency.clone();
    sums.iter()
        .all(|sum| sum.currency == currency)
        .then(|| Amount {
            value: sums.iter().map(|sum| sum.value).sum(),
            currency,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(items: &[(f64, Option<f64>, &str)]) -> Order {
        let items = items.iter().map(|(quantity, price, currency)| OrderItem {
            product_id: "lamp".to_owned(),
            quantity: Quantity(*quantity),
            price: *price,
            currency: Some((*currency).to_owned()),
        });
        Order::of(&Wanted {
            catalog_id: None,
            items: items.collect(),
        })
    }

    #[test]
    fn the_total_counts_every_piece() {
        let order = order(&[(2.5, Some(10.0), "EUR"), (0.0, Some(4.0), "EUR")]);
        let total = order.total.unwrap();
        assert!((total.value - 25.0).abs() < 1e-9);
        assert_eq!(total.currency, "EUR");
    }

    #[test]
    fn a_sum_that_would_be_wrong_is_not_shown() {
        assert_eq!(
            order(&[(2.0, Some(10.5), "EUR"), (1.0, None, "EUR")]).total,
            None
        );
        assert_eq!(
            order(&[(1.0, Some(1.0), "EUR"), (1.0, Some(1.0), "USD")]).total,
            None
        );
        assert_eq!(order(&[]).total, None);
    }
}
