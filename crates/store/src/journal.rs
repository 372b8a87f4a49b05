//! How far the journal has been processed, and what of it was not understood.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::id::WorkspaceId;

use crate::batch::{chunks, values};
use crate::row::{get, micros, timestamp};
use crate::{Error, Read, Write};

/// A piece of a webhook that was not understood. The webhook itself is in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnhandledRow {
    /// The workspace whose app secret signed the webhook.
    pub workspace_id: WorkspaceId,
    /// Where the webhook is in the journal.
    pub position: u64,
    /// Which piece of it, from 0.
    pub item: u32,
    /// When the webhook came.
    pub received_at: Timestamp,
    /// The platform's id of the account it names.
    pub account: Option<String>,
    /// Why it was not understood, as a stable word.
    pub reason: String,
    /// The same for people, with what exactly.
    pub detail: String,
}

impl Read {
    /// The last position of the journal whose effects are in the store.
    pub async fn intake_position(&mut self, journal: &str) -> Result<u64, Error> {
        let position: Option<i64> =
            sqlx::query_scalar("SELECT position FROM intake WHERE journal = $1")
                .bind(journal)
                .fetch_optional(self.connection())
                .await?;
        Ok(position.unwrap_or(0).cast_unsigned())
    }

    /// What was not understood of so many webhooks at the most, newest first, before a position.
    pub async fn unhandled(
        &mut self,
        workspace_id: WorkspaceId,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<UnhandledRow>, Error> {
        let rows = sqlx::query(
            "SELECT position, item, received_at, account, reason, detail
             FROM unhandled
             WHERE workspace_id = $1 AND position < $2
               AND position IN (
                   SELECT DISTINCT position
                   FROM unhandled
                   WHERE workspace_id = $1 AND position < $2
                   ORDER BY position DESC
                   LIMIT $3)
             ORDER BY position DESC, item",
        )
        .bind(workspace_id.uuid())
        .bind(before.map_or(i64::MAX, u64::cast_signed))
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(UnhandledRow {
                    workspace_id,
                    position: get::<i64, _>(row, 0)?.cast_unsigned(),
                    item: get(row, 1)?,
                    received_at: timestamp(get(row, 2)?)?,
                    account: get(row, 3)?,
                    reason: get(row, 4)?,
                    detail: get(row, 5)?,
                })
            })
            .collect()
    }

    /// The webhooks that were not fully understood, by their position: so many at the most, oldest first, after one.
    pub async fn unhandled_positions(
        &mut self,
        workspace_id: WorkspaceId,
        after: u64,
        most: u32,
    ) -> Result<Vec<u64>, Error> {
        let positions: Vec<i64> = sqlx::query_scalar(
            "SELECT DISTINCT position
             FROM unhandled
             WHERE workspace_id = $1 AND position > $2
             ORDER BY position
             LIMIT $3",
        )
        .bind(workspace_id.uuid())
        .bind(after.cast_signed())
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        Ok(positions.into_iter().map(i64::cast_unsigned).collect())
    }

    /// How many pieces were not understood.
    pub async fn count_unhandled(&mut self, workspace_id: WorkspaceId) -> Result<i64, Error> {
        Ok(
            sqlx::query_scalar("SELECT COUNT(*) FROM unhandled WHERE workspace_id = $1")
                .bind(workspace_id.uuid())
                .fetch_one(self.connection())
                .await?,
        )
    }
}

impl Write {
    /// Notes how far the journal has been processed, in the transaction that did it.
    pub async fn set_intake_position(&mut self, journal: &str, position: u64) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO intake (journal, position)
             VALUES ($1, $2)
             ON CONFLICT (journal) DO UPDATE SET position = excluded.position",
        )
        .bind(journal)
        .bind(position.cast_signed())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes what was not understood; once, however often it is processed.
    pub async fn add_unhandled(&mut self, rows: &[UnhandledRow]) -> Result<(), Error> {
        for piece in chunks(rows) {
            let text = format!(
                "INSERT INTO unhandled (workspace_id, position, item, received_at, account, reason, detail)
                 VALUES {}
                 ON CONFLICT (workspace_id, position, item)
                 DO UPDATE SET reason = excluded.reason, detail = excluded.detail",
                values(piece.len(), 7, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for row in piece {
                query = query
                    .bind(row.workspace_id.uuid())
                    .bind(row.position.cast_signed())
                    .bind(row.item)
                    .bind(micros(row.received_at))
                    .bind(&row.account)
                    .bind(&row.reason)
                    .bind(&row.detail);
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Forgets what a webhook had that was not understood, before it is processed again.
    pub async fn remove_unhandled(
        &mut self,
        workspace_id: WorkspaceId,
        position: u64,
    ) -> Result<(), Error> {
        sqlx::query("DELETE FROM unhandled WHERE workspace_id = $1 AND position = $2")
            .bind(workspace_id.uuid())
            .bind(position.cast_signed())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
