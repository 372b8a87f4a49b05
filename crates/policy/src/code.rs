//! Why a send is refused, and what an allowed one should be told: closed lists with stable names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::UnknownName;

/// Why a message may not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalCode {
    /// The messaging window, or the route's own time, is over.
    WindowClosed,
    /// The customer never acted towards the business.
    NeverContacted,
    /// Only a person may use the route.
    HumanOnly,
    /// The channel lacks the platform's permission for the route.
    CapabilityMissing,
    /// The platform withdrew the route.
    RouteRetired,
    /// The platform never had the route, or does not have it yet.
    RouteUnknown,
    /// The text promotes, where that is forbidden.
    PromotionalContent,
    /// The text is a recurring notice, where that is forbidden.
    RecurringContent,
    /// The stated purpose or topic is not the route's.
    PurposeMismatch,
    /// Too many tagged messages since the customer's last act.
    ConsecutiveTagged,
    /// The platform restricts the channel.
    Restricted,
    /// There is no token.
    TokenMissing,
    /// The token was spent.
    TokenUsed,
    /// The token is past its date.
    TokenExpired,
    /// There is no comment to answer.
    CommentMissing,
    /// The comment has its one private answer.
    CommentAnswered,
    /// The comment is too old for a private answer.
    CommentTooOld,
    /// The broadcast under which the comment was made is over.
    LiveEnded,
    /// There is no such template, or none was chosen.
    TemplateMissing,
    /// The template is not approved.
    TemplateNotApproved,
    /// The customer stopped marketing.
    OptedOut,
    /// The contact is blocked.
    Blocked,
    /// The channel is paused.
    ChannelPaused,
    /// Another app controls the thread; this one stands by.
    Standby,
    /// Too soon after the last message of this kind.
    FrequencyCap,
    /// The business began with as many people as the platform lets it for now.
    RecipientCap,
    /// The text is longer than the platform takes.
    ContentTooLong,
    /// The draft is not of the kind the route carries.
    DraftMismatch,
    /// The route is bought in the platform's own tools.
    ExternalRoute,
}

impl RefusalCode {
    /// Every code.
    pub const ALL: [Self; 29] = [
        Self::WindowClosed,
        Self::NeverContacted,
        Self::HumanOnly,
        Self::CapabilityMissing,
        Self::RouteRetired,
        Self::RouteUnknown,
        Self::PromotionalContent,
        Self::RecurringContent,
        Self::PurposeMismatch,
        Self::ConsecutiveTagged,
        Self::Restricted,
        Self::TokenMissing,
        Self::TokenUsed,
        Self::TokenExpired,
        Self::CommentMissing,
        Self::CommentAnswered,
        Self::CommentTooOld,
        Self::LiveEnded,
        Self::TemplateMissing,
        Self::TemplateNotApproved,
        Self::OptedOut,
        Self::Blocked,
        Self::ChannelPaused,
        Self::Standby,
        Self::FrequencyCap,
        Self::RecipientCap,
        Self::ContentTooLong,
        Self::DraftMismatch,
        Self::ExternalRoute,
    ];

    /// The name used in the API, the database and the message files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WindowClosed => "window-closed",
            Self::NeverContacted => "never-contacted",
            Self::HumanOnly => "human-only",
            Self::CapabilityMissing => "capability-missing",
            Self::RouteRetired => "route-retired",
            Self::RouteUnknown => "route-unknown",
            Self::PromotionalContent => "promotional-content",
            Self::RecurringContent => "recurring-content",
            Self::PurposeMismatch => "purpose-mismatch",
            Self::ConsecutiveTagged => "consecutive-tagged",
            Self::Restricted => "restricted",
            Self::TokenMissing => "token-missing",
            Self::TokenUsed => "token-used",
            Self::TokenExpired => "token-expired",
            Self::CommentMissing => "comment-missing",
            Self::CommentAnswered => "comment-answered",
            Self::CommentTooOld => "comment-too-old",
            Self::LiveEnded => "live-ended",
            Self::TemplateMissing => "template-missing",
            Self::TemplateNotApproved => "template-not-approved",
            Self::OptedOut => "opted-out",
            Self::Blocked => "blocked",
            Self::ChannelPaused => "channel-paused",
            Self::Standby => "standby",
            Self::FrequencyCap => "frequency-cap",
            Self::RecipientCap => "recipient-cap",
            Self::ContentTooLong => "content-too-long",
            Self::DraftMismatch => "draft-mismatch",
            Self::ExternalRoute => "external-route",
        }
    }
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RefusalCode {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|code| code.as_str() == name)
            .ok_or_else(|| UnknownName::new("refusal code", name))
    }
}

/// What the sender should know about a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// Two or more tagged messages already went out since the customer's last act.
    ConsecutiveTagged,
    /// The window may still be open: the platform does not tell.
    WindowPossible,
    /// Only a reaction holds the window open.
    WindowUncertain,
    /// Nothing proves that the customer agreed to be written to.
    OptInUnproven,
    /// The platform may withdraw the route without notice.
    AtRisk,
    /// A free message would do: the window is open.
    StandardIsOpen,
    /// A person vouches that the content check was wrong.
    ContentAttested,
}

impl Warning {
    /// Every warning.
    pub const ALL: [Self; 7] = [
        Self::ConsecutiveTagged,
        Self::WindowPossible,
        Self::WindowUncertain,
        Self::OptInUnproven,
        Self::AtRisk,
        Self::StandardIsOpen,
        Self::ContentAttested,
    ];

    /// The name used in the API and the message files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConsecutiveTagged => "consecutive-tagged",
            Self::WindowPossible => "window-possible",
            Self::WindowUncertain => "window-uncertain",
            Self::OptInUnproven => "opt-in-unproven",
            Self::AtRisk => "at-risk",
            Self::StandardIsOpen => "standard-is-open",
            Self::ContentAttested => "content-attested",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of warnings; iterates in the order of [`Warning::ALL`].
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Warnings(u8);

impl Warnings {
    /// No warning.
    pub const NONE: Self = Self(0);

    /// The set with `warning` in it.
    #[must_use]
    pub const fn with(self, warning: Warning) -> Self {
        Self(self.0 | warning.bit())
    }

    /// The warnings of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `warning` is in the set.
    pub const fn contains(self, warning: Warning) -> bool {
        self.0 & warning.bit() != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The warnings, in the order of [`Warning::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Warning> {
        Warning::ALL
            .into_iter()
            .filter(move |warning| self.contains(*warning))
    }
}

impl fmt::Debug for Warnings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
