//! A webhook of Meta's `page` object, read into what happened.

use transom_domain::inbound::Inbound;

use crate::webhook::wire::Whole;
use crate::webhook::{Dialect, NotUnderstood, Parsed, Unhandled, read};

mod change;
mod feed;
mod label;

/// What the webhooks of a page have of their own.
struct Messenger;

impl Dialect for Messenger {
    const OBJECT: &'static str = "page";
    const FIELDS: &'static [&'static str] = &change::FIELDS;
    const FIELDS_NOT_USED: &'static [&'static str] = &[];
    type Change = change::Change;

    fn understand(
        account: &str,
        change: change::Change,
        entry_time: Option<Whole>,
    ) -> Result<Inbound, Unhandled> {
        change::understand(account, change, entry_time)
    }
}

/// Reads a webhook. Never panics, whatever the bytes.
pub fn parse(body: &[u8]) -> Result<Parsed, NotUnderstood> {
    read::<Messenger>(body)
}
