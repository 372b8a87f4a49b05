//! Facebook Messenger.
//!
//! Wire facts are Meta's: the Send API, the webhook reference and the error table as of 2026.

pub(crate) mod outcome;
pub(crate) mod parse;
mod render;

pub(crate) use outcome::of_message;
pub use outcome::{CallFailed, Class, failed, outcome};
pub use parse::{Item, NotUnderstood, Parsed, Reason, Unhandled, parse};
pub use render::{Action, CannotRender, Rendered, render, render_action};

/// The webhook fields to subscribe a page to: those that [`parse`] understands.
pub const WEBHOOK_FIELDS: [&str; 12] = [
    "messages",
    "message_edits",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "messaging_postbacks",
    "messaging_referrals",
    "messaging_optins",
    "messaging_policy_enforcement",
    "standby",
    "feed",
];
