//! What a platform tells us, after parsing and before deciding: one value for each thing that happened.
//!
//! Times are the platform's own. Ids of the platform are opaque text. A channel adapter fills these in; nothing here
//! is specific to one platform's wire format.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::message::{Attachment, Extra, Forwarded, Origin, Product};

mod account;
mod control;
mod identity;
mod label;
mod progress;
mod referral;
mod response;
mod template;

pub use account::{
    AccountChange, AccountUpdate, Decision, Integrity, IntegrityGrade, Offer, OfferKind,
    RecipientLimit,
};
pub use control::{ControlNotice, ControlTold};
pub use identity::{IdentityChange, Person};
pub use label::LabelNotice;
pub use progress::{Price, PriceSpan, Progress, Reached, Stage};
pub use referral::{Ad, Lead, LeadAnswer, Referral};
pub use response::{Response, SurveyAnswer};
pub use template::{Quality, TemplateButtonText, TemplateChange, TemplateText, TemplateUpdate};

/// One thing that happened on a platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inbound {
    /// The platform's id of our side: of a page, an Instagram account or a number, or of the account above it for what concerns that.
    pub account: String,
    /// When it happened, by the platform's clock.
    pub at: Timestamp,
    /// What it tells about the customer besides their id.
    #[serde(default, skip_serializing_if = "Person::is_empty")]
    pub person: Person,
    /// What happened.
    pub event: InboundEvent,
}

/// The kinds of things that happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboundEvent {
    /// The customer wrote.
    Message(CustomerMessage),
    /// The customer tapped a button, the persistent menu, an ice breaker or Get Started.
    Postback {
        /// Who tapped.
        customer: String,
        /// The platform's message id of the tap; older payloads have none.
        external_id: Option<String>,
        /// The label that was tapped.
        title: Option<String>,
        /// What the business attached to the button; withheld in standby.
        payload: Option<String>,
        /// Where the customer came from, when the tap opened the thread.
        referral: Option<Referral>,
    },
    /// The customer followed a link or an ad into an existing thread.
    Referral {
        /// Who followed it.
        customer: String,
        /// Where from.
        referral: Referral,
    },
    /// The customer answered a message made of parts: took a coupon's code, or answered a survey.
    Responded {
        /// Who.
        customer: String,
        /// What they answered.
        response: Response,
    },
    /// The customer gave a permission to write.
    OptIn {
        /// Who; a checkbox plugin knows only a `user_ref`, which is not an identity yet.
        customer: Option<String>,
        /// What was permitted.
        opt_in: OptIn,
    },
    /// A message was changed by who wrote it.
    Edited {
        /// The customer in whose thread it is.
        customer: String,
        /// The message that was changed.
        external_id: String,
        /// Which edit it is, from 1; the highest number is the current text. A platform that does not count them
        /// gives the second of the edit.
        number: u32,
        /// The text after the edit.
        text: String,
    },
    /// A message was taken back: the stored copy must go.
    Deleted {
        /// In whose thread.
        customer: String,
        /// The message that was taken back.
        external_id: String,
    },
    /// The customer reacted to a message, or took the reaction back.
    Reaction {
        /// Who.
        customer: String,
        /// The message reacted to.
        external_id: String,
        /// The emoji, or nothing when the reaction was taken back.
        emoji: Option<String>,
    },
    /// Something was sent to the customer: by us, by another app, or by a person in the platform's own inbox.
    Echo(Echo),
    /// Messages arrived on the customer's device.
    Delivered {
        /// Whose device.
        customer: String,
        /// Everything sent up to this moment has arrived.
        until: Timestamp,
        /// Messages named one by one; may be empty.
        external_ids: Vec<String>,
    },
    /// The customer read.
    Read {
        /// Who.
        customer: String,
        /// Everything sent up to this moment has been read.
        until: Timestamp,
    },
    /// How far one message to the customer got.
    Progress(Progress),
    /// The customer is reached under another id, or may be another person.
    IdentityChanged {
        /// Who, by the id that was theirs until now.
        customer: String,
        /// The platform's id of the notice.
        external_id: Option<String>,
        /// In what way.
        change: IdentityChange,
    },
    /// The customer stopped marketing messages, or wants them again.
    MarketingConsent {
        /// Who.
        customer: String,
        /// They want them.
        granted: bool,
    },
    /// The control of the thread changed, or another app wants it.
    ThreadControl(ControlNotice),
    /// The roles of apps that serve the account, by the platform's ids of them and in its words.
    AppRoles(BTreeMap<String, Vec<String>>),
    /// A label was put on the customer, or taken off.
    Labelled(LabelNotice),
    /// The platform warned, barred or released the account.
    Enforcement(Enforcement),
    /// Something else about the account itself.
    Account(AccountUpdate),
    /// Something about a template of the account.
    Template(TemplateUpdate),
    /// Somebody commented on a post of the account, or changed the comment.
    Comment(Comment),
    /// An event of a thread that another app controls: to be shown, never to be answered.
    Standby(Box<InboundEvent>),
    /// What was written on the phone before the number was connected here, told afterwards: to be read, not to be answered.
    Past(Box<InboundEvent>),
    /// What the business calls a customer in the address book of its phone; the name is told beside it.
    Introduced {
        /// Who.
        customer: String,
    },
}

/// A message as the customer sent it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CustomerMessage {
    /// Who wrote.
    pub customer: String,
    /// The platform's id of the message.
    pub external_id: String,
    /// The text, when there is one.
    pub text: Option<String>,
    /// Pictures, files and other things that came along.
    pub attachments: Vec<Attachment>,
    /// The payload of the quick reply that the customer tapped.
    pub quick_reply: Option<String>,
    /// The message it answers.
    pub reply_to: Option<String>,
    /// The ad or link that brought the customer here.
    pub referral: Option<Referral>,
    /// The platform could not pass on what the customer sent.
    pub unsupported: bool,
    /// What is said by other means than text and files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// It was written to somebody else first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Forwarded>,
    /// The product it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
}

/// A permission to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptIn {
    /// A website plugin (send-to-Messenger, checkbox) was confirmed.
    Plugin {
        /// The reference the website set.
        reference: Option<String>,
        /// The checkbox plugin's stand-in for a customer who has not written yet.
        user_ref: Option<String>,
    },
    /// One later message about one topic.
    OneTime {
        /// The topic, as the request named it.
        topic: String,
        /// The token that the message will spend.
        token: String,
    },
    /// Marketing messages, or their end.
    Marketing {
        /// The topic, as the request named it.
        topic: String,
        /// The token to send with.
        token: String,
        /// When the token ends.
        expires_at: Option<Timestamp>,
        /// The customer stopped the messages.
        stopped: bool,
    },
}

impl OptIn {
    /// The id under which the line that tells of it is kept once; a plugin has no line.
    fn external_id(&self, at: Timestamp) -> Option<String> {
        match self {
            Self::Plugin { .. } => None,
            Self::OneTime { token, .. } => Some(format!("optin:{token}")),
            Self::Marketing { token, .. } => Some(format!("optin:{token}:{}", at.as_millisecond())),
        }
    }
}

/// Something that was sent to the customer, as the platform reports it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Echo {
    /// To whom.
    pub customer: String,
    /// The platform's id of the message.
    pub external_id: String,
    /// What we attached when we sent it; names our message when it was ours.
    pub metadata: Option<String>,
    /// Who sent it, as far as the platform tells.
    pub origin: Origin,
    /// The app that sent it.
    pub app_id: Option<String>,
    /// The text, when there is one.
    pub text: Option<String>,
    /// What came along.
    pub attachments: Vec<Attachment>,
    /// The message it answers.
    pub reply_to: Option<String>,
    /// What is said by other means than text and files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
}

/// A measure of the platform against the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    /// What the platform did.
    pub action: EnforcementAction,
    /// The platform's own sentence; absent when it lifts a measure.
    pub reason: Option<String>,
}

/// What the platform did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnforcementAction {
    /// Nothing is barred yet.
    Warning,
    /// Sending is barred until further notice.
    Block,
    /// Sending is free again.
    Unblock,
}

/// A comment on a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The platform's id of the comment.
    pub external_id: String,
    /// The post commented on.
    pub post_id: String,
    /// The comment it answers, or the post.
    pub parent_id: Option<String>,
    /// Who commented; absent without the permission to see it.
    pub from_id: Option<String>,
    /// The commenter's name.
    pub from_name: Option<String>,
    /// The text; absent when it was removed.
    pub text: Option<String>,
    /// What happened to it.
    pub change: CommentChange,
    /// Where it stands.
    #[serde(default)]
    pub place: CommentPlace,
}

/// Where a comment stands: how long it may be answered in private depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentPlace {
    /// Under a post.
    #[default]
    Feed,
    /// Under a reel.
    Reel,
    /// Under a story.
    Story,
    /// Under an ad.
    Ad,
    /// In a live broadcast.
    Live,
}

impl CommentPlace {
    /// The word used in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Reel => "reel",
            Self::Story => "story",
            Self::Ad => "ad",
            Self::Live => "live",
        }
    }
}

impl std::str::FromStr for CommentPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Feed, Self::Reel, Self::Story, Self::Ad, Self::Live]
            .into_iter()
            .find(|place| place.as_str() == text)
            .ok_or(())
    }
}

/// What happened to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentChange {
    /// It was written.
    Added,
    /// Its text changed.
    Edited,
    /// It was taken away.
    Removed,
    /// It was hidden from the public.
    Hidden,
}

impl InboundEvent {
    /// The customer that the event is about, as the platform names them.
    pub fn customer(&self) -> Option<&str> {
        match self {
            Self::Message(message) => Some(&message.customer),
            Self::Echo(echo) => Some(&echo.customer),
            Self::Progress(progress) => Some(&progress.customer),
            Self::ThreadControl(notice) => Some(&notice.customer),
            Self::Labelled(notice) => Some(&notice.customer),
            Self::Postback { customer, .. }
            | Self::Referral { customer, .. }
            | Self::Responded { customer, .. }
            | Self::Edited { customer, .. }
            | Self::Deleted { customer, .. }
            | Self::IdentityChanged { customer, .. }
            | Self::MarketingConsent { customer, .. }
            | Self::Reaction { customer, .. }
            | Self::Delivered { customer, .. }
            | Self::Introduced { customer }
            | Self::Read { customer, .. } => Some(customer),
            Self::OptIn { customer, .. } => customer.as_deref(),
            Self::Standby(event) | Self::Past(event) => event.customer(),
            Self::AppRoles(_)
            | Self::Enforcement(_)
            | Self::Account(_)
            | Self::Template(_)
            | Self::Comment(_) => None,
        }
    }

    /// The id under which a line of the conversation is kept once, however often the platform reports it.
    ///
    /// A tap without an id of its own, a followed link and a changed consent get one made of their time and content.
    pub fn external_id(&self, at: Timestamp) -> Option<String> {
        match self {
            Self::Message(message) => Some(message.external_id.clone()),
            Self::Echo(echo) => Some(echo.external_id.clone()),
            Self::Postback {
                external_id: Some(id),
                ..
            }
            | Self::IdentityChanged {
                external_id: Some(id),
                ..
            } => Some(id.clone()),
            Self::Postback {
                customer, payload, ..
            } => {
                let payload = payload.as_deref().unwrap_or_default();
                Some(format!(
                    "postback:{customer}:{}:{payload}",
                    at.as_millisecond()
                ))
            }
            Self::Referral { customer, .. } => {
                Some(format!("referral:{customer}:{}", at.as_millisecond()))
            }
            Self::IdentityChanged { customer, .. } => {
                Some(format!("identity:{customer}:{}", at.as_millisecond()))
            }
            Self::MarketingConsent { customer, .. } => {
                Some(format!("consent:{customer}:{}", at.as_millisecond()))
            }
            Self::Responded { customer, .. } => {
                Some(format!("response:{customer}:{}", at.as_millisecond()))
            }
            Self::OptIn { opt_in, .. } => opt_in.external_id(at),
            Self::ThreadControl(ControlNotice {
                customer, change, ..
            }) => {
                let (word, at) = (change.word(), at.as_millisecond());
                Some(format!("control:{customer}:{word}:{at}"))
            }
            Self::Labelled(notice) => Some(notice.line(at)),
            Self::Standby(event) | Self::Past(event) => event.external_id(at),
            _ => None,
        }
    }

    /// Whether it stands in the conversation as something that the customer said.
    pub(crate) const fn is_said_by_customer(&self) -> bool {
        matches!(
            self,
            Self::Message(_)
                | Self::Postback { .. }
                | Self::Referral { .. }
                | Self::Responded { .. }
        )
    }

    /// The message of ours that the event may be about: the platform's id of it, and what we attached to it.
    pub fn reported(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Self::Echo(echo) => Some((&echo.external_id, echo.metadata.as_deref())),
            Self::Progress(progress) => Some((&progress.external_id, progress.metadata.as_deref())),
            Self::Standby(event) | Self::Past(event) => event.reported(),
            _ => None,
        }
    }
}
