//! Claims: three kinds of work lie in one table, and none stands in the way of another.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::id::ChannelId;

use super::{Job, Lease, job};
use crate::batch::values;
use crate::row::{micros, optional_timestamp};
use crate::{Error, Read, Write};

/// Deliveries and looks at a conversation.
const MAIN: &str = "kind <> 'profile' AND kind <> 'fetch'";
/// Questions for names.
const PROFILES: &str = "kind = 'profile'";
/// Files to be fetched.
const FETCHES: &str = "kind = 'fetch'";
/// The job `due` is no delivery, or the first one of its conversation.
const IS_FIRST: &str = "(due.kind <> 'deliver' OR NOT EXISTS (
    SELECT 1
    FROM job AS earlier
    WHERE earlier.workspace_id = due.workspace_id
      AND earlier.conversation_id = due.conversation_id
      AND earlier.kind = 'deliver'
      AND earlier.id < due.id))";

impl Read {
    /// When the next job may be claimed: it is due and no delivery is before it, or a claim runs out.
    pub async fn next_job_at(&mut self) -> Result<Option<Timestamp>, Error> {
        self.moment(format!(
            "SELECT MIN(at)
             FROM (SELECT (SELECT due_at
                           FROM job AS due
                           WHERE leased_until IS NULL AND {MAIN} AND {IS_FIRST}
                           ORDER BY due_at
                           LIMIT 1) AS at
                   UNION ALL
                   SELECT MIN(leased_until)
                   FROM job
                   WHERE leased_until IS NOT NULL AND {MAIN}) AS next"
        ))
        .await
    }

    /// When the next question for a name is due, or a claim on one runs out.
    pub async fn next_profile_at(&mut self) -> Result<Option<Timestamp>, Error> {
        self.next_of(PROFILES).await
    }

    /// When the next files may be fetched: they are due, or a claim on some runs out.
    pub async fn next_fetch_at(&mut self) -> Result<Option<Timestamp>, Error> {
        self.next_of(FETCHES).await
    }

    async fn next_of(&mut self, which: &str) -> Result<Option<Timestamp>, Error> {
        self.moment(format!(
            "SELECT MIN(at)
             FROM (SELECT MIN(due_at) AS at
                   FROM job
                   WHERE leased_until IS NULL AND {which}
                   UNION ALL
                   SELECT MIN(leased_until)
                   FROM job
                   WHERE leased_until IS NOT NULL AND {which}) AS next"
        ))
        .await
    }

    async fn moment(&mut self, text: String) -> Result<Option<Timestamp>, Error> {
        let at: Option<i64> = sqlx::query_scalar(AssertSqlSafe(text))
            .fetch_one(self.connection())
            .await?;
        optional_timestamp(at)
    }
}

impl Write {
    /// Claims jobs that are due until the lease ends, oldest first.
    ///
    /// Of the deliveries of one conversation only the first is ever claimed: messages leave in the order they were
    /// written, one at a time. What calls the platform is left out for channels that are full.
    pub async fn claim_jobs(
        &mut self,
        now: Timestamp,
        lease: Lease,
        full: &[ChannelId],
        most: u32,
    ) -> Result<Vec<Job>, Error> {
        self.claim(&format!("{MAIN} AND {IS_FIRST}"), now, lease, full, most)
            .await
    }

    /// Claims questions for names that are due until the lease ends, oldest first, those of busy channels left out. They
    /// are many after a rush of new customers and never urgent, so they do not stand in the way of what is.
    pub async fn claim_profiles(
        &mut self,
        now: Timestamp,
        lease: Lease,
        busy: &[ChannelId],
        most: u32,
    ) -> Result<Vec<Job>, Error> {
        self.claim(PROFILES, now, lease, busy, most).await
    }

    /// Claims the fetching of files that is due until the lease ends, oldest first, except on channels that are full.
    pub async fn claim_fetches(
        &mut self,
        now: Timestamp,
        lease: Lease,
        full: &[ChannelId],
        most: u32,
    ) -> Result<Vec<Job>, Error> {
        self.claim(FETCHES, now, lease, full, most).await
    }

    async fn claim(
        &mut self,
        which: &str,
        now: Timestamp,
        lease: Lease,
        left_out: &[ChannelId],
        most: u32,
    ) -> Result<Vec<Job>, Error> {
        // Whoever claimed these has died with them.
        sqlx::query(
            "UPDATE job SET leased_until = NULL, leased_by = NULL WHERE leased_until <= $1",
        )
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        let text = format!(
            "UPDATE job
             SET leased_until = $2, leased_by = $4, attempts = attempts + 1
             WHERE (workspace_id, id) IN (
                 SELECT workspace_id, id
                 FROM job AS due
                 WHERE due_at <= $1 AND leased_until IS NULL {other_channels} AND {which}
                 ORDER BY due_at
                 LIMIT $3)
             RETURNING workspace_id, id, kind, channel_id, conversation_id, message_id, due_at, attempts",
            other_channels = without(left_out),
        );
        let mut query = sqlx::query(AssertSqlSafe(text))
            .bind(micros(now))
            .bind(micros(lease.until))
            .bind(most)
            .bind(lease.owner);
        for channel_id in left_out {
            query = query.bind(channel_id.uuid());
        }
        let rows = query.fetch_all(self.connection()).await?;
        rows.iter().map(job).collect()
    }
}

/// What does not call the platform is claimed for every channel.
fn without(channels: &[ChannelId]) -> String {
    if channels.is_empty() {
        return String::new();
    }
    let channels = values(channels.len(), 1, 4);
    format!("AND (kind IN ('wake', 'confirm') OR (channel_id) NOT IN (VALUES {channels}))")
}
