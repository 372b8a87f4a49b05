//! What a business offers from its catalogue, or to be filled in, in a message with a text of its own.

use serde::{Deserialize, Serialize};

/// Something of the catalogue that is connected to the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Shop {
    /// A button that opens the whole catalogue.
    Catalog {
        /// The shop's own id of the product whose picture stands above the text; the platform chooses when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product_id: Option<String>,
    },
    /// One product.
    Product {
        /// The catalogue.
        catalog_id: String,
        /// The shop's own id of the product.
        product_id: String,
    },
    /// Several products, in groups.
    Products {
        /// The catalogue.
        catalog_id: String,
        /// The groups.
        sections: Vec<ProductSection>,
    },
}

/// Some products of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProductSection {
    /// What stands above them; needed as soon as there are two groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The shop's own ids of the products.
    pub product_ids: Vec<String>,
}

/// A button that opens a form of the business.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Flow {
    /// The platform's id of the form.
    pub flow_id: String,
    /// What comes back with what was filled in.
    pub token: String,
    /// The label of the button.
    pub label: String,
    /// The page of the form that is opened first.
    pub screen: String,
    /// What that page is given, as a JSON object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}
