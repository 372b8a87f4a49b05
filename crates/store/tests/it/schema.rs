//! The shape of the database: tenants cannot refer to each other, and an older release does not touch a newer one's.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Row};
use transom_store::{Db, Error, Options};

use crate::shop::Shop;

async fn connect(shop: &Shop) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(shop.dir.path().join("transom.db"));
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// The first column of what a query finds.
pub(crate) async fn distinct(shop: &Shop, query: &str) -> Vec<String> {
    let mut connection = connect(shop).await;
    let rows = sqlx::query(AssertSqlSafe(query.to_owned()))
        .fetch_all(&mut connection)
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Tables of the installation, not of a tenant.
const OF_NO_TENANT: [&str; 2] = ["intake", "_sqlx_migrations"];

#[tokio::test]
async fn every_key_starts_with_the_workspace() {
    let shop = Shop::open().await;
    let mut connection = connect(&shop).await;
    let tables = distinct(&shop, "SELECT name FROM sqlite_master WHERE type = 'table'").await;
    let mut checked = 0;
    for table in tables {
        if OF_NO_TENANT.contains(&table.as_str()) || table.starts_with("sqlite_") {
            continue;
        }
        let first: String = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT name FROM pragma_table_info('{table}') WHERE pk = 1"
        )))
        .fetch_one(&mut connection)
        .await
        .unwrap();
        assert_eq!(first, "workspace_id", "the primary key of {table}");
        let foreign = sqlx::query(AssertSqlSafe(format!(
            "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('{table}') WHERE seq = 0"
        )))
        .fetch_all(&mut connection)
        .await
        .unwrap();
        for row in &foreign {
            let (from, to): (String, String) = (row.get(0), row.get(1));
            assert_eq!(from, "workspace_id", "the reference of {table} to {to}");
        }
        checked += 1;
    }
    assert!(checked >= 14, "only {checked} tables were found");
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_refused_with_what_to_do() {
    let shop = Shop::open().await;
    shop.db.close().await;
    let mut connection = connect(&shop).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'of the future', TRUE, x'00', 0)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    let error = Db::open(&shop.dir.path().join("transom.db"), Options::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NewerSchema(9999)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the database was written by a newer release (it has the migration 9999, which this one does not know); \
         start that release again, or restore a backup from before the upgrade"
    );
}

#[tokio::test]
async fn opening_again_changes_nothing() {
    let shop = Shop::open().await;
    shop.writes("nora", crate::shop::start(), "hello").await;
    let before = shop.thread("nora").await;
    shop.db.close().await;
    let db = Db::open(&shop.dir.path().join("transom.db"), Options::default())
        .await
        .unwrap();
    let mut read = db.read().await.unwrap();
    let id = before.conversation.id;
    assert_eq!(
        read.load_thread(shop.workspace_id, id).await.unwrap(),
        before
    );
}

#[tokio::test]
async fn a_reading_transaction_cannot_write_and_sees_one_state() {
    let shop = Shop::open().await;
    shop.writes("nora", crate::shop::start(), "hello").await;
    let mut read = shop.db.read().await.unwrap();
    let wanted = [(shop.channel.id, "nora")];
    let before = read.threads(shop.workspace_id, &wanted).await.unwrap();
    shop.answers("nora", crate::shop::start(), "Hi").await;
    assert_eq!(
        read.threads(shop.workspace_id, &wanted).await.unwrap(),
        before
    );
    drop(read);
    assert_ne!(shop.thread("nora").await, before[0]);
}
