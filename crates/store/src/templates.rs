//! Message templates by account, and when each account's list is to be read.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::WorkspaceId;
use transom_domain::template::Template;
use transom_policy::Channel as Platform;
use uuid::Uuid;

use crate::jobs::Lease;
use crate::row::{from_json, get, json, micros, optional_timestamp, timestamp, word};
use crate::{Error, Read, Write};

/// An account that has templates: a page, or the account above numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TemplateAccount {
    /// The workspace that it is connected to.
    pub workspace_id: WorkspaceId,
    /// The platform.
    pub platform: Platform,
    /// The platform's id of it.
    pub account: String,
}

/// How reading an account's list went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSync {
    /// When it is due again.
    pub due_at: Timestamp,
    /// Somebody reads it at this moment.
    pub is_running: bool,
    /// Attempts that failed since it last went well.
    pub failures: u32,
    /// Why the last one did.
    pub problem: Option<String>,
    /// When it last went well.
    pub synced_at: Option<Timestamp>,
}

fn account(row: &SqliteRow) -> Result<TemplateAccount, Error> {
    Ok(TemplateAccount {
        workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
        platform: word("a platform", get(row, "platform")?)?,
        account: get(row, "account")?,
    })
}

fn record(row: &SqliteRow) -> Result<Template, Error> {
    from_json("a template", get(row, "record")?)
}

impl Read {
    /// Every template of the installation, by its account.
    pub async fn all_templates(
        &mut self,
    ) -> Result<HashMap<TemplateAccount, Vec<Template>>, Error> {
        let rows = sqlx::query(
            "SELECT workspace_id, platform, account, record
             FROM template
             ORDER BY workspace_id, platform, account, name, language",
        )
        .fetch_all(self.connection())
        .await?;
        let mut all: HashMap<TemplateAccount, Vec<Template>> = HashMap::new();
        for row in &rows {
            all.entry(account(row)?).or_default().push(record(row)?);
        }
        Ok(all)
    }

    /// The templates of an account by name, deleted ones included.
    pub async fn templates(&mut self, of: &TemplateAccount) -> Result<Vec<Template>, Error> {
        let rows = sqlx::query(
            "SELECT record
             FROM template
             WHERE workspace_id = $1 AND platform = $2 AND account = $3
             ORDER BY name, language",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(record).collect()
    }

    /// A template by its name and language, also when it was deleted.
    pub async fn find_template(
        &mut self,
        of: &TemplateAccount,
        name: &str,
        language: &str,
    ) -> Result<Option<Template>, Error> {
        let row = sqlx::query(
            "SELECT record
             FROM template
             WHERE workspace_id = $1 AND platform = $2 AND account = $3 AND name = $4 AND language = $5",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .bind(name)
        .bind(language)
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(record).transpose()
    }

    /// How reading an account's list went; nothing when it was never asked for.
    pub async fn template_sync(
        &mut self,
        of: &TemplateAccount,
    ) -> Result<Option<TemplateSync>, Error> {
        let row = sqlx::query(
            "SELECT due_at, leased_until, failures, problem, synced_at
             FROM template_sync
             WHERE workspace_id = $1 AND platform = $2 AND account = $3",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| {
            Ok(TemplateSync {
                due_at: timestamp(get(&row, "due_at")?)?,
                is_running: get::<Option<i64>, _>(&row, "leased_until")?.is_some(),
                failures: get(&row, "failures")?,
                problem: get(&row, "problem")?,
                synced_at: optional_timestamp(get(&row, "synced_at")?)?,
            })
        })
        .transpose()
    }

    /// When each account's list was read last.
    pub async fn templates_read_at(
        &mut self,
    ) -> Result<Vec<(TemplateAccount, Option<Timestamp>)>, Error> {
        let rows = sqlx::query(
            "SELECT workspace_id, platform, account, synced_at
             FROM template_sync
             ORDER BY workspace_id, platform, account",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let synced_at = optional_timestamp(get(row, "synced_at")?)?;
                Ok((account(row)?, synced_at))
            })
            .collect()
    }

    /// When the next list is to be read, or a claim on one runs out.
    pub async fn next_template_sync_at(&mut self) -> Result<Option<Timestamp>, Error> {
        let next: Option<i64> =
            sqlx::query_scalar("SELECT MIN(COALESCE(leased_until, due_at)) FROM template_sync")
                .fetch_one(self.connection())
                .await?;
        optional_timestamp(next)
    }
}

impl Write {
    /// Keeps a template as it is known now.
    pub async fn save_template(
        &mut self,
        of: &TemplateAccount,
        template: &Template,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO template (workspace_id, platform, account, name, language, record)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (workspace_id, platform, account, name, language) DO UPDATE
             SET record = excluded.record",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .bind(&template.name)
        .bind(&template.language)
        .bind(json(template))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Has an account's list read at this moment at the latest.
    pub async fn ask_template_sync(
        &mut self,
        of: &TemplateAccount,
        due_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO template_sync (workspace_id, platform, account, due_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (workspace_id, platform, account) DO UPDATE
             SET due_at = MIN(template_sync.due_at, excluded.due_at)",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .bind(micros(due_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Claims lists that are to be read, until the lease ends. Each is due again at `next`; who asks for it meanwhile has
    /// it read once more.
    pub async fn claim_template_syncs(
        &mut self,
        now: Timestamp,
        next: Timestamp,
        lease: Lease,
        most: u32,
    ) -> Result<Vec<TemplateAccount>, Error> {
        let rows = sqlx::query(
            "UPDATE template_sync
             SET leased_until = $3, leased_by = $4, due_at = $2
             WHERE (workspace_id, platform, account) IN (
                 SELECT workspace_id, platform, account
                 FROM template_sync
                 WHERE due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
                    OR leased_until <= $1
                 ORDER BY due_at
                 LIMIT $5)
             RETURNING workspace_id, platform, account",
        )
        .bind(micros(now))
        .bind(micros(next))
        .bind(micros(lease.until))
        .bind(lease.owner)
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(account).collect()
    }

    /// An account's list was read at this moment.
    pub async fn finish_template_sync(
        &mut self,
        of: &TemplateAccount,
        synced_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE template_sync
             SET leased_until = NULL, leased_by = NULL, failures = 0, problem = NULL, synced_at = $4
             WHERE workspace_id = $1 AND platform = $2 AND account = $3",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .bind(micros(synced_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// An account's list could not be read; it is tried again at this moment.
    pub async fn fail_template_sync(
        &mut self,
        of: &TemplateAccount,
        problem: &str,
        again_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE template_sync
             SET leased_until = NULL, leased_by = NULL, failures = failures + 1, problem = $4,
                 due_at = MIN(due_at, $5)
             WHERE workspace_id = $1 AND platform = $2 AND account = $3",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .bind(problem)
        .bind(micros(again_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// An account's list is read at this moment rather than now, for no fault of anybody's.
    pub async fn postpone_template_sync(
        &mut self,
        of: &TemplateAccount,
        due_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE template_sync
             SET leased_until = NULL, leased_by = NULL, due_at = $4
             WHERE workspace_id = $1 AND platform = $2 AND account = $3",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .bind(micros(due_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// An account is not connected any more: its list is not read again.
    pub async fn forget_template_sync(&mut self, of: &TemplateAccount) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM template_sync WHERE workspace_id = $1 AND platform = $2 AND account = $3",
        )
        .bind(of.workspace_id.uuid())
        .bind(of.platform.as_str())
        .bind(&of.account)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Takes back the claims of a server that does not run any more; what it read is to be read again.
    pub async fn release_template_syncs(
        &mut self,
        owner: Uuid,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE template_sync
             SET leased_until = NULL, leased_by = NULL, due_at = MIN(due_at, $2)
             WHERE leased_by = $1",
        )
        .bind(owner)
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
