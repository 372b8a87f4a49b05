//! From the body of a send to an [`Outgoing`], with the refusals for what is not well formed.

use serde_json::Value;

use super::interactive::interactive;
use crate::error::GraphError;
use crate::world::whatsapp::outgoing::{
    Address, Content, Letter, MediaDraft, Outgoing, Source, TemplateDraft,
};

const TEXT: usize = 4096;
const CAPTION: usize = 1024;
const CALLBACK_DATA: usize = 512;
const CONTACTS: usize = 257;

/// Understands the body of a send.
pub(super) fn outgoing(body: &Value, marketing: bool) -> Result<Outgoing, GraphError> {
    match body["messaging_product"].as_str() {
        Some("whatsapp") => {}
        Some(_) => {
            return Err(GraphError::wa_parameter(
                "messaging_product must be whatsapp",
            ));
        }
        None => return Err(GraphError::wa_missing("messaging_product")),
    }
    if body["status"] == "read" {
        let mid = text(body, "message_id").ok_or_else(|| GraphError::wa_missing("message_id"))?;
        let typing = body["typing_indicator"]["type"] == "text";
        return Ok(Outgoing::Seen { mid, typing });
    }
    match body["recipient_type"].as_str() {
        None | Some("individual") => {}
        Some("group") => {
            return Err(GraphError::wa_value(
                "recipient_type: groups are not for this number",
            ));
        }
        Some(_) => {
            return Err(GraphError::wa_parameter(
                "recipient_type: individual or group",
            ));
        }
    }
    let to = address(body)?;
    let kind = body["type"].as_str().unwrap_or("text");
    if marketing && kind != "template" {
        return Err(GraphError::wa_parameter("type must be template"));
    }
    if marketing {
        marketing_terms(body)?;
    }
    let callback_data = text(body, "biz_opaque_callback_data");
    if callback_data
        .as_ref()
        .is_some_and(|data| data.chars().count() > CALLBACK_DATA)
    {
        return Err(GraphError::wa_parameter(
            "biz_opaque_callback_data: at most 512 characters",
        ));
    }
    let quotes = match &body["context"] {
        Value::Null => None,
        context => Some(
            text(context, "message_id")
                .ok_or_else(|| GraphError::wa_missing("context['message_id']"))?,
        ),
    };
    let part = &body[kind];
    if part.is_null() && known(kind) {
        return Err(GraphError::wa_missing(kind));
    }
    Ok(Outgoing::Message(Box::new(Letter {
        to,
        content: content(kind, part)?,
        quotes,
        callback_data,
        marketing,
    })))
}

/// What only the interface for marketing takes.
fn marketing_terms(body: &Value) -> Result<(), GraphError> {
    let policy = &body["product_policy"];
    if !policy.is_null() && policy != "CLOUD_API_FALLBACK" && policy != "STRICT" {
        return Err(GraphError::wa_parameter(
            "product_policy: CLOUD_API_FALLBACK or STRICT",
        ));
    }
    let sharing = &body["message_activity_sharing"];
    if !sharing.is_null() && !sharing.is_boolean() {
        return Err(GraphError::wa_parameter(
            "message_activity_sharing: true or false",
        ));
    }
    Ok(())
}

fn known(kind: &str) -> bool {
    matches!(
        kind,
        "text"
            | "image"
            | "video"
            | "audio"
            | "document"
            | "sticker"
            | "location"
            | "contacts"
            | "reaction"
            | "interactive"
            | "template"
    )
}

fn text(value: &Value, key: &str) -> Option<String> {
    let text = value[key].as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn address(body: &Value) -> Result<Address, GraphError> {
    let given = match &body["to"] {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let Some(input) = given else {
        let user = text(body, "recipient").ok_or_else(|| GraphError::wa_missing("to"))?;
        let scoped = user
            .split_once('.')
            .is_some_and(|(country, rest)| country.len() == 2 && !rest.is_empty());
        return if scoped {
            Ok(Address::User(user))
        } else {
            Err(GraphError::wa_parameter(
                "recipient: this is no business-scoped user id",
            ))
        };
    };
    let digits: String = input.chars().filter(char::is_ascii_digit).collect();
    let written = input
        .chars()
        .all(|one| one.is_ascii_digit() || " +-().".contains(one));
    if !written || !(7..=15).contains(&digits.len()) {
        return Err(GraphError::wa_value("to: this is no phone number"));
    }
    Ok(Address::Phone { input, digits })
}

fn content(kind: &str, part: &Value) -> Result<Content, GraphError> {
    Ok(match kind {
        "text" => {
            let body = text(part, "body").ok_or_else(|| GraphError::wa_missing("text['body']"))?;
            limit("text['body']", &body, TEXT)?;
            Content::Text(body)
        }
        "image" => Content::Media(media("image", part)?),
        "video" => Content::Media(media("video", part)?),
        "audio" => Content::Media(media("audio", part)?),
        "document" => Content::Media(media("document", part)?),
        "sticker" => Content::Media(media("sticker", part)?),
        "location" => place(part)?,
        "contacts" => contacts(part)?,
        "reaction" => Content::Reaction {
            mid: text(part, "message_id")
                .ok_or_else(|| GraphError::wa_missing("reaction['message_id']"))?,
            emoji: part["emoji"].as_str().unwrap_or_default().to_owned(),
        },
        "interactive" => Content::Interactive(Box::new(interactive(part)?)),
        "template" => Content::Template(Box::new(template(part)?)),
        other => return Err(GraphError::wa_unsupported(other)),
    })
}

pub(super) fn limit(name: &str, text: &str, most: usize) -> Result<(), GraphError> {
    if text.chars().count() <= most {
        return Ok(());
    }
    let details = format!("Param {name} must be at most {most} characters long.");
    Err(GraphError::wa_parameter(details))
}

/// A file by id or by address.
pub(super) fn media(kind: &'static str, part: &Value) -> Result<MediaDraft, GraphError> {
    let source = match (text(part, "id"), text(part, "link")) {
        (Some(id), None) => Source::Id(id),
        (None, Some(link)) if link.starts_with("https://") || link.starts_with("http://") => {
            Source::Link(link)
        }
        (None, Some(_)) => {
            let details = format!("{kind}['link'] is not an address");
            return Err(GraphError::wa_value(details));
        }
        (Some(_), Some(_)) => {
            let details = format!("{kind}: either id or link, not both");
            return Err(GraphError::wa_parameter(details));
        }
        (None, None) => {
            return Err(GraphError::wa_required(format!(
                "{kind}: id or link is required"
            )));
        }
    };
    let caption = text(part, "caption");
    if let Some(caption) = &caption {
        if matches!(kind, "audio" | "sticker") {
            return Err(GraphError::wa_parameter(format!("{kind} has no caption")));
        }
        limit(&format!("{kind}['caption']"), caption, CAPTION)?;
    }
    Ok(MediaDraft {
        kind,
        source,
        caption,
        filename: text(part, "filename"),
        voice: part["voice"] == true,
    })
}

fn place(part: &Value) -> Result<Content, GraphError> {
    let degrees = |key: &str, most: f64| {
        let number = match &part[key] {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let number = number.ok_or_else(|| GraphError::wa_missing(&format!("location['{key}']")))?;
        if number.abs() <= most {
            Ok(number)
        } else {
            Err(GraphError::wa_value(format!(
                "location['{key}'] lies beyond {most}"
            )))
        }
    };
    degrees("latitude", 90.0)?;
    degrees("longitude", 180.0)?;
    let title = text(part, "name").or_else(|| text(part, "address"));
    Ok(Content::Place {
        title: title.unwrap_or_else(|| "Location".to_owned()),
        wire: part.clone(),
    })
}

fn contacts(part: &Value) -> Result<Content, GraphError> {
    let cards = part.as_array().map(Vec::as_slice).unwrap_or_default();
    if cards.is_empty() || cards.len() > CONTACTS {
        return Err(GraphError::wa_parameter(
            "contacts: between 1 and 257 cards",
        ));
    }
    let name = |card: &Value| text(&card["name"], "formatted_name");
    let names: Option<Vec<String>> = cards.iter().map(name).collect();
    let names =
        names.ok_or_else(|| GraphError::wa_missing("contacts[i]['name']['formatted_name']"))?;
    Ok(Content::Contacts {
        title: names.join(", "),
        wire: part.clone(),
    })
}

fn template(part: &Value) -> Result<TemplateDraft, GraphError> {
    let name = text(part, "name").ok_or_else(|| GraphError::wa_missing("template['name']"))?;
    let language = text(&part["language"], "code")
        .ok_or_else(|| GraphError::wa_missing("template['language']['code']"))?;
    let components = match &part["components"] {
        Value::Null => Vec::new(),
        Value::Array(list) => list.clone(),
        _ => {
            return Err(GraphError::wa_parameter(
                "template['components'] must be a list",
            ));
        }
    };
    for component in &components {
        let kind = component["type"]
            .as_str()
            .unwrap_or_default()
            .to_lowercase();
        let button = kind == "button";
        if button && (component["sub_type"].is_null() || component["index"].is_null()) {
            return Err(GraphError::wa_parameter(
                "a button needs sub_type and index",
            ));
        }
        let other = matches!(
            kind.as_str(),
            "header" | "body" | "footer" | "carousel" | "limited_time_offer" | "order_status"
        );
        if !button && !other {
            return Err(GraphError::wa_parameter(
                "template['components'][i]['type'] must be header, body or button",
            ));
        }
    }
    Ok(TemplateDraft {
        name,
        language,
        components,
    })
}
