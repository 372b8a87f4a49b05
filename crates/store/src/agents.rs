//! Workspaces, the people in them, and how they sign in.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use transom_domain::agent::{Agent, Preferences, Role};
use transom_domain::id::{AgentId, WorkspaceId};

use crate::row::{get, micros, optional_timestamp, word};
use crate::{Error, Read, Write};

/// A person with what signing in needs.
#[derive(Debug, Clone)]
pub struct AgentRow {
    /// The person.
    pub agent: Agent,
    /// The password in PHC form; absent until one has been chosen.
    pub password_hash: Option<String>,
}

/// A browser that is signed in, or a link that will sign one in.
#[derive(Debug, Clone)]
pub struct Session {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The digest of the secret that the browser holds.
    pub secret_hash: Vec<u8>,
    /// Who.
    pub agent_id: AgentId,
    /// Until when.
    pub expires_at: Timestamp,
}

pub(crate) const AGENT: &str = "agent.workspace_id, agent.id, agent.name, agent.email, agent.role, \
                     agent.language, agent.time_zone, agent.theme, agent.deactivated_at, agent.password_hash";

pub(crate) fn agent(row: &SqliteRow) -> Result<AgentRow, Error> {
    Ok(AgentRow {
        agent: Agent {
            workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
            id: AgentId::new(get(row, "id")?),
            name: get(row, "name")?,
            email: get(row, "email")?,
            role: word::<Role>("a role", get(row, "role")?)?,
            preferences: Preferences {
                language: get(row, "language")?,
                time_zone: get(row, "time_zone")?,
                theme: get(row, "theme")?,
            },
            deactivated_at: optional_timestamp(get(row, "deactivated_at")?)?,
        },
        password_hash: get(row, "password_hash")?,
    })
}

impl Read {
    /// The workspaces of this installation, oldest first, with their names.
    pub async fn workspaces(&mut self) -> Result<Vec<(WorkspaceId, String)>, Error> {
        let rows = sqlx::query(
            "SELECT workspace_id, name
             FROM workspace
             ORDER BY created_at, workspace_id",
        )
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| Ok((WorkspaceId::new(get(row, 0)?), get(row, 1)?)))
            .collect()
    }

    /// The people of a workspace, by name.
    pub async fn agents(&mut self, workspace_id: WorkspaceId) -> Result<Vec<Agent>, Error> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {AGENT}
             FROM agent
             WHERE workspace_id = $1
             ORDER BY name, id"
        )))
        .bind(workspace_id.uuid())
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(|row| Ok(agent(row)?.agent)).collect()
    }

    /// A person whom an unspent link of this secret names; the link stays.
    pub async fn find_sign_in_link(
        &mut self,
        workspace_id: WorkspaceId,
        secret_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<AgentRow>, Error> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {AGENT}
             FROM sign_in_link
             JOIN agent ON agent.workspace_id = sign_in_link.workspace_id AND agent.id = sign_in_link.agent_id
             WHERE sign_in_link.workspace_id = $1 AND sign_in_link.secret_hash = $2
               AND sign_in_link.expires_at > $3 AND agent.deactivated_at IS NULL"
        )))
        .bind(workspace_id.uuid())
        .bind(secret_hash)
        .bind(micros(now))
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(agent).transpose()
    }

    /// A person.
    pub async fn find_agent(
        &mut self,
        workspace_id: WorkspaceId,
        id: AgentId,
    ) -> Result<Option<AgentRow>, Error> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {AGENT}
             FROM agent
             WHERE workspace_id = $1 AND id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(id.uuid())
        .fetch_optional(self.connection())
        .await?;
        row.as_ref().map(agent).transpose()
    }

    /// The people, one in each workspace at the most, who sign in with this address.
    pub async fn agents_by_email(&mut self, email: &str) -> Result<Vec<AgentRow>, Error> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {AGENT}
             FROM agent
             WHERE email = $1 AND deactivated_at IS NULL
             ORDER BY created_at, id"
        )))
        .bind(email)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(agent).collect()
    }

    /// Who is signed in with this secret, if the session is still good.
    pub async fn find_session(
        &mut self,
        workspace_id: WorkspaceId,
        secret_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<Agent>, Error> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {AGENT}
             FROM session
             JOIN agent ON agent.workspace_id = session.workspace_id AND agent.id = session.agent_id
             WHERE session.workspace_id = $1 AND session.secret_hash = $2 AND session.expires_at > $3
               AND agent.deactivated_at IS NULL"
        )))
        .bind(workspace_id.uuid())
        .bind(secret_hash)
        .bind(micros(now))
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| Ok(agent(&row)?.agent)).transpose()
    }
}

impl Write {
    /// Creates a workspace.
    pub async fn add_workspace(
        &mut self,
        id: WorkspaceId,
        name: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query("INSERT INTO workspace (workspace_id, name, created_at) VALUES ($1, $2, $3)")
            .bind(id.uuid())
            .bind(name)
            .bind(micros(now))
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Adds a person. The constraint `agent.email` refuses an address that is already there.
    pub async fn add_agent(
        &mut self,
        agent: &Agent,
        password_hash: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO agent (workspace_id, id, name, email, password_hash, role, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(agent.workspace_id.uuid())
        .bind(agent.id.uuid())
        .bind(&agent.name)
        .bind(&agent.email)
        .bind(password_hash)
        .bind(agent.role.as_str())
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Chooses the password of a person and signs out every browser of theirs.
    pub async fn set_password(
        &mut self,
        workspace_id: WorkspaceId,
        id: AgentId,
        password_hash: &str,
    ) -> Result<(), Error> {
        sqlx::query("UPDATE agent SET password_hash = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(id.uuid())
            .bind(password_hash)
            .execute(self.connection())
            .await?;
        self.end_sessions(workspace_id, id).await
    }

    /// Saves the name, role and preferences of a person, and whether the account is closed; a closed account is signed
    /// out everywhere.
    pub async fn save_agent(&mut self, agent: &Agent) -> Result<(), Error> {
        sqlx::query(
            "UPDATE agent
             SET name = $3, role = $4, language = $5, time_zone = $6, theme = $7, deactivated_at = $8
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(agent.workspace_id.uuid())
        .bind(agent.id.uuid())
        .bind(&agent.name)
        .bind(agent.role.as_str())
        .bind(&agent.preferences.language)
        .bind(&agent.preferences.time_zone)
        .bind(&agent.preferences.theme)
        .bind(agent.deactivated_at.map(micros))
        .execute(self.connection())
        .await?;
        if agent.deactivated_at.is_some() {
            self.end_sessions(agent.workspace_id, agent.id).await?;
        }
        Ok(())
    }

    async fn end_sessions(&mut self, workspace_id: WorkspaceId, id: AgentId) -> Result<(), Error> {
        for text in [
            "DELETE FROM session WHERE workspace_id = $1 AND agent_id = $2",
            "DELETE FROM sign_in_link WHERE workspace_id = $1 AND agent_id = $2",
        ] {
            sqlx::query(text)
                .bind(workspace_id.uuid())
                .bind(id.uuid())
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Signs a browser in, and forgets sessions that are over.
    pub async fn add_session(&mut self, session: &Session, now: Timestamp) -> Result<(), Error> {
        sqlx::query("DELETE FROM session WHERE workspace_id = $1 AND expires_at <= $2")
            .bind(session.workspace_id.uuid())
            .bind(micros(now))
            .execute(self.connection())
            .await?;
        sqlx::query(
            "INSERT INTO session (workspace_id, secret_hash, agent_id, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(session.workspace_id.uuid())
        .bind(&session.secret_hash)
        .bind(session.agent_id.uuid())
        .bind(micros(now))
        .bind(micros(session.expires_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Signs a browser out.
    pub async fn remove_session(
        &mut self,
        workspace_id: WorkspaceId,
        secret_hash: &[u8],
    ) -> Result<(), Error> {
        sqlx::query("DELETE FROM session WHERE workspace_id = $1 AND secret_hash = $2")
            .bind(workspace_id.uuid())
            .bind(secret_hash)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Leaves a link with which somebody signs in once.
    pub async fn add_sign_in_link(&mut self, link: &Session) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO sign_in_link (workspace_id, secret_hash, agent_id, expires_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(link.workspace_id.uuid())
        .bind(&link.secret_hash)
        .bind(link.agent_id.uuid())
        .bind(micros(link.expires_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Spends a link; nobody, when there is none or its time is over.
    pub async fn take_sign_in_link(
        &mut self,
        workspace_id: WorkspaceId,
        secret_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<AgentId>, Error> {
        let row = sqlx::query(
            "DELETE FROM sign_in_link
             WHERE workspace_id = $1 AND secret_hash = $2
             RETURNING agent_id, expires_at",
        )
        .bind(workspace_id.uuid())
        .bind(secret_hash)
        .fetch_optional(self.connection())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let expires_at: i64 = get(&row, 1)?;
        Ok((micros(now) < expires_at).then_some(AgentId::new(get(&row, 0)?)))
    }
}
