//! The desk: what people see in a browser.
//!
//! Plain view structs and the templates that lie beside them. A handler loads rows, fills a view struct and
//! returns the page; the live stream renders the same fragments again for each connection, so a
//! [`Viewer`](viewer::Viewer) (language, time zone, clock, form token) is handed to every template.

pub(crate) mod assets;
pub(crate) mod error_page;
pub(crate) mod filters;
pub(crate) mod i18n;
pub(crate) mod inbox;
pub(crate) mod journal;
pub(crate) mod patch;
pub(crate) mod person;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod terms;
pub(crate) mod viewer;
