//! A platform that has files.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use transom::media::fetch;
use transom_testkit::{Tenant, TestApp, channels, webhooks};

/// By name: the status of the answer, and the bytes.
type Files = HashMap<String, (u16, Vec<u8>)>;

/// The platform. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Platform {
    base: String,
    files: Arc<Mutex<Files>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Platform {
    /// Listens from now on, as the platform of the shop's page.
    #[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
    pub(crate) async fn of(app: &TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let platform = Self {
            base,
            ..Self::default()
        };
        let router = Router::new().fallback(file).with_state(platform.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        platform.serves(app, &app.shop).await;
        platform
    }

    /// The page of a workspace is here from now on.
    pub(crate) async fn serves(&self, app: &TestApp, tenant: &Tenant) {
        channels::change(&app.app, tenant.channel_id, |row| {
            row.graph_url.clone_from(&self.base);
        })
        .await;
    }

    /// The address of a file, which is there from now on.
    pub(crate) fn has(&self, name: &str, bytes: &[u8]) -> String {
        self.answers(name, 200, bytes)
    }

    /// The address of a file, which is answered like this from now on.
    pub(crate) fn answers(&self, name: &str, status: u16, bytes: &[u8]) -> String {
        let path = format!("/files/{name}");
        let answer = (status, bytes.to_vec());
        self.files.lock().unwrap().insert(path.clone(), answer);
        format!("{}{path}", self.base)
    }

    /// Where it is.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Answers with this at a path from now on.
    pub(crate) fn at(&self, path: &str, bytes: &[u8]) {
        let answer = (200, bytes.to_vec());
        self.files.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// What was asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

async fn file(State(platform): State<Platform>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    platform.asked.lock().unwrap().push(path.clone());
    let found = platform.files.lock().unwrap().get(&path).cloned();
    let (status, bytes) = found.unwrap_or((404, Vec::new()));
    (StatusCode::from_u16(status).unwrap(), bytes).into_response()
}

/// A customer of a page sends files; gives the message's id.
pub(crate) async fn sends(
    app: &TestApp,
    tenant: &Tenant,
    mid: &str,
    files: &[(&str, &str)],
) -> String {
    let attachments: Vec<Value> = files
        .iter()
        .map(|(kind, url)| json!({ "type": kind, "payload": { "url": url } }))
        .collect();
    let at = app.app.now();
    let event = json!({
        "sender": { "id": "77" }, "recipient": { "id": tenant.page_id }, "timestamp": at.as_millisecond(),
        "message": { "mid": mid, "attachments": attachments },
    });
    let body = webhooks::messaging(&tenant.page_id, at, &event);
    app.webhook_to(tenant, &body).await;
    app.settle().await;
    message_id(app, tenant, mid).await
}

/// Our id of a message.
pub(crate) async fn message_id(app: &TestApp, tenant: &Tenant, mid: &str) -> String {
    let token = &tenant.token;
    let list = app.get("/api/v1/conversations", token).await.json();
    let id = list["conversations"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/conversations/{id}/messages");
    let list = app.get(&path, token).await.json();
    let messages = list["messages"].as_array().unwrap();
    let found = messages.iter().find(|one| one["external_id"] == mid);
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

/// The same, and the files are fetched.
pub(crate) async fn sends_fetched(app: &TestApp, mid: &str, files: &[(&str, &str)]) -> String {
    let id = sends(app, &app.shop, mid, files).await;
    fetch::step(&app.app).await.unwrap();
    id
}

/// What the API tells about the first file of a message.
pub(crate) async fn told(app: &TestApp, message: &str) -> Value {
    let path = format!("/api/v1/messages/{message}");
    let message = app.get(&path, &app.shop.token).await.json();
    message["attachments"][0]["file"].clone()
}

/// A picture, as PNG.
pub(crate) fn picture(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([
            u8::try_from(x % 256).unwrap(),
            u8::try_from(y % 256).unwrap(),
            120,
        ])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}
