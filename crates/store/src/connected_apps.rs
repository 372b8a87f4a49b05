//! The other apps that serve a channel: those to which its threads may be passed.

use transom_domain::id::{ChannelId, WorkspaceId};

use crate::row::get;
use crate::{Error, Read, Write};

/// Another app that serves a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectedApp {
    /// The platform's id of it.
    pub external_id: String,
    /// As the platform named it.
    pub name: String,
}

impl Read {
    /// The other apps of a channel, as they were told last, by name.
    pub async fn connected_apps(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
    ) -> Result<Vec<ConnectedApp>, Error> {
        let rows = sqlx::query(
            "SELECT external_id, name
             FROM connected_app
             WHERE workspace_id = $1 AND channel_id = $2
             ORDER BY name, external_id",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .fetch_all(self.connection())
        .await?;
        let apps = rows.iter().map(|row| {
            Ok(ConnectedApp {
                external_id: get(row, "external_id")?,
                name: get(row, "name")?,
            })
        });
        apps.collect()
    }
}

impl Write {
    /// Keeps the other apps of a channel in place of those that were told before.
    pub async fn set_connected_apps(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        apps: &[ConnectedApp],
    ) -> Result<(), Error> {
        sqlx::query("DELETE FROM connected_app WHERE workspace_id = $1 AND channel_id = $2")
            .bind(workspace_id.uuid())
            .bind(channel_id.uuid())
            .execute(self.connection())
            .await?;
        for app in apps {
            sqlx::query(
                "INSERT INTO connected_app (workspace_id, channel_id, external_id, name)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
                 SET name = excluded.name",
            )
            .bind(workspace_id.uuid())
            .bind(channel_id.uuid())
            .bind(&app.external_id)
            .bind(&app.name)
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }
}
