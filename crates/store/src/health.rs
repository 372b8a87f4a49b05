//! The health of channels: what was found when the platform was asked, when it is asked again, and what failed.

use jiff::{SignedDuration, Timestamp};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::delivery::Problem;
use transom_domain::health::{ErrorClass, ErrorCount, Findings};
use transom_domain::id::{ChannelId, WorkspaceId};

use crate::due::Due;
use crate::row::{from_json, get, json, micros, optional_timestamp, timestamp, word};
use crate::{Error, Read, Write};

/// What is kept of a channel's health.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthRow {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The channel.
    pub channel_id: ChannelId,
    /// When the platform is asked next.
    pub next_check_at: Timestamp,
    /// When it was asked last.
    pub checked_at: Option<Timestamp>,
    /// What was found then.
    pub findings: Option<Findings>,
    /// When the last webhook arrived.
    pub heard_at: Option<Timestamp>,
    /// How long after that it was processed.
    pub lag: Option<SignedDuration>,
}

/// A channel about which the platform is to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The channel.
    pub channel_id: ChannelId,
    /// Since when it was due.
    pub due_at: Timestamp,
}

/// A webhook that was processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Of which channel.
    pub channel_id: ChannelId,
    /// When it arrived.
    pub at: Timestamp,
    /// How long after that it was processed.
    pub lag: SignedDuration,
}

const CHECKS: Due = Due {
    table: "channel_health",
    key: "workspace_id, channel_id",
    at: "next_check_at",
};
const HEALTH: &str = "workspace_id, channel_id, next_check_at, checked_at, findings, heard_at, lag";
/// Errors are counted by the hour.
const HOUR: i64 = 3600;

fn health(row: &SqliteRow) -> Result<HealthRow, Error> {
    Ok(HealthRow {
        workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
        channel_id: ChannelId::new(get(row, "channel_id")?),
        next_check_at: timestamp(get(row, "next_check_at")?)?,
        checked_at: optional_timestamp(get(row, "checked_at")?)?,
        findings: get::<Option<&str>, _>(row, "findings")?
            .map(|findings| from_json("findings about a channel", findings))
            .transpose()?,
        heard_at: optional_timestamp(get(row, "heard_at")?)?,
        lag: get::<Option<i64>, _>(row, "lag")?.map(SignedDuration::from_micros),
    })
}

fn error_count(row: &SqliteRow) -> Result<ErrorCount, Error> {
    Ok(ErrorCount {
        class: word::<ErrorClass>("a class of errors", get(row, "class")?)?,
        count: get(row, "total")?,
        last_at: timestamp(get(row, "latest_at")?)?,
        problem: Problem {
            code: get(row, "code")?,
            detail: get(row, "detail")?,
        },
    })
}

fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(HOUR)
}

impl Read {
    /// The health of every channel of the installation.
    pub async fn all_health(&mut self) -> Result<Vec<HealthRow>, Error> {
        let rows = sqlx::query(AssertSqlSafe(format!(
            "SELECT {HEALTH}
             FROM channel_health"
        )))
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(health).collect()
    }

    /// The health of a channel.
    pub async fn load_health(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<HealthRow, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {HEALTH}
             FROM channel_health
             WHERE workspace_id = $1 AND channel_id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .fetch_optional(self.connection())
        .await?
        .ok_or(Error::NotFound("channel"))?;
        health(&row)
    }

    /// What failed on a channel since a moment, by class, in whole hours.
    pub async fn errors_since(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        since: Timestamp,
    ) -> Result<Vec<ErrorCount>, Error> {
        // With one MAX, SQLite takes the other columns from its row: the latest.
        let rows = sqlx::query(
            "SELECT class, SUM(count) AS total, MAX(last_at) AS latest_at, code, detail
             FROM channel_error
             WHERE workspace_id = $1 AND channel_id = $2 AND hour > $3
             GROUP BY class
             ORDER BY total DESC, class",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(hour(since))
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(error_count).collect()
    }

    /// When the platform is asked about a channel next.
    pub async fn next_check_at(&mut self) -> Result<Option<Timestamp>, Error> {
        self.next_due(CHECKS).await
    }
}

impl Write {
    pub(crate) async fn add_health(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO channel_health (workspace_id, channel_id, next_check_at)
             VALUES ($1, $2, $3)",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Claims the checks that are due until the lease ends.
    pub async fn claim_checks(
        &mut self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<Check>, Error> {
        let rows = self.claim_due(CHECKS, now, until, most).await?;
        let check = |row: &SqliteRow| {
            Ok(Check {
                workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
                channel_id: ChannelId::new(get(row, "channel_id")?),
                due_at: timestamp(get(row, "next_check_at")?)?,
            })
        };
        rows.iter().map(check).collect()
    }

    /// Keeps what was found, and when it is asked again; if another check was asked for meanwhile, when that was.
    pub async fn save_check(
        &mut self,
        check: Check,
        findings: &Findings,
        now: Timestamp,
        next_check_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE channel_health
             SET findings = $3, checked_at = $4
             WHERE workspace_id = $1 AND channel_id = $2",
        )
        .bind(check.workspace_id.uuid())
        .bind(check.channel_id.uuid())
        .bind(json(findings))
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        self.postpone_check(check, next_check_at).await
    }

    /// Ends the claim on a check, and says when the next one is: unless one was asked for meanwhile.
    pub async fn postpone_check(
        &mut self,
        check: Check,
        next_check_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE channel_health
             SET next_check_at = CASE WHEN next_check_at = $3 THEN $4 ELSE next_check_at END, leased_until = NULL
             WHERE workspace_id = $1 AND channel_id = $2",
        )
        .bind(check.workspace_id.uuid())
        .bind(check.channel_id.uuid())
        .bind(micros(check.due_at))
        .bind(micros(next_check_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Asks for a check, after the one that may be under way. Tells whether the channel is there.
    pub async fn ask_for_check(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE channel_health
             SET next_check_at = $3
             WHERE workspace_id = $1 AND channel_id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Keeps when the last webhook of a channel arrived, and how late it was processed.
    pub async fn heard(&mut self, workspace_id: WorkspaceId, heard: Heard) -> Result<(), Error> {
        sqlx::query(
            "UPDATE channel_health
             SET heard_at = $3, lag = $4
             WHERE workspace_id = $1 AND channel_id = $2 AND (heard_at IS NULL OR heard_at <= $3)",
        )
        .bind(workspace_id.uuid())
        .bind(heard.channel_id.uuid())
        .bind(micros(heard.at))
        .bind(i64::try_from(heard.lag.as_micros()).unwrap_or(i64::MAX))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Counts something that failed.
    pub async fn count_error(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        class: ErrorClass,
        problem: &Problem,
        at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO channel_error (workspace_id, channel_id, hour, class, count, last_at, code, detail)
             VALUES ($1, $2, $3, $4, 1, $5, $6, $7)
             ON CONFLICT (workspace_id, channel_id, hour, class) DO UPDATE
             SET count = channel_error.count + 1, last_at = excluded.last_at, code = excluded.code,
                 detail = excluded.detail",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(hour(at))
        .bind(class.as_str())
        .bind(micros(at))
        .bind(&problem.code)
        .bind(&problem.detail)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forgets what failed before a moment.
    pub async fn forget_errors(&mut self, before: Timestamp) -> Result<(), Error> {
        sqlx::query("DELETE FROM channel_error WHERE hour < $1")
            .bind(hour(before))
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
