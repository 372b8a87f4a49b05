//! Files to be sent.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use transom_domain::id::UploadId;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::message::draft::may_send;
use super::problem::{Failure, Problems};
use super::request::Parameters;
use crate::app::App;
use crate::error::Error;
use crate::media::outbound;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// Its name, as the customer will see it where the platform shows one.
    #[param(example = "invoice.pdf")]
    name: Option<String>,
}

/// A file that was handed over.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Upload {
    /// Send it as `media_id` of an attachment, within a day.
    #[schema(value_type = String, example = "media_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: UploadId,
    name: Option<String>,
    /// What its content says it is.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Its size in bytes.
    bytes: u64,
}

/// Hand over a file to be sent
///
/// The body is the file itself. It may be sent several times, on every channel that takes such a file; each platform is
/// given it once. What a platform takes is told by its rules, at the desk's page of them.
#[utoipa::path(
    post, path = "/media", operation_id = "upload_media", tag = "files", params(Named),
    request_body(content_type = "application/octet-stream", description = "The file."),
    responses((status = 201, body = Upload, description = "It is here."), Problems),
    security(("token" = ["messages:send"]), ("token" = ["messages:human"]))
)]
pub(super) async fn upload(
    State(app): State<App>,
    Bearer(program): Bearer,
    Parameters(query): Parameters<Named>,
    body: Body,
) -> Result<(StatusCode, Json<Upload>), Failure> {
    may_send(&program)?;
    let most = app.config.media.most();
    let mut incoming = app.media.receive()?;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::invalid("body", "it broke off"))?;
        if incoming.bytes() + chunk.len() as u64 > most {
            return Err(outbound::too_large(query.name.as_deref(), most).into());
        }
        incoming.write(&chunk).await?;
    }
    let name = query.name.as_deref();
    let taken = outbound::hand_over(&app, program.workspace_id, name, incoming).await?;
    let upload = Upload {
        id: taken.id,
        name: taken.name,
        media_type: taken.file.mime_type,
        bytes: taken.file.bytes,
    };
    Ok((StatusCode::CREATED, Json(upload)))
}
