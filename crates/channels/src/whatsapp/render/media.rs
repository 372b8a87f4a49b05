//! Files, by the id of an upload or by an address.

use serde::Serialize;
use transom_domain::message::{Attachment, AttachmentKind};

use super::limits::{CannotRender, Part};

/// The type of a file with a voice message.
const SPOKEN: &str = "audio/ogg";

#[derive(Serialize)]
pub(super) struct Media<'a> {
    #[serde(flatten)]
    source: Source<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filename: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Source<'a> {
    Id(&'a str),
    Link(&'a str),
}

/// A file under the name of its type.
pub(super) enum Named<'a> {
    Image(Media<'a>),
    Video(Media<'a>),
    Audio(Media<'a>),
    Document(Media<'a>),
    Sticker(Media<'a>),
}

/// A file with the text below it. An upload is preferred to an address, which the platform would have to fetch.
pub(super) fn media<'a>(
    attachment: &'a Attachment,
    caption: Option<&'a str>,
) -> Result<Named<'a>, CannotRender> {
    let kind = attachment.kind;
    let source = match (&attachment.media_id, &attachment.url) {
        (Some(id), _) => Source::Id(id),
        (None, Some(url)) => Source::Link(url),
        (None, None) => return Err(CannotRender::AttachmentWithoutSource),
    };
    let takes_caption = matches!(
        kind,
        AttachmentKind::Image | AttachmentKind::Video | AttachmentKind::File
    );
    if caption.is_some() && !takes_caption {
        return Err(CannotRender::NoCaption(kind));
    }
    let mut media = Media {
        source,
        caption: Part::Caption.fits_if_any(caption)?,
        filename: None,
        voice: None,
    };
    Ok(match kind {
        AttachmentKind::Image => Named::Image(media),
        AttachmentKind::Video => Named::Video(media),
        AttachmentKind::Audio => {
            let is_other = |kind: &str| !kind.starts_with(SPOKEN);
            if attachment.is_voice && attachment.mime_type.as_deref().is_some_and(is_other) {
                return Err(CannotRender::NotSpoken);
            }
            media.voice = attachment.is_voice.then_some(true);
            Named::Audio(media)
        }
        AttachmentKind::File => {
            media.filename = attachment.title.as_deref();
            Named::Document(media)
        }
        AttachmentKind::Sticker => Named::Sticker(media),
        other => return Err(CannotRender::AttachmentKind(other)),
    })
}

/// A file in the header of a message with buttons, or of a template.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub(super) enum Header<'a> {
    Image { image: Media<'a> },
    Video { video: Media<'a> },
    Document { document: Media<'a> },
}

pub(super) fn header(attachment: &Attachment) -> Result<Header<'_>, CannotRender> {
    match media(attachment, None)? {
        Named::Image(image) => Ok(Header::Image { image }),
        Named::Video(video) => Ok(Header::Video { video }),
        Named::Document(document) => Ok(Header::Document { document }),
        Named::Audio(_) | Named::Sticker(_) => Err(CannotRender::AttachmentKind(attachment.kind)),
    }
}
