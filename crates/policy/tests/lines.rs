//! What comes of lines that are no cases, or that no rulebook governs.

use serde_json::Value;
use transom_policy::{Rulebooks, case};

fn error(line: &str) -> Value {
    let answer = case::decide_line(Rulebooks::embedded(), 7, line);
    let listed = case::routes_line(Rulebooks::embedded(), 7, line);
    assert_eq!(answer, listed, "both commands fail alike");
    serde_json::from_str(&answer.expect_err("the line is no case")).expect("an error is JSON")
}

#[track_caller]
fn is_invalid(line: &str, id: Option<&str>, detail: &str) {
    let answer = error(line);
    assert_eq!(answer["id"].as_str(), id, "{answer}");
    assert_eq!(answer["error"]["code"], "invalid-case", "{answer}");
    assert_eq!(answer["error"]["line"], 7, "{answer}");
    let found = answer["error"]["detail"].as_str().expect("a sentence");
    assert!(found.contains(detail), "{found}");
    assert!(
        !found.contains("line 1"),
        "the line is the caller's: {found}"
    );
}

/// A case with `more` in it.
fn with(more: &str) -> String {
    format!(
        r#"{{"id":"x","now":"2026-11-21T10:00:00Z","channel":"messenger","author":"human","draft":{{"kind":"text","text":"Hi"}}{more}}}"#
    )
}

#[test]
fn a_line_that_is_no_case_says_why() {
    is_invalid("{ bad", None, "key must be a string");
    is_invalid("[]", None, "invalid length 0");
    is_invalid(
        &with("").replace(r#"{"kind":"text","text":"Hi"}"#, r#"["text","Hi"]"#),
        Some("x"),
        "an array",
    );
    is_invalid(
        &with(r#","facts":{"window_events":[["2026-11-21T10:00:00Z","message"]]}"#),
        Some("x"),
        "an array",
    );
    is_invalid("5", None, "invalid type: integer");
    is_invalid(r#"{"id":"x"}"#, Some("x"), "missing field `now`");
    is_invalid(
        &with(r#","colour":"red""#),
        Some("x"),
        "unknown field `colour`",
    );
    is_invalid(
        &with(r#","facts":{"colour":1}"#),
        Some("x"),
        "unknown field `colour`",
    );
    is_invalid(
        &with(r#","route":"pigeon""#),
        Some("x"),
        "unknown route `pigeon`",
    );
    is_invalid(
        &with(r#","purpose":"fun""#),
        Some("x"),
        "unknown variant `fun`",
    );
    is_invalid(
        &with(r#","region":"France""#),
        Some("x"),
        "unknown country `France`",
    );
    is_invalid(
        &with(r#","facts":{"consecutive_tagged":-1}"#),
        Some("x"),
        "invalid value",
    );
    is_invalid(
        &with(r#","facts":{"window_events":[{"at":"yesterday","kind":"message"}]}"#),
        Some("x"),
        "failed to parse",
    );
    is_invalid(
        &with(r#","facts":{"window_events":[{"at":"2026-11-21T10:00:00Z","kind":"wave"}]}"#),
        Some("x"),
        "unknown variant `wave`",
    );
    is_invalid(
        &with(r#","facts":{"tokens":[{"kind":"one_time"}]}"#),
        Some("x"),
        "issued_at",
    );
    is_invalid(&with(r#","id":"y""#), Some("y"), "duplicate field");
    is_invalid(
        r#"{"id":"x","now":"2026-11-21T10:00:00Z","channel":"messenger","author":"human","draft":{"kind":"template","name":"a"}}"#,
        Some("x"),
        "needs `name` and `language`",
    );
}

#[test]
fn what_may_be_left_out_may_be_null() {
    let line = with(
        r#","region":null,"purpose":null,"topic":null,"route":null,"facts":{"window_events":null,"restrictions":null,"consent":null,"blocked":null,"consecutive_tagged":null}"#,
    );
    let verdict = case::decide_line(Rulebooks::embedded(), 1, &line).expect("a case");
    assert!(verdict.contains(r#""code":"never-contacted""#), "{verdict}");
}

#[test]
fn a_channel_or_a_time_without_a_rulebook_is_its_own_error() {
    for (channel, before) in [
        ("messenger", "2016-04-11"),
        ("instagram", "2020-03-03"),
        ("whatsapp", "2018-07-31"),
        ("email", "1982-08-12"),
        ("sms", "1992-12-02"),
        ("webchat", "1994-12-31"),
    ] {
        let line = with("").replacen("messenger", channel, 1);
        let answer = error(&line.replacen("2026-11-21", before, 1));
        assert_eq!(answer["id"], "x");
        assert_eq!(answer["error"]["code"], "no-rulebook", "{answer}");
    }
}
