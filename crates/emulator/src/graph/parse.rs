//! From the body of a send to a [`SendRequest`], with the refusals for what is not well formed.

mod instagram;
mod messenger;
mod template;

use serde_json::Value;

use crate::error::GraphError;
use crate::rules::Platform;
use crate::world::send::{Action, Control, Draft, Recipient, SendRequest, Way};
use crate::world::state::{Attachment, QuickReply};

/// The most quick replies under a message.
const QUICK_REPLIES: usize = 13;

type MakeRecipient = fn(String) -> Recipient;

/// What differs between the platforms.
struct Dialect {
    /// Kinds of recipients, with their keys.
    recipients: &'static [(&'static str, MakeRecipient)],
    way: fn(&Value) -> Result<Way, GraphError>,
    /// What is in a message beside texts, attachments and quick replies.
    rest: fn(&Value, &mut Draft) -> Result<(), GraphError>,
    /// Attachments that only this platform has.
    attachment: fn(&str, &Value) -> Option<Attachment>,
    /// Whether it has templates of this type.
    template: fn(&str) -> Result<(), GraphError>,
    reaction: fn(&str) -> bool,
}

/// The person or comment that a send names, if it names one.
pub(super) fn addressee(body: &Value) -> Option<String> {
    ["id", "comment_id"]
        .into_iter()
        .find_map(|key| id(&body["recipient"][key]))
}

/// Understands the body of a send.
pub(super) fn send_request(body: &Value, platform: Platform) -> Result<SendRequest, GraphError> {
    let dialect = match platform {
        Platform::Instagram => &instagram::DIALECT,
        _ => &messenger::DIALECT,
    };
    let recipient = recipient(&body["recipient"], dialect)?;
    let action = match (body.get("message"), body["sender_action"].as_str()) {
        (Some(_), Some(_)) => return Err(GraphError::ACTION_WITH_MESSAGE),
        (None, None) => return Err(GraphError::invalid("message or sender_action is required")),
        (None, Some(name)) => sender_action(name, &body["payload"], dialect)?,
        (Some(message), None) => {
            let mut draft = draft(message, dialect)?;
            draft.reply_to = body["reply_to"]["mid"].as_str().map(str::to_owned);
            draft.persona = id(&body["persona_id"]);
            Action::Message(Box::new(draft))
        }
    };
    let way = (dialect.way)(body)?;
    if let Action::Message(draft) = &action
        && (way == Way::Utility) != draft.utility.is_some()
    {
        return Err(GraphError::invalid(
            "UTILITY and message.template belong together",
        ));
    }
    let control = control(&body["thread_control"])?;
    let hands_over = matches!(action, Action::Message(_)) && platform == Platform::Messenger;
    if control.is_some() && !hands_over {
        return Err(GraphError::invalid(
            "thread_control goes only with a message to Messenger",
        ));
    }
    Ok(SendRequest {
        recipient,
        way,
        action,
        control,
    })
}

fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn recipient(value: &Value, dialect: &Dialect) -> Result<Recipient, GraphError> {
    let mut given = dialect
        .recipients
        .iter()
        .filter_map(|(key, make)| id(&value[key]).map(make));
    if let (Some(recipient), None) = (given.next(), given.next()) {
        return Ok(recipient);
    }
    let keys: Vec<&str> = dialect.recipients.iter().map(|(key, _)| *key).collect();
    let keys = keys.join(", ");
    Err(GraphError::invalid(&format!(
        "recipient must hold exactly one of {keys}"
    )))
}

fn control(value: &Value) -> Result<Option<Control>, GraphError> {
    if value.is_null() {
        return Ok(None);
    }
    match (value["control_type"].as_str(), id(&value["app_id"])) {
        (Some("pass"), Some(app_id)) => Ok(Some(Control::Pass(app_id))),
        (Some("pass"), None) => Err(GraphError::param(
            "Param thread_control[app_id] is required to pass a thread",
        )),
        (Some("release"), _) => Ok(Some(Control::Release)),
        _ => Err(GraphError::param(
            "Param thread_control[control_type] must be pass or release",
        )),
    }
}

fn tag(body: &Value) -> Option<Way> {
    body["tag"].as_str().map(|tag| Way::Tag(tag.to_owned()))
}

fn unknown_type(other: &str) -> GraphError {
    GraphError::invalid(&format!("messaging_type cannot be {other}"))
}

fn sender_action(name: &str, payload: &Value, dialect: &Dialect) -> Result<Action, GraphError> {
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
                .filter(|name| (dialect.reaction)(name));
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

fn draft(message: &Value, dialect: &Dialect) -> Result<Draft, GraphError> {
    let mut draft = Draft {
        text: message["text"]
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
        metadata: message["metadata"].as_str().map(str::to_owned),
        ..Draft::default()
    };
    let several = message["attachments"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for value in message.get("attachment").into_iter().chain(several) {
        draft.attachments.push(attachment(value, dialect)?);
    }
    (dialect.rest)(message, &mut draft)?;
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

fn attachment(value: &Value, dialect: &Dialect) -> Result<Attachment, GraphError> {
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
            (dialect.template)(payload["template_type"].as_str().unwrap_or_default())?;
            template::template(&payload)
        }
        other => (dialect.attachment)(other, &payload)
            .ok_or_else(|| GraphError::invalid("attachment.type is not one of this platform's")),
    }
}
