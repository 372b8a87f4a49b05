//! What a customer agreed to be told: once, or again and again.

use serde_json::{Value, json};

use crate::table::{NOW, expect};

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
