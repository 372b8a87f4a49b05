//! The WhatsApp Cloud API.
//!
//! Wire facts are Meta's: the messages endpoint, the webhook reference and the error table as of 2026.

use crate::webhook;

mod card;
mod outcome;
mod parse;
mod render;

pub use crate::outcome::{CallFailed, Class};
pub use crate::send::Rendered;
pub use crate::webhook::{Item, NotUnderstood, Parsed, Reason, Unhandled};
pub use outcome::{About, failed, outcome};
pub(crate) use parse::Limit;
pub(crate) use parse::understand_template;
pub use parse::{parse, parse_received};
pub(crate) use render::is_phone_id;
pub use render::{CannotRender, Part, render, render_read};

/// The webhook fields to subscribe an app to: those that [`parse`] understands.
pub const WEBHOOK_FIELDS: [&str; 16] = [
    "account_alerts",
    "account_review_update",
    "account_update",
    "business_capability_update",
    "history",
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
    "smb_app_state_sync",
    "smb_message_echoes",
    "template_category_update",
    "user_preferences",
];

/// The permissions that a number's token needs.
pub const RIGHTS: [&str; 2] = [
    "whatsapp_business_messaging",
    "whatsapp_business_management",
];
