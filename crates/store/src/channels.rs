//! Channels and how they are reached. Their secrets come and go sealed; nothing here can open them.

use std::sync::Arc;

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use transom_domain::channel::{Channel, MarketingMessages};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::AccountChange;

use crate::row::{from_json, get, json, micros, timestamp, word};
use crate::{Error, Read, Write};

/// A channel with how it is reached.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelRow {
    /// The channel.
    pub channel: Channel,
    /// The account above it: the page of an Instagram account that is reached through one, the business account of a
    /// WhatsApp number.
    pub parent_id: Option<String>,
    /// Where its Graph API is.
    pub graph_url: String,
    /// Which version of it.
    pub graph_version: String,
    /// Token, app secrets and verify token, sealed.
    pub secrets: Vec<u8>,
    /// How its marketing templates go out, where not as any other template.
    pub marketing: Option<MarketingMessages>,
}

/// A channel to be added or changed.
pub type NewChannel = ChannelRow;

const CHANNEL: &str = "workspace_id, id, platform, external_id, name, username, region, \
                       capabilities, restrictions, state, parent_id, graph_url, graph_version, secrets, app, marketing";

fn channel(row: &SqliteRow) -> Result<ChannelRow, Error> {
    Ok(ChannelRow {
        channel: Channel {
            workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
            id: ChannelId::new(get(row, "id")?),
            platform: word("a platform", get(row, "platform")?)?,
            external_id: get(row, "external_id")?,
            name: get(row, "name")?,
            username: get(row, "username")?,
            region: get::<Option<&str>, _>(row, "region")?
                .map(|region| word("a country", region))
                .transpose()?,
            capabilities: from_json("a list of capabilities", get(row, "capabilities")?)?,
            restrictions: from_json("a list of restrictions", get(row, "restrictions")?)?,
            state: from_json("a channel state", get(row, "state")?)?,
            // They are kept by account, which several channels may share.
            templates: Arc::default(),
            app: get::<Option<&str>, _>(row, "app")?
                .map(|app| from_json("what is known of an app", app))
                .transpose()?
                .unwrap_or_default(),
        },
        parent_id: get(row, "parent_id")?,
        graph_url: get(row, "graph_url")?,
        graph_version: get(row, "graph_version")?,
        secrets: get(row, "secrets")?,
        marketing: get::<Option<&str>, _>(row, "marketing")?
            .map(|way| from_json("a way of marketing messages", way))
            .transpose()?,
    })
}

impl Read {
    /// Every channel of the installation.
    pub async fn all_channels(&mut self) -> Result<Vec<ChannelRow>, Error> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {CHANNEL}
             FROM channel
             ORDER BY created_at, id"
        )))
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(channel).collect()
    }
}

impl Read {
    /// What the platform told of a channel's account, newest first.
    pub async fn channel_notices(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        most: u32,
    ) -> Result<Vec<(Timestamp, AccountChange)>, Error> {
        let rows = sqlx::query(
            "SELECT at, change
             FROM channel_notice
             WHERE workspace_id = $1 AND channel_id = $2
             ORDER BY at DESC, change
             LIMIT $3",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let change = from_json("news of an account", get(row, "change")?)?;
                Ok((timestamp(get(row, "at")?)?, change))
            })
            .collect()
    }
}

impl Write {
    /// Keeps what the platform told of a channel's account; tells whether it is new.
    pub async fn save_channel_notice(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        at: Timestamp,
        change: &AccountChange,
    ) -> Result<bool, Error> {
        let kept = sqlx::query(
            "INSERT INTO channel_notice (workspace_id, channel_id, at, change)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(micros(at))
        .bind(json(change))
        .execute(self.connection())
        .await?;
        Ok(kept.rows_affected() == 1)
    }

    /// Adds a channel. The constraint `channel.external_id` refuses an account that is already connected.
    pub async fn add_channel(&mut self, new: &NewChannel, now: Timestamp) -> Result<(), Error> {
        let ChannelRow {
            channel,
            parent_id,
            graph_url,
            graph_version,
            secrets,
            marketing,
        } = new;
        sqlx::query(
            "INSERT INTO channel (workspace_id, id, platform, external_id, name, username, region,
                                  capabilities, restrictions, state, parent_id, graph_url, graph_version, secrets,
                                  created_at, app, marketing)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        )
        .bind(channel.workspace_id.uuid())
        .bind(channel.id.uuid())
        .bind(channel.platform.as_str())
        .bind(&channel.external_id)
        .bind(&channel.name)
        .bind(&channel.username)
        .bind(channel.region.map(|region| region.to_string()))
        .bind(json(&channel.capabilities))
        .bind(json(&channel.restrictions))
        .bind(json(&channel.state))
        .bind(parent_id)
        .bind(graph_url)
        .bind(graph_version)
        .bind(secrets)
        .bind(micros(now))
        .bind(json(&channel.app))
        .bind(marketing.as_ref().map(json))
        .execute(self.connection())
        .await?;
        self.add_health(channel.workspace_id, channel.id, now).await
    }

    /// Saves a channel that exists.
    pub async fn save_channel(&mut self, changed: &ChannelRow) -> Result<(), Error> {
        let ChannelRow {
            channel,
            parent_id,
            graph_url,
            graph_version,
            secrets,
            marketing,
        } = changed;
        sqlx::query(
            "UPDATE channel
             SET name = $3, username = $4, region = $5, capabilities = $6, restrictions = $7, state = $8,
                 parent_id = $9, graph_url = $10, graph_version = $11, secrets = $12, app = $13, marketing = $14
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(channel.workspace_id.uuid())
        .bind(channel.id.uuid())
        .bind(&channel.name)
        .bind(&channel.username)
        .bind(channel.region.map(|region| region.to_string()))
        .bind(json(&channel.capabilities))
        .bind(json(&channel.restrictions))
        .bind(json(&channel.state))
        .bind(parent_id)
        .bind(graph_url)
        .bind(graph_version)
        .bind(secrets)
        .bind(json(&channel.app))
        .bind(marketing.as_ref().map(json))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
