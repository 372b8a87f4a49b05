//! Handing files out. Whoever may see a conversation sees its files; who that is, is settled before this.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use transom_domain::id::{MessageId, WorkspaceId};
use transom_store::{AttachmentState, MediaRow, NamedAttachment};

use super::blobs::Part;
use super::kind::{ending, is_as_claimed, shown};
use super::range::{Asked, asked};
use crate::app::App;
use crate::error::Error;

/// Nothing in a file may run, and nothing outside may frame it.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// Whoever has it asks again each time: it may have been taken back, or they may not be signed in any more.
const CACHE: &str = "private, no-cache";

/// What of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It, shown where that is safe.
    Whole,
    /// It, to be saved.
    Download,
    /// The small picture of it.
    Thumbnail,
}

/// The file at a place among the attachments of a message.
pub(crate) async fn file(
    app: &App,
    workspace_id: WorkspaceId,
    (message_id, number): (MessageId, u32),
    wanted: Wanted,
    headers: &HeaderMap,
) -> Result<Response<Body>, Error> {
    let mut read = app.db.read().await?;
    let named = read
        .load_attachment(workspace_id, message_id, number)
        .await?;
    drop(read);
    let file = match &named.row.state {
        AttachmentState::Kept(file) => file,
        AttachmentState::Waiting => {
            return Err(Error::Conflict(
                "attachment-waiting",
                "this file is still being fetched; ask again in a moment",
            ));
        }
        AttachmentState::Failed(_) => {
            return Err(Error::Conflict(
                "attachment-failed",
                "this file could not be fetched; have it fetched again, or ask the customer for it",
            ));
        }
        AttachmentState::Expired => {
            return Err(Error::Conflict(
                "attachment-expired",
                "this file was kept for as long as the configuration says, and is gone",
            ));
        }
    };
    answer(app, file, &named, wanted, headers).await
}

async fn answer(
    app: &App,
    file: &MediaRow,
    named: &NamedAttachment,
    wanted: Wanted,
    headers: &HeaderMap,
) -> Result<Response<Body>, Error> {
    let (part, media_type) = match (wanted, &file.thumbnail) {
        (Wanted::Thumbnail, Some(thumbnail)) => (Part::Thumbnail, thumbnail.as_str()),
        (Wanted::Thumbnail, None) => return Err(Error::NotFound("thumbnail")),
        _ => (Part::Whole, file.mime_type.as_str()),
    };
    let tag = format!("\"{}-{}\"", file.digest, u8::from(part == Part::Thumbnail));
    let is_shown = wanted != Wanted::Download
        && shown(media_type).is_some()
        && is_as_claimed(&file.mime_type, named.attachment.kind);
    let mut response = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, CACHE)
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_TYPE, media_type)
        .header(
            header::CONTENT_DISPOSITION,
            disposition(is_shown, &name(named, file)),
        );
    let seen = headers
        .get(header::IF_NONE_MATCH)
        .map(HeaderValue::as_bytes);
    if seen.is_some_and(|seen| seen == tag.as_bytes() || seen == b"*") {
        response = response.status(StatusCode::NOT_MODIFIED);
        return finish(response, Body::empty());
    }
    let mut range = None;
    if part == Part::Whole {
        response = response.header(header::ACCEPT_RANGES, "bytes");
        range = match asked(headers, file.bytes, &tag) {
            Asked::Whole => None,
            Asked::Part(range) => Some(range),
            Asked::Nothing => {
                let all = format!("bytes */{}", file.bytes);
                response = response
                    .status(StatusCode::RANGE_NOT_SATISFIABLE)
                    .header(header::CONTENT_RANGE, all);
                return finish(response, Body::empty());
            }
        };
    }
    if let Some(range) = &range {
        let (first, last) = (range.start, range.end - 1);
        response = response.status(StatusCode::PARTIAL_CONTENT).header(
            header::CONTENT_RANGE,
            format!("bytes {first}-{last}/{}", file.bytes),
        );
    }
    let (length, bytes) = app.media.blobs.get(part.of(file.digest), range).await?;
    response = response.header(header::CONTENT_LENGTH, length);
    finish(response, Body::from_stream(bytes))
}

fn finish(response: axum::http::response::Builder, body: Body) -> Result<Response<Body>, Error> {
    response
        .body(body)
        .map_err(|error| Error::Internal(format!("a file could not be handed out: {error}")))
}

/// The name it came with, or one that says what it is.
pub(crate) fn name(named: &NamedAttachment, file: &MediaRow) -> String {
    let given = named.attachment.title.as_deref().map(str::trim);
    if let Some(given) = given.filter(|given| !given.is_empty()) {
        given.to_owned()
    } else {
        let (kind, ending) = (named.attachment.kind.as_str(), ending(&file.mime_type));
        format!("{kind}-{}.{ending}", named.row.number + 1)
    }
}

/// RFC 6266: the name in plain letters, and in its own for who understands that.
fn disposition(is_shown: bool, name: &str) -> String {
    let how = if is_shown { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|one| match one {
            '"' | '\\' | '/' | '%' => '_',
            ' '..='~' => one,
            _ => '_',
        })
        .collect();
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition(false, "Rechnung für Nora.pdf"),
            "attachment; filename=\"Rechnung f_r Nora.pdf\"; filename*=UTF-8''Rechnung%20f%C3%BCr%20Nora.pdf"
        );
        let odd = disposition(true, "a\"; filename=\"b\r\nSet-Cookie: x=1\\");
        assert!(
            odd.starts_with("inline; filename=\"a_; filename=_b__Set-Cookie: x=1_\""),
            "{odd}"
        );
        assert!(HeaderValue::from_str(&odd).is_ok());
    }
}
