//! What customers do beside writing, and people of the business beside the app.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Input;
use super::threads::{Created, created};
use crate::world::act::Done;
use crate::world::input::{
    AccountLink, BusinessFile, NewMention, NewOrder, ResponseRating, VisitorPost,
};
use crate::world::view::CommentView;
use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(link_account))
        .routes(routes!(rate_response))
        .routes(routes!(order))
        .routes(routes!(post))
        .routes(routes!(mention))
        .routes(routes!(send_elsewhere))
}

/// The customer logs in at the business, or out again, by a button of a message.
#[utoipa::path(post, path = "/customers/{customer}/messages/{mid}/account-link", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), request_body = AccountLink, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn link_account(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
    Input(link): Input<AccountLink>,
) -> Created {
    world.link_account(&customer, &mid, link).map(created)
}

/// The customer says of a message of the business whether it was a good answer; on Messenger.
#[utoipa::path(post, path = "/customers/{customer}/messages/{mid}/feedback", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), request_body = ResponseRating, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn rate_response(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
    Input(rating): Input<ResponseRating>,
) -> Created {
    world.rate_response(&customer, &mid, rating).map(created)
}

/// The customer orders in the shop of a page.
#[utoipa::path(post, path = "/customers/{customer}/orders", params(("customer", description = "Number of the customer")), request_body = NewOrder, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn order(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(new): Input<NewOrder>,
) -> Created {
    world.order(&customer, &new).map(created)
}

/// The customer posts on a page as a visitor.
#[utoipa::path(post, path = "/customers/{customer}/posts", params(("customer", description = "Number of the customer")), request_body = VisitorPost, responses((status = 201, body = CommentView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn post(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(new): Input<VisitorPost>,
) -> Result<(StatusCode, Json<CommentView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.post(&customer, new)?)))
}

/// The customer mentions an account of Instagram in a comment or a caption.
#[utoipa::path(post, path = "/customers/{customer}/mentions", params(("customer", description = "Number of the customer")), request_body = NewMention, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn mention(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(new): Input<NewMention>,
) -> Created {
    world.mention(&customer, new).map(created)
}

/// Somebody of the business sends a file in the platform's own inbox, another app, or the phone app of WhatsApp.
#[utoipa::path(post, path = "/customers/{customer}/business-files", params(("customer", description = "Number of the customer")), request_body = BusinessFile, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn send_elsewhere(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(file): Input<BusinessFile>,
) -> Created {
    world.send_elsewhere(&customer, file).map(created)
}
