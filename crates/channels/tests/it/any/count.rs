//! How many items a webhook has, by the rule in words, and that no fewer are told.

use proptest::prelude::*;
use serde_json::{Value, json};
use transom_channels::webhook::Item;

use super::damaged;
use super::json::{name, value, word};
use super::webhook::{PLATFORMS, Platform};
use crate::fixtures;

/// The fields whose values hold lists of items.
const LIST_FIELDS: [&str; 4] = [
    "messages",
    "message_echoes",
    "smb_message_echoes",
    "user_preferences",
];

fn elements(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(elements) => elements.clone(),
        other => vec![other.clone()],
    }
}

const WHATSAPP: Platform = PLATFORMS[2];

fn count(platform: Platform, webhook: &Value) -> usize {
    match platform.object {
        "whatsapp_business_account" => of_whatsapp(webhook),
        object => of_pages(object, webhook),
    }
}

/// Counts the items of a webhook by the rule in words: each element of each list of an entry, whatever its
/// name; what is no list counts once, what holds nothing counts once, and `null` is as good as absent.
fn of_pages(object: &str, webhook: &Value) -> usize {
    let of_entry = |entry: &Value| {
        let Some(members) = entry.as_object() else {
            return 1;
        };
        let members = members
            .iter()
            .filter(|(name, _)| !["id", "time", "hop_context"].contains(&name.as_str()));
        members
            .map(|(_, value)| elements(value).len())
            .sum::<usize>()
            .max(1)
    };
    let is_ours = webhook["object"] == object;
    let entries = elements(&webhook["entry"]);
    entries
        .iter()
        .map(|entry| if is_ours { of_entry(entry) } else { 1 })
        .sum::<usize>()
        .max(1)
}

/// Counts the items of a webhook by the rule in words: each element of each list in the value of a change that holds
/// lists, and each other change; each element of what an entry holds besides; what holds nothing counts once.
fn of_whatsapp(webhook: &Value) -> usize {
    let of_change = |change: &Value| {
        let holds_lists = change["field"]
            .as_str()
            .is_some_and(|field| LIST_FIELDS.contains(&field));
        let Some(lists) = change["value"].as_object().filter(|_| holds_lists) else {
            return 1;
        };
        let lists = lists.iter().filter(|(name, _)| {
            !["messaging_product", "metadata", "contacts"].contains(&name.as_str())
        });
        lists
            .map(|(_, list)| elements(list).len())
            .sum::<usize>()
            .max(1)
    };
    let of_entry = |entry: &Value| {
        let Some(members) = entry.as_object() else {
            return 1;
        };
        let of_member = |(name, value): (&String, &Value)| match name.as_str() {
            "id" | "time" => 0,
            "changes" => elements(value).iter().map(of_change).sum(),
            _ => elements(value).len(),
        };
        members.iter().map(of_member).sum::<usize>().max(1)
    };
    let is_ours = webhook["object"] == "whatsapp_business_account";
    let entries = elements(&webhook["entry"]);
    entries
        .iter()
        .map(|entry| if is_ours { of_entry(entry) } else { 1 })
        .sum::<usize>()
        .max(1)
}

/// A message or status with the parts that it must have, and any others.
fn item() -> impl Strategy<Value = Value> {
    let kinds = word();
    let parts = prop::collection::vec((name(), value()), 0..5);
    (kinds, parts).prop_map(|(kind, parts)| {
        let mut item = json!({
            "from": "1", "to": "1", "id": "wamid.1", "timestamp": "1763700000", "type": kind,
        });
        for (name, value) in parts {
            item[name] = value;
        }
        item
    })
}

fn read(platform: Platform, webhook: &Value) -> Vec<Item> {
    (platform.parse)(webhook.to_string().as_bytes())
        .unwrap()
        .items
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_or_refused(value in value()) {
        for platform in PLATFORMS {
            match (platform.parse)(value.to_string().as_bytes()) {
                Ok(parsed) => prop_assert_eq!(parsed.items.len(), count(platform, &value)),
                Err(_) => prop_assert!(!value.is_object()),
            }
        }
    }

    #[test]
    fn every_item_of_any_webhook_is_accounted_for(entries in prop::collection::vec(value(), 0..4)) {
        for platform in PLATFORMS {
            let webhook = json!({ "object": platform.object, "entry": entries });
            prop_assert_eq!(read(platform, &webhook).len(), count(platform, &webhook));
        }
    }

    #[test]
    fn every_item_of_any_entry_is_accounted_for(
        messaging in prop::collection::vec(value(), 0..4),
        standby in prop::collection::vec(value(), 0..3),
        stories in prop::collection::vec(value(), 0..3),
    ) {
        for (platform, field) in PLATFORMS.into_iter().zip(["feed", "comments"]) {
            let changes: Vec<_> = stories.iter().map(|story| json!({ "field": field, "value": story })).collect();
            let entry = json!({ "id": "1", "time": 1, "messaging": messaging, "standby": standby, "changes": changes });
            let webhook = json!({ "object": platform.object, "entry": [entry] });
            prop_assert_eq!(read(platform, &webhook).len(), count(platform, &webhook));
        }
    }

    #[test]
    fn every_item_of_a_damaged_webhook_is_accounted_for(body in damaged(fixtures::webhooks())) {
        let value: Value = serde_json::from_slice(&body).unwrap_or_default();
        for platform in PLATFORMS {
            if let Ok(parsed) = (platform.parse)(&body) {
                // Doubled names are kept apart by the parser and not by `Value`, so the parser may see more.
                let at_least = if value.is_object() { count(platform, &value) } else { 1 };
                prop_assert!(parsed.items.len() >= at_least);
            }
        }
    }

    #[test]
    fn every_item_of_any_value_is_accounted_for(
        field in prop::sample::select(LIST_FIELDS.to_vec()),
        messages in prop::collection::vec(prop_oneof![item(), value()], 0..4),
        statuses in prop::collection::vec(prop_oneof![item(), value()], 0..3),
        echoes in prop::collection::vec(prop_oneof![item(), value()], 0..3),
        contacts in value(),
    ) {
        let value = json!({
            "metadata": { "phone_number_id": "1" }, "contacts": contacts,
            "messages": messages, "statuses": statuses, "message_echoes": echoes,
        });
        let entry = json!({ "id": "1", "changes": [{ "field": field, "value": value }] });
        let webhook = json!({ "object": "whatsapp_business_account", "entry": [entry] });
        prop_assert_eq!(read(WHATSAPP, &webhook).len(), count(WHATSAPP, &webhook));
    }

    #[test]
    fn a_bad_neighbour_spoils_nothing(
        messages in prop::collection::vec(item(), 1..5),
        bad in value(),
        place in any::<prop::sample::Index>(),
    ) {
        let read = |messages: &[Value]| {
            let value = json!({ "metadata": { "phone_number_id": "1" }, "messages": messages });
            let entry = json!({ "id": "1", "changes": [{ "field": "messages", "value": value }] });
            let webhook = json!({ "object": "whatsapp_business_account", "entry": [entry] });
            let items = read(WHATSAPP, &webhook);
            items.into_iter().map(|item| item.understood).collect::<Vec<_>>()
        };
        let alone = read(&messages);
        let place = place.index(messages.len() + 1);
        let mut spoiled = messages.clone();
        spoiled.insert(place, bad);
        let mut together = read(&spoiled);
        drop(together.remove(place));
        prop_assert_eq!(together, alone);
    }

}
