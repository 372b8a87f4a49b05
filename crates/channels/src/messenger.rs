//! Facebook Messenger.
//!
//! Wire facts are Meta's: the Send API, the webhook reference and the error table as of 2026.

pub(crate) mod integrity;
mod parse;
mod render;

pub use crate::outcome::{CallFailed, Class, failed, outcome};
pub use crate::send::{Action, CannotRender, Part, Rendered, render_action, render_reaction};
pub use crate::webhook::{Item, NotUnderstood, Parsed, Reason, Unhandled};
pub use parse::parse;
pub use render::render;

/// The webhook fields to subscribe a page to: those that [`parse`] understands.
pub const WEBHOOK_FIELDS: [&str; 20] = [
    "messages",
    "message_edits",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "messaging_postbacks",
    "messaging_referrals",
    "messaging_optins",
    "messaging_feedback",
    "messaging_account_linking",
    "response_feedback",
    "send_cart",
    "messaging_handovers",
    "messaging_policy_enforcement",
    "business_integrity",
    "standby",
    "feed",
    "message_template_status_update",
    "inbox_labels",
];

/// The permissions that a page's token needs.
pub const RIGHTS: [&str; 2] = ["pages_messaging", "pages_manage_metadata"];
