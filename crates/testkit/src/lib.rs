//! For tests only: the whole program in a temporary directory, with a clock that stands still and nothing running by
//! itself. Webhooks come in signed through the real router; [`TestApp::settle`] processes them.
#![expect(clippy::missing_panics_doc, reason = "a test fails by panicking")]

pub mod channels;
mod client;
pub mod live;
mod patience;
mod random;
pub mod templates;
mod tenant;
pub mod webhooks;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;
use transom::app::App;
use transom::clock::Clock;
use transom::config::Config;
use transom::journal::{self, Journal};
use transom::{http, intake};
use transom_domain::id::ConversationId;

pub use client::client;
pub use patience::eventually;
pub use random::Random;
pub use tenant::{APP_SECRET, NewAccount, Tenant, VERIFY_TOKEN};

/// When the clock of a [`TestApp`] stands at first: under the rules of late 2026, a Saturday.
pub const START: &str = "2026-11-21T10:00:00Z";

/// The program, with one workspace.
#[derive(Debug)]
pub struct TestApp {
    /// The program.
    pub app: App,
    /// Its journal.
    pub journal: Journal,
    /// The workspace that is there from the start, with a connected page.
    pub shop: Tenant,
    router: Router,
    _dir: TempDir,
}

/// What a request was answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl TestApp {
    /// Opens everything, at [`START`].
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Opens everything with a configuration of its own, at [`START`].
    pub async fn start_with(configure: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().expect("the system has a temporary directory");
        let mut config = Config::defaults_in(dir.path()).expect("the defaults are valid");
        config.webhook.max_bytes = 4 * 1024 * 1024;
        // Stand-ins for the platform listen here.
        config.graph_hosts.push("127.0.0.1".to_owned());
        configure(&mut config);
        let at: Timestamp = START.parse().expect("it is a moment");
        let app = App::open(config, Clock::still(at))
            .await
            .expect("an empty directory can be opened");
        let options = journal::Options {
            segment_bytes: 8 * 1024 * 1024,
            ..journal::Options::default()
        };
        let journal =
            Journal::open(app.journal_dir(), options).expect("an empty journal can be opened");
        let shop = Tenant::create(&app, "Shop", "1001", APP_SECRET).await;
        let router = http::router(&app, &journal);
        Self {
            app,
            journal,
            shop,
            router,
            _dir: dir,
        }
    }

    /// Another workspace, with the page of this id.
    pub async fn another(&self, name: &str, page_id: &str) -> Tenant {
        let app_secret = format!("app-secret-of-{page_id}");
        Tenant::create(&self.app, name, page_id, &app_secret).await
    }

    /// Answers a request as the server would.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let answered = self.router.clone().oneshot(request).await;
        let (parts, body) = answered.expect("the router always answers").into_parts();
        let body = to_bytes(body, usize::MAX)
            .await
            .expect("the body is in memory")
            .to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// `GET`, with a token.
    pub async fn get(&self, path: &str, token: &str) -> Answer {
        let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).expect("the path is valid"))
            .await
    }

    /// `POST` with JSON and a token.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        let request = Request::post(path)
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(
            request
                .body(Body::from(body.to_string()))
                .expect("the path is valid"),
        )
        .await
    }

    /// Brings a webhook to the shop, signed as the platform signs it.
    pub async fn webhook(&self, body: &Value) {
        self.webhook_to(&self.shop, body).await;
    }

    /// Brings a webhook to a workspace, signed with its secret.
    pub async fn webhook_to(&self, to: &Tenant, body: &Value) {
        let request = webhooks::signed(&to.app_secret, body.to_string().into_bytes());
        assert_eq!(
            self.send(request).await.status,
            StatusCode::OK,
            "a signed webhook is acknowledged"
        );
    }

    /// Processes what the journal holds.
    pub async fn settle(&self) {
        let mut place = intake::Place::default();
        while intake::step(&self.app, &self.journal, &mut place)
            .await
            .expect("webhooks are processed")
            > 0
        {}
    }

    /// A customer writes to the shop at this moment; gives their conversation.
    pub async fn customer_writes(&self, customer: &str, text: &str) -> ConversationId {
        self.customer_writes_to(&self.shop, customer, text).await
    }

    /// A customer writes to a workspace's page at this moment; gives their conversation.
    pub async fn customer_writes_to(
        &self,
        to: &Tenant,
        customer: &str,
        text: &str,
    ) -> ConversationId {
        let body = webhooks::message(&to.page_id, customer, self.app.now(), text);
        self.webhook_to(to, &body).await;
        self.settle().await;
        let mut read = self.app.db.read().await.expect("the store can be read");
        let found = read
            .threads(to.workspace_id, &[(to.channel_id, customer)])
            .await;
        let threads = found.expect("the store can be read");
        threads
            .first()
            .expect("the message made a conversation")
            .conversation
            .id
    }
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in the answer {text:?}"))
    }
}
