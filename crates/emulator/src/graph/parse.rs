//! From the body of a send to a [`SendRequest`], with the refusals for what is not well formed.

use serde_json::Value;

use super::error::GraphError;
use crate::world::act_emoji;
use crate::world::send::{Action, Draft, Recipient, SendRequest, UtilityDraft, Way};
use crate::world::state::{Attachment, Button, QuickReply, Target};

/// The longest text, in characters.
const TEXT_LIMIT: usize = 2000;
/// The most quick replies under a message.
const QUICK_REPLIES: usize = 13;
/// The most pictures in one message.
const ATTACHMENTS: usize = 30;

/// Understands the body of a send.
pub(super) fn send_request(body: &Value) -> Result<SendRequest, GraphError> {
    let recipient = recipient(&body["recipient"])?;
    let action = match (body.get("message"), body["sender_action"].as_str()) {
        (Some(_), Some(_)) => return Err(GraphError::ACTION_WITH_MESSAGE),
        (None, None) => return Err(GraphError::invalid("message or sender_action is required")),
        (None, Some(name)) => sender_action(name, &body["payload"])?,
        (Some(message), None) => {
            let mut draft = draft(message)?;
            draft.reply_to = body["reply_to"]["mid"].as_str().map(str::to_owned);
            Action::Message(Box::new(draft))
        }
    };
    let way = way(body)?;
    if let Action::Message(draft) = &action
        && (way == Way::Utility) != draft.utility.is_some()
    {
        return Err(GraphError::invalid(
            "UTILITY and message.template belong together",
        ));
    }
    Ok(SendRequest {
        recipient,
        way,
        action,
    })
}

fn recipient(value: &Value) -> Result<Recipient, GraphError> {
    let id = |key: &str| match &value[key] {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut given = [
        id("id").map(Recipient::Person),
        id("comment_id").map(Recipient::Comment),
        id("one_time_notif_token").map(Recipient::Token),
    ]
    .into_iter()
    .flatten();
    match (given.next(), given.next()) {
        (Some(recipient), None) => Ok(recipient),
        _ => Err(GraphError::invalid(
            "recipient must hold exactly one of id, comment_id and one_time_notif_token",
        )),
    }
}

fn way(body: &Value) -> Result<Way, GraphError> {
    let tag = body["tag"].as_str();
    match (body["messaging_type"].as_str(), tag) {
        (None | Some("RESPONSE"), None) => Ok(Way::Response),
        (Some("UPDATE"), None) => Ok(Way::Update),
        (Some("UTILITY"), None) => Ok(Way::Utility),
        (Some("MESSAGE_TAG") | None, Some(tag)) => Ok(Way::Tag(tag.to_owned())),
        (Some("MESSAGE_TAG"), None) => Err(GraphError::invalid("MESSAGE_TAG needs a tag")),
        (Some("RESPONSE" | "UPDATE" | "UTILITY"), Some(_)) => Err(GraphError::invalid(
            "a tag needs the messaging_type MESSAGE_TAG",
        )),
        (Some(other), _) => Err(GraphError::invalid(&format!(
            "messaging_type cannot be {other}"
        ))),
    }
}

fn sender_action(name: &str, payload: &Value) -> Result<Action, GraphError> {
    let mid = || {
        let mid = payload["message_id"].as_str().map(str::to_owned);
        mid.ok_or_else(|| GraphError::invalid("payload.message_id is required"))
    };
    match name {
        "typing_on" => Ok(Action::Typing(true)),
        "typing_off" => Ok(Action::Typing(false)),
        "mark_seen" => Ok(Action::Seen),
        "unreact" => Ok(Action::Unreact { mid: mid()? }),
        "react" => {
            let reaction = payload["reaction"]
                .as_str()
                .filter(|name| act_emoji(name).is_some());
            let reaction =
                reaction.ok_or_else(|| GraphError::invalid("payload.reaction is required"))?;
            Ok(Action::React {
                mid: mid()?,
                reaction: reaction.to_owned(),
            })
        }
        other => Err(GraphError::invalid(&format!(
            "sender_action cannot be {other}"
        ))),
    }
}

fn draft(message: &Value) -> Result<Draft, GraphError> {
    let mut draft = Draft {
        text: message["text"]
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        metadata: message["metadata"].as_str().map(str::to_owned),
        ..Draft::default()
    };
    if draft
        .text
        .as_ref()
        .is_some_and(|text| text.chars().count() > TEXT_LIMIT)
    {
        let detail = "Length of param message[text] must be less than or equal to 2000";
        return Err(GraphError::invalid(detail));
    }
    let several = message["attachments"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if several.len() > ATTACHMENTS {
        return Err(GraphError::invalid(
            "at most 30 attachments go in one message",
        ));
    }
    for value in message.get("attachment").into_iter().chain(several) {
        draft.survey |= value["payload"]["template_type"] == "customer_feedback";
        draft.attachments.push(attachment(value)?);
    }
    if message["template"].is_object() {
        draft.utility = Some(utility(&message["template"])?);
    }
    let contents = [
        draft.text.is_some(),
        !draft.attachments.is_empty(),
        draft.utility.is_some(),
    ];
    if contents.into_iter().filter(|given| *given).count() != 1 {
        return Err(GraphError::invalid(
            "a message holds exactly one of text, attachments and template",
        ));
    }
    let replies = message["quick_replies"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if replies.len() > QUICK_REPLIES {
        return Err(GraphError::invalid(
            "at most 13 quick replies stand under a message",
        ));
    }
    draft.quick_replies = replies.iter().map(quick_reply).collect::<Result<_, _>>()?;
    Ok(draft)
}

fn quick_reply(value: &Value) -> Result<QuickReply, GraphError> {
    let fixed = |title: &str| QuickReply {
        title: title.to_owned(),
        payload: title.to_owned(),
    };
    match value["content_type"].as_str() {
        Some("user_email") => Ok(fixed("Send my e-mail address")),
        Some("user_phone_number") => Ok(fixed("Send my phone number")),
        Some("text") => match (value["title"].as_str(), value["payload"].as_str()) {
            (Some(title), Some(payload)) if !title.is_empty() && payload.len() <= 1000 => {
                Ok(QuickReply {
                    // The platform cuts titles, it does not refuse them.
                    title: title.chars().take(20).collect(),
                    payload: payload.to_owned(),
                })
            }
            _ => Err(GraphError::invalid(
                "a quick reply needs a title and a payload of at most 1000 bytes",
            )),
        },
        _ => Err(GraphError::invalid(
            "content_type of a quick reply must be text, user_email or user_phone_number",
        )),
    }
}

fn attachment(value: &Value) -> Result<Attachment, GraphError> {
    let kind = value["type"].as_str().unwrap_or_default().to_owned();
    let payload = value["payload"].clone();
    match kind.as_str() {
        "image" | "audio" | "video" | "file" => {
            if payload.get("attachment_id").is_some() {
                return Err(GraphError::BAD_ATTACHMENT_ID);
            }
            let url = payload["url"].as_str().unwrap_or_default();
            if !url.starts_with("https://") && !url.starts_with("http://") {
                return Err(GraphError::MEDIA_NOT_FETCHED);
            }
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            Ok(Attachment {
                kind,
                payload,
                title: name,
                buttons: Vec::new(),
            })
        }
        "template" => {
            let elements = payload["elements"]
                .as_array()
                .map(Vec::as_slice)
                .unwrap_or_default();
            let parts = || std::iter::once(&payload).chain(elements);
            let lines = parts().flat_map(|part| [&part["text"], &part["title"], &part["subtitle"]]);
            let title = lines
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join("\n");
            let listed = parts()
                .filter_map(|part| part["buttons"].as_array())
                .flatten();
            let mut buttons: Vec<Button> = listed.filter_map(button).collect();
            if payload["template_type"] == "one_time_notif_req" {
                let target =
                    Target::NotifyMe(payload["payload"].as_str().unwrap_or_default().to_owned());
                buttons.push(Button {
                    title: "Notify me".to_owned(),
                    target,
                });
            }
            Ok(Attachment {
                kind,
                payload,
                title,
                buttons,
            })
        }
        _ => Err(GraphError::invalid(
            "attachment.type must be image, audio, video, file or template",
        )),
    }
}

fn button(value: &Value) -> Option<Button> {
    let title = value["title"].as_str()?.to_owned();
    let target = match value["type"].as_str()? {
        "postback" => Target::Postback(value["payload"].as_str()?.to_owned()),
        "web_url" => Target::Link(value["url"].as_str()?.to_owned()),
        _ => return None,
    };
    Some(Button { title, target })
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
    let components = template["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let body = components.iter().find(|part| part["type"] == "body");
    let parameters = body
        .and_then(|body| body["parameters"].as_array())
        .map(Vec::as_slice)
        .unwrap_or_default();
    Ok(UtilityDraft {
        name: name.to_owned(),
        language: language.to_owned(),
        parameters: parameters
            .iter()
            .filter_map(|one| one["text"].as_str())
            .map(str::to_owned)
            .collect(),
        wire: template.clone(),
    })
}
