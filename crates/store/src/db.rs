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
}

/// Texts of statements that a connection keeps compiled: every statement here, in every batch size.
const STATEMENT_CACHE: usize = 400;
/// Pages of the write-ahead log after which it is folded back into the file.
const CHECKPOINT_PAGES: &str = "4000";
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
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(
                connect
                    .clone()
                    .pragma("cache_size", format!("-{}", options.writer_cache_kib)),
            )
            .await?;
        sqlx::migrate!("./migrations").run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(options.readers)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(
                connect
                    .pragma("cache_size", format!("-{}", options.reader_cache_kib))
                    .pragma("query_only", "ON"),
            )
            .await?;
        Ok(Self { readers, writer })
    }

    /// A transaction that sees one state of the database and cannot change it.
    pub async fn read(&self) -> Result<Read, Error> {
        Ok(Read::new(self.readers.begin().await?))
    }

    /// The transaction that may write; the next one waits until this one is over.
    pub async fn write(&self) -> Result<Write, Error> {
        Ok(Write::new(self.writer.begin_with("BEGIN IMMEDIATE").await?))
    }

    /// Waits for the transactions in progress and closes the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
