//! Who may ask for what. The table has a row for every address of the desk.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::StatusCode;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use transom::app::DATABASE_FILE;
use transom_testkit::{Answer, Tenant, TestApp};

use super::browser::{Browser, next, text};

/// For whom an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whom {
    Everybody,
    Agents,
    Owners,
}

use Whom::{Agents, Everybody, Owners};

/// An address with the fields of its form. What stands in braces is the shop's.
struct Row(
    &'static str,
    &'static str,
    Whom,
    &'static [(&'static str, &'static str)],
);

const CHANNEL: &[(&str, &str)] = &[
    ("page_id", "4004"),
    ("name", "A page"),
    ("token", "EAA"),
    ("verify_token", "a-verify-token"),
    ("app_id", ""),
    ("app_secret", "secret"),
    ("region", ""),
    ("graph_url", "http://127.0.0.1:9"),
    ("graph_version", "v26.0"),
];

const TABLE: &[Row] = &[
    Row("GET", "/", Everybody, &[]),
    Row("GET", "/inbox", Everybody, &[]),
    Row("GET", "/inbox/{view}", Agents, &[]),
    Row("GET", "/inbox/{view}/{conversation}", Agents, &[]),
    Row("GET", "/conversations/{conversation}/messages", Agents, &[]),
    Row(
        "POST",
        "/conversations/{conversation}/messages",
        Agents,
        &[("text", "Hello")],
    ),
    Row(
        "POST",
        "/conversations/{conversation}/notes",
        Agents,
        &[("text", "A note")],
    ),
    Row(
        "POST",
        "/conversations/{conversation}/assignee",
        Agents,
        &[("agent", "")],
    ),
    Row(
        "POST",
        "/conversations/{conversation}/snooze",
        Agents,
        &[("until", "tomorrow")],
    ),
    Row("POST", "/conversations/{conversation}/close", Agents, &[]),
    Row("POST", "/conversations/{conversation}/reopen", Agents, &[]),
    Row("POST", "/messages/{message}/retry", Agents, &[]),
    Row("GET", "/live", Agents, &[]),
    Row("GET", "/settings", Agents, &[]),
    Row("GET", "/settings/profile", Agents, &[]),
    Row(
        "POST",
        "/settings/profile",
        Agents,
        &[
            ("name", "Ana"),
            ("language", ""),
            ("time_zone", ""),
            ("theme", "system"),
        ],
    ),
    Row("GET", "/settings/profile/password", Agents, &[]),
    Row(
        "POST",
        "/settings/profile/password",
        Agents,
        &[("password", "a new long password")],
    ),
    Row("GET", "/settings/channels", Owners, &[]),
    Row("GET", "/settings/channels/new", Owners, &[]),
    Row("POST", "/settings/channels/new", Owners, CHANNEL),
    Row("GET", "/settings/channels/{channel}", Owners, &[]),
    Row("POST", "/settings/channels/{channel}", Owners, CHANNEL),
    Row("GET", "/settings/people", Owners, &[]),
    Row(
        "POST",
        "/settings/people",
        Owners,
        &[
            ("name", "Zoe"),
            ("email", "zoe@example.com"),
            ("role", "agent"),
        ],
    ),
    Row("GET", "/settings/people/{agent}", Agents, &[]),
    Row(
        "POST",
        "/settings/people/{agent}",
        Owners,
        &[("action", "make-owner")],
    ),
    Row("GET", "/settings/tokens", Owners, &[]),
    Row(
        "POST",
        "/settings/tokens",
        Owners,
        &[("name", "x"), ("scope", "contacts:read")],
    ),
    Row("POST", "/settings/tokens/{token}/revoke", Owners, &[]),
    Row("GET", "/journal", Owners, &[]),
    Row("GET", "/journal/{position}", Owners, &[]),
    Row("POST", "/journal/{position}/replay", Owners, &[]),
    Row("POST", "/journal/replay", Owners, &[]),
    Row("GET", "/sign-in", Everybody, &[]),
    Row(
        "POST",
        "/sign-in",
        Everybody,
        &[("email", "x@example.com"), ("password", "x")],
    ),
    Row("GET", "/sign-in/link", Everybody, &[]),
    Row("POST", "/sign-out", Agents, &[]),
    Row("GET", "/setup", Everybody, &[]),
    Row("GET", "/setup/{secret}", Everybody, &[]),
    Row(
        "POST",
        "/setup/{secret}",
        Everybody,
        &[
            ("workspace", "x"),
            ("name", "x"),
            ("email", "x@example.com"),
            ("password", "x"),
        ],
    ),
    Row("GET", "/invitations/{secret}", Everybody, &[]),
    Row(
        "POST",
        "/invitations/{secret}",
        Everybody,
        &[("name", "x"), ("password", "x")],
    ),
];

impl Row {
    fn names_something(&self) -> bool {
        self.1.contains('{')
            && !matches!(
                self.1,
                "/inbox/{view}"
                    | "/settings/people/{agent}"
                    | "/setup/{secret}"
                    | "/invitations/{secret}"
            )
            || self.1 == "/settings/people/{agent}" && self.0 == "POST"
    }
}

/// A shop with one of everything.
struct World {
    app: TestApp,
    other: Tenant,
    names: Vec<(&'static str, String)>,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let other = app.another("Other", "2002").await;
        let conversation = app.customer_writes("77", "Hello").await;
        app.webhook(&serde_json::json!({"object": "page", "entry": [{"id": "1001", "time": 1, "unheard": [1]}]}))
            .await;
        app.settle().await;
        let shop = &app.shop;
        let mut read = app.app.db.read().await.unwrap();
        let token = read.tokens(shop.workspace_id).await.unwrap()[0].id;
        drop(read);
        let path = format!("/api/v1/conversations/{conversation}/messages");
        let messages = app.get(&path, &shop.token).await.json();
        let names = vec![
            ("{view}", "all".to_owned()),
            ("{conversation}", conversation.to_string()),
            (
                "{message}",
                messages["messages"][0]["id"].as_str().unwrap().to_owned(),
            ),
            ("{channel}", shop.channel_id.to_string()),
            ("{agent}", shop.agent.to_string()),
            ("{token}", token.to_string()),
            ("{position}", "2".to_owned()),
            ("{secret}", "no-such-secret".to_owned()),
        ];
        Self { app, other, names }
    }

    fn path(&self, row: &Row) -> String {
        let mut path = row.1.to_owned();
        for (name, value) in &self.names {
            path = path.replace(name, value);
        }
        match (row.0, row.1) {
            ("GET", "/conversations/{conversation}/messages") => {
                path = format!("{path}?before={}", self.names[2].1);
            }
            (_, "/live") => path.push_str("?after=0&view=all&sort=deadline"),
            _ => {}
        }
        path
    }

    async fn ask(&self, browser: &Browser, row: &Row) -> Answer {
        match row.0 {
            "GET" => browser.get(&self.path(row)).await,
            _ => browser.post(&self.path(row), row.3).await,
        }
    }

    /// Everything the database holds, as text.
    async fn dump(&self) -> String {
        let file = self.app.app.config.data_dir.join(DATABASE_FILE);
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        let all = |text: String| {
            let pool = pool.clone();
            async move {
                sqlx::query_scalar::<_, String>(AssertSqlSafe(text))
                    .fetch_all(&pool)
                    .await
                    .unwrap()
            }
        };
        let mut dump = String::new();
        for table in all("SELECT name FROM sqlite_master WHERE type = 'table'".into()).await {
            let columns = all(format!(
                "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')"
            ))
            .await;
            let rows = all(format!(
                "SELECT {} FROM \"{table}\" ORDER BY 1",
                columns.join(" || '|' || ")
            ))
            .await;
            dump.push_str(&format!("{table}\n{}\n", rows.join("\n")));
        }
        dump
    }
}

/// The addresses and methods that the routers name, read from their source.
fn routes() -> BTreeSet<(String, String)> {
    let mut routes = BTreeSet::new();
    for file in ["routes.rs", "settings.rs", "sign_in.rs"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/web")
            .join(file);
        let source = std::fs::read_to_string(source).unwrap();
        for route in source.split(".route(").skip(1) {
            let path = route.split('"').nth(1).unwrap();
            let handlers = route
                .split(".merge(")
                .next()
                .unwrap()
                .split("\n}")
                .next()
                .unwrap();
            for (method, word) in [("GET", "get("), ("POST", "post(")] {
                if handlers.contains(word) && !path.starts_with("/assets/") {
                    routes.insert((path.to_owned(), method.to_owned()));
                }
            }
        }
    }
    routes
}

#[test]
fn every_address_has_a_row_in_the_table() {
    // The rows name secrets of links as such; the routes name them tokens.
    let rows: BTreeSet<_> = TABLE
        .iter()
        .map(|Row(method, path, ..)| (path.replace("{secret}", "{token}"), (*method).to_owned()))
        .collect();
    assert_eq!(rows, routes());
}

#[tokio::test]
async fn who_is_not_signed_in_is_asked_to_and_changes_nothing() {
    let world = World::new().await;
    let before = world.dump().await;
    let visitor = Browser::new(&world.app);
    for row in TABLE.iter().filter(|row| row.2 != Everybody) {
        let answer = world.ask(&visitor, row).await;
        assert!(next(&answer).starts_with("/sign-in"), "{} {}", row.0, row.1);
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn an_agent_is_refused_what_is_for_owners_and_nothing_else() {
    let world = World::new().await;
    let agent = Browser::agent(&world.app).await;
    let before = world.dump().await;
    for row in TABLE.iter().filter(|row| row.2 == Owners) {
        let answer = world.ask(&agent, row).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {}", row.0, row.1);
    }
    assert_eq!(world.dump().await, before);
    for row in TABLE
        .iter()
        .filter(|row| row.2 == Agents && row.1 != "/sign-out")
    {
        let agent = Browser::agent(&world.app).await;
        let status = world.ask(&agent, row).await.status;
        assert!(
            status.is_success()
                || status.is_redirection()
                || status == StatusCode::CONFLICT
                || status == StatusCode::BAD_REQUEST,
            "{} {}: {status}",
            row.0,
            row.1
        );
    }
}

#[tokio::test]
async fn what_belongs_to_another_workspace_is_not_found() {
    let world = World::new().await;
    let other = &world.other;
    let stranger = Browser::of(&world.app, other.workspace_id, other.owner).await;
    let before = world.dump().await;
    for row in TABLE.iter().filter(|row| row.names_something()) {
        let answer = world.ask(&stranger, row).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{} {}: {}",
            row.0,
            row.1,
            text(&answer)
        );
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_form_without_the_readers_own_word_is_refused() {
    let world = World::new().await;
    let owner = Browser::owner(&world.app).await;
    let another = Browser::owner(&world.app).await;
    let before = world.dump().await;
    for row in TABLE
        .iter()
        .filter(|row| row.0 == "POST" && row.2 != Everybody)
    {
        for word in [None, Some(""), Some("guess"), Some(another.csrf.as_str())] {
            let mut fields = row.3.to_vec();
            fields.extend(word.map(|word| ("csrf", word)));
            let path = world.path(row);
            let answer = owner
                .post_with(&path, &fields, ("sec-fetch-site", "same-origin"))
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} with {word:?}");
        }
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let world = World::new().await;
    let owner = Browser::owner(&world.app).await;
    let before = world.dump().await;
    for row in TABLE.iter().filter(|row| row.0 == "POST") {
        for header in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let mut fields = row.3.to_vec();
            fields.push(("csrf", &owner.csrf));
            let path = world.path(row);
            let answer = owner.post_with(&path, &fields, header).await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{path} with {header:?}"
            );
        }
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn looking_changes_nothing_but_what_was_seen() {
    let world = World::new().await;
    let owner = Browser::owner(&world.app).await;
    // Opening a conversation is what marks it as seen.
    owner.get(&world.path(&TABLE[3])).await;
    let before = world.dump().await;
    for row in TABLE.iter().filter(|row| row.0 == "GET") {
        let answer = world.ask(&owner, row).await;
        assert!(
            !answer.status.is_server_error(),
            "{}: {}",
            row.1,
            answer.status
        );
        assert_eq!(world.dump().await, before, "{}", row.1);
    }
}
