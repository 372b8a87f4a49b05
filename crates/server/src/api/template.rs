//! Message templates: listed, made, changed, deleted.

mod parts;
mod view;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use transom_channels::template::NewTemplate;
use transom_domain::agent::Scope;
use transom_domain::id::ChannelId;
use transom_domain::template::Template;
use transom_policy::TemplateCategory;
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::problem::{Failure, Problem, Problems};
use super::request::{Body, Named, NamedPair};
use crate::app::App;
use crate::error::Error;
use crate::templates;
use parts::{TemplateChange, TemplateRequest};
use view::TemplateView;

/// The templates of the account that a channel belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TemplateList {
    /// By name and language.
    templates: Vec<TemplateView>,
    /// When the platform's list was read last; null before the first time.
    synced_at: Option<Timestamp>,
    /// Why it could not be read the last time that was tried.
    problem: Option<String>,
}

/// List the message templates of a channel
///
/// Of the page, or of the business account that the number belongs to: numbers of one account share them. What is shown
/// is what the platform told last; ask for a sync to have its list read at once.
#[utoipa::path(
    get, path = "/channels/{channel_id}/templates", operation_id = "list_templates", tag = "templates",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 200, body = TemplateList, description = "All of them, by name and language."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<TemplateList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let known = templates::list(&app, program.workspace_id, id).await?;
    let now = app.now();
    Ok(Json(TemplateList {
        templates: known
            .templates
            .iter()
            .filter_map(|template| TemplateView::of(template, now))
            .collect(),
        synced_at: known.sync.as_ref().and_then(|sync| sync.synced_at),
        problem: known.sync.and_then(|sync| sync.problem),
    }))
}

/// Read a message template
#[utoipa::path(
    get, path = "/channels/{channel_id}/templates/{template_id}", operation_id = "read_template", tag = "templates",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("template_id" = String, Path, description = "The platform's id of it.")
    ),
    responses((status = 200, body = TemplateView, description = "As it was told last."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    NamedPair(id, template_id): NamedPair<ChannelId, String>,
) -> Result<Json<TemplateView>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let template = templates::load(&app, program.workspace_id, id, &template_id).await?;
    Ok(Json(shown(&app, &template)?))
}

/// Make a message template
///
/// What the platform would not take is refused here, with every field named; the rest its review decides, within seconds
/// or a day. It may make another category of it than was asked for.
#[utoipa::path(
    post, path = "/channels/{channel_id}/templates", operation_id = "make_template", tag = "templates",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    request_body = TemplateRequest,
    responses(
        (status = 201, body = TemplateView, description = "Made, and under review or approved."),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "The platform refused it."),
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn make(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Body(request): Body<TemplateRequest>,
) -> Result<(StatusCode, Json<TemplateView>), Failure> {
    program.require(Scope::ChannelsWrite)?;
    let new = request.into_new()?;
    let made = templates::make(&app, program.workspace_id, id, &new).await?;
    Ok((StatusCode::CREATED, Json(shown(&app, &made)?)))
}

/// Change a message template
///
/// The platform reviews it anew; until then it cannot be sent. On WhatsApp one that is approved can be changed once a day
/// and ten times in 30 days; on Messenger one that is approved cannot be changed.
#[utoipa::path(
    put, path = "/channels/{channel_id}/templates/{template_id}", operation_id = "change_template", tag = "templates",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("template_id" = String, Path, description = "The platform's id of it.")
    ),
    request_body = TemplateChange,
    responses(
        (status = 200, body = TemplateView, description = "Changed, and under review."),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "The platform refused it."),
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn change(
    State(app): State<App>,
    Bearer(program): Bearer,
    NamedPair(id, template_id): NamedPair<ChannelId, String>,
    Body(request): Body<TemplateChange>,
) -> Result<Json<TemplateView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let known = templates::load(&app, program.workspace_id, id, &template_id).await?;
    let category = known.category_at(app.now());
    let new = NewTemplate {
        name: known.name,
        language: known.language,
        category: request
            .category()
            .or(category)
            .unwrap_or(TemplateCategory::Utility),
        components: request.into_components()?,
    };
    let changed = templates::change(&app, program.workspace_id, id, &template_id, &new).await?;
    Ok(Json(shown(&app, &changed)?))
}

/// Delete a message template in its language
///
/// The platform keeps its name blocked for a while: 30 days on WhatsApp.
#[utoipa::path(
    delete, path = "/channels/{channel_id}/templates/{template_id}", operation_id = "delete_template", tag = "templates",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("template_id" = String, Path, description = "The platform's id of it.")
    ),
    responses(
        (status = 204, description = "Deleted."),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "The platform refused."),
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn delete(
    State(app): State<App>,
    Bearer(program): Bearer,
    NamedPair(id, template_id): NamedPair<ChannelId, String>,
) -> Result<StatusCode, Failure> {
    program.require(Scope::ChannelsWrite)?;
    templates::delete(&app, program.workspace_id, id, &template_id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Have the platform's list of templates read at once
#[utoipa::path(
    post, path = "/channels/{channel_id}/templates/sync", operation_id = "sync_templates", tag = "templates",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 202, description = "It will be: `synced_at` of the list tells when it was."), Problems),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn sync(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<StatusCode, Failure> {
    program.require(Scope::ChannelsWrite)?;
    templates::ask_sync(&app, program.workspace_id, id).await?;
    Ok(StatusCode::ACCEPTED)
}

fn shown(app: &App, template: &Template) -> Result<TemplateView, Error> {
    let view = TemplateView::of(template, app.now());
    view.ok_or(Error::NotFound("template"))
}
