//! Thread control, as a platform tells of it.

use serde::{Deserialize, Serialize};

/// The control of a thread changed, or another app wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlNotice {
    /// In whose thread.
    pub customer: String,
    /// What happened.
    pub change: ControlTold,
    /// What the app that did it said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What happened to the control of a thread. Apps are named by the platform's ids of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlTold {
    /// One app gave it to another.
    Passed {
        /// Who had it.
        from: Option<String>,
        /// Who has it now.
        to: String,
    },
    /// One app took it from another.
    Taken {
        /// Who had it.
        from: Option<String>,
        /// Who has it now.
        to: String,
    },
    /// One app gave it up, to no other.
    GivenUp {
        /// Which.
        by: String,
    },
    /// An app wants it.
    Requested {
        /// Which.
        by: String,
    },
}

impl ControlTold {
    /// The word under which a line that tells of it is kept once.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Passed { .. } => "passed",
            Self::Taken { .. } => "taken",
            Self::GivenUp { .. } => "given-up",
            Self::Requested { .. } => "requested",
        }
    }
}
