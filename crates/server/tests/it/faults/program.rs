//! `transom`, as it is installed: its commands, and a server that can be killed.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection};
use tempfile::TempDir;
use transom_testkit::eventually;

pub(crate) const PAGE: &str = "1001";
pub(crate) const APP_SECRET: &str = "the app's secret";

/// A data directory with a workspace and a page.
#[derive(Debug)]
pub(crate) struct Place {
    dir: TempDir,
    address: SocketAddr,
}

/// A server that runs. Dropped, it is killed.
#[derive(Debug)]
pub(crate) struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL: no farewell.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Place {
    /// Makes them with the program's own commands.
    pub(crate) async fn prepare(graph_url: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let place = Self {
            dir,
            address: free.local_addr().unwrap(),
        };
        let password = place.dir.path().join("password");
        std::fs::write(&password, "correct horse battery staple\n").unwrap();
        let password = password.display().to_string();
        place
            .run(&[
                "owner",
                "create",
                "--workspace",
                "Shop",
                "--name",
                "Olga",
                "--email",
                "olga@example.com",
                "--password-file",
                &password,
            ])
            .await;
        place
            .run(&[
                "channel",
                "add",
                "messenger",
                "--page-id",
                PAGE,
                "--name",
                "Shop",
                "--access-token",
                "EAAG",
                "--app-secret",
                APP_SECRET,
                "--verify-token",
                "verify-me",
                "--graph-url",
                graph_url,
            ])
            .await;
        place
    }

    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.dir.path().join("data")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_transom")));
        command
            .current_dir(self.dir.path())
            .env("TRANSOM_DATA_DIR", self.data())
            .env("TRANSOM_LISTEN", self.address.to_string())
            .env("TRANSOM_JOURNAL_SEGMENT_MIB", "8")
            .env("TRANSOM_WEBHOOK_MAX_BYTES", "4194304")
            .env("TRANSOM_LOG_LEVEL", "error")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end and gives what it said.
    pub(crate) async fn run(&self, arguments: &[&str]) -> String {
        let mut command = self.command();
        command.args(arguments);
        let output = tokio::task::spawn_blocking(move || command.output())
            .await
            .unwrap()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}{complained}");
        said
    }

    /// Starts the server and waits until it is ready.
    pub(crate) async fn serve(&self, client: &reqwest::Client) -> Server {
        let child = self
            .command()
            .arg("serve")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Server(child);
        let ready = self.url("/readyz");
        eventually("the server is ready", async || {
            let ended = server.0.try_wait().unwrap();
            assert!(ended.is_none(), "the server ended by itself: {ended:?}");
            client
                .get(&ready)
                .send()
                .await
                .ok()?
                .status()
                .is_success()
                .then_some(())
        })
        .await;
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Brings a webhook; whether it was acknowledged.
    pub(crate) async fn webhook(&self, client: &reqwest::Client, body: &str) -> bool {
        let request = client
            .post(self.url("/hooks/meta"))
            .header(
                "X-Hub-Signature-256",
                transom_testkit::webhooks::signature(APP_SECRET, body.as_bytes()),
            )
            .body(body.to_owned());
        request
            .send()
            .await
            .is_ok_and(|answer| answer.status().is_success())
    }

    /// A number out of the database, as it is now.
    pub(crate) async fn count(&self, query: &str) -> i64 {
        let path = self.data().join(transom::app::DATABASE_FILE);
        let options = SqliteConnectOptions::new().filename(path);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(query.to_owned()))
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }
}
