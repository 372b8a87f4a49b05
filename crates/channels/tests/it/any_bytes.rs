//! Whatever comes in: nothing panics, and no item is lost.

use std::fs;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::parse::{PLATFORMS, fixtures};

/// Every name that the parser looks for, and one that it does not know.
const NAMES: [&str; 60] = [
    "object",
    "entry",
    "id",
    "time",
    "messaging",
    "standby",
    "changes",
    "hop_context",
    "sender",
    "recipient",
    "timestamp",
    "message",
    "message_edit",
    "postback",
    "referral",
    "optin",
    "reaction",
    "delivery",
    "read",
    "policy_enforcement",
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "new_owner_app_id",
    "requested_owner_app_id",
    "user_ref",
    "mid",
    "text",
    "attachments",
    "quick_reply",
    "reply_to",
    "is_echo",
    "is_deleted",
    "app_id",
    "metadata",
    "payload",
    "type",
    "title",
    "url",
    "sticker_id",
    "num_edit",
    "source",
    "ref",
    "ads_context_data",
    "action",
    "emoji",
    "watermark",
    "mids",
    "field",
    "value",
    "item",
    "verb",
    "story",
    "from",
    "username",
    "media",
    "media_product_type",
    "is_unsupported",
    "novelty",
];

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(1_795_000_000_000_u64)),
        prop::sample::select(vec![
            "page",
            "instagram",
            "feed",
            "comments",
            "live_comments",
            "story_mention",
            "comment",
            "add",
            "react",
            "block",
            "",
            "204811937760102"
        ])
        .prop_map(Value::from),
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

/// Counts the items of a webhook by the rule in words: each element of each list of an entry, whatever its
/// name; what is no list counts once, what holds nothing counts once, and `null` is as good as absent.
fn count(object: &str, webhook: &Value) -> usize {
    let elements = |value: &Value| match value {
        Value::Null => Vec::new(),
        Value::Array(elements) => elements.clone(),
        other => vec![other.clone()],
    };
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_or_refused(value in value()) {
        for (_, object, _, parse) in PLATFORMS {
            match parse(value.to_string().as_bytes()) {
                Ok(parsed) => prop_assert_eq!(parsed.items.len(), count(object, &value)),
                Err(_) => prop_assert!(!value.is_object()),
            }
        }
    }

    #[test]
    fn every_item_of_any_webhook_is_accounted_for(entries in prop::collection::vec(value(), 0..4)) {
        for (_, object, _, parse) in PLATFORMS {
            let webhook = json!({ "object": object, "entry": entries });
            let parsed = parse(webhook.to_string().as_bytes()).unwrap();
            prop_assert_eq!(parsed.items.len(), count(object, &webhook));
            for (place, item) in parsed.items.iter().enumerate() {
                prop_assert_eq!(item.index, place);
            }
        }
    }

    #[test]
    fn every_item_of_any_entry_is_accounted_for(
        messaging in prop::collection::vec(value(), 0..4),
        standby in prop::collection::vec(value(), 0..3),
        stories in prop::collection::vec(value(), 0..3),
    ) {
        for (_, object, field, parse) in PLATFORMS {
            let changes: Vec<_> = stories.iter().map(|story| json!({ "field": field, "value": story })).collect();
            let entry = json!({ "id": "1", "time": 1, "messaging": messaging, "standby": standby, "changes": changes });
            let webhook = json!({ "object": object, "entry": [entry] });
            prop_assert_eq!(parse(webhook.to_string().as_bytes()).unwrap().items.len(), count(object, &webhook));
        }
    }

    #[test]
    fn damaged_webhooks_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        keep in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<bool>(),
    ) {
        for (platform, object, _, parse) in PLATFORMS {
            let files = fixtures(platform);
            let mut body = fs::read(which.get(&files)).unwrap();
            for (place, byte) in &damage {
                *place.get_mut(&mut body) = *byte;
            }
            if cut {
                body.truncate(keep.index(body.len()));
            }
            if let Ok(parsed) = parse(&body) {
                // Doubled names are kept apart by the parser and not by `Value`, so the parser may see more.
                let value: Value = serde_json::from_slice(&body).unwrap_or_default();
                let at_least = if value.is_object() { count(object, &value) } else { 1 };
                prop_assert!(parsed.items.len() >= at_least);
            }
        }
    }
}
