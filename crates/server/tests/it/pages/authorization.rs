//! Who may ask for what.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::StatusCode;
use serde_json::json;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use transom::app::DATABASE_FILE;
use transom_testkit::{Answer, Tenant, TestApp, templates, webhooks};

use super::browser::{Browser, next, text};
use super::table::Whom::{Agents, Everybody, Owners};
use super::table::{Row, TABLE};
use crate::media::platform::{Platform, picture, sends_fetched};

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
        app.webhook(
            &json!({"object": "page", "entry": [{"id": "1001", "time": 1, "unheard": [1]}]}),
        )
        .await;
        app.webhook(&webhooks::comment("1001", "77_55", app.app.now(), "Price?"))
            .await;
        app.settle().await;
        let platform = Platform::of(&app).await;
        let url = platform.has("1.png", &picture(40, 40));
        let message = sends_fetched(&app, "m_picture", &[("image", &url)]).await;
        let shop = &app.shop;
        let greeting = templates::listed("greeting", "Hello, it is us.");
        templates::keep(&app.app, shop.workspace_id, shop.channel_id, &greeting).await;
        let label = crate::labels::known(&app, "Fragile").await;
        let mut read = app.app.db.read().await.unwrap();
        let token = read.tokens(shop.workspace_id).await.unwrap()[0].id;
        drop(read);
        let names = vec![
            ("{view}", "all".to_owned()),
            ("{conversation}", conversation.to_string()),
            ("{message}", message),
            ("{number}", "0".to_owned()),
            ("{channel}", shop.channel_id.to_string()),
            ("{template}", greeting.external_id),
            ("{agent}", shop.agent.to_string()),
            ("{token}", token.to_string()),
            ("{label}", label),
            ("{comment}", "77_55".to_owned()),
            ("{position}", "2".to_owned()),
            ("{secret}", "no-such-secret".to_owned()),
        ];
        Self { app, other, names }
    }

    fn path(&self, row: &Row) -> String {
        let mut path = row.path.to_owned();
        for (name, value) in &self.names {
            path = path.replace(name, value);
        }
        match (row.method, row.path) {
            ("GET", "/conversations/{conversation}/messages") => {
                path = format!("{path}?before={}", self.names[2].1);
            }
            (_, "/live") => path.push_str("?after=0&view=all&sort=deadline"),
            _ => {}
        }
        path
    }

    async fn ask(&self, browser: &Browser, row: &Row) -> Answer {
        match row.method {
            "GET" => browser.get(&self.path(row)).await,
            _ => browser.post(&self.path(row), row.fields).await,
        }
    }

    /// Everything the database holds, as text, a table each.
    async fn dump(&self) -> Vec<String> {
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
        let mut dump = Vec::new();
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
            dump.push(format!("{table}\n{}", rows.join("\n")));
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
        .map(|row| {
            (
                row.path.replace("{secret}", "{token}"),
                row.method.to_owned(),
            )
        })
        .collect();
    assert_eq!(rows, routes());
}

#[tokio::test]
async fn who_is_not_signed_in_is_asked_to_and_changes_nothing() {
    let world = World::new().await;
    let before = world.dump().await;
    let visitor = Browser::new(&world.app);
    for row in TABLE.iter().filter(|row| row.whom != Everybody) {
        let answer = world.ask(&visitor, row).await;
        assert!(
            next(&answer).starts_with("/sign-in"),
            "{} {}",
            row.method,
            row.path
        );
    }
    assert_eq!(world.dump().await, before);
}

#[tokio::test]
async fn an_agent_is_refused_what_is_for_owners_and_nothing_else() {
    let world = World::new().await;
    let agent = Browser::agent(&world.app).await;
    let before = world.dump().await;
    for row in TABLE.iter().filter(|row| row.whom == Owners) {
        let answer = world.ask(&agent, row).await;
        assert_eq!(
            answer.status,
            StatusCode::FORBIDDEN,
            "{} {}",
            row.method,
            row.path
        );
    }
    assert_eq!(world.dump().await, before);
    for row in TABLE
        .iter()
        .filter(|row| row.whom == Agents && row.path != "/sign-out")
    {
        let agent = Browser::agent(&world.app).await;
        let status = world.ask(&agent, row).await.status;
        assert!(
            status.is_success()
                || status.is_redirection()
                || status == StatusCode::CONFLICT
                || status == StatusCode::BAD_REQUEST
                // There is no platform in this world.
                || status == StatusCode::BAD_GATEWAY
                // The rules have no tag any more, for nobody, and this customer gave no permission.
                || status == StatusCode::UNPROCESSABLE_ENTITY
                    && ["/tagged", "/permitted", "/requests"]
                        .iter()
                        .any(|end| row.path.ends_with(end)),
            "{} {}: {status}",
            row.method,
            row.path
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
            row.method,
            row.path,
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
        .filter(|row| row.method == "POST" && row.whom != Everybody)
    {
        for word in [None, Some(""), Some("guess"), Some(another.csrf.as_str())] {
            let mut fields = row.fields.to_vec();
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
    for row in TABLE.iter().filter(|row| row.method == "POST") {
        for header in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let mut fields = row.fields.to_vec();
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
    owner.get(&format!("/inbox/all/{}", world.names[1].1)).await;
    let before = world.dump().await;
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        let answer = world.ask(&owner, row).await;
        assert!(
            !answer.status.is_server_error(),
            "{}: {}",
            row.path,
            answer.status
        );
        assert_eq!(world.dump().await, before, "{}", row.path);
    }
}
