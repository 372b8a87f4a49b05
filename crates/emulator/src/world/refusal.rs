//! With which error a platform refuses a send.

mod instagram;
mod messenger;

use super::business::Refused;
use crate::error::GraphError;
use crate::rules::{Breach, Platform, Way};

/// What stops a send before the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The business may not send at all.
    Barred,
    /// The business keeps its messages from connected tools.
    NoAccess,
    UnknownPerson,
    UnknownComment,
    UnknownToken,
    Blocked,
    /// Another app owns the thread.
    OtherApp,
}

/// The error for what stops a send, and its name in the log.
pub(super) fn stopped(platform: Platform, obstacle: Obstacle) -> Refused {
    let error = match platform {
        Platform::Instagram => instagram::stopped(obstacle),
        _ => messenger::stopped(obstacle),
    };
    (error, Some(obstacle.name()))
}

/// The error for a broken rule.
pub(super) fn broken(platform: Platform, breach: Breach, way: Way<'_>) -> GraphError {
    match platform {
        Platform::Instagram => instagram::broken(breach, way),
        _ => messenger::broken(breach, way),
    }
}

impl Obstacle {
    fn name(self) -> &'static str {
        match self {
            Self::Barred => "page-barred",
            Self::NoAccess => "access-off",
            Self::UnknownPerson => "unknown-recipient",
            Self::UnknownComment => "unknown-comment",
            Self::UnknownToken => "unknown-token",
            Self::Blocked => "blocked",
            Self::OtherApp => "not-thread-owner",
        }
    }
}
