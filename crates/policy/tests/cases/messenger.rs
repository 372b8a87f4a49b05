//! Messenger, the platform with the most routes.

mod comments;
mod human_agent;
mod promotion;
mod refusals;
mod tags;
mod templates;
mod tokens;
mod window;

use serde_json::{Value, json};

use crate::table::{NOW, case, decide, events, listed, routes};

#[test]
fn the_documented_example_gets_the_documented_verdict() {
    let verdict = decide(&json!({
        "id": "a-1", "now": NOW, "channel": "messenger", "region": "FR",
        "author": "human", "purpose": null, "topic": null, "route": "auto",
        "draft": { "kind": "text", "text": "Hello", "attested": false },
        "facts": {
            "window_events": [ { "at": "2026-11-20T12:00:00Z", "kind": "message" } ],
            "capabilities": [ "human_agent" ],
            "restrictions": [ { "scope": "tags", "until": "2026-11-25T00:00:00Z" } ],
            "tokens": [ { "id": "t1", "kind": "one_time", "topic": "restock", "issued_at": "2026-01-05T09:00:00Z", "used_at": null } ],
            "comments": [ { "id": "c1", "at": "2026-11-18T09:00:00Z", "kind": "post", "live_ended_at": null, "answered_at": null } ],
            "templates": [ { "name": "order_update", "language": "en_US", "category": "utility", "status": "approved" } ],
            "consent": { "marketing": "unknown" }, "blocked": false, "channel_paused": false, "consecutive_tagged": 0
        }
    }));
    let Value::Object(mut verdict) = verdict else {
        panic!("a verdict is an object");
    };
    assert!(
        verdict
            .remove("explanation")
            .is_some_and(|text| text.is_string())
    );
    assert_eq!(
        Value::Object(verdict),
        json!({
            "id": "a-1", "decision": "allow", "route": "standard", "until": "2026-11-21T12:00:00Z", "uses": null,
            "then": { "route": "human_agent", "until": "2026-11-27T12:00:00Z" },
            "rulebook": "messenger/2026-09-28", "warnings": [],
        })
    );
}

#[test]
fn routes_are_listed_in_their_order_with_a_status() {
    let row =
        json!({ "facts": { "window_events": events(&[("2026-11-21T09:00:00Z", "message")]) } });
    assert_eq!(
        routes(&case(row.clone()))["rulebook"],
        "messenger/2026-09-28"
    );
    assert_eq!(
        listed(row),
        [
            "standard open null",
            "human_agent unavailable capability-missing",
            "tag_confirmed_event_update retired route-retired",
            "tag_post_purchase_update retired route-retired",
            "tag_account_update retired route-retired",
            "tag_customer_feedback retired route-retired",
            "tag_news unavailable capability-missing",
            "utility_template unavailable capability-missing",
            "template unknown route-unknown",
            "one_time_notification unavailable capability-missing",
            "marketing_message retired route-retired",
            "private_reply closed comment-missing",
            "sponsored_message retired route-retired",
            "other_channel unknown route-unknown",
        ]
    );
}
