//! A form of somebody who is signed in, with files: each is handed over, and its field then holds our id of it.

use std::fmt;

use axum::RequestExt as _;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::de::DeserializeOwned;
use transom_domain::id::UploadId;

use super::session::{Form, Reader, parse};
use crate::app::App;
use crate::error::Error;
use crate::media::outbound;

/// The texts that are read of a form, all together; a part counts so much besides what it says.
const MOST_TEXT: usize = 256 * 1024;
const PART: usize = 64;

/// What the form says. A field of files has as many values as the form has places for them; those without are empty.
pub(crate) struct FileForm<T> {
    pub(crate) reader: Reader,
    pub(crate) fields: T,
    /// Why a file was not taken, to be told beside the fields.
    pub(crate) untaken: Option<Error>,
}

impl<T> fmt::Debug for FileForm<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileForm")
            .field("reader", &self.reader)
            .finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> FromRequest<App> for FileForm<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        if !is_in_parts(&request) {
            let Form { reader, fields } = Form::<T>::from_request(request, app).await?;
            return Ok(Self {
                reader,
                fields,
                untaken: None,
            });
        }
        let reader: Reader = request.extract_parts_with_state(app).await?;
        let read = async {
            let mut parts = Multipart::from_request(request, app)
                .await
                .map_err(|error| broken(&error.body_text()))?;
            let (pairs, untaken) = read(app, &reader, &mut parts).await?;
            let written = serde_html_form::to_string(&pairs)
                .map_err(|error| Error::Internal(error.to_string()))?;
            Ok::<_, Error>((parse(written.as_bytes())?, untaken))
        };
        match read.await {
            Ok((fields, untaken)) => Ok(Self {
                reader,
                fields,
                untaken,
            }),
            Err(error) => Err(reader.problem(error).into_response()),
        }
    }
}

/// Whether a form comes in parts, as one with files does.
pub(super) fn is_in_parts(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
}

pub(super) fn broken(why: &str) -> Error {
    Error::invalid("form", format!("the form is not complete: {why}"))
}

pub(super) fn broke(error: &MultipartError) -> Error {
    broken(&error.body_text())
}

type Pairs = Vec<(String, String)>;

/// The parts in their order: our forms send first what shows that they are ours, and before that nothing is taken.
async fn read(
    app: &App,
    reader: &Reader,
    parts: &mut Multipart,
) -> Result<(Pairs, Option<Error>), Error> {
    let mut is_ours = false;
    let mut pairs = Vec::new();
    let mut untaken = None;
    let mut room = Room::default();
    while let Some(mut part) = parts.next_field().await.map_err(|error| broke(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        room.take(PART + name.len())?;
        if name.is_empty() {
            continue;
        }
        if name == "csrf" {
            reader.signed_in.check_csrf(&room.words(&mut part).await?)?;
            is_ours = true;
        } else if !is_ours {
            break;
        } else if part.file_name().is_none() {
            pairs.push((name, room.words(&mut part).await?));
        } else {
            let taken = match file(app, reader, part).await {
                Ok(taken) => taken,
                Err(error @ Error::File(_)) => {
                    untaken = Some(error);
                    None
                }
                Err(error) => return Err(error),
            };
            pairs.push((name, taken.map_or_else(String::new, |id| id.to_string())));
        }
    }
    if !is_ours {
        reader.signed_in.check_csrf("")?;
    }
    Ok((pairs, untaken))
}

/// How much text a form may still have.
#[derive(Debug)]
pub(super) struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(MOST_TEXT)
    }
}

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Error> {
        let left = self.0.checked_sub(bytes);
        self.0 = left.ok_or_else(|| Error::invalid("form", "the form is too large"))?;
        Ok(())
    }

    /// What a part says.
    pub(super) async fn words(&mut self, part: &mut Field<'_>) -> Result<String, Error> {
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|error| broke(&error))? {
            self.take(chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
        String::from_utf8(bytes).map_err(|_| broken("a text is not UTF-8"))
    }
}

/// Takes over a file. Where none was chosen, browsers send an empty one without a name.
pub(super) async fn file(
    app: &App,
    reader: &Reader,
    mut part: Field<'_>,
) -> Result<Option<UploadId>, Error> {
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
