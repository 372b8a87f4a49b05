//! What is known about a contact on a channel: the only thing, beside the draft and the time, that a decision looks at.
//!
//! Times are the platform's own. Facts later than the moment of decision are ignored, so a caller may pass all it has.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::UnknownName;

/// Everything a decision may look at.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The contact's country, where it is known.
    #[serde(skip)]
    pub region: Option<Country>,
    /// What the customer did, in any order.
    #[serde(default, deserialize_with = "or_default")]
    pub window_events: Vec<WindowEvent>,
    /// What the platform permits the channel to do.
    #[serde(default, deserialize_with = "or_default")]
    pub capabilities: Vec<Capability>,
    /// What the platform took away from the channel for a time.
    #[serde(default, deserialize_with = "or_default")]
    pub restrictions: Vec<Restriction>,
    /// Tokens the customer gave.
    #[serde(default, deserialize_with = "or_default")]
    pub tokens: Vec<Token>,
    /// The customer's comments.
    #[serde(default, deserialize_with = "or_default")]
    pub comments: Vec<Comment>,
    /// The channel's templates.
    #[serde(default, deserialize_with = "or_default")]
    pub templates: Vec<Template>,
    /// What the customer agreed to.
    #[serde(default, deserialize_with = "or_default")]
    pub consent: Consent,
    /// Whether the contact is blocked, or blocked the business.
    #[serde(default, deserialize_with = "or_default")]
    pub blocked: bool,
    /// Whether sending on the channel is paused.
    #[serde(default, deserialize_with = "or_default")]
    pub channel_paused: bool,
    /// Tagged messages sent since the customer's last act.
    #[serde(default, deserialize_with = "or_default")]
    pub consecutive_tagged: u32,
}

/// Reads `null` like a field left out.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Something the customer did, at the platform's time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowEvent {
    /// When it happened, by the platform's clock.
    pub at: Timestamp,
    /// What it was.
    pub kind: WindowEventKind,
}

/// What a customer can do. Which of it opens a window is for the rulebook to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowEventKind {
    /// Wrote a message.
    Message,
    /// Tapped a button, a menu entry or an ice breaker.
    Postback,
    /// Followed a chat link into the thread.
    Referral,
    /// Reacted to a message.
    Reaction,
    /// Took a reaction back.
    Unreaction,
    /// Confirmed an opt-in plugin of a web page.
    PluginOptIn,
    /// Wrote the first message after clicking an ad.
    AdMessage,
    /// Commented in public.
    Comment,
    /// Called.
    Call,
    /// Read a message.
    Read,
    /// Received a message.
    Delivery,
    /// Opted in to marketing.
    MarketingOptIn,
}

impl WindowEventKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Message,
        Self::Postback,
        Self::Referral,
        Self::Reaction,
        Self::Unreaction,
        Self::PluginOptIn,
        Self::AdMessage,
        Self::Comment,
        Self::Call,
        Self::Read,
        Self::Delivery,
        Self::MarketingOptIn,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Postback => "postback",
            Self::Referral => "referral",
            Self::Reaction => "reaction",
            Self::Unreaction => "unreaction",
            Self::PluginOptIn => "plugin_opt_in",
            Self::AdMessage => "ad_message",
            Self::Comment => "comment",
            Self::Call => "call",
            Self::Read => "read",
            Self::Delivery => "delivery",
            Self::MarketingOptIn => "marketing_opt_in",
        }
    }
}

impl FromStr for WindowEventKind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownName::new("window event", name))
    }
}

/// A permission the platform grants to a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// Replies by people after the window.
    HumanAgent,
    /// Utility templates on Messenger.
    UtilityMessages,
    /// One-time notifications.
    OneTimeNotification,
    /// Marketing messages.
    MarketingMessages,
    /// The page is registered as a news publisher.
    NewsPage,
}

impl Capability {
    /// Every capability.
    pub const ALL: [Self; 5] = [
        Self::HumanAgent,
        Self::UtilityMessages,
        Self::OneTimeNotification,
        Self::MarketingMessages,
        Self::NewsPage,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HumanAgent => "human_agent",
            Self::UtilityMessages => "utility_messages",
            Self::OneTimeNotification => "one_time_notification",
            Self::MarketingMessages => "marketing_messages",
            Self::NewsPage => "news_page",
        }
    }
}

impl FromStr for Capability {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|capability| capability.as_str() == name)
            .ok_or_else(|| UnknownName::new("capability", name))
    }
}

/// A penalty of the platform that is in force until it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// What it takes away.
    pub scope: RestrictionScope,
    /// When it is over; `None` has no end.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// What a restriction takes away. The rulebook says which routes that bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionScope {
    /// Message tags.
    Tags,
    /// Templates of every kind.
    Templates,
    /// Utility templates.
    UtilityTemplates,
    /// Marketing.
    Marketing,
    /// Replies to customers.
    Replies,
    /// Everything.
    All,
}

impl RestrictionScope {
    /// Every scope.
    pub const ALL: [Self; 6] = [
        Self::Tags,
        Self::Templates,
        Self::UtilityTemplates,
        Self::Marketing,
        Self::Replies,
        Self::All,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Templates => "templates",
            Self::UtilityTemplates => "utility_templates",
            Self::Marketing => "marketing",
            Self::Replies => "replies",
            Self::All => "all",
        }
    }
}

impl FromStr for RestrictionScope {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.as_str() == name)
            .ok_or_else(|| UnknownName::new("restriction scope", name))
    }
}

/// A right the customer gave to be written to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "TokenRecord")]
pub enum Token {
    /// Good for one message on one topic.
    OneTime {
        /// The caller's name for it; comes back in the verdict.
        id: Option<Arc<str>>,
        /// What the customer asked to hear about.
        topic: Option<Arc<str>>,
        /// When the customer gave it.
        issued_at: Timestamp,
        /// When it was spent.
        used_at: Option<Timestamp>,
    },
    /// Good for marketing at the rulebook's pace.
    Marketing {
        /// The caller's name for it; comes back in the verdict.
        id: Option<Arc<str>>,
        /// When the customer gave it, where that is known.
        issued_at: Option<Timestamp>,
        /// When the platform lets it lapse; `None` has no end.
        expires_at: Option<Timestamp>,
        /// When a message last went out with it.
        last_sent_at: Option<Timestamp>,
    },
}

/// A token as it is written in a case: one shape for both kinds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenRecord {
    #[serde(default)]
    id: Option<Arc<str>>,
    kind: TokenKind,
    #[serde(default)]
    topic: Option<Arc<str>>,
    #[serde(default)]
    issued_at: Option<Timestamp>,
    #[serde(default)]
    used_at: Option<Timestamp>,
    #[serde(default)]
    expires_at: Option<Timestamp>,
    #[serde(default)]
    last_sent_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum TokenKind {
    OneTime,
    Marketing,
}

impl TryFrom<TokenRecord> for Token {
    type Error = &'static str;

    fn try_from(record: TokenRecord) -> Result<Self, Self::Error> {
        Ok(match record.kind {
            TokenKind::OneTime => Self::OneTime {
                id: record.id,
                topic: record.topic,
                issued_at: record
                    .issued_at
                    .ok_or("a one_time token needs `issued_at`")?,
                used_at: record.used_at,
            },
            TokenKind::Marketing => Self::Marketing {
                id: record.id,
                issued_at: record.issued_at,
                expires_at: record.expires_at,
                last_sent_at: record.last_sent_at,
            },
        })
    }
}

/// A public comment of the customer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The caller's name for it; comes back in the verdict.
    #[serde(default)]
    pub id: Option<Arc<str>>,
    /// When it was written.
    pub at: Timestamp,
    /// Under what.
    pub kind: CommentKind,
    /// When the broadcast it belongs to ended.
    #[serde(default)]
    pub live_ended_at: Option<Timestamp>,
    /// When its private reply was sent.
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
}

/// Under what a comment was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// A post.
    Post,
    /// An ad.
    Ad,
    /// A reel.
    Reel,
    /// A carousel.
    Carousel,
    /// A story.
    Story,
    /// A live broadcast.
    Live,
}

/// A template of the channel, one for each name and language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its name.
    pub name: Arc<str>,
    /// Its language, as the platform writes it: `en_US`.
    pub language: Arc<str>,
    /// What it is for.
    pub category: TemplateCategory,
    /// What the platform's review said.
    pub status: TemplateStatus,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateCategory {
    /// Updates on something the customer did.
    Utility,
    /// Everything that promotes.
    Marketing,
    /// One-time codes.
    Authentication,
}

/// Where a template stands in the platform's review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateStatus {
    /// May be sent.
    Approved,
    /// Under review.
    Pending,
    /// Refused.
    Rejected,
    /// Stopped for a time, for bad feedback.
    Paused,
    /// Stopped for good.
    Disabled,
}

/// What the customer agreed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// To marketing.
    #[serde(default, deserialize_with = "or_default")]
    pub marketing: MarketingConsent,
}

/// Whether the customer agreed to marketing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketingConsent {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Agreed.
    Granted,
    /// Said stop.
    Stopped,
}

/// A country, by its two letters of ISO 3166.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// A number below [`Country::COUNT`], different for each pair of letters.
    pub(crate) fn index(self) -> usize {
        let [first, second] = self.0.map(|letter| usize::from(letter - b'A'));
        first * 26 + second
    }

    /// How many pairs of letters there are.
    pub(crate) const COUNT: usize = 26 * 26;
}

impl FromStr for Country {
    type Err = UnknownName;

    fn from_str(code: &str) -> Result<Self, UnknownName> {
        match code.as_bytes() {
            [first, second] if code.bytes().all(|letter| letter.is_ascii_alphabetic()) => {
                Ok(Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
            }
            _ => Err(UnknownName::new("country", code)),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .into_iter()
            .try_for_each(|letter| fmt::Write::write_char(f, char::from(letter)))
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
