//! The errors of Messenger.

use super::Obstacle;
use crate::error::GraphError;
use crate::rules::Breach;
use crate::rules::Way::{self, Comment, Template, Token};

pub(super) fn stopped(obstacle: Obstacle) -> GraphError {
    match obstacle {
        Obstacle::Barred => GraphError::PAGE_BARRED,
        Obstacle::NoAccess => GraphError::NO_PERMISSION_10,
        Obstacle::UnknownPerson => GraphError::NO_SUCH_PERSON,
        Obstacle::UnknownComment => GraphError::COMMENT_UNUSABLE,
        Obstacle::UnknownToken => GraphError::invalid("this token is not valid"),
        Obstacle::Blocked => GraphError::PERSON_UNAVAILABLE,
        Obstacle::OtherApp => GraphError::OTHER_APP_CONTROLS,
    }
}

pub(super) fn broken(breach: Breach, way: Way<'_>) -> GraphError {
    match (breach, way) {
        (Breach::Blocked, _) => GraphError::PERSON_UNAVAILABLE,
        (Breach::Sanctioned, _) => GraphError::PAGE_BARRED,
        (Breach::NoThread, _) => GraphError::NO_SUCH_PERSON,
        (Breach::OutsideWindow, _) => GraphError::OUTSIDE_WINDOW,
        (Breach::NotANewsPage, _) => GraphError::NOT_A_NEWS_PAGE,
        (Breach::TooSoon, _) => GraphError::TOO_MUCH_MARKETING,
        (Breach::StoppedMarketing, _) => GraphError::STOPPED_MARKETING,
        (Breach::NoPermission, Template | Token(..)) => GraphError::NO_PERMISSION_200,
        (Breach::NoPermission, _) => GraphError::NO_PERMISSION_10,
        (_, Comment(_)) => GraphError::COMMENT_UNUSABLE,
        (_, Token(..)) => GraphError::invalid("this token has been used or has expired"),
        (_, Template) => {
            GraphError::invalid("the template does not exist in this language or is not approved")
        }
        _ => GraphError::INVALID_PARAMETER,
    }
}
