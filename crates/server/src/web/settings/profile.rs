//! An agent's own settings.

use askama::Template;

use super::Tab;
use crate::web::i18n::Lang;
use crate::web::shell::{Shell, Theme};

/// `GET /settings/profile`; the first form posts to the same address, the second to `…/password`.
#[derive(Debug, Template)]
#[template(path = "settings/profile.html")]
pub(crate) struct ProfilePage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) name: String,
    /// `None` follows the browser.
    pub(crate) lang: Option<Lang>,
    /// An IANA name; empty follows the browser.
    pub(crate) time_zone: String,
    /// The names to choose from.
    pub(crate) time_zones: Vec<String>,
    pub(crate) problem: Option<String>,
}
