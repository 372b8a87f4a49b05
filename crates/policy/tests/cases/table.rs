//! How a row of a table of cases is asked and checked.

use serde_json::{Value, json};
use transom_policy::{Rulebooks, case};

/// The moment of every case that names no other.
pub(crate) const NOW: &str = "2026-11-21T10:00:00Z";

pub(crate) fn decide(case: &Value) -> Value {
    let line = case::decide_line(Rulebooks::embedded(), 1, &case.to_string());
    serde_json::from_str(&line.expect("the row is a case")).expect("a verdict is JSON")
}

pub(crate) fn routes(case: &Value) -> Value {
    let line = case::routes_line(Rulebooks::embedded(), 1, &case.to_string());
    serde_json::from_str(&line.expect("the row is a case")).expect("a list is JSON")
}

/// A case with defaults for what a row does not say.
pub(crate) fn case(row: Value) -> Value {
    let mut case = json!({
        "id": "row", "now": NOW, "channel": "messenger", "author": "human",
        "draft": { "kind": "text", "text": "Hello" },
    });
    for (key, value) in row.as_object().expect("a row is an object") {
        case[key] = value.clone();
    }
    case
}

/// Every field of `expected` is in the verdict.
#[track_caller]
pub(crate) fn expect(rule: &str, row: Value, expected: Value) {
    let case = case(row);
    let verdict = decide(&case);
    for (field, value) in expected.as_object().expect("an expectation is an object") {
        assert_eq!(
            &verdict[field], value,
            "{rule}: {field}\ncase {case}\nverdict {verdict}"
        );
    }
}

pub(crate) fn events(list: &[(&str, &str)]) -> Value {
    list.iter()
        .map(|(at, kind)| json!({ "at": at, "kind": kind }))
        .collect()
}

/// The routes of a case, each as `route status code`.
pub(crate) fn listed(row: Value) -> Vec<String> {
    routes(&case(row))["routes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|route| {
            format!("{} {} {}", route["route"], route["status"], route["code"]).replace('"', "")
        })
        .collect()
}
