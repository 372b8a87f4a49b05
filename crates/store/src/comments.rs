//! Comments under posts, kept by the platform's id; later changes win whatever the order of arrival.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{ChannelId, ConversationId, MessageId, WorkspaceId};
use transom_domain::inbound::{Comment, CommentChange, CommentPlace};
use transom_domain::message::{DeliveryStatus, FailureClass};
use uuid::Uuid;

use crate::messages::delivery_status;
use crate::row::{get, micros, timestamp, word};
use crate::{Error, Read, Write};

/// A comment that has not been removed.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentRow {
    /// The channel under whose post it stands.
    pub channel_id: ChannelId,
    /// The platform's id of it.
    pub external_id: String,
    /// The post.
    pub post_id: String,
    /// Who wrote it, as the platform names commenters; on Messenger not by the name of their thread.
    pub from_id: Option<String>,
    /// What they are called.
    pub from_name: Option<String>,
    /// What it says now.
    pub text: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// It is hidden from the public.
    pub is_hidden: bool,
    /// Where it stands.
    pub place: CommentPlace,
    /// Its private answer.
    pub answer: Option<CommentAnswer>,
}

impl CommentRow {
    /// Whether an answer went out, or is about to.
    pub fn is_answered(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| {
            // What may have gone out is not written twice.
            !matches!(&answer.status, DeliveryStatus::Failed(failure)
                if failure.class != FailureClass::Unconfirmed)
        })
    }
}

/// The private answer to a comment; it may have failed.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentAnswer {
    /// The conversation that it is in.
    pub conversation_id: ConversationId,
    /// The message.
    pub message_id: MessageId,
    /// Where that stands.
    pub status: DeliveryStatus,
}

const COMMENT: &str = "SELECT comment.channel_id, comment.external_id, comment.post_id, comment.from_id,
           comment.from_name, comment.text, comment.created_at, comment.hidden_at IS NOT NULL, comment.place,
           comment.conversation_id, comment.message_id, message.status, message.held, message.sent_at,
           message.failure
    FROM comment
    LEFT JOIN message ON message.workspace_id = comment.workspace_id AND message.id = comment.message_id";

fn comment(row: &SqliteRow) -> Result<CommentRow, Error> {
    let conversation_id = get::<Option<Uuid>, _>(row, 9)?.map(ConversationId::new);
    let message_id = get::<Option<Uuid>, _>(row, 10)?.map(MessageId::new);
    let is_held = get::<Option<bool>, _>(row, 12)?.unwrap_or_default();
    let status = delivery_status(get(row, 11)?, is_held, get(row, 13)?, get(row, 14)?)?;
    let answer = match (conversation_id, message_id, status) {
        (Some(conversation_id), Some(message_id), Some(status)) => Some(CommentAnswer {
            conversation_id,
            message_id,
            status,
        }),
        _ => None,
    };
    Ok(CommentRow {
        channel_id: ChannelId::new(get(row, 0)?),
        external_id: get(row, 1)?,
        post_id: get(row, 2)?,
        from_id: get(row, 3)?,
        from_name: get(row, 4)?,
        text: get(row, 5)?,
        created_at: timestamp(get(row, 6)?)?,
        is_hidden: get(row, 7)?,
        place: word("the place of a comment", get(row, 8)?)?,
        answer,
    })
}

impl Read {
    /// Comments that have not been removed, newest first, before a moment and the id that settles ties. An answer that did
    /// not go out is none.
    pub async fn comments(
        &mut self,
        workspace_id: WorkspaceId,
        only_unanswered: bool,
        before: Option<(Timestamp, &str)>,
        limit: u32,
    ) -> Result<Vec<CommentRow>, Error> {
        let rows = sqlx::query(AssertSqlSafe(format!(
            "{COMMENT}
             WHERE comment.workspace_id = $1 AND comment.removed_at IS NULL
               AND (NOT $2 OR comment.message_id IS NULL
                    OR message.status = 'failed' AND message.failure ->> 'class' <> $6)
               AND ($3 IS NULL OR (comment.created_at, comment.external_id) < ($3, $4))
             ORDER BY comment.created_at DESC, comment.external_id DESC
             LIMIT $5"
        )))
        .bind(workspace_id.uuid())
        .bind(only_unanswered)
        .bind(before.map(|(at, _)| micros(at)))
        .bind(before.map(|(_, id)| id))
        .bind(limit)
        .bind(FailureClass::Unconfirmed.as_str())
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(comment).collect()
    }

    /// A comment that has not been removed.
    pub async fn load_comment(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: &str,
    ) -> Result<CommentRow, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "{COMMENT}
             WHERE comment.workspace_id = $1 AND comment.channel_id = $2 AND comment.external_id = $3
               AND comment.removed_at IS NULL"
        )))
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .fetch_optional(self.connection())
        .await?;
        comment(&row.ok_or(Error::NotFound("comment"))?)
    }

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
    /// Notes the private answer to a comment, in place of an earlier one.
    pub async fn answer_comment(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: &str,
        conversation_id: ConversationId,
        message_id: MessageId,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE comment
             SET conversation_id = $4, message_id = $5
             WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .bind(conversation_id.uuid())
        .bind(message_id.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }

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
             VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $12 IS NULL THEN $8 END, $9, $10, $11, $12, $13)
             ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
             SET parent_id = COALESCE(comment.parent_id, excluded.parent_id),
                 -- Under the account's own posts, a mention is told as a comment too.
                 place = CASE WHEN comment.place = 'mention' THEN excluded.place ELSE comment.place END,
                 from_id = COALESCE(comment.from_id, excluded.from_id),
                 from_name = COALESCE(comment.from_name, excluded.from_name),
                 -- What was taken back is not kept, whatever turns up later.
                 text = CASE WHEN COALESCE(excluded.removed_at, comment.removed_at) IS NOT NULL THEN NULL
                             WHEN excluded.text IS NOT NULL
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
