//! First start: the link printed by the program leads here, to create the owner.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use transom_domain::agent::Role;

use super::refused::{Refused, answer};
use super::session::{Answer, OpenForm, Visitor, set_cookie};
use super::shell::Shell;
use super::sign_in::{DeadLinkPage, Token};
use crate::app::App;
use crate::error::Error;
use crate::secret::Secret;
use crate::sign_in::{self, NewAgent};

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

/// Who sets the desk up.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Founder {
    workspace: String,
    name: String,
    email: String,
    password: Secret,
}

/// `GET /setup?token=`, as the program prints it.
pub(crate) async fn show_query(
    app: State<App>,
    Query(Token { token }): Query<Token>,
    visitor: Visitor,
) -> Answer {
    show(app, Path(token.expose().to_owned()), visitor).await
}

/// `GET /setup/{token}`
pub(crate) async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    visitor: Visitor,
) -> Answer {
    let shown = async {
        if sign_in::is_setup(&app, &token).await? {
            page(&visitor, token, Founder::default(), None)
        } else {
            dead_link(&app, &visitor).await
        }
    };
    shown.await.map_err(|error: Error| visitor.problem(error))
}

fn page(
    visitor: &Visitor,
    token: String,
    typed: Founder,
    refused: Option<&Refused>,
) -> Result<Response, Error> {
    let page = SetupPage {
        shell: visitor.shell(),
        token,
        workspace: typed.workspace,
        name: typed.name,
        email: typed.email,
        problem: refused.map(|refused| refused.sentence.clone()),
    };
    answer(&page, refused)
}

/// Whether the desk has its owner.
pub(super) async fn is_done(app: &App) -> Result<bool, Error> {
    Ok(!app.db.read().await?.workspaces().await?.is_empty())
}

/// Tells apart a desk that has its owner and a link of an earlier start.
async fn dead_link(app: &App, visitor: &Visitor) -> Result<Response, Error> {
    let is_set_up = is_done(app).await?;
    let (title, lead) = if is_set_up {
        ("setup-done-title", "setup-done-lead")
    } else {
        ("link-dead-title", "setup-dead-lead")
    };
    let shell = visitor.shell();
    DeadLinkPage {
        shell,
        title,
        lead,
        may_sign_in: is_set_up,
    }
    .answer()
}

/// `POST /setup/{token}`
pub(crate) async fn create(
    State(app): State<App>,
    Path(token): Path<String>,
    OpenForm { visitor, fields }: OpenForm<Founder>,
) -> Answer {
    let owner = NewAgent {
        name: fields.name.clone(),
        email: fields.email.clone(),
        password: Some(fields.password.clone()),
        role: Role::Owner,
    };
    let answered = match sign_in::set_up(&app, &token, &fields.workspace, owner).await {
        Ok(cookie) => {
            let next = Redirect::to("/settings/channels");
            Ok(([set_cookie(&app, &cookie)], next).into_response())
        }
        Err(Error::Forbidden(_)) => dead_link(&app, &visitor).await,
        Err(error) => Refused::because(error, &visitor.viewer)
            .and_then(|refused| page(&visitor, token, fields, Some(&refused))),
    };
    answered.map_err(|error| visitor.problem(error))
}
