//! The errors of Instagram.

use super::Obstacle;
use crate::error::GraphError;
use crate::rules::Breach;
use crate::rules::Way::{self, Comment};

pub(super) fn stopped(obstacle: Obstacle) -> GraphError {
    match obstacle {
        Obstacle::Barred => GraphError::ACCOUNT_BARRED,
        Obstacle::NoAccess => GraphError::ACCESS_OFF,
        Obstacle::UnknownPerson => GraphError::NO_SUCH_USER,
        Obstacle::UnknownComment => GraphError::IG_COMMENT_UNUSABLE,
        Obstacle::UnknownToken => GraphError::INVALID_PARAMETER,
        Obstacle::Blocked => GraphError::PERSON_UNAVAILABLE,
        Obstacle::OtherApp => GraphError::NOT_THREAD_OWNER,
    }
}

pub(super) fn broken(breach: Breach, way: Way<'_>) -> GraphError {
    match (breach, way) {
        (Breach::Blocked, _) => GraphError::PERSON_UNAVAILABLE,
        (Breach::Sanctioned, _) => GraphError::ACCOUNT_BARRED,
        (Breach::NoThread, _) => GraphError::NO_SUCH_USER,
        (Breach::TooLong, _) => GraphError::BAD_MESSAGE_DATA,
        (Breach::OutsideWindow, _) => GraphError::IG_OUTSIDE_WINDOW,
        (Breach::NoPermission, _) => GraphError::IG_NO_PERMISSION,
        (_, Comment(_)) => GraphError::IG_COMMENT_UNUSABLE,
        _ => GraphError::INVALID_PARAMETER,
    }
}
