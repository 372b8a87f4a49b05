//! The journal for owners: webhooks that were kept but not understood, and why.

use askama::Template;
use jiff::Timestamp;

use super::i18n::Text;
use super::shell::Shell;
use super::viewer::Viewer;

/// `GET /journal`
#[derive(Debug, Template)]
#[template(path = "journal.html")]
pub(crate) struct JournalPage {
    pub(crate) shell: Shell,
    pub(crate) tally: Tally,
    pub(crate) entries: Vec<JournalEntry>,
    /// The address of the next page.
    pub(crate) more: Option<String>,
}

/// What the journal holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    pub(crate) received: u64,
    pub(crate) unhandled: u64,
    /// Received but not yet processed.
    pub(crate) behind: u64,
    pub(crate) last_received_at: Option<Timestamp>,
}

/// A webhook, or a part of one, that was not understood.
#[derive(Clone, Debug)]
pub(crate) struct JournalEntry {
    /// The position in the journal, which names it.
    pub(crate) position: u64,
    pub(crate) received_at: Timestamp,
    pub(crate) reason: Reason,
    /// What the platform calls it: `page / messaging / message_context`.
    pub(crate) path: String,
    /// The raw JSON, indented for reading.
    pub(crate) body: String,
}

/// Why a webhook was not understood.
#[derive(Clone, Debug)]
pub(crate) enum Reason {
    /// No channel with this page id is connected.
    UnknownPage(String),
    /// The `object` of the envelope is none we know.
    UnknownObject(String),
    UnknownField(String),
    /// A known field in a shape we do not know: what was expected where.
    Malformed(String),
}

impl Reason {
    fn text(&self, viewer: &Viewer) -> Text {
        match self {
            Reason::UnknownPage(id) => viewer.text("journal-unknown-page").arg("id", id),
            Reason::UnknownObject(name) => viewer.text("journal-unknown-object").arg("name", name),
            Reason::UnknownField(name) => viewer.text("journal-unknown-field").arg("name", name),
            Reason::Malformed(detail) => viewer.text("journal-malformed").arg("detail", detail),
        }
    }
}
