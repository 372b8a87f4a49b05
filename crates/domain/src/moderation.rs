//! How the business keeps a customer away: asked of the platform, which does it.

use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::Channel as Platform;

use crate::id::AgentId;

/// What the platform is asked to do about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// They can no longer write to the business.
    Block,
    /// They can again.
    Unblock,
    /// They can neither write nor comment.
    Ban,
    /// They can again.
    Unban,
    /// The conversation goes to the platform's folder for spam.
    Spam,
}

impl Moderation {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Block,
        Self::Unblock,
        Self::Ban,
        Self::Unban,
        Self::Spam,
    ];

    /// What a platform can be asked.
    pub const fn on(platform: Platform) -> &'static [Self] {
        match platform {
            Platform::Messenger => &Self::ALL,
            Platform::Instagram => &[Self::Block, Self::Unblock, Self::Spam],
            Platform::WhatsApp => &[Self::Block, Self::Unblock],
            Platform::Email | Platform::Sms | Platform::Webchat => &[],
        }
    }

    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Unblock => "unblock",
            Self::Ban => "ban",
            Self::Unban => "unban",
            Self::Spam => "spam",
        }
    }

    /// The bar that it puts up, or takes down.
    pub(crate) const fn bar(self) -> Option<BarKind> {
        match self {
            Self::Block | Self::Unblock => Some(BarKind::Block),
            Self::Ban | Self::Unban => Some(BarKind::Ban),
            Self::Spam => None,
        }
    }
}

impl FromStr for Moderation {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|action| action.as_str() == text).ok_or(())
    }
}

/// What keeps a customer away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarKind {
    /// They cannot write.
    Block,
    /// They cannot comment either.
    Ban,
}

/// A customer whom the business keeps away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barred {
    /// In which way.
    pub kind: BarKind,
    /// Who wanted it.
    pub by: AgentId,
    /// Since when: when it was wanted, then when the platform did it.
    pub since: Timestamp,
    /// How far it is.
    pub stage: BarStage,
    /// Somebody had to care for the conversation, and has to again when they are let back.
    #[serde(default)]
    pub reopens: bool,
}

/// How far a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarStage {
    /// The platform is being asked.
    Asked,
    /// It is up.
    Done,
    /// The platform is being asked to take it down.
    Lifting,
}
