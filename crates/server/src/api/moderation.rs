//! The word for what a platform is asked to do about a customer.

use serde::{Deserialize, Serialize};
use transom_domain::moderation::Moderation as Known;
use utoipa::ToSchema;

/// What a platform is asked to do about a customer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Moderation {
    /// They can no longer write.
    Block,
    /// They can again.
    Unblock,
    /// They can neither write nor comment.
    Ban,
    /// They can again.
    Unban,
    /// The conversation is closed here and goes to the platform's folder for spam.
    Spam,
}

impl From<Known> for Moderation {
    fn from(known: Known) -> Self {
        match known {
            Known::Block => Self::Block,
            Known::Unblock => Self::Unblock,
            Known::Ban => Self::Ban,
            Known::Unban => Self::Unban,
            Known::Spam => Self::Spam,
        }
    }
}

impl From<Moderation> for Known {
    fn from(asked: Moderation) -> Self {
        match asked {
            Moderation::Block => Self::Block,
            Moderation::Unblock => Self::Unblock,
            Moderation::Ban => Self::Ban,
            Moderation::Unban => Self::Unban,
            Moderation::Spam => Self::Spam,
        }
    }
}
