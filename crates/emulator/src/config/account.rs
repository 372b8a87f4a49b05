//! An Instagram account of the business.

use std::collections::BTreeSet;

use serde::Deserialize;
use utoipa::ToSchema;

use super::{Capability, Secret};

/// A professional account on Instagram.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountConfig {
    /// Its number, such as `17841400000000001`.
    pub id: String,
    /// Its name in addresses and `ig.me` links.
    pub username: String,
    /// Its display name.
    pub name: String,
    /// How the app gets at it.
    pub login: Login,
    /// What signs its webhooks, and proves the app with a token of its own; the app's secret when absent. An app
    /// with Instagram Login has an Instagram app secret beside its own.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub app_secret: Option<Secret>,
    /// Where its webhooks go; where those of the app go when absent.
    #[serde(default)]
    pub callback: Option<String>,
    /// What the app was approved for on this account.
    #[serde(default)]
    #[schema(value_type = Vec<Capability>)]
    pub capabilities: BTreeSet<Capability>,
    /// Customers read at once what they get.
    #[serde(default)]
    pub auto_read: bool,
    /// Send API calls a second before 613; 300 when absent, 100 with Instagram Login.
    #[serde(default)]
    pub send_limit: Option<u32>,
}

/// The two flavours of the Instagram API.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "via", rename_all = "snake_case", deny_unknown_fields)]
pub enum Login {
    /// Through the Facebook page it is linked to: the page's token, the page's paths, the page's subscription.
    Page {
        /// Number of the page.
        page: String,
    },
    /// By itself, with Instagram Login.
    Instagram {
        /// The Instagram user token that the Graph API accepts.
        #[schema(value_type = String)]
        access_token: Secret,
    },
}
