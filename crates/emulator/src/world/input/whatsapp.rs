//! What may be asked of the world on WhatsApp alone.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::AttachmentKind;
use crate::config::Tier;
use crate::world::state::waba::{Quality, RestrictionKind, TemplateStatus};

/// What a customer on WhatsApp sends beyond words.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum WhatsAppContent {
    /// A file; the words of the message are its caption.
    Media {
        /// `image`, `video`, `audio`, `voice`, `document` or `sticker`.
        media: String,
        /// The bytes in base64; a sample of the kind when absent.
        #[serde(default)]
        data: Option<String>,
        /// Its type; that of the sample when absent.
        #[serde(default)]
        mime_type: Option<String>,
        /// Its name, for a document.
        #[serde(default)]
        filename: Option<String>,
    },
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// Its name.
        #[serde(default)]
        name: Option<String>,
        /// Its address.
        #[serde(default)]
        address: Option<String>,
    },
    /// Contact cards.
    Contacts {
        /// The cards.
        contacts: Vec<ContactCard>,
    },
    /// A tap on a button, or the choice of a row, of a message of the business.
    Choice {
        /// The message.
        of: String,
        /// Id of the button or row, or the payload of a template's button.
        id: String,
    },
    /// A form that was filled in.
    Flow {
        /// The message that opened it.
        of: String,
        /// What was filled in.
        #[schema(value_type = Object)]
        response: Value,
    },
    /// An order from the catalogue; the words of the message go with it.
    Order {
        /// Number of the catalogue.
        catalog_id: String,
        /// What is ordered.
        items: Vec<OrderItem>,
    },
    /// A question about a product; the words of the message are the question.
    Product {
        /// Number of the catalogue.
        catalog_id: String,
        /// The product.
        product: String,
    },
    /// Passed on from somewhere else; the words of the message are what is passed on.
    Forwarded {
        /// It has been passed on many times.
        #[serde(default)]
        often: bool,
    },
    /// The chat was opened for the first time; the business may greet.
    Welcome,
    /// Something that the platform shows to no app.
    Unsupported {
        /// What it is, such as `poll`.
        #[serde(default)]
        what: Option<String>,
    },
}

/// A contact card.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactCard {
    /// The whole name.
    pub name: String,
    /// A phone number.
    pub phone: String,
}

/// A line of an order.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderItem {
    /// The product.
    pub product: String,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub price: f64,
    /// The currency, such as `EUR`.
    pub currency: String,
}

/// What changes about a person; what is absent stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PersonChange {
    /// A new phone number; the platform tells of it, and of the new user id.
    pub wa_id: Option<String>,
    /// Another id of this business under the same number; the platform tells of it.
    pub new_user_id: bool,
    /// A chosen name.
    pub username: Option<String>,
    /// The number is withheld.
    pub hides_number: Option<bool>,
    /// No more marketing, or marketing again; the platform tells of it.
    pub stopped_marketing: Option<bool>,
    /// The phone is no longer on WhatsApp.
    pub unreachable: Option<bool>,
}

/// What somebody of the business writes in the phone app.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Echo {
    /// The words; with a file its caption.
    pub text: String,
    /// A file: a sample of this kind.
    pub file: Option<AttachmentKind>,
    /// The message whose words these are from now on.
    pub edits: Option<String>,
    /// The message that is taken back.
    pub revokes: Option<String>,
}

/// Switches of a business account; what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WabaSwitches {
    /// How many people a day it may write to first; the platform tells of it.
    pub tier: Option<Tier>,
    /// How many marketing messages a day one person gets.
    pub marketing_a_day: Option<u32>,
    /// Whether the business has accepted the terms of the interface for marketing messages.
    pub markets: Option<bool>,
    /// How long the review of a template takes, in seconds.
    pub review_seconds: Option<u32>,
    /// Whether its token works.
    pub token_valid: Option<bool>,
}

/// Switches of a number; what is absent stays as it is. The platform tells of each.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NumberSwitches {
    /// What customers make of it.
    pub quality: Option<Quality>,
    /// Whether it is registered.
    pub registered: Option<bool>,
    /// Out of order for a while, as when its throughput is raised; the end is told as `THROUGHPUT_UPGRADE`, and
    /// the number may then send 1,000 messages a second.
    pub maintenance: Option<bool>,
    /// The verified name.
    pub name: Option<String>,
    /// Phones confirm delivery at once.
    pub auto_delivery: Option<bool>,
    /// Customers read at once.
    pub auto_read: Option<bool>,
}

/// A failure that the next sends of a number meet, for codes that nothing in the world leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FailureSwitch {
    /// As in the list of errors, such as 131042.
    pub code: u32,
    /// The title of the error.
    pub title: String,
    /// What explains it.
    #[serde(default)]
    pub details: String,
    /// The send is refused; otherwise it is accepted and fails by a status.
    #[serde(default)]
    pub at_once: bool,
    /// How many sends it strikes; one when absent.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}

/// A template made by the control API, as it stands from the start.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// The body that the Graph API takes to create a template.
    #[schema(value_type = Object)]
    pub template: Value,
    /// How it stands; approved when absent.
    #[serde(default)]
    pub status: Option<TemplateStatus>,
}

/// What the platform does to a template; what is absent stays as it is. It tells of each.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TemplateSwitches {
    /// How it stands.
    pub status: Option<TemplateStatus>,
    /// Why it did not pass, such as `INVALID_FORMAT`.
    pub reason: Option<String>,
    /// What customers make of it; `RED` pauses it, the third time for good.
    pub quality: Option<Quality>,
    /// `UTILITY`, `MARKETING` or `AUTHENTICATION`.
    pub category: Option<String>,
    /// The category changes only after a notice.
    pub category_later: bool,
    /// The first sends are held back and watched, until this is false; bad quality before that fails them.
    pub pacing: Option<bool>,
    /// New words of the body, as when the platform corrects a template.
    pub body: Option<String>,
}

/// A step of the ladder of punishments.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum LadderStep {
    /// The next one: a warning, a day and then three days without templates, five, seven and then thirty days
    /// without any messages, the lock, the end.
    Next {
        /// What was broken, such as `SCAM`.
        violation: String,
    },
    /// A warning.
    Warn {
        /// What was broken.
        violation: String,
    },
    /// Something is taken for some days.
    Restrict {
        /// What.
        kinds: Vec<RestrictionKind>,
        /// For so many days.
        days: u32,
    },
    /// The account is locked until an appeal.
    Lock,
    /// It is disabled for good.
    Disable,
    /// All is forgiven.
    Reinstate,
}

/// Any webhook of a business account, for what the world does not live through: security, alerts, history, and so on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The subscription field.
    pub field: String,
    /// Its value.
    #[schema(value_type = Object)]
    pub value: Value,
}
