//! What customers may be asked to do beside writing, and people of the business beside the app.

use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AttachmentKind, OrderItem, Origin};

/// A login at the business, by a button of a message.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountLink {
    /// The customer logs in; false for logging out.
    pub linked: bool,
    /// What the business's login page gave; invented when absent.
    #[serde(default)]
    pub authorization_code: Option<String>,
}

/// Whether a message of the business was a good answer.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseRating {
    /// It was.
    pub good: bool,
}

/// An order in the shop of a page.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// What is ordered.
    pub items: Vec<OrderItem>,
    /// What the customer adds.
    #[serde(default)]
    pub note: Option<String>,
}

/// A post of a visitor on a page.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitorPost {
    /// The words.
    pub text: String,
    /// When; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// Where a customer mentions an account on Instagram, under or in a post of somebody else.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMention {
    /// In a comment; otherwise in the caption of the post.
    pub in_comment: bool,
}

/// A file that somebody of the business sends without the app.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessFile {
    /// What it is: a picture, a voice note, a film or any other file.
    #[serde(rename = "type")]
    pub kind: AttachmentKind,
    /// Where it lies; on WhatsApp a sample is sent.
    #[serde(default)]
    pub url: Option<String>,
    /// Words beside it.
    #[serde(default)]
    pub text: Option<String>,
    /// Where it is sent.
    #[serde(default)]
    pub origin: Origin,
    /// When; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}
