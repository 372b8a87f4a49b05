//! E-mail, text messages and web chat: no window.

use serde_json::{Value, json};

use crate::table::{expect as expect_on, listed};

const CHANNELS: [&str; 3] = ["email", "sms", "webchat"];

#[track_caller]
fn expect(rule: &str, row: &Value, expected: &Value) {
    for channel in CHANNELS {
        let mut row = row.clone();
        row["channel"] = json!(channel);
        expect_on(rule, row, expected.clone());
    }
}

#[test]
fn anybody_may_be_written_to_at_any_time() {
    for now in [
        "1998-05-10T08:00:00Z",
        "2021-05-10T08:00:00Z",
        "2026-11-21T10:00:00Z",
    ] {
        for author in ["human", "automation"] {
            for route in ["auto", "standard"] {
                expect(
                    "Routes, standard: no window",
                    &json!({ "now": now, "author": author, "route": route, "draft": { "kind": "text", "text": "Flash sale! 40% off." } }),
                    &json!({ "route": "standard", "until": null, "then": null, "uses": null, "warnings": [],
                        "explanation": "This channel has no messaging window: you may write at any time." }),
                );
            }
        }
    }
}

#[test]
fn unless_blocked_paused_or_restricted() {
    for (facts, expected) in [
        (json!({ "blocked": true }), json!({ "code": "blocked" })),
        (
            json!({ "channel_paused": true }),
            json!({ "code": "channel-paused" }),
        ),
        (
            json!({ "restrictions": [{ "scope": "replies", "until": "2026-11-22T00:00:00Z" }] }),
            json!({ "code": "restricted", "restricted_until": "2026-11-22T00:00:00Z", "explanation": "This channel is restricted for the time being. The restriction ends on 2026-11-22 00:00 UTC." }),
        ),
        (
            json!({ "restrictions": [{ "scope": "all" }] }),
            json!({ "code": "restricted", "restricted_until": null, "explanation": "This channel is restricted for the time being." }),
        ),
        (
            json!({ "restrictions": [{ "scope": "templates" }] }),
            json!({ "route": "standard" }),
        ),
    ] {
        for route in ["auto", "standard"] {
            expect(
                "Routes, standard: unless",
                &json!({ "route": route, "facts": facts }),
                &expected,
            );
        }
    }
}

#[test]
fn there_is_no_other_route() {
    for channel in CHANNELS {
        let rows = listed(json!({ "channel": channel }));
        assert_eq!(rows[0], "standard open null");
        assert!(
            rows[1..]
                .iter()
                .all(|row| row.ends_with("unknown route-unknown")),
            "{rows:?}"
        );
    }
    for draft in [
        json!({ "kind": "template", "name": "a", "language": "en" }),
        json!({ "kind": "feedback" }),
    ] {
        expect(
            "Refusals under auto: route-unknown where the channel has none",
            &json!({ "draft": draft }),
            &json!({ "code": "route-unknown", "explanation": "This channel does not have this way." }),
        );
        expect(
            "Refusals for an explicit route",
            &json!({ "route": "standard", "draft": draft }),
            &json!({ "code": "draft-mismatch" }),
        );
    }
}

#[test]
fn only_a_text_message_has_a_length() {
    for (channel, most) in [("email", None), ("sms", Some(1600)), ("webchat", None)] {
        let row = |length: usize| json!({ "channel": channel, "draft": { "kind": "text", "text": "é".repeat(length) } });
        let most = most.unwrap_or(100_000);
        expect_on("Length", row(most), json!({ "route": "standard" }));
        if channel == "sms" {
            expect_on(
                "Length",
                row(most + 1),
                json!({ "code": "content-too-long" }),
            );
        }
    }
}
