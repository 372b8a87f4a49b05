//! The commands that need no database: what they read, what they write, how they end.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_transom"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn check_content_answers_every_text_in_its_place() {
    let output = run(
        &["policy", "check-content"],
        concat!(
            r#"{"id":"a","text":"Flash sale! 40% off all shoes.","language":"en"}"#,
            "\n\n",
            r#"{"id":2,"text":"Sua fatura mensal já está disponível.","label":"recurring"}"#,
            "\n",
            r#"{"id":"c","text":"Votre commande est partie.","language":"fr-CA"}"#,
            "\n",
        )
        .as_bytes(),
    );
    assert!(output.status.success());
    let lines = lines(&output);
    assert_eq!(lines[0]["id"], "a");
    assert_eq!(lines[0]["promotional"], true);
    assert_eq!(lines[0]["recurring"], false);
    let named = lines[0]["matches"].to_string();
    assert!(named.contains("40% off"), "{named}");
    assert_eq!(lines[1]["id"], 2);
    assert_eq!(lines[1]["promotional"], false);
    assert_eq!(lines[1]["recurring"], true);
    assert_eq!(
        lines[2],
        json!({"id": "c", "promotional": false, "recurring": false, "matches": []})
    );
    assert_eq!(lines.len(), 3);
}

#[test]
fn check_content_goes_on_after_a_line_that_is_no_text() {
    let mut input = br#"{"id":"a","text":"Ciao","language":"tlh"}
{"id":"b"}
"#
    .to_vec();
    input.extend(b"\xff\xfe\n");
    input.extend(br#"{"id":"d","text":"Ciao"}"#);
    let output = run(&["policy", "check-content"], &input);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    assert_eq!(lines[0]["id"], "a");
    assert_eq!(lines[0]["error"]["code"], "invalid-case");
    assert_eq!(lines[0]["error"]["line"], 1);
    assert_eq!(lines[1]["id"], "b");
    assert_eq!(lines[1]["error"]["line"], 2);
    assert_eq!(lines[2]["id"], Value::Null);
    assert_eq!(lines[3]["promotional"], false);
    assert_eq!(lines.len(), 4);
}
