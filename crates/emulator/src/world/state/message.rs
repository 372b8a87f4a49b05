//! Messages as a phone keeps them.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::error::GraphError;
use crate::world::card::Card;

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) mid: String,
    pub(crate) at: Timestamp,
    pub(crate) from: Author,
    pub(crate) text: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) quick_replies: Vec<QuickReply>,
    pub(crate) reply_to: Option<String>,
    /// The story it answers.
    pub(crate) story: Option<StoryCard>,
    /// Type and tag as they stood on the wire, for the phone's small print.
    pub(crate) label: Option<String>,
    /// The name it is said under, where that is not the page's.
    pub(crate) persona: Option<String>,
    pub(crate) customer_reaction: Option<String>,
    pub(crate) business_reaction: Option<String>,
    pub(crate) edits: u8,
    pub(crate) deleted: bool,
    pub(crate) delivered_at: Option<Timestamp>,
    pub(crate) read_at: Option<Timestamp>,
    /// What a message of WhatsApp shows beside words and files.
    pub(crate) card: Option<Box<Card>>,
    /// How a message of the business travels on WhatsApp.
    pub(crate) passage: Option<Box<Passage>>,
}

/// What the statuses of a message on WhatsApp repeat and add.
#[derive(Debug, Clone, Default)]
pub(crate) struct Passage {
    pub(crate) callback_data: Option<String>,
    /// `pricing` and `conversation`, as they stand in statuses.
    pub(crate) price: Map<String, Value>,
    pub(crate) played_at: Option<Timestamp>,
    /// A voice note can be played.
    pub(crate) voice: bool,
    /// It came by the interface for marketing alone.
    pub(crate) marketing: bool,
}

impl Passage {
    /// Notes what it costs, which has a name of its own on the way for marketing.
    pub(crate) fn charge(&mut self, mut price: Map<String, Value>) {
        if let Some(category) = price.get_mut("pricing").map(|told| &mut told["category"])
            && self.marketing
            && *category == "marketing"
        {
            *category = Value::from("marketing_lite");
        }
        self.price = price;
    }
}

/// Why a message did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) code: u32,
    pub(crate) title: Cow<'static, str>,
    pub(crate) details: Cow<'static, str>,
}

impl Failure {
    pub(crate) const fn of(code: u32, title: &'static str, details: &'static str) -> Self {
        Self {
            code,
            title: Cow::Borrowed(title),
            details: Cow::Borrowed(details),
        }
    }
}

impl From<Failure> for GraphError {
    fn from(failure: Failure) -> Self {
        Self::explained(failure.code, &failure.title, failure.details.into_owned())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Author {
    Customer,
    /// The app under test.
    App,
    /// Somebody else of the business: the name is shown on the phone's small print.
    Elsewhere(&'static str),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub(crate) kind: String,
    pub(crate) payload: Value,
    /// Words that stand for it on a phone.
    pub(crate) title: String,
    pub(crate) buttons: Vec<Button>,
}

/// A story as it stands above its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoryCard {
    pub(crate) id: String,
    pub(crate) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Button {
    pub(crate) title: String,
    pub(crate) target: Target,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Postback(String),
    Link(String),
    /// "Notify me", with the payload the business gave.
    NotifyMe(String),
    /// Agreement to marketing messages, with the payload the business gave.
    Subscribe(String),
    /// A telephone number.
    Call(String),
    /// The code of a coupon.
    Coupon,
    /// A survey.
    Survey,
    /// The customer's account at the business is linked to the thread, or no longer.
    Account {
        link: bool,
    },
    /// Something that needs another program.
    Elsewhere,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuickReply {
    pub(crate) title: String,
    pub(crate) payload: String,
}

impl Message {
    pub(crate) fn new(mid: String, at: Timestamp, from: Author) -> Self {
        Self {
            mid,
            at,
            from,
            text: None,
            attachments: Vec::new(),
            quick_replies: Vec::new(),
            reply_to: None,
            story: None,
            label: None,
            persona: None,
            customer_reaction: None,
            business_reaction: None,
            edits: 0,
            deleted: false,
            delivered_at: None,
            read_at: None,
            card: None,
            passage: None,
        }
    }

    pub(crate) fn is_from_business(&self) -> bool {
        self.from != Author::Customer
    }
}
