//! Webhooks in, what happened out: one snapshot for each fixture, and properties that hold for any bytes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use transom_channels::messenger::parse;
use transom_channels::webhook::{Item, NotUnderstood, Parsed};
use transom_channels::{instagram, messenger};

pub(crate) type Parse = fn(&[u8]) -> Result<Parsed, NotUnderstood>;

/// The platforms: folder of fixtures, word in `object`, field of comments, parser.
pub(crate) const PLATFORMS: [(&str, &str, &str, Parse); 2] = [
    ("messenger", "page", "feed", messenger::parse),
    ("instagram", "instagram", "comments", instagram::parse),
];

pub(crate) fn fixtures(platform: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folder = folder.join(platform);
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
    for (platform, _, _, parse) in PLATFORMS {
        for file in fixtures(platform) {
            let parsed = parse(&fs::read(&file).unwrap()).unwrap();
            let items: Vec<_> = parsed.items.iter().map(told).collect();
            let name = file.file_stem().unwrap().to_str().unwrap();
            let name = match platform {
                "messenger" => name.to_owned(),
                other => format!("{other}__{name}"),
            };
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(name, items.join("\n"));
            });
        }
    }
}

#[test]
fn a_webhook_of_another_platform_is_listed_as_such() {
    let body = fs::read(&fixtures("instagram")[0]).unwrap();
    for item in messenger::parse(&body).unwrap().items {
        let reason = item.understood.unwrap_err().reason;
        assert_eq!(reason.as_str(), "unknown-object");
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
    for (platform, _, _, parse) in PLATFORMS {
        let read = |webhook: &Value| parse(webhook.to_string().as_bytes()).unwrap().items;
        for file in fixtures(platform) {
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
