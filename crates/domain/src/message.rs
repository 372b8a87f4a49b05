//! Messages: what was said, by whom, and how far it got.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AgentId, ConversationId, MessageId};
use crate::inbound::is_made;
use crate::inbound::{CustomerAct, IdentityChange};
use crate::moderation::Moderation;

mod attachment;
mod card;
mod carousel;
mod control;
mod delivery;
mod extra;
mod failure;
mod offer;
mod quick_reply;
mod structured;
mod template;

pub use attachment::{Attachment, AttachmentKind};
pub use card::{Address, ContactCard, Labelled, Organisation, PersonName, Phone};
pub use carousel::{Carousel, CarouselButtons, CarouselCard, CarouselReply};
pub use control::{ControlChange, HandOver};
pub use delivery::{Delivery, DeliveryStatus, Terms};
pub use extra::{
    Extra, FormReply, LinkButton, List, ListRow, ListSection, Location, Order, OrderItem, Product,
    Quantity, Unreadable,
};
pub use failure::{Failure, FailureClass};
pub use offer::{Flow, ProductSection, Shop};
pub use quick_reply::{CustomerDetail, QuickReply};
pub use structured::{
    Adjustment, Button, ButtonAction, Card, CardShape, Coupon, GamePlace, GridImage, ImageGrid,
    ImageTap, MediaCard, MediaKind, MediaSource, PermissionRequest, Question, Receipt, ReceiptItem,
    Scale, ShippingAddress, Structured, Survey, Total,
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

impl Message {
    /// The id by which the platform knows it, to answer it or to react to it: it must have been said, to be there still,
    /// and to have an id that was not made here.
    pub fn known_as(&self) -> Option<&str> {
        let is_said = !matches!(self.author, Author::Note(_) | Author::Activity(_));
        let id = self.external_id.as_deref();
        id.filter(|id| is_said && !self.content.deleted && !is_made(id))
    }
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
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of their own, each of which may hold with any other"
)]
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
    /// The slash commands of the business that the customer used in it, without the slash.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
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
    /// How the customer's device announces it, where the platform leaves that to us.
    #[serde(skip_serializing_if = "Announcement::is_usual")]
    pub announcement: Announcement,
    /// To whom the thread goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
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

    /// Its files by their numbers: those that came along, then those above the text of its template and above its cards.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        let (template, carousel) = match &self.extra {
            Some(Extra::Template(template)) => (Some(template), None),
            Some(Extra::Carousel(carousel)) => (None, Some(carousel)),
            _ => (None, None),
        };
        let above = template.into_iter().flat_map(|template| template.files());
        let cards = carousel.into_iter().flat_map(|carousel| &carousel.cards);
        let on_cards = cards.map(|card| &card.file);
        self.attachments.iter().chain(above).chain(on_cards)
    }

    /// The same, to be changed.
    pub fn files_mut(&mut self) -> impl Iterator<Item = &mut Attachment> {
        let (template, carousel) = match &mut self.extra {
            Some(Extra::Template(template)) => (Some(template), None),
            Some(Extra::Carousel(carousel)) => (None, Some(carousel)),
            _ => (None, None),
        };
        let above = template
            .into_iter()
            .flat_map(|template| template.files_mut());
        let cards = carousel
            .into_iter()
            .flat_map(|carousel| &mut carousel.cards);
        self.attachments
            .iter_mut()
            .chain(above.map(|(_, file)| file))
            .chain(cards.map(|card| &mut card.file))
    }

    /// Whether it calls for nobody: it counts neither as unread nor as waiting.
    pub const fn is_quiet(&self) -> bool {
        self.standby || self.past
    }

    /// What the lists show of it: the text, or what was tapped, or the name of what came along. May be empty.
    pub fn summary(&self) -> String {
        // Nothing stands on a picture that can be tapped.
        let tapped = |tap: &Tap| tap.title.clone().or_else(|| tap.payload.clone());
        let tapped = self.tapped.as_ref().and_then(tapped);
        let command = || self.commands.first().map(|command| format!("/{command}"));
        let title = || {
            self.attachments
                .first()
                .and_then(|attachment| attachment.title.clone())
        };
        self.text
            .clone()
            .or(tapped)
            .or_else(command)
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

/// How a customer's device announces a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Announcement {
    /// As any message.
    #[default]
    Usual,
    /// On the screen, without a sound.
    Silent,
    /// Not at all: it is found when the thread is opened.
    None,
}

impl Announcement {
    /// Whether it is as for any message.
    pub fn is_usual(&self) -> bool {
        *self == Self::Usual
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
    /// The customer did something that is no message.
    CustomerActed {
        /// What.
        act: CustomerAct,
    },
    /// Something happened to the control of the thread.
    Control(ControlChange),
    /// Somebody wants the platform to keep the customer away, or to let them back, and it has not answered yet.
    ModerationAsked {
        /// What.
        action: Moderation,
    },
    /// They wanted something else before it answered.
    ModerationDropped {
        /// What.
        action: Moderation,
    },
    /// Somebody had the platform keep the customer away, or let them back.
    Moderated {
        /// What.
        action: Moderation,
    },
    /// The platform did not do that.
    ModerationFailed {
        /// What.
        action: Moderation,
        /// The platform's code.
        code: Option<String>,
        /// Its sentence.
        detail: String,
    },
    /// A label was put on the customer, or taken off: by somebody here, or elsewhere.
    Labelled {
        /// What the label says.
        label: String,
        /// It was put on, or else taken off.
        puts: bool,
    },
    /// The platform did not put a label on, or take it off.
    LabelFailed {
        /// What the label says.
        label: String,
        /// It was to be put on, or else to be taken off.
        puts: bool,
        /// The platform's code.
        code: Option<String>,
        /// Its sentence.
        detail: String,
    },
}
