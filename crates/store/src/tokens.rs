//! API tokens: kept as digests, with what each may do.

use jiff::Timestamp;
use transom_domain::agent::Scope;
use transom_domain::id::{AgentId, TokenId, WorkspaceId};

use crate::row::{from_json, get, json, micros, optional_timestamp, timestamp};
use crate::{Error, Read, Write};

/// A token as the settings list it.
#[derive(Debug, Clone)]
pub struct TokenRow {
    /// Our id.
    pub id: TokenId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Whose it is.
    pub agent_id: AgentId,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was used last, to the hour.
    pub last_used_at: Option<Timestamp>,
}

/// What a request with a token may do.
#[derive(Debug, Clone)]
pub struct TokenAccess {
    /// The token.
    pub id: TokenId,
    /// For whom it acts.
    pub agent_id: AgentId,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was used last.
    pub last_used_at: Option<Timestamp>,
}

impl Read {
    /// The tokens of a workspace, newest first.
    pub async fn tokens(&mut self, workspace_id: WorkspaceId) -> Result<Vec<TokenRow>, Error> {
        let rows = sqlx::query(
            "SELECT id, name, scopes, agent_id, created_at, last_used_at
             FROM api_token
             WHERE workspace_id = $1
             ORDER BY created_at DESC, id DESC",
        )
        .bind(workspace_id.uuid())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(TokenRow {
                    id: TokenId::new(get(row, 0)?),
                    name: get(row, 1)?,
                    scopes: from_json("a list of scopes", get(row, 2)?)?,
                    agent_id: AgentId::new(get(row, 3)?),
                    created_at: timestamp(get(row, 4)?)?,
                    last_used_at: optional_timestamp(get(row, 5)?)?,
                })
            })
            .collect()
    }

    /// The token with this digest, unless the person it acts for has left.
    pub async fn find_token(
        &mut self,
        workspace_id: WorkspaceId,
        secret_hash: &[u8],
    ) -> Result<Option<TokenAccess>, Error> {
        let row = sqlx::query(
            "SELECT api_token.id, api_token.agent_id, api_token.scopes, api_token.last_used_at
             FROM api_token
             JOIN agent ON agent.workspace_id = api_token.workspace_id AND agent.id = api_token.agent_id
             WHERE api_token.workspace_id = $1 AND api_token.secret_hash = $2
               AND agent.deactivated_at IS NULL",
        )
        .bind(workspace_id.uuid())
        .bind(secret_hash)
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| {
            Ok(TokenAccess {
                id: TokenId::new(get(&row, 0)?),
                agent_id: AgentId::new(get(&row, 1)?),
                scopes: from_json("a list of scopes", get(&row, 2)?)?,
                last_used_at: optional_timestamp(get(&row, 3)?)?,
            })
        })
        .transpose()
    }
}

impl Write {
    /// Adds a token.
    pub async fn add_token(
        &mut self,
        workspace_id: WorkspaceId,
        token: &TokenRow,
        secret_hash: &[u8],
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO api_token (workspace_id, id, name, secret_hash, scopes, agent_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(workspace_id.uuid())
        .bind(token.id.uuid())
        .bind(&token.name)
        .bind(secret_hash)
        .bind(json(&token.scopes))
        .bind(token.agent_id.uuid())
        .bind(micros(token.created_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends a token.
    pub async fn remove_token(
        &mut self,
        workspace_id: WorkspaceId,
        id: TokenId,
    ) -> Result<(), Error> {
        let done = sqlx::query("DELETE FROM api_token WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(id.uuid())
            .execute(self.connection())
            .await?;
        if done.rows_affected() == 0 {
            Err(Error::NotFound("token"))
        } else {
            Ok(())
        }
    }

    /// Ends the tokens that a person made.
    pub async fn remove_tokens_of(
        &mut self,
        workspace_id: WorkspaceId,
        agent_id: AgentId,
    ) -> Result<(), Error> {
        sqlx::query("DELETE FROM api_token WHERE workspace_id = $1 AND agent_id = $2")
            .bind(workspace_id.uuid())
            .bind(agent_id.uuid())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Notes that a token was used.
    pub async fn touch_token(
        &mut self,
        workspace_id: WorkspaceId,
        id: TokenId,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query("UPDATE api_token SET last_used_at = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(id.uuid())
            .bind(micros(now))
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
