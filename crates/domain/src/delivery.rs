//! Sending: what a channel adapter is given to send, and what it makes of the platform's answer.

pub mod patience;

use std::time::Duration;

use jiff::Timestamp;
use transom_policy::{LimitKind, Route};

use crate::channel::MarketingMessages;
use crate::id::MessageId;
use crate::message::{Content, FailureClass};

/// A message on its way out, allowed by a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Our id; travels along as metadata and comes back in the echo.
    pub message_id: MessageId,
    /// The recipient, as the platform names them.
    pub recipient: String,
    /// That is a post which a visitor left, not a comment.
    pub to_post: bool,
    /// By which route it goes.
    pub route: Route,
    /// What is said.
    pub content: Content,
    /// The platform's id of the message it answers.
    pub reply_to: Option<String>,
    /// The platform's id of the persona it is said as; absent when it is said as the account itself.
    pub persona: Option<String>,
    /// It goes by the platform's interface for marketing messages.
    pub marketing: Option<MarketingMessages>,
}

/// What became of one attempt to send.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The platform took it.
    Sent {
        /// The platform's id of the message.
        external_id: String,
        /// Who got it, where the platform tells: it was addressed to a comment or a token.
        recipient: Option<String>,
    },
    /// The platform took it and holds it back for now: a report will tell what becomes of it.
    HeldBack {
        /// The platform's id of the message.
        external_id: String,
    },
    /// It did not go out; trying again later may help.
    Retry(Problem),
    /// Too fast: not before so long from now.
    Throttled {
        /// What the platform said.
        problem: Problem,
        /// How long it asks us to wait, when it tells.
        wait: Option<Duration>,
    },
    /// It did not go out and never will.
    Permanent(Problem),
    /// The platform holds the window for closed.
    WindowClosed(Problem),
    /// The account is barred from sending.
    Restricted {
        /// What the platform said.
        problem: Problem,
        /// Until when, when it tells.
        until: Option<Timestamp>,
    },
    /// It did not go out, and nothing like it will before somebody settles something at the platform.
    Unsettled {
        /// What the platform said.
        problem: Problem,
        /// What.
        matter: Matter,
    },
    /// It was too much of something that the platform counts and does not disclose.
    Held {
        /// What the platform said.
        problem: Problem,
        /// Of what.
        hold: Hold,
    },
    /// The customer cannot be reached.
    Unreachable(Problem),
    /// The customer stopped marketing messages.
    OptedOut(Problem),
    /// Another app controls the thread.
    Standby(Problem),
    /// The token or a permission is missing or no longer valid.
    Reconnect(Problem),
    /// It may have been sent: the echo will tell. It must not be sent again.
    Reconcile(Problem),
}

/// What somebody who manages the account has to settle at the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matter {
    /// Money: what is not free does not go.
    Payment,
    /// The number is not registered with the platform, or no longer.
    Registration,
    /// Anything else: the name that customers see, a template that breaks a policy, a form, a permission.
    Account,
}

impl Matter {
    /// What became of the message.
    pub const fn class(self) -> FailureClass {
        match self {
            Self::Payment => FailureClass::Payment,
            Self::Registration => FailureClass::Unregistered,
            Self::Account => FailureClass::Account,
        }
    }
}

/// Of what it was too much, for the platform to hold messages back. How long they rest then, the rulebook says; where it
/// does not, until somebody lets them go again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hold {
    /// Marketing to this customer, by all businesses together.
    MarketingToPerson,
    /// Complaints about the account: its marketing rests.
    Complaints,
    /// Templates of the account in a wrong category: everything rests.
    MisclassifiedTemplates,
    /// Tags on messages that are not what the tag says: tagged messages rest.
    MisusedTags,
}

impl Hold {
    /// The limit of the rulebook that was exceeded, where it is one.
    pub const fn limit(self) -> Option<LimitKind> {
        match self {
            Self::MarketingToPerson => Some(LimitKind::MarketingToPerson),
            Self::Complaints => Some(LimitKind::Complaints),
            Self::MisclassifiedTemplates => Some(LimitKind::MisclassifiedTemplates),
            Self::MisusedTags => None,
        }
    }

    /// What became of the message.
    pub const fn class(self) -> FailureClass {
        match self {
            Self::MarketingToPerson => FailureClass::MarketingHeld,
            Self::Complaints => FailureClass::Complaints,
            Self::MisclassifiedTemplates => FailureClass::MisclassifiedTemplates,
            Self::MisusedTags => FailureClass::MisusedTags,
        }
    }

    /// The same, read from what became of a message.
    pub const fn of(class: FailureClass) -> Option<Self> {
        match class {
            FailureClass::MarketingHeld => Some(Self::MarketingToPerson),
            FailureClass::Complaints => Some(Self::Complaints),
            FailureClass::MisclassifiedTemplates => Some(Self::MisclassifiedTemplates),
            FailureClass::MisusedTags => Some(Self::MisusedTags),
            _ => None,
        }
    }
}

/// What the platform, or the network, said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The platform's codes, as `10/2018278`.
    pub code: Option<String>,
    /// Its sentence; never contains tokens or the message.
    pub detail: String,
}
