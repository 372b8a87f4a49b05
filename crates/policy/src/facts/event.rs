//! What a customer does.

use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::UnknownName;

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
    /// Mentioned the account in a story.
    StoryMention,
}

impl WindowEventKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
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
        Self::StoryMention,
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
            Self::StoryMention => "story_mention",
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
