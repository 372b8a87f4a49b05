//! Any JSON, made of what the parsers look for.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Names that the parsers look for, and one that they do not know.
const NAMES: [&str; 102] = [
    "action",
    "ads_context_data",
    "app_id",
    "attachments",
    "body",
    "button",
    "button_reply",
    "caption",
    "category",
    "changes",
    "code",
    "contacts",
    "context",
    "conversation",
    "decision",
    "delivery",
    "edit",
    "emoji",
    "entry",
    "errors",
    "event",
    "field",
    "from",
    "from_user_id",
    "hop_context",
    "id",
    "image",
    "interactive",
    "is_deleted",
    "is_echo",
    "is_unsupported",
    "item",
    "latitude",
    "location",
    "longitude",
    "media",
    "media_product_type",
    "message",
    "message_echoes",
    "message_edit",
    "message_id",
    "message_template_id",
    "messages",
    "messaging",
    "metadata",
    "mid",
    "mids",
    "name",
    "nfm_reply",
    "num_edit",
    "object",
    "optin",
    "order",
    "original_message_id",
    "payload",
    "phone_number_id",
    "phones",
    "policy_enforcement",
    "pass_thread_control",
    "take_thread_control",
    "request_thread_control",
    "app_roles",
    "new_owner_app_id",
    "requested_owner_app_id",
    "postback",
    "pricing",
    "product_items",
    "profile",
    "quick_reply",
    "reaction",
    "read",
    "recipient",
    "recipient_id",
    "ref",
    "referral",
    "reply_to",
    "restriction_info",
    "revoke",
    "sender",
    "source",
    "standby",
    "status",
    "statuses",
    "sticker_id",
    "story",
    "system",
    "text",
    "time",
    "timestamp",
    "title",
    "to",
    "type",
    "url",
    "user_id",
    "user_preferences",
    "user_ref",
    "username",
    "value",
    "verb",
    "wa_id",
    "watermark",
    "novelty",
];

/// Words that the parsers look for.
const WORDS: [&str; 34] = [
    "",
    "1763700000",
    "204811937760102",
    "APPROVED",
    "account_update",
    "add",
    "block",
    "button_reply",
    "comment",
    "comments",
    "contacts",
    "delivered",
    "edit",
    "failed",
    "feed",
    "image",
    "instagram",
    "interactive",
    "live_comments",
    "location",
    "marketing_messages",
    "message_template_status_update",
    "messages",
    "page",
    "react",
    "reaction",
    "smb_message_echoes",
    "story_mention",
    "system",
    "text",
    "user_changed_number",
    "user_changed_user_id",
    "user_preferences",
    "whatsapp_business_account",
];

pub(super) fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&NAMES[..])
}

pub(super) fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&WORDS[..])
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(1_795_000_000_000_u64)),
        Just(json!(1_763_700_000_u64)),
        word().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ]
}

pub(super) fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 64, 6, |inner| {
        let member = (name(), inner.clone());
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
