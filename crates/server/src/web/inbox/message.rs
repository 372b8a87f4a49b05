//! The entries of a thread: messages, notes, and lines about what happened.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use jiff::civil::Date;
use transom_domain::message::Forwarded;
use transom_policy::Route;

use super::activity::Activity;
use super::delivery::{Delivery, Price};
use super::extra::{Extra, Label, Unsupported};
use super::provenance::Provenance;
use super::structured::Parts;
use super::template_bubble::TemplateBubble;
use crate::web::i18n::Text;
use crate::web::person::Person;
use crate::web::viewer::Viewer;

/// One entry of a thread, in the order of time.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    /// Stands before the first entry of a day.
    Day(Date),
    Message(Box<Message>),
    Activity(Activity),
}

/// What somebody wrote.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// `msg_…`
    pub(crate) id: String,
    pub(crate) at: Timestamp,
    pub(crate) side: Side,
    pub(crate) sender: Person,
    /// The same sender wrote the entry before, less than two minutes earlier: drawn closer, without a face.
    pub(crate) continued: bool,
    pub(crate) content: Content,
    pub(crate) quote: Option<Quote>,
    /// The words of the comment that it answers in private.
    pub(crate) comment: Option<String>,
    pub(crate) reactions: Vec<Reaction>,
    /// Whether it has our heart, where it takes one.
    pub(crate) heart: Option<bool>,
}

/// Which side of the thread a message stands on, and what is known only there.
#[derive(Clone, Debug)]
pub(crate) enum Side {
    Incoming,
    Outgoing {
        origin: Origin,
        route: Option<Route>,
        delivery: Delivery,
        /// As what it is charged, where the platform tells.
        price: Option<Price>,
    },
    Note,
}

/// By what means an outgoing message was sent.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    Desk,
    /// Sent through our API.
    Api,
    /// Written in the platform's own inbox.
    PageInbox,
    /// Written in Instagram's own app.
    InstagramApp,
    /// Sent by another application that is connected to the page.
    OtherApp,
}

/// What a message holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Shown(Box<Shown>),
    /// A template, as the customer sees it.
    Template(Box<TemplateBubble>),
    /// Cards, buttons, a receipt and the like.
    Parts(Parts),
    /// Whoever said it took it back.
    Deleted,
    /// The platform did not pass on what was sent.
    Unsupported(Unsupported),
}

/// What a message says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown {
    pub(crate) provenance: Provenance,
    /// Above the text.
    pub(crate) heading: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
    /// What is said by other means.
    pub(crate) extra: Option<Extra>,
    /// Below the text.
    pub(crate) footer: Option<String>,
    /// The labels of the answers offered below it.
    pub(crate) choices: Vec<String>,
    pub(crate) edited: bool,
}

/// A file or a link that came with a message. It is never loaded from elsewhere by the page.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) kind: AttachmentKind,
    /// The file's name or the link's title.
    pub(crate) title: Option<String>,
    /// `https` only.
    pub(crate) url: Option<String>,
    /// The file itself, where it is one.
    pub(crate) file: Option<super::attachment::File>,
}

impl Attachment {
    /// Whether the words stand below it, as the platforms show a file and its caption.
    fn is_above(&self) -> bool {
        self.kind != AttachmentKind::Link
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttachmentKind {
    Image,
    Video,
    Audio,
    File,
    Sticker,
    Link,
    StoryMention,
    StoryReply,
    Ephemeral,
    Appointment,
}

/// The message that is answered.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    pub(crate) id: String,
    pub(crate) sender: String,
    pub(crate) text: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Reaction {
    pub(crate) emoji: String,
    pub(crate) name: String,
}

impl AttachmentKind {
    /// The key of the kind's name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            AttachmentKind::Image => "attachment-image",
            AttachmentKind::Video => "attachment-video",
            AttachmentKind::Audio => "attachment-audio",
            AttachmentKind::File => "attachment-file",
            AttachmentKind::Sticker => "attachment-sticker",
            AttachmentKind::Link => "attachment-link",
            AttachmentKind::StoryMention => "attachment-story-mention",
            AttachmentKind::StoryReply => "attachment-story-reply",
            AttachmentKind::Ephemeral => "attachment-ephemeral",
            AttachmentKind::Appointment => "attachment-appointment",
        }
    }

    pub(crate) fn icon(self) -> &'static str {
        match self {
            AttachmentKind::Image => "image",
            AttachmentKind::Video => "film",
            AttachmentKind::Audio => "mic",
            AttachmentKind::File => "file",
            AttachmentKind::Sticker => "sticker",
            AttachmentKind::Link => "link",
            AttachmentKind::StoryMention => "circle-dashed",
            AttachmentKind::StoryReply => "reply",
            AttachmentKind::Ephemeral => "clock",
            AttachmentKind::Appointment => "calendar-check",
        }
    }
}

impl AttachmentKind {
    /// Whether it can be seen only where it was sent, because it must not be kept.
    fn is_elsewhere(self) -> bool {
        matches!(
            self,
            AttachmentKind::StoryMention | AttachmentKind::StoryReply | AttachmentKind::Ephemeral
        )
    }
}

impl Attachment {
    /// The host of the address, so that people see where a link leads.
    fn host(&self) -> Option<&str> {
        self.url
            .as_deref()?
            .strip_prefix("https://")?
            .split(['/', '?', '#'])
            .next()
    }
}

impl Side {
    fn code(&self) -> &'static str {
        match self {
            Side::Incoming => "incoming",
            Side::Outgoing { .. } => "outgoing",
            Side::Note => "note",
        }
    }
}

impl Origin {
    /// The badge; a message from this desk needs none.
    fn badge(&self, viewer: &Viewer) -> Option<Text> {
        match self {
            Origin::Desk => None,
            Origin::Api => Some(viewer.text("origin-api")),
            Origin::PageInbox => Some(viewer.text("origin-page-inbox")),
            Origin::InstagramApp => Some(viewer.text("origin-instagram-app")),
            Origin::OtherApp => Some(viewer.text("origin-other-app")),
        }
    }
}

impl Entry {
    /// The id of its element.
    pub(crate) fn dom_id(&self) -> String {
        match self {
            Self::Day(date) => format!("day-{date}"),
            Self::Message(message) => format!("message-{}", message.id),
            Self::Activity(activity) => format!("activity-{}", activity.id),
        }
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> EntryFragment<'a> {
        EntryFragment {
            viewer,
            entry: self,
        }
    }
}

impl HtmlSafe for EntryFragment<'_> {}

/// An entry as a fragment: append it to `messages-<conversation>`, or replace the one with its id.
#[derive(Debug, Template)]
#[template(path = "inbox/entry.html")]
pub(crate) struct EntryFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) entry: &'a Entry,
}

/// Earlier entries; replaces the frame that asked for them.
#[derive(Debug, Template)]
#[template(path = "inbox/earlier.html")]
pub(crate) struct EarlierEntries<'a> {
    pub(crate) viewer: &'a Viewer,
    /// The address this page answers, which is the id of its frame.
    pub(crate) here: &'a str,
    pub(crate) entries: &'a [Entry],
    pub(crate) earlier: &'a Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::i18n::Lang;

    #[test]
    fn whatever_a_customer_writes_is_text() {
        let markup = "<img src=x onerror=alert(1)>";
        let entry = Entry::Message(Box::new(Message {
            id: "msg_1".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            side: Side::Incoming,
            sender: Person {
                name: markup.to_owned(),
            },
            continued: false,
            content: Content::Shown(Box::new(Shown {
                heading: Some(markup.to_owned()),
                text: Some(markup.to_owned()),
                attachments: vec![Attachment {
                    kind: AttachmentKind::File,
                    title: Some(markup.to_owned()),
                    url: None,
                    file: None,
                }],
                footer: Some(markup.to_owned()),
                choices: vec![markup.to_owned()],
                ..Shown::default()
            })),
            quote: Some(Quote {
                id: "msg_0".to_owned(),
                sender: markup.to_owned(),
                text: markup.to_owned(),
            }),
            comment: None,
            reactions: vec![Reaction {
                emoji: markup.to_owned(),
                name: markup.to_owned(),
            }],
            heart: None,
        }));
        let viewer = Viewer {
            lang: Lang::En,
            time_zone: jiff::tz::TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
            csrf: String::new(),
        };
        let html = entry.show(&viewer).render().unwrap();
        assert!(!html.contains("<img"));
        assert!(html.matches("&#60;img").count() >= 10);
    }
}
