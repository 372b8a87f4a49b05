//! Uploads: files that are handed over once and sent by their ids, each for a while and as what it was uploaded as.

use std::borrow::Cow;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderValue, Method, header};
use serde_json::{Map, Value, json};

use super::request::GraphRequest;
use crate::error::GraphError;
use crate::rules::Platform;
use crate::world::World;
use crate::world::upload::Upload;

/// The edge that takes them.
const EDGE: &str = "message_attachments";
/// The largest file, and the largest picture on Instagram.
const FILE_LIMIT: usize = 25 * 1024 * 1024;
const PICTURE_LIMIT: usize = 8 * 1024 * 1024;
/// What the fields around a file may take besides.
const ROOM: usize = 1024 * 1024;
/// The file of a request.
#[derive(Debug)]
pub(super) struct Part {
    name: String,
    media_type: String,
    bytes: usize,
}

/// Takes a form in parts apart: what it says as JSON, as other requests say it, and its file.
pub(super) async fn unpack(request: Request) -> Result<(Request, Option<Part>), GraphError> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let is_in_parts = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if !is_in_parts || !request.uri().path().ends_with(EDGE) {
        return Ok((request, None));
    }
    let broken = || GraphError::invalid("the form is not complete, or too large");
    let (mut head, body) = request.into_parts();
    let bytes = to_bytes(body, FILE_LIMIT + ROOM).await;
    let body = Body::from(bytes.map_err(|_| broken())?);
    let form = Request::from_parts(head.clone(), body);
    let mut parts = Multipart::from_request(form, &())
        .await
        .map_err(|_| broken())?;
    let (mut fields, mut file) = (Map::new(), None);
    while let Some(part) = parts.next_field().await.map_err(|_| broken())? {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let (name, title) = (text(part.name()), text(part.file_name()));
        let media_type = text(part.content_type());
        let bytes = part.bytes().await.map_err(|_| broken())?;
        if name == "filedata" {
            file = Some(Part {
                name: title,
                media_type,
                bytes: bytes.len(),
            });
        } else {
            let said = String::from_utf8_lossy(&bytes);
            let said = serde_json::from_str(&said).unwrap_or_else(|_| json!(said));
            fields.insert(name, said);
        }
    }
    let json = HeaderValue::from_static("application/json");
    head.headers.insert(header::CONTENT_TYPE, json);
    let said = Value::Object(fields).to_string();
    Ok((Request::from_parts(head, Body::from(said)), file))
}

/// Whether a request hands over a file.
pub(super) fn is_upload(request: &GraphRequest) -> bool {
    request.method == Method::POST && request.edge() == Some(EDGE)
}

/// Takes a file over, or the address of one.
pub(super) fn take(
    world: &World,
    request: &GraphRequest,
    outlet: &str,
    file: Option<&Part>,
) -> Result<Value, GraphError> {
    let attachment = &request.body["message"]["attachment"];
    let kind = attachment["type"].as_str().unwrap_or_default();
    if !matches!(kind, "image" | "video" | "audio" | "file") {
        let detail = "message.attachment.type must be image, video, audio or file";
        return Err(GraphError::invalid(detail));
    }
    let url = attachment["payload"]["url"].as_str();
    let name = match (file, url) {
        (Some(file), None) => {
            check(world, outlet, kind, file)?;
            file.name.clone()
        }
        (None, Some(url)) if url.starts_with("https://") || url.starts_with("http://") => {
            url.rsplit('/').next().unwrap_or_default().to_owned()
        }
        _ => return Err(GraphError::MEDIA_NOT_FETCHED),
    };
    let upload = Upload {
        outlet: outlet.to_owned(),
        kind: kind.to_owned(),
        name,
        at: world.now(),
    };
    Ok(json!({ "attachment_id": world.keep_upload(upload) }))
}

fn check(world: &World, outlet: &str, kind: &str, file: &Part) -> Result<(), GraphError> {
    let on_instagram = world.platform(outlet) == Platform::Instagram;
    let limit = if on_instagram && kind == "image" {
        PICTURE_LIMIT
    } else {
        FILE_LIMIT
    };
    if file.bytes > limit {
        return Err(GraphError::invalid("the file is too large"));
    }
    if file.bytes == 0 || file.name.is_empty() {
        return Err(GraphError::invalid("filedata is empty or has no name"));
    }
    let group = file.media_type.split('/').next().unwrap_or_default();
    let is_pdf = file.media_type == "application/pdf";
    let fits = match kind {
        "file" => !on_instagram || is_pdf,
        kind => group == kind,
    };
    if fits {
        Ok(())
    } else {
        Err(GraphError::invalid(
            "the file is not of the type it is uploaded as",
        ))
    }
}

/// The body of a send, with what ids stand for in their place.
pub(super) fn resolve<'b>(
    world: &World,
    outlet: &str,
    body: &'b Value,
) -> Result<Cow<'b, Value>, GraphError> {
    let mut resolved = Cow::Borrowed(body);
    let several = body["message"]["attachments"].as_array();
    let several = several.map_or(0, Vec::len);
    let places = (0..several).map(|place| format!("/message/attachments/{place}"));
    for place in places.chain(["/message/attachment".to_owned()]) {
        let Some(attachment) = body.pointer(&place) else {
            continue;
        };
        let id = match &attachment["payload"]["attachment_id"] {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => continue,
        };
        let kind = attachment["type"].as_str().unwrap_or_default();
        let url = world.uploaded(outlet, &id, kind);
        let url = url.ok_or(GraphError::BAD_ATTACHMENT_ID)?;
        if let Some(attachment) = resolved.to_mut().pointer_mut(&place) {
            attachment["payload"] = json!({ "url": url });
        }
    }
    Ok(resolved)
}
