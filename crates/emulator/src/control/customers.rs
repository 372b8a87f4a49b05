//! Customers: made, listed, switched.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Input, Parameters};
use crate::world::input::{CustomerSwitches, NewCustomer};
use crate::world::view::CustomerView;
use crate::world::{Rejection, World};

pub(super) fn router() -> OpenApiRouter<World> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, switch))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct ListParameters {
    /// The page or account; the first one when absent.
    page: Option<String>,
    /// At most so many; 100 when absent.
    limit: Option<usize>,
}

/// Customers of a page or account.
#[derive(Debug, Serialize, ToSchema)]
struct CustomerList {
    /// How many there are.
    total: usize,
    /// Those who acted last come first.
    customers: Vec<CustomerView>,
}

/// The customers of a page or account.
#[utoipa::path(get, path = "/customers", params(ListParameters), responses((status = 200, body = CustomerList), (status = 404, body = Rejection)))]
async fn list(
    State(world): State<World>,
    Parameters(parameters): Parameters<ListParameters>,
) -> Result<Json<CustomerList>, Rejection> {
    let page = world.outlet_or_first(parameters.page)?;
    let (customers, total) = world.customers(&page, parameters.limit.unwrap_or(100))?;
    Ok(Json(CustomerList { total, customers }))
}

/// Makes a customer.
#[utoipa::path(post, path = "/customers", request_body = NewCustomer, responses((status = 201, body = CustomerView), (status = 400, body = Rejection)))]
async fn create(
    State(world): State<World>,
    Input(new): Input<NewCustomer>,
) -> Result<(StatusCode, Json<CustomerView>), Rejection> {
    Ok((StatusCode::CREATED, Json(world.create_customer(new)?)))
}

/// One customer.
#[utoipa::path(get, path = "/customers/{customer}", params(("customer", description = "Number of the customer")), responses((status = 200, body = CustomerView), (status = 404, body = Rejection)))]
async fn show(
    State(world): State<World>,
    Path(customer): Path<String>,
) -> Result<Json<CustomerView>, Rejection> {
    world.customer(&customer).map(Json)
}

/// Flips switches: blocked, typing, receipts, who owns the thread.
#[utoipa::path(patch, path = "/customers/{customer}", params(("customer", description = "Number of the customer")), request_body = CustomerSwitches, responses((status = 200, body = CustomerView), (status = 404, body = Rejection)))]
async fn switch(
    State(world): State<World>,
    Path(customer): Path<String>,
    Input(switches): Input<CustomerSwitches>,
) -> Result<Json<CustomerView>, Rejection> {
    world.switch(&customer, switches).map(Json)
}
