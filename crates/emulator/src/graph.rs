//! The Graph API, as far as an app for Messenger, Instagram and WhatsApp needs it. Any version, or none, may stand in the path.

mod account;
mod label;
mod moderation;
mod node;
mod parse;
mod request;
mod sticker;
mod thread_control;
mod upload;
mod usage;
mod whatsapp;

use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::error::GraphError;
use crate::fault::GraphFaultKind;
use crate::rules::Platform;
use crate::world::World;
use crate::world::business::Call;
use request::GraphRequest;

/// Marks a response that must not be sent: the connection is cut instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CutConnection;

/// Answers every request that is not for the control API or the phones.
pub(crate) async fn handle(State(world): State<World>, request: Request) -> Response {
    let trace = world.ids().trace();
    let base = whatsapp::base(request.headers(), &world);
    let (request, file) = match upload::unpack(request).await {
        Ok(unpacked) => unpacked,
        Err(error) => return error.response(&trace),
    };
    let request = match request::read(request).await {
        Ok(request) => request,
        Err(error) => return error.response(&trace),
    };
    if request.node() == "oauth" && request.edge() == Some("access_token") {
        return match node::app_token(&world, &request) {
            Ok(value) => Json(value).into_response(),
            Err(error) => error.response(&trace),
        };
    }
    if sticker::is_asked(&request) {
        return match sticker::answer(&world, &request, is_of_app(&world, &request)) {
            Ok(value) => Json(value).into_response(),
            Err(error) => error.response(&trace),
        };
    }
    if let Some(works) = request
        .token()
        .and_then(|token| world.whatsapp_token(token))
    {
        let (counted, mut response) = of_whatsapp(&world, &request, works, base, &trace).await;
        usage::add_headers(&world, &counted, &mut response);
        return response;
    }
    let owner = match authenticate(&world, &request) {
        Ok(owner) => owner,
        Err(error) => return error.response(&trace),
    };
    let outlet = if is_own(&request, &owner) {
        outlet(&world, &request, &owner)
    } else {
        owner.clone()
    };
    let mut response = if let Err(error) = world.meter_call(&outlet) {
        error.response(&trace)
    } else if upload::is_upload(&request) && is_own(&request, &owner) {
        match upload::take(&world, &request, &outlet, file.as_ref()) {
            Ok(value) => Json(value).into_response(),
            Err(error) => error.response(&trace),
        }
    } else {
        answer(&world, &request, &owner, &outlet, &trace).await
    };
    usage::add_headers(&world, &outlet, &mut response);
    response
}

/// The answer to a call with a token of WhatsApp, and the number or account that it counts towards.
async fn of_whatsapp(
    world: &World,
    request: &GraphRequest,
    works: bool,
    base: String,
    trace: &str,
) -> (String, Response) {
    let token = request.token().unwrap_or_default();
    let proven = request
        .text("appsecret_proof")
        .is_none_or(|proof| world.proves(None, token, proof));
    let refused = if !proven {
        Some(GraphError::BAD_PROOF)
    } else if !works {
        Some(GraphError::REVOKED_TOKEN)
    } else if world
        .account_of_token(token)
        .is_some_and(|account| world.has_expired(&account))
    {
        Some(GraphError::EXPIRED_TOKEN)
    } else {
        None
    };
    if let Some(error) = refused {
        return (String::new(), error.response(trace));
    }
    let caller = whatsapp::Caller {
        world,
        request,
        token,
        base,
    };
    whatsapp::answer(&caller, trace).await
}

/// Whether a request is about the node of the token itself.
fn is_own(request: &GraphRequest, owner: &str) -> bool {
    request.node() == "me" || request.node() == owner
}

/// Whether a request shows the token of the app itself.
fn is_of_app(world: &World, request: &GraphRequest) -> bool {
    let app = world.app();
    let token = format!("{}|{}", app.id, app.secret.expose());
    request.token() == Some(&token)
}

/// The page or account in whose name the token speaks. The app's own node takes the token of the app.
fn authenticate(world: &World, request: &GraphRequest) -> Result<String, GraphError> {
    let token = request.token().ok_or(GraphError::NO_TOKEN)?;
    let owner = world.outlet_of_token(token);
    let known = owner.as_ref().map(|(owner, _)| owner.as_str());
    if let Some(proof) = request.text("appsecret_proof")
        && !world.proves(known, token, proof)
    {
        return Err(GraphError::BAD_PROOF);
    }
    let app = world.app();
    if request.node() == app.id && is_of_app(world, request) {
        return Ok(app.id.clone());
    }
    match owner {
        None => Err(GraphError::BAD_TOKEN),
        Some((_, false)) => Err(GraphError::REVOKED_TOKEN),
        Some((owner, true)) if world.has_expired(&owner) => Err(GraphError::EXPIRED_TOKEN),
        Some((owner, true)) => Ok(owner),
    }
}

/// The answer to a call that counts towards the limits of this outlet.
async fn answer(
    world: &World,
    request: &GraphRequest,
    owner: &str,
    outlet: &str,
    trace: &str,
) -> Response {
    let node = match request.node() {
        "me" => owner,
        "app" => world.app().id.as_str(),
        node => node,
    };
    let is_send = request.method == Method::POST && request.edge() == Some("messages");
    if node == owner && is_send && node != world.app().id {
        return send(world, request, outlet, false, trace).await;
    }
    let result = if node == owner && request.edge() == Some("moderate_conversations") {
        moderation::moderate(world, request, owner)
    } else if node == owner
        && request.edge() == Some("custom_labels")
        && world.platform(owner) == Platform::Messenger
    {
        label::of_page(world, request, owner)
    } else if node == "debug_token" {
        node::about_token(world, request)
    } else if node == world.app().id {
        node::app(world, request).await
    } else if node == "refresh_access_token" {
        account::refresh(world, request, owner)
    } else if node == owner {
        let controlled = thread_control::answer(world, request, outlet);
        match world.outlet(outlet) {
            Ok(view) if controlled.is_some() && !is_alone(&view) => {
                controlled.unwrap_or(Err(GraphError::UNKNOWN_PATH))
            }
            Ok(view) if view.platform == "instagram" => {
                account::answer(world, request, &view).await
            }
            _ => node::page(world, request, owner).await,
        }
    } else if world.linked_account(owner).as_deref() == Some(node) {
        account::seen_from_page(world, request, node)
    } else if let Some(answered) = label::answer(world, request, owner) {
        answered
    } else {
        node::person(world, request, owner)
    };
    match result {
        Ok(value) => Json(value).into_response(),
        Err(error) => error.response(trace),
    }
}

/// Whether an account of Instagram is reached by itself: then its threads are shared with no other app.
fn is_alone(view: &crate::world::view::OutletView) -> bool {
    view.platform == "instagram" && view.linked_page.is_none()
}

/// The outlet that a call on the token's own node means: on a page, the account that is linked to it, where the call
/// says so or the recipient is a person of Instagram.
fn outlet(world: &World, request: &GraphRequest, owner: &str) -> String {
    let Some(account) = world.linked_account(owner) else {
        return owner.to_owned();
    };
    let said = request.text("platform") == Some("instagram");
    let meant = parse::addressee(&request.body)
        .or_else(|| request.given("recipient"))
        .is_some_and(|addressee| world.is_of_instagram(&account, &addressee));
    if said || meant {
        account
    } else {
        owner.to_owned()
    }
}

/// A send with the faults that strike it. `marketing` tells of the interface of WhatsApp for marketing alone.
async fn send(
    world: &World,
    request: &GraphRequest,
    outlet: &str,
    marketing: bool,
    trace: &str,
) -> Response {
    let platform = world.platform(outlet);
    let (temporary, maybe_sent) = match platform {
        Platform::WhatsApp => (GraphError::WA_SOMETHING, GraphError::WA_SOMETHING),
        _ => (GraphError::TEMPORARY, GraphError::MAYBE_SENT),
    };
    let (fault, slow) = world.strike(outlet);
    if slow > 0 {
        tokio::time::sleep(Duration::from_millis(slow)).await;
    }
    let lost = matches!(
        fault,
        Some(GraphFaultKind::DropAfter | GraphFaultKind::ErrorAfter)
    );
    let call = Call {
        outlet,
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
        Some(GraphFaultKind::ServerError) => Some(temporary),
        Some(GraphFaultKind::Throttle) => Some(GraphError::throttled(platform)),
        Some(GraphFaultKind::AppThrottle) => Some(GraphError::APP_THROTTLED),
        Some(GraphFaultKind::ExpiredToken) => Some(GraphError::EXPIRED_TOKEN),
        Some(GraphFaultKind::DropAfter | GraphFaultKind::ErrorAfter) => None,
        Some(GraphFaultKind::Error {
            code,
            subcode,
            minutes,
        }) => GraphError::documented(platform, code, subcode)
            .map(|error| error.regained_in(SignedDuration::from_mins(minutes.into()))),
        None => world.meter(outlet, &request.body).err(),
    };
    if let Some(error) = refused {
        world.record_fault(&call, Some(&error));
        return error.response(trace);
    }
    let result = if platform == Platform::WhatsApp {
        whatsapp::send(world, &call, marketing)
    } else {
        let understood = upload::resolve(world, outlet, &request.body)
            .and_then(|body| parse::send_request(&body, platform));
        let sent = world.send(&call, understood);
        sent.map(|reply| {
            let mut body = json!({ "recipient_id": reply.recipient });
            if let Some(mid) = reply.mid {
                body["message_id"] = json!(mid);
            }
            body
        })
    };
    match (fault, result) {
        (Some(GraphFaultKind::DropAfter), _) => cut(),
        (Some(GraphFaultKind::ErrorAfter), Ok(_)) => maybe_sent.response(trace),
        (_, Err(error)) => error.response(trace),
        (_, Ok(body)) => Json(body).into_response(),
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

/// Keeps of an object what `fields` names, and its id always. A field may name its own fields in braces.
fn select(mut object: Value, fields: Option<&str>) -> Value {
    let Some(fields) = fields else { return object };
    let wanted = fields_of(fields);
    if let Some(map) = object.as_object_mut() {
        map.retain(|key, _| key == "id" || wanted.iter().any(|(name, _)| name == key));
        for (name, inner) in wanted {
            if let (Some(inner), Some(value)) = (inner, map.get_mut(name)) {
                *value = select(value.take(), Some(inner));
            }
        }
    }
    object
}

/// The names of a list such as `id,name,page{id,name}`, each with what stands in its braces.
fn fields_of(text: &str) -> Vec<(&str, Option<&str>)> {
    let (mut depth, mut begin) = (0_usize, 0);
    let mut parts = Vec::new();
    for (index, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[begin..index]);
                begin = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts.into_iter().map(name_and_inner).collect()
}

fn name_and_inner(part: &str) -> (&str, Option<&str>) {
    let part = part.trim();
    part.split_once('{').map_or((part, None), |(name, inner)| {
        (name, Some(inner.strip_suffix('}').unwrap_or(inner)))
    })
}
