//! What the platform tells of a label of a customer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A label was put on a customer, or taken off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelNotice {
    /// Who.
    pub customer: String,
    /// The platform's id of the label.
    pub label: String,
    /// What the label says, when the platform told.
    pub name: Option<String>,
    /// They carry it from now on.
    pub is_on: bool,
}

impl LabelNotice {
    /// The id under which the line that tells of it is kept once.
    pub(super) fn line(&self, at: Timestamp) -> String {
        let Self {
            customer, label, ..
        } = self;
        let word = if self.is_on { "put" } else { "taken" };
        format!("label:{customer}:{label}:{word}:{}", at.as_millisecond())
    }
}
