//! The page for what went wrong: not found, not allowed, too many tries, our own fault.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::refused::not_yet;
use super::session::{Reader, Visitor};
use super::shell::Shell;
use crate::error::Error;

/// An error as a page. The words are those of the API's problem document.
#[derive(Debug, Template)]
#[template(path = "error_page.html")]
pub(crate) struct ErrorPage {
    pub(crate) shell: Shell,
    pub(crate) status: u16,
    /// What exactly, where the visitor can mend it.
    pub(crate) detail: Option<String>,
}

impl ErrorPage {
    /// The keys of the heading and of the sentence below it.
    fn keys(&self) -> (&'static str, &'static str) {
        match self.status {
            403 => ("error-forbidden", "error-forbidden-hint"),
            404 | 410 => ("error-not-found", "error-not-found-hint"),
            429 => ("error-too-many", "error-too-many-hint"),
            400..=499 => ("error-request", "error-request-hint"),
            503 => ("error-busy", "error-busy-hint"),
            _ => ("error-server", "error-server-hint"),
        }
    }
}

/// The page that says what went wrong; logged once, here.
pub(crate) fn problem_page(visitor: &Visitor, error: &Error) -> Response {
    error.log();
    let status = error.status();
    let shell = visitor.shell();
    let detail = match error {
        Error::Invalid { .. } | Error::Forbidden(_) | Error::Conflict(..) | Error::Platform(_) => {
            Some(error.to_string())
        }
        Error::NotYet { until, .. } => Some(not_yet(&shell.viewer, *until)),
        _ => None,
    };
    let page = ErrorPage {
        shell,
        status: status.as_u16(),
        detail,
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "the page could not be shown\n",
        )
            .into_response(),
    }
}

/// An address that does not exist, told in the language of whoever is signed in.
pub(crate) async fn not_found(visitor: Visitor, reader: Result<Reader, Response>) -> Response {
    let error = Error::NotFound("page");
    match reader {
        Ok(reader) => reader.problem(error).into_response(),
        Err(_) => problem_page(&visitor, &error),
    }
}
