//! Whatever comes in: nothing panics, and no item is lost.

use std::fs;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use transom_channels::whatsapp::parse;

/// Names that the parser looks for, and one that it does not know.
const NAMES: [&str; 60] = [
    "object",
    "entry",
    "id",
    "time",
    "changes",
    "field",
    "value",
    "metadata",
    "phone_number_id",
    "contacts",
    "profile",
    "name",
    "wa_id",
    "user_id",
    "messages",
    "statuses",
    "errors",
    "message_echoes",
    "user_preferences",
    "from",
    "from_user_id",
    "to",
    "timestamp",
    "type",
    "text",
    "body",
    "image",
    "caption",
    "context",
    "referral",
    "location",
    "latitude",
    "longitude",
    "reaction",
    "message_id",
    "emoji",
    "button",
    "payload",
    "interactive",
    "button_reply",
    "nfm_reply",
    "order",
    "product_items",
    "system",
    "edit",
    "message",
    "original_message_id",
    "revoke",
    "status",
    "recipient_id",
    "pricing",
    "conversation",
    "code",
    "event",
    "restriction_info",
    "message_template_id",
    "phones",
    "category",
    "decision",
    "novelty",
];

const WORDS: [&str; 22] = [
    "whatsapp_business_account",
    "messages",
    "smb_message_echoes",
    "user_preferences",
    "account_update",
    "message_template_status_update",
    "text",
    "image",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "button_reply",
    "edit",
    "system",
    "user_changed_number",
    "delivered",
    "failed",
    "1763700000",
    "",
    "APPROVED",
    "marketing_messages",
];

/// The fields whose values hold lists of items.
const LIST_FIELDS: [&str; 4] = [
    "messages",
    "message_echoes",
    "smb_message_echoes",
    "user_preferences",
];

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(1_763_700_000_u64)),
        prop::sample::select(WORDS.to_vec()).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 64, 6, |inner| {
        let member = (prop::sample::select(NAMES.to_vec()), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            prop::collection::vec(member, 0..6).prop_map(|members| {
                let members = members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value));
                Value::Object(members.collect::<Map<_, _>>())
            }),
        ]
    })
}

/// A message or status with the parts that it must have, and any others.
fn item() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::select(WORDS.to_vec());
    let parts = prop::collection::vec((prop::sample::select(NAMES.to_vec()), value()), 0..5);
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

fn elements(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(elements) => elements.clone(),
        other => vec![other.clone()],
    }
}

/// Counts the items of a webhook by the rule in words: each element of each list in the value of a change that holds
/// lists, and each other change; each element of what an entry holds besides; what holds nothing counts once.
fn count(webhook: &Value) -> usize {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_or_refused(value in value()) {
        match parse(value.to_string().as_bytes()) {
            Ok(parsed) => prop_assert_eq!(parsed.items.len(), count(&value)),
            Err(_) => prop_assert!(!value.is_object()),
        }
    }

    #[test]
    fn every_item_of_any_webhook_is_accounted_for(entries in prop::collection::vec(value(), 0..4)) {
        let webhook = json!({ "object": "whatsapp_business_account", "entry": entries });
        let parsed = parse(webhook.to_string().as_bytes()).unwrap();
        prop_assert_eq!(parsed.items.len(), count(&webhook));
        for (place, item) in parsed.items.iter().enumerate() {
            prop_assert_eq!(item.index, place);
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
        prop_assert_eq!(parse(webhook.to_string().as_bytes()).unwrap().items.len(), count(&webhook));
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
            let items = parse(webhook.to_string().as_bytes()).unwrap().items;
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

    #[test]
    fn damaged_webhooks_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        keep in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<bool>(),
    ) {
        let files = super::parse::fixtures();
        let mut body = fs::read(which.get(&files)).unwrap();
        for (place, byte) in damage {
            *place.get_mut(&mut body) = byte;
        }
        if cut {
            body.truncate(keep.index(body.len()));
        }
        if let Ok(parsed) = parse(&body) {
            // Doubled names are kept apart by the parser and not by `Value`, so the parser may see more.
            let value: Value = serde_json::from_slice(&body).unwrap_or_default();
            let at_least = if value.is_object() { count(&value) } else { 1 };
            prop_assert!(parsed.items.len() >= at_least);
        }
    }
}
