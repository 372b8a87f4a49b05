//! What a send can spend: tokens, comments, templates.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// Its present pause, where it is one of those whose length is known.
    #[serde(default)]
    pub pause: Option<Pause>,
}

/// A pause of a template, for bad feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Since when.
    pub at: Timestamp,
    /// Which of its pauses it is, from 1.
    pub number: u8,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateCategory {
    /// Updates on something the customer did.
    Utility,
    /// Everything that promotes.
    Marketing,
    /// One-time codes.
    Authentication,
}

impl TemplateCategory {
    /// Every category.
    pub const ALL: [Self; 3] = [Self::Utility, Self::Marketing, Self::Authentication];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utility => "utility",
            Self::Marketing => "marketing",
            Self::Authentication => "authentication",
        }
    }
}

/// Where a template stands in the platform's review; the later ones are the stricter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl TemplateStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Approved,
        Self::Pending,
        Self::Rejected,
        Self::Paused,
        Self::Disabled,
    ];

    /// The name used in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
            Self::Paused => "paused",
            Self::Disabled => "disabled",
        }
    }
}
