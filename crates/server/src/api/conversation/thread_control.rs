//! Thread control: which of the apps that share a page may write into a conversation's thread.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::ConversationId;
use transom_policy::Route;
use utoipa::ToSchema;

use super::command::actor;
use crate::api::bearer::Bearer;
use crate::api::problem::{Failure, Problems, Refusals};
use crate::api::request::{Body, Named};
use crate::api::route::Writer;
use crate::app::App;
use crate::conversations;
use crate::conversations::thread_control::{self, Held, Standing, Wanted};
use crate::sign_in::Program;

/// Who may write into the thread of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ThreadControl)]
pub(in crate::api) struct ControlView {
    /// Whether the platform shares the thread with other apps at all: a page of Facebook, and an Instagram account that
    /// is connected through its page.
    shared: bool,
    owner: Owner,
    /// The platform's id of the app that has it, where it was named.
    owner_app_id: Option<String>,
    /// Its name, where that is known.
    owner_name: Option<String>,
    /// The wish of another app to have it, while it waits for an answer.
    request: Option<RequestView>,
    /// The apps it may be passed to; the platform's own inbox is the first.
    apps: Vec<AppView>,
}

/// Who has a thread.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Owner {
    /// We have; no other app was ever heard of.
    Alone,
    /// We have.
    Us,
    /// Another app has: nothing can be sent until it is taken.
    App,
}

/// The wish of another app.
#[derive(Debug, Serialize, ToSchema)]
struct RequestView {
    app_id: String,
    /// Its name, where that is known.
    name: Option<String>,
    at: Timestamp,
    /// What it said about it.
    note: Option<String>,
}

/// An app that shares the page.
#[derive(Debug, Serialize, ToSchema)]
struct AppView {
    /// The platform's id of it.
    #[schema(example = "263902037430900")]
    id: String,
    /// The platform's own inbox has none.
    name: Option<String>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum Action {
    /// Take it from whoever has it.
    Take,
    /// Give it to the app of `app_id`. This is also how a wish is granted.
    Pass,
    /// Give it back to the platform.
    Release,
    /// Ask whoever has it to pass it on.
    Request,
    /// Decline the wish of another app.
    Decline,
    /// Ask the platform who has it, and which other apps there are.
    Look,
}

/// Something about the control of a thread.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Change {
    action: Action,
    /// With `pass`: to which app.
    app_id: Option<String>,
    /// With `pass` and `request`: a word for the other app, of at most 1000 characters.
    note: Option<String>,
    /// Who decides it; a program, when absent. Only a person takes a thread from another app, which needs the scope
    /// `messages:human`.
    author: Option<Writer>,
}

impl ControlView {
    fn of(standing: &Standing) -> Self {
        let name = |app_id: &str| standing.name(app_id).map(str::to_owned);
        let (owner, owner_app_id) = match &standing.holder {
            Held::Alone => (Owner::Alone, None),
            Held::Ours => (Owner::Us, None),
            Held::Theirs(app_id) => (Owner::App, app_id.clone()),
        };
        Self {
            shared: standing.is_shared,
            owner,
            owner_name: owner_app_id.as_deref().and_then(name),
            owner_app_id,
            request: standing.request.as_ref().map(|request| RequestView {
                app_id: request.app_id.clone(),
                name: name(&request.app_id),
                at: request.at,
                note: request.note.clone(),
            }),
            apps: standing
                .apps
                .iter()
                .map(|app| AppView {
                    id: app.external_id.clone(),
                    name: name(&app.external_id),
                })
                .collect(),
        }
    }
}

/// Read who may write into a thread
///
/// As far as it is known here; `look` asks the platform.
#[utoipa::path(
    get, path = "/conversations/{conversation_id}/thread-control", operation_id = "read_thread_control",
    tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    responses((status = 200, body = ControlView, description = "As it is known."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(in crate::api) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
) -> Result<Json<ControlView>, Failure> {
    program.require(Scope::ConversationsRead)?;
    view(&app, &program, id).await
}

/// Take a thread, pass it on, or answer who wants it
///
/// The platform is asked at once; when it says no, nothing changes, and its sentence is in the answer.
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/thread-control", operation_id = "change_thread_control",
    tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Change,
    responses((status = 200, body = ControlView, description = "As it stands now."), Problems, Refusals),
    security(("token" = ["conversations:write"]))
)]
pub(in crate::api) async fn change(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(change): Body<Change>,
) -> Result<Json<ControlView>, Failure> {
    program.require(Scope::ConversationsWrite)?;
    let wanted = wanted(&change)?;
    if change.author == Some(Writer::Human) {
        program.require(Scope::MessagesHuman)?;
    }
    if wanted == Wanted::Take && change.author != Some(Writer::Human) {
        let route = Route::Standard;
        let refused = conversations::human_only(&app, program.workspace_id, id, route).await?;
        return Err(refused.into());
    }
    thread_control::control(&app, program.workspace_id, id, actor(&program), wanted).await?;
    view(&app, &program, id).await
}

fn wanted(change: &Change) -> Result<Wanted, crate::error::Error> {
    let Change {
        action,
        app_id,
        note,
        ..
    } = change;
    let useless =
        |field: &'static str, what: &'static str| Err(crate::error::Error::invalid(field, what));
    if app_id.is_some() && *action != Action::Pass {
        return useless("app_id", "only `pass` names an app");
    }
    if note.is_some() && !matches!(action, Action::Pass | Action::Request) {
        return useless("note", "only `pass` and `request` carry a word");
    }
    let note = note.clone();
    Ok(match (action, app_id.clone()) {
        (Action::Take, _) => Wanted::Take,
        (Action::Pass, Some(app_id)) => Wanted::Pass { app_id, note },
        (Action::Pass, None) => return useless("app_id", "name the app to pass it to"),
        (Action::Release, _) => Wanted::Release,
        (Action::Request, _) => Wanted::Request { note },
        (Action::Decline, _) => Wanted::Decline,
        (Action::Look, _) => Wanted::Look,
    })
}

async fn view(
    app: &App,
    program: &Program,
    id: ConversationId,
) -> Result<Json<ControlView>, Failure> {
    let standing = thread_control::standing(app, program.workspace_id, id).await?;
    Ok(Json(ControlView::of(&standing)))
}
