//! The real binary, running its demo.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A running demo with its addresses. Ends when it is dropped.
#[derive(Debug)]
pub struct Demo {
    access: Access,
    client: reqwest::Client,
    _process: Child,
}

/// The line of JSON that the demo prints.
#[derive(Debug, Deserialize)]
pub struct Access {
    /// The desk.
    pub url: String,
    /// The emulator.
    pub emulator_url: String,
    /// Opens the desk signed in, once.
    pub sign_in_url: String,
    /// A token with every scope.
    pub api_token: String,
    /// What signs webhooks.
    pub app_secret: String,
}

impl std::ops::Deref for Demo {
    type Target = Access;

    fn deref(&self) -> &Access {
        &self.access
    }
}

const START: Duration = Duration::from_mins(1);

impl Demo {
    /// Starts the demo with further arguments.
    ///
    /// # Panics
    /// When the binary is not there or does not start: a test cannot go on.
    pub async fn start(arguments: &[&str]) -> Self {
        let mut process = Command::new(binary())
            .args([
                "demo",
                "--json",
                "--port",
                "18080",
                "--emulator-port",
                "18180",
            ])
            .args(arguments)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the binary starts");
        let out = process.stdout.take().expect("standard output is piped");
        let mut lines = BufReader::new(out).lines();
        let line = tokio::time::timeout(START, lines.next_line())
            .await
            .expect("the demo starts in time")
            .expect("its output is text")
            .expect("the demo does not end at once");
        let access = serde_json::from_str(&line).expect("the demo prints its addresses");
        Self {
            access,
            client: reqwest::Client::new(),
            _process: process,
        }
    }

    /// Asks the emulator's control API.
    pub async fn emulator(&self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}/_emulator{path}", self.emulator_url);
        self.ask(method, url, body, None).await
    }

    /// Asks the product's API.
    pub async fn api(&self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}/api/v1{path}", self.url);
        self.ask(method, url, body, Some(&self.api_token)).await
    }

    async fn ask(&self, method: &str, url: String, body: Value, token: Option<&str>) -> Value {
        let method = method.parse().expect("a method");
        let mut request = self.client.request(method, &url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if !body.is_null() {
            request = request.json(&body);
        }
        let response = request.send().await.expect("an answer");
        let status = response.status();
        let text = response.text().await.expect("a body");
        let answer: Value = serde_json::from_str(&text).unwrap_or_else(|_| json!(text));
        assert!(
            status.is_success() || status.as_u16() == 422,
            "{url}: {status}: {answer}"
        );
        answer
    }
}

/// The binary that was built with this test: it lies beside the folder of the test's own binary.
fn binary() -> PathBuf {
    let own = std::env::current_exe().expect("a test has a file");
    let folder = own
        .parent()
        .and_then(|deps| deps.parent())
        .expect("target/<profile>/deps");
    let binary = folder.join("transom");
    assert!(
        binary.exists(),
        "{} is missing: build it with `cargo build -p transom-server`, or run `cargo xtask test`",
        binary.display()
    );
    binary
}
