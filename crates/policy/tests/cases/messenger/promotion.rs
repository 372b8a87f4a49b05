//! Promotion, and what is told again and again.

use serde_json::{Value, json};

use crate::table::{events, expect};

#[test]
fn promotion_goes_by_the_open_window_only() {
    let promo = json!({ "kind": "text", "text": "Flash sale! 40% off all shoes until midnight." });
    let late = json!({ "window_events": events(&[("2026-11-19T10:00:00Z", "message")]), "capabilities": ["human_agent"] });
    expect(
        "in the window",
        json!({ "draft": promo, "facts": { "window_events": events(&[("2026-11-21T09:00:00Z", "message")]), "capabilities": ["human_agent"] } }),
        json!({ "route": "standard", "then": null }),
    );
    expect(
        "not by a person after it",
        json!({ "draft": promo, "facts": late }),
        json!({ "code": "promotional-content" }),
    );
    expect(
        "unless the alarm is false",
        json!({ "draft": { "kind": "text", "text": promo["text"], "attested": true }, "facts": late }),
        json!({ "route": "human_agent", "warnings": ["content-attested"] }),
    );
    expect(
        "nor when its author calls it promotion",
        json!({ "purpose": "promotion", "facts": late }),
        json!({ "code": "promotional-content", "matches": [] }),
    );
    let tagged = json!({ "now": "2026-01-05T00:00:00Z", "author": "automation", "route": "tag_account_update", "facts": { "window_events": events(&[("2026-01-01T09:00:00Z", "message")]) } });
    let with = |draft: Value| {
        let mut row = tagged.clone();
        row["draft"] = draft;
        row
    };
    expect(
        "an automation cannot attest",
        with(json!({ "kind": "text", "text": promo["text"], "attested": true })),
        json!({ "code": "promotional-content" }),
    );
    expect(
        "recurring notices not by the account tag",
        with(json!({ "kind": "text", "text": "Your monthly statement is now available." })),
        json!({ "code": "recurring-content" }),
    );
    let mut event =
        with(json!({ "kind": "text", "text": "Your monthly statement is now available." }));
    event["route"] = json!("tag_confirmed_event_update");
    expect(
        "but by the others",
        event,
        json!({ "route": "tag_confirmed_event_update" }),
    );
}
