//! Message tags, and the survey that goes by one.

use serde_json::json;

use crate::table::{events, expect};

#[test]
fn tags_live_from_2020_03_04_until_2026_04_27() {
    let acted = json!({ "window_events": events(&[("2020-01-05T00:00:00Z", "message")]) });
    let tag = |now: &str, route: &str| json!({ "now": now, "route": route, "facts": acted });
    let update = "tag_confirmed_event_update";
    expect(
        "not yet",
        tag("2020-03-03T23:59:59Z", update),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "from the first instant",
        tag("2020-03-04T00:00:00Z", update),
        json!({ "route": update, "until": "2026-04-27T00:00:00Z" }),
    );
    expect(
        "to the last",
        tag("2026-04-26T23:59:59.999Z", update),
        json!({ "route": update, "until": "2026-04-27T00:00:00Z", "then": null }),
    );
    expect(
        "and no longer",
        tag("2026-04-27T00:00:00Z", update),
        json!({ "code": "route-retired", "rulebook": "messenger/2026-04-27" }),
    );
    for route in [
        "tag_post_purchase_update",
        "tag_account_update",
        "tag_customer_feedback",
    ] {
        expect(
            "withdrawn with the others",
            tag("2026-04-27T00:00:00Z", route),
            json!({ "code": "route-retired" }),
        );
    }
    expect(
        "auto takes the tag of the purpose, for automations too",
        json!({ "now": "2026-01-01T00:00:00Z", "author": "automation", "purpose": "purchase_update", "facts": acted }),
        json!({ "route": "tag_post_purchase_update" }),
    );
    expect(
        "but not once it is withdrawn",
        json!({ "purpose": "purchase_update", "facts": acted }),
        json!({ "code": "window-closed" }),
    );
    expect(
        "a tag with another's purpose",
        json!({ "now": "2026-01-01T00:00:00Z", "purpose": "news", "route": update, "facts": acted }),
        json!({ "code": "purpose-mismatch" }),
    );
    expect(
        "the customer must have acted",
        json!({ "now": "2026-01-01T00:00:00Z", "route": update }),
        json!({ "code": "never-contacted" }),
    );
    let mut counted = acted.clone();
    counted["consecutive_tagged"] = json!(2);
    expect(
        "a third in a row",
        json!({ "now": "2026-01-01T00:00:00Z", "route": update, "facts": counted }),
        json!({ "code": "consecutive-tagged" }),
    );
    expect(
        "auto says so too",
        json!({ "now": "2026-01-01T00:00:00Z", "purpose": "event_update", "facts": counted }),
        json!({ "code": "consecutive-tagged" }),
    );
    counted["consecutive_tagged"] = json!(1);
    expect(
        "a second is allowed",
        json!({ "now": "2026-01-01T00:00:00Z", "route": update, "facts": counted }),
        json!({ "route": update }),
    );
}

#[test]
fn the_news_tag_outlives_the_others_for_registered_pages() {
    let acted = events(&[("2025-01-05T00:00:00Z", "message")]);
    expect(
        "registered",
        json!({ "route": "tag_news", "facts": { "window_events": acted, "capabilities": ["news_page"] } }),
        json!({ "route": "tag_news", "until": null, "then": null }),
    );
    expect(
        "not registered",
        json!({ "route": "tag_news", "facts": { "window_events": acted } }),
        json!({ "code": "capability-missing" }),
    );
    expect(
        "auto, by purpose",
        json!({ "author": "automation", "purpose": "news", "facts": { "window_events": acted, "capabilities": ["news_page"] } }),
        json!({ "route": "tag_news" }),
    );
}

#[test]
fn a_survey_goes_within_seven_days_of_the_last_act() {
    let at = |now: &str| json!({ "now": now, "draft": { "kind": "feedback" }, "facts": { "window_events": events(&[("2025-01-05T00:00:00Z", "postback")]) } });
    expect(
        "within 7 days",
        at("2025-01-11T23:59:59Z"),
        json!({ "route": "tag_customer_feedback", "until": "2025-01-12T00:00:00Z" }),
    );
    expect(
        "half-open",
        at("2025-01-12T00:00:00Z"),
        json!({ "code": "window-closed" }),
    );
    expect(
        "withdrawn",
        at("2026-11-21T00:00:00Z"),
        json!({ "code": "route-retired" }),
    );
    expect(
        "the end is the earlier of both",
        json!({ "now": "2026-04-26T00:00:00Z", "draft": { "kind": "feedback" }, "facts": { "window_events": events(&[("2026-04-25T00:00:00Z", "message")]) } }),
        json!({ "until": "2026-04-27T00:00:00Z" }),
    );
    expect(
        "a text is no survey",
        json!({ "now": "2025-01-06T00:00:00Z", "route": "tag_customer_feedback" }),
        json!({ "code": "template-missing" }),
    );
    expect(
        "a survey is no text",
        json!({ "now": "2025-01-06T00:00:00Z", "route": "tag_account_update", "draft": { "kind": "feedback" } }),
        json!({ "code": "draft-mismatch" }),
    );
}
