//! What a platform tells us, after parsing and before deciding: one value for each thing that happened.
//!
//! Times are the platform's own. Ids of the platform are opaque text. A channel adapter fills these in; nothing here
//! is specific to one platform's wire format.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

mod account;
mod act;
mod comment;
mod control;
mod enforcement;
mod identity;
mod label;
mod message;
mod opt_in;
mod progress;
mod referral;
mod response;
mod template;

pub use account::{
    AccountChange, AccountEvent, AccountUpdate, Decision, Integrity, IntegrityGrade, Offer,
    OfferKind, RecipientLimit,
};
pub use act::CustomerAct;
pub use comment::{Comment, CommentChange, CommentPlace};
pub use control::{ControlNotice, ControlTold};
pub use enforcement::{Enforcement, EnforcementAction};
pub use identity::{IdentityChange, Person};
pub use label::LabelNotice;
pub use message::{CustomerMessage, Echo};
pub use opt_in::OptIn;
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
    /// The customer did something that is no message.
    Acted {
        /// Who.
        customer: String,
        /// The platform's id of it, where it has one.
        external_id: Option<String>,
        /// What.
        act: CustomerAct,
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

/// The words with which the ids begin that are made here, for lines of which the platform tells none.
const MADE: [&str; 9] = [
    "postback", "referral", "identity", "consent", "response", "act", "control", "label", "optin",
];

/// Whether the id of a line was made here: the platform does not know it.
pub fn is_made(id: &str) -> bool {
    id.split_once(':')
        .is_some_and(|(word, _)| MADE.contains(&word))
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
            | Self::Acted { customer, .. }
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
            | Self::Acted {
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
            Self::Acted { customer, act, .. } => {
                let (word, at) = (act.word(), at.as_millisecond());
                Some(format!("act:{customer}:{word}:{at}"))
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
