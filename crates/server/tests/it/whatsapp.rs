//! WhatsApp from a signed webhook to the number's answer and back.

mod account;
mod arrival;
mod outcomes;
mod pages;
mod phone;
mod sends;

use jiff::Timestamp;
use serde_json::{Value, json};
use transom::app::App;
use transom::channels::{self, Connection, GRAPH_VERSION, NewWhatsapp};
use transom::secret::Secret;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_testkit::APP_SECRET;

/// The number that is connected, by its id.
pub(crate) const NUMBER_ID: &str = "106540352242922";
/// The business account that it belongs to.
pub(crate) const WABA_ID: &str = "102290129340398";

/// What is said to connect the number.
pub(crate) fn connection(graph_url: &str) -> Connection {
    Connection {
        name: None,
        access_token: Secret::new("EAAsystemuser"),
        app_secrets: vec![Secret::new(APP_SECRET)],
        verify_token: Secret::new("a-verify-token"),
        graph_url: Some(graph_url.to_owned()),
        graph_version: GRAPH_VERSION.to_owned(),
        region: None,
        capabilities: Vec::new(),
    }
}

/// Connects a number of the business account.
pub(crate) async fn connect(
    app: &App,
    workspace_id: WorkspaceId,
    graph_url: &str,
    number_id: &str,
) -> ChannelId {
    let new = NewWhatsapp {
        phone_number_id: number_id.to_owned(),
        waba_id: WABA_ID.to_owned(),
        connection: connection(graph_url),
    };
    let connected = channels::connect_whatsapp(app, workspace_id, new).await;
    connected.unwrap().channel.id
}

/// A customer as the platform knows them; any of it may be withheld.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Someone {
    pub(crate) wa_id: Option<&'static str>,
    pub(crate) user_id: Option<&'static str>,
    pub(crate) name: Option<&'static str>,
}

/// Nina with all that is told of her.
pub(crate) const NINA: Someone = Someone {
    wa_id: Some("33611223344"),
    user_id: Some("FR.13491208655302741918"),
    name: Some("Nina"),
};

/// Seconds of the platform's clock.
pub(crate) fn seconds(at: Timestamp) -> String {
    at.as_second().to_string()
}

/// A webhook of one change of the business account.
pub(crate) fn change(field: &str, value: &Value, at: Timestamp) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": WABA_ID, "time": at.as_second(), "changes": [{ "field": field, "value": value }] }],
    })
}

/// A value of the field `messages` of a number.
pub(crate) fn value(number_id: &str, what: &str, elements: &[Value], by: Someone) -> Value {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "33184880000", "phone_number_id": number_id },
        what: elements,
    });
    let mut contact = json!({});
    for (name, id) in [("wa_id", by.wa_id), ("user_id", by.user_id)] {
        if let Some(id) = id {
            contact[name] = json!(id);
        }
    }
    if let Some(name) = by.name {
        contact["profile"] = json!({ "name": name });
    }
    if contact != json!({}) {
        value["contacts"] = json!([contact]);
    }
    value
}

/// A customer sends something of this type.
pub(crate) fn sends(by: Someone, at: Timestamp, id: &str, kind: &str, body: &Value) -> Value {
    let mut message = json!({ "id": id, "timestamp": seconds(at), "type": kind, kind: body });
    if let Some(from) = by.wa_id {
        message["from"] = json!(from);
    }
    if let Some(from) = by.user_id {
        message["from_user_id"] = json!(from);
    }
    let value = value(NUMBER_ID, "messages", &[message], by);
    change("messages", &value, at)
}

/// A customer writes a text.
pub(crate) fn writes(by: Someone, at: Timestamp, id: &str, text: &str) -> Value {
    sends(by, at, id, "text", &json!({ "body": text }))
}

/// How far a message got.
pub(crate) fn status(by: Someone, at: Timestamp, id: &str, reached: &str, more: &Value) -> Value {
    let mut status = json!({ "id": id, "status": reached, "timestamp": seconds(at) });
    if let Some(to) = by.wa_id {
        status["recipient_id"] = json!(to);
    }
    if let Some(to) = by.user_id {
        status["recipient_user_id"] = json!(to);
    }
    let more = more.as_object().cloned().unwrap_or_default();
    status.as_object_mut().unwrap().extend(more);
    let value = value(NUMBER_ID, "statuses", &[status], Someone::default());
    change("messages", &value, at)
}
