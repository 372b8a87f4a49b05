//! `transom policy simulate` and `transom policy rulebooks --diff`, as they are installed.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const WROTE: &str =
    r#"{"at":"2025-11-01T08:00:00Z","channel":"messenger","contact":"ana","kind":"message"}"#;
const LOST: &str = r#"{"id":"m-1","at":"2025-11-20T08:00:00Z","channel":"messenger","contact":"ana","author":"automation","purpose":"event_update","draft":{"kind":"text","text":"It begins at ten."}}"#;

fn policy(arguments: &[&str]) -> Command {
    let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_transom")));
    command.arg("policy").args(arguments);
    command
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_history_in_any_order_is_replayed_from_a_file_and_from_a_pipe() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.jsonl");
    let history = format!("{LOST}\n\n{WROTE}");
    fs::write(&path, &history).unwrap();
    let edition = ["--edition", "messenger/2026-04-27", "--json"];

    let mut from_file = policy(&["simulate", "--history", path.to_str().unwrap()]);
    let from_file = from_file.args(edition).output().unwrap();
    assert!(from_file.status.success(), "{}", complained(&from_file));
    let told = lines(&from_file);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["id"], "m-1");
    assert_eq!(told[0]["line"], 1);
    assert_eq!(told[0]["change"], "lost");
    assert_eq!(told[1]["summary"]["lost"], 1);

    let mut from_pipe = policy(&["simulate", "--history", "-"]);
    from_pipe
        .args(edition)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut from_pipe = from_pipe.spawn().unwrap();
    let mut pipe = from_pipe.stdin.take().unwrap();
    pipe.write_all(history.as_bytes()).unwrap();
    drop(pipe);
    let from_pipe = from_pipe.wait_with_output().unwrap();
    assert_eq!(from_pipe.stdout, from_file.stdout);
}

#[test]
fn a_bad_line_is_told_the_rest_is_reported_and_the_status_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("history.jsonl");
    let mut history = format!("{WROTE}\n{{ bad\n").into_bytes();
    history.extend_from_slice(b"\xff\xfe\n");
    history.extend_from_slice(LOST.as_bytes());
    fs::write(&path, history).unwrap();
    let path = path.to_str().unwrap();

    let output = policy(&["simulate", "--history", path]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let complaint = complained(&output);
    assert!(complaint.contains("line 2: "), "{complaint}");
    assert!(complaint.contains("line 3: "), "{complaint}");
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(report.starts_with("1 send, "), "{report}");

    let output = policy(&["simulate", "--history", path, "--json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = lines(&output);
    assert_eq!(told[0]["error"]["line"], 2);
    assert_eq!(told[1]["error"]["line"], 3);
    assert_eq!(told[3]["summary"]["faults"], 2);
}

#[test]
fn a_draft_of_ones_own_is_simulated_or_refused_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    let history = dir.path().join("history.jsonl");
    fs::write(&history, format!("{WROTE}\n{LOST}\n")).unwrap();
    let draft = dir.path().join("what-if.toml");
    let text = "channel = \"messenger\"\nvalid_from = 2025-12-01\nsummary = \"What if?\"\nsource = \"Nobody\"\n\
                confidence = \"low\"\nretires = [\"tag_confirmed_event_update\"]\n";
    fs::write(&draft, text).unwrap();
    let simulate = || {
        let mut command = policy(&["simulate", "--json", "--history"]);
        command.arg(&history).arg("--draft").arg(&draft);
        command.output().unwrap()
    };
    let output = simulate();
    assert!(output.status.success(), "{}", complained(&output));
    assert_eq!(lines(&output)[1]["summary"]["lost"], 1);

    fs::write(&draft, text.replace("retires", "retire")).unwrap();
    let output = simulate();
    assert_eq!(output.status.code(), Some(1));
    let complaint = complained(&output);
    assert!(complaint.contains("what-if.toml:6: "), "{complaint}");
}

#[test]
fn an_edition_that_is_none_and_a_file_that_is_not_there_are_told() {
    let unknown = ["--edition", "messenger/soon"];
    let mut command = policy(&["simulate", "--history", "-"]);
    let output = command.args(unknown).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("`messenger/soon` is no edition"));

    let output = policy(&["simulate", "--history", "not-there.jsonl"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("not-there.jsonl: "));
}

#[test]
fn what_changed_between_two_editions_is_told_in_words() {
    let diff = |before: &str, after: &str| {
        policy(&["rulebooks", "--diff", before, after])
            .output()
            .unwrap()
    };
    let output = diff("messenger/2026-04-01", "messenger/2026-04-27");
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.starts_with("From messenger/2026-04-01 to messenger/2026-04-27:\n  "),
        "{told}"
    );
    assert!(!told.contains("nothing changed"), "{told}");

    let output = diff("messenger/2026-04-01", "whatsapp/2026-10-01");
    assert_eq!(output.status.code(), Some(1));
    assert!(complained(&output).contains("different channels"));
}
