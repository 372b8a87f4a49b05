//! The Graph API, as far as a Messenger app needs it. Any version, or none, may stand in the path.

pub(crate) mod error;
mod node;
mod parse;
mod request;
mod usage;

use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use crate::fault::GraphFaultKind;
use crate::world::World;
use crate::world::business::Call;
use error::GraphError;
use request::GraphRequest;

/// Marks a response that must not be sent: the connection is cut instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CutConnection;

/// Answers every request that is not for the control API or the phones.
pub(crate) async fn handle(State(world): State<World>, request: Request) -> Response {
    let trace = world.ids().trace();
    let request = match request::read(request).await {
        Ok(request) => request,
        Err(error) => return error.response(&trace),
    };
    let (page, mut response) = match authenticate(&world, &request) {
        Ok(page) => {
            let answer = answer(&world, &request, &page, &trace).await;
            (Some(page), answer)
        }
        Err(error) => (None, error.response(&trace)),
    };
    if let Some(page) = page {
        usage::add_headers(&world, &page, &mut response);
    }
    response
}

/// The page in whose name the token speaks. The app's own node takes the token of the app.
fn authenticate(world: &World, request: &GraphRequest) -> Result<String, GraphError> {
    let token = request.token().ok_or(GraphError::NO_TOKEN)?;
    let app = world.app();
    if let Some(proof) = request.text("appsecret_proof")
        && !crate::webhook::signature::proves(app.secret.expose(), token, proof)
    {
        return Err(GraphError::BAD_PROOF);
    }
    if request.node() == app.id && token == format!("{}|{}", app.id, app.secret.expose()) {
        return Ok(app.id.clone());
    }
    match world.page_of_token(token) {
        None => Err(GraphError::BAD_TOKEN),
        Some((_, false)) => Err(GraphError::REVOKED_TOKEN),
        Some((page, true)) => Ok(page),
    }
}

async fn answer(world: &World, request: &GraphRequest, page: &str, trace: &str) -> Response {
    let node = if request.node() == "me" {
        page
    } else {
        request.node()
    };
    let result = if node == world.app().id {
        node::app(world, request).await
    } else if node == page {
        match (&request.method, request.edge()) {
            (&Method::POST, Some("messages")) => return send(world, request, page, trace).await,
            _ => node::page(world, request, page).await,
        }
    } else {
        node::person(world, request, page)
    };
    match result {
        Ok(value) => Json(value).into_response(),
        Err(error) => error.response(trace),
    }
}

async fn send(world: &World, request: &GraphRequest, page: &str, trace: &str) -> Response {
    let (fault, slow) = world.strike(page);
    if slow > 0 {
        tokio::time::sleep(Duration::from_millis(slow)).await;
    }
    let lost = matches!(
        fault,
        Some(GraphFaultKind::DropAfter | GraphFaultKind::ErrorAfter)
    );
    let call = Call {
        page,
        raw: &request.body,
        answer_lost: lost,
    };
    let refused = match fault {
        Some(GraphFaultKind::DropBefore) => {
            world.record_fault(&call, None);
            return cut();
        }
        Some(GraphFaultKind::Unavailable) => {
            world.record_fault(&call, None);
            let page =
                Html("<!DOCTYPE html><title>Error</title><p>Sorry, something went wrong.</p>");
            return (StatusCode::SERVICE_UNAVAILABLE, page).into_response();
        }
        Some(GraphFaultKind::ServerError) => Some(GraphError::TEMPORARY),
        Some(GraphFaultKind::Throttle) => Some(GraphError::THROTTLED),
        Some(GraphFaultKind::AppThrottle) => Some(GraphError::APP_THROTTLED),
        Some(GraphFaultKind::ExpiredToken) => Some(GraphError::EXPIRED_TOKEN),
        Some(GraphFaultKind::DropAfter | GraphFaultKind::ErrorAfter) => None,
        None => (!world.meter(page)).then_some(GraphError::THROTTLED),
    };
    if let Some(error) = refused {
        world.record_fault(&call, Some(&error));
        return error.response(trace);
    }
    let result = world.send(&call, parse::send_request(&request.body));
    match (fault, result) {
        (Some(GraphFaultKind::DropAfter), _) => cut(),
        (Some(GraphFaultKind::ErrorAfter), Ok(_)) => GraphError::MAYBE_SENT.response(trace),
        (_, Err(error)) => error.response(trace),
        (_, Ok(reply)) => {
            let mut body = json!({ "recipient_id": reply.recipient });
            if let Some(mid) = reply.mid {
                body["message_id"] = json!(mid);
            }
            Json(body).into_response()
        }
    }
}

fn cut() -> Response {
    let mut response = StatusCode::BAD_GATEWAY.into_response();
    response.extensions_mut().insert(CutConnection);
    response
}

/// The bearer token of a request.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get("authorization")?.to_str().ok()?;
    value
        .strip_prefix("Bearer ")
        .or_else(|| value.strip_prefix("OAuth "))
}

/// Keeps of an object what `fields` names, and its id always.
fn select(mut object: Value, fields: Option<&str>) -> Value {
    if let (Some(map), Some(fields)) = (object.as_object_mut(), fields) {
        let wanted: Vec<&str> = fields.split(',').map(str::trim).collect();
        map.retain(|key, _| key == "id" || wanted.contains(&key.as_str()));
    }
    object
}
