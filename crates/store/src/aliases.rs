//! Ids by which a platform calls its customers, where it may call one by several.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::conversation::Thread;
use transom_domain::id::{ChannelId, IdentityId, WorkspaceId};

use crate::batch::{chunks, lookups, values};
use crate::row::{get, micros, timestamp};
use crate::threads::{THREAD, thread};
use crate::{Error, Read, Write};

/// An id of a customer, and the last moment at which it was theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Where the id counts.
    pub channel_id: ChannelId,
    /// The id.
    pub external_id: String,
    /// The last moment; [`Timestamp::MAX`] while it is theirs.
    pub until: Timestamp,
    /// Whose it is.
    pub identity_id: IdentityId,
}

/// An id with the thread of the customer whose it is or was.
#[derive(Debug, Clone, PartialEq)]
pub struct Called {
    /// The id.
    pub alias: Alias,
    /// The thread.
    pub thread: Thread,
}

impl Read {
    /// The customers whom these ids call or called.
    pub async fn called(
        &mut self,
        workspace_id: WorkspaceId,
        ids: &[(ChannelId, &str)],
    ) -> Result<Vec<Called>, Error> {
        let mut found = Vec::new();
        for (piece, size) in lookups(ids) {
            let text = format!(
                "WITH wanted (channel_id, external_id) AS (VALUES {})
                 SELECT alias.external_id AS called, alias.until AS called_until, {THREAD}
                 FROM wanted
                 JOIN alias ON alias.workspace_id = $1
                  AND alias.channel_id = wanted.channel_id
                  AND alias.external_id = wanted.external_id
                 JOIN identity ON identity.workspace_id = $1 AND identity.id = alias.identity_id
                 JOIN conversation ON conversation.workspace_id = $1
                  AND conversation.identity_id = identity.id",
                values(size, 2, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                let (channel_id, id) = piece.get(place).copied().unzip();
                query = query.bind(channel_id.map(ChannelId::uuid)).bind(id);
            }
            for row in query.fetch_all(self.connection()).await? {
                let thread = thread(&row)?;
                found.push(Called {
                    alias: Alias {
                        channel_id: thread.identity.channel_id,
                        external_id: get(&row, "called")?,
                        until: until(get(&row, "called_until")?)?,
                        identity_id: thread.identity.id,
                    },
                    thread,
                });
            }
        }
        Ok(found)
    }
}

impl Write {
    /// Notes whose ids are.
    pub async fn save_aliases(
        &mut self,
        workspace_id: WorkspaceId,
        aliases: &[Alias],
    ) -> Result<(), Error> {
        for piece in chunks(aliases) {
            let text = format!(
                "INSERT INTO alias (workspace_id, channel_id, external_id, until, identity_id)
                 VALUES {}
                 ON CONFLICT (workspace_id, channel_id, external_id, until) DO UPDATE
                 SET identity_id = excluded.identity_id",
                values(piece.len(), 5, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for alias in piece {
                query = query
                    .bind(workspace_id.uuid())
                    .bind(alias.channel_id.uuid())
                    .bind(&alias.external_id)
                    .bind(column(alias.until))
                    .bind(alias.identity_id.uuid());
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Forgets that an id was somebody's until then: it ended earlier.
    pub async fn remove_alias(
        &mut self,
        workspace_id: WorkspaceId,
        (channel_id, external_id): (ChannelId, &str),
        until: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM alias
             WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3 AND until = $4",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .bind(column(until))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

/// What lies behind every moment of the calendar.
const OPEN: i64 = i64::MAX;

fn column(until: Timestamp) -> i64 {
    if until == Timestamp::MAX {
        OPEN
    } else {
        micros(until)
    }
}

fn until(column: i64) -> Result<Timestamp, Error> {
    if column == OPEN {
        return Ok(Timestamp::MAX);
    }
    timestamp(column)
}
