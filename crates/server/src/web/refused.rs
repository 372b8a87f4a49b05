//! A form that was refused: shown again with what was typed and a sentence that says how to mend it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use super::inbox::pages::html;
use super::viewer::Viewer;
use crate::error::Error;

/// Why a form is shown again.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) status: StatusCode,
    /// In the reader's language.
    pub(crate) sentence: String,
}

impl Refused {
    /// What somebody can do about the error; gives it back when what was typed is not to blame.
    pub(crate) fn because(error: Error, viewer: &Viewer) -> Result<Self, Error> {
        if let Error::NotYet { until, .. } = error {
            return Ok(Self {
                status: error.status(),
                sentence: not_yet(viewer, until),
            });
        }
        match key(&error) {
            Some(key) => Ok(Self {
                status: error.status(),
                sentence: viewer.text(key).to_string(),
            }),
            None => Err(error),
        }
    }
}

/// That what was wanted has to wait, and how long.
pub(crate) fn not_yet(viewer: &Viewer, until: Timestamp) -> String {
    let text = viewer.text("mend-not-yet");
    text.arg("span", viewer.until(until)).to_string()
}

/// A page with a form: as it is at first, or again after it was refused.
pub(crate) fn answer(page: &impl Template, refused: Option<&Refused>) -> Result<Response, Error> {
    let mut response = html(page)?;
    if let Some(refused) = refused {
        *response.status_mut() = refused.status;
    }
    Ok(response)
}

fn key(error: &Error) -> Option<&'static str> {
    Some(match error {
        Error::Unauthorized => "mend-wrong-pair",
        Error::TooMany(_) => "mend-too-many",
        Error::Conflict("email-taken", _) => "mend-email-taken",
        Error::Conflict("channel-taken", _) => "mend-page-taken",
        Error::Conflict("last-owner", _) => "mend-last-owner",
        Error::Invalid { field, .. } => match field.as_ref() {
            "name" => "mend-name",
            "email" => "mend-email",
            "password" => "mend-password",
            "current" => "mend-current",
            "workspace" => "mend-workspace",
            "choice" => "mend-choice",
            "scopes" => "mend-scopes",
            "page_id" => "mend-page-id",
            "account_id" => "mend-account-id",
            "phone_number_id" => "mend-number-id",
            "waba_id" => "mend-waba-id",
            "access_token" => "mend-access-token",
            "app_secrets" => "mend-app-secrets",
            "verify_token" => "mend-verify-token",
            "region" => "mend-region",
            "graph_url" => "mend-graph-url",
            "graph_version" => "mend-graph-version",
            _ => return None,
        },
        _ => return None,
    })
}
