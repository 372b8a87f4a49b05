//! What fails, by class.

use jiff::Timestamp;

use crate::delivery::{Hold, Matter, Outcome, Problem};
use crate::message::FailureClass;

/// Classes of what fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorClass {
    /// A fault of the platform, or of the way to it.
    Fault,
    /// Too fast.
    Throttled,
    /// It may have been sent; there was no answer.
    Unconfirmed,
    /// The platform holds the window for closed.
    WindowClosed,
    /// The platform does not accept this content or recipient.
    Rejected,
    /// The customer cannot be reached.
    Unreachable,
    /// The platform bars the account from sending.
    Restricted,
    /// The platform cannot charge the account.
    Payment,
    /// Somebody who manages the account has to settle something at the platform.
    Account,
    /// The token or a permission is missing.
    Reconnect,
}

/// How often something of a class failed, with the latest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCount {
    /// The class.
    pub class: ErrorClass,
    /// How often.
    pub count: u32,
    /// When last.
    pub last_at: Timestamp,
    /// What was said then.
    pub problem: Problem,
}

impl ErrorClass {
    /// Every class.
    pub const ALL: [Self; 10] = [
        Self::Fault,
        Self::Throttled,
        Self::Unconfirmed,
        Self::WindowClosed,
        Self::Rejected,
        Self::Unreachable,
        Self::Restricted,
        Self::Payment,
        Self::Account,
        Self::Reconnect,
    ];

    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Throttled => "throttled",
            Self::Unconfirmed => "unconfirmed",
            Self::WindowClosed => "window-closed",
            Self::Rejected => "rejected",
            Self::Unreachable => "unreachable",
            Self::Restricted => "restricted",
            Self::Payment => "payment",
            Self::Account => "account",
            Self::Reconnect => "reconnect",
        }
    }

    /// What an attempt to send counts as, when it did not succeed, and what was said.
    pub const fn of(outcome: &Outcome) -> Option<(Self, &Problem)> {
        Some(match outcome {
            Outcome::Sent { .. } | Outcome::HeldBack { .. } => return None,
            Outcome::Retry(problem) => (Self::Fault, problem),
            Outcome::Throttled { problem, .. } => (Self::Throttled, problem),
            Outcome::Permanent(problem)
            | Outcome::OptedOut(problem)
            | Outcome::Standby(problem)
            | Outcome::Held {
                problem,
                hold: Hold::MarketingToPerson,
            } => (Self::Rejected, problem),
            Outcome::WindowClosed(problem) => (Self::WindowClosed, problem),
            Outcome::Held { problem, .. } | Outcome::Restricted { problem, .. } => {
                (Self::Restricted, problem)
            }
            Outcome::Unsettled {
                problem,
                matter: Matter::Payment,
            } => (Self::Payment, problem),
            Outcome::Unsettled {
                problem,
                matter: Matter::Account | Matter::Registration,
            } => (Self::Account, problem),
            Outcome::Unreachable(problem) => (Self::Unreachable, problem),
            Outcome::Reconnect(problem) => (Self::Reconnect, problem),
            Outcome::Reconcile(problem) => (Self::Unconfirmed, problem),
        })
    }
}

impl std::str::FromStr for ErrorClass {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|class| class.as_str() == text)
            .ok_or(())
    }
}

impl From<FailureClass> for ErrorClass {
    fn from(class: FailureClass) -> Self {
        match class {
            FailureClass::Refused
            | FailureClass::Rejected
            | FailureClass::OptedOut
            | FailureClass::MarketingHeld
            | FailureClass::Standby => Self::Rejected,
            FailureClass::WindowClosed => Self::WindowClosed,
            FailureClass::Unreachable => Self::Unreachable,
            FailureClass::Restricted
            | FailureClass::Complaints
            | FailureClass::MisclassifiedTemplates
            | FailureClass::MisusedTags => Self::Restricted,
            FailureClass::Payment => Self::Payment,
            FailureClass::Account | FailureClass::Unregistered => Self::Account,
            FailureClass::Reconnect => Self::Reconnect,
            FailureClass::Exhausted => Self::Fault,
            FailureClass::Unconfirmed => Self::Unconfirmed,
        }
    }
}
