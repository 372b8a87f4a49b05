//! Everything that the store knows of what happened, without our own ids and without when it was told.

use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Column, Connection, Row, TypeInfo, ValueRef};
use transom::app::{App, DATABASE_FILE};
use transom_testkit::TestApp;

/// What is dumped, each with names of the platform in place of ours.
const QUERIES: [&str; 10] = [
    "SELECT 'identity', external_id, window_events, delivered_until, read_until, unreachable_since, profile, username,
            contact.name
     FROM identity JOIN contact ON contact.id = identity.contact_id",
    "SELECT 'alias', alias.external_id, until, identity.external_id
     FROM alias JOIN identity ON identity.id = alias.identity_id",
    "SELECT 'progress', external_id, sent_at, failed_at, delivered_at, read_at, played_at, failure, price FROM progress",
    "SELECT 'conversation', identity.external_id, conversation.created_at, status, snoozed_until, assignee_id, unread,
            seen_until, waiting_since, last_customer_at, last_reply_at, consecutive_tagged, preview_at,
            preview_author, preview_text, preview_deleted, failed, closes_at, human_agent_until
     FROM conversation JOIN identity ON identity.id = conversation.identity_id",
    "SELECT 'message', identity.external_id, message.at, author, origin, content, standby, message.external_id,
            reply_to, message.status, sent_at, failure
     FROM message
     JOIN conversation ON conversation.id = message.conversation_id
     JOIN identity ON identity.id = conversation.identity_id",
    "SELECT 'edit', external_id, number, at, text FROM message_edit",
    "SELECT 'deletion', external_id, at FROM deletion",
    "SELECT 'reaction', external_id, author, at, emoji FROM reaction",
    "SELECT 'receipt', external_id, delivered_at FROM receipt",
    "SELECT 'comment', external_id, post_id, parent_id, from_id, from_name, text, text_at, created_at, hidden_at,
            removed_at, place
     FROM comment",
];

/// The dump of a program that understood every webhook it got.
pub(crate) async fn understood(app: &TestApp) -> Vec<String> {
    let mut read = app.app.db.read().await.unwrap();
    let unhandled = read
        .unhandled(app.shop.workspace_id, None, 10)
        .await
        .unwrap();
    assert!(unhandled.is_empty(), "{unhandled:?}");
    drop(read);
    dump(&app.app).await
}

#[track_caller]
pub(crate) fn assert_same(found: &[String], expected: &[String], how: &str) {
    let missing: Vec<_> = expected
        .iter()
        .filter(|line| !found.contains(line))
        .collect();
    let added: Vec<_> = found
        .iter()
        .filter(|line| !expected.contains(line))
        .collect();
    assert!(
        found == expected,
        "{how}: missing {missing:#?}, added {added:#?}"
    );
}

/// One line for each row, sorted.
pub(crate) async fn dump(app: &App) -> Vec<String> {
    let options = SqliteConnectOptions::new().filename(app.config.data_dir.join(DATABASE_FILE));
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let mut lines = Vec::new();
    for query in QUERIES {
        let rows = sqlx::query(AssertSqlSafe(query))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        lines.extend(rows.iter().map(line));
    }
    lines.sort();
    lines
}

fn line(row: &SqliteRow) -> String {
    let cells = row.columns().iter().map(|column| {
        let index = column.ordinal();
        let raw = row.try_get_raw(index).unwrap();
        if raw.is_null() {
            return "-".to_owned();
        }
        match raw.type_info().name() {
            "INTEGER" | "BOOLEAN" => row.get::<i64, _>(index).to_string(),
            _ if column.name() == "window_events" => sorted(row.get(index)),
            _ => row.get::<String, _>(index),
        }
    });
    cells.collect::<Vec<_>>().join(" | ")
}

/// The acts of a customer are a set.
fn sorted(json: &str) -> String {
    let mut acts: Vec<Value> = serde_json::from_str(json).unwrap();
    acts.sort_by_key(Value::to_string);
    Value::from(acts).to_string()
}
