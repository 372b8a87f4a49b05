//! A reply as the composer's form sends it: with files, as several parts; without, as fields.

use axum::RequestExt as _;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use transom_domain::id::UploadId;

use crate::app::App;
use crate::error::Error;
use crate::media::{Untaken, Why, outbound};
use crate::web::session::{Form, Reader};

/// Files of one reply at the most.
pub(super) const MOST_FILES: usize = 10;
/// The longest text that is read.
const MOST_TEXT: usize = 256 * 1024;

/// What somebody wrote, and the files they chose.
#[derive(Debug)]
pub(crate) struct Composed {
    pub(crate) reader: Reader,
    pub(crate) text: String,
    /// The files as they were handed over; or why one was not taken, to be told beside the text.
    pub(crate) files: Result<Vec<UploadId>, Error>,
}

#[derive(Deserialize)]
struct Fields {
    text: String,
}

impl FromRequest<App> for Composed {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let is_in_parts = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
        if !is_in_parts {
            let Form { reader, fields } = Form::<Fields>::from_request(request, app).await?;
            return Ok(Self {
                reader,
                text: fields.text,
                files: Ok(Vec::new()),
            });
        }
        let reader: Reader = request.extract_parts_with_state(app).await?;
        let read = async {
            let mut parts = Multipart::from_request(request, app)
                .await
                .map_err(|error| broken(&error.body_text()))?;
            read(app, &reader, &mut parts).await
        };
        match read.await {
            Ok((text, files)) => Ok(Self {
                reader,
                text,
                files,
            }),
            Err(error) => Err(reader.problem(error).into_response()),
        }
    }
}

fn broken(why: &str) -> Error {
    Error::invalid("form", format!("the form is not complete: {why}"))
}

fn broke(error: &MultipartError) -> Error {
    broken(&error.body_text())
}

fn too_many() -> Error {
    let untaken = Untaken {
        field: "file".to_owned(),
        name: None,
        why: Why::TooMany { most: MOST_FILES },
    };
    untaken.into()
}

type Read = (String, Result<Vec<UploadId>, Error>);

/// The parts in their order: our forms send first what shows that they are ours, and before that nothing is taken.
async fn read(app: &App, reader: &Reader, parts: &mut Multipart) -> Result<Read, Error> {
    let mut is_ours = false;
    let mut text = String::new();
    let mut files = Ok(Vec::new());
    while let Some(mut part) = parts.next_field().await.map_err(|error| broke(&error))? {
        match part.name() {
            Some("csrf") => {
                reader.signed_in.check_csrf(&words(&mut part).await?)?;
                is_ours = true;
            }
            _ if !is_ours => break,
            Some("text") => text = words(&mut part).await?,
            Some("file") => {
                // After one that is not taken the others are read past, so that the answer is heard.
                if let Ok(taken) = &mut files {
                    match file(app, reader, part).await {
                        Ok(None) => {}
                        Ok(Some(_)) if taken.len() >= MOST_FILES => {
                            files = Err(too_many());
                        }
                        Ok(Some(id)) => taken.push(id),
                        Err(error @ Error::File(_)) => files = Err(error),
                        Err(error) => return Err(error),
                    }
                }
            }
            _ => {}
        }
    }
    if !is_ours {
        reader.signed_in.check_csrf("")?;
    }
    Ok((text, files))
}

async fn words(part: &mut Field<'_>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| broke(&error))? {
        if bytes.len() + chunk.len() > MOST_TEXT {
            return Err(Error::invalid("form", "the form is too large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| broken("a text is not UTF-8"))
}

/// Takes over a file. Where none was chosen, browsers send an empty one without a name.
async fn file(app: &App, reader: &Reader, mut part: Field<'_>) -> Result<Option<UploadId>, Error> {
    let name = part.file_name().map(str::to_owned);
    let mut incoming = app.media.receive()?;
    let most = app.config.media.most();
    let mut is_too_large = false;
    while let Some(chunk) = part.chunk().await.map_err(|error| broke(&error))? {
        is_too_large |= incoming.bytes() + chunk.len() as u64 > most;
        if !is_too_large {
            incoming.write(&chunk).await?;
        }
    }
    let is_none = name.as_deref().is_none_or(str::is_empty) && incoming.bytes() == 0;
    if is_none {
        return Ok(None);
    }
    if is_too_large {
        return Err(outbound::too_large(name.as_deref(), most));
    }
    let workspace_id = reader.signed_in.agent.workspace_id;
    let taken = outbound::hand_over(app, workspace_id, name.as_deref(), incoming).await?;
    Ok(Some(taken.id))
}
