//! Opening the database: one writer, a few readers, migrations at the door.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::{Error, Read, Write};

/// How the embedded database is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Connections that read; each keeps its own page cache.
    pub readers: u32,
    /// Page cache of the writer, in KiB.
    pub writer_cache_kib: u32,
    /// Page cache of each reader, in KiB.
    pub reader_cache_kib: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            writer_cache_kib: 32 * 1024,
            reader_cache_kib: 4 * 1024,
        }
    }
}

/// The database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    readers: SqlitePool,
    writer: SqlitePool,
    checkpoints: SqlitePool,
}

/// Texts of statements that a connection keeps compiled: every statement here, in every batch size.
const STATEMENT_CACHE: usize = 400;
/// Pages of the write-ahead log after which the writer itself folds it back into the file: only where nobody calls
/// [`Db::checkpoint`].
const WRITERS_CHECKPOINT_PAGES: &str = "100000";
/// Pages of the write-ahead log after which it starts anew, for which the writer has to wait a moment.
const RESTART_PAGES: i64 = 64_000;
/// How long a checkpoint may hold up the writer while it waits for those who still read.
const CHECKPOINT_PATIENCE: Duration = Duration::from_millis(20);
/// How long a statement waits for another process that holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

impl Db {
    /// Opens the file, creating it when it is not there, and brings its schema up to this release.
    pub async fn open(path: &Path, options: Options) -> Result<Self, Error> {
        let connect = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(STATEMENT_CACHE)
            .pragma("temp_store", "MEMORY")
            .pragma("wal_autocheckpoint", WRITERS_CHECKPOINT_PAGES);
        let cache = |kib: u32| format!("-{kib}");
        let writer = connect
            .clone()
            .pragma("cache_size", cache(options.writer_cache_kib));
        let writer = pool(1).connect_with(writer).await?;
        sqlx::migrate!("./migrations").run(&writer).await?;
        let checkpoints = connect.clone().busy_timeout(CHECKPOINT_PATIENCE);
        let readers = connect
            .pragma("cache_size", cache(options.reader_cache_kib))
            .pragma("query_only", "ON");
        Ok(Self {
            readers: pool(options.readers).connect_with(readers).await?,
            writer,
            checkpoints: pool(1).connect_with(checkpoints).await?,
        })
    }

    /// A transaction that sees one state of the database and cannot change it.
    pub async fn read(&self) -> Result<Read, Error> {
        Ok(Read::new(self.readers.begin().await?))
    }

    /// The transaction that may write; the next one waits until this one is over.
    pub async fn write(&self) -> Result<Write, Error> {
        Ok(Write::new(self.writer.begin_with("BEGIN IMMEDIATE").await?))
    }

    /// Folds the write-ahead log back into the file, beside the writer. To be called now and then.
    pub async fn checkpoint(&self) -> Result<(), Error> {
        let (_, pages, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(PASSIVE)")
            .fetch_one(&self.checkpoints)
            .await?;
        if pages > RESTART_PAGES {
            // Those who still read may be in the way: then the next time.
            sqlx::query("PRAGMA wal_checkpoint(RESTART)")
                .execute(&self.checkpoints)
                .await?;
        }
        Ok(())
    }

    /// Waits for the transactions in progress and closes the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.checkpoints.close().await;
        self.writer.close().await;
    }
}

/// A pool whose connections stay open.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}
