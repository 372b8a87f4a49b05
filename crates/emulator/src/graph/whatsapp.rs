//! WhatsApp in the Graph API: numbers, business accounts, templates, files. The token is one of a system user.

mod account;
mod interactive;
mod media;
mod message;
mod number;
mod template;

use axum::Json;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::request::GraphRequest;
use crate::error::GraphError;
use crate::rules::Platform;
use crate::world::World;
use crate::world::business::Call;
use crate::world::whatsapp::outgoing::Receipt;

/// A call with a token of WhatsApp, and the node that it is about.
pub(super) struct Caller<'a> {
    pub(super) world: &'a World,
    pub(super) request: &'a GraphRequest,
    pub(super) token: &'a str,
    /// Where the caller reaches us.
    pub(super) base: String,
}

/// The answer, and the number or account whose limits it counts towards.
pub(super) async fn answer(caller: &Caller<'_>, trace: &str) -> (String, Response) {
    let Caller { world, request, .. } = caller;
    let node = request.node();
    let counted = match world.waba_of(node) {
        Some(_) => node.to_owned(),
        None => world.account_of_token(caller.token).unwrap_or_default(),
    };
    if caller.owns_number(node) && request.method == Method::POST {
        let marketing = match request.edge() {
            Some("messages") => Some(false),
            Some("marketing_messages") => Some(true),
            _ => None,
        };
        if let Some(marketing) = marketing {
            let response = super::send(world, request, node, marketing, trace).await;
            return (counted, response);
        }
    }
    if node == "whatsapp_business" && request.edge() == Some("attachments") {
        return (counted, media::download(caller));
    }
    let response = match route(caller).await {
        Ok(value) => Json(value).into_response(),
        Err(error) => error.response(trace),
    };
    (counted, response)
}

async fn route(caller: &Caller<'_>) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    let node = request.node();
    if node == "debug_token" {
        return super::node::about_token(world, request);
    }
    if caller.owns_number(node) {
        return number::answer(caller, node).await;
    }
    if world.opens(caller.token, node) {
        return account::answer(caller, node).await;
    }
    if node == "app" && request.method == Method::GET && request.edge().is_none() {
        let fields = request.text("fields").unwrap_or("id,name");
        let app = json!({ "id": world.app().id, "name": "App" });
        return Ok(super::select(app, Some(fields)));
    }
    if node == world.app().id {
        return media::begin_upload(caller);
    }
    if node.starts_with("upload:") {
        return media::upload_part(caller);
    }
    if let Some((waba, object)) = world.wa_template(node)
        && world.opens(caller.token, &waba)
    {
        return template::one(caller, node, object);
    }
    if let Some(owner) = world.media_owner(node)
        && caller.owns_number(&owner)
    {
        return media::one(caller, node, &owner);
    }
    Err(GraphError::no_object(node))
}

impl Caller<'_> {
    /// Whether the number is one of an account that the token opens.
    fn owns_number(&self, number: &str) -> bool {
        let waba = self.world.waba_of(number);
        waba.is_some_and(|waba| self.world.opens(self.token, &waba))
    }
}

/// Judges and carries out a send, and gives the answer to it.
pub(super) fn send(world: &World, call: &Call<'_>, marketing: bool) -> Result<Value, GraphError> {
    debug_assert_eq!(world.platform(call.outlet), Platform::WhatsApp);
    let request = message::outgoing(call.raw, marketing);
    Ok(match world.send_whatsapp(call, request)? {
        Receipt::Noted => json!({ "success": true }),
        Receipt::Accepted {
            mid,
            input,
            wa_id,
            user_id,
            status,
        } => {
            let mut contact = json!({ "input": input, "wa_id": wa_id });
            if let Some(user_id) = user_id {
                contact["user_id"] = json!(user_id);
            }
            let mut message = json!({ "id": mid });
            if let Some(status) = status {
                message["message_status"] = json!(status);
            }
            json!({
                "messaging_product": "whatsapp", "contacts": [contact], "messages": [message],
            })
        }
    })
}

/// Where the caller reaches the emulator, as `http://…`.
pub(super) fn base(headers: &HeaderMap, world: &World) -> String {
    let host = headers.get("host").and_then(|host| host.to_str().ok());
    match (host, world.base()) {
        (Some(host), _) => format!("http://{host}"),
        (None, Some(base)) => base.to_owned(),
        (None, None) => "http://emulator.invalid".to_owned(),
    }
}
