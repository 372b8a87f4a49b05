//! As which persona of a page an agent answers. The personas themselves are the platform's to keep.

use transom_domain::id::{AgentId, ChannelId, WorkspaceId};
use uuid::Uuid;

use crate::row::get;
use crate::{Error, Read, Write};

impl Read {
    /// The platform's id of the persona as which an agent answers.
    pub async fn persona_of(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        agent_id: AgentId,
    ) -> Result<Option<String>, Error> {
        Ok(sqlx::query_scalar(
            "SELECT external_id
             FROM persona
             WHERE workspace_id = $1 AND channel_id = $2 AND agent_id = $3",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(agent_id.uuid())
        .fetch_optional(self.connection())
        .await?)
    }

    /// Who answers as a persona on a channel, with the platform's id of each.
    pub async fn personas(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<Vec<(AgentId, String)>, Error> {
        let rows = sqlx::query(
            "SELECT agent_id, external_id
             FROM persona
             WHERE workspace_id = $1 AND channel_id = $2
             ORDER BY agent_id",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| Ok((AgentId::new(get::<Uuid, _>(row, 0)?), get(row, 1)?)))
            .collect()
    }
}

impl Write {
    /// Lets an agent answer as a persona, in place of another.
    pub async fn set_persona(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        agent_id: AgentId,
        external_id: &str,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO persona (workspace_id, channel_id, agent_id, external_id)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (workspace_id, channel_id, agent_id) DO UPDATE
             SET external_id = excluded.external_id",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(agent_id.uuid())
        .bind(external_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Nobody answers as this persona any more.
    pub async fn remove_persona(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: &str,
    ) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM persona WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
