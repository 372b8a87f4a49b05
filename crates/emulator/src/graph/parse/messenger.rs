//! What sends to Messenger have of their own.

use serde_json::Value;

use super::{Dialect, GraphError, tag, unknown_type};
use crate::rules::TokenKind;
use crate::world::act_emoji;
use crate::world::send::{Draft, Recipient, UtilityDraft, Way};

/// The longest text, in characters.
const TEXT_LIMIT: usize = 2000;
/// The most pictures in one message.
const ATTACHMENTS: usize = 30;

pub(super) const DIALECT: Dialect = Dialect {
    recipients: &[
        ("id", Recipient::Person),
        ("comment_id", Recipient::Comment),
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
