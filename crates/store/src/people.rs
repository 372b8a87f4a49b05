//! The people of a workspace, as its owners see them.

use jiff::Timestamp;
use transom_domain::agent::Agent;
use transom_domain::id::{AgentId, ConversationId, WorkspaceId};
use uuid::Uuid;

use crate::agents::{AGENT, agent};
use crate::row::{get, micros, optional_timestamp};
use crate::{Error, Read};

/// A person with what owners want to know.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// The person.
    pub agent: Agent,
    /// Whether a password has been chosen.
    pub has_password: bool,
    /// When the newest of the sessions that still last was opened.
    pub signed_in_at: Option<Timestamp>,
    /// Until when an unspent link is good.
    pub invited_until: Option<Timestamp>,
    /// How many open conversations are assigned to the person.
    pub open_conversations: i64,
}

impl Read {
    /// The conversations that a person looks after and that are not closed.
    pub async fn assigned_to(
        &mut self,
        workspace_id: WorkspaceId,
        agent_id: AgentId,
    ) -> Result<Vec<ConversationId>, Error> {
        let ids: Vec<Uuid> = sqlx::query_scalar(
            "SELECT id
             FROM conversation
             WHERE workspace_id = $1 AND assignee_id = $2 AND status <> 'closed'
             ORDER BY id",
        )
        .bind(workspace_id.uuid())
        .bind(agent_id.uuid())
        .fetch_all(self.connection())
        .await?;
        Ok(ids.into_iter().map(ConversationId::new).collect())
    }

    /// The people of a workspace, those who left last, by name.
    pub async fn people(
        &mut self,
        workspace_id: WorkspaceId,
        now: Timestamp,
    ) -> Result<Vec<PersonRow>, Error> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {AGENT}, signed_in.at AS signed_in_at, invited.until AS invited_until,
                    COALESCE(load.conversations, 0) AS conversations
             FROM agent
             LEFT JOIN (
                 SELECT agent_id, MAX(created_at) AS at
                 FROM session
                 WHERE workspace_id = $1 AND expires_at > $2
                 GROUP BY agent_id) AS signed_in ON signed_in.agent_id = agent.id
             LEFT JOIN (
                 SELECT agent_id, MAX(expires_at) AS until
                 FROM sign_in_link
                 WHERE workspace_id = $1 AND expires_at > $2
                 GROUP BY agent_id) AS invited ON invited.agent_id = agent.id
             LEFT JOIN (
                 SELECT assignee_id, COUNT(*) AS conversations
                 FROM conversation
                 WHERE workspace_id = $1 AND status = 'open'
                 GROUP BY assignee_id) AS load ON load.assignee_id = agent.id
             WHERE agent.workspace_id = $1
             ORDER BY agent.deactivated_at IS NOT NULL, agent.name, agent.id"
        )))
        .bind(workspace_id.uuid())
        .bind(micros(now))
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let person = agent(row)?;
                Ok(PersonRow {
                    has_password: person.password_hash.is_some(),
                    agent: person.agent,
                    signed_in_at: optional_timestamp(get(row, "signed_in_at")?)?,
                    invited_until: optional_timestamp(get(row, "invited_until")?)?,
                    open_conversations: get(row, "conversations")?,
                })
            })
            .collect()
    }
}
