//! Instagram: a window of 24 hours, people for seven days, private replies; nothing else.

use serde_json::{Value, json};

use crate::table::{NOW, events, expect as expect_on, listed};

#[track_caller]
fn expect(rule: &str, mut row: Value, expected: Value) {
    row["channel"] = json!("instagram");
    expect_on(rule, row, expected);
}

#[test]
fn the_same_events_open_the_window_as_on_messenger() {
    for (kind, expected) in [
        (
            "message",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "ad_message",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "postback",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "referral",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "plugin_opt_in",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "reaction",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": ["window-uncertain"] }),
        ),
        (
            "story_mention",
            json!({ "until": "2026-11-22T09:00:00Z", "warnings": ["window-uncertain"] }),
        ),
        ("call", json!({ "code": "window-closed" })),
        ("comment", json!({ "code": "window-closed" })),
        ("unreaction", json!({ "code": "never-contacted" })),
        ("read", json!({ "code": "never-contacted" })),
        ("delivery", json!({ "code": "never-contacted" })),
        ("marketing_opt_in", json!({ "code": "never-contacted" })),
    ] {
        expect(
            kind,
            json!({ "facts": { "window_events": events(&[("2026-11-21T09:00:00Z", kind)]) } }),
            expected,
        );
    }
    expect(
        "Windows: half-open",
        json!({ "facts": { "window_events": events(&[("2026-11-20T10:00:00Z", "message")]) } }),
        json!({ "code": "window-closed", "rulebook": "instagram/2026-09-28" }),
    );
}

#[test]
fn a_mention_in_a_story_gives_no_person_a_week() {
    let mention = events(&[("2026-11-18T09:00:00Z", "story_mention")]);
    expect(
        "Windows: not a message",
        json!({ "facts": { "window_events": mention, "capabilities": ["human_agent"] } }),
        json!({ "code": "window-closed" }),
    );
}

#[test]
fn what_came_before_the_platform_held_the_window_for_closed_opens_none() {
    let acts = |last: &str| events(&[("2026-11-21T07:00:00Z", "message"), (last, "postback")]);
    let facts = |last: &str, refused_at: &str| json!({ "window_events": acts(last), "window_refused_at": refused_at, "capabilities": ["human_agent"] });
    expect(
        "A refusal closes the window; the time for people runs from the message",
        json!({ "facts": facts("2026-11-21T08:00:00Z", "2026-11-21T08:00:00Z") }),
        json!({ "route": "human_agent", "until": "2026-11-28T07:00:00Z" }),
    );
    expect(
        "What follows opens it again",
        json!({ "facts": facts("2026-11-21T08:00:01Z", "2026-11-21T08:00:00Z") }),
        json!({ "route": "standard", "until": "2026-11-22T08:00:01Z" }),
    );
    expect(
        "What lies after now has not happened",
        json!({ "facts": facts("2026-11-21T08:00:00Z", "2026-11-21T10:00:01Z") }),
        json!({ "route": "standard", "until": "2026-11-22T08:00:00Z" }),
    );
}

#[test]
fn an_ad_makes_the_window_possible_since_2026_09_28() {
    let ad = events(&[("2026-11-15T10:00:00Z", "ad_message")]);
    expect(
        "Windows: possible up to 7 days",
        json!({ "facts": { "window_events": ad } }),
        json!({ "code": "window-closed", "warnings": ["window-possible"], "possible_until": "2026-11-22T10:00:00Z" }),
    );
    expect(
        "Windows: an allow by another route has no warning",
        json!({ "facts": { "window_events": ad, "capabilities": ["human_agent"] } }),
        json!({ "route": "human_agent", "warnings": [], "until": "2026-11-22T10:00:00Z" }),
    );
    expect(
        "Windows: not before that edition",
        json!({ "now": "2026-09-27T23:59:59Z", "facts": { "window_events": events(&[("2026-09-26T10:00:00Z", "ad_message")]) } }),
        json!({ "code": "window-closed", "warnings": [], "possible_until": null, "rulebook": "instagram/2020-03-04" }),
    );
}

#[test]
fn a_person_may_answer_for_seven_days() {
    let late = json!({ "window_events": events(&[("2026-11-16T10:00:00Z", "message")]), "capabilities": ["human_agent"] });
    expect(
        "Routes, human_agent",
        json!({ "facts": late }),
        json!({ "route": "human_agent", "until": "2026-11-23T10:00:00Z" }),
    );
    expect(
        "Routes, human_agent: a human author",
        json!({ "author": "automation", "route": "human_agent", "facts": late }),
        json!({ "code": "human-only" }),
    );
    expect(
        "the same in 2021",
        json!({ "now": "2021-06-05T00:00:00Z", "facts": { "window_events": events(&[("2021-06-01T00:00:00Z", "message")]), "capabilities": ["human_agent"] } }),
        json!({ "route": "human_agent", "until": "2021-06-08T00:00:00Z" }),
    );
    let mut counted = late.clone();
    counted["consecutive_tagged"] = json!(2);
    expect(
        "Routes: two tagged messages in a row warn",
        json!({ "facts": counted }),
        json!({ "route": "human_agent", "warnings": ["consecutive-tagged"] }),
    );
    expect(
        "Routes, human_agent: no promotion",
        json!({ "draft": { "kind": "text", "text": "Flash sale! 40% off all shoes." }, "facts": late }),
        json!({ "code": "promotional-content" }),
    );
    for scope in ["tags", "replies", "all"] {
        let mut barred = late.clone();
        barred["restrictions"] = json!([{ "scope": scope, "until": "2026-11-22T00:00:00Z" }]);
        expect(
            "Routes, restrictions",
            json!({ "facts": barred }),
            json!({ "code": "restricted", "restricted_until": "2026-11-22T00:00:00Z" }),
        );
    }
}

#[test]
fn every_kind_of_comment_takes_one_private_reply() {
    let comment = |kind: &str, at: &str, ended: Value| json!([{ "id": "c1", "at": at, "kind": kind, "live_ended_at": ended }]);
    for kind in ["post", "ad", "reel", "carousel", "story", "live"] {
        expect(
            kind,
            json!({ "facts": { "comments": comment(kind, "2026-11-15T10:00:00Z", Value::Null) } }),
            json!({ "route": "private_reply", "until": "2026-11-22T10:00:00Z", "uses": "c1" }),
        );
        expect(
            kind,
            json!({ "route": "private_reply", "facts": { "comments": comment(kind, "2026-11-14T10:00:00Z", Value::Null) } }),
            json!({ "code": "comment-too-old" }),
        );
    }
    expect(
        "Routes, private_reply: live until its end",
        json!({ "route": "private_reply", "facts": { "comments": comment("live", "2026-11-20T10:00:00Z", json!(NOW)) } }),
        json!({ "code": "live-ended" }),
    );
}

#[test]
fn a_text_has_a_thousand_bytes() {
    let open = events(&[("2026-11-21T09:00:00Z", "message")]);
    let with = |text: String| json!({ "draft": { "kind": "text", "text": text }, "facts": { "window_events": open } });
    expect(
        "Length: bytes",
        with("x".repeat(1000)),
        json!({ "route": "standard" }),
    );
    expect(
        "Length: bytes",
        with("x".repeat(1001)),
        json!({ "code": "content-too-long" }),
    );
    expect(
        "Length: bytes, not characters",
        with("é".repeat(500)),
        json!({ "route": "standard" }),
    );
    expect(
        "Length: bytes, not characters",
        with("é".repeat(501)),
        json!({ "code": "content-too-long" }),
    );
}

#[test]
fn no_other_route_was_ever_there() {
    for now in ["2020-03-04T00:00:00Z", "2023-05-10T08:00:00Z", NOW] {
        let rows = listed(json!({ "channel": "instagram", "now": now }));
        let unknown: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.strip_suffix(" unknown route-unknown"))
            .collect();
        assert_eq!(
            unknown,
            [
                "tag_confirmed_event_update",
                "tag_post_purchase_update",
                "tag_account_update",
                "tag_customer_feedback",
                "tag_news",
                "utility_template",
                "template",
                "one_time_notification",
                "marketing_message",
                "sponsored_message",
                "other_channel",
            ],
            "{now}"
        );
    }
    let open = json!({ "window_events": events(&[("2026-11-21T09:00:00Z", "message")]) });
    expect(
        "Refusals under auto: route-unknown where the channel has no templates",
        json!({ "draft": { "kind": "template", "name": "a", "language": "en" }, "facts": open }),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "Auto: a survey has one route only",
        json!({ "draft": { "kind": "feedback" }, "facts": open }),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "Auto: a purpose has its tag only where the rulebook has it",
        json!({ "now": "2023-05-10T08:00:00Z", "purpose": "purchase_update", "facts": { "window_events": events(&[("2023-05-01T09:00:00Z", "message")]) } }),
        json!({ "code": "window-closed" }),
    );
}
