//! Labels of channels.

mod mark;
mod work;

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::delivery::Problem;
use transom_domain::id::{ChannelId, ConversationId, LabelId, WorkspaceId};
use transom_domain::label::{Label, LabelStage};

use crate::events::{EventKind, EventRow};
use crate::row::{get, micros, optional_timestamp};
use crate::{Error, Read, Write};

pub use work::{LabelAction, LabelWork};

/// A label with the channel it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelRow {
    /// Where.
    pub channel_id: ChannelId,
    /// The label.
    pub label: Label,
}

/// How reading a channel's list of labels went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelList {
    /// When it last went well.
    pub read_at: Option<Timestamp>,
    /// Why it did not, since.
    pub problem: Option<Problem>,
    /// It is being read, or will be.
    pub is_asked: bool,
}

fn problem(row: &SqliteRow) -> Result<Option<Problem>, Error> {
    let detail: Option<String> = get(row, "problem_detail")?;
    let code = get(row, "problem_code")?;
    Ok(detail.map(|detail| Problem { code, detail }))
}

fn label(row: &SqliteRow) -> Result<Label, Error> {
    let stage: &str = get(row, "stage")?;
    let gone_at = optional_timestamp(get(row, "gone_at")?)?;
    let stage = match (stage, problem(row)?, gone_at) {
        ("known", None, None) => LabelStage::Known,
        ("making", None, None) => LabelStage::Making,
        ("not_made", Some(problem), None) => LabelStage::NotMade(problem),
        ("deleting", None, None) => LabelStage::Deleting,
        ("not_deleted", Some(problem), None) => LabelStage::NotDeleted(problem),
        ("gone", None, Some(at)) => LabelStage::Gone(at),
        _ => return Err(Error::corrupt("the stage of a label", stage)),
    };
    Ok(Label {
        id: LabelId::new(get(row, "id")?),
        name: get(row, "name")?,
        external_id: get(row, "external_id")?,
        told_at: optional_timestamp(get(row, "told_at")?)?,
        stage,
    })
}

fn stage_columns(stage: &LabelStage) -> (&'static str, Option<i64>, Option<&Problem>) {
    match stage {
        LabelStage::Known => ("known", None, None),
        LabelStage::Making => ("making", None, None),
        LabelStage::NotMade(problem) => ("not_made", None, Some(problem)),
        LabelStage::Deleting => ("deleting", None, None),
        LabelStage::NotDeleted(problem) => ("not_deleted", None, Some(problem)),
        LabelStage::Gone(at) => ("gone", Some(micros(*at)), None),
    }
}

impl Read {
    /// The labels of a channel by name, those that are gone included.
    pub async fn labels(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<Vec<LabelRow>, Error> {
        self.label_rows(workspace_id, Some(channel_id)).await
    }

    /// The labels of all channels of a workspace by name, those that are gone included.
    pub async fn all_labels(&mut self, workspace_id: WorkspaceId) -> Result<Vec<LabelRow>, Error> {
        self.label_rows(workspace_id, None).await
    }

    async fn label_rows(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: Option<ChannelId>,
    ) -> Result<Vec<LabelRow>, Error> {
        let rows = sqlx::query(
            "SELECT *
             FROM label
             WHERE workspace_id = $1 AND ($2 IS NULL OR channel_id = $2)
             ORDER BY LOWER(name), name, id",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.map(ChannelId::uuid))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(LabelRow {
                    channel_id: ChannelId::new(get(row, "channel_id")?),
                    label: label(row)?,
                })
            })
            .collect()
    }

    /// How many customers carry each label of a channel, of those that anybody carries.
    pub async fn label_carriers(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<HashMap<LabelId, u64>, Error> {
        let rows = sqlx::query(
            "SELECT label_mark.label_id, COUNT(*)
             FROM label
             JOIN label_mark ON label_mark.workspace_id = label.workspace_id AND label_mark.label_id = label.id
             WHERE label.workspace_id = $1 AND label.channel_id = $2 AND label_mark.shown
             GROUP BY label_mark.label_id",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let carriers: i64 = get(row, 1)?;
                Ok((LabelId::new(get(row, 0)?), carriers.cast_unsigned()))
            })
            .collect()
    }

    /// Whether a channel has labels that customers may carry.
    pub async fn has_labels(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<bool, Error> {
        let found = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM label WHERE workspace_id = $1 AND channel_id = $2 AND stage <> 'gone')",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .fetch_one(self.connection())
        .await?;
        Ok(found)
    }

    /// A label with its channel.
    pub async fn load_label(
        &mut self,
        workspace_id: WorkspaceId,
        id: LabelId,
    ) -> Result<(ChannelId, Label), Error> {
        let row = sqlx::query("SELECT * FROM label WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(id.uuid())
            .fetch_optional(self.connection())
            .await?;
        let row = row.ok_or(Error::NotFound("label"))?;
        Ok((ChannelId::new(get(&row, "channel_id")?), label(&row)?))
    }

    /// How reading a channel's list of labels went.
    pub async fn label_list(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<LabelList, Error> {
        let row = sqlx::query(
            "SELECT label_list.*,
                    EXISTS (SELECT 1
                            FROM label_work
                            WHERE label_work.workspace_id = channel.workspace_id
                              AND label_work.channel_id = channel.id AND action = 'list') AS is_asked
             FROM channel
             LEFT JOIN label_list ON label_list.workspace_id = channel.workspace_id
              AND label_list.channel_id = channel.id
             WHERE channel.workspace_id = $1 AND channel.id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .fetch_optional(self.connection())
        .await?;
        let row = row.ok_or(Error::NotFound("channel"))?;
        Ok(LabelList {
            read_at: optional_timestamp(get(&row, "read_at")?)?,
            problem: problem(&row)?,
            is_asked: get(&row, "is_asked")?,
        })
    }
}

impl Write {
    /// Keeps a label as it is known now.
    pub async fn save_label(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        label: &Label,
    ) -> Result<(), Error> {
        let (stage, gone_at, problem) = stage_columns(&label.stage);
        sqlx::query(
            "INSERT INTO label (workspace_id, id, channel_id, name, external_id, stage, gone_at, problem_code,
                                problem_detail, told_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (workspace_id, id) DO UPDATE
             SET name = excluded.name, external_id = excluded.external_id, stage = excluded.stage,
                 told_at = excluded.told_at, gone_at = excluded.gone_at, problem_code = excluded.problem_code,
                 problem_detail = excluded.problem_detail",
        )
        .bind(workspace_id.uuid())
        .bind(label.id.uuid())
        .bind(channel_id.uuid())
        .bind(&label.name)
        .bind(&label.external_id)
        .bind(stage)
        .bind(gone_at)
        .bind(problem.and_then(|problem| problem.code.as_deref()))
        .bind(problem.map(|problem| &problem.detail))
        .bind(label.told_at.map(micros))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forgets a label that the platform never had, with all that hangs on it.
    pub async fn remove_label(
        &mut self,
        workspace_id: WorkspaceId,
        label_id: LabelId,
    ) -> Result<(), Error> {
        sqlx::query("DELETE FROM label WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(label_id.uuid())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Two rows turned out to be one label: what hangs on one is the other's from now on, whose own facts stand.
    pub async fn merge_labels(
        &mut self,
        workspace_id: WorkspaceId,
        gone: LabelId,
        kept: LabelId,
    ) -> Result<(), Error> {
        for table in ["label_mark", "label_work"] {
            sqlx::query(AssertSqlSafe(format!(
                "UPDATE OR IGNORE {table} SET label_id = $3 WHERE workspace_id = $1 AND label_id = $2"
            )))
            .bind(workspace_id.uuid())
            .bind(gone.uuid())
            .bind(kept.uuid())
            .execute(self.connection())
            .await?;
        }
        self.remove_label(workspace_id, gone).await
    }

    /// A label is shown otherwise with its customers, or nobody carries it any more: gives back that their conversations
    /// changed.
    pub async fn label_changed(
        &mut self,
        workspace_id: WorkspaceId,
        label_id: LabelId,
        is_gone: bool,
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        let rows = sqlx::query(
            "SELECT conversation_id FROM label_mark WHERE workspace_id = $1 AND label_id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(label_id.uuid())
        .fetch_all(self.connection())
        .await?;
        let mut happened = Vec::with_capacity(rows.len());
        for row in &rows {
            let id = ConversationId::new(get(row, 0)?);
            happened.push((EventKind::ConversationChanged, id, None));
        }
        if is_gone {
            sqlx::query("DELETE FROM label_mark WHERE workspace_id = $1 AND label_id = $2")
                .bind(workspace_id.uuid())
                .bind(label_id.uuid())
                .execute(self.connection())
                .await?;
        }
        self.add_events(workspace_id, &happened, now).await
    }

    /// Keeps how reading a channel's list of labels went.
    pub async fn save_label_list(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        read: Result<Timestamp, &Problem>,
    ) -> Result<(), Error> {
        let problem = read.err();
        sqlx::query(
            "INSERT INTO label_list (workspace_id, channel_id, read_at, problem_code, problem_detail)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (workspace_id, channel_id) DO UPDATE
             SET read_at = COALESCE(excluded.read_at, label_list.read_at), problem_code = excluded.problem_code,
                 problem_detail = excluded.problem_detail",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(read.ok().map(micros))
        .bind(problem.and_then(|problem| problem.code.as_deref()))
        .bind(problem.map(|problem| &problem.detail))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
