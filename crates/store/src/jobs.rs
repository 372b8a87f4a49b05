//! Jobs: work that a transaction left behind, claimed by lease.

mod claim;

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

fn job(row: &SqliteRow) -> Result<Job, Error> {
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
