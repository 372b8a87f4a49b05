//! The page for what went wrong: not found, not allowed, too many tries, our own fault.

use askama::Template;

use super::filters;
use super::shell::Shell;

/// An error as a page. The words are those of the API's problem document.
#[derive(Debug, Template)]
#[template(path = "error_page.html")]
pub(crate) struct ErrorPage {
    pub(crate) shell: Shell,
    pub(crate) status: u16,
    /// What was logged with the error, so that an owner can find it.
    pub(crate) request_id: String,
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
