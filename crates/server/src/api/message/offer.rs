//! Products and forms of a business, as programs write and read them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use transom_domain::message::{self, Extra};
use utoipa::ToSchema;

/// Something of the catalogue that is connected to the account, below a text. WhatsApp only.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
#[schema(example = json!({"kind": "product", "catalog_id": "55", "product_id": "J-1"}))]
pub(super) enum Shop {
    /// A button that opens the whole catalogue.
    Catalog {
        /// The shop's own id of the product whose picture is shown.
        product_id: Option<String>,
    },
    /// One product. The text may be missing.
    Product {
        catalog_id: String,
        /// The shop's own id of the product.
        product_id: String,
    },
    /// Several products, in one to ten sections, below a heading.
    Products {
        catalog_id: String,
        sections: Vec<ProductSection>,
    },
}

/// Some products of a catalogue.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductSection {
    /// Needed as soon as there are two; up to 24 characters.
    title: Option<String>,
    /// The shop's own ids of the products.
    product_ids: Vec<String>,
}

/// A button below a text that opens a form of the business. WhatsApp only.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names of the API")]
pub(super) struct Flow {
    /// The platform's id of the form.
    flow_id: String,
    /// What comes back with what was filled in.
    token: String,
    /// The label of the button, up to 20 characters.
    label: String,
    /// The page of the form that is opened first.
    screen: String,
    /// What that page is given.
    #[schema(value_type = Option<Object>)]
    data: Option<Map<String, Value>>,
}

impl From<Shop> for Extra {
    fn from(shop: Shop) -> Self {
        Self::Shop(match shop {
            Shop::Catalog { product_id } => message::Shop::Catalog { product_id },
            Shop::Product {
                catalog_id,
                product_id,
            } => message::Shop::Product {
                catalog_id,
                product_id,
            },
            Shop::Products {
                catalog_id,
                sections,
            } => message::Shop::Products {
                catalog_id,
                sections: sections
                    .into_iter()
                    .map(|section| message::ProductSection {
                        title: section.title,
                        product_ids: section.product_ids,
                    })
                    .collect(),
            },
        })
    }
}

impl From<message::Shop> for Shop {
    fn from(shop: message::Shop) -> Self {
        match shop {
            message::Shop::Catalog { product_id } => Self::Catalog { product_id },
            message::Shop::Product {
                catalog_id,
                product_id,
            } => Self::Product {
                catalog_id,
                product_id,
            },
            message::Shop::Products {
                catalog_id,
                sections,
            } => Self::Products {
                catalog_id,
                sections: sections
                    .into_iter()
                    .map(|section| ProductSection {
                        title: section.title,
                        product_ids: section.product_ids,
                    })
                    .collect(),
            },
        }
    }
}

impl From<Flow> for Extra {
    fn from(flow: Flow) -> Self {
        Self::Flow(message::Flow {
            flow_id: flow.flow_id,
            token: flow.token,
            label: flow.label,
            screen: flow.screen,
            data: flow.data.map(|data| Value::Object(data).to_string()),
        })
    }
}

impl From<message::Flow> for Flow {
    fn from(flow: message::Flow) -> Self {
        Self {
            flow_id: flow.flow_id,
            token: flow.token,
            label: flow.label,
            screen: flow.screen,
            data: flow.data.and_then(|data| serde_json::from_str(&data).ok()),
        }
    }
}
