//! Which of several reasons a refusal gives, and what it offers instead.

use serde_json::json;

use crate::table::{events, expect};

#[test]
fn refusals_come_in_their_order() {
    let open = events(&[("2026-11-21T09:00:00Z", "message")]);
    let long = "x".repeat(2001);
    let restricted = |scope: &str| json!([{ "scope": scope, "until": "2026-11-22T00:00:00Z" }]);
    expect(
        "blocked before all",
        json!({ "route": "template", "facts": { "blocked": true, "channel_paused": true } }),
        json!({ "code": "blocked", "remedies": [] }),
    );
    expect(
        "then the pause",
        json!({ "route": "template", "facts": { "channel_paused": true } }),
        json!({ "code": "channel-paused", "remedies": [] }),
    );
    expect(
        "the pause before another app",
        json!({ "facts": { "window_events": open, "channel_paused": true, "standby": true } }),
        json!({ "code": "channel-paused" }),
    );
    expect(
        "another app, whatever is open or asked for",
        json!({ "facts": { "window_events": open, "standby": true } }),
        json!({ "code": "standby", "remedies": [] }),
    );
    expect(
        "another app before what the platform has not",
        json!({ "route": "template", "facts": { "standby": true } }),
        json!({ "code": "standby", "remedies": [] }),
    );
    expect(
        "then what the platform has not",
        json!({ "route": "template", "facts": { "restrictions": restricted("all") } }),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "then what it withdrew",
        json!({ "route": "tag_account_update", "facts": { "restrictions": restricted("all") } }),
        json!({ "code": "route-retired" }),
    );
    expect(
        "bought elsewhere",
        json!({ "now": "2024-07-30T23:59:59Z", "route": "sponsored_message", "facts": { "restrictions": restricted("all") } }),
        json!({ "code": "external-route" }),
    );
    expect(
        "and withdrawn since",
        json!({ "now": "2024-07-31T00:00:00Z", "route": "sponsored_message" }),
        json!({ "code": "route-retired" }),
    );
    expect(
        "then the restriction",
        json!({ "route": "standard", "draft": { "kind": "text", "text": long }, "facts": { "restrictions": restricted("replies") } }),
        json!({ "code": "restricted", "restricted_until": "2026-11-22T00:00:00Z" }),
    );
    expect(
        "then the length",
        json!({ "route": "standard", "draft": { "kind": "text", "text": long } }),
        json!({ "code": "content-too-long" }),
    );
    expect(
        "under auto too",
        json!({ "draft": { "kind": "text", "text": long } }),
        json!({ "code": "content-too-long" }),
    );
    expect(
        "2000 scalar values are taken",
        json!({ "draft": { "kind": "text", "text": "é".repeat(2000) }, "facts": { "window_events": open } }),
        json!({ "route": "standard" }),
    );
    expect(
        "all restricted",
        json!({ "facts": { "restrictions": [{ "scope": "all", "until": null }] } }),
        json!({ "code": "restricted", "restricted_until": null, "remedies": [] }),
    );
    expect(
        "a way that would be legal is barred",
        json!({ "facts": { "window_events": open, "restrictions": restricted("replies") } }),
        json!({ "code": "restricted", "restricted_until": "2026-11-22T00:00:00Z" }),
    );
    expect(
        "a way that would not be legal is not the reason",
        json!({ "facts": { "window_events": events(&[("2026-11-01T09:00:00Z", "message")]), "restrictions": restricted("replies") } }),
        json!({ "code": "window-closed", "restricted_until": null }),
    );
    expect(
        "a restriction is over at its end",
        json!({ "now": "2026-11-22T00:00:00Z", "facts": { "window_events": open, "restrictions": restricted("replies") } }),
        json!({ "route": "standard" }),
    );
    expect(
        "another scope does not bar",
        json!({ "facts": { "window_events": open, "restrictions": restricted("tags") } }),
        json!({ "route": "standard" }),
    );
    expect(
        "a tag past the restricted replies",
        json!({ "now": "2026-01-05T00:00:00Z", "route": "tag_account_update", "facts": { "window_events": events(&[("2026-01-04T09:00:00Z", "message")]), "restrictions": [{ "scope": "replies" }] } }),
        json!({ "route": "tag_account_update", "warnings": ["standard-is-open"] }),
    );
    expect(
        "another channel is not this one's to give",
        json!({ "route": "other_channel" }),
        json!({ "code": "route-unknown" }),
    );
}

#[test]
fn remedies_are_ways_that_are_legal_now() {
    expect(
        "what a person or a template could do",
        json!({ "author": "automation", "facts": {
            "window_events": events(&[("2026-11-19T10:00:00Z", "message")]),
            "capabilities": ["human_agent", "utility_messages"],
            "templates": [{ "name": "a", "language": "en", "category": "utility", "status": "approved" }],
        } }),
        json!({ "code": "window-closed", "remedies": [
            { "route": "human_agent", "needs": "A person who writes the answer by hand, without promotion." },
            { "route": "utility_template", "needs": "An approved utility template." },
        ] }),
    );
}
