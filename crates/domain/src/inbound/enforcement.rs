//! Measures against an account.

use serde::{Deserialize, Serialize};

/// A measure of the platform against the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enforcement {
    /// What the platform did.
    pub action: EnforcementAction,
    /// The platform's own sentence; absent when it lifts a measure.
    pub reason: Option<String>,
}

/// What the platform did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnforcementAction {
    /// Nothing is barred yet.
    Warning,
    /// The account will be taken away; the reason says when, in the platform's words.
    Scheduled,
    /// Sending is barred until further notice.
    Block,
    /// Sending is free again.
    Unblock,
}
