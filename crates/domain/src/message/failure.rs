//! Why a message did not go out.

use serde::{Deserialize, Serialize};

/// Why a message did not go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Our class of the reason.
    pub class: FailureClass,
    /// The platform's codes, as `10/2018278`, when it gave any.
    pub code: Option<String>,
    /// The platform's own sentence.
    pub detail: Option<String>,
}

/// Classes of reasons why a message did not go out; each has its sentence in the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureClass {
    /// Our own rules refused it when its turn came.
    Refused,
    /// The platform holds the window for closed.
    WindowClosed,
    /// The platform does not accept this content or recipient.
    Rejected,
    /// The customer cannot be reached: blocked us, left, deactivated.
    Unreachable,
    /// The customer stopped marketing messages.
    OptedOut,
    /// The platform holds marketing to this customer back for a time.
    MarketingHeld,
    /// Customers complained too much: the platform lets the account send less for a time.
    Complaints,
    /// Too many templates in a wrong category: the platform lets the account send nothing for a time.
    MisclassifiedTemplates,
    /// Tags were misused: the platform warns, and tagged messages rest.
    MisusedTags,
    /// The platform cannot charge the account.
    Payment,
    /// The number is not registered with the platform.
    Unregistered,
    /// Somebody who manages the account has to settle something at the platform.
    Account,
    /// Another app controls the thread.
    Standby,
    /// The platform bars the account from sending.
    Restricted,
    /// The connection to the platform needs its token or permissions renewed.
    Reconnect,
    /// Tried as often as is allowed.
    Exhausted,
    /// It may have been sent; no confirmation came.
    Unconfirmed,
}

impl FailureClass {
    /// Every class.
    pub const ALL: [Self; 17] = [
        Self::Refused,
        Self::WindowClosed,
        Self::Rejected,
        Self::Unreachable,
        Self::OptedOut,
        Self::MarketingHeld,
        Self::Complaints,
        Self::MisclassifiedTemplates,
        Self::MisusedTags,
        Self::Payment,
        Self::Unregistered,
        Self::Account,
        Self::Standby,
        Self::Restricted,
        Self::Reconnect,
        Self::Exhausted,
        Self::Unconfirmed,
    ];

    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::WindowClosed => "window-closed",
            Self::Rejected => "rejected",
            Self::Unreachable => "unreachable",
            Self::OptedOut => "opted-out",
            Self::MarketingHeld => "marketing-held",
            Self::Complaints => "complaints",
            Self::MisclassifiedTemplates => "misclassified-templates",
            Self::MisusedTags => "misused-tags",
            Self::Payment => "payment",
            Self::Unregistered => "unregistered",
            Self::Account => "account",
            Self::Standby => "standby",
            Self::Restricted => "restricted",
            Self::Reconnect => "reconnect",
            Self::Exhausted => "exhausted",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}
