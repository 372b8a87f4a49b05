//! The keys of other programs to the API.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::agent::{Permission, Scope};
use transom_domain::id::TokenId;

use super::{Done, Tab};
use crate::app::App;
use crate::error::Error;
use crate::secret::Secret;
use crate::sign_in;
use crate::web::inbox::pages::html;
use crate::web::refused::Refused;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Notice, Section, Shell};
use crate::web::sign_in::Nothing;

/// `GET /settings/tokens`; the form posts to the same address and answers with this page and the new token.
#[derive(Debug, Template)]
#[template(path = "settings/tokens.html")]
pub(crate) struct TokensPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) tokens: Vec<TokenRow>,
    /// The scopes that exist.
    pub(crate) scopes: Vec<ScopeChoice>,
    /// Shown once, right after it was made.
    pub(crate) created: Option<CreatedToken>,
    pub(crate) name: String,
    pub(crate) problem: Option<String>,
}

/// A scope that can be ticked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopeChoice {
    /// As the API names it: `conversations:read`.
    pub(crate) name: &'static str,
    /// The key of what a program may do with it.
    pub(crate) why: &'static str,
    pub(crate) is_ticked: bool,
}

/// A token in the list.
#[derive(Clone, Debug)]
pub(crate) struct TokenRow {
    /// `token_…`
    pub(crate) id: String,
    pub(crate) name: String,
    /// Each with the key of what the program may do with it.
    pub(crate) scopes: Vec<(&'static str, &'static str)>,
    pub(crate) created_by: String,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

/// A token that was just made.
#[derive(Clone, Debug)]
pub(crate) struct CreatedToken {
    pub(crate) name: String,
    pub(crate) secret: Secret,
}

/// What a program is to get.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    name: String,
    #[serde(default)]
    scope: Vec<Scope>,
}

/// What the page shows besides the list.
#[derive(Default)]
struct Beside {
    status: StatusCode,
    notice: Option<Notice>,
    created: Option<CreatedToken>,
    typed: Wanted,
    problem: Option<String>,
}

/// `GET /settings/tokens`
pub(crate) async fn show(
    State(app): State<App>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageTokens)?;
        let notice = done.notice(&reader.viewer);
        page(
            &app,
            &reader,
            Beside {
                notice,
                ..Beside::default()
            },
        )
        .await
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

async fn page(app: &App, reader: &Reader, beside: Beside) -> Result<Response, Error> {
    let workspace_id = reader.signed_in.agent.workspace_id;
    let mut read = app.db.read().await?;
    let tokens = read.tokens(workspace_id).await?;
    let agents = read.agents(workspace_id).await?;
    drop(read);
    let names: HashMap<_, _> = agents
        .into_iter()
        .map(|agent| (agent.id, agent.name))
        .collect();
    let row = |token: transom_store::TokenRow| TokenRow {
        id: token.id.to_string(),
        name: token.name,
        scopes: token
            .scopes
            .into_iter()
            .map(|scope| (scope.as_str(), why(scope)))
            .collect(),
        created_by: names.get(&token.agent_id).cloned().unwrap_or_default(),
        created_at: token.created_at,
        last_used_at: token.last_used_at,
    };
    let choice = |scope: Scope| ScopeChoice {
        name: scope.as_str(),
        why: why(scope),
        is_ticked: beside.typed.scope.contains(&scope),
    };
    let page = TokensPage {
        shell: reader.shell(app, Section::Settings, beside.notice).await?,
        tab: Tab::Tokens,
        tokens: tokens.into_iter().map(row).collect(),
        scopes: Scope::ALL.map(choice).to_vec(),
        created: beside.created,
        name: beside.typed.name,
        problem: beside.problem,
    };
    let mut response = html(&page)?;
    *response.status_mut() = beside.status;
    Ok(response)
}

/// The key of what a program may do with a scope.
fn why(scope: Scope) -> &'static str {
    match scope {
        Scope::ConversationsRead => "token-may-conversations-read",
        Scope::ConversationsWrite => "token-may-conversations-write",
        Scope::MessagesSend => "token-may-messages-send",
        Scope::MessagesHuman => "token-may-messages-human",
        Scope::ContactsRead => "token-may-contacts-read",
        Scope::ChannelsRead => "token-may-channels-read",
        Scope::ChannelsWrite => "token-may-channels-write",
        Scope::JournalRead => "token-may-journal-read",
        Scope::JournalWrite => "token-may-journal-write",
    }
}

/// `POST /settings/tokens`: the token stands in the answer alone, and in no address.
pub(crate) async fn create(
    State(app): State<App>,
    Form { reader, fields }: Form<Wanted>,
) -> Answer {
    let answered = async {
        reader.require(Permission::ManageTokens)?;
        let agent = &reader.signed_in.agent;
        let Wanted { name, scope } = &fields;
        let made = sign_in::make_token(&app, agent.workspace_id, agent.id, name, scope.clone());
        let beside = match made.await {
            Ok((_, secret)) => Beside {
                status: StatusCode::CREATED,
                created: Some(CreatedToken {
                    name: name.clone(),
                    secret,
                }),
                ..Beside::default()
            },
            Err(error) => {
                let refused = Refused::because(error, &reader.viewer)?;
                Beside {
                    status: refused.status,
                    problem: Some(refused.sentence),
                    typed: fields,
                    ..Beside::default()
                }
            }
        };
        page(&app, &reader, beside).await
    };
    answered.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/tokens/{token}/revoke`
pub(crate) async fn revoke(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let revoked = async {
        reader.require(Permission::ManageTokens)?;
        let id: TokenId = id.parse().map_err(|_| Error::NotFound("token"))?;
        let mut tx = app.db.write().await?;
        tx.remove_token(reader.signed_in.agent.workspace_id, id)
            .await?;
        tx.commit().await?;
        Ok(Redirect::to("/settings/tokens?done=revoked").into_response())
    };
    revoked.await.map_err(|error: Error| reader.problem(error))
}
