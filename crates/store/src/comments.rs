//! Comments under posts, kept by the platform's id; later changes win whatever the order of arrival.

use jiff::Timestamp;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::{Comment, CommentChange};

use crate::row::micros;
use crate::{Error, Read, Write};

impl Read {
    /// How many comments are kept that have not been removed.
    pub async fn count_comments(&mut self, workspace_id: WorkspaceId) -> Result<i64, Error> {
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*) FROM comment WHERE workspace_id = $1 AND removed_at IS NULL",
        )
        .bind(workspace_id.uuid())
        .fetch_one(self.connection())
        .await?)
    }
}

impl Write {
    /// Keeps a comment or what changed about it.
    pub async fn save_comment(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        comment: &Comment,
        at: Timestamp,
    ) -> Result<(), Error> {
        let at = micros(at);
        sqlx::query(
            "INSERT INTO comment (workspace_id, channel_id, external_id, post_id, parent_id, from_id, from_name,
                                  text, text_at, created_at, hidden_at, removed_at, place)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
             SET parent_id = COALESCE(comment.parent_id, excluded.parent_id),
                 from_id = COALESCE(comment.from_id, excluded.from_id),
                 from_name = COALESCE(comment.from_name, excluded.from_name),
                 text = CASE WHEN excluded.text IS NOT NULL
                              AND (comment.text IS NULL OR excluded.text_at > comment.text_at)
                        THEN excluded.text ELSE comment.text END,
                 text_at = MAX(comment.text_at, excluded.text_at),
                 created_at = MIN(comment.created_at, excluded.created_at),
                 hidden_at = COALESCE(MIN(excluded.hidden_at, comment.hidden_at), excluded.hidden_at, comment.hidden_at),
                 removed_at = COALESCE(MIN(excluded.removed_at, comment.removed_at), excluded.removed_at, comment.removed_at)",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(&comment.external_id)
        .bind(&comment.post_id)
        .bind(&comment.parent_id)
        .bind(&comment.from_id)
        .bind(&comment.from_name)
        .bind(&comment.text)
        // A change that tells no text says nothing about its age.
        .bind(if comment.text.is_some() { at } else { i64::MIN })
        .bind(at)
        .bind((comment.change == CommentChange::Hidden).then_some(at))
        .bind((comment.change == CommentChange::Removed).then_some(at))
        .bind(comment.place.as_str())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
