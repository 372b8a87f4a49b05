//! A reply as the composer's form sends it: with files, as several parts; without, as fields.

use axum::RequestExt as _;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use transom_domain::id::UploadId;

use crate::app::App;
use crate::error::Error;
use crate::media::{Untaken, Why};
use crate::web::file_form::{Room, broke, broken, file, is_in_parts};
use crate::web::session::{Form, Reader};

/// Files of one reply at the most.
pub(super) const MOST_FILES: usize = 10;

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
        if !is_in_parts(&request) {
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
    let mut room = Room::default();
    while let Some(mut part) = parts.next_field().await.map_err(|error| broke(&error))? {
        match part.name() {
            Some("csrf") => {
                reader.signed_in.check_csrf(&room.words(&mut part).await?)?;
                is_ours = true;
            }
            _ if !is_ours => break,
            Some("text") => text = room.words(&mut part).await?,
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
