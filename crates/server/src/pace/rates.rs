//! How fast a channel's calls may be: by what the platform has published, and by the configuration.

use jiff::SignedDuration;
use transom_domain::message::{AttachmentKind, Content};
use transom_policy::{Amount, LimitKind, Route, Rulebook};

use super::rate::Rate;
use crate::config;

/// What is asked of the platform, as its limits count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Call {
    /// A message.
    Send,
    /// A message with a recording or a film.
    SendMedia,
    /// The one private reply to a comment.
    PrivateReply,
    /// A file that a message is to name.
    Upload,
    /// Who a customer is.
    Profile,
    /// Everything else: templates, subscriptions, checks.
    Manage,
}

impl Call {
    /// What sending this by a route counts as.
    pub(crate) fn of(route: Route, content: &Content) -> Self {
        let is_slow = |kind| matches!(kind, AttachmentKind::Audio | AttachmentKind::Video);
        if route == Route::PrivateReply {
            Self::PrivateReply
        } else if content.attachments.iter().any(|one| is_slow(one.kind)) {
            Self::SendMedia
        } else {
            Self::Send
        }
    }

    pub(super) fn is_message(self) -> bool {
        matches!(self, Self::Send | Self::SendMedia | Self::PrivateReply)
    }

    /// The limits that it uses up.
    pub(super) fn counted_as(self) -> &'static [Self] {
        match self {
            Self::Send => &[Self::Send],
            Self::SendMedia => &[Self::Send, Self::SendMedia],
            Self::PrivateReply => &[Self::Send, Self::PrivateReply],
            Self::Upload => &[Self::Upload],
            Self::Profile => &[Self::Profile],
            Self::Manage => &[Self::Manage],
        }
    }
}

/// How fast a channel's calls may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rates {
    sends: Rate,
    media: Option<Rate>,
    private_replies: Option<Rate>,
    person: Option<Rate>,
    profiles: Rate,
    management: Rate,
}

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

impl Rates {
    /// The rates under a rulebook. A limit with tiers is sure of its lowest; `is_raised` when the platform has told of
    /// its highest.
    pub(crate) fn of(rulebook: &Rulebook, send: &config::Send, is_raised: bool) -> Self {
        let published = |kind| published(rulebook, kind, is_raised);
        let configured = Rate::within(send.per_second, SECOND);
        Self {
            sends: published(LimitKind::Sends)
                .map_or(configured, |limit| configured.or_slower(limit)),
            media: published(LimitKind::MediaSends),
            private_replies: published(LimitKind::PrivateReplies),
            person: published(LimitKind::SendsToPerson),
            profiles: Rate::within(send.profiles_per_second, SECOND),
            management: Rate::within(send.management_per_hour, HOUR),
        }
    }

    pub(super) fn of_call(&self, call: Call) -> Option<Rate> {
        match call {
            // Each goes before one message at the most.
            Call::Send | Call::Upload => Some(self.sends),
            Call::SendMedia => self.media,
            Call::PrivateReply => self.private_replies,
            Call::Profile => Some(self.profiles),
            Call::Manage => Some(self.management),
        }
    }

    /// Of messages to one customer.
    pub(super) fn person(&self) -> Option<Rate> {
        self.person
    }
}

fn published(rulebook: &Rulebook, kind: LimitKind, is_raised: bool) -> Option<Rate> {
    let limit = rulebook.limit(kind)?;
    let most = match &limit.most {
        Amount::Tiers(tiers) if is_raised => tiers.last().copied(),
        amount => amount.surely(),
    };
    let (most, every) = (most?, limit.every);
    Some(match limit.burst {
        Some(burst) => Rate::bursting(burst, most, every),
        None => Rate::within(most, every),
    })
}
