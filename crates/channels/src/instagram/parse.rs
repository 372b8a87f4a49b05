//! A webhook of Meta's `instagram` object, read into what happened.

use transom_domain::inbound::Inbound;

use crate::webhook::wire::Whole;
use crate::webhook::{Dialect, NotUnderstood, Parsed, Unhandled, read};

mod comment;

/// What the webhooks of an Instagram account have of their own.
struct Instagram;

impl Dialect for Instagram {
    const OBJECT: &'static str = "instagram";
    const FIELDS: &'static [&'static str] = &["comments", "live_comments", "mentions"];
    const FIELDS_NOT_USED: &'static [&'static str] = &["story_insights"];
    type Change = comment::Change;

    fn understand(
        account: &str,
        change: comment::Change,
        entry_time: Option<Whole>,
    ) -> Result<Inbound, Unhandled> {
        comment::understand(account, change, entry_time)
    }
}

/// Reads a webhook. Never panics, whatever the bytes.
pub fn parse(body: &[u8]) -> Result<Parsed, NotUnderstood> {
    read::<Instagram>(body)
}
