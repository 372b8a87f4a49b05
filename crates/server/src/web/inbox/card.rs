//! A conversation in the list.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;

use super::labels::CardLabels;
use super::window::Window;
use crate::web::person::Person;
use crate::web::platform::Platform;
use crate::web::viewer::Viewer;

/// What a card shows.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(crate) struct Card {
    /// The conversation's id, `conv_…`.
    pub(crate) id: String,
    /// The address of the conversation inside the current view.
    pub(crate) href: String,
    pub(crate) contact: Person,
    /// The name of the page or account.
    pub(crate) channel: String,
    pub(crate) platform: Platform,
    pub(crate) window: Window,
    /// The time of the last message.
    pub(crate) at: Timestamp,
    pub(crate) preview: Preview,
    pub(crate) unread: u64,
    pub(crate) labels: CardLabels,
    pub(crate) assignee: Option<Person>,
    /// A message of ours did not arrive.
    pub(crate) failed: bool,
    pub(crate) closed: bool,
    /// Another app writes into the thread.
    pub(crate) elsewhere: bool,
    pub(crate) snoozed_until: Option<Timestamp>,
    /// The conversation that the page shows beside the list.
    pub(crate) selected: bool,
    /// The place in the list: ascending, whatever the order is made from.
    pub(crate) position: i64,
}

/// The last message in two lines.
#[derive(Clone, Debug)]
pub(crate) struct Preview {
    pub(crate) sender: PreviewSender,
    pub(crate) content: PreviewContent,
}

/// Who wrote the last message.
#[derive(Clone, Debug)]
pub(crate) enum PreviewSender {
    Contact,
    /// The agent who looks at the page.
    You,
    Colleague(String),
    /// Somebody or something outside of this desk.
    Page,
    Note(String),
}

/// What the last message holds.
#[derive(Clone, Debug)]
pub(crate) enum PreviewContent {
    Text(String),
    /// An attachment without a text.
    Attachment(super::message::AttachmentKind),
    /// It was taken back.
    Deleted,
    /// Something this program does not know how to show.
    Unsupported,
}

impl Card {
    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> CardFragment<'a> {
        CardFragment { viewer, card: self }
    }
}

impl HtmlSafe for CardFragment<'_> {}

/// The card as a fragment: prepend it to `cards`; the list puts it where its position says.
#[derive(Debug, Template)]
#[template(path = "inbox/card.html")]
pub(crate) struct CardFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) card: &'a Card,
}
