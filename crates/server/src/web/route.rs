//! A route as people meet it: its badge with icon and colour, and one sentence why.

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;
use transom_policy::Route;

use super::viewer::Viewer;

/// The badge of a route: `{{ viewer.badge(route) }}`.
#[derive(Debug, Template)]
#[template(path = "route_badge.html")]
pub(crate) struct RouteBadge<'a> {
    viewer: &'a Viewer,
    route: Route,
}

impl HtmlSafe for RouteBadge<'_> {}

impl Viewer {
    /// The badge, in the reader's language.
    pub(crate) fn badge(&self, route: impl Borrow<Route>) -> RouteBadge<'_> {
        RouteBadge {
            viewer: self,
            route: *route.borrow(),
        }
    }
}

impl RouteBadge<'_> {
    fn icon(&self) -> &'static str {
        icon(self.route)
    }

    fn tone(&self) -> &'static str {
        tone(self.route)
    }
}

/// The icon of a route.
pub(crate) fn icon(route: Route) -> &'static str {
    match route {
        Route::Standard => "send",
        Route::HumanAgent => "hand",
        Route::TagConfirmedEventUpdate => "calendar-check",
        Route::TagPostPurchaseUpdate => "package",
        Route::TagAccountUpdate => "circle-user",
        Route::TagCustomerFeedback => "star",
        Route::TagNews => "newspaper",
        Route::UtilityTemplate => "file-text",
        Route::Template => "layout-template",
        Route::OneTimeNotification => "bell-ring",
        Route::MarketingMessage => "megaphone",
        Route::PrivateReply => "reply",
        Route::SponsoredMessage => "badge-dollar-sign",
        Route::OtherChannel => "shuffle",
    }
}

/// The family of a route, which has a colour.
fn tone(route: Route) -> &'static str {
    match route {
        Route::Standard | Route::OtherChannel => "standard",
        Route::HumanAgent => "human",
        Route::TagConfirmedEventUpdate
        | Route::TagPostPurchaseUpdate
        | Route::TagAccountUpdate
        | Route::TagCustomerFeedback
        | Route::TagNews => "tag",
        Route::UtilityTemplate | Route::Template => "template",
        Route::OneTimeNotification | Route::PrivateReply => "once",
        Route::MarketingMessage | Route::SponsoredMessage => "paid",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::web::i18n::Lang;

    #[test]
    fn no_two_routes_share_an_icon() {
        let icons: BTreeSet<_> = Route::ALL.into_iter().map(icon).collect();
        assert_eq!(icons.len(), Route::ALL.len());
    }

    #[test]
    fn a_badge_says_the_route_and_why_in_every_language() {
        for lang in Lang::ALL {
            let viewer = Viewer {
                lang,
                time_zone: jiff::tz::TimeZone::UTC,
                now: jiff::Timestamp::UNIX_EPOCH,
                csrf: String::new(),
            };
            let mut badges = BTreeSet::new();
            for route in Route::ALL {
                let badge = viewer.badge(route).render().unwrap();
                assert!(badge.contains(&format!("#{}\"", icon(route))), "{badge}");
                assert!(!badge.contains(">route-") && !badge.contains("\"route-"));
                badges.insert(badge);
            }
            assert_eq!(badges.len(), Route::ALL.len(), "{lang:?}");
        }
    }
}
