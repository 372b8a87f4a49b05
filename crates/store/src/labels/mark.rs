//! How labels stand with customers.

use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{AgentId, ConversationId, LabelId, WorkspaceId};
use transom_domain::label::{Asked, Mark, Marked};
use uuid::Uuid;

use super::problem;
use crate::batch::{lookups, values};
use crate::row::{get, micros, optional_timestamp};
use crate::{Error, Read, Write};

fn mark(row: &SqliteRow) -> Result<Mark, Error> {
    let puts: Option<bool> = get(row, "puts")?;
    let by: Option<Uuid> = get(row, "agent_id")?;
    let asked = match (puts, by, problem(row)?) {
        (None, None, None) => Asked::Nothing,
        (Some(puts), Some(by), None) => Asked::Wanted {
            puts,
            by: AgentId::new(by),
        },
        (Some(puts), None, Some(problem)) => Asked::Failed { puts, problem },
        _ => return Err(Error::corrupt("the mark of a label", "label_mark")),
    };
    Ok(Mark {
        is_on: get(row, "is_on")?,
        told_at: optional_timestamp(get(row, "told_at")?)?,
        asked,
    })
}

impl Read {
    /// How labels stand with the customers of these conversations, by name. Labels that are gone, or are to be, are left out.
    pub async fn marks(
        &mut self,
        workspace_id: WorkspaceId,
        conversations: &[ConversationId],
    ) -> Result<Vec<(ConversationId, Marked)>, Error> {
        let mut found = Vec::new();
        for (piece, size) in lookups(conversations) {
            let text = format!(
                "SELECT label_mark.*, label.name
                 FROM label_mark
                 JOIN label ON label.workspace_id = label_mark.workspace_id AND label.id = label_mark.label_id
                 WHERE label_mark.workspace_id = $1 AND (label_mark.conversation_id) IN (VALUES {})
                   AND label.stage NOT IN ('gone', 'deleting')
                 ORDER BY LOWER(label.name), label.name, label.id",
                values(size, 1, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place).map(|id| id.uuid()));
            }
            for row in query.fetch_all(self.connection()).await? {
                let marked = Marked {
                    label_id: LabelId::new(get(&row, "label_id")?),
                    name: get(&row, "name")?,
                    mark: mark(&row)?,
                };
                found.push((ConversationId::new(get(&row, "conversation_id")?), marked));
            }
        }
        Ok(found)
    }
}

impl Write {
    /// Keeps how a label stands with a customer.
    pub(crate) async fn save_mark(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
        label_id: LabelId,
        mark: &Mark,
    ) -> Result<(), Error> {
        let (puts, by, problem) = match &mark.asked {
            Asked::Nothing => (None, None, None),
            Asked::Wanted { puts, by } => (Some(*puts), Some(by.uuid()), None),
            Asked::Failed { puts, problem } => (Some(*puts), None, Some(problem)),
        };
        sqlx::query(
            "INSERT INTO label_mark (workspace_id, conversation_id, label_id, shown, is_on, told_at, puts, agent_id,
                                     problem_code, problem_detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (workspace_id, conversation_id, label_id) DO UPDATE
             SET shown = excluded.shown, is_on = excluded.is_on, told_at = excluded.told_at, puts = excluded.puts,
                 agent_id = excluded.agent_id, problem_code = excluded.problem_code,
                 problem_detail = excluded.problem_detail",
        )
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .bind(label_id.uuid())
        .bind(mark.is_shown())
        .bind(mark.is_on)
        .bind(mark.told_at.map(micros))
        .bind(puts)
        .bind(by)
        .bind(problem.and_then(|problem| problem.code.as_deref()))
        .bind(problem.map(|problem| &problem.detail))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Labels of one conversation are the other's from now on; what that says of the same label stands.
    pub(crate) async fn move_marks(
        &mut self,
        workspace_id: WorkspaceId,
        from: ConversationId,
        to: ConversationId,
    ) -> Result<(), Error> {
        for (how, table) in [("OR IGNORE", "label_mark"), ("OR REPLACE", "label_work")] {
            sqlx::query(AssertSqlSafe(format!(
                "UPDATE {how} {table} SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2"
            )))
            .bind(workspace_id.uuid())
            .bind(from.uuid())
            .bind(to.uuid())
            .execute(self.connection())
            .await?;
        }
        sqlx::query("DELETE FROM label_mark WHERE workspace_id = $1 AND conversation_id = $2")
            .bind(workspace_id.uuid())
            .bind(from.uuid())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
