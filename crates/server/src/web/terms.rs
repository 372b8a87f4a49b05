//! The words for the codes of the program: routes, refusals, failures, roles.
//!
//! The policy engine and the API know codes; people read these sentences.

use std::borrow::Borrow;

use transom_domain::message::FailureClass;
use transom_policy::{Language, RefusalCode, Route};

use super::i18n::{Lang, Text};

impl Lang {
    /// The short name of a route, as on the badge beside a bubble.
    pub(crate) fn route(self, route: impl Borrow<Route>) -> Text {
        self.text(match route.borrow() {
            Route::Standard => "route-standard",
            Route::HumanAgent => "route-human-agent",
            Route::TagConfirmedEventUpdate => "route-tag-event",
            Route::TagPostPurchaseUpdate => "route-tag-purchase",
            Route::TagAccountUpdate => "route-tag-account",
            Route::TagCustomerFeedback => "route-tag-feedback",
            Route::TagNews => "route-tag-news",
            Route::UtilityTemplate => "route-utility-template",
            Route::Template => "route-template",
            Route::OneTimeNotification => "route-one-time",
            Route::MarketingMessage => "route-marketing",
            Route::PrivateReply => "route-private-reply",
            Route::SponsoredMessage => "route-sponsored",
            Route::OtherChannel => "route-other-channel",
        })
    }

    /// One sentence on a route: when it is taken, and what it forbids.
    pub(crate) fn route_why(self, route: impl Borrow<Route>) -> Text {
        self.text(match route.borrow() {
            Route::Standard => "route-standard-why",
            Route::HumanAgent => "route-human-agent-why",
            Route::TagConfirmedEventUpdate => "route-tag-event-why",
            Route::TagPostPurchaseUpdate => "route-tag-purchase-why",
            Route::TagAccountUpdate => "route-tag-account-why",
            Route::TagCustomerFeedback => "route-tag-feedback-why",
            Route::TagNews => "route-tag-news-why",
            Route::UtilityTemplate => "route-utility-template-why",
            Route::Template => "route-template-why",
            Route::OneTimeNotification => "route-one-time-why",
            Route::MarketingMessage => "route-marketing-why",
            Route::PrivateReply => "route-private-reply-why",
            Route::SponsoredMessage => "route-sponsored-why",
            Route::OtherChannel => "route-other-channel-why",
        })
    }

    /// The sentence for a refusal code: the policy engine's own, the same as in the API.
    pub(crate) fn refusal(self, code: impl Borrow<RefusalCode>) -> &'static str {
        code.borrow().sentence(self.policy())
    }

    /// The language as the policy engine names it.
    pub(crate) fn policy(self) -> Language {
        match self {
            Lang::En => Language::English,
            Lang::Fr => Language::French,
            Lang::It => Language::Italian,
            Lang::PtBr => Language::Portuguese,
            Lang::Es => Language::Spanish,
        }
    }

    /// Why a message did not arrive.
    pub(crate) fn failure(self, class: impl Borrow<FailureClass>) -> Text {
        self.text(match class.borrow() {
            FailureClass::Refused => "failure-refused",
            FailureClass::WindowClosed => "failure-window-closed",
            FailureClass::Rejected => "failure-rejected",
            FailureClass::Unreachable => "failure-unreachable",
            FailureClass::OptedOut => "failure-opted-out",
            FailureClass::MarketingHeld => "failure-marketing-held",
            FailureClass::Complaints => "failure-complaints",
            FailureClass::MisclassifiedTemplates => "failure-misclassified-templates",
            FailureClass::MisusedTags => "failure-misused-tags",
            FailureClass::Payment => "failure-payment",
            FailureClass::Unregistered => "failure-unregistered",
            FailureClass::Account => "failure-account",
            FailureClass::Standby => "failure-standby",
            FailureClass::Restricted => "failure-restricted",
            FailureClass::Reconnect => "failure-reconnect",
            FailureClass::Exhausted => "failure-exhausted",
            FailureClass::Unconfirmed => "failure-unconfirmed",
        })
    }
}
