//! Instagram messaging, in both of its flavours.
//!
//! An account is reached through the Facebook page that it is linked to, at `graph.facebook.com` with the page's token,
//! or by itself, at `graph.instagram.com` with its own (Instagram Login). Webhooks and messages look alike in both. Wire
//! facts are Meta's: the Instagram messaging documentation and the error table as of 2026.

mod parse;
mod render;

pub use crate::outcome::{CallFailed, Class, failed, outcome};
pub use crate::send::{Action, CannotRender, Rendered, render_action, render_reaction};
pub use parse::parse;
pub use render::render;

/// The webhook fields to subscribe an account to that is reached by itself: those that [`parse`] understands.
///
/// One that is reached through its page is subscribed with the page; which of its own fields are told, the app says.
pub const WEBHOOK_FIELDS: [&str; 10] = [
    "messages",
    "message_edit",
    "message_reactions",
    "messaging_postbacks",
    "messaging_referral",
    "messaging_seen",
    "standby",
    "comments",
    "live_comments",
    "mentions",
];

/// The permissions that the token of the page needs through which an account is reached.
pub const RIGHTS: [&str; 4] = [
    "instagram_basic",
    "instagram_manage_messages",
    "instagram_manage_comments",
    "pages_manage_metadata",
];
