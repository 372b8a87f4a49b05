//! Files on their way out: handed over to be sent, and what the platforms call those that they have.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::id::{ChannelId, UploadId, WorkspaceId};
use transom_domain::media::Digest;
use transom_domain::message::AttachmentKind;

use crate::media::{MEDIA, MediaRow, media};
use crate::row::{get, micros};
use crate::{Error, Read, Write};

/// A file that was handed over to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadRow {
    /// Our id.
    pub id: UploadId,
    /// Its name, when it has one.
    pub name: Option<String>,
    /// The file.
    pub file: MediaRow,
}

impl Read {
    /// A file that was handed over.
    pub async fn load_upload(
        &mut self,
        workspace_id: WorkspaceId,
        id: UploadId,
    ) -> Result<UploadRow, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT upload.name, {MEDIA}
             FROM upload
             JOIN media ON media.workspace_id = upload.workspace_id AND media.sha256 = upload.sha256
             WHERE upload.workspace_id = $1 AND upload.id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(id.uuid())
        .fetch_optional(self.connection())
        .await?
        .ok_or(Error::NotFound("upload"))?;
        Ok(UploadRow {
            id,
            name: get(&row, "name")?,
            file: media(&row)?,
        })
    }

    /// Whether files wait to be sent since before a moment.
    pub async fn has_uploads_before(&mut self, moment: Timestamp) -> Result<bool, Error> {
        Ok(
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM upload WHERE created_at < $1)")
                .bind(micros(moment))
                .fetch_one(self.connection())
                .await?,
        )
    }

    /// What a file is as a workspace has it.
    pub async fn load_media(
        &mut self,
        workspace_id: WorkspaceId,
        digest: Digest,
    ) -> Result<MediaRow, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {MEDIA} FROM media WHERE workspace_id = $1 AND sha256 = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(digest.bytes().to_vec())
        .fetch_optional(self.connection())
        .await?;
        media(&row.ok_or(Error::NotFound("file"))?)
    }

    /// What the platform calls a file that it has and will have for a while.
    pub async fn find_platform_media(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        (digest, kind): (Digest, AttachmentKind),
        until: Timestamp,
    ) -> Result<Option<String>, Error> {
        Ok(sqlx::query_scalar(
            "SELECT external_id
             FROM platform_media
             WHERE workspace_id = $1 AND channel_id = $2 AND sha256 = $3 AND kind = $4 AND expires_at > $5",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(digest.bytes().to_vec())
        .bind(kind.as_str())
        .bind(micros(until))
        .fetch_optional(self.connection())
        .await?)
    }
}

impl Write {
    /// Notes a file that was handed over. Its row of [`MediaRow`] must be there.
    pub async fn add_upload(
        &mut self,
        workspace_id: WorkspaceId,
        upload: &UploadRow,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO upload (workspace_id, id, sha256, name, created_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(workspace_id.uuid())
        .bind(upload.id.uuid())
        .bind(upload.file.digest.bytes().to_vec())
        .bind(&upload.name)
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forgets files that wait to be sent since before a moment.
    pub async fn forget_uploads(&mut self, before: Timestamp) -> Result<(), Error> {
        sqlx::query("DELETE FROM upload WHERE created_at < $1")
            .bind(micros(before))
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Notes what the platform calls a file.
    pub async fn save_platform_media(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        (digest, kind): (Digest, AttachmentKind),
        external_id: &str,
        expires_at: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO platform_media (workspace_id, channel_id, sha256, kind, external_id, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (workspace_id, channel_id, sha256, kind) DO UPDATE
             SET external_id = excluded.external_id, expires_at = excluded.expires_at",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(digest.bytes().to_vec())
        .bind(kind.as_str())
        .bind(external_id)
        .bind(micros(expires_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forgets what the platform calls a file, when it does not know it by that.
    pub async fn forget_platform_media(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: &str,
    ) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM platform_media WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
