//! WhatsApp: a service window of 24 hours, and templates.

use serde_json::{Value, json};

use crate::table::{NOW, events, expect as expect_on, listed};

#[track_caller]
fn expect(rule: &str, mut row: Value, expected: Value) {
    row["channel"] = json!("whatsapp");
    expect_on(rule, row, expected);
}

fn template(category: &str, status: &str) -> Value {
    json!([{ "name": "order_update", "language": "en_US", "category": category, "status": status }])
}

/// A template draft and facts around it.
fn draft(facts: Value) -> Value {
    json!({ "draft": { "kind": "template", "name": "order_update", "language": "en_US" }, "facts": facts })
}

fn acted() -> Value {
    events(&[("2026-11-01T09:00:00Z", "message")])
}

#[test]
fn a_message_or_a_call_opens_the_service_window() {
    for (kind, expected) in [
        (
            "message",
            json!({ "route": "standard", "until": "2026-11-22T09:00:00Z", "then": null, "warnings": [] }),
        ),
        (
            "ad_message",
            json!({ "route": "standard", "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        (
            "call",
            json!({ "route": "standard", "until": "2026-11-22T09:00:00Z", "warnings": [] }),
        ),
        ("postback", json!({ "code": "window-closed" })),
        ("referral", json!({ "code": "window-closed" })),
        ("plugin_opt_in", json!({ "code": "window-closed" })),
        ("reaction", json!({ "code": "window-closed" })),
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
        "Windows: half-open, and the ad window of the other platforms is not WhatsApp's",
        json!({ "facts": { "window_events": events(&[("2026-11-20T10:00:00Z", "ad_message")]) } }),
        json!({ "code": "window-closed", "warnings": [], "possible_until": null }),
    );
    expect(
        "the same in 2021",
        json!({ "now": "2021-06-05T00:00:00Z", "facts": { "window_events": events(&[("2021-06-04T00:00:01Z", "message")]) } }),
        json!({ "route": "standard", "until": "2021-06-05T00:00:01Z" }),
    );
    expect(
        "Routes, human_agent: Messenger and Instagram only",
        json!({ "route": "human_agent", "facts": { "capabilities": ["human_agent"] } }),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "Routes, private_reply: Messenger and Instagram only",
        json!({ "facts": { "comments": [{ "at": "2026-11-21T09:00:00Z", "kind": "post" }] } }),
        json!({ "code": "window-closed" }),
    );
}

#[test]
fn an_approved_template_of_any_category_goes_at_any_time() {
    for category in ["utility", "marketing", "authentication"] {
        for author in ["human", "automation"] {
            let mut row = draft(
                json!({ "templates": template(category, "approved"), "window_events": acted() }),
            );
            row["author"] = json!(author);
            expect(
                "Routes, template",
                row,
                json!({ "route": "template", "uses": "order_update", "until": null, "then": null, "warnings": [] }),
            );
        }
        for status in ["pending", "rejected", "paused", "disabled"] {
            expect(
                "Routes, template",
                draft(json!({ "templates": template(category, status), "window_events": acted() })),
                json!({ "code": "template-not-approved" }),
            );
        }
    }
    expect(
        "Routes, template: name",
        draft(json!({})),
        json!({ "code": "template-missing" }),
    );
    expect(
        "Routes, template: language",
        draft(
            json!({ "templates": [{ "name": "order_update", "language": "en", "category": "utility", "status": "approved" }] }),
        ),
        json!({ "code": "template-missing" }),
    );
    let open = events(&[("2026-11-21T09:00:00Z", "message")]);
    let facts = json!({ "templates": template("utility", "approved"), "window_events": open });
    expect(
        "Auto: a template draft has one route only, open window or not",
        draft(facts.clone()),
        json!({ "route": "template", "warnings": [] }),
    );
    let mut explicit = draft(facts.clone());
    explicit["route"] = json!("template");
    expect(
        "Refusals for an explicit route: legal inside an open window, with a warning",
        explicit.clone(),
        json!({ "route": "template", "warnings": ["standard-is-open"] }),
    );
    explicit["route"] = json!("standard");
    expect(
        "draft-mismatch",
        explicit.clone(),
        json!({ "code": "draft-mismatch" }),
    );
    explicit["route"] = json!("utility_template");
    expect(
        "route-unknown",
        explicit,
        json!({ "code": "route-unknown" }),
    );
    expect(
        "template-missing: a text by the route for templates",
        json!({ "route": "template", "facts": facts }),
        json!({ "code": "template-missing" }),
    );
}

#[test]
fn a_first_contact_by_template_warns_unless_consent_is_granted() {
    for (consent, events, warnings) in [
        ("unknown", json!([]), json!(["opt-in-unproven"])),
        ("stopped", json!([]), json!(["opt-in-unproven"])),
        ("granted", json!([]), json!([])),
        (
            "unknown",
            events(&[("2020-11-01T09:00:00Z", "message")]),
            json!([]),
        ),
        (
            "unknown",
            events(&[("2026-11-01T09:00:00Z", "read")]),
            json!(["opt-in-unproven"]),
        ),
        (
            "unknown",
            events(&[("2026-11-22T09:00:00Z", "message")]),
            json!(["opt-in-unproven"]),
        ),
    ] {
        expect(
            "Routes, template: needs no earlier act",
            draft(
                json!({ "templates": template("utility", "approved"), "window_events": events, "consent": { "marketing": consent } }),
            ),
            json!({ "route": "template", "warnings": warnings }),
        );
    }
}

#[test]
fn marketing_stops_when_the_customer_says_so() {
    let stopped = |category: &str, status: &str| {
        draft(
            json!({ "templates": template(category, status), "window_events": acted(), "consent": { "marketing": "stopped" } }),
        )
    };
    expect(
        "Routes, template",
        stopped("marketing", "approved"),
        json!({ "code": "opted-out" }),
    );
    expect(
        "Routes, template",
        stopped("utility", "approved"),
        json!({ "route": "template" }),
    );
    expect(
        "Routes, template",
        stopped("authentication", "approved"),
        json!({ "route": "template" }),
    );
    expect(
        "Routes, template: in the order of the list",
        stopped("marketing", "paused"),
        json!({ "code": "template-not-approved" }),
    );
}

#[test]
fn a_restriction_bars_its_kind_of_template() {
    let row = |category: &str, status: &str, scope: &str| {
        draft(json!({
            "templates": template(category, status), "window_events": acted(),
            "restrictions": [{ "scope": scope, "until": "2026-11-22T00:00:00Z" }],
        }))
    };
    let barred = json!({ "code": "restricted", "restricted_until": "2026-11-22T00:00:00Z" });
    let allowed = json!({ "route": "template" });
    for (scope, utility, marketing, authentication) in [
        ("templates", &barred, &barred, &barred),
        ("all", &barred, &barred, &barred),
        ("utility_templates", &barred, &allowed, &allowed),
        ("marketing", &allowed, &barred, &allowed),
        ("tags", &allowed, &allowed, &allowed),
        ("replies", &allowed, &allowed, &allowed),
    ] {
        expect(scope, row("utility", "approved", scope), utility.clone());
        expect(
            scope,
            row("marketing", "approved", scope),
            marketing.clone(),
        );
        expect(
            scope,
            row("authentication", "approved", scope),
            authentication.clone(),
        );
    }
    expect(
        "Refusals under auto: a route that would otherwise be legal",
        row("utility", "paused", "utility_templates"),
        json!({ "code": "template-not-approved", "restricted_until": null }),
    );
    let mut explicit = row("utility", "paused", "utility_templates");
    explicit["route"] = json!("template");
    expect(
        "Refusals for an explicit route: restricted comes first",
        explicit,
        barred,
    );
    let mut over = row("utility", "approved", "utility_templates");
    over["now"] = json!("2026-11-22T00:00:00Z");
    expect("Restrictions: over at `until`", over, allowed);
    expect(
        "Restrictions: replies bars standard",
        json!({ "facts": { "window_events": events(&[("2026-11-21T09:00:00Z", "message")]), "restrictions": [{ "scope": "replies" }] } }),
        json!({ "code": "restricted", "restricted_until": null }),
    );
    let lists = |restrictions: Value| {
        listed(json!({ "channel": "whatsapp", "facts": {
            "templates": [
                { "name": "a", "language": "en", "category": "utility", "status": "approved" },
                { "name": "b", "language": "en", "category": "marketing", "status": "pending" },
            ],
            "restrictions": restrictions,
        } }))[8]
            .clone()
    };
    assert_eq!(lists(json!([])), "template open null");
    assert_eq!(
        lists(json!([{ "scope": "marketing" }])),
        "template open null"
    );
    assert_eq!(
        lists(json!([{ "scope": "utility_templates" }])),
        "template unavailable restricted"
    );
}

#[test]
fn a_text_has_4096_characters() {
    let open = events(&[("2026-11-21T09:00:00Z", "message")]);
    let with = |text: String| json!({ "draft": { "kind": "text", "text": text }, "facts": { "window_events": open } });
    expect(
        "Length",
        with("é".repeat(4096)),
        json!({ "route": "standard" }),
    );
    expect(
        "Length",
        with("é".repeat(4097)),
        json!({ "code": "content-too-long" }),
    );
}

#[test]
fn the_remedy_for_a_closed_window_is_a_template() {
    expect(
        "Verdict: remedies",
        json!({ "facts": { "window_events": acted(), "templates": template("utility", "approved") } }),
        json!({ "code": "window-closed", "remedies": [{ "route": "template", "needs": "An approved template." }] }),
    );
    let rows = listed(
        json!({ "channel": "whatsapp", "now": NOW, "facts": { "templates": template("marketing", "approved"), "consent": { "marketing": "stopped" } } }),
    );
    assert_eq!(rows[0], "standard closed never-contacted");
    assert_eq!(rows[8], "template closed opted-out");
    assert!(
        rows.iter()
            .skip(1)
            .enumerate()
            .all(|(place, row)| place == 7 || row.ends_with("unknown route-unknown"))
    );
}

#[test]
fn marketing_that_the_platform_held_back_rests_for_a_day() {
    let row = |category: &str, refused_at: &str| {
        draft(json!({
            "templates": template(category, "approved"), "window_events": acted(),
            "marketing_refused_at": refused_at,
        }))
    };
    let allowed = json!({ "route": "template", "until": null });
    for (refused_at, expected) in [
        (
            "2026-11-21T09:00:00Z",
            json!({ "code": "frequency-cap", "restricted_until": "2026-11-22T09:00:00Z" }),
        ),
        (
            "2026-11-20T10:00:01Z",
            json!({ "code": "frequency-cap", "restricted_until": "2026-11-21T10:00:01Z" }),
        ),
        ("2026-11-20T10:00:00Z", allowed.clone()),
        ("2026-11-21T10:00:01Z", allowed.clone()),
    ] {
        expect(
            "A rest of marketing",
            row("marketing", refused_at),
            expected,
        );
        expect(
            "Only marketing rests",
            row("utility", refused_at),
            allowed.clone(),
        );
    }
    for (written_at, expected) in [
        ("2026-11-21T09:00:00Z", json!({ "code": "frequency-cap" })),
        ("2026-11-21T08:59:59Z", json!({ "code": "frequency-cap" })),
        ("2026-11-21T09:00:01Z", allowed.clone()),
    ] {
        let mut answered = row("marketing", "2026-11-21T09:00:00Z");
        answered["facts"]["window_events"] = events(&[(written_at, "message")]);
        expect("Who has answered since is marketed to", answered, expected);
    }
    let mut free = row("marketing", "2026-11-21T09:00:00Z");
    free["draft"] = json!({ "kind": "text", "text": "Hello" });
    free["facts"]["window_events"] = events(&[("2026-11-21T09:00:00Z", "message")]);
    expect(
        "A rest of marketing leaves answers alone",
        free,
        json!({ "route": "standard" }),
    );
    let mut stopped = row("marketing", "2026-11-21T09:00:00Z");
    stopped["facts"]["consent"] = json!({ "marketing": "stopped" });
    expect(
        "Who stopped marketing is not told of a rest that ends",
        stopped,
        json!({ "code": "opted-out", "restricted_until": null }),
    );
}

#[test]
fn a_paused_template_says_when_its_pause_is_over() {
    let row = |status: &str, pause: Value| {
        let mut templates = template("utility", status);
        templates[0]["pause"] = pause;
        draft(json!({ "templates": templates, "window_events": acted() }))
    };
    let since = |at: &str, number: u8| json!({ "at": at, "number": number });
    for (status, pause, until) in [
        (
            "paused",
            since("2026-11-21T09:00:00Z", 1),
            json!("2026-11-21T12:00:00Z"),
        ),
        (
            "paused",
            since("2026-11-21T09:00:00Z", 2),
            json!("2026-11-21T15:00:00Z"),
        ),
        ("paused", since("2026-11-21T09:00:00Z", 3), json!(null)),
        ("paused", since("2026-11-21T07:00:00Z", 1), json!(null)),
        ("paused", json!(null), json!(null)),
        ("disabled", since("2026-11-21T09:00:00Z", 1), json!(null)),
    ] {
        expect(
            "A pause ends when the rulebook says, and only the platform's word opens it again",
            row(status, pause),
            json!({ "code": "template-not-approved", "restricted_until": until }),
        );
    }
}

#[test]
fn to_nobody_new_is_begun_beyond_what_the_platform_lets_the_business_have() {
    let row = |events: Value, recipients: Value| {
        draft(json!({
            "templates": template("utility", "approved"), "window_events": events,
            "recipients": recipients,
        }))
    };
    let full = "2026-11-20T12:00:00Z";
    let wrote = |at: &str| json!([{ "at": at, "kind": "message" }]);
    let long_ago = wrote("2026-11-01T10:00:00Z");
    let refused = json!({ "code": "recipient-cap", "restricted_until": "2026-11-21T12:00:00Z" });
    let allowed = |until: Value| json!({ "route": "template", "until": until });
    for (name, events, recipients, expected) in [
        (
            "full",
            &long_ago,
            json!({ "full_since": full }),
            refused.clone(),
        ),
        (
            "full until now",
            &long_ago,
            json!({ "full_since": "2026-11-20T10:00:00Z" }),
            allowed(Value::Null),
        ),
        (
            "full later",
            &long_ago,
            json!({ "full_since": "2026-11-21T10:00:01Z" }),
            allowed(Value::Null),
        ),
        (
            "begun with them lately, but not for as long as it is full",
            &long_ago,
            json!({ "full_since": full, "begun_at": "2026-11-20T11:00:00Z" }),
            allowed(json!("2026-11-21T11:00:00Z")),
        ),
        (
            "begun with them too long ago",
            &long_ago,
            json!({ "full_since": full, "begun_at": "2026-11-20T10:00:00Z" }),
            refused.clone(),
        ),
        (
            "they wrote, and the window outlasts it",
            &wrote("2026-11-20T13:00:00Z"),
            json!({ "full_since": full }),
            allowed(Value::Null),
        ),
        (
            "they wrote, and it outlasts the window",
            &wrote("2026-11-20T11:30:00Z"),
            json!({ "full_since": full }),
            allowed(json!("2026-11-21T11:30:00Z")),
        ),
    ] {
        expect(name, row(events.clone(), recipients), expected);
    }
}
