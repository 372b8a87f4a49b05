//! Webhooks in, what happened out: one snapshot for each fixture, and properties that hold for any bytes.

use std::fs;

use serde_json::{Value, json};
use transom_channels::messenger::parse;
use transom_channels::webhook::{Item, NotUnderstood};
use transom_domain::inbound::InboundEvent;

use crate::any::{PLATFORMS, Platform};
use crate::fixtures;

fn read(platform: Platform, webhook: &Value) -> Vec<Item> {
    (platform.parse)(webhook.to_string().as_bytes())
        .unwrap()
        .items
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
    for (platform, folder) in PLATFORMS.into_iter().zip(fixtures::PLATFORMS) {
        for file in fixtures::of(folder) {
            let parsed = (platform.parse)(&fs::read(&file).unwrap()).unwrap();
            let items: Vec<_> = parsed.items.iter().map(told).collect();
            let name = file.file_stem().unwrap().to_str().unwrap();
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(format!("{folder}__{name}"), items.join("\n"));
            });
        }
    }
}

#[test]
fn a_webhook_of_another_platform_is_listed_as_such() {
    let body = fs::read(&fixtures::of("instagram")[0]).unwrap();
    for item in parse(&body).unwrap().items {
        let reason = item.understood.unwrap_err().reason;
        assert_eq!(reason.as_str(), "unknown-object");
    }
}

#[test]
fn a_body_that_is_no_webhook_is_told_apart() {
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
fn a_byte_that_is_no_text_spoils_one_letter_and_no_neighbour() {
    let written = |mid: &str, text: &[u8]| {
        let head = format!(
            r#"{{"sender":{{"id":"7"}},"timestamp":1795000000000,"message":{{"mid":"{mid}","text":""#
        );
        [head.as_bytes(), text, br#""}}"#].concat()
    };
    let messages = [written("m_1", b"\xff!"), written("m_2", b"Hello")].join(&b',');
    let head = br#"{"object":"page","entry":[{"id":"1","messaging":["#;
    let body = [&head[..], &messages, b"]}]}"].concat();
    let text = |item: &Item| match &item.understood.as_ref().unwrap().event {
        InboundEvent::Message(message) => message.text.clone().unwrap(),
        other => panic!("{other:?}"),
    };
    let items = parse(&body).unwrap().items;
    assert_eq!(
        items.iter().map(text).collect::<Vec<_>>(),
        ["\u{fffd}!", "Hello"]
    );
}

#[test]
fn both_ways_of_reading_say_the_same() {
    for (platform, folder) in PLATFORMS.into_iter().zip(fixtures::PLATFORMS) {
        for file in fixtures::of(folder) {
            let mut webhook: Value =
                serde_json::from_slice(&fs::read(&file).unwrap()).unwrap_or_default();
            if webhook["entry"].as_array().is_none_or(Vec::is_empty) {
                continue;
            }
            let whole = read(platform, &webhook);
            // A faulty entry at the end forbids the reading in one pass.
            webhook["entry"].as_array_mut().unwrap().push(Value::Null);
            let careful = read(platform, &webhook);
            assert_eq!(careful[..whole.len()], whole, "{}", file.display());
            assert_eq!(careful.len(), whole.len() + 1);
        }
    }
}

/// What a list would be if names did not matter.
fn nameless(value: &Value) -> Value {
    let members = value.as_object().unwrap();
    members.values().cloned().collect::<Vec<_>>().into()
}

#[test]
fn a_list_is_no_object_without_names_on_any_level() {
    let event = json!({
        "sender": { "id": "7" }, "recipient": { "id": "1" }, "timestamp": 1_795_000_000_000_i64,
        "message": { "mid": "m_1", "text": "Hello" },
    });
    let entry = json!({ "id": "1", "time": 1_795_000_000_000_i64, "messaging": [event] });
    for entry in [
        json!(["1", 1_795_000_000_000_i64, [event], [], [], null]),
        json!({ "id": "1", "messaging": [[{ "id": "7" }, { "id": "1" }, 1_795_000_000_000_i64, { "mid": "m_1" }]] }),
        nameless(&entry),
    ] {
        let webhook = json!({ "object": "page", "entry": [entry] }).to_string();
        let items = parse(webhook.as_bytes()).unwrap().items;
        assert_eq!(items.len(), 1);
        let reason = items[0].understood.as_ref().unwrap_err().reason;
        assert_eq!(reason.as_str(), "malformed", "{webhook}");
    }
}

#[test]
fn the_parts_of_a_webhook_may_stand_in_any_order_and_twice() {
    let of = |object: &str, mids: [&str; 2]| {
        let entry = |mid: &str| {
            json!([{ "id": "1", "messaging": [{
                "sender": { "id": "7" }, "timestamp": 1_795_000_000_000_i64, "message": { "mid": mid, "text": "Hello" },
            }] }])
        };
        let [first, second] = mids.map(entry);
        format!(r#"{{"entry":{first},"hop":[{{}}],"object":"{object}","entry":{second}}}"#)
    };
    let items = parse(of("page", ["m_1", "m_2"]).as_bytes()).unwrap().items;
    let mids = items.iter().map(|item| {
        let inbound = item.understood.as_ref().unwrap();
        inbound.event.external_id(inbound.at).unwrap()
    });
    assert_eq!(mids.collect::<Vec<_>>(), ["m_1", "m_2"]);

    let foreign = parse(of("instagram", ["m_1", "m_2"]).as_bytes()).unwrap();
    let reasons = foreign.items.iter().map(|item| {
        let unhandled = item.understood.as_ref().unwrap_err();
        unhandled.reason.as_str()
    });
    assert_eq!(
        reasons.collect::<Vec<_>>(),
        ["unknown-object", "unknown-object"]
    );
}

#[test]
fn a_message_of_very_many_things_keeps_them_all() {
    const MANY: usize = 200_000;
    let attachments = vec![json!({ "type": "image" }); MANY];
    let event = json!({
        "sender": { "id": "7" }, "timestamp": 1_795_000_000_000_i64,
        "message": { "mid": "m_1", "attachments": attachments },
    });
    let webhook = json!({ "object": "page", "entry": [{ "id": "1", "messaging": [event] }] });
    let items = read(PLATFORMS[0], &webhook);
    let InboundEvent::Message(message) = &items[0].understood.as_ref().unwrap().event else {
        panic!("{:?}", items[0].understood);
    };
    assert_eq!(message.attachments.len(), MANY);
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
