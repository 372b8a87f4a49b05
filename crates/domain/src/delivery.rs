//! Sending: what a channel adapter is given to send, and what it makes of the platform's answer.

pub mod patience;

use std::time::Duration;

use jiff::Timestamp;
use transom_policy::Route;

use crate::id::MessageId;
use crate::message::Content;

/// A message on its way out, allowed by a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// Our id; travels along as metadata and comes back in the echo.
    pub message_id: MessageId,
    /// The recipient, as the platform names them.
    pub recipient: String,
    /// By which route it goes.
    pub route: Route,
    /// What is said.
    pub content: Content,
    /// The platform's id of the message it answers.
    pub reply_to: Option<String>,
    /// The platform's id of the persona it is said as; absent when it is said as the account itself.
    pub persona: Option<String>,
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

/// What the platform, or the network, said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The platform's codes, as `10/2018278`.
    pub code: Option<String>,
    /// Its sentence; never contains tokens or the message.
    pub detail: String,
}
