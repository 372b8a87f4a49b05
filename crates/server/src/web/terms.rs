//! The words for the codes of the program: routes, refusals, failures, roles.
//!
//! The policy engine and the API know codes; people read these sentences. Unknown codes are shown as they are.

use super::i18n::{Lang, Text};

impl Lang {
    /// The short name of a route, as on the badge beside a bubble. `None` for a route this program does not know.
    pub(crate) fn route(self, code: &str) -> Option<Text> {
        Some(self.text(match code {
            "standard" => "route-standard",
            "human_agent" => "route-human-agent",
            "tag_confirmed_event_update" => "route-tag-event",
            "tag_post_purchase_update" => "route-tag-purchase",
            "tag_account_update" => "route-tag-account",
            "tag_customer_feedback" => "route-tag-feedback",
            "tag_news" => "route-tag-news",
            "utility_template" => "route-utility-template",
            "template" => "route-template",
            "one_time_notification" => "route-one-time",
            "marketing_message" => "route-marketing",
            "private_reply" => "route-private-reply",
            "sponsored_message" => "route-sponsored",
            "other_channel" => "route-other-channel",
            _ => return None,
        }))
    }

    /// The sentence for a refusal code, the same on the page and in the API.
    pub(crate) fn refusal(self, code: &str) -> Text {
        self.text(match code {
            "window-closed" => "refusal-window-closed",
            "never-contacted" => "refusal-never-contacted",
            "human-only" => "refusal-human-only",
            "capability-missing" => "refusal-capability-missing",
            "route-retired" => "refusal-route-retired",
            "route-unknown" => "refusal-route-unknown",
            "promotional-content" => "refusal-promotional-content",
            "recurring-content" => "refusal-recurring-content",
            "purpose-mismatch" => "refusal-purpose-mismatch",
            "consecutive-tagged" => "refusal-consecutive-tagged",
            "restricted" => "refusal-restricted",
            "token-missing" => "refusal-token-missing",
            "token-used" => "refusal-token-used",
            "token-expired" => "refusal-token-expired",
            "comment-missing" => "refusal-comment-missing",
            "comment-answered" => "refusal-comment-answered",
            "comment-too-old" => "refusal-comment-too-old",
            "live-ended" => "refusal-live-ended",
            "template-missing" => "refusal-template-missing",
            "template-not-approved" => "refusal-template-not-approved",
            "opted-out" => "refusal-opted-out",
            "blocked" => "refusal-blocked",
            "channel-paused" => "refusal-channel-paused",
            "frequency-cap" => "refusal-frequency-cap",
            "content-too-long" => "refusal-content-too-long",
            "draft-mismatch" => "refusal-draft-mismatch",
            "external-route" => "refusal-external-route",
            _ => "refusal-other",
        })
        .arg("code", code)
    }

    /// Why a message did not arrive, by the class of the platform's answer.
    pub(crate) fn failure(self, class: &str) -> Text {
        self.text(match class {
            "retry" => "failure-retry",
            "throttled" => "failure-throttled",
            "window_closed" => "failure-window-closed",
            "channel_paused" => "failure-channel-paused",
            "unreachable" => "failure-unreachable",
            "reconnect" => "failure-reconnect",
            "reconcile" => "failure-reconcile",
            _ => "failure-permanent",
        })
    }
}
