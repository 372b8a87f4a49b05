//! The ways to send a message, whether or not a platform still has them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::UnknownName;

/// A way to send. Which of them is legal, and when, is for the rulebook to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A free message inside the open window.
    Standard,
    /// A person's reply after the window, with the human-agent tag.
    HumanAgent,
    /// A tagged update on an event the customer registered for.
    TagConfirmedEventUpdate,
    /// A tagged update on a purchase.
    TagPostPurchaseUpdate,
    /// A tagged, non-recurring update on the customer's account.
    TagAccountUpdate,
    /// A survey, sent with the customer-feedback tag.
    TagCustomerFeedback,
    /// News from a page registered as a news publisher.
    TagNews,
    /// An approved utility template on Messenger.
    UtilityTemplate,
    /// An approved template on WhatsApp.
    Template,
    /// The one message that a one-time token allows.
    OneTimeNotification,
    /// A marketing message to somebody who opted in.
    MarketingMessage,
    /// The one private answer to a comment.
    PrivateReply,
    /// A paid message, bought in the platform's ads tools.
    SponsoredMessage,
    /// Another channel of the same contact.
    OtherChannel,
}

impl Route {
    /// Every route, in the order in which they are listed to people.
    pub const ALL: [Self; 14] = [
        Self::Standard,
        Self::HumanAgent,
        Self::TagConfirmedEventUpdate,
        Self::TagPostPurchaseUpdate,
        Self::TagAccountUpdate,
        Self::TagCustomerFeedback,
        Self::TagNews,
        Self::UtilityTemplate,
        Self::Template,
        Self::OneTimeNotification,
        Self::MarketingMessage,
        Self::PrivateReply,
        Self::SponsoredMessage,
        Self::OtherChannel,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::HumanAgent => "human_agent",
            Self::TagConfirmedEventUpdate => "tag_confirmed_event_update",
            Self::TagPostPurchaseUpdate => "tag_post_purchase_update",
            Self::TagAccountUpdate => "tag_account_update",
            Self::TagCustomerFeedback => "tag_customer_feedback",
            Self::TagNews => "tag_news",
            Self::UtilityTemplate => "utility_template",
            Self::Template => "template",
            Self::OneTimeNotification => "one_time_notification",
            Self::MarketingMessage => "marketing_message",
            Self::PrivateReply => "private_reply",
            Self::SponsoredMessage => "sponsored_message",
            Self::OtherChannel => "other_channel",
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Route {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|route| route.as_str() == name)
            .ok_or_else(|| UnknownName::new("route", name))
    }
}
