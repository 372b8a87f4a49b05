//! Signing in, and accepting an invitation.

use askama::Template;

use super::shell::Shell;

/// `GET /sign-in`; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    pub(crate) shell: Shell,
    pub(crate) email: String,
    /// Where to go afterwards, a path of this desk.
    pub(crate) next: String,
    /// The sentence of a refusal: wrong pair, or too many tries.
    pub(crate) problem: Option<String>,
}

/// `GET /invitations/{token}`: an invited person chooses a password; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "invitation.html")]
pub(crate) struct InvitationPage {
    pub(crate) shell: Shell,
    pub(crate) token: String,
    pub(crate) workspace: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) problem: Option<String>,
}

/// The addresses outside of the desk: signing in and out, the first start, invitations.
pub(crate) fn routes() -> axum::Router<crate::app::App> {
    axum::Router::new()
}
