//! What a tagged message can be about, with examples of what its tag allows and forbids.
//!
//! Which of them a rulebook still has is for the policy engine to say; here are only the words. Surveys are missing:
//! they go out as the platform's own survey template, which this desk cannot write.

use transom_policy::{Purpose, Route};

use crate::web::route::icon;

/// A purpose that has a tag.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) purpose: Purpose,
    pub(crate) route: Route,
    /// The key of its name.
    pub(crate) label: &'static str,
    /// The keys of messages that the tag allows.
    pub(crate) allowed: [&'static str; 3],
    /// The keys of messages that it forbids; the first is one that the content check knows.
    pub(crate) forbidden: [&'static str; 3],
}

impl Kind {
    /// The kind of message that has this purpose.
    pub(crate) fn of(purpose: Purpose) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.purpose == purpose)
    }

    pub(super) fn icon(&self) -> &'static str {
        icon(self.route)
    }
}

pub(super) static KINDS: [Kind; 4] = [
    Kind {
        purpose: Purpose::EventUpdate,
        route: Route::TagConfirmedEventUpdate,
        label: "tagged-event",
        allowed: [
            "tagged-event-allowed-1",
            "tagged-event-allowed-2",
            "tagged-event-allowed-3",
        ],
        forbidden: [
            "tagged-event-forbidden-1",
            "tagged-event-forbidden-2",
            "tagged-event-forbidden-3",
        ],
    },
    Kind {
        purpose: Purpose::PurchaseUpdate,
        route: Route::TagPostPurchaseUpdate,
        label: "tagged-purchase",
        allowed: [
            "tagged-purchase-allowed-1",
            "tagged-purchase-allowed-2",
            "tagged-purchase-allowed-3",
        ],
        forbidden: [
            "tagged-purchase-forbidden-1",
            "tagged-purchase-forbidden-2",
            "tagged-purchase-forbidden-3",
        ],
    },
    Kind {
        purpose: Purpose::AccountUpdate,
        route: Route::TagAccountUpdate,
        label: "tagged-account",
        allowed: [
            "tagged-account-allowed-1",
            "tagged-account-allowed-2",
            "tagged-account-allowed-3",
        ],
        forbidden: [
            "tagged-account-forbidden-1",
            "tagged-account-forbidden-2",
            "tagged-account-forbidden-3",
        ],
    },
    Kind {
        purpose: Purpose::News,
        route: Route::TagNews,
        label: "tagged-news",
        allowed: [
            "tagged-news-allowed-1",
            "tagged-news-allowed-2",
            "tagged-news-allowed-3",
        ],
        forbidden: [
            "tagged-news-forbidden-1",
            "tagged-news-forbidden-2",
            "tagged-news-forbidden-3",
        ],
    },
];

#[cfg(test)]
mod tests {
    use transom_policy::check_content;

    use super::*;
    use crate::web::i18n::Lang;

    #[test]
    fn the_examples_of_what_is_allowed_raise_no_alarm_and_the_first_of_what_is_not_does() {
        for lang in Lang::ALL {
            for kind in &KINDS {
                for key in kind.allowed {
                    let text = lang.text(key).to_string();
                    let found = check_content(&text, Some(lang.policy())).matches;
                    assert!(found.is_empty(), "{lang:?} {text}: {found:?}");
                }
                let text = lang.text(kind.forbidden[0]).to_string();
                let (said, _) = text.split_once('(').unwrap_or((&text, ""));
                let found = check_content(said, Some(lang.policy()));
                assert!(found.promotional, "{lang:?} {said}");
            }
        }
    }

    #[test]
    fn a_repeated_notice_is_shown_as_what_the_account_tag_forbids() {
        let kind = Kind::of(Purpose::AccountUpdate).unwrap();
        for lang in Lang::ALL {
            let text = lang.text(kind.forbidden[1]).to_string();
            assert!(
                check_content(&text, Some(lang.policy())).recurring,
                "{text}"
            );
        }
    }
}
