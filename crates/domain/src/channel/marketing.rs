//! The platform's own way for the marketing of a WhatsApp number.

use serde::{Deserialize, Serialize};

/// How the marketing templates of a number go out by the platform's interface for marketing messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MarketingMessages {
    /// What becomes of a message that this interface cannot carry.
    pub product_policy: ProductPolicy,
    /// The platform may use for its delivery what customers do with the messages.
    pub shares_activity: bool,
}

/// What becomes of a message that the interface for marketing messages cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductPolicy {
    /// It goes as any other template.
    #[default]
    Fallback,
    /// It does not go.
    Strict,
}

impl ProductPolicy {
    /// Every policy.
    pub const ALL: [Self; 2] = [Self::Fallback, Self::Strict];

    /// The word for it in the API and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fallback => "fallback",
            Self::Strict => "strict",
        }
    }
}
