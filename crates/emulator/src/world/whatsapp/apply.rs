//! A permitted message put together as the phone shows it.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::fill::{Filled, fill};
use super::media::{Media, serves};
use super::outgoing::{Content, InteractiveDraft, MediaDraft, Source};
use crate::error::GraphError;
use crate::world::state::waba::Waba;
use crate::world::state::{Attachment, Author, Message};

/// The files of all numbers.
type Files = HashMap<String, Media>;

/// A file of the business on a phone; it must be one of the number's, and of a type that serves.
pub(super) fn file(
    files: &Files,
    draft: &MediaDraft,
    now: Timestamp,
) -> Result<Attachment, GraphError> {
    let mut payload = json!({});
    let mut title = draft.filename.clone().unwrap_or_default();
    match &draft.source {
        Source::Id(id) => {
            let media = files.get(id).filter(|media| now < media.expires_at);
            let media = media.ok_or_else(|| GraphError::wa_no_media(draft.kind))?;
            let is_spoken = media.mime_type.starts_with("audio/ogg");
            if !serves(draft.kind, &media.mime_type) || draft.voice && !is_spoken {
                return Err(GraphError::wa_value(format!(
                    "{}: a file of the type {} cannot be sent so",
                    draft.kind, media.mime_type
                )));
            }
            payload["media_id"] = json!(id);
            payload["mime_type"] = json!(media.mime_type);
            if title.is_empty() {
                title = media.filename.clone().unwrap_or_default();
            }
        }
        Source::Link(link) => {
            payload["url"] = json!(link);
            if title.is_empty() {
                link.rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .clone_into(&mut title);
            }
        }
    }
    Ok(Attachment {
        kind: if draft.voice { "voice" } else { draft.kind }.to_owned(),
        payload,
        title,
        buttons: Vec::new(),
    })
}

/// The message as the phone keeps it; none for a reaction, which hangs on another.
pub(super) fn message(
    files: &Files,
    waba: &Waba,
    content: &Content,
    mid: &str,
    now: Timestamp,
) -> Result<Option<Message>, GraphError> {
    let mut message = Message::new(mid.to_owned(), now, Author::App);
    match content {
        Content::Reaction { .. } => return Ok(None),
        Content::Text(text) => message.text = Some(text.clone()),
        Content::Media(draft) => {
            message.attachments.push(file(files, draft, now)?);
            message.text.clone_from(&draft.caption);
        }
        Content::Place { title, wire } => {
            message.attachments.push(thing("location", title, wire));
        }
        Content::Contacts { title, wire } => {
            message.attachments.push(thing("contacts", title, wire));
        }
        Content::Interactive(draft) => interactive(files, draft, &mut message, now)?,
        Content::Template(draft) => {
            let mut templates = waba.templates.iter();
            let template = templates
                .find(|known| known.name == draft.name && known.language == draft.language);
            let template = template.ok_or(GraphError::WA_NO_TEMPLATE)?;
            let Filled {
                text,
                media,
                place,
                card,
            } = fill(template, draft)?;
            if let Some(media) = media {
                message.attachments.push(file(files, &media, now)?);
            }
            if let Some(place) = place {
                let title = place["name"].as_str().unwrap_or("Location");
                message.attachments.push(thing("location", title, &place));
            }
            message.text = Some(text);
            message.card = Some(Box::new(card));
        }
    }
    Ok(Some(message))
}

fn interactive(
    files: &Files,
    draft: &InteractiveDraft,
    message: &mut Message,
    now: Timestamp,
) -> Result<(), GraphError> {
    for one in &draft.files {
        message.attachments.push(file(files, one, now)?);
    }
    message.text = Some(draft.body.clone()).filter(|body| !body.is_empty());
    message.card = Some(Box::new(draft.card.clone()));
    Ok(())
}

fn thing(kind: &str, title: &str, payload: &Value) -> Attachment {
    Attachment {
        kind: kind.to_owned(),
        payload: payload.clone(),
        title: title.to_owned(),
        buttons: Vec::new(),
    }
}
