//! The people who work at this desk.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::agent::{Agent, Permission, Role as AgentRole};
use transom_domain::id::AgentId;
use transom_store::PersonRow;

use super::{Done, Tab, base_url};
use crate::app::App;
use crate::error::Error;
use crate::people;
use crate::sign_in::{self, NewAgent};
use crate::web::inbox::pages::html;
use crate::web::person::Person;
use crate::web::refused::Refused;
use crate::web::session::{self, Answer, Form, Reader};
use crate::web::shell::{Notice, NoticeTone, Role, Section, Shell};

/// `GET /settings/people`; the form posts to the same address and invites somebody.
#[derive(Debug, Template)]
#[template(path = "settings/people.html")]
pub(crate) struct PeoplePage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) people: Vec<AgentRow>,
    /// What was typed, shown again after a refusal.
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) problem: Option<String>,
}

/// An agent in the list.
#[derive(Clone, Debug)]
pub(crate) struct AgentRow {
    /// `agent_…`
    pub(crate) id: String,
    pub(crate) person: Person,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) is_you: bool,
    pub(crate) state: AgentState,
    /// The address to hand over, shown only right after it was made.
    pub(crate) link: Option<Link>,
    pub(crate) open_conversations: u64,
}

/// Where a person stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AgentState {
    Active {
        signed_in_at: Option<Timestamp>,
    },
    /// Has chosen no password yet.
    Invited {
        until: Timestamp,
    },
    Deactivated,
}

/// A link with which somebody chooses a password, once.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) address: String,
    pub(crate) until: Timestamp,
}

impl AgentState {
    fn of(row: &PersonRow) -> Self {
        let signed_in_at = row.signed_in_at;
        match row.invited_until {
            _ if row.agent.deactivated_at.is_some() => Self::Deactivated,
            Some(until) if !row.has_password && signed_in_at.is_none() => Self::Invited { until },
            _ => Self::Active { signed_in_at },
        }
    }
}

/// What the page shows besides the list.
#[derive(Default)]
struct Beside {
    status: StatusCode,
    notice: Option<Notice>,
    /// A link that was just made, and for whom.
    link: Option<(AgentId, Link)>,
    typed: Option<Invited>,
    problem: Option<String>,
}

/// Who is to be invited.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Invited {
    name: String,
    email: String,
    role: AgentRole,
}

/// `GET /settings/people`
pub(crate) async fn show(
    State(app): State<App>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageAgents)?;
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

/// `GET /settings/people/{agent}`: the address of the page after a form about one person.
pub(crate) async fn show_all(_: Reader) -> Redirect {
    Redirect::to(Tab::People.path())
}

async fn page(app: &App, reader: &Reader, beside: Beside) -> Result<Response, Error> {
    let you = &reader.signed_in.agent;
    let people = app
        .db
        .read()
        .await?
        .people(you.workspace_id, app.now())
        .await?;
    let row = |row: PersonRow| AgentRow {
        id: row.agent.id.to_string(),
        state: AgentState::of(&row),
        person: Person {
            name: row.agent.name,
        },
        email: row.agent.email,
        role: session::role(row.agent.role),
        is_you: row.agent.id == you.id,
        link: beside
            .link
            .as_ref()
            .filter(|(id, _)| *id == row.agent.id)
            .map(|(_, link)| link.clone()),
        open_conversations: row.open_conversations.cast_unsigned(),
    };
    let typed = beside.typed.unwrap_or(Invited {
        name: String::new(),
        email: String::new(),
        role: AgentRole::Agent,
    });
    let page = PeoplePage {
        shell: reader.shell(app, Section::Settings, beside.notice).await?,
        tab: Tab::People,
        people: people.into_iter().map(row).collect(),
        name: typed.name,
        email: typed.email,
        role: session::role(typed.role),
        problem: beside.problem,
    };
    let mut response = html(&page)?;
    *response.status_mut() = beside.status;
    Ok(response)
}

/// The page with a link that was just made. Shown in answer to the form, so that it stands in no address.
async fn with_link(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: AgentId,
) -> Result<Response, Error> {
    let (secret, until) =
        people::make_invitation(app, reader.signed_in.agent.workspace_id, id).await?;
    let address = format!("{}/invitations/{}", base_url(app, headers), secret.expose());
    let link = Link { address, until };
    let status = StatusCode::CREATED;
    page(
        app,
        reader,
        Beside {
            status,
            link: Some((id, link)),
            ..Beside::default()
        },
    )
    .await
}

/// `POST /settings/people`
pub(crate) async fn invite(
    State(app): State<App>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Invited>,
) -> Answer {
    let answered = async {
        reader.require(Permission::ManageAgents)?;
        let Invited { name, email, role } = fields.clone();
        let new = NewAgent {
            name,
            email,
            password: None,
            role,
        };
        match sign_in::add_agent(&app, reader.signed_in.agent.workspace_id, new).await {
            Ok(id) => with_link(&app, &reader, &headers, id).await,
            Err(error) => {
                let refused = Refused::because(error, &reader.viewer)?;
                let status = refused.status;
                let problem = Some(refused.sentence);
                let beside = Beside {
                    status,
                    problem,
                    typed: Some(fields),
                    ..Beside::default()
                };
                page(&app, &reader, beside).await
            }
        }
    };
    answered.await.map_err(|error: Error| reader.problem(error))
}

/// What an owner does about a person.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Action {
    MakeOwner,
    MakeAgent,
    Invite,
    Deactivate,
    Reactivate,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Act {
    action: Action,
}

/// `POST /settings/people/{agent}`
pub(crate) async fn act(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Act>,
) -> Answer {
    let answered = async {
        reader.require(Permission::ManageAgents)?;
        let id: AgentId = id.parse().map_err(|_| Error::NotFound("person"))?;
        let you = &reader.signed_in.agent;
        let change =
            async |change: fn(&mut Agent)| people::change(&app, you.workspace_id, id, change).await;
        let (done, changed) = match fields.action {
            Action::Invite => return with_link(&app, &reader, &headers, id).await,
            Action::MakeOwner => ("role", change(|agent| agent.role = AgentRole::Owner).await),
            Action::MakeAgent => ("role", change(|agent| agent.role = AgentRole::Agent).await),
            Action::Deactivate => ("deactivated", people::deactivate(&app, you, id).await),
            Action::Reactivate => (
                "reactivated",
                change(|agent| agent.deactivated_at = None).await,
            ),
        };
        match changed {
            Ok(()) => {
                Ok(Redirect::to(&format!("{}?done={done}", Tab::People.path())).into_response())
            }
            Err(error) => {
                let refused = Refused::because(error, &reader.viewer)?;
                let status = refused.status;
                let notice = Some(Notice {
                    tone: NoticeTone::Problem,
                    text: refused.sentence,
                });
                page(
                    &app,
                    &reader,
                    Beside {
                        status,
                        notice,
                        ..Beside::default()
                    },
                )
                .await
            }
        }
    };
    answered.await.map_err(|error: Error| reader.problem(error))
}
