//! A Graph API that only counts: what was sent, to whom, and how much at the same time. It can hang.

use std::collections::{BTreeMap, HashSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::silence::Silence;

/// The stub. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    pub(crate) silence: Silence,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Pages whose sends, and people whose names, are never told.
    hangs: HashSet<String>,
    sends: Vec<Send>,
    /// The fields of each upload, and the name and type of its file.
    uploads: Vec<BTreeMap<String, String>>,
    /// Each lets one upload be answered, when there is a gate at all.
    gate: Option<Arc<Semaphore>>,
    /// What was marked as read.
    marks: Vec<Value>,
    /// Whose webhooks were asked for.
    subscribed: Vec<String>,
    /// What sends of an account are answered in place of success.
    errors: BTreeMap<String, (u16, Value)>,
    at_once: BTreeMap<String, usize>,
    most_at_once: BTreeMap<String, usize>,
}

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Send {
    pub(crate) page: String,
    pub(crate) customer: String,
    pub(crate) text: String,
    pub(crate) metadata: String,
    /// The whole request.
    pub(crate) body: Value,
}

impl Send {
    fn of(page: String, body: Value) -> Self {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        if body["messaging_product"] != "whatsapp" {
            return Self {
                page,
                customer: word(&body["recipient"]["id"]),
                text: word(&body["message"]["text"]),
                metadata: word(&body["message"]["metadata"]),
                body,
            };
        }
        let by_number = body["to"].as_str();
        Self {
            page,
            customer: by_number.map_or_else(|| word(&body["recipient"]), str::to_owned),
            text: word(&body["text"]["body"]),
            metadata: word(&body["biz_opaque_callback_data"]),
            body,
        }
    }
}

/// The Instagram account to which every page here is linked.
pub(crate) const LINKED: &str = "17841405822304914";

impl Graph {
    /// Listens from now on.
    #[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/{version}/{page}", get(about))
            .route(
                "/{version}/{page}/subscribed_apps",
                get(subscriptions).post(subscribe),
            )
            .route("/{version}/{page}/messages", post(send))
            .route("/{version}/{number}/media", post(upload))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    /// From now on the sends of a page, or questions about a person, get no answer.
    pub(crate) fn hang(&self, page: &str) {
        self.seen.lock().unwrap().hangs.insert(page.to_owned());
    }

    /// From now on the sends of a page are answered in this way; with nothing, they succeed again.
    pub(crate) fn answers(&self, page: &str, error: Option<(u16, Value)>) {
        let errors = &mut self.seen.lock().unwrap().errors;
        match error {
            Some(error) => errors.insert(page.to_owned(), error),
            None => errors.remove(page),
        };
    }

    /// Everything that was sent, in the order of arrival.
    pub(crate) fn sends(&self) -> Vec<Send> {
        self.seen.lock().unwrap().sends.clone()
    }

    /// What was uploaded to WhatsApp: the fields, with the name and type of the file in the place of its bytes.
    pub(crate) fn uploads(&self) -> Vec<BTreeMap<String, String>> {
        self.seen.lock().unwrap().uploads.clone()
    }

    /// From now on an upload is answered only when somebody adds a permit.
    pub(crate) fn gate(&self) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        self.seen.lock().unwrap().gate = Some(Arc::clone(&gate));
        gate
    }

    /// What was marked as read on WhatsApp, each the whole request.
    pub(crate) fn marks(&self) -> Vec<Value> {
        self.seen.lock().unwrap().marks.clone()
    }

    /// Whose webhooks were asked for, in their order.
    pub(crate) fn subscribed(&self) -> Vec<String> {
        self.seen.lock().unwrap().subscribed.clone()
    }

    /// The most sends to a customer that were under way at the same time.
    pub(crate) fn most_at_once(&self, customer: &str) -> usize {
        self.seen
            .lock()
            .unwrap()
            .most_at_once
            .get(customer)
            .copied()
            .unwrap_or(0)
    }
}

#[derive(Deserialize)]
struct Asked {
    fields: String,
}

/// What is asked for, as the platform gives nothing else.
async fn about(
    State(graph): State<Graph>,
    Path((_, id)): Path<(String, String)>,
    Query(Asked { fields }): Query<Asked>,
) -> Json<Value> {
    let hangs = graph.seen.lock().unwrap().hangs.contains(&id);
    if hangs {
        graph.silence.keep().await;
    }
    let linked = json!({ "id": LINKED, "name": "The Shop", "username": "the.shop" });
    let mut about = json!({
        "name": "Somebody", "username": "somebody", "instagram_business_account": linked,
        "display_phone_number": "+33 1 84 88 00 00", "verified_name": "The Shop",
    });
    let is_of_number = fields.contains("display_phone_number");
    about
        .as_object_mut()
        .unwrap()
        .retain(|field, _| fields.contains(field) && (field != "name" || !is_of_number));
    about["id"] = json!(id);
    Json(about)
}

async fn subscriptions() -> Json<Value> {
    Json(json!({ "data": [] }))
}

async fn subscribe(
    State(graph): State<Graph>,
    Path((_, id)): Path<(String, String)>,
) -> Json<Value> {
    graph.seen.lock().unwrap().subscribed.push(id);
    Json(json!({ "success": true }))
}

async fn upload(State(graph): State<Graph>, mut parts: Multipart) -> Json<Value> {
    let mut fields = BTreeMap::new();
    while let Some(part) = parts.next_field().await.unwrap() {
        let name = part.name().unwrap().to_owned();
        let file = part.file_name().zip(part.content_type());
        let file = file.map(|(name, kind)| format!("{name} {kind}"));
        let bytes = part.bytes().await.unwrap();
        let said = file.unwrap_or_else(|| String::from_utf8(bytes.to_vec()).unwrap());
        fields.insert(name, said);
    }
    let (number, gate) = {
        let mut seen = graph.seen.lock().unwrap();
        seen.uploads.push(fields);
        (seen.uploads.len(), seen.gate.clone())
    };
    if let Some(gate) = gate {
        gate.acquire().await.unwrap().forget();
    }
    Json(json!({ "id": format!("upload.{number}") }))
}

async fn send(
    State(graph): State<Graph>,
    Path((_, page)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Response {
    let is_whatsapp = body["messaging_product"] == "whatsapp";
    if body["status"] == "read" {
        graph.seen.lock().unwrap().marks.push(body);
        return Json(json!({ "success": true })).into_response();
    }
    let send = Send::of(page.clone(), body);
    let customer = send.customer.clone();
    let (number, hangs, error) = {
        let mut seen = graph.seen.lock().unwrap();
        let now = seen.at_once.entry(customer.clone()).or_default();
        *now += 1;
        let now = *now;
        let most = seen.most_at_once.entry(customer.clone()).or_default();
        *most = now.max(*most);
        seen.sends.push(send);
        let error = seen.errors.get(&page).cloned();
        (seen.sends.len(), seen.hangs.contains(&page), error)
    };
    if hangs {
        graph.silence.keep().await;
    }
    // Long enough for a second one to begin, if there were one.
    tokio::task::yield_now().await;
    *graph
        .seen
        .lock()
        .unwrap()
        .at_once
        .get_mut(&customer)
        .unwrap() -= 1;
    if let Some((status, error)) = error {
        let status = StatusCode::from_u16(status).unwrap();
        return (status, Json(error)).into_response();
    }
    Json(if is_whatsapp {
        let contact = json!({ "input": customer, "wa_id": customer });
        json!({
            "messaging_product": "whatsapp", "contacts": [contact],
            "messages": [{ "id": format!("wamid.sent.{number}"), "message_status": "accepted" }],
        })
    } else {
        json!({ "recipient_id": customer, "message_id": format!("m_sent_{number}") })
    })
    .into_response()
}
