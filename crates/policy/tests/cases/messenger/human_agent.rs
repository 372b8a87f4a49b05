//! Answers that a person writes after the window has closed.

use serde_json::{Value, json};

use crate::table::{events, expect};

#[test]
fn a_person_may_answer_for_seven_days_after_the_last_message() {
    let capable =
        |events: Value| json!({ "window_events": events, "capabilities": ["human_agent"] });
    let week_old = events(&[("2026-11-14T10:00:01Z", "message")]);
    expect(
        "within 7 days",
        json!({ "facts": capable(week_old.clone()) }),
        json!({ "route": "human_agent", "until": "2026-11-21T10:00:01Z", "then": null }),
    );
    expect(
        "7 days are half-open",
        json!({ "facts": capable(events(&[("2026-11-14T10:00:00Z", "message")])) }),
        json!({ "code": "window-closed" }),
    );
    expect(
        "only a message counts",
        json!({ "route": "human_agent", "facts": capable(events(&[("2026-11-19T10:00:00Z", "postback")])) }),
        json!({ "code": "window-closed" }),
    );
    expect(
        "never for automations, under auto as window-closed",
        json!({ "author": "automation", "facts": capable(week_old.clone()) }),
        json!({ "code": "window-closed" }),
    );
    expect(
        "never for automations, when asked for",
        json!({ "author": "automation", "route": "human_agent", "facts": capable(week_old.clone()) }),
        json!({ "code": "human-only" }),
    );
    expect(
        "not without the permission",
        json!({ "route": "human_agent", "facts": { "window_events": week_old } }),
        json!({ "code": "capability-missing" }),
    );
    expect(
        "human-only comes before the permission",
        json!({ "author": "automation", "route": "human_agent", "facts": {} }),
        json!({ "code": "human-only" }),
    );
    expect(
        "the permission comes before never-contacted",
        json!({ "route": "human_agent" }),
        json!({ "code": "capability-missing" }),
    );
    expect(
        "never contacted",
        json!({ "route": "human_agent", "facts": { "capabilities": ["human_agent"] } }),
        json!({ "code": "never-contacted" }),
    );
    expect(
        "in an open window with a warning",
        json!({ "route": "human_agent", "facts": capable(events(&[("2026-11-21T09:00:00Z", "message")])) }),
        json!({ "route": "human_agent", "warnings": ["standard-is-open"], "until": "2026-11-28T09:00:00Z" }),
    );
    let mut counted = capable(events(&[("2026-11-19T10:00:00Z", "message")]));
    counted["consecutive_tagged"] = json!(2);
    expect(
        "a third tagged message in a row warns",
        json!({ "facts": counted }),
        json!({ "route": "human_agent", "warnings": ["consecutive-tagged"] }),
    );
    expect(
        "it did not exist before 2020-03-04",
        json!({ "now": "2020-03-03T23:59:59Z", "route": "human_agent" }),
        json!({ "code": "route-unknown", "rulebook": "messenger/2020-02-04" }),
    );
    expect(
        "then: after the window, the person",
        json!({ "facts": capable(events(&[("2026-11-21T09:00:00Z", "message")])) }),
        json!({ "route": "standard", "then": { "route": "human_agent", "until": "2026-11-28T09:00:00Z" } }),
    );
}
