//! Messages: what was said, by whom, and how far it got.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{Purpose, Route};

use crate::id::{AgentId, ConversationId, MessageId};
use crate::inbound::IdentityChange;
use crate::media::Digest;

mod card;
mod control;
mod extra;
mod failure;
mod structured;
mod template;

pub use card::{Address, ContactCard, Labelled, Organisation, PersonName, Phone};
pub use control::ControlChange;
pub use extra::{
    Extra, FormReply, LinkButton, List, ListRow, ListSection, Location, Order, OrderItem, Product,
    Unreadable,
};
pub use failure::{Failure, FailureClass};
pub use structured::{
    Adjustment, Button, ButtonAction, Card, Coupon, MediaCard, MediaKind, MediaSource,
    PermissionRequest, Question, Receipt, ReceiptItem, Scale, ShippingAddress, Structured, Survey,
    Total,
};
pub use template::{
    ButtonValue, Parameters, TemplateButton, TemplateCard, TemplateHeader, TemplateMessage,
};

/// A line of a conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Our id.
    pub id: MessageId,
    /// The conversation it belongs to.
    pub conversation_id: ConversationId,
    /// When it was said: the platform's time for what came in, ours for what goes out.
    pub at: Timestamp,
    /// Who said it.
    pub author: Author,
    /// How it came to be.
    pub origin: Origin,
    /// What was said.
    pub content: Content,
    /// The platform's id, once it has one.
    pub external_id: Option<String>,
    /// The platform's id of the message it answers.
    pub reply_to: Option<String>,
    /// How far it got; only what we send has one.
    pub delivery: Option<Delivery>,
}

/// Who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The customer.
    Customer,
    /// A person at the business, known by name or not (the platform's own inbox does not tell).
    Agent(Option<AgentId>),
    /// A program: an API client, another app.
    Automation,
    /// A private note of a colleague; never sent.
    Note(AgentId),
    /// Transom itself, telling what happened to the conversation.
    Activity(Option<AgentId>),
}

/// How a message came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The customer's app.
    Customer,
    /// Our desk.
    Desk,
    /// Our API.
    Api,
    /// The platform's own inbox.
    PlatformInbox,
    /// Another app connected to the same account.
    OtherApp,
}

impl Origin {
    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Desk => "desk",
            Self::Api => "api",
            Self::PlatformInbox => "platform_inbox",
            Self::OtherApp => "other_app",
        }
    }
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Pictures, files and other things.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Answers offered as buttons below the message.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quick_replies: Vec<QuickReply>,
    /// What the customer tapped, in place of writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tapped: Option<Tap>,
    /// What is said by other means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// A line above the text, where the platform sets one apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// A line below the text, where the platform sets one apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// Whether a page that the text links to is shown with it, where the platform leaves that to us.
    #[serde(skip_serializing_if = "LinkPreview::is_shown")]
    pub link_preview: LinkPreview,
    /// It was written to somebody else first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Forwarded>,
    /// The product it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
    /// The ad or link that brought the customer here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral: Option<crate::inbound::Referral>,
    /// The platform could not pass on what was sent.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unsupported: bool,
    /// Happened in a thread that another app controls.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub standby: bool,
    /// Happened on the phone before the account was connected here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
    /// Whoever said it took it back; what was said is gone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// What happened, when the line is an activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<Activity>,
}

impl Content {
    /// Plain text and nothing else.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::default()
        }
    }

    /// What stays of it once it was taken back: that it was there.
    #[must_use]
    pub fn taken_back(&self) -> Self {
        Self {
            deleted: true,
            standby: self.standby,
            past: self.past,
            ..Self::default()
        }
    }

    /// Whether it calls for nobody: it counts neither as unread nor as waiting.
    pub const fn is_quiet(&self) -> bool {
        self.standby || self.past
    }

    /// What the lists show of it: the text, or what was tapped, or the name of what came along. May be empty.
    pub fn summary(&self) -> String {
        let tapped = self.tapped.as_ref().and_then(|tap| tap.title.clone());
        let title = || {
            self.attachments
                .first()
                .and_then(|attachment| attachment.title.clone())
        };
        self.text
            .clone()
            .or(tapped)
            .or_else(title)
            .or_else(|| self.extra.as_ref().and_then(Extra::summary))
            .unwrap_or_default()
    }
}

/// A button, menu entry or quick reply that the customer tapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tap {
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the business attached to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
}

/// Whether a page that a text links to is shown with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPreview {
    /// Its title and picture stand below the text.
    #[default]
    Shown,
    /// Its address stands alone.
    Hidden,
}

impl LinkPreview {
    /// Whether it is.
    pub fn is_shown(&self) -> bool {
        *self == Self::Shown
    }
}

/// How a message that was written to somebody else came here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forwarded {
    /// It was passed on.
    Once,
    /// It was passed on so often that the platform marks it.
    Often,
}

/// An answer offered as a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuickReply {
    /// The label.
    pub title: String,
    /// What comes back when it is tapped.
    pub payload: String,
}

/// A thing that came along with a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// Where it lies; the platforms' addresses expire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its title or file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The platform's id of it, by which it is fetched or sent again; expires too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    /// Its media type, as the platform tells: `image/jpeg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its SHA-256 in base 64, as the platform tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Spoken into the app, and shown as such.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_voice: bool,
    /// The file that is sent, when it is kept here; what comes in is told apart from where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Digest>,
}

impl Attachment {
    /// Whether it came in as a file that is to be fetched and kept.
    pub const fn is_to_be_fetched(&self) -> bool {
        self.kind.is_file()
            && self.file.is_none()
            && (self.url.is_some() || self.media_id.is_some())
    }
}

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A document.
    File,
    /// A sticker.
    Sticker,
    /// A shared link.
    Link,
    /// A shared post or reel.
    Post,
    /// A structured message, such as one with buttons.
    Template,
    /// A story of the customer that names the business; its media must not be kept.
    StoryMention,
    /// The story of the business that the message answers; its media must not be kept.
    StoryReply,
    /// A picture or film to be seen once, which the platform does not pass on.
    Ephemeral,
    /// A kind that this version does not know.
    #[default]
    Other,
}

impl AttachmentKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::File,
        Self::Sticker,
        Self::Link,
        Self::Post,
        Self::Template,
        Self::StoryMention,
        Self::StoryReply,
        Self::Ephemeral,
        Self::Other,
    ];

    /// Whether the platforms let the thing itself, or where it lies, be kept.
    pub const fn may_be_kept(self) -> bool {
        !matches!(
            self,
            Self::StoryMention | Self::StoryReply | Self::Ephemeral
        )
    }

    /// Whether it is a file by itself, not a reference to something elsewhere. Each of these may be kept.
    pub const fn is_file(self) -> bool {
        matches!(
            self,
            Self::Image | Self::Video | Self::Audio | Self::File | Self::Sticker
        )
    }

    /// The word used in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::File => "file",
            Self::Sticker => "sticker",
            Self::Link => "link",
            Self::Post => "post",
            Self::Template => "template",
            Self::StoryMention => "story_mention",
            Self::StoryReply => "story_reply",
            Self::Ephemeral => "ephemeral",
            Self::Other => "other",
        }
    }
}

/// What happened to a conversation, told as a line in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Activity {
    /// Somebody took it or was given it.
    Assigned {
        /// To whom; nobody when it was released.
        to: Option<AgentId>,
    },
    /// Somebody closed it.
    Closed,
    /// Somebody, or the customer by writing, opened it again.
    Reopened,
    /// Somebody put it aside.
    Snoozed {
        /// Until when.
        until: Timestamp,
    },
    /// The time of a snooze is over.
    Woke,
    /// Somebody vouched that the content check was wrong about a message, so it was sent.
    Attested {
        /// Which.
        message_id: MessageId,
        /// The words that had raised the alarm.
        words: Vec<String>,
    },
    /// The customer is reached under another id, or may be another person.
    IdentityChanged {
        /// In what way.
        change: IdentityChange,
    },
    /// The customer asked to be written to once about a topic.
    NotificationWanted {
        /// The topic, as the request named it.
        topic: String,
    },
    /// The customer stopped marketing messages, or wants them again.
    MarketingConsent {
        /// They want them.
        granted: bool,
    },
    /// Something happened to the control of the thread.
    Control(ControlChange),
}

/// How far a message that we send got.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// By which route it goes.
    pub route: Route,
    /// The rulebook edition that allowed it.
    pub rulebook: String,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// What its author asked for.
    pub terms: Terms,
}

/// What the author of a message asked for besides its content. It holds each time the message is judged again: when its
/// turn comes, and when somebody sends it again after it failed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// By this route or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// What it is about, where a permission is for one topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// A person vouches that the content check is wrong about it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub attested: bool,
}

/// Where a message that we send stands.
#[derive(Debug, Clone, PartialEq)]
pub enum DeliveryStatus {
    /// Waiting for its turn.
    Queued,
    /// Handed to the platform; the answer is not known yet.
    Sending,
    /// The answer was lost or ambiguous: the platform's echo will tell.
    Unconfirmed,
    /// The platform has it.
    Sent {
        /// Since when, by the platform's clock where it told.
        at: Timestamp,
    },
    /// It did not go out.
    Failed(Failure),
}

impl DeliveryStatus {
    /// The word used in the database, the API and the interface.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Sent { .. } => "sent",
            Self::Failed(_) => "failed",
        }
    }
}
