//! The files of messages.

use std::str::FromStr;

use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;
use transom_domain::agent::Scope;
use transom_domain::id::MessageId;
use utoipa::IntoParams;

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use crate::app::App;
use crate::error::Error;
use crate::media::fetch;
use crate::media::serve::{self, Wanted};
use crate::sign_in::Program;

/// The place of a file: its message, and its number among the attachments.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct Place {
    /// `msg_…`
    #[param(value_type = String)]
    message_id: MessageId,
    /// Its place among the attachments of the message, from 0.
    number: u32,
}

impl<S: Send + Sync> FromRequestParts<S> for Place {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let variables = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|error| Error::invalid("address", error.body_text()))?;
        Ok(Self {
            message_id: variable(&variables, "message_id")?,
            number: variable(&variables, "number")?,
        })
    }
}

fn variable<T: FromStr<Err: std::fmt::Display>>(
    variables: &RawPathParams,
    name: &'static str,
) -> Result<T, Error> {
    let found = variables.iter().find(|(known, _)| *known == name);
    let (_, value) = found.unwrap_or_default();
    value
        .parse()
        .map_err(|error: T::Err| Error::invalid(name, error.to_string()))
}

/// Read a file of a message
///
/// Its bytes. Parts of it can be asked for by `Range`. A file that is not here is answered with 409.
#[utoipa::path(
    get, path = "/messages/{message_id}/attachments/{number}", operation_id = "read_attachment", tag = "files",
    params(Place),
    responses((status = 200, content_type = "application/octet-stream", description = "The file."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    place: Place,
    headers: HeaderMap,
) -> Result<Response<Body>, Failure> {
    hand_out(&app, &program, place, Wanted::Whole, &headers).await
}

/// Read the small picture of a file
#[utoipa::path(
    get, path = "/messages/{message_id}/attachments/{number}/thumbnail", operation_id = "read_thumbnail",
    tag = "files", params(Place),
    responses((status = 200, content_type = "image/jpeg", description = "JPEG or PNG."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn thumbnail(
    State(app): State<App>,
    Bearer(program): Bearer,
    place: Place,
    headers: HeaderMap,
) -> Result<Response<Body>, Failure> {
    hand_out(&app, &program, place, Wanted::Thumbnail, &headers).await
}

/// Fetch a file again that could not be fetched
#[utoipa::path(
    post, path = "/messages/{message_id}/attachments/{number}/fetch", operation_id = "fetch_attachment",
    tag = "files", params(Place),
    responses((status = 202, description = "It is being fetched."), Problems),
    security(("token" = ["conversations:write"]))
)]
pub(super) async fn fetch_again(
    State(app): State<App>,
    Bearer(program): Bearer,
    place: Place,
) -> Result<StatusCode, Failure> {
    program.require(Scope::ConversationsWrite)?;
    fetch::again(&app, program.workspace_id, place.message_id, place.number).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn hand_out(
    app: &App,
    program: &Program,
    place: Place,
    wanted: Wanted,
    headers: &HeaderMap,
) -> Result<Response<Body>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let Place { message_id, number } = place;
    Ok(serve::file(
        app,
        program.workspace_id,
        (message_id, number),
        wanted,
        headers,
    )
    .await?)
}
