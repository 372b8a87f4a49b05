//! The rules as a table: each row names the fact or rule it rests on.

#![expect(clippy::needless_pass_by_value, reason = "rows are written in place")]
#![expect(clippy::too_many_lines, reason = "a table is as long as its rows")]

#[path = "cases/table.rs"]
mod table;

use serde_json::{Value, json};

use table::{NOW, case, decide, events, expect, listed, routes};

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

#[test]
fn a_one_time_token_is_good_once_for_its_topic_and_a_calendar_year() {
    let row = |topic: Value, tokens: Value| {
        json!({
            "route": "one_time_notification", "topic": topic,
            "facts": { "capabilities": ["one_time_notification"], "tokens": tokens },
        })
    };
    let token = |issued_at: &str, used_at: Value| json!({ "id": "t1", "kind": "one_time", "topic": "restock", "issued_at": issued_at, "used_at": used_at });
    expect(
        "none",
        row(json!("restock"), json!([])),
        json!({ "code": "token-missing" }),
    );
    expect(
        "live, at risk since 2026-04-01",
        row(
            json!("restock"),
            json!([token("2025-11-21T10:00:01Z", Value::Null)]),
        ),
        json!({ "route": "one_time_notification", "until": "2026-11-21T10:00:01Z", "uses": "t1", "warnings": ["at-risk"] }),
    );
    expect(
        "a year is half-open",
        row(
            json!("restock"),
            json!([token("2025-11-21T10:00:00Z", Value::Null)]),
        ),
        json!({ "code": "token-expired" }),
    );
    expect(
        "spent",
        row(
            json!("restock"),
            json!([token("2026-01-01T00:00:00Z", json!("2026-02-01T00:00:00Z"))]),
        ),
        json!({ "code": "token-used" }),
    );
    expect(
        "to be spent later is not spent",
        row(
            json!("restock"),
            json!([token("2026-01-01T00:00:00Z", json!("2026-12-01T00:00:00Z"))]),
        ),
        json!({ "uses": "t1" }),
    );
    expect(
        "given later is not given",
        row(
            json!("restock"),
            json!([token("2026-12-01T00:00:00Z", Value::Null)]),
        ),
        json!({ "code": "token-missing" }),
    );
    expect(
        "another topic",
        row(
            json!("sale"),
            json!([token("2026-01-01T00:00:00Z", Value::Null)]),
        ),
        json!({ "code": "purpose-mismatch" }),
    );
    expect(
        "no topic stated",
        row(
            Value::Null,
            json!([token("2026-01-01T00:00:00Z", Value::Null)]),
        ),
        json!({ "code": "purpose-mismatch" }),
    );
    expect(
        "the newest decides, used or not",
        row(
            json!("restock"),
            json!([
                token("2026-01-01T00:00:00Z", Value::Null),
                token("2026-02-01T00:00:00Z", json!("2026-02-02T00:00:00Z"))
            ]),
        ),
        json!({ "code": "token-used" }),
    );
    expect(
        "the permission comes first",
        json!({ "route": "one_time_notification" }),
        json!({ "code": "capability-missing" }),
    );
    let mut auto = row(
        json!("restock"),
        json!([token("2026-01-01T00:00:00Z", Value::Null)]),
    );
    auto["route"] = json!("auto");
    expect(
        "auto, but only for the purpose",
        auto.clone(),
        json!({ "code": "never-contacted" }),
    );
    auto["purpose"] = json!("topic");
    expect(
        "auto, for the purpose",
        auto.clone(),
        json!({ "route": "one_time_notification", "until": "2027-01-01T00:00:00Z" }),
    );
    auto["now"] = json!("2026-03-31T23:59:59Z");
    expect(
        "no risk before 2026-04-01",
        auto,
        json!({ "route": "one_time_notification", "warnings": [] }),
    );
    expect(
        "a leap day ends on 28 February",
        json!({ "now": "2025-01-01T00:00:00Z", "route": "one_time_notification", "topic": "a", "facts": { "capabilities": ["one_time_notification"], "tokens": [{ "kind": "one_time", "topic": "a", "issued_at": "2024-02-29T12:00:00Z" }] } }),
        json!({ "until": "2025-02-28T12:00:00Z", "uses": null }),
    );
}

#[test]
fn marketing_depends_on_region_date_consent_and_pace() {
    let row = |now: &str, region: Value, token: Value| {
        json!({
            "now": now, "region": region, "route": "marketing_message",
            "facts": { "capabilities": ["marketing_messages"], "tokens": [token] },
        })
    };
    let token = |expires_at: Value, last_sent_at: Value| json!({ "id": "m1", "kind": "marketing", "issued_at": "2025-01-01T00:00:00Z", "expires_at": expires_at, "last_sent_at": last_sent_at });
    let plain = token(Value::Null, Value::Null);
    expect(
        "a market of the paid messages",
        row(NOW, json!("US"), plain.clone()),
        json!({ "route": "marketing_message", "uses": "m1", "until": null }),
    );
    expect(
        "a region that kept the old ones",
        row(NOW, json!("FR"), plain.clone()),
        json!({ "route": "marketing_message" }),
    );
    expect(
        "neither",
        row(NOW, json!("CA"), plain.clone()),
        json!({ "code": "route-retired" }),
    );
    expect(
        "an unknown region is no region",
        row(NOW, Value::Null, plain.clone()),
        json!({ "code": "route-retired" }),
    );
    expect(
        "before 2026-02-10 everywhere, until then",
        row("2026-02-09T23:59:59Z", json!("CA"), plain.clone()),
        json!({ "until": "2026-02-10T00:00:00Z" }),
    );
    expect(
        "and without an end where it goes on",
        row("2026-02-09T23:59:59Z", json!("US"), plain.clone()),
        json!({ "until": null }),
    );
    expect(
        "not yet",
        row("2021-01-01T00:00:00Z", json!("US"), plain.clone()),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "48 h under the old rules",
        row(
            NOW,
            json!("FR"),
            token(Value::Null, json!("2026-11-19T10:00:01Z")),
        ),
        json!({ "code": "frequency-cap" }),
    );
    expect(
        "48 h are half-open",
        row(
            NOW,
            json!("FR"),
            token(Value::Null, json!("2026-11-19T10:00:00Z")),
        ),
        json!({ "route": "marketing_message" }),
    );
    expect(
        "one a day under the new",
        row(
            NOW,
            json!("US"),
            token(Value::Null, json!("2026-11-20T10:00:01Z")),
        ),
        json!({ "code": "frequency-cap" }),
    );
    expect(
        "a day is half-open",
        row(
            NOW,
            json!("US"),
            token(Value::Null, json!("2026-11-20T10:00:00Z")),
        ),
        json!({ "route": "marketing_message" }),
    );
    expect(
        "lapsed",
        row(NOW, json!("US"), token(json!(NOW), Value::Null)),
        json!({ "code": "token-expired" }),
    );
    expect(
        "not lapsed yet",
        row(
            NOW,
            json!("US"),
            token(json!("2026-11-21T10:00:01Z"), Value::Null),
        ),
        json!({ "until": "2026-11-21T10:00:01Z" }),
    );
    let mut stopped = row(NOW, json!("US"), plain.clone());
    stopped["facts"]["consent"] = json!({ "marketing": "stopped" });
    expect("stopped", stopped, json!({ "code": "opted-out" }));
    expect(
        "no token",
        json!({ "region": "US", "route": "marketing_message", "facts": { "capabilities": ["marketing_messages"] } }),
        json!({ "code": "token-missing" }),
    );
    expect(
        "no permission",
        json!({ "region": "US", "route": "marketing_message" }),
        json!({ "code": "capability-missing" }),
    );
}

#[test]
fn a_comment_takes_one_private_reply_within_seven_days() {
    let row = |comments: Value| json!({ "facts": { "comments": comments } });
    let comment = |id: &str, at: &str| json!({ "id": id, "at": at, "kind": "post" });
    let live = |ended_at: Value| json!({ "id": "c", "at": "2026-11-20T10:00:00Z", "kind": "live", "live_ended_at": ended_at });
    expect(
        "auto",
        row(json!([comment("c1", "2026-11-14T10:00:01Z")])),
        json!({ "route": "private_reply", "until": "2026-11-21T10:00:01Z", "uses": "c1", "then": null }),
    );
    expect(
        "too old, under auto",
        row(json!([comment("c1", "2026-11-14T10:00:00Z")])),
        json!({ "code": "window-closed" }),
    );
    let explicit =
        |comments: Value| json!({ "route": "private_reply", "facts": { "comments": comments } });
    expect(
        "none",
        explicit(json!([])),
        json!({ "code": "comment-missing" }),
    );
    expect(
        "too old",
        explicit(json!([comment("c1", "2026-11-14T10:00:00Z")])),
        json!({ "code": "comment-too-old" }),
    );
    expect(
        "answered",
        explicit(
            json!([{ "at": "2026-11-20T10:00:00Z", "kind": "ad", "answered_at": "2026-11-20T11:00:00Z" }]),
        ),
        json!({ "code": "comment-answered" }),
    );
    expect(
        "to be answered later is not answered",
        explicit(
            json!([{ "at": "2026-11-20T10:00:00Z", "kind": "ad", "answered_at": "2026-11-22T11:00:00Z" }]),
        ),
        json!({ "route": "private_reply" }),
    );
    expect(
        "a running broadcast",
        explicit(json!([live(Value::Null)])),
        json!({ "route": "private_reply", "until": "2026-11-27T10:00:00Z" }),
    );
    expect(
        "a broadcast that ends later runs",
        explicit(json!([live(json!("2026-11-21T11:00:00Z"))])),
        json!({ "route": "private_reply", "until": "2026-11-27T10:00:00Z" }),
    );
    expect(
        "an ended broadcast",
        explicit(json!([live(json!(NOW))])),
        json!({ "code": "live-ended" }),
    );
    expect(
        "the end of a broadcast binds live comments only",
        explicit(json!([{ "at": "2026-11-20T10:00:00Z", "kind": "reel", "live_ended_at": NOW }])),
        json!({ "route": "private_reply" }),
    );
    expect(
        "the newest usable one is used",
        explicit(
            json!([comment("old", "2026-11-18T10:00:00Z"), comment("new", "2026-11-19T10:00:00Z"), { "id": "answered", "at": "2026-11-20T10:00:00Z", "kind": "post", "answered_at": "2026-11-20T11:00:00Z" }]),
        ),
        json!({ "uses": "new" }),
    );
    expect(
        "else the code of the newest",
        explicit(
            json!([comment("old", "2026-11-01T10:00:00Z"), { "id": "answered", "at": "2026-11-20T10:00:00Z", "kind": "post", "answered_at": "2026-11-20T11:00:00Z" }]),
        ),
        json!({ "code": "comment-answered" }),
    );
}

#[test]
fn a_template_has_one_route() {
    let draft = json!({ "kind": "template", "name": "order_update", "language": "en_US" });
    let row = |facts: Value| json!({ "draft": draft, "facts": facts });
    let template = |category: &str, status: &str| json!([{ "name": "order_update", "language": "en_US", "category": category, "status": status }]);
    let able = json!(["utility_messages"]);
    expect(
        "approved, at any time",
        row(json!({ "capabilities": able, "templates": template("utility", "approved") })),
        json!({ "route": "utility_template", "uses": "order_update", "until": null, "then": null, "warnings": [] }),
    );
    expect(
        "in an open window too",
        row(
            json!({ "capabilities": able, "templates": template("utility", "approved"), "window_events": events(&[(NOW, "message")]) }),
        ),
        json!({ "route": "utility_template", "warnings": [] }),
    );
    for status in ["pending", "rejected", "paused", "disabled"] {
        expect(
            status,
            row(json!({ "capabilities": able, "templates": template("utility", status) })),
            json!({ "code": "template-not-approved" }),
        );
    }
    expect(
        "of another category",
        row(json!({ "capabilities": able, "templates": template("marketing", "approved") })),
        json!({ "code": "draft-mismatch" }),
    );
    expect(
        "missing",
        row(json!({ "capabilities": able })),
        json!({ "code": "template-missing" }),
    );
    expect(
        "of another language",
        row(
            json!({ "capabilities": able, "templates": [{ "name": "order_update", "language": "fr_FR", "category": "utility", "status": "approved" }] }),
        ),
        json!({ "code": "template-missing" }),
    );
    expect(
        "without the permission",
        row(json!({ "templates": template("utility", "approved") })),
        json!({ "code": "capability-missing" }),
    );
    expect(
        "not yet",
        json!({ "now": "2023-01-01T00:00:00Z", "draft": draft }),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "by a route for texts",
        json!({ "route": "standard", "draft": draft }),
        json!({ "code": "draft-mismatch" }),
    );
    expect(
        "a text by the route for templates",
        json!({ "route": "utility_template" }),
        json!({ "code": "template-missing" }),
    );
    expect(
        "WhatsApp's route",
        json!({ "route": "template", "draft": draft }),
        json!({ "code": "route-unknown" }),
    );
}

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
