//! What may be asked of the world; the bodies of the control API.

mod gesture;
mod instagram;
mod whatsapp;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use gesture::{AccountLink, BusinessFile, NewMention, NewOrder, ResponseRating, VisitorPost};
pub use instagram::{AccountSwitches, NewPost, NewPostKind, Special};
pub use whatsapp::{
    ContactCard, Echo, FailureSwitch, LadderStep, NewTemplate, Notice, NumberSwitches, OrderItem,
    PersonChange, TemplateSwitches, WabaSwitches, WhatsAppContent,
};

/// A customer to be made.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewCustomer {
    /// First and last name.
    pub name: String,
    /// The page or account they belong to; the first one when absent.
    #[serde(alias = "account", alias = "number")]
    pub page: Option<String>,
    /// Their name on Instagram, made of the name when absent; on WhatsApp the one they chose, if any.
    pub username: Option<String>,
    /// Their phone number on WhatsApp in digits; invented when absent.
    pub wa_id: Option<String>,
    /// Language and country, such as `fr_FR`; `en_US` when absent.
    pub locale: Option<String>,
    /// Hours from UTC.
    pub timezone: i8,
}

/// What a customer writes. At least one of text, attachments, sticker, quick reply and what only
/// Instagram has is needed.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewMessage {
    /// The words. May be left out for a quick reply that is on offer, whose title is then used.
    pub text: Option<String>,
    /// Pictures and the like.
    pub attachments: Vec<NewAttachment>,
    /// Number of a sticker; the thumb is 369239263222822.
    pub sticker_id: Option<u64>,
    /// Payload of the quick reply that is tapped.
    pub quick_reply: Option<String>,
    /// Id of the message that is quoted.
    pub reply_to: Option<String>,
    /// The ad that led here.
    pub ad: Option<AdReferral>,
    /// What only Instagram has.
    pub instagram: Option<Special>,
    /// What only WhatsApp has.
    pub whatsapp: Option<WhatsAppContent>,
    /// When it is written; now when absent, and never in the future.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

impl NewMessage {
    /// A plain text, written now.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::default()
        }
    }

    /// The same, written at another time.
    #[must_use]
    pub fn at(self, at: Timestamp) -> Self {
        Self {
            at: Some(at),
            ..self
        }
    }
}

/// A file that a customer sends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttachment {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: AttachmentKind,
    /// Where it lies.
    pub url: String,
    /// A title, for a link or a post.
    #[serde(default)]
    pub title: Option<String>,
}

/// The kinds of files that customers send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture.
    Image,
    /// A voice note.
    Audio,
    /// A film.
    Video,
    /// Any other file.
    File,
    /// A shared reel.
    Reel,
    /// A shared post.
    Post,
    /// A link with a preview.
    Fallback,
}

impl AttachmentKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::File => "file",
            Self::Reel => "reel",
            Self::Post => "post",
            Self::Fallback => "fallback",
        }
    }
}

/// An ad that opened the chat.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdReferral {
    /// Number of the ad.
    pub ad_id: String,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// The reference that the advertiser gave it.
    #[serde(default, rename = "ref")]
    pub reference: Option<String>,
}

/// A change of a message the customer wrote.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// The new words.
    pub text: String,
}

/// A tap on a button.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Postback {
    /// What the business put behind the button.
    pub payload: String,
    /// What stands on it; `Get Started` when absent.
    #[serde(default)]
    pub title: Option<String>,
    /// Reference of the chat link or ad that opened a new thread.
    #[serde(default)]
    pub referral: Option<Referral>,
    /// When; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// A chat link that was opened.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Referral {
    /// The `ref` of the link.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// Number of the ad, when an ad and not a link led here.
    pub ad_id: Option<String>,
    /// When; now when absent.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// A confirmation the customer gave.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OptIn {
    /// A plugin on a website; opens the window.
    Plugin {
        /// What the website passed along.
        #[serde(rename = "ref")]
        reference: String,
    },
    /// A checkbox in a form of a website; opens the window, and the person is known by the website's number alone.
    Checkbox {
        /// What the website passed along.
        #[serde(rename = "ref")]
        reference: String,
        /// The number that the website gave to this person.
        user_ref: String,
    },
    /// "Notify me"; gives the business a token for one message.
    Topic {
        /// What the business put behind the button.
        payload: String,
    },
    /// Marketing messages on a topic are welcome; gives the business a token for them.
    Marketing {
        /// What the business put behind the button.
        payload: String,
    },
    /// No more marketing messages.
    StopMarketing,
    /// Marketing messages again.
    ResumeMarketing,
}

/// An answer to a survey.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswer {
    /// On the scale of the question.
    pub score: u8,
    /// In words.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A reaction to a message.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reaction {
    /// `love`, `smile`, `wow`, `sad`, `angry`, `like`, `dislike`; absent takes the reaction back. On
    /// Instagram any emoji may stand here.
    #[serde(default)]
    pub reaction: Option<String>,
}

/// A comment under something that the business published.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    /// The words.
    pub text: String,
    /// The post; the first one when absent.
    #[serde(default)]
    pub post: Option<String>,
    /// The comment that this one answers.
    #[serde(default)]
    pub parent: Option<String>,
    /// When; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// What somebody of the business writes without the app.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessMessage {
    /// The words.
    pub text: String,
    /// Where they are written.
    #[serde(default)]
    pub origin: Origin,
    /// When; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// Where a business writes when not in the app under test.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The platform's own inbox.
    #[default]
    PageInbox,
    /// Another app connected to it.
    OtherApp,
}

/// Switches of a customer; what is absent stays as it is.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerSwitches {
    /// The customer blocks the business.
    pub blocked: Option<bool>,
    /// The customer is typing.
    pub typing: Option<bool>,
    /// The phone confirms delivery at once.
    pub auto_delivery: Option<bool>,
    /// The customer reads at once.
    pub auto_read: Option<bool>,
    /// Another app owns the thread: events arrive as standby and sends are refused.
    pub owned_by_other_app: Option<bool>,
}

/// Switches of a page; what is absent stays as it is.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PageSwitches {
    /// How long the review of a template takes, in seconds. At 0, as it is at first, the answer to the call that makes
    /// a template tells the end of its review.
    pub review_seconds: Option<u32>,
}

/// A word of the platform to the business.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum Enforcement {
    /// A warning; nothing is barred.
    Warning {
        /// In the platform's words.
        reason: String,
    },
    /// It may not send.
    Block {
        /// In the platform's words.
        reason: String,
        /// When it ends of itself; never when absent.
        #[serde(default)]
        #[schema(value_type = Option<String>, format = DateTime)]
        until: Option<Timestamp>,
    },
    /// Everything is forgiven.
    Unblock,
    /// Its token stops working; for an account that is linked to a page, the page's.
    RevokeToken,
    /// It works again.
    RestoreToken,
}

/// Many messages from many customers.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// How many messages.
    #[schema(minimum = 1, maximum = 10_000_000)]
    pub count: u64,
    /// Messages a second; as fast as they are delivered when absent.
    #[serde(default)]
    pub rate: Option<u32>,
    /// How many customers take turns; 100 when absent.
    #[serde(default)]
    pub customers: Option<u32>,
    /// The page or account they write to; the first one when absent.
    #[serde(default)]
    pub page: Option<String>,
}
