//! What sends to Instagram have of their own. How long a text may be, its rules say.

use serde_json::Value;

use super::{Dialect, GraphError, id, tag, unknown_type};
use crate::world::send::{Draft, Recipient, Way};
use crate::world::state::Attachment;

/// The most pictures in one message.
const ATTACHMENTS: usize = 10;

pub(super) const DIALECT: Dialect = Dialect {
    recipients: &[
        ("id", Recipient::Person),
        ("comment_id", Recipient::Comment),
    ],
    way,
    rest,
    attachment,
    template: |kind| match kind {
        "generic" | "button" | "product" => Ok(()),
        _ => Err(GraphError::BAD_MESSAGE_DATA),
    },
    reaction: |name| name == "love",
};

/// A tag may stand alone, or beside `MESSAGE_TAG`.
fn way(body: &Value) -> Result<Way, GraphError> {
    match (body["messaging_type"].as_str(), tag(body)) {
        (None | Some("MESSAGE_TAG"), Some(tag)) => Ok(tag),
        (None | Some("RESPONSE"), None) => Ok(Way::Response),
        (Some("UPDATE"), None) => Ok(Way::Update),
        (Some("MESSAGE_TAG"), None) => Err(GraphError::invalid("MESSAGE_TAG needs a tag")),
        (Some("RESPONSE" | "UPDATE"), Some(_)) => Err(GraphError::invalid(
            "a tag needs the messaging_type MESSAGE_TAG",
        )),
        (Some(other), _) => Err(unknown_type(other)),
    }
}

fn rest(_: &Value, draft: &mut Draft) -> Result<(), GraphError> {
    let pictures_only = draft.attachments.iter().all(|one| one.kind == "image");
    match draft.attachments.len() {
        0 | 1 => {}
        2..=ATTACHMENTS if pictures_only => {}
        _ => return Err(GraphError::BAD_MESSAGE_DATA),
    }
    Ok(())
}

fn attachment(kind: &str, payload: &Value) -> Option<Attachment> {
    let title = match kind {
        "like_heart" => "\u{2764}\u{fe0f}".to_owned(),
        "MEDIA_SHARE" => id(&payload["id"])?,
        _ => return None,
    };
    Some(Attachment {
        kind: kind.to_owned(),
        payload: payload.clone(),
        title,
        buttons: Vec::new(),
    })
}
