//! The event log: what happened in a workspace, numbered without gaps in the order of commits.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::decide::Event;
use transom_domain::id::{ConversationId, MessageId, WorkspaceId};
use uuid::Uuid;

use crate::batch::{chunks, values};
use crate::row::{get, micros, word};
use crate::{Error, Read, Write};

/// Something that happened, by where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventRow {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its number.
    pub seq: i64,
    /// What kind of thing.
    pub kind: EventKind,
    /// The conversation it happened to.
    pub conversation_id: ConversationId,
    /// The message it happened to, if one.
    pub message_id: Option<MessageId>,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A line was added.
    MessageAdded,
    /// The customer changed a message.
    MessageEdited,
    /// A message was taken back.
    MessageDeleted,
    /// A reaction came or went.
    ReactionChanged,
    /// Messages arrived or were read, or the platform told how far one got.
    ReceiptsAdvanced,
    /// A message of ours got further, or failed.
    DeliveryChanged,
    /// A fact of the conversation or of its customer changed; where a line tells it, that was added by itself.
    ConversationChanged,
    /// A file that came with a message was fetched, could not be, or is not kept any more.
    AttachmentChanged,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::MessageAdded,
        Self::MessageEdited,
        Self::MessageDeleted,
        Self::ReactionChanged,
        Self::ReceiptsAdvanced,
        Self::DeliveryChanged,
        Self::ConversationChanged,
        Self::AttachmentChanged,
    ];

    /// The word used in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MessageAdded => "message_added",
            Self::MessageEdited => "message_edited",
            Self::MessageDeleted => "message_deleted",
            Self::ReactionChanged => "reaction_changed",
            Self::ReceiptsAdvanced => "receipts_advanced",
            Self::DeliveryChanged => "delivery_changed",
            Self::ConversationChanged => "conversation_changed",
            Self::AttachmentChanged => "attachment_changed",
        }
    }

    pub(crate) fn of(event: &Event) -> (Self, Option<MessageId>) {
        match event {
            Event::MessageAdded(message) => (Self::MessageAdded, Some(message.id)),
            Event::MessageEdited { .. } => (Self::MessageEdited, None),
            Event::MessageFilled { message_id, .. } | Event::ActivityChanged { message_id, .. } => {
                (Self::MessageEdited, Some(*message_id))
            }
            Event::MessageDeleted { .. } => (Self::MessageDeleted, None),
            Event::ReactionChanged { .. } => (Self::ReactionChanged, None),
            Event::ReceiptsAdvanced { .. } | Event::Progressed { .. } => {
                (Self::ReceiptsAdvanced, None)
            }
            Event::DeliveryChanged { message_id, .. }
            | Event::LooksAgain { message_id }
            | Event::Requeued { message_id, .. } => (Self::DeliveryChanged, Some(*message_id)),
            Event::ConversationChanged
            | Event::LabelMarked { .. }
            | Event::IdentityChanged { .. }
            | Event::Renamed { .. }
            | Event::MarketingConsentChanged { .. } => (Self::ConversationChanged, None),
        }
    }
}

impl std::str::FromStr for EventKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(())
    }
}

impl Read {
    /// The number of the newest event.
    pub async fn last_event(&mut self, workspace_id: WorkspaceId) -> Result<i64, Error> {
        let seq: Option<i64> =
            sqlx::query_scalar("SELECT event_seq FROM workspace WHERE workspace_id = $1")
                .bind(workspace_id.uuid())
                .fetch_optional(self.connection())
                .await?;
        seq.ok_or(Error::NotFound("workspace"))
    }

    /// What happened after an event, oldest first.
    pub async fn events_after(
        &mut self,
        workspace_id: WorkspaceId,
        seq: i64,
        most: u32,
    ) -> Result<Vec<EventRow>, Error> {
        let rows = sqlx::query(
            "SELECT seq, kind, conversation_id, message_id
             FROM event
             WHERE workspace_id = $1 AND seq > $2
             ORDER BY seq
             LIMIT $3",
        )
        .bind(workspace_id.uuid())
        .bind(seq)
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(EventRow {
                    workspace_id,
                    seq: get(row, 0)?,
                    kind: word("a kind of event", get(row, 1)?)?,
                    conversation_id: ConversationId::new(get(row, 2)?),
                    message_id: get::<Option<Uuid>, _>(row, 3)?.map(MessageId::new),
                })
            })
            .collect()
    }
}

impl Write {
    pub(crate) async fn add_events(
        &mut self,
        workspace_id: WorkspaceId,
        happened: &[(EventKind, ConversationId, Option<MessageId>)],
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        if happened.is_empty() {
            return Ok(Vec::new());
        }
        let count = i64::try_from(happened.len()).unwrap_or(i64::MAX);
        let last: i64 = sqlx::query_scalar(
            "UPDATE workspace SET event_seq = event_seq + $2 WHERE workspace_id = $1 RETURNING event_seq",
        )
        .bind(workspace_id.uuid())
        .bind(count)
        .fetch_one(self.connection())
        .await?;
        let rows: Vec<EventRow> = (last - count + 1..)
            .zip(happened)
            .map(|(seq, &(kind, conversation_id, message_id))| EventRow {
                workspace_id,
                seq,
                kind,
                conversation_id,
                message_id,
            })
            .collect();
        for piece in chunks(&rows) {
            let text = format!(
                "INSERT INTO event (workspace_id, seq, at, kind, conversation_id, message_id) VALUES {}",
                values(piece.len(), 6, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for row in piece {
                query = query
                    .bind(workspace_id.uuid())
                    .bind(row.seq)
                    .bind(micros(now))
                    .bind(row.kind.as_str())
                    .bind(row.conversation_id.uuid())
                    .bind(row.message_id.map(MessageId::uuid));
            }
            query.execute(self.connection()).await?;
        }
        Ok(rows)
    }
}
