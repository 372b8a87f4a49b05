//! The nodes of the graph other than messages: the app, the page, a person.

use axum::http::Method;
use serde_json::{Value, json};

use super::error::GraphError;
use super::request::GraphRequest;
use super::select;
use crate::webhook::FIELDS;
use crate::world::World;
use crate::world::page::SubscribeError;

/// `/{app}/subscriptions`: where the webhooks of the app go.
pub(super) async fn app(world: &World, request: &GraphRequest) -> Result<Value, GraphError> {
    match (&request.method, request.edge()) {
        (&Method::POST, Some("subscriptions")) => {
            let callback = request
                .text("callback_url")
                .ok_or_else(|| GraphError::invalid("callback_url is required"))?;
            let token = request.text("verify_token").map(str::to_owned);
            let set = world.set_callback(callback.to_owned(), token).await;
            set.map_err(|error| GraphError::invalid(&error.to_string()))?;
            Ok(json!({ "success": true }))
        }
        (&Method::GET, None) => Ok(json!({ "id": world.app().id })),
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{page}` and its edges.
pub(super) async fn page(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Result<Value, GraphError> {
    let view = world.page(page).map_err(|_| GraphError::no_object(page))?;
    match (&request.method, request.edge()) {
        (&Method::GET, None) => {
            let mut object = json!({ "id": view.id, "name": view.name });
            if let (Some(username), Some(_)) = (view.username, request.text("fields")) {
                object["username"] = json!(username);
            }
            Ok(select(object, request.text("fields")))
        }
        (&Method::GET, Some("subscribed_apps")) => {
            let apps: Vec<Value> = view
                .subscribed_fields
                .map(|fields| json!({ "id": world.app().id, "subscribed_fields": fields }))
                .into_iter()
                .collect();
            Ok(json!({ "data": apps }))
        }
        (&Method::POST, Some("subscribed_apps")) => {
            let fields = request.list("subscribed_fields");
            let fields = if fields.is_empty() {
                FIELDS.map(str::to_owned).to_vec()
            } else {
                fields
            };
            world
                .subscribe(page, fields.into_iter().collect())
                .await
                .map_err(|error| match error {
                    SubscribeError::Field(_) | SubscribeError::Handshake(_) => {
                        GraphError::invalid(&error.to_string())
                    }
                })?;
            Ok(json!({ "success": true }))
        }
        (&Method::DELETE, Some("subscribed_apps")) => {
            world.unsubscribe(page);
            Ok(json!({ "success": true }))
        }
        (&Method::GET, Some("page_status")) => Ok(world.page_status(page)),
        (&Method::GET, Some("message_templates")) => Ok(world.templates(page)),
        (&Method::POST, Some("message_templates")) => world.create_template(page, &request.body),
        (&Method::DELETE, Some("message_templates")) => {
            let name = request
                .text("name")
                .ok_or_else(|| GraphError::invalid("name is required"))?;
            world.delete_template(page, name);
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{person}`: the profile of a customer who has a thread with the page.
pub(super) fn person(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Result<Value, GraphError> {
    if request.method != Method::GET || request.edge().is_some() {
        return Err(GraphError::no_object(request.node()));
    }
    let profile = world.profile(request.node(), page);
    let profile = profile.ok_or_else(|| GraphError::no_object(request.node()))?;
    Ok(select(
        profile,
        Some(
            request
                .text("fields")
                .unwrap_or("first_name,last_name,profile_pic"),
        ),
    ))
}
