//! Webhooks in, what happened out: one snapshot for each fixture, and properties that hold for any bytes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use transom_channels::messenger::{Item, NotUnderstood, parse};

pub(crate) fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/messenger");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
}

fn told(item: &Item) -> String {
    match &item.understood {
        Ok(inbound) => format!(
            "{}: {}",
            item.index,
            serde_json::to_string_pretty(inbound).unwrap()
        ),
        Err(unhandled) => format!(
            "{}: unhandled, account {:?}, {unhandled}",
            item.index, unhandled.account
        ),
    }
}

#[test]
fn every_fixture_is_read_as_it_was_reviewed() {
    for file in fixtures() {
        let parsed = parse(&fs::read(&file).unwrap()).unwrap();
        let items: Vec<_> = parsed.items.iter().map(told).collect();
        let name = file.file_stem().unwrap().to_str().unwrap();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(name, items.join("\n"));
        });
    }
}

#[test]
fn a_body_that_is_no_webhook_is_told_apart() {
    assert_eq!(
        parse(b"{\"object\":\"\xff\"}"),
        Err(NotUnderstood::NotUtf8 { valid: 11 })
    );
    assert_eq!(
        parse(b""),
        Err(NotUnderstood::NotJson { line: 1, column: 0 })
    );
    assert_eq!(
        parse(b"{\"object\":"),
        Err(NotUnderstood::NotJson {
            line: 1,
            column: 10
        })
    );
    assert_eq!(
        parse(b"{} {}"),
        Err(NotUnderstood::NotJson { line: 1, column: 4 })
    );
    for body in ["[]", "null", "7", "\"page\""] {
        assert_eq!(
            parse(body.as_bytes()),
            Err(NotUnderstood::NotAnObject),
            "{body}"
        );
    }
}

#[test]
fn an_item_without_fault_reads_the_same_beside_a_bad_one() {
    let read = |webhook: &Value| parse(webhook.to_string().as_bytes()).unwrap().items;
    for file in fixtures() {
        let mut webhook: Value =
            serde_json::from_slice(&fs::read(&file).unwrap()).unwrap_or_default();
        let Some(entries) = webhook["entry"]
            .as_array()
            .filter(|entries| !entries.is_empty())
        else {
            continue;
        };
        let mut spoiled = entries.clone();
        spoiled.push(Value::Null);
        let whole = read(&webhook);
        webhook["entry"] = spoiled.into();
        assert_eq!(read(&webhook)[..whole.len()], whole, "{}", file.display());
    }
}

#[test]
fn deep_nesting_is_no_danger() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let items = |body: String| parse(body.as_bytes()).unwrap().items.len();
    assert_eq!(items(format!(r#"{{"object":"page","entry":{deep}}}"#)), 1);
    assert_eq!(
        items(format!(
            r#"{{"object":"page","entry":[{{"id":"1","messaging":[{{"x":{deep}}}]}}]}}"#
        )),
        1
    );
}
