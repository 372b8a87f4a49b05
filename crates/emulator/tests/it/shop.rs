//! A shop to test with: an emulator that listens, a callback that records, and a caller.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Value, json};
use transom_emulator::world::input::{NewCustomer, NewMessage};
use transom_emulator::{
    Capability, Clock, Config, DeliveryConfig, Emulator, PageConfig, Running, World,
};

pub(crate) const PAGE: &str = "104200000000001";
pub(crate) const APP: &str = "880010000000001";
pub(crate) const SECRET: &str = "the app's secret";
pub(crate) const TOKEN: &str = "page-token";
pub(crate) const VERIFY: &str = "verify-me";

/// What the callback got.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) signature: String,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A callback that keeps what it gets, and answers as told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Callback {
    received: Arc<Mutex<Vec<Received>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

impl Callback {
    /// The next answers; 200 when there are no more. 0 never answers.
    pub(crate) fn answer(&self, statuses: &[u16]) {
        self.answers.lock().unwrap().extend(statuses);
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Every item of every entry, in the order of arrival.
    pub(crate) fn items(&self) -> Vec<Value> {
        let bodies: Vec<Value> = self.received().iter().map(Received::json).collect();
        let entries = bodies
            .iter()
            .flat_map(|body| body["entry"].as_array().unwrap());
        let slots =
            entries.flat_map(|entry| ["messaging", "standby", "changes"].map(|slot| &entry[slot]));
        slots
            .filter_map(Value::as_array)
            .flatten()
            .cloned()
            .collect()
    }

    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/hook", get(verify).post(receive))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }
}

async fn verify(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let part = |key: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(key))
            .unwrap_or_default()
            .to_owned()
    };
    if part("hub.verify_token=") == VERIFY && part("hub.mode=") == "subscribe" {
        part("hub.challenge=").into_response()
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

async fn receive(State(callback): State<Callback>, headers: HeaderMap, body: Bytes) -> Response {
    let signature = headers["x-hub-signature-256"].to_str().unwrap().to_owned();
    callback
        .received
        .lock()
        .unwrap()
        .push(Received { signature, body });
    let answer = callback.answers.lock().unwrap().pop_front().unwrap_or(200);
    if answer == 0 {
        std::future::pending::<()>().await;
    }
    StatusCode::from_u16(answer).unwrap().into_response()
}

/// An emulator with one page, its callback, and a client.
pub(crate) struct Shop {
    pub(crate) running: Running,
    pub(crate) callback: Callback,
    pub(crate) client: reqwest::Client,
}

/// An answer of the Graph API.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    /// Code and subcode of the error.
    pub(crate) fn error(&self) -> (u64, Option<u64>) {
        let error = &self.body["error"];
        (
            error["code"].as_u64().unwrap_or_default(),
            error["error_subcode"].as_u64(),
        )
    }
}

impl Shop {
    /// Opens at a moment, with what the app was approved for.
    pub(crate) async fn open_at(now: &str, capabilities: &[Capability]) -> Self {
        Self::open_giving_up_after(Duration::from_secs(20), now, capabilities).await
    }

    /// Opens with a platform that is less patient with a callback.
    pub(crate) async fn open_giving_up_after(
        give_up_after: Duration,
        now: &str,
        capabilities: &[Capability],
    ) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let callback = Callback::default();
        let address = callback.listen().await;
        let config = Config {
            page: PageConfig {
                id: PAGE.to_owned(),
                name: "Shop".to_owned(),
                username: None,
                access_token: TOKEN.into(),
                capabilities: capabilities.iter().copied().collect(),
                auto_delivery: true,
                auto_read: false,
                send_limit: None,
                country: None,
            },
            app_id: APP.to_owned(),
            app_secret: SECRET.into(),
            verify_token: VERIFY.into(),
            callback: Some(format!("http://{address}/hook")),
            delivery: DeliveryConfig {
                timeout: Duration::from_millis(400),
                retry_after: vec![Duration::ZERO, Duration::from_millis(5)],
                give_up_after,
                log_limit: 1000,
            },
        };
        let clock = Clock::system();
        clock.set(now.parse().unwrap());
        let running = Emulator::bind(config, clock, "127.0.0.1:0".parse().unwrap())
            .await
            .unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self {
            running,
            callback,
            client,
        }
    }

    pub(crate) async fn open() -> Self {
        Self::open_at("2026-11-21T10:00:00Z", &[]).await
    }

    pub(crate) fn world(&self) -> &World {
        self.running.world()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.addr())
    }

    /// A customer who has written at a moment.
    pub(crate) fn customer_who_wrote_at(&self, at: &str) -> String {
        let id = self.stranger();
        self.world()
            .write(&id, NewMessage::text("Hello").at(at.parse().unwrap()))
            .unwrap();
        id
    }

    /// A customer who has written just now.
    pub(crate) fn customer(&self) -> String {
        let id = self.stranger();
        self.world().write(&id, NewMessage::text("Hello")).unwrap();
        id
    }

    /// A customer who has not written.
    pub(crate) fn stranger(&self) -> String {
        let new = NewCustomer {
            name: "Nora Example".to_owned(),
            ..NewCustomer::default()
        };
        self.world().create_customer(new).unwrap().id
    }

    pub(crate) fn set_clock(&self, to: &str) {
        self.world().set_clock(to.parse::<Timestamp>().unwrap());
    }

    /// Calls the Graph API with the page's token.
    pub(crate) async fn graph(&self, method: &str, path: &str, body: Value) -> Answer {
        self.try_graph(method, path, body).await.unwrap()
    }

    pub(crate) async fn try_graph(
        &self,
        method: &str,
        path: &str,
        body: Value,
    ) -> reqwest::Result<Answer> {
        self.graph_as(TOKEN, method, path, body).await
    }

    /// Calls the Graph API with any token.
    pub(crate) async fn graph_as(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: Value,
    ) -> reqwest::Result<Answer> {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = self
            .client
            .request(method, self.url(path))
            .bearer_auth(token);
        let response = request.json(&body).send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = serde_json::from_slice(&response.bytes().await?).unwrap_or(Value::Null);
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    /// Sends a body to the Send API.
    pub(crate) async fn send(&self, body: Value) -> Answer {
        self.graph("POST", "/v26.0/me/messages", body).await
    }

    /// Sends a text inside the window.
    pub(crate) async fn say(&self, customer: &str, text: &str) -> Answer {
        self.send(json!({
            "recipient": { "id": customer }, "messaging_type": "RESPONSE", "message": { "text": text },
        }))
        .await
    }

    /// Sends a text under a tag.
    pub(crate) async fn tag(&self, customer: &str, tag: &str) -> Answer {
        self.send(json!({
            "recipient": { "id": customer }, "messaging_type": "MESSAGE_TAG", "tag": tag,
            "message": { "text": "About your order" },
        }))
        .await
    }

    /// Calls the control API.
    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let answer = self.graph(method, &format!("/_emulator{path}"), body).await;
        (answer.status, answer.body)
    }

    /// Everything the callback got once all is delivered.
    pub(crate) async fn settled_items(&self) -> Vec<Value> {
        tokio::time::timeout(Duration::from_secs(20), self.world().settled())
            .await
            .unwrap();
        self.callback.items()
    }
}
