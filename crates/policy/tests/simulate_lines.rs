//! Lines of a history that cannot be replayed.

use serde_json::Value;
use transom_policy::Rulebooks;
use transom_policy::simulate::{Entry, Replay, Rules, Simulation};

const WROTE: &str =
    r#"{"at":"2026-11-01T08:00:00Z","channel":"messenger","contact":"ana","kind":"message"}"#;
const SENT: &str = r#"{"at":"2026-11-01T09:00:00Z","channel":"messenger","contact":"ana","author":"human","draft":{"kind":"text","text":"Hi"}}"#;

/// A replay of `line` between two that can be read.
fn beside(line: &str) -> Replay {
    let history = format!("{WROTE}\n\n{line}\n{SENT}\n");
    let rules = Rules::governing(Rulebooks::embedded());
    Simulation::new(rules.clone(), rules).run(history.lines())
}

/// The line is told as the third, and the others go on.
#[track_caller]
fn is_told(line: &str, code: &str, detail: &str) {
    let replay = beside(line);
    let [fault] = &replay.faults[..] else {
        panic!("{line}: {:?}", replay.faults);
    };
    let told: Value = serde_json::from_str(&fault.to_json()).expect("JSON");
    assert_eq!(told["error"]["line"], 3, "{told}");
    assert_eq!(told["error"]["code"], code, "{told}");
    assert!(fault.detail.contains(detail), "{}", fault.detail);
    assert_eq!(replay.summary.faults, 1);
    assert!(
        replay
            .outcomes
            .iter()
            .all(|outcome| outcome.reference.is_allowed())
    );
    assert_eq!(replay.outcomes.len(), 1);
}

#[track_caller]
fn is_invalid(line: &str, detail: &str) {
    is_told(line, "invalid-line", detail);
}

/// A line about a contact with `rest`.
fn with(rest: &str) -> String {
    format!(r#"{{"at":"2026-11-01T08:00:00Z","channel":"messenger","contact":"ana",{rest}}}"#)
}

#[test]
fn a_line_that_is_no_entry_says_why() {
    is_invalid("{ bad", "key must be a string");
    is_invalid("[]", "an object");
    is_invalid(
        r#"{"at":"2026-11-01T08:00:00Z"}"#,
        "missing field `channel`",
    );
    is_invalid(r#"{"at":"today","channel":"messenger"}"#, "failed to parse");
    is_invalid(&with(r#""id":"x""#), "one of `kind`");
    is_invalid(&with(r#""kind":"message","facts":{}"#), "one of `kind`");
    is_invalid(&with(r#""kind":"wave""#), "unknown variant `wave`");
    is_invalid(
        &WROTE.replace(r#""contact":"ana","#, ""),
        "`contact` is missing",
    );
    is_invalid(
        &with(r#""kind":"message","author":"human""#),
        "`author` belongs to a send",
    );
}

#[test]
fn a_line_may_bring_its_end_of_line() {
    assert!(format!("{WROTE}\r\n").parse::<Entry>().is_ok());
    let broken = "{\"at\":\n".parse::<Entry>().err();
    assert_eq!(
        broken.as_deref(),
        Some("EOF while parsing a value (column 6)")
    );
}

#[test]
fn facts_that_cannot_be_kept_say_why() {
    is_invalid(&with(r#""facts":{"colour":1}"#), "unknown field `colour`");
    is_invalid(&with(r#""facts":[]"#), "an object");
    is_invalid(&with(r#""facts":{"restrictions":[["tags"]]}"#), "an object");
    is_invalid(
        &with(r#""facts":{"blocked":true}"#).replace(r#""contact":"ana","#, ""),
        "add `contact`",
    );
    is_invalid(
        &with(r#""facts":{"tokens":[{"kind":"marketing"}]}"#),
        "needs an `id`",
    );
    is_invalid(
        &with(r#""facts":{"comments":[{"id":"c","at":"2026-11-02T08:00:00Z","kind":"post"}]}"#),
        "later than its line",
    );
}

#[test]
fn a_send_that_is_none_says_why() {
    is_invalid(
        &SENT.replace(r#""author":"human","#, ""),
        "`author` is missing",
    );
    is_invalid(
        &SENT.replace(r#""contact":"ana","#, ""),
        "`contact` is missing",
    );
    is_invalid(&SENT.replace(r#","text":"Hi""#, ""), "needs `text`");
    is_invalid(
        &SENT.replace(r#"{"kind":"text","text":"Hi"}"#, r#"["text","Hi"]"#),
        "an object",
    );
    is_invalid(
        &SENT.replace("}}", r#"},"outcome_route":"standard"}"#),
        "goes with the outcome",
    );
    is_invalid(
        &SENT.replace("}}", r#"},"route":"pigeon"}"#),
        "unknown route `pigeon`",
    );
}

#[test]
fn a_send_before_the_first_edition_is_its_own_fault() {
    is_told(
        &SENT.replace("2026", "1999"),
        "no-rulebook",
        "leave the line out",
    );
}

#[test]
fn a_fault_bears_the_id_of_its_line() {
    let replay = beside(&with(r#""id":"m-17""#));
    assert_eq!(replay.faults[0].id, Some(Value::from("m-17")));
}
