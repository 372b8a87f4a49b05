//! Files: upload and download, and the upload of samples for templates.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Caller;
use crate::error::GraphError;
use crate::world::whatsapp::example::Unfit;

/// `POST /{number}/media`.
pub(super) fn upload(caller: &Caller<'_>, number: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    if request.text("messaging_product") != Some("whatsapp") {
        return Err(GraphError::wa_missing("messaging_product"));
    }
    let file = request
        .file("file")
        .ok_or_else(|| GraphError::wa_missing("file"))?;
    let said = request.text("type").filter(|kind| kind.contains('/'));
    let kind = said.or(file.content_type.as_deref());
    let kind = kind.unwrap_or("application/octet-stream").to_owned();
    let id = world.upload(number, &kind, file.filename.clone(), file.bytes.clone())?;
    Ok(json!({ "id": id }))
}

/// `/{media}`.
pub(super) fn one(caller: &Caller<'_>, id: &str, owner: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    let asked = request.given("phone_number_id");
    if asked.is_some_and(|asked| asked != owner) || request.edge().is_some() {
        return Err(GraphError::no_object(id));
    }
    match request.method {
        Method::GET => {
            let object = world.media_object(id, &caller.base);
            object.ok_or_else(|| GraphError::no_object(id))
        }
        Method::DELETE => {
            world.delete_media(id);
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// The bytes behind an address that `GET /{media}` or a webhook gave.
pub(super) fn download(caller: &Caller<'_>) -> Response {
    let Caller { world, request, .. } = caller;
    let part = |key: &str| request.given(key).unwrap_or_default();
    let id = part("mid");
    let own = world
        .media_owner(&id)
        .is_some_and(|owner| caller.owns_number(&owner));
    let found = own
        .then(|| world.fetch_media(&id, &part("ext"), &part("hash")))
        .flatten();
    let Some((kind, bytes)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
}

/// What can be an example of a template.
const EXAMPLES: [&str; 6] = [
    "application/pdf",
    "image/gif",
    "image/jpeg",
    "image/jpg",
    "image/png",
    "video/mp4",
];

/// `POST /{app}/uploads`: the beginning of an upload whose handle a template takes as an example.
pub(super) fn begin_upload(caller: &Caller<'_>) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    if request.method != Method::POST || request.edge() != Some("uploads") {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let asked = |key: &str| {
        request
            .given(key)
            .ok_or_else(|| GraphError::wa_missing(key))
    };
    let (kind, length) = (asked("file_type")?, asked("file_length")?);
    if !EXAMPLES.contains(&kind.as_str()) {
        return Err(GraphError::wa_parameter(format!(
            "file_type: {kind} cannot be an example"
        )));
    }
    let length = length.parse().ok().filter(|length| *length > 0);
    let length = length
        .ok_or_else(|| GraphError::wa_parameter("file_length: a number of bytes".to_owned()))?;
    let kind = kind.replace("image/jpg", "image/jpeg");
    Ok(json!({ "id": world.begin_example(kind, length) }))
}

/// `/upload:…`: the bytes from an offset on, for which a handle comes back with the last of them.
pub(super) fn upload_part(caller: &Caller<'_>) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    let name = request.node();
    match request.method {
        Method::GET => {
            let offset = world.example_offset(name);
            let offset = offset.ok_or_else(|| GraphError::no_object(name))?;
            Ok(json!({ "id": name, "file_offset": offset }))
        }
        Method::POST => {
            let offset = request
                .file_offset
                .ok_or_else(|| GraphError::wa_missing("file_offset"))?;
            let handle = world.take_example(name, offset, request.raw.len());
            match handle {
                Ok(handle) => Ok(json!({ "h": handle })),
                Err(Unfit::Unknown) => Err(GraphError::no_object(name)),
                Err(Unfit::Offset(at)) => Err(GraphError::wa_parameter(format!(
                    "file_offset: {at} bytes are here"
                ))),
                Err(Unfit::TooLong) => Err(GraphError::wa_parameter(
                    "file_length: there are more bytes than that".to_owned(),
                )),
                Err(Unfit::Part(at)) => Ok(json!({ "id": name, "file_offset": at })),
            }
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}
