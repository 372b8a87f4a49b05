//! What a customer does, and which of it the platform takes for an act towards the business.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something a customer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Any message.
    Message,
    /// The first message after a click on an ad that opens a chat.
    AdMessage,
    /// A button, the Get Started button or an ice breaker.
    Postback,
    /// A chat link, opened by somebody who already has a thread.
    Referral,
    /// A plugin on a website, confirmed.
    PluginOptIn,
    /// A reaction put on a message.
    Reaction,
    /// A reaction taken back.
    Unreaction,
    /// A story that mentions the account. It comes among the messages; whether it counts as one is disputed.
    StoryMention,
    /// A comment in public.
    Comment,
    /// A call to the business.
    Call,
    /// Reading; the phone does it.
    Read,
    /// Receiving; the phone does it.
    Delivery,
    /// A "Notify me" button.
    TopicOptIn,
    /// Agreement to marketing messages.
    MarketingOptIn,
}

/// An act and its time.
pub type Acted = (Timestamp, Act);

impl Act {
    /// Whether the business and the customer know each other by it. Receipts are no act, nor is taking back a
    /// reaction; who agrees to be written to has not written.
    pub(super) fn introduces(self) -> bool {
        !matches!(
            self,
            Self::Unreaction
                | Self::Read
                | Self::Delivery
                | Self::TopicOptIn
                | Self::MarketingOptIn
        )
    }

    /// Whether the customer wrote.
    pub(super) fn is_written(self) -> bool {
        matches!(self, Self::Message | Self::AdMessage)
    }
}

/// What has happened by `now`.
pub(super) fn past(acts: &[Acted], now: Timestamp) -> impl Iterator<Item = Acted> + '_ {
    acts.iter().copied().filter(move |(at, _)| *at <= now)
}
