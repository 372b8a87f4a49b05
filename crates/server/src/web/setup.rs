//! First start: the link printed by the program leads here, to create the owner.

use askama::Template;

use super::shell::Shell;

/// `GET /setup/{token}`; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "setup.html")]
pub(crate) struct SetupPage {
    pub(crate) shell: Shell,
    pub(crate) token: String,
    /// What was typed, shown again after a refusal. Never the password.
    pub(crate) workspace: String,
    pub(crate) name: String,
    pub(crate) email: String,
    /// The sentence of a refusal.
    pub(crate) problem: Option<String>,
}
