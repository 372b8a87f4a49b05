//! What holds of any bytes as a webhook.

use std::sync::LazyLock;

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use transom_channels::webhook::{Item, NotUnderstood, Parsed, Reason, Unhandled, object};
use transom_channels::{instagram, messenger, whatsapp};
use transom_domain::inbound::Inbound;

/// Longer than any detail is.
const LONGEST_DETAIL: usize = 160;

/// A platform's webhooks.
#[derive(Clone, Copy)]
pub(crate) struct Platform {
    /// The word in `object`.
    pub(crate) object: &'static str,
    /// Its parser.
    pub(crate) parse: fn(&[u8]) -> Result<Parsed, NotUnderstood>,
    lists: fn() -> &'static [List],
}

/// All three of them.
pub(crate) const PLATFORMS: [Platform; 3] = [
    Platform {
        object: "page",
        parse: messenger::parse,
        lists: messenger_lists,
    },
    Platform {
        object: "instagram",
        parse: instagram::parse,
        lists: instagram_lists,
    },
    Platform {
        object: "whatsapp_business_account",
        parse: whatsapp::parse,
        lists: whatsapp_lists,
    },
];

/// Panics where something does not hold.
pub(crate) fn holds(platform: Platform, body: &[u8]) {
    let parsed = (platform.parse)(body);
    assert_eq!(parsed, (platform.parse)(body), "the body alone decides");
    match &parsed {
        Ok(parsed) => {
            every_item_is_told_or_has_a_reason(platform, body, &parsed.items);
            both_ways_of_reading_agree(platform, body, &parsed.items);
        }
        Err(why) => only_what_is_no_object_is_refused(body, why),
    }
    neighbours_are_unharmed(platform, body);
}

fn every_item_is_told_or_has_a_reason(platform: Platform, body: &[u8], items: &[Item]) {
    assert!(!items.is_empty());
    let is_ours = object(body).as_deref() == Some(platform.object);
    for (place, item) in items.iter().enumerate() {
        assert_eq!(item.index, place);
        match &item.understood {
            Ok(inbound) => {
                assert!(is_ours, "only one's own webhooks are understood");
                assert!(!inbound.account.is_empty());
                assert!(inbound.at.as_second() >= 0);
                assert!(serde_json::to_string(inbound).is_ok());
            }
            Err(unhandled) => {
                assert!(unhandled.detail.chars().count() <= LONGEST_DETAIL);
                assert_ne!(unhandled.account.as_deref(), Some(""));
            }
        }
    }
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    // Doubled names are kept apart by the parser and not by `Value`, so the parser may see more.
    if let Some(entries) = value["entry"].as_array() {
        assert!(items.len() >= entries.len(), "an entry is an item at least");
    }
}

fn only_what_is_no_object_is_refused(body: &[u8], why: &NotUnderstood) {
    let text = String::from_utf8_lossy(body);
    let is_json = serde_json::from_str::<IgnoredAny>(&text).is_ok();
    match why {
        NotUnderstood::NotJson { .. } => assert!(!is_json),
        NotUnderstood::NotAnObject => assert!(is_json && !text.trim_start().starts_with('{')),
    }
}

/// A second list of entries, with a faulty one in it, forbids the reading in one pass.
fn both_ways_of_reading_agree(platform: Platform, body: &[u8], items: &[Item]) {
    let text = String::from_utf8_lossy(body);
    let Some(members) = text.trim_end().strip_suffix('}') else {
        return;
    };
    if members.trim() == "{" {
        return;
    }
    let spoiled = format!("{members},\"entry\":[null]}}");
    let Ok(careful) = (platform.parse)(spoiled.as_bytes()) else {
        panic!("an object is a webhook");
    };
    let is_whole_empty = matches!(items, [Item { understood: Err(fault), .. }]
        if fault.reason == Reason::Empty && fault.account.is_none() && fault.detail == "entry");
    let before = &careful.items[..careful.items.len() - 1];
    if !(is_whole_empty && before.is_empty()) {
        assert_eq!(before, items);
    }
}

fn neighbours_are_unharmed(platform: Platform, body: &[u8]) {
    let text = String::from_utf8_lossy(body);
    let bad = match serde_json::from_str::<IgnoredAny>(&text) {
        Ok(_) => text.into_owned(),
        Err(_) => Value::from(text).to_string(),
    };
    let lists = (platform.lists)();
    // One of them is enough for each body: there are many bodies.
    let List {
        before,
        item,
        after,
        alone,
    } = &lists[body.len() % lists.len()];
    let webhook = format!("{before}{item},{bad},{item}{after}");
    let together = understood(platform, &webhook);
    assert!(together.len() >= 3, "nothing is lost");
    assert_eq!(together.first(), Some(alone));
    assert_eq!(together.last(), Some(alone));
}

fn understood(platform: Platform, webhook: &str) -> Vec<Result<Inbound, Unhandled>> {
    let parsed = (platform.parse)(webhook.as_bytes());
    let items = parsed.map(|parsed| parsed.items).unwrap_or_default();
    items.into_iter().map(|item| item.understood).collect()
}

/// A list of items in a webhook, and an item for it that is without fault.
struct List {
    before: String,
    item: String,
    after: String,
    /// What the item says.
    alone: Result<Inbound, Unhandled>,
}

impl List {
    /// The list is `[]` in the webhook.
    fn of(platform: Platform, webhook: &Value, item: &Value) -> Self {
        let (webhook, item) = (webhook.to_string(), item.to_string());
        let (before, after) = webhook.split_once("[]").unwrap_or_default();
        let (before, after) = (format!("{before}["), format!("]{after}"));
        let mut alone = understood(platform, &format!("{before}{item}{after}"));
        assert!(matches!(&alone[..], [Ok(_)]), "{alone:?}");
        Self {
            before,
            item,
            after,
            alone: alone.remove(0),
        }
    }
}

/// The lists that Messenger and Instagram have in common.
fn lists(platform: Platform, change: &Value) -> Vec<List> {
    let item = json!({
        "sender": { "id": "7" }, "recipient": { "id": "1" }, "timestamp": 1_795_000_000_000_i64,
        "message": { "mid": "m_1", "text": "Hello" },
    });
    let webhook = |entry: Value| json!({ "object": platform.object, "entry": entry });
    let entry = |name: &str, list: Value| {
        let mut entry = json!({ "id": "1", "time": 1_795_000_000 });
        entry[name] = list;
        entry
    };
    let of_entry = |name: &str| webhook(json!([entry(name, json!([]))]));
    let whole = entry("messaging", json!([item]));
    vec![
        List::of(platform, &of_entry("messaging"), &item),
        List::of(platform, &of_entry("standby"), &item),
        List::of(platform, &of_entry("changes"), change),
        List::of(platform, &webhook(json!([])), &whole),
    ]
}

fn messenger_lists() -> &'static [List] {
    static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
        let value = json!({
            "item": "comment", "verb": "add", "comment_id": "1_2", "post_id": "1_1",
            "created_time": 1_795_000_000, "from": { "id": "7", "name": "Nina" }, "message": "price?",
        });
        lists(PLATFORMS[0], &json!({ "field": "feed", "value": value }))
    });
    &LISTS
}

fn instagram_lists() -> &'static [List] {
    static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
        let value = json!({
            "id": "2", "from": { "id": "7", "username": "nina" }, "media": { "id": "3" }, "text": "price?",
        });
        lists(
            PLATFORMS[1],
            &json!({ "field": "comments", "value": value }),
        )
    });
    &LISTS
}

fn whatsapp_lists() -> &'static [List] {
    static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
        let platform = PLATFORMS[2];
        let message = json!({
            "from": "7", "id": "wamid.1", "timestamp": "1795000000", "type": "text",
            "text": { "body": "Hello" },
        });
        let status = json!({
            "id": "wamid.2", "status": "read", "timestamp": "1795000000", "recipient_id": "7",
        });
        let change = |name: &str, list: Value| {
            let mut value = json!({ "metadata": { "phone_number_id": "4" } });
            value[name] = list;
            json!({ "field": "messages", "value": value })
        };
        let entry =
            |changes: Value| json!({ "id": "1", "time": 1_795_000_000, "changes": changes });
        let webhook = |entry: Value| json!({ "object": platform.object, "entry": entry });
        let of_value = |name: &str| webhook(json!([entry(json!([change(name, json!([]))]))]));
        let written = change("messages", json!([message]));
        vec![
            List::of(platform, &of_value("messages"), &message),
            List::of(platform, &of_value("statuses"), &status),
            List::of(platform, &webhook(json!([entry(json!([]))])), &written),
            List::of(platform, &webhook(json!([])), &entry(json!([written]))),
        ]
    });
    &LISTS
}
