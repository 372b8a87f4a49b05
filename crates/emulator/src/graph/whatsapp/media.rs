//! Files: upload and download, and the upload of samples for templates.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Caller;
use crate::error::GraphError;

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

/// `POST /{app}/uploads`: the beginning of an upload whose handle a template takes as an example.
pub(super) fn begin_upload(caller: &Caller<'_>) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    if request.method != Method::POST || request.edge() != Some("uploads") {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let kind = request
        .given("file_type")
        .ok_or_else(|| GraphError::wa_missing("file_type"))?;
    request
        .given("file_length")
        .ok_or_else(|| GraphError::wa_missing("file_length"))?;
    let session = format!("{}|{kind}", world.ids().number());
    Ok(json!({ "id": format!("upload:{}", STANDARD.encode(session).replace('/', "_")) }))
}

/// `/upload:…`: the bytes, for which a handle comes back.
pub(super) fn upload_part(caller: &Caller<'_>) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match request.method {
        Method::GET => Ok(json!({ "id": request.node(), "file_offset": 0 })),
        Method::POST if request.raw.is_empty() => Err(GraphError::wa_missing("file")),
        Method::POST => {
            let handle = STANDARD.encode(format!("{}:{}", world.ids().number(), request.raw.len()));
            Ok(json!({ "h": format!("4::{handle}") }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}
