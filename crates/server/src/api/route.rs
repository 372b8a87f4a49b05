//! The ways to send, and how each stands.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::ConversationId;
use transom_policy::{AuthorKind, Language, Route};
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::{Named, Parameters};
use super::words;
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::recipients;

/// A way that is legal now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Remedy {
    #[schema(value_type = words::Route)]
    route: Route,
    /// What it takes to go this way.
    sentence: String,
    /// Until when it stays legal; null when nothing ends it.
    until: Option<Timestamp>,
}

impl Remedy {
    pub(super) fn of(route: Route, until: Option<Timestamp>) -> Self {
        let sentence = transom_policy::Remedy { route, until }.needs();
        Self {
            route,
            sentence,
            until,
        }
    }
}

/// Who writes a message. An automation never gets the route for answers of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Writer {
    /// A person typed it.
    Human,
    /// A program wrote it.
    Automation,
}

impl From<Writer> for AuthorKind {
    fn from(writer: Writer) -> Self {
        match writer {
            Writer::Human => Self::Human,
            Writer::Automation => Self::Automation,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RouteQuery {
    /// For whom; for a person when absent.
    #[param(inline)]
    author: Option<Writer>,
}

/// Every way to send, and how each stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RouteList {
    routes: Vec<RouteView>,
    /// The edition of the rules that says so.
    #[schema(example = "messenger/2026-09-28")]
    rulebook: String,
}

/// A way to send, and how it stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RouteStatus)]
struct RouteView {
    #[schema(value_type = words::Route)]
    route: Route,
    status: RouteState,
    /// Why it is not open.
    #[schema(value_type = Option<words::RefusalCode>)]
    code: Option<transom_policy::RefusalCode>,
    /// What it takes to go this way, or why it is not open.
    sentence: String,
    /// When it ends, where it is open and something ends it.
    until: Option<Timestamp>,
}

/// How a way to send stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RouteState {
    /// A fitting message may go by it.
    Open,
    /// Its time, token, comment or template is missing or over.
    Closed,
    /// A permission, a restriction or the kind of author is in the way.
    Unavailable,
    /// The platform withdrew it.
    Retired,
    /// The platform never had it, or does not have it yet.
    Unknown,
}

/// The ways to send in a conversation
///
/// Whatever is to be sent; the content of a message can close a route that is open here.
#[utoipa::path(
    get, path = "/conversations/{conversation_id}/routes", operation_id = "list_routes", tag = "conversations",
    params(("conversation_id" = String, Path, description = "`conv_…`"), RouteQuery),
    responses((status = 200, body = RouteList, description = "Every route, in a fixed order."), Problems),
    security(("token" = ["conversations:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Parameters(query): Parameters<RouteQuery>,
) -> Result<Json<RouteList>, Failure> {
    program.require(Scope::ConversationsRead)?;
    let now = app.now();
    let mut read = app.db.read().await?;
    let mut thread = read.load_thread(program.workspace_id, id).await?;
    let connected = app
        .channels
        .find(program.workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    thread.recipients = recipients::of(&app, &mut read, &connected, &thread, now).await?;
    drop(read);
    let channel = &connected.channel;
    let author = query.author.unwrap_or(Writer::Human).into();
    let routes = conversations::routes(&app, channel, &thread, author, now)?;
    Ok(Json(RouteList {
        routes: routes.into_iter().map(RouteView::from).collect(),
        rulebook: app.rulebook(channel.platform, now)?.id().to_string(),
    }))
}

impl From<transom_policy::RouteStatus> for RouteView {
    fn from(route: transom_policy::RouteStatus) -> Self {
        let sentence = match route.code {
            Some(code) => code.sentence(Language::English).to_owned(),
            None => transom_policy::Remedy {
                route: route.route,
                until: route.until,
            }
            .needs(),
        };
        Self {
            route: route.route,
            status: route.status.into(),
            code: route.code,
            sentence,
            until: route.until,
        }
    }
}

impl From<transom_policy::Status> for RouteState {
    fn from(status: transom_policy::Status) -> Self {
        use transom_policy::Status as Known;
        match status {
            Known::Open => Self::Open,
            Known::Closed => Self::Closed,
            Known::Unavailable => Self::Unavailable,
            Known::Retired => Self::Retired,
            Known::Unknown => Self::Unknown,
        }
    }
}
