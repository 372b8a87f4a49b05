//! The window: what opens it, and for how long.

use serde_json::json;

use crate::table::{NOW, events, expect};

#[test]
fn the_window_is_half_open_and_counts_from_the_last_opening_event() {
    for (rule, kind, at, expected) in [
        (
            "a message opens for 24 h",
            "message",
            "2026-11-20T10:00:01Z",
            json!({ "route": "standard", "until": "2026-11-21T10:00:01Z" }),
        ),
        (
            "half-open: the end is too late",
            "message",
            "2026-11-20T10:00:00Z",
            json!({ "code": "window-closed" }),
        ),
        (
            "an event of this very instant counts",
            "message",
            NOW,
            json!({ "route": "standard", "until": "2026-11-22T10:00:00Z" }),
        ),
        (
            "what lies after now has not happened",
            "message",
            "2026-11-21T10:00:01Z",
            json!({ "code": "never-contacted" }),
        ),
        (
            "a postback opens",
            "postback",
            "2026-11-21T09:00:00Z",
            json!({ "route": "standard", "warnings": [] }),
        ),
        (
            "a chat link opens",
            "referral",
            "2026-11-21T09:00:00Z",
            json!({ "route": "standard", "warnings": [] }),
        ),
        (
            "an opt-in plugin opens",
            "plugin_opt_in",
            "2026-11-21T09:00:00Z",
            json!({ "route": "standard", "warnings": [] }),
        ),
        (
            "a reaction opens, uncertainly",
            "reaction",
            "2026-11-21T09:00:00Z",
            json!({ "route": "standard", "warnings": ["window-uncertain"] }),
        ),
        (
            "a first message after an ad is sure for 24 h",
            "ad_message",
            "2026-11-21T09:00:00Z",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "a call opens nothing on Messenger",
            "call",
            "2026-11-21T09:00:00Z",
            json!({ "code": "window-closed" }),
        ),
        (
            "a comment opens nothing",
            "comment",
            "2026-11-21T09:00:00Z",
            json!({ "code": "window-closed" }),
        ),
        (
            "an unreaction is no act",
            "unreaction",
            "2026-11-21T09:00:00Z",
            json!({ "code": "never-contacted" }),
        ),
        (
            "a read receipt is no act",
            "read",
            "2026-11-21T09:00:00Z",
            json!({ "code": "never-contacted" }),
        ),
        (
            "a delivery is no act",
            "delivery",
            "2026-11-21T09:00:00Z",
            json!({ "code": "never-contacted" }),
        ),
        (
            "a marketing opt-in is no act",
            "marketing_opt_in",
            "2026-11-21T09:00:00Z",
            json!({ "code": "never-contacted" }),
        ),
    ] {
        expect(
            rule,
            json!({ "facts": { "window_events": events(&[(at, kind)]) } }),
            expected,
        );
    }
    expect(
        "a firm event beside a reaction takes the warning away",
        json!({ "facts": { "window_events": events(&[("2026-11-21T09:00:00Z", "reaction"), ("2026-11-20T11:00:00Z", "message")]) } }),
        json!({ "warnings": [], "until": "2026-11-22T09:00:00Z" }),
    );
}

#[test]
fn an_ad_makes_the_window_possible_for_seven_days_since_the_edition_that_says_so() {
    let ad = json!({ "window_events": events(&[("2026-11-19T10:00:00Z", "ad_message")]) });
    expect(
        "a refusal as window-closed says what is possible",
        json!({ "facts": ad }),
        json!({ "code": "window-closed", "warnings": ["window-possible"], "possible_until": "2026-11-26T10:00:00Z" }),
    );
    expect(
        "so does an explicit route",
        json!({ "route": "standard", "facts": ad }),
        json!({ "code": "window-closed", "warnings": ["window-possible"] }),
    );
    expect(
        "an allow by another route has no warning",
        json!({ "facts": { "window_events": ad["window_events"], "capabilities": ["human_agent"] } }),
        json!({ "route": "human_agent", "warnings": [] }),
    );
    expect(
        "another refusal does not say it",
        json!({ "route": "human_agent", "facts": ad }),
        json!({ "code": "capability-missing", "warnings": [], "possible_until": null }),
    );
    expect(
        "seven days are half-open too",
        json!({ "now": "2026-11-26T10:00:00Z", "facts": ad }),
        json!({ "code": "window-closed", "warnings": [], "possible_until": null }),
    );
    expect(
        "before the edition of 2026-09-28 nothing is possible",
        json!({ "now": "2026-09-27T23:59:59Z", "facts": { "window_events": events(&[("2026-09-26T10:00:00Z", "ad_message")]) } }),
        json!({ "code": "window-closed", "warnings": [], "possible_until": null, "rulebook": "messenger/2026-04-27" }),
    );
}
