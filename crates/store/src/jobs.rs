//! Jobs: work that a transaction left behind, claimed by lease.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{ChannelId, ConversationId, JobId, MessageId, WorkspaceId};
use uuid::Uuid;

use crate::batch::{chunks, lookups, values};
use crate::row::{get, micros, timestamp, word};
use crate::{Error, Read, Write};

/// A unit of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Our id; younger jobs have higher ones.
    pub id: JobId,
    /// What is to be done.
    pub kind: JobKind,
    /// The channel it concerns.
    pub channel_id: ChannelId,
    /// The conversation it concerns.
    pub conversation_id: ConversationId,
    /// The message it concerns, if one.
    pub message_id: Option<MessageId>,
    /// Not before.
    pub due_at: Timestamp,
    /// How often it has been claimed.
    pub attempts: u32,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// Hand a message to the platform.
    Deliver,
    /// Look whether the echo of a message has come.
    Confirm,
    /// Look at a conversation again.
    Wake,
    /// Ask the platform for the customer's name.
    Profile,
    /// Fetch the files that came with a message.
    Fetch,
}

impl JobKind {
    /// The word used in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deliver => "deliver",
            Self::Confirm => "confirm",
            Self::Wake => "wake",
            Self::Profile => "profile",
            Self::Fetch => "fetch",
        }
    }
}

impl std::str::FromStr for JobKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [
            Self::Deliver,
            Self::Confirm,
            Self::Wake,
            Self::Profile,
            Self::Fetch,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == text)
        .ok_or(())
    }
}

/// A claim on jobs: nobody else touches them meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Which server claims, of several on one store; the same after it started anew.
    pub owner: Uuid,
    /// Until when; then whoever comes first may claim them.
    pub until: Timestamp,
}

/// The job `due` is no delivery, or the first one of its conversation.
const IS_FIRST: &str = "(due.kind <> 'deliver' OR NOT EXISTS (
    SELECT 1
    FROM job AS earlier
    WHERE earlier.workspace_id = due.workspace_id
      AND earlier.conversation_id = due.conversation_id
      AND earlier.kind = 'deliver'
      AND earlier.id < due.id))";

pub(crate) fn job(row: &SqliteRow) -> Result<Job, Error> {
    Ok(Job {
        workspace_id: WorkspaceId::new(get(row, 0)?),
        id: JobId::new(get(row, 1)?),
        kind: word("a kind of job", get(row, 2)?)?,
        channel_id: ChannelId::new(get(row, 3)?),
        conversation_id: ConversationId::new(get(row, 4)?),
        message_id: get::<Option<Uuid>, _>(row, 5)?.map(MessageId::new),
        due_at: timestamp(get(row, 6)?)?,
        attempts: get(row, 7)?,
    })
}

impl Read {
    /// When the next question for a name is due.
    pub async fn next_profile_at(&mut self) -> Result<Option<Timestamp>, Error> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT MIN(due_at) FROM job WHERE leased_until IS NULL AND kind = 'profile'",
        )
        .fetch_one(self.connection())
        .await?;
        next.map(timestamp).transpose()
    }

    /// When the next job may be claimed: it is due and no delivery is before it, or a claim runs out.
    pub async fn next_job_at(&mut self) -> Result<Option<Timestamp>, Error> {
        let next: Option<i64> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT MIN(at)
             FROM (SELECT (SELECT due_at
                           FROM job AS due
                           WHERE leased_until IS NULL AND kind <> 'profile' AND kind <> 'fetch' AND {IS_FIRST}
                           ORDER BY due_at
                           LIMIT 1) AS at
                   UNION ALL
                   SELECT MIN(leased_until)
                   FROM job
                   WHERE leased_until IS NOT NULL AND kind <> 'profile' AND kind <> 'fetch') AS next"
        )))
        .fetch_one(self.connection())
        .await?;
        next.map(timestamp).transpose()
    }

    /// How many jobs are claimed.
    pub async fn count_leased(&mut self) -> Result<i64, Error> {
        Ok(
            sqlx::query_scalar("SELECT COUNT(*) FROM job WHERE leased_until IS NOT NULL")
                .fetch_one(self.connection())
                .await?,
        )
    }

    /// How many jobs wait, due or not.
    pub async fn count_jobs(&mut self) -> Result<i64, Error> {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM job")
            .fetch_one(self.connection())
            .await?)
    }
}

impl Write {
    /// Adds jobs.
    pub async fn add_jobs(&mut self, jobs: &[Job]) -> Result<(), Error> {
        for piece in chunks(jobs) {
            let text = format!(
                "INSERT INTO job (workspace_id, id, kind, channel_id, conversation_id, message_id, due_at)
                 VALUES {}",
                values(piece.len(), 7, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for job in piece {
                query = query
                    .bind(job.workspace_id.uuid())
                    .bind(job.id.uuid())
                    .bind(job.kind.as_str())
                    .bind(job.channel_id.uuid())
                    .bind(job.conversation_id.uuid())
                    .bind(job.message_id.map(MessageId::uuid))
                    .bind(micros(job.due_at));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

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
                 WHERE due_at <= $1
                   AND leased_until IS NULL
                   AND kind <> 'profile'
                   AND kind <> 'fetch'
                   {full_channels}
                   AND {IS_FIRST}
                 ORDER BY due_at
                 LIMIT $3)
             RETURNING workspace_id, id, kind, channel_id, conversation_id, message_id, due_at, attempts",
            full_channels = without(full),
        );
        let mut query = sqlx::query(AssertSqlSafe(text))
            .bind(micros(now))
            .bind(micros(lease.until))
            .bind(most)
            .bind(lease.owner);
        for channel_id in full {
            query = query.bind(channel_id.uuid());
        }
        let rows = query.fetch_all(self.connection()).await?;
        rows.iter().map(job).collect()
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
        let text = format!(
            "UPDATE job
             SET leased_until = $2, leased_by = $4, attempts = attempts + 1
             WHERE (workspace_id, id) IN (
                 SELECT workspace_id, id
                 FROM job
                 WHERE due_at <= $1 AND leased_until IS NULL AND kind = 'profile'
                   {busy_channels}
                 ORDER BY due_at
                 LIMIT $3)
             RETURNING workspace_id, id, kind, channel_id, conversation_id, message_id, due_at, attempts",
            busy_channels = without(busy),
        );
        let mut query = sqlx::query(AssertSqlSafe(text))
            .bind(micros(now))
            .bind(micros(lease.until))
            .bind(most)
            .bind(lease.owner);
        for channel_id in busy {
            query = query.bind(channel_id.uuid());
        }
        let rows = query.fetch_all(self.connection()).await?;
        rows.iter().map(job).collect()
    }

    /// Takes back the claims of a server, when the process that made them does not run any more. Those of other servers
    /// stay until they run out.
    pub async fn release_jobs(&mut self, owner: Uuid) -> Result<u64, Error> {
        let done = sqlx::query(
            "UPDATE job
             SET leased_until = NULL, leased_by = NULL
             WHERE leased_until IS NOT NULL AND leased_by = $1",
        )
        .bind(owner)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected())
    }

    /// Puts a claimed job back for later; its place among the conversation's deliveries stays. Tells whether it is still
    /// there: when the claim ran out, another server may have finished it.
    pub async fn postpone_job(&mut self, job: &Job, due_at: Timestamp) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE job
             SET due_at = $3, leased_until = NULL, leased_by = NULL
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(job.workspace_id.uuid())
        .bind(job.id.uuid())
        .bind(micros(due_at))
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Puts a claimed job back until its turn comes, as if it had not been claimed.
    pub async fn defer_job(&mut self, job: &Job, due_at: Timestamp) -> Result<(), Error> {
        sqlx::query(
            "UPDATE job
             SET due_at = $3, leased_until = NULL, leased_by = NULL, attempts = attempts - 1
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(job.workspace_id.uuid())
        .bind(job.id.uuid())
        .bind(micros(due_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Removes jobs that are done.
    pub async fn finish_jobs(&mut self, jobs: &[&Job]) -> Result<(), Error> {
        // By workspace: with the pair as the key the database would walk the whole table.
        for of_workspace in jobs.chunk_by(|one, next| one.workspace_id == next.workspace_id) {
            for (piece, size) in lookups(of_workspace) {
                let text = format!(
                    "DELETE FROM job WHERE workspace_id = $1 AND (id) IN (VALUES {})",
                    values(size, 1, 1)
                );
                let mut query =
                    sqlx::query(AssertSqlSafe(text)).bind(of_workspace[0].workspace_id.uuid());
                for place in 0..size {
                    query = query.bind(piece.get(place).map(|job| job.id.uuid()));
                }
                query.execute(self.connection()).await?;
            }
        }
        Ok(())
    }
}

fn without(channels: &[ChannelId]) -> String {
    if channels.is_empty() {
        return String::new();
    }
    let full = values(channels.len(), 1, 4);
    format!("AND (kind IN ('wake', 'confirm') OR (channel_id) NOT IN (VALUES {full}))")
}
