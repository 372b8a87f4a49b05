//! Signing in and out, and accepting an invitation.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::caller::Caller;
use super::inbox::pages::html;
use super::refused::{Refused, answer};
use super::session::{Answer, Form, OpenForm, Reader, Visitor, clear_cookie, set_cookie};
use super::setup;
use super::shell::Shell;
use crate::app::App;
use crate::error::Error;
use crate::people::{self, Invitation};
use crate::secret::Secret;
use crate::sign_in;

/// The addresses outside of the desk.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(show).post(enter))
        .route("/sign-in/link", get(link))
        .route("/sign-out", post(leave))
        .route("/setup", get(setup::show_query))
        .route("/setup/{token}", get(setup::show).post(setup::create))
        .route("/invitations/{token}", get(invitation).post(accept))
}

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

/// `GET /invitations/{token}`: somebody chooses a password, the first or a new one; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "invitation.html")]
pub(crate) struct InvitationPage {
    pub(crate) shell: Shell,
    pub(crate) token: String,
    pub(crate) workspace: String,
    pub(crate) name: String,
    pub(crate) email: String,
    /// The person had a password before.
    pub(crate) has_password: bool,
    pub(crate) problem: Option<String>,
}

/// Where there is nothing to fill in, and what to do instead: most often a link that leads nowhere any more.
#[derive(Debug, Template)]
#[template(path = "dead_link.html")]
pub(crate) struct DeadLinkPage {
    pub(crate) shell: Shell,
    /// The key of the heading.
    pub(crate) title: &'static str,
    /// The key of the sentence below it.
    pub(crate) lead: &'static str,
    pub(crate) may_sign_in: bool,
}

impl DeadLinkPage {
    /// A link to sign in or to choose a password.
    fn spent(visitor: &Visitor) -> Self {
        Self {
            shell: visitor.shell(),
            title: "link-dead-title",
            lead: "link-dead-lead",
            may_sign_in: true,
        }
    }

    /// Nobody can sign in yet.
    fn before_setup(visitor: &Visitor) -> Self {
        Self {
            shell: visitor.shell(),
            title: "setup-missing-title",
            lead: "setup-missing-lead",
            may_sign_in: false,
        }
    }

    pub(crate) fn answer(&self) -> Result<Response, Error> {
        let mut response = html(self)?;
        *response.status_mut() = StatusCode::GONE;
        Ok(response)
    }
}

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

/// A path of this desk; the inbox, when the text is something else. Browsers take a second slash, of either kind, for
/// the beginning of a host, and drop tabs and line breaks before they look.
fn own_path(next: &str) -> &str {
    let is_own = next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with("/\\")
        && !next.starts_with("/sign-")
        && next.bytes().all(|byte| byte.is_ascii_graphic());
    if is_own { next } else { "/inbox" }
}

/// `GET /sign-in?next=`
pub(crate) async fn show(
    State(app): State<App>,
    Query(query): Query<Next>,
    reader: Result<Reader, Response>,
    visitor: Visitor,
) -> Answer {
    let next = own_path(&query.next);
    if reader.is_ok() {
        return Ok(Redirect::to(next).into_response());
    }
    let shown = async {
        if setup::is_done(&app).await? {
            page(&visitor, String::new(), next, None)
        } else {
            html(&DeadLinkPage::before_setup(&visitor))
        }
    };
    shown.await.map_err(|error: Error| visitor.problem(error))
}

fn page(
    visitor: &Visitor,
    email: String,
    next: &str,
    refused: Option<&Refused>,
) -> Result<Response, Error> {
    let page = SignInPage {
        shell: visitor.shell(),
        email,
        next: next.to_owned(),
        problem: refused.map(|refused| refused.sentence.clone()),
    };
    answer(&page, refused)
}

/// What somebody signs in with.
#[derive(Debug, Deserialize)]
pub(crate) struct Pair {
    email: String,
    password: Secret,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in`
pub(crate) async fn enter(
    State(app): State<App>,
    Caller(address): Caller,
    OpenForm { visitor, fields }: OpenForm<Pair>,
) -> Answer {
    let next = own_path(&fields.next);
    let signed_in = sign_in::sign_in(&app, &fields.email, fields.password, address).await;
    let answered = match signed_in {
        Ok(cookie) => Ok(([set_cookie(&app, &cookie)], Redirect::to(next)).into_response()),
        Err(error) => Refused::because(error, &visitor.viewer)
            .and_then(|refused| page(&visitor, fields.email, next, Some(&refused))),
    };
    answered.map_err(|error| visitor.problem(error))
}

/// The secret of a link.
#[derive(Debug, Deserialize)]
pub(crate) struct Token {
    #[serde(default)]
    pub(crate) token: Secret,
}

/// `GET /sign-in/link?token=`: signs in, once.
pub(crate) async fn link(
    State(app): State<App>,
    Query(Token { token }): Query<Token>,
    visitor: Visitor,
) -> Answer {
    let answered = match sign_in::follow_link(&app, token.expose()).await {
        Ok(cookie) => Ok(([set_cookie(&app, &cookie)], Redirect::to("/inbox")).into_response()),
        Err(Error::Unauthorized) => DeadLinkPage::spent(&visitor).answer(),
        Err(error) => Err(error),
    };
    answered.map_err(|error| visitor.problem(error))
}

/// A form with nothing in it but its button.
#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

/// `POST /sign-out`
pub(crate) async fn leave(State(app): State<App>, Form { reader, .. }: Form<Nothing>) -> Answer {
    let left = sign_in::sign_out(&app, &reader.signed_in).await;
    left.map_err(|error| reader.problem(error))?;
    Ok(([clear_cookie()], Redirect::to("/sign-in")).into_response())
}

/// `GET /invitations/{token}`
pub(crate) async fn invitation(
    State(app): State<App>,
    Path(token): Path<String>,
    visitor: Visitor,
) -> Answer {
    let shown = async {
        match people::find_invitation(&app, &token).await? {
            Some(found) => {
                let name = found.agent.name.clone();
                invited(&visitor, token, found, name, None)
            }
            None => DeadLinkPage::spent(&visitor).answer(),
        }
    };
    shown.await.map_err(|error: Error| visitor.problem(error))
}

fn invited(
    visitor: &Visitor,
    token: String,
    found: Invitation,
    name: String,
    refused: Option<&Refused>,
) -> Result<Response, Error> {
    let page = InvitationPage {
        shell: visitor.shell(),
        token,
        workspace: found.workspace,
        name,
        email: found.agent.email,
        has_password: found.has_password,
        problem: refused.map(|refused| refused.sentence.clone()),
    };
    answer(&page, refused)
}

/// What an invited person chooses.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    name: String,
    password: Secret,
}

/// `POST /invitations/{token}`
pub(crate) async fn accept(
    State(app): State<App>,
    Path(token): Path<String>,
    OpenForm { visitor, fields }: OpenForm<Chosen>,
) -> Answer {
    let answered = async {
        let Some(found) = people::find_invitation(&app, &token).await? else {
            return DeadLinkPage::spent(&visitor).answer();
        };
        let Chosen { name, password } = fields;
        match people::accept_invitation(&app, &token, &name, password).await {
            Ok(cookie) => Ok(([set_cookie(&app, &cookie)], Redirect::to("/inbox")).into_response()),
            Err(Error::Unauthorized) => DeadLinkPage::spent(&visitor).answer(),
            Err(error) => {
                let refused = Refused::because(error, &visitor.viewer)?;
                invited(&visitor, token, found, name, Some(&refused))
            }
        }
    };
    answered
        .await
        .map_err(|error: Error| visitor.problem(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        for own in ["/", "/inbox/mine?sort=waiting", "/settings/channels"] {
            assert_eq!(own_path(own), own);
        }
        for other in [
            "",
            "inbox",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/sign-in",
            "/sign-out",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_path(other), "/inbox", "{other:?}");
        }
    }
}
