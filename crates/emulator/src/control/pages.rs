//! Pages: added, shown, punished, made to fail.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Input;
use crate::config::PageConfig;
use crate::fault::Faults;
use crate::world::input::{Enforcement, PageSwitches};
use crate::world::routing::DefaultApp;
use crate::world::view::{CommentView, OutletView};
use crate::world::{OtherApp, Rejection, TokenTerms, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(show, switch))
        .routes(routes!(set_faults))
        .routes(routes!(enforce))
        .routes(routes!(set_token_terms))
        .routes(routes!(set_other_app, remove_other_app))
        .routes(routes!(comments))
        .routes(routes!(set_default_app))
}

/// All pages.
#[utoipa::path(get, path = "/pages", responses((status = 200, body = Vec<OutletView>)))]
async fn list(State(world): State<World>) -> Json<Vec<OutletView>> {
    let mut pages = world.outlets();
    pages.retain(|outlet| outlet.platform == "messenger");
    Json(pages)
}

/// Adds a page. The app subscribes to it by the Graph API.
#[utoipa::path(post, path = "/pages", request_body = PageConfig, responses((status = 201, body = OutletView), (status = 400, body = Rejection)))]
async fn add(
    State(world): State<World>,
    Input(config): Input<PageConfig>,
) -> Result<(StatusCode, Json<OutletView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.add_page(config)?)))
}

/// One page.
#[utoipa::path(get, path = "/pages/{page}", params(("page", description = "Number of the page")), responses((status = 200, body = OutletView), (status = 404, body = Rejection)))]
async fn show(
    State(world): State<World>,
    Path(page): Path<String>,
) -> Result<Json<OutletView>, Rejection> {
    world.outlet(&page).map(Json)
}

/// Flips switches: how long the review of a template takes.
#[utoipa::path(patch, path = "/pages/{page}", params(("page", description = "Number of the page")), request_body = PageSwitches, responses((status = 200, body = OutletView), (status = 404, body = Rejection)))]
async fn switch(
    State(world): State<World>,
    Path(page): Path<String>,
    Input(switches): Input<PageSwitches>,
) -> Result<Json<OutletView>, Rejection> {
    world.switch_page(&page, switches).map(Json)
}

/// Replaces the fault switches of a page; an empty object clears them.
#[utoipa::path(put, path = "/pages/{page}/faults", params(("page", description = "Number of the page")), request_body = Faults, responses((status = 200, body = Faults), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_faults(
    State(world): State<World>,
    Path(page): Path<String>,
    Input(faults): Input<Faults>,
) -> Result<Json<Faults>, Rejection> {
    world.set_faults(&page, faults).map(Json)
}

/// Warns, bars or forgives a page, or revokes its token.
#[utoipa::path(post, path = "/pages/{page}/enforcement", params(("page", description = "Number of the page")), request_body = Enforcement, responses((status = 200, body = OutletView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn enforce(
    State(world): State<World>,
    Path(page): Path<String>,
    Input(enforcement): Input<Enforcement>,
) -> Result<Json<OutletView>, Rejection> {
    world.enforce(&page, enforcement)?;
    world.outlet(&page).map(Json)
}

/// Replaces what holds for the token of a page, an account or a business account of WhatsApp; an empty object has it
/// never end and lack nothing.
#[utoipa::path(put, path = "/tokens/{holder}", params(("holder", description = "Whose token it is")), request_body = TokenTerms, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_token_terms(
    State(world): State<World>,
    Path(holder): Path<String>,
    Input(terms): Input<TokenTerms>,
) -> Result<StatusCode, Rejection> {
    world.set_token_terms(&holder, terms)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has another app listed among those that receive webhooks of a page, an account or a business account of WhatsApp.
#[utoipa::path(put, path = "/other-apps/{holder}", params(("holder", description = "Whose webhooks it receives")), request_body = OtherApp, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_other_app(
    State(world): State<World>,
    Path(holder): Path<String>,
    Input(app): Input<OtherApp>,
) -> Result<StatusCode, Rejection> {
    world.set_other_app(&holder, Some(app))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it from the list.
#[utoipa::path(delete, path = "/other-apps/{holder}", params(("holder", description = "Whose webhooks it received")), responses((status = 204), (status = 404, body = Rejection)))]
async fn remove_other_app(
    State(world): State<World>,
    Path(holder): Path<String>,
) -> Result<StatusCode, Rejection> {
    world.set_other_app(&holder, None)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The comments on a page, oldest first.
#[utoipa::path(get, path = "/pages/{page}/comments", params(("page", description = "Number of the page")), responses((status = 200, body = Vec<CommentView>), (status = 404, body = Rejection)))]
async fn comments(
    State(world): State<World>,
    Path(page): Path<String>,
) -> Result<Json<Vec<CommentView>>, Rejection> {
    world.comments(&page).map(Json)
}

/// Chooses the app that gets the threads that nobody controls; of a page, or of an account on Instagram.
#[utoipa::path(put, path = "/pages/{page}/default-app", params(("page", description = "Number of the page")), request_body = DefaultApp, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_default_app(
    State(world): State<World>,
    Path(page): Path<String>,
    Input(chosen): Input<DefaultApp>,
) -> Result<StatusCode, Rejection> {
    world
        .set_default_app(&page, chosen.app)
        .map(|()| StatusCode::NO_CONTENT)
}
