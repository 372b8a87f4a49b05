//! What sends to Messenger have of their own.

use serde_json::{Value, json};

use super::{Dialect, GraphError, id, tag, unknown_type};
use crate::rules::TokenKind;
use crate::world::act_emoji;
use crate::world::send::{Draft, Recipient, UtilityDraft, Way};
use crate::world::state::Attachment;

/// The longest text, in characters.
const TEXT_LIMIT: usize = 2000;
/// The most pictures in one message.
const ATTACHMENTS: usize = 30;

pub(super) const DIALECT: Dialect = Dialect {
    recipients: &[
        ("id", Recipient::Person),
        ("comment_id", Recipient::Comment),
        ("post_id", Recipient::Post),
        ("user_ref", Recipient::Checkbox),
        ("one_time_notif_token", |token| {
            Recipient::Token(TokenKind::OneTime, token)
        }),
        ("notification_messages_token", |token| {
            Recipient::Token(TokenKind::Marketing, token)
        }),
    ],
    way,
    rest,
    attachment: |_, _| None,
    template: |_| Ok(()),
    reaction: |name| act_emoji(name).is_some(),
};

fn way(body: &Value) -> Result<Way, GraphError> {
    match (body["messaging_type"].as_str(), tag(body)) {
        (None | Some("RESPONSE"), None) => Ok(Way::Response),
        (Some("UPDATE"), None) => Ok(Way::Update),
        (Some("UTILITY"), None) => Ok(Way::Utility),
        (Some("MESSAGE_TAG") | None, Some(tag)) => Ok(tag),
        (Some("MESSAGE_TAG"), None) => Err(GraphError::invalid("MESSAGE_TAG needs a tag")),
        (Some("RESPONSE" | "UPDATE" | "UTILITY"), Some(_)) => Err(GraphError::invalid(
            "a tag needs the messaging_type MESSAGE_TAG",
        )),
        (Some(other), _) => Err(unknown_type(other)),
    }
}

fn rest(message: &Value, draft: &mut Draft) -> Result<(), GraphError> {
    let text = draft.text.as_deref().unwrap_or_default();
    if text.chars().count() > TEXT_LIMIT {
        let detail = "Length of param message[text] must be less than or equal to 2000";
        return Err(GraphError::invalid(detail));
    }
    if let Some(number) = id(&message["sticker_id"]) {
        draft.attachments.push(sticker(&number)?);
    }
    if draft.attachments.len() > ATTACHMENTS {
        return Err(GraphError::invalid(
            "at most 30 attachments go in one message",
        ));
    }
    draft.survey = draft
        .attachments
        .iter()
        .any(|one| one.payload["template_type"] == "customer_feedback");
    if message["template"].is_object() {
        draft.utility = Some(utility(&message["template"])?);
    }
    Ok(())
}

/// The platform's shelves hold more stickers than those of the emulator, so it takes every number.
fn sticker(number: &str) -> Result<Attachment, GraphError> {
    let number = number.parse::<u64>();
    let number = number.map_err(|_| GraphError::invalid("sticker_id must be a number"))?;
    Ok(Attachment {
        kind: "sticker".to_owned(),
        payload: json!({ "sticker_id": number }),
        title: "Sticker".to_owned(),
        buttons: Vec::new(),
    })
}

fn utility(template: &Value) -> Result<UtilityDraft, GraphError> {
    let (Some(name), Some(language)) = (
        template["name"].as_str(),
        template["language"]["code"].as_str(),
    ) else {
        return Err(GraphError::invalid(
            "message.template needs name and language.code",
        ));
    };
    Ok(UtilityDraft {
        name: name.to_owned(),
        language: language.to_owned(),
        wire: template.clone(),
    })
}
