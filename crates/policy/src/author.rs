//! Who writes a message, as types: an automation has no word for the human-agent route.

use serde::{Deserialize, Serialize};

use crate::Route;

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorKind {
    /// A person at the business typed it.
    Human,
    /// A bot, a flow, a broadcast, a reminder or any other program wrote it.
    Automation,
}

impl AuthorKind {
    /// The name used in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Automation => "automation",
        }
    }
}

mod sealed {
    /// Closes [`Author`](super::Author) to other crates.
    pub trait Sealed {}

    impl Sealed for super::Human {}
    impl Sealed for super::Automation {}

    /// The routes an author can name, as seen from those of all.
    pub trait Narrow: Sized {
        /// The author's own word for `route`, where there is one.
        fn narrow(route: super::Route) -> Option<Self>;
    }
}

pub(crate) use sealed::Narrow;

/// An author, as a type. The two that exist are [`Human`] and [`Automation`].
pub trait Author: sealed::Sealed {
    /// The routes this author can name.
    type Route: Into<Route>
        + sealed::Narrow
        + Copy
        + PartialEq
        + Send
        + Sync
        + std::fmt::Debug
        + 'static;

    /// The same author, as a value.
    const KIND: AuthorKind;
}

/// A person at the business.
#[derive(Clone, Copy, Debug)]
pub enum Human {}

/// A program.
#[derive(Clone, Copy, Debug)]
pub enum Automation {}

impl Author for Human {
    type Route = Route;
    const KIND: AuthorKind = AuthorKind::Human;
}

impl Narrow for Route {
    fn narrow(route: Route) -> Option<Self> {
        Some(route)
    }
}

impl Author for Automation {
    type Route = AutomationRoute;
    const KIND: AuthorKind = AuthorKind::Automation;
}

impl Narrow for AutomationRoute {
    fn narrow(route: Route) -> Option<Self> {
        Some(match route {
            Route::HumanAgent => return None,
            Route::Standard => Self::Standard,
            Route::TagConfirmedEventUpdate => Self::TagConfirmedEventUpdate,
            Route::TagPostPurchaseUpdate => Self::TagPostPurchaseUpdate,
            Route::TagAccountUpdate => Self::TagAccountUpdate,
            Route::TagCustomerFeedback => Self::TagCustomerFeedback,
            Route::TagNews => Self::TagNews,
            Route::UtilityTemplate => Self::UtilityTemplate,
            Route::Template => Self::Template,
            Route::OneTimeNotification => Self::OneTimeNotification,
            Route::MarketingMessage => Self::MarketingMessage,
            Route::PrivateReply => Self::PrivateReply,
            Route::SponsoredMessage => Self::SponsoredMessage,
            Route::OtherChannel => Self::OtherChannel,
        })
    }
}

impl TryFrom<Route> for AutomationRoute {
    /// The route that an automation cannot name.
    type Error = Route;

    fn try_from(route: Route) -> Result<Self, Route> {
        Self::narrow(route).ok_or(route)
    }
}

/// The routes an automation can name: all of [`Route`] but the human-agent one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the variant of `Route` with its name")]
pub enum AutomationRoute {
    Standard,
    TagConfirmedEventUpdate,
    TagPostPurchaseUpdate,
    TagAccountUpdate,
    TagCustomerFeedback,
    TagNews,
    UtilityTemplate,
    Template,
    OneTimeNotification,
    MarketingMessage,
    PrivateReply,
    SponsoredMessage,
    OtherChannel,
}

impl From<AutomationRoute> for Route {
    fn from(route: AutomationRoute) -> Self {
        match route {
            AutomationRoute::Standard => Self::Standard,
            AutomationRoute::TagConfirmedEventUpdate => Self::TagConfirmedEventUpdate,
            AutomationRoute::TagPostPurchaseUpdate => Self::TagPostPurchaseUpdate,
            AutomationRoute::TagAccountUpdate => Self::TagAccountUpdate,
            AutomationRoute::TagCustomerFeedback => Self::TagCustomerFeedback,
            AutomationRoute::TagNews => Self::TagNews,
            AutomationRoute::UtilityTemplate => Self::UtilityTemplate,
            AutomationRoute::Template => Self::Template,
            AutomationRoute::OneTimeNotification => Self::OneTimeNotification,
            AutomationRoute::MarketingMessage => Self::MarketingMessage,
            AutomationRoute::PrivateReply => Self::PrivateReply,
            AutomationRoute::SponsoredMessage => Self::SponsoredMessage,
            AutomationRoute::OtherChannel => Self::OtherChannel,
        }
    }
}
