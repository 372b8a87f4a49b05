//! Files that customers hang on messages.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(keep))
        .routes(routes!(show))
}

/// Where a file lies.
#[derive(Debug, Serialize, ToSchema)]
struct FileView {
    /// To be given as the `url` of an attachment.
    url: String,
}

/// Keeps a file, so that a customer can send it.
#[utoipa::path(post, path = "/files", request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = FileView), (status = 400, body = Rejection)))]
async fn keep(
    State(world): State<World>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<FileView>), Rejection> {
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let media_type = media_type.ok_or_else(|| {
        Rejection::invalid(
            "content-type",
            "the header Content-Type says what a file is",
        )
    })?;
    let url = world.keep_file(media_type, bytes);
    Ok((StatusCode::CREATED, Json(FileView { url })))
}

/// A file, as whoever knows its address gets it.
#[utoipa::path(get, path = "/files/{file}", params(("file", description = "Id of the file")), responses((status = 200, content_type = "application/octet-stream"), (status = 404)))]
async fn show(State(world): State<World>, Path(id): Path<String>) -> Response {
    let Some(file) = world.file(&id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let unnamed = HeaderValue::from_static("application/octet-stream");
    let media_type = HeaderValue::from_str(&file.media_type).unwrap_or(unnamed);
    ([(CONTENT_TYPE, media_type)], Body::from(file.bytes)).into_response()
}
