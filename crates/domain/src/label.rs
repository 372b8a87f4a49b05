//! Labels: words of a page's own inbox that stand with its customers. The platform keeps them; here they are kept as it
//! told them last, with what is being asked of it.

use jiff::Timestamp;
use transom_policy::Channel as Platform;

use crate::delivery::Problem;
use crate::id::{AgentId, LabelId};

/// The longest name that is asked for, in characters. What the platform tells is kept at any length.
pub const LONGEST_NAME: usize = 100;

/// Whether channels of a platform have labels.
pub fn has_labels(platform: Platform) -> bool {
    platform == Platform::Messenger
}

/// A label of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Our id.
    pub id: LabelId,
    /// What it says.
    pub name: String,
    /// The platform's id, once it is known.
    pub external_id: Option<String>,
    /// For which moment the platform last told that it is there.
    pub told_at: Option<Timestamp>,
    /// How it stands with the platform.
    pub stage: LabelStage,
}

/// How a label stands with the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelStage {
    /// The platform has it.
    Known,
    /// The platform is being asked to make it.
    Making,
    /// The platform did not make it, for this reason.
    NotMade(Problem),
    /// The platform is being asked to delete it.
    Deleting,
    /// The platform did not delete it, for this reason.
    NotDeleted(Problem),
    /// It is deleted since then; only what is told later brings it back.
    Gone(Timestamp),
}

impl Label {
    /// Whether it can be put on customers.
    pub const fn is_there(&self) -> bool {
        !matches!(self.stage, LabelStage::Gone(_) | LabelStage::Deleting)
    }

    /// Whether it is called like this: case makes no difference to people.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.to_lowercase()
    }
}

/// A name that is asked for, without what stands around it.
///
/// # Errors
/// When nothing is left, or too much.
pub fn name(text: &str) -> Result<String, NotAName> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(NotAName::Empty),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(NotAName::TooLong),
    }
}

/// Why a text is no name of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    /// Nothing is in it.
    #[error("a label needs a name")]
    Empty,
    /// It is too long to be shown.
    #[error("a label's name has at most {LONGEST_NAME} characters")]
    TooLong,
}

/// How a label stands with one customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Whether they carry it, by what the platform told last.
    pub is_on: bool,
    /// For which moment it told that.
    pub told_at: Option<Timestamp>,
    /// What the platform is asked about it.
    pub asked: Asked,
}

/// What the platform is asked about a label of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asked {
    /// Nothing.
    #[default]
    Nothing,
    /// It is being asked.
    Wanted {
        /// To put it on, or else to take it off.
        puts: bool,
        /// Who wants that.
        by: AgentId,
    },
    /// It did not do it.
    Failed {
        /// What it was asked: to put it on, or else to take it off.
        puts: bool,
        /// Why.
        problem: Problem,
    },
}

impl Mark {
    /// Whether people are to see it: what is wanted counts as done until the platform refuses.
    pub const fn is_shown(&self) -> bool {
        match self.asked {
            Asked::Wanted { puts, .. } => puts,
            Asked::Nothing | Asked::Failed { .. } => self.is_on,
        }
    }

    /// What the platform tells of a moment: whether that changes what is known, is older, or leaves it open. It counts
    /// such moments in seconds, and within one nobody knows which came last.
    pub fn hear(&self, is_on: bool, at: Timestamp) -> Heard {
        let second = |at: Timestamp| at.as_second();
        match self.told_at.map(second) {
            Some(told) if told > second(at) => Heard::Older,
            Some(told) if told == second(at) && self.is_on != is_on => Heard::Unclear,
            _ => Heard::Newer,
        }
    }
}

/// What something that the platform tells of a mark is to what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It counts from now on.
    Newer,
    /// It was so before.
    Older,
    /// The other was told of the same moment.
    Unclear,
}

/// A label and how it stands with the customer of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Which label.
    pub label_id: LabelId,
    /// What it says.
    pub name: String,
    /// How it stands.
    pub mark: Mark,
}
