//! The files of messages: which are being fetched, which are here, and which never will be.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{ChannelId, ConversationId, MessageId, WorkspaceId};
use transom_domain::media::Unfetched;
use transom_domain::message::{Attachment, Content, Message};
use uuid::Uuid;

use crate::batch::{chunks, lookups, values};
use crate::events::{EventKind, EventRow};
use crate::media::{MEDIA, MediaRow, media};
use crate::messages::MessageRow;
use crate::row::{from_json, get, json, micros};
use crate::{Error, Read, Write};

/// Where a file of a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Its place among the attachments of the message, from 0.
    pub number: u32,
    /// Whether it is here.
    pub state: AttachmentState,
}

/// Whether a file of a message is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentState {
    /// It is being fetched.
    Waiting,
    /// It is here.
    Kept(MediaRow),
    /// It could not be fetched.
    Failed(Unfetched),
    /// It was here for as long as files are kept.
    Expired,
}

/// A file of a message, with what was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAttachment {
    /// The conversation it belongs to.
    pub conversation_id: ConversationId,
    /// The channel it came by or goes by.
    pub channel_id: ChannelId,
    /// What the platform or its author said of it.
    pub attachment: Attachment,
    /// Its place, and whether it is here.
    pub row: AttachmentRow,
}

const ATTACHMENT: &str =
    "attachment.message_id, attachment.number, attachment.state, attachment.failure";

const WITH_MEDIA: &str = "attachment
    LEFT JOIN media ON media.workspace_id = attachment.workspace_id AND media.sha256 = attachment.sha256";

fn attachment(row: &SqliteRow) -> Result<AttachmentRow, Error> {
    let state = match get(row, "state")? {
        "waiting" => AttachmentState::Waiting,
        "kept" => AttachmentState::Kept(media(row)?),
        "failed" => {
            let failure = get::<Option<&str>, _>(row, "failure")?.unwrap_or_default();
            AttachmentState::Failed(from_json("why a file is not here", failure)?)
        }
        "expired" => AttachmentState::Expired,
        other => return Err(Error::corrupt("the state of an attachment", other)),
    };
    Ok(AttachmentRow {
        number: get(row, "number")?,
        state,
    })
}

impl Read {
    /// Tells lines where their files are: one question for all of them, and none when they have no files.
    pub(crate) async fn attach(
        &mut self,
        workspace_id: WorkspaceId,
        messages: &mut [MessageRow],
    ) -> Result<(), Error> {
        let has_files = |row: &&MessageRow| {
            let attachments = &row.message.content.attachments;
            attachments.iter().any(|one| one.kind.is_file())
        };
        let ids: Vec<MessageId> = messages
            .iter()
            .filter(has_files)
            .map(|row| row.message.id)
            .collect();
        let mut found: HashMap<MessageId, Vec<AttachmentRow>> = HashMap::new();
        for (piece, size) in lookups(&ids) {
            let text = format!(
                "SELECT {ATTACHMENT}, {MEDIA}
                 FROM {WITH_MEDIA}
                 WHERE attachment.workspace_id = $1 AND (attachment.message_id) IN (VALUES {})
                 ORDER BY attachment.number",
                values(size, 1, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place).map(|id| id.uuid()));
            }
            for row in query.fetch_all(self.connection()).await? {
                let message_id = MessageId::new(get(&row, "message_id")?);
                found.entry(message_id).or_default().push(attachment(&row)?);
            }
        }
        for row in messages {
            row.attachments = found.remove(&row.message.id).unwrap_or_default();
        }
        Ok(())
    }

    /// The files of a message with what was said of them, or the one at a place.
    pub async fn attachments(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        number: Option<u32>,
    ) -> Result<Vec<NamedAttachment>, Error> {
        let rows = sqlx::query(AssertSqlSafe(format!(
            "SELECT {ATTACHMENT}, {MEDIA}, message.conversation_id, message.channel_id, message.content
             FROM {WITH_MEDIA}
             JOIN message ON message.workspace_id = attachment.workspace_id AND message.id = attachment.message_id
             WHERE attachment.workspace_id = $1 AND attachment.message_id = $2
               AND ($3 IS NULL OR attachment.number = $3)
             ORDER BY attachment.number"
        )))
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(number)
        .fetch_all(self.connection())
        .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            let content: Content = from_json("the content of a message", get(row, "content")?)?;
            let place = attachment(row)?;
            let said = usize::try_from(place.number).ok();
            let Some(said) = said.and_then(|number| content.files().nth(number).cloned()) else {
                continue;
            };
            found.push(NamedAttachment {
                conversation_id: ConversationId::new(get(row, "conversation_id")?),
                channel_id: ChannelId::new(get(row, "channel_id")?),
                attachment: said,
                row: place,
            });
        }
        Ok(found)
    }

    /// The file at a place among the attachments of a message.
    pub async fn load_attachment(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        number: u32,
    ) -> Result<NamedAttachment, Error> {
        let found = self
            .attachments(workspace_id, message_id, Some(number))
            .await?;
        found
            .into_iter()
            .next()
            .ok_or(Error::NotFound("attachment"))
    }
}

impl Write {
    /// Notes which files of new lines are to be fetched, and which are here because they are sent.
    pub(crate) async fn add_attachments<'a>(
        &mut self,
        workspace_id: WorkspaceId,
        lines: impl Iterator<Item = &'a Message> + Send,
    ) -> Result<(), Error> {
        let mut files: Vec<(&Message, u32, &Attachment)> = Vec::new();
        for message in lines {
            for (number, attachment) in (0_u32..).zip(message.content.files()) {
                let is_theirs = message.delivery.is_none() && attachment.is_to_be_fetched();
                if is_theirs || attachment.file.is_some() {
                    files.push((message, number, attachment));
                }
            }
        }
        for piece in chunks(&files) {
            let text = format!(
                "INSERT INTO attachment (workspace_id, message_id, number, state, sha256, kept_at)
                 VALUES {}",
                values(piece.len(), 6, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for (message, number, attachment) in piece {
                let file = attachment.file.as_ref();
                query = query
                    .bind(workspace_id.uuid())
                    .bind(message.id.uuid())
                    .bind(number)
                    .bind(if file.is_some() { "kept" } else { "waiting" })
                    .bind(file.map(|file| file.bytes().to_vec()))
                    .bind(file.map(|_| micros(message.at)));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Notes that a file of a line is to be fetched.
    pub(crate) async fn add_waiting(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        number: u32,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO attachment (workspace_id, message_id, number, state)
             VALUES ($1, $2, $3, 'waiting')
             ON CONFLICT DO NOTHING",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(number)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Lets go of the files of a message that was taken back.
    pub(crate) async fn remove_attachments(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: &str,
    ) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM attachment
             WHERE workspace_id = $1
               AND message_id IN (
                   SELECT id FROM message WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3)",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes that a file that was waited for is here. Its row of [`MediaRow`] must be there. Tells whether it was still
    /// waited for: the message may have been taken back meanwhile, and then the file goes again.
    pub async fn keep_attachment(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        number: u32,
        file: &MediaRow,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE attachment SET state = 'kept', sha256 = $4, kept_at = $5, failure = NULL
             WHERE workspace_id = $1 AND message_id = $2 AND number = $3 AND state = 'waiting'",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(number)
        .bind(file.digest.bytes().to_vec())
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        let is_kept = done.rows_affected() > 0;
        if !is_kept {
            self.release(workspace_id, file.digest).await?;
        }
        Ok(is_kept)
    }

    /// Notes that a file that was waited for cannot be had.
    pub async fn fail_attachment(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        number: u32,
        why: Unfetched,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE attachment SET state = 'failed', failure = $4
             WHERE workspace_id = $1 AND message_id = $2 AND number = $3 AND state = 'waiting'",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(number)
        .bind(json(&why))
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Waits again for a file that could not be had. Tells whether there was such a one.
    pub async fn await_attachment(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        number: u32,
    ) -> Result<bool, Error> {
        let done = sqlx::query(
            "UPDATE attachment SET state = 'waiting', failure = NULL
             WHERE workspace_id = $1 AND message_id = $2 AND number = $3 AND state = 'failed'",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(number)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Lets go of files that are here since before a moment, oldest first; gives their messages.
    pub async fn expire_attachments(
        &mut self,
        before: Timestamp,
        most: u32,
    ) -> Result<Vec<(WorkspaceId, ConversationId, MessageId)>, Error> {
        let rows = sqlx::query(
            "UPDATE attachment SET state = 'expired', sha256 = NULL
             WHERE (workspace_id, message_id, number) IN (
                 SELECT workspace_id, message_id, number
                 FROM attachment
                 WHERE state = 'kept' AND kept_at < $1
                 ORDER BY kept_at
                 LIMIT $2)
             RETURNING workspace_id, message_id,
                 (SELECT conversation_id
                  FROM message
                  WHERE message.workspace_id = attachment.workspace_id AND message.id = attachment.message_id)",
        )
        .bind(micros(before))
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                let conversation_id: Uuid = get(row, 2)?;
                Ok((
                    WorkspaceId::new(get(row, 0)?),
                    ConversationId::new(conversation_id),
                    MessageId::new(get(row, 1)?),
                ))
            })
            .collect()
    }

    /// Tells the pages that something about the files of messages changed.
    pub async fn tell_of_attachments(
        &mut self,
        workspace_id: WorkspaceId,
        messages: &[(ConversationId, MessageId)],
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        let happened: Vec<_> = messages
            .iter()
            .map(|(conversation_id, message_id)| {
                (
                    EventKind::AttachmentChanged,
                    *conversation_id,
                    Some(*message_id),
                )
            })
            .collect();
        self.add_events(workspace_id, &happened, now).await
    }
}
