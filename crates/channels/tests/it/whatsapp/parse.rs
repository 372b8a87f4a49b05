//! Webhooks in batches, and webhooks that are deep.

use std::fs;

use serde_json::{Value, json};
use transom_channels::whatsapp::{Item, parse};
use transom_domain::inbound::InboundEvent;

use crate::fixtures;

fn read(webhook: &Value) -> Vec<Item> {
    parse(webhook.to_string().as_bytes()).unwrap().items
}

#[test]
fn an_item_reads_the_same_alone_and_among_a_thousand() {
    let files = fixtures::of("whatsapp");
    let file = files
        .iter()
        .find(|file| file.ends_with("bad_items.json"))
        .unwrap();
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
fn of_very_many_customers_each_is_found_by_their_id() {
    const MANY: u32 = 50_000;
    let contact = |number: u32, name: String| match number % 2 {
        0 => json!({ "wa_id": number.to_string(), "profile": { "name": name } }),
        _ => json!({ "user_id": format!("US.{number}"), "profile": { "name": name } }),
    };
    let named = (0..MANY)
        .rev()
        .map(|number| contact(number, format!("No {number}")));
    // Whoever is named twice goes by the first.
    let again = (0..9).map(|number| contact(number, "Another".to_owned()));
    let status = |number: u32| {
        json!({
            "id": "wamid.1", "status": "read", "timestamp": "1795000000",
            "recipient_id": number.to_string(), "recipient_user_id": format!("US.{number}"),
        })
    };
    let value = json!({
        "metadata": { "phone_number_id": "4" },
        "contacts": named.chain(again).collect::<Vec<_>>(),
        "statuses": (0..MANY).map(status).collect::<Vec<_>>(),
    });
    let change = json!({ "field": "messages", "value": value });
    let entry = json!({ "id": "1", "changes": [change] });
    let items = read(&json!({ "object": "whatsapp_business_account", "entry": [entry] }));
    for (number, item) in items.iter().enumerate() {
        let name = item.understood.as_ref().unwrap().person.name.as_deref();
        assert_eq!(name, Some(&*format!("No {number}")));
    }
    assert_eq!(items.len(), MANY as usize);
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
