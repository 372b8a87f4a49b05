//! What happens in a thread: messages, edits, taps, reactions, receipts, comments.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Input;
use crate::world::act::Done;
use crate::world::input::{
    BusinessMessage, Edit, NewComment, NewMessage, OptIn, Postback, Reaction, Referral,
    SurveyAnswer,
};
use crate::world::routing::AppAct;
use crate::world::view::{CommentView, MessageView};
use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(list, write))
        .routes(routes!(edit, delete))
        .routes(routes!(react))
        .routes(routes!(tap))
        .routes(routes!(tap_picture))
        .routes(routes!(refer))
        .routes(routes!(opt_in))
        .routes(routes!(take_coupon))
        .routes(routes!(answer_survey))
        .routes(routes!(comment))
        .routes(routes!(read))
        .routes(routes!(deliver))
        .routes(routes!(write_elsewhere))
        .routes(routes!(control))
}

pub(super) type Created = Result<(StatusCode, Json<Done>), Rejection>;

pub(super) fn created(done: Done) -> (StatusCode, Json<Done>) {
    (StatusCode::CREATED, Json(done))
}

/// The thread of a customer, oldest message first.
#[utoipa::path(get, path = "/customers/{customer}/messages", params(("customer", description = "Number of the customer")), responses((status = 200, body = Vec<MessageView>), (status = 404, body = Rejection)))]
async fn list(
    State(world): State<World>,
    Path(customer): Path<String>,
) -> Result<Json<Vec<MessageView>>, Rejection> {
    world.thread(&customer).map(Json)
}

/// The customer writes.
#[utoipa::path(post, path = "/customers/{customer}/messages", params(("customer", description = "Number of the customer")), request_body = NewMessage, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn write(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(new): Input<NewMessage>,
) -> Created {
    world.write(&customer, new).map(created)
}

/// The customer edits a message.
#[utoipa::path(patch, path = "/customers/{customer}/messages/{mid}", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), request_body = Edit, responses((status = 200, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn edit(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
    Input(edit): Input<Edit>,
) -> Result<Json<Done>, Rejection> {
    world.edit(&customer, &mid, edit).map(Json)
}

/// The customer takes a message back.
#[utoipa::path(delete, path = "/customers/{customer}/messages/{mid}", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), responses((status = 200, body = Done), (status = 404, body = Rejection)))]
async fn delete(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
) -> Result<Json<Done>, Rejection> {
    world.delete(&customer, &mid).map(Json)
}

/// The customer reacts to a message, or takes the reaction back.
#[utoipa::path(put, path = "/customers/{customer}/messages/{mid}/reaction", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), request_body = Reaction, responses((status = 200, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn react(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
    Input(reaction): Input<Reaction>,
) -> Result<Json<Done>, Rejection> {
    world.react(&customer, &mid, reaction).map(Json)
}

/// The customer taps a button, or Get Started.
#[utoipa::path(post, path = "/customers/{customer}/postbacks", params(("customer", description = "Number of the customer")), request_body = Postback, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn tap(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(postback): Input<Postback>,
) -> Created {
    world.tap(&customer, postback).map(created)
}

/// The customer opens a chat link, or clicks an ad.
#[utoipa::path(post, path = "/customers/{customer}/referrals", params(("customer", description = "Number of the customer")), request_body = Referral, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn refer(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(referral): Input<Referral>,
) -> Created {
    world.refer(&customer, &referral).map(created)
}

/// The customer opts in.
#[utoipa::path(post, path = "/customers/{customer}/opt-ins", params(("customer", description = "Number of the customer")), request_body = OptIn, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn opt_in(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(opt_in): Input<OptIn>,
) -> Created {
    world.opt_in(&customer, opt_in).map(created)
}

/// The customer taps a picture of a grid, counted from 0.
#[utoipa::path(post, path = "/customers/{customer}/messages/{mid}/pictures/{place}", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message"), ("place", description = "Which picture")), responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn tap_picture(
    State(world): State<World>,
    Path((customer, mid, place)): Path<(String, String, usize)>,
) -> Created {
    world.tap_picture(&customer, &mid, place).map(created)
}

/// The customer asks for the code of a coupon.
#[utoipa::path(post, path = "/customers/{customer}/messages/{mid}/coupon", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn take_coupon(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
) -> Created {
    world.take_coupon(&customer, &mid).map(created)
}

/// The customer answers a survey.
#[utoipa::path(post, path = "/customers/{customer}/messages/{mid}/answer", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), request_body = SurveyAnswer, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn answer_survey(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
    Input(answer): Input<SurveyAnswer>,
) -> Created {
    world.answer_survey(&customer, &mid, &answer).map(created)
}

/// The customer comments on a post.
#[utoipa::path(post, path = "/customers/{customer}/comments", params(("customer", description = "Number of the customer")), request_body = NewComment, responses((status = 201, body = CommentView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn comment(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(new): Input<NewComment>,
) -> Result<(StatusCode, Json<CommentView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.comment(&customer, new)?)))
}

/// The customer reads everything up to now.
#[utoipa::path(post, path = "/customers/{customer}/reads", params(("customer", description = "Number of the customer")), responses((status = 204), (status = 404, body = Rejection)))]
async fn read(
    State(world): State<World>,
    Path(customer): Path<String>,
) -> Result<StatusCode, Rejection> {
    world.mark_read(&customer).map(|()| StatusCode::NO_CONTENT)
}

/// The phone confirms delivery of everything up to now.
#[utoipa::path(post, path = "/customers/{customer}/deliveries", params(("customer", description = "Number of the customer")), responses((status = 204), (status = 404, body = Rejection)))]
async fn deliver(
    State(world): State<World>,
    Path(customer): Path<String>,
) -> Result<StatusCode, Rejection> {
    world
        .mark_delivered(&customer)
        .map(|()| StatusCode::NO_CONTENT)
}

/// Somebody of the business writes in the platform's own inbox or another app.
#[utoipa::path(post, path = "/customers/{customer}/business-messages", params(("customer", description = "Number of the customer")), request_body = BusinessMessage, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn write_elsewhere(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(message): Input<BusinessMessage>,
) -> Created {
    world.write_elsewhere(&customer, message).map(created)
}

/// Another app, or the platform's own inbox, does something about the control of the thread.
#[utoipa::path(post, path = "/customers/{customer}/thread-control", params(("customer", description = "Number of the customer")), request_body = AppAct, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn control(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(act): Input<AppAct>,
) -> Result<StatusCode, Rejection> {
    world
        .act_as_app(&customer, &act)
        .map(|()| StatusCode::NO_CONTENT)
}
