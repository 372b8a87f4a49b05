//! Files by their content: who holds them, and which of them nobody does any more.

use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::WorkspaceId;
use transom_domain::media::Digest;

use crate::batch::{lookups, values};
use crate::row::get;
use crate::{Error, Read, Write};

/// A file as a workspace has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRow {
    /// Its name.
    pub digest: Digest,
    /// Its size in bytes.
    pub bytes: u64,
    /// What its content says it is, as `image/jpeg`.
    pub mime_type: String,
    /// Width and height of a picture, upright.
    pub size: Option<(u32, u32)>,
    /// The media type of the small picture beside it, where there is one.
    pub thumbnail: Option<String>,
}

pub(crate) const MEDIA: &str =
    "media.sha256, media.bytes, media.mime_type, media.width, media.height, media.thumbnail";

pub(crate) fn digest(bytes: &[u8]) -> Result<Digest, Error> {
    let sha256 = bytes.try_into();
    sha256
        .map(Digest::new)
        .map_err(|_| Error::corrupt("a SHA-256", &format!("{} bytes", bytes.len())))
}

pub(crate) fn media(row: &SqliteRow) -> Result<MediaRow, Error> {
    let bytes: i64 = get(row, "bytes")?;
    Ok(MediaRow {
        digest: digest(get(row, "sha256")?)?,
        bytes: bytes.max(0).cast_unsigned(),
        mime_type: get(row, "mime_type")?,
        size: get::<Option<u32>, _>(row, "width")?.zip(get::<Option<u32>, _>(row, "height")?),
        thumbnail: get(row, "thumbnail")?,
    })
}

impl Read {
    /// Files that lost a reference, perhaps the last, behind one of them.
    pub async fn released(
        &mut self,
        after: Option<(WorkspaceId, Digest)>,
        most: u32,
    ) -> Result<Vec<(WorkspaceId, Digest)>, Error> {
        // No workspace and no file has an empty name.
        let (workspace, sha256) = after.map_or_else(Default::default, |(workspace_id, digest)| {
            let workspace = workspace_id.uuid().into_bytes().to_vec();
            (workspace, digest.bytes().to_vec())
        });
        let rows = sqlx::query(
            "SELECT workspace_id, sha256
             FROM released
             WHERE (workspace_id, sha256) > ($1, $2)
             ORDER BY workspace_id, sha256
             LIMIT $3",
        )
        .bind(workspace)
        .bind(sha256)
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| Ok((WorkspaceId::new(get(row, 0)?), digest(get(row, 1)?)?)))
            .collect()
    }

    /// Those of the files that any workspace has.
    pub async fn known_media(&mut self, digests: &[Digest]) -> Result<Vec<Digest>, Error> {
        let mut known = Vec::new();
        for (piece, size) in lookups(digests) {
            let text = format!(
                "SELECT DISTINCT sha256 FROM media WHERE (sha256) IN (VALUES {})",
                values(size, 1, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for place in 0..size {
                query = query.bind(piece.get(place).map(|digest| digest.bytes().to_vec()));
            }
            for row in query.fetch_all(self.connection()).await? {
                known.push(digest(get(&row, 0)?)?);
            }
        }
        Ok(known)
    }

    /// Whether a message or an upload of a workspace holds a file.
    pub async fn is_held(
        &mut self,
        workspace_id: WorkspaceId,
        digest: Digest,
    ) -> Result<bool, Error> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM attachment WHERE workspace_id = $1 AND sha256 = $2)
                 OR EXISTS (SELECT 1 FROM upload WHERE workspace_id = $1 AND sha256 = $2)",
        )
        .bind(workspace_id.uuid())
        .bind(digest.bytes().to_vec())
        .fetch_one(self.connection())
        .await?)
    }

    /// Whether another workspace has a file.
    pub async fn has_media_elsewhere(
        &mut self,
        workspace_id: WorkspaceId,
        digest: Digest,
    ) -> Result<bool, Error> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM media WHERE sha256 = $2 AND workspace_id <> $1)",
        )
        .bind(workspace_id.uuid())
        .bind(digest.bytes().to_vec())
        .fetch_one(self.connection())
        .await?)
    }
}

impl Write {
    /// Notes a file that is here. Who refers to it follows in the same transaction.
    pub async fn add_media(
        &mut self,
        workspace_id: WorkspaceId,
        file: &MediaRow,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO media (workspace_id, sha256, bytes, mime_type, width, height, thumbnail)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (workspace_id, sha256) DO NOTHING",
        )
        .bind(workspace_id.uuid())
        .bind(file.digest.bytes().to_vec())
        .bind(file.bytes.cast_signed())
        .bind(&file.mime_type)
        .bind(file.size.map(|(width, _)| width))
        .bind(file.size.map(|(_, height)| height))
        .bind(&file.thumbnail)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Has it looked whether anybody still holds a file.
    pub(crate) async fn release(
        &mut self,
        workspace_id: WorkspaceId,
        digest: Digest,
    ) -> Result<(), Error> {
        sqlx::query("INSERT OR IGNORE INTO released (workspace_id, sha256) VALUES ($1, $2)")
            .bind(workspace_id.uuid())
            .bind(digest.bytes().to_vec())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The release of a file is dealt with; when nobody holds it, the workspace has it no more.
    pub async fn settle_release(
        &mut self,
        workspace_id: WorkspaceId,
        digest: Digest,
    ) -> Result<(), Error> {
        if !self.is_held(workspace_id, digest).await? {
            sqlx::query("DELETE FROM media WHERE workspace_id = $1 AND sha256 = $2")
                .bind(workspace_id.uuid())
                .bind(digest.bytes().to_vec())
                .execute(self.connection())
                .await?;
        }
        sqlx::query("DELETE FROM released WHERE workspace_id = $1 AND sha256 = $2")
            .bind(workspace_id.uuid())
            .bind(digest.bytes().to_vec())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
