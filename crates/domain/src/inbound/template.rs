//! What a platform tells about the templates of an account.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{TemplateCategory, TemplateStatus};

/// Something about one template in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateUpdate {
    /// The platform's id of it.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// Its language, as the platform writes it when sending: `en_US`.
    pub language: String,
    /// What happened.
    pub change: TemplateChange,
}

/// What happened to a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateChange {
    /// It may be sent, or no longer.
    Status {
        /// Where it stands now.
        status: TemplateStatus,
        /// Which of its pauses it is, from 1, where it is one of those that are counted.
        #[serde(default)]
        pause: Option<u8>,
        /// Why, in the platform's word.
        reason: Option<String>,
        /// What to do about it, in the platform's sentence.
        advice: Option<String>,
    },
    /// It is gone.
    Deleted,
    /// A remark that changes nothing about sending it yet.
    Noted {
        /// The platform's word for it.
        event: String,
        /// Why, in the platform's word.
        reason: Option<String>,
    },
    /// Customers like it more or less than before.
    Quality(Quality),
    /// It counts as something else.
    Category {
        /// As what.
        category: TemplateCategory,
        /// From then on; at once when there is none.
        from: Option<Timestamp>,
    },
    /// Its text was changed.
    Text(TemplateText),
}

/// How much customers like a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Well.
    High,
    /// Some complain.
    Medium,
    /// Many complain: it is about to be paused.
    Low,
    /// Too few have seen it.
    Unknown,
}

impl Quality {
    /// The word used in the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }
}

/// The text of a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct TemplateText {
    /// Above the body.
    pub header: Option<String>,
    /// The body, with its blanks.
    pub body: String,
    /// Below the body.
    pub footer: Option<String>,
    /// The buttons.
    pub buttons: Vec<TemplateButtonText>,
    /// The cards below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<TemplateText>,
}

/// A button of a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TemplateButtonText {
    /// What it does, in the platform's word.
    pub kind: String,
    /// Its label.
    pub label: String,
    /// The address or number it leads to.
    pub target: Option<String>,
}
