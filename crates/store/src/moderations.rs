//! What platforms are to be asked about customers.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{AgentId, ChannelId, ConversationId, WorkspaceId};
use transom_domain::moderation::Moderation;

use crate::due::Due;
use crate::row::{get, micros, timestamp, word};
use crate::{Error, Read, Write};

/// Something that a platform is to be asked about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModerationRow {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The conversation with the customer.
    pub conversation_id: ConversationId,
    /// Where it is.
    pub channel_id: ChannelId,
    /// What.
    pub action: Moderation,
    /// Who wants it.
    pub agent_id: AgentId,
    /// When that was wanted.
    pub asked_at: Timestamp,
    /// How often it was tried before.
    pub attempts: u32,
}

const MODERATIONS: Due = Due {
    table: "moderation",
    key: "workspace_id, conversation_id",
    at: "due_at",
};

fn moderation(row: &SqliteRow) -> Result<ModerationRow, Error> {
    Ok(ModerationRow {
        workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
        conversation_id: ConversationId::new(get(row, "conversation_id")?),
        channel_id: ChannelId::new(get(row, "channel_id")?),
        action: word("a moderation", get(row, "action")?)?,
        agent_id: AgentId::new(get(row, "agent_id")?),
        asked_at: timestamp(get(row, "asked_at")?)?,
        attempts: get(row, "attempts")?,
    })
}

impl Read {
    /// When a platform is to be asked next.
    pub async fn next_moderation_at(&mut self) -> Result<Option<Timestamp>, Error> {
        self.next_due(MODERATIONS).await
    }
}

impl Write {
    /// Has a platform asked; what was wanted before of the same customer is forgotten.
    pub async fn ask_moderation(&mut self, row: &ModerationRow) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO moderation (workspace_id, conversation_id, channel_id, action, agent_id, asked_at, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6)
             ON CONFLICT (workspace_id, conversation_id) DO UPDATE
             SET action = excluded.action, agent_id = excluded.agent_id, asked_at = excluded.asked_at,
                 due_at = excluded.due_at, attempts = 0",
        )
        .bind(row.workspace_id.uuid())
        .bind(row.conversation_id.uuid())
        .bind(row.channel_id.uuid())
        .bind(row.action.as_str())
        .bind(row.agent_id.uuid())
        .bind(micros(row.asked_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Claims what is due until the lease ends.
    pub async fn claim_moderations(
        &mut self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<ModerationRow>, Error> {
        let rows = self.claim_due(MODERATIONS, now, until, most).await?;
        rows.iter().map(moderation).collect()
    }

    /// Ends a claim: what was claimed is done. Whether it is still wanted; another wish may have taken its place.
    pub async fn finish_moderation(&mut self, row: &ModerationRow) -> Result<bool, Error> {
        let done = sqlx::query(
            "DELETE FROM moderation
             WHERE workspace_id = $1 AND conversation_id = $2 AND action = $3 AND asked_at = $4",
        )
        .bind(row.workspace_id.uuid())
        .bind(row.conversation_id.uuid())
        .bind(row.action.as_str())
        .bind(micros(row.asked_at))
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            self.release_moderation(row).await?;
        }
        Ok(done.rows_affected() > 0)
    }

    async fn release_moderation(&mut self, row: &ModerationRow) -> Result<(), Error> {
        sqlx::query(
            "UPDATE moderation
             SET leased_until = NULL
             WHERE workspace_id = $1 AND conversation_id = $2",
        )
        .bind(row.workspace_id.uuid())
        .bind(row.conversation_id.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends a claim: it is tried again then, unless another wish has taken its place.
    pub async fn postpone_moderation(
        &mut self,
        row: &ModerationRow,
        due_at: Timestamp,
        attempts: u32,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE moderation
             SET due_at = $5, attempts = $6
             WHERE workspace_id = $1 AND conversation_id = $2 AND action = $3 AND asked_at = $4",
        )
        .bind(row.workspace_id.uuid())
        .bind(row.conversation_id.uuid())
        .bind(row.action.as_str())
        .bind(micros(row.asked_at))
        .bind(micros(due_at))
        .bind(attempts)
        .execute(self.connection())
        .await?;
        self.release_moderation(row).await
    }
}
