//! Rows that are due at a moment, and claimed until another.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;

use crate::row::{micros, optional_timestamp};
use crate::{Error, Read, Write};

/// A table of such rows; its claims lie in `leased_until`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    pub(crate) table: &'static str,
    /// The columns of its key.
    pub(crate) key: &'static str,
    /// The column with the moment.
    pub(crate) at: &'static str,
}

impl Read {
    /// When the next row may be claimed.
    pub(crate) async fn next_due(&mut self, of: Due) -> Result<Option<Timestamp>, Error> {
        let Due { table, at, .. } = of;
        let next: Option<i64> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT MIN(MAX({at}, COALESCE(leased_until, {at}))) FROM {table}"
        )))
        .fetch_one(self.connection())
        .await?;
        optional_timestamp(next)
    }
}

impl Write {
    /// Claims rows that are due until the lease ends, oldest first, so that of several servers one has each.
    pub(crate) async fn claim_due(
        &mut self,
        of: Due,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<SqliteRow>, Error> {
        let Due { table, key, at } = of;
        let rows = sqlx::query(AssertSqlSafe(format!(
            "UPDATE {table}
             SET leased_until = $2
             WHERE ({key}) IN (
                 SELECT {key}
                 FROM {table}
                 WHERE {at} <= $1 AND (leased_until IS NULL OR leased_until <= $1)
                 ORDER BY {at}
                 LIMIT $3)
             RETURNING *"
        )))
        .bind(micros(now))
        .bind(micros(until))
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        Ok(rows)
    }
}
