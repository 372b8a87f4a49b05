//! One thing to say about a channel's health. Each has its sentence in the interface, and a next step where there is one.

use jiff::{SignedDuration, Timestamp};
use transom_policy::RestrictionScope;

use super::{Complaint, ErrorClass, ErrorCount, Lost};
use crate::inbound::{Offer, Quality, RecipientLimit};

/// How good or bad something is, from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// As it should be.
    Good,
    /// Nobody knows yet.
    Unknown,
    /// To be watched: it may become bad, or costs something already.
    Watch,
    /// Something does not work.
    Bad,
}

impl Grade {
    /// The word used in the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unknown => "unknown",
            Self::Watch => "watch",
            Self::Bad => "bad",
        }
    }
}

/// One thing to say about a channel's health.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The platform has not been asked yet.
    NotChecked,
    /// The token reaches the account.
    TokenWorks,
    /// The platform refuses the token.
    TokenRefused {
        /// Its sentence.
        reason: String,
    },
    /// The token is good, but lacks a permission.
    PermissionMissing {
        /// The platform's sentence.
        reason: String,
    },
    /// The token lacks a permission that is needed for something.
    RightMissing {
        /// The platform's word for it.
        right: String,
        /// What does not work without it.
        lost: Vec<Lost>,
    },
    /// The token expires soon, or has expired.
    TokenEnds {
        /// When.
        at: Timestamp,
        /// It has.
        is_over: bool,
    },
    /// The token is renewed here before it expires.
    TokenRenews {
        /// When it would expire.
        at: Timestamp,
    },
    /// The platform does not renew the token.
    TokenNotRenewed {
        /// Its sentence.
        reason: String,
    },
    /// The app must soon be allowed anew to read what belongs to the account, or must have been.
    AccessEnds {
        /// When.
        at: Timestamp,
        /// It is over.
        is_over: bool,
    },
    /// The platform gave no answer to go by.
    NotAnswered {
        /// What there was instead.
        reason: String,
    },
    /// Nothing can be sent, although the token is good for asking.
    Disconnected {
        /// What the platform said.
        reason: String,
        /// Since when.
        since: Timestamp,
    },
    /// The platform bars the account from something.
    Restricted {
        /// From what.
        scope: RestrictionScope,
        /// Until when, where that is known.
        until: Option<Timestamp>,
        /// The platform's sentence; empty when it gave none.
        reason: String,
    },
    /// The platform announced that it will take the account away.
    Ending {
        /// When, in its words; empty when it gave none.
        when: String,
    },
    /// The account may send nothing, says the platform when it is asked.
    SendingBlocked,
    /// It may not send everything, or not as much.
    SendingLimited,
    /// All webhooks come.
    Subscribed,
    /// The platform had taken some webhooks away and gave them back.
    Resubscribed,
    /// All webhooks were asked for once more, because nobody knows which app is ours.
    SubscribedAnew,
    /// Some webhooks do not come.
    FieldsMissing {
        /// The platform's words for those.
        fields: Vec<String>,
        /// What does not arrive without them.
        lost: Vec<Lost>,
    },
    /// No webhook has come yet.
    NothingHeard,
    /// When the last webhook came.
    Heard {
        /// When.
        at: Timestamp,
    },
    /// The last webhook was processed late.
    Late {
        /// How long after it arrived.
        by: SignedDuration,
    },
    /// How much customers like what is sent.
    Quality(Quality),
    /// How many customers may be written to first in a day.
    Recipients(RecipientLimit),
    /// The throughput was raised.
    Raised,
    /// The throughput is low, because the number is used on a phone besides.
    BesidePhone,
    /// Something that the platform has against the account.
    Complaint(Complaint),
    /// Something that the platform offers to do about a measure of its own.
    Offered(Offer),
    /// Nothing leaves before, by the platform's limits.
    Quiet {
        /// Before when.
        until: Timestamp,
    },
    /// A limit is nearly used up.
    NearLimit {
        /// How much of it, in percent.
        percent: u8,
    },
    /// Something failed within the last day.
    Failing(ErrorCount),
    /// Nothing failed within the last day.
    NoErrors,
}

impl Remark {
    /// The word used in the API and for its sentence.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotChecked => "not-checked",
            Self::TokenWorks => "token-works",
            Self::TokenRefused { .. } => "token-refused",
            Self::PermissionMissing { .. } => "permission-missing",
            Self::RightMissing { .. } => "right-missing",
            Self::TokenEnds { .. } => "token-ends",
            Self::TokenRenews { .. } => "token-renews",
            Self::TokenNotRenewed { .. } => "token-not-renewed",
            Self::AccessEnds { .. } => "access-ends",
            Self::NotAnswered { .. } => "not-answered",
            Self::Disconnected { .. } => "disconnected",
            Self::Restricted { .. } => "restricted",
            Self::Ending { .. } => "ending",
            Self::SendingBlocked => "sending-blocked",
            Self::SendingLimited => "sending-limited",
            Self::Subscribed => "subscribed",
            Self::Resubscribed => "resubscribed",
            Self::SubscribedAnew => "subscribed-anew",
            Self::FieldsMissing { .. } => "fields-missing",
            Self::NothingHeard => "nothing-heard",
            Self::Heard { .. } => "heard",
            Self::Late { .. } => "late",
            Self::Quality(_) => "quality",
            Self::Recipients(_) => "recipients",
            Self::Raised => "throughput-raised",
            Self::BesidePhone => "throughput-beside-phone",
            Self::Complaint(_) => "complaint",
            Self::Offered(_) => "offered",
            Self::Quiet { .. } => "quiet",
            Self::NearLimit { .. } => "near-limit",
            Self::Failing(_) => "failing",
            Self::NoErrors => "no-errors",
        }
    }

    /// How good or bad it is.
    pub const fn grade(&self) -> Grade {
        match self {
            // What a customer or a message is to blame for, says nothing against the channel.
            Self::Failing(ErrorCount {
                class: ErrorClass::Rejected | ErrorClass::WindowClosed | ErrorClass::Unreachable,
                ..
            })
            | Self::TokenWorks
            | Self::TokenRenews { .. }
            | Self::Subscribed
            | Self::SubscribedAnew
            | Self::Heard { .. }
            | Self::Quality(Quality::High)
            | Self::Recipients(_)
            | Self::Raised
            | Self::BesidePhone
            | Self::NoErrors => Grade::Good,
            Self::NotChecked | Self::NothingHeard | Self::Quality(Quality::Unknown) => {
                Grade::Unknown
            }
            Self::NotAnswered { .. }
            | Self::TokenEnds { is_over: false, .. }
            | Self::TokenNotRenewed { .. }
            | Self::AccessEnds { is_over: false, .. }
            | Self::Offered(_)
            | Self::SendingLimited
            | Self::Resubscribed
            | Self::Late { .. }
            | Self::Quality(Quality::Medium)
            | Self::Complaint(_)
            | Self::Quiet { .. }
            | Self::NearLimit { .. }
            | Self::Failing(ErrorCount {
                class: ErrorClass::Fault
                    | ErrorClass::Throttled
                    | ErrorClass::Unconfirmed
                    | ErrorClass::Restricted
                    | ErrorClass::Reconnect,
                ..
            }) => Grade::Watch,
            Self::TokenRefused { .. }
            | Self::PermissionMissing { .. }
            | Self::RightMissing { .. }
            | Self::TokenEnds { is_over: true, .. }
            | Self::AccessEnds { is_over: true, .. }
            | Self::Disconnected { .. }
            | Self::Restricted { .. }
            | Self::Ending { .. }
            | Self::SendingBlocked
            | Self::FieldsMissing { .. }
            | Self::Quality(Quality::Low)
            // It goes on failing until somebody does something about it.
            | Self::Failing(ErrorCount {
                class: ErrorClass::Payment | ErrorClass::Account,
                ..
            }) => Grade::Bad,
        }
    }
}
