//! Webhooks in, what happened out: one snapshot for each fixture.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use transom_channels::whatsapp::{Item, NotUnderstood, parse};
use transom_domain::inbound::InboundEvent;

pub(super) fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whatsapp");
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

fn read(webhook: &Value) -> Vec<Item> {
    parse(webhook.to_string().as_bytes()).unwrap().items
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
        parse(b"{\"object\":"),
        Err(NotUnderstood::NotJson {
            line: 1,
            column: 10
        })
    );
    for body in ["[]", "null", "7", "\"whatsapp_business_account\""] {
        assert_eq!(
            parse(body.as_bytes()),
            Err(NotUnderstood::NotAnObject),
            "{body}"
        );
    }
}

#[test]
fn both_ways_of_reading_say_the_same() {
    for file in fixtures() {
        let mut webhook: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let entries = webhook["entry"].as_array_mut().unwrap();
        if entries.is_empty() {
            continue;
        }
        let whole = read(&webhook);
        // A faulty entry at the end forbids the reading in one pass.
        webhook["entry"].as_array_mut().unwrap().push(Value::Null);
        let careful = read(&webhook);
        assert_eq!(careful[..whole.len()], whole, "{}", file.display());
        assert_eq!(careful.len(), whole.len() + 1);
    }
}

#[test]
fn an_item_reads_the_same_alone_and_among_a_thousand() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whatsapp/bad_items.json");
    let webhook: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let change = &webhook["entry"][0]["changes"][0];
    let messages = change["value"]["messages"].as_array().unwrap();
    let with = |messages: Vec<Value>| {
        let mut change = change.clone();
        change["value"]["messages"] = messages.into();
        let entry = json!({ "id": webhook["entry"][0]["id"], "changes": [change] });
        json!({ "object": "whatsapp_business_account", "entry": [entry] })
    };
    let many: Vec<_> = messages.iter().cycle().take(1000).cloned().collect();
    let read_together = read(&with(many.clone()));
    assert_eq!(read_together.len(), 1000);
    for (item, message) in read_together.iter().zip(many) {
        // Where a fault lies on its line is told within the item itself.
        assert_eq!(item.understood, read(&with(vec![message]))[0].understood);
    }
}

#[test]
fn a_batch_of_a_thousand_is_read_in_order() {
    let message = |place: u32| {
        json!({
            "from": "16505550101", "id": format!("wamid.{place}"), "timestamp": "1763700000",
            "type": "text", "text": { "body": "Hello" },
        })
    };
    let value = json!({
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "15550783881", "phone_number_id": "10654" },
        "messages": (0..1000).map(message).collect::<Vec<_>>(),
    });
    let change = json!({ "field": "messages", "value": value });
    let entry = json!({ "id": "1", "changes": [change] });
    let items = read(&json!({ "object": "whatsapp_business_account", "entry": [entry] }));
    for (place, item) in items.iter().enumerate() {
        assert_eq!((item.index, item.account()), (place, Some("10654")));
        let InboundEvent::Message(message) = &item.understood.as_ref().unwrap().event else {
            panic!("{item:?}");
        };
        assert_eq!(message.external_id, format!("wamid.{place}"));
    }
    assert_eq!(items.len(), 1000);
}

#[test]
fn deep_nesting_is_no_danger() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let edits = format!(
        "{}{}",
        r#"{"type":"edit","edit":{"original_message_id":"1","message":"#.repeat(1000) + "{}",
        "}}".repeat(1000)
    );
    let items = |body: String| parse(body.as_bytes()).unwrap().items.len();
    let object = "whatsapp_business_account";
    for inside in [deep, edits] {
        assert_eq!(
            items(format!(
                r#"{{"object":"{object}","entry":{{"changes":{inside}}}}}"#
            )),
            1
        );
        let value = format!(r#"{{"metadata":{{"phone_number_id":"1"}},"messages":[{inside}]}}"#);
        let change = format!(r#"{{"field":"messages","value":{value}}}"#);
        assert_eq!(
            items(format!(
                r#"{{"object":"{object}","entry":[{{"id":"1","changes":[{change}]}}]}}"#
            )),
            1
        );
    }
}
