//! Labels, as people change them in the page's own inbox.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Input;
use crate::world::label::{ContactTerms, LabelRow, NewLabel};
use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(delete))
        .routes(routes!(accept))
        .routes(routes!(carried))
        .routes(routes!(put, take))
}

/// The labels of a page.
#[utoipa::path(get, path = "/pages/{page}/labels", params(("page", description = "Number of the page")), responses((status = 200, body = Vec<LabelRow>), (status = 404, body = Rejection)))]
async fn list(
    State(world): State<World>,
    Path(page): Path<String>,
) -> Result<Json<Vec<LabelRow>>, Rejection> {
    world.outlet(&page)?;
    Ok(Json(world.labels(&page)))
}

/// Somebody makes a label in the page's own inbox.
#[utoipa::path(post, path = "/pages/{page}/labels", params(("page", description = "Number of the page")), request_body = NewLabel, responses((status = 201, body = LabelRow), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn make(
    State(world): State<World>,
    Path(page): Path<String>,
    Input(new): Input<NewLabel>,
) -> Result<(StatusCode, Json<LabelRow>), Rejection> {
    let id = world.make_label(&page, &new.name)?;
    let name = new.name;
    Ok((StatusCode::CREATED, Json(LabelRow { id, name })))
}

/// Somebody deletes a label in the page's own inbox.
#[utoipa::path(delete, path = "/pages/{page}/labels/{label}", params(("page", description = "Number of the page"), ("label", description = "Id of the label")), responses((status = 204), (status = 404, body = Rejection)))]
async fn delete(
    State(world): State<World>,
    Path((page, label)): Path<(String, String)>,
) -> Result<StatusCode, Rejection> {
    world.delete_label(&page, &label)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says whether the page has accepted the terms of contacts.
#[utoipa::path(put, path = "/pages/{page}/contact-terms", params(("page", description = "Number of the page")), request_body = ContactTerms, responses((status = 204), (status = 400, body = Rejection), (status = 404, body = Rejection)))]
async fn accept(
    State(world): State<World>,
    Path(page): Path<String>,
    Input(terms): Input<ContactTerms>,
) -> Result<StatusCode, Rejection> {
    world.set_contact_terms(&page, terms)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The labels that a customer carries.
#[utoipa::path(get, path = "/customers/{customer}/labels", params(("customer", description = "Number of the customer")), responses((status = 200, body = Vec<LabelRow>), (status = 404, body = Rejection)))]
async fn carried(
    State(world): State<World>,
    Path(customer): Path<String>,
) -> Result<Json<Vec<LabelRow>>, Rejection> {
    world.customer(&customer)?;
    Ok(Json(world.labels_of(&customer)))
}

/// Somebody puts a label on a customer in the page's own inbox.
#[utoipa::path(put, path = "/customers/{customer}/labels/{label}", params(("customer", description = "Number of the customer"), ("label", description = "Id of the label")), responses((status = 204), (status = 404, body = Rejection)))]
async fn put(
    State(world): State<World>,
    Path((customer, label)): Path<(String, String)>,
) -> Result<StatusCode, Rejection> {
    world.label_customer(&customer, &label, true)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody takes a label off a customer in the page's own inbox.
#[utoipa::path(delete, path = "/customers/{customer}/labels/{label}", params(("customer", description = "Number of the customer"), ("label", description = "Id of the label")), responses((status = 204), (status = 404, body = Rejection)))]
async fn take(
    State(world): State<World>,
    Path((customer, label)): Path<(String, String)>,
) -> Result<StatusCode, Rejection> {
    world.label_customer(&customer, &label, false)?;
    Ok(StatusCode::NO_CONTENT)
}
