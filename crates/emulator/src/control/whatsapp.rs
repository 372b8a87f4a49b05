//! WhatsApp: business accounts, numbers, templates, people, and what the platform does to them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Input;
use crate::config::{NumberConfig, WhatsAppConfig};
use crate::fault::Faults;
use crate::world::act::Done;
use crate::world::input::{
    Echo, FailureSwitch, LadderStep, NewTemplate, Notice, NumberSwitches, PersonChange,
    TemplateSwitches, WabaSwitches,
};
use crate::world::view::{CustomerView, OutletView, TemplateView, WabaView};
use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(show, switch))
        .routes(routes!(set_faults))
        .routes(routes!(climb))
        .routes(routes!(notify))
        .routes(routes!(add_number))
        .routes(routes!(add_template))
        .routes(routes!(switch_template))
        .routes(routes!(list_numbers))
        .routes(routes!(show_number, switch_number))
        .routes(routes!(set_number_faults))
        .routes(routes!(set_failures))
        .routes(routes!(notify_number))
        .routes(routes!(change_person))
        .routes(routes!(echo))
        .routes(routes!(play))
}

/// All business accounts.
#[utoipa::path(get, path = "/whatsapp", responses((status = 200, body = Vec<WabaView>)))]
async fn list(State(world): State<World>) -> Json<Vec<WabaView>> {
    Json(world.wabas())
}

/// Adds a business account with its numbers.
#[utoipa::path(post, path = "/whatsapp", request_body = WhatsAppConfig, responses((status = 201, body = WabaView), (status = 400, body = Rejection)))]
async fn add(
    State(world): State<World>,
    Input(config): Input<WhatsAppConfig>,
) -> Result<(StatusCode, Json<WabaView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.add_whatsapp(config)?)))
}

/// One business account, with its templates.
#[utoipa::path(get, path = "/whatsapp/{account}", params(("account", description = "Id of the business account")), responses((status = 200, body = WabaView), (status = 404, body = Rejection)))]
async fn show(
    State(world): State<World>,
    Path(account): Path<String>,
) -> Result<Json<WabaView>, Rejection> {
    world.waba(&account).map(Json)
}

/// Flips switches: limits, the length of a review, the token.
#[utoipa::path(patch, path = "/whatsapp/{account}", params(("account", description = "Id of the business account")), request_body = WabaSwitches, responses((status = 200, body = WabaView), (status = 404, body = Rejection)))]
async fn switch(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(switches): Input<WabaSwitches>,
) -> Result<Json<WabaView>, Rejection> {
    world.switch_waba(&account, &switches).map(Json)
}

/// Replaces the fault switches for what is told of the whole account; its numbers have their own.
#[utoipa::path(put, path = "/whatsapp/{account}/faults", params(("account", description = "Id of the business account")), request_body = Faults, responses((status = 200, body = Faults), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_faults(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(faults): Input<Faults>,
) -> Result<Json<Faults>, Rejection> {
    world.set_faults(&account, faults).map(Json)
}

/// Climbs the ladder of punishments, takes a step of it, or forgives.
#[utoipa::path(post, path = "/whatsapp/{account}/enforcement", params(("account", description = "Id of the business account")), request_body = LadderStep, responses((status = 200, body = WabaView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn climb(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(step): Input<LadderStep>,
) -> Result<Json<WabaView>, Rejection> {
    world.climb(&account, step).map(Json)
}

/// Sends any webhook of the account: alerts, security, reviews.
#[utoipa::path(post, path = "/whatsapp/{account}/notices", params(("account", description = "Id of the business account")), request_body = Notice, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn notify(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(notice): Input<Notice>,
) -> Result<StatusCode, Rejection> {
    world
        .notify(&account, &notice)
        .map(|()| StatusCode::NO_CONTENT)
}

/// Adds a number to a business account.
#[utoipa::path(post, path = "/whatsapp/{account}/numbers", params(("account", description = "Id of the business account")), request_body = NumberConfig, responses((status = 201, body = OutletView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn add_number(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(config): Input<NumberConfig>,
) -> Result<(StatusCode, Json<OutletView>), Rejection> {
    Ok((
        StatusCode::CREATED,
        Json(world.add_number(&account, config)?),
    ))
}

/// Makes a template that has been reviewed already.
#[utoipa::path(post, path = "/whatsapp/{account}/templates", params(("account", description = "Id of the business account")), request_body = NewTemplate, responses((status = 201, body = TemplateView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn add_template(
    State(world): State<World>,
    Path(account): Path<String>,
    Input(new): Input<NewTemplate>,
) -> Result<(StatusCode, Json<TemplateView>), Rejection> {
    Ok((
        StatusCode::CREATED,
        Json(world.add_template(&account, &new)?),
    ))
}

/// Does to a template what the platform does: decides, rates, pauses, moves to another category.
#[utoipa::path(patch, path = "/templates/{template}", params(("template", description = "Id of the template")), request_body = TemplateSwitches, responses((status = 200, body = TemplateView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn switch_template(
    State(world): State<World>,
    Path(template): Path<String>,
    Input(switches): Input<TemplateSwitches>,
) -> Result<Json<TemplateView>, Rejection> {
    world.switch_template(&template, switches).map(Json)
}

/// All numbers.
#[utoipa::path(get, path = "/numbers", responses((status = 200, body = Vec<OutletView>)))]
async fn list_numbers(State(world): State<World>) -> Json<Vec<OutletView>> {
    let mut numbers = world.outlets();
    numbers.retain(|outlet| outlet.number.is_some());
    Json(numbers)
}

/// One number.
#[utoipa::path(get, path = "/numbers/{number}", params(("number", description = "Id of the number")), responses((status = 200, body = OutletView), (status = 404, body = Rejection)))]
async fn show_number(
    State(world): State<World>,
    Path(number): Path<String>,
) -> Result<Json<OutletView>, Rejection> {
    world.outlet(&number).map(Json)
}

/// Flips switches of a number: its quality, whether it is registered or out of order.
#[utoipa::path(patch, path = "/numbers/{number}", params(("number", description = "Id of the number")), request_body = NumberSwitches, responses((status = 200, body = OutletView), (status = 404, body = Rejection)))]
async fn switch_number(
    State(world): State<World>,
    Path(number): Path<String>,
    Input(switches): Input<NumberSwitches>,
) -> Result<Json<OutletView>, Rejection> {
    world.switch_number(&number, switches).map(Json)
}

/// Replaces the fault switches of a number; an empty object clears them.
#[utoipa::path(put, path = "/numbers/{number}/faults", params(("number", description = "Id of the number")), request_body = Faults, responses((status = 200, body = Faults), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_number_faults(
    State(world): State<World>,
    Path(number): Path<String>,
    Input(faults): Input<Faults>,
) -> Result<Json<Faults>, Rejection> {
    world.set_faults(&number, faults).map(Json)
}

/// Replaces the failures that the next sends of a number meet; an empty list clears them.
#[utoipa::path(put, path = "/numbers/{number}/failures", params(("number", description = "Id of the number")), request_body = Vec<FailureSwitch>, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn set_failures(
    State(world): State<World>,
    Path(number): Path<String>,
    Input(failures): Input<Vec<FailureSwitch>>,
) -> Result<StatusCode, Rejection> {
    world.set_failures(&number, failures)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends any webhook of a number, such as `history`; what every one begins with is put before the value.
#[utoipa::path(post, path = "/numbers/{number}/notices", params(("number", description = "Id of the number")), request_body = Notice, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn notify_number(
    State(world): State<World>,
    Path(number): Path<String>,
    Input(notice): Input<Notice>,
) -> Result<StatusCode, Rejection> {
    world
        .notify_number(&number, &notice)
        .map(|()| StatusCode::NO_CONTENT)
}

/// Changes what is known of a person: the number, the name, marketing.
#[utoipa::path(patch, path = "/customers/{customer}/person", params(("customer", description = "Number of the customer")), request_body = PersonChange, responses((status = 200, body = CustomerView), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn change_person(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(change): Input<PersonChange>,
) -> Result<Json<CustomerView>, Rejection> {
    world.change_person(&customer, change).map(Json)
}

/// Somebody of the business writes, changes or takes back a message in the phone app.
#[utoipa::path(post, path = "/customers/{customer}/echoes", params(("customer", description = "Number of the customer")), request_body = Echo, responses((status = 201, body = Done), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn echo(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(echo): Input<Echo>,
) -> Result<(StatusCode, Json<Done>), Rejection> {
    let done = world.write_by_phone_app(&customer, echo, world.now())?;
    Ok((StatusCode::CREATED, Json(done)))
}

/// The customer listens to a voice note.
#[utoipa::path(post, path = "/customers/{customer}/messages/{mid}/plays", params(("customer", description = "Number of the customer"), ("mid", description = "Id of the message")), responses((status = 204), (status = 404, body = Rejection)))]
async fn play(
    State(world): State<World>,
    Path((customer, mid)): Path<(String, String)>,
) -> Result<StatusCode, Rejection> {
    world.play(&customer, &mid).map(|()| StatusCode::NO_CONTENT)
}
