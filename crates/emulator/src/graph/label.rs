//! Labels of a page: `/{page}/custom_labels`, `/{label}`, `/{label}/label` and `/{person}/custom_labels`.

use axum::http::Method;
use serde_json::{Value, json};

use super::request::GraphRequest;
use super::select;
use crate::error::GraphError;
use crate::world::World;
use crate::world::label::LabelRow;

/// Labels of one answer, where the caller does not say.
const USUAL: usize = 25;
/// The most of one answer.
const MOST: usize = 100;

/// The edge of the page itself.
pub(super) fn of_page(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Result<Value, GraphError> {
    accepted(world, page)?;
    match request.method {
        Method::GET => {
            let all = world.labels(page);
            Ok(listed(request, &format!("/{page}/custom_labels"), &all))
        }
        Method::POST => {
            let name = request.given("page_label_name").unwrap_or_default();
            if name.trim().is_empty() {
                return Err(GraphError::invalid("page_label_name is required"));
            }
            let made = world.make_label(page, &name);
            let id = made.map_err(|error| GraphError::invalid(&error.detail))?;
            Ok(json!({ "id": id }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// The answer, when the request is about a label or about those of a customer.
pub(super) fn answer(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Option<Result<Value, GraphError>> {
    let node = request.node();
    if request.edge() == Some("custom_labels") {
        return Some(of_customer(world, request, page));
    }
    let label = world.labels(page).into_iter().find(|row| row.id == node)?;
    Some(accepted(world, page).and_then(|()| of_label(world, request, page, &label)))
}

fn of_label(
    world: &World,
    request: &GraphRequest,
    page: &str,
    label: &LabelRow,
) -> Result<Value, GraphError> {
    match (&request.method, request.edge()) {
        (&Method::GET, None) => Ok(select(object(label), request.text("fields"))),
        (&Method::DELETE, None) => {
            world
                .delete_label(page, &label.id)
                .map_err(|_| GraphError::no_object(&label.id))?;
            Ok(json!({ "success": true }))
        }
        (&Method::POST | &Method::DELETE, Some("label")) => {
            let user = request
                .given("user")
                .ok_or_else(|| GraphError::invalid("user is required"))?;
            if !world.is_reachable_customer(page, &user) {
                return Err(GraphError::no_object(&user));
            }
            let puts = request.method == Method::POST;
            world
                .label_customer(&user, &label.id, puts)
                .map_err(|error| GraphError::invalid(&error.detail))?;
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

fn of_customer(world: &World, request: &GraphRequest, page: &str) -> Result<Value, GraphError> {
    let customer = request.node();
    if request.method != Method::GET || !world.is_reachable_customer(page, customer) {
        return Err(GraphError::no_object(customer));
    }
    accepted(world, page)?;
    let carried = world.labels_of(customer);
    Ok(listed(
        request,
        &format!("/{customer}/custom_labels"),
        &carried,
    ))
}

/// Nothing about labels works before the page has accepted the terms.
fn accepted(world: &World, page: &str) -> Result<(), GraphError> {
    if world.accepts_contact_terms(page) {
        Ok(())
    } else {
        Err(GraphError::TERMS_NOT_ACCEPTED)
    }
}

fn object(label: &LabelRow) -> Value {
    json!({ "id": label.id, "page_label_name": label.name })
}

fn listed(request: &GraphRequest, path: &str, all: &[LabelRow]) -> Value {
    let number = |key: &str| request.given(key)?.parse::<usize>().ok();
    let after = number("after").unwrap_or(0);
    let limit = number("limit").unwrap_or(USUAL).clamp(1, MOST);
    let end = after.saturating_add(limit).min(all.len());
    let shown = all.iter().skip(after).take(limit);
    let fields = request.text("fields").or(Some("id"));
    let data: Vec<Value> = shown.map(|row| select(object(row), fields)).collect();
    let mut paging =
        json!({ "cursors": { "before": after.to_string(), "after": end.to_string() } });
    if end < all.len() {
        paging["next"] = json!(format!("{path}?after={end}&limit={limit}"));
    }
    json!({ "data": data, "paging": paging })
}
