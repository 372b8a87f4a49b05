//! Accounts on Instagram: added, shown, switched, punished, made to fail, and what they publish.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Input;
use crate::config::AccountConfig;
use crate::fault::Faults;
use crate::world::input::{AccountSwitches, Enforcement, NewPost};
use crate::world::view::{CommentView, OutletView, PostView};
use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(show, switch))
        .routes(routes!(set_faults))
        .routes(routes!(enforce))
        .routes(routes!(comments))
        .routes(routes!(publish))
        .routes(routes!(end_live))
}

/// All accounts.
#[utoipa::path(get, path = "/accounts", responses((status = 200, body = Vec<OutletView>)))]
async fn list(State(world): State<World>) -> Json<Vec<OutletView>> {
    let mut accounts = world.outlets();
    accounts.retain(|outlet| outlet.platform == "instagram");
    Json(accounts)
}

/// Adds an account, with Instagram Login or linked to a page.
#[utoipa::path(post, path = "/accounts", request_body = AccountConfig, responses((status = 201, body = OutletView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn add(
    State(world): State<World>,
    Input(config): Input<AccountConfig>,
) -> Result<(StatusCode, Json<OutletView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.add_account(config)?)))
}

/// One account.
#[utoipa::path(get, path = "/accounts/{account}", params(("account", description = "Number of the account")), responses((status = 200, body = OutletView), (status = 404, body = Rejection)))]
async fn show(
    State(world): State<World>,
    Path(account): Path<String>,
) -> Result<Json<OutletView>, Rejection> {
    world.outlet(&account).map(Json)
}

/// Flips switches: whether connected tools have access to messages.
#[utoipa::path(patch, path = "/accounts/{account}", params(("account", description = "Number of the account")), request_body = AccountSwitches, responses((status = 200, body = OutletView), (status = 404, body = Rejection)))]
async fn switch(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(switches): Input<AccountSwitches>,
) -> Result<Json<OutletView>, Rejection> {
    world.switch_account(&account, switches).map(Json)
}

/// Replaces the fault switches of an account; an empty object clears them.
#[utoipa::path(put, path = "/accounts/{account}/faults", params(("account", description = "Number of the account")), request_body = Faults, responses((status = 200, body = Faults), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_faults(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(faults): Input<Faults>,
) -> Result<Json<Faults>, Rejection> {
    world.set_faults(&account, faults).map(Json)
}

/// Warns, bars or forgives an account, or revokes its token.
#[utoipa::path(post, path = "/accounts/{account}/enforcement", params(("account", description = "Number of the account")), request_body = Enforcement, responses((status = 200, body = OutletView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn enforce(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(enforcement): Input<Enforcement>,
) -> Result<Json<OutletView>, Rejection> {
    world.enforce(&account, enforcement)?;
    world.outlet(&account).map(Json)
}

/// The comments on what an account published, oldest first.
#[utoipa::path(get, path = "/accounts/{account}/comments", params(("account", description = "Number of the account")), responses((status = 200, body = Vec<CommentView>), (status = 404, body = Rejection)))]
async fn comments(
    State(world): State<World>,
    Path(account): Path<String>,
) -> Result<Json<Vec<CommentView>>, Rejection> {
    world.comments(&account).map(Json)
}

/// The account publishes a post, a reel or a story, or begins a broadcast.
#[utoipa::path(post, path = "/accounts/{account}/posts", params(("account", description = "Number of the account")), request_body = NewPost, responses((status = 201, body = PostView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn publish(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(new): Input<NewPost>,
) -> Result<(StatusCode, Json<PostView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.publish(&account, new)?)))
}

/// The account ends a broadcast.
#[utoipa::path(post, path = "/accounts/{account}/posts/{post}/end", params(("account", description = "Number of the account"), ("post", description = "Number of the broadcast")), responses((status = 200, body = PostView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn end_live(
    State(world): State<World>,
    Path((account, post)): Path<(String, String)>,
) -> Result<Json<PostView>, Rejection> {
    world.end_live(&account, &post).map(Json)
}
