//! Products that the business offers.

use transom_domain::message::Shop;

/// Products that the business offers, in their sections.
#[derive(Clone, Debug)]
pub(crate) struct Products {
    /// The key of what is offered.
    pub(crate) label: &'static str,
    /// Each with its title, where it has one, and the shop's own ids of its products.
    pub(crate) sections: Vec<(Option<String>, Vec<String>)>,
}

impl Products {
    pub(super) fn of(shop: &Shop) -> Self {
        match shop {
            Shop::Catalog { product_id } => Self {
                label: "shop-catalog",
                sections: product_id
                    .iter()
                    .map(|id| (None, vec![id.clone()]))
                    .collect(),
            },
            Shop::Product { product_id, .. } => Self {
                label: "shop-product",
                sections: vec![(None, vec![product_id.clone()])],
            },
            Shop::Products { sections, .. } => Self {
                label: "parts-products",
                sections: sections
                    .iter()
                    .map(|section| (section.title.clone(), section.product_ids.clone()))
                    .collect(),
            },
        }
    }
}
