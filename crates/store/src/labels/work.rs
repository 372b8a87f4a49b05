//! What platforms are to be asked about labels.

use std::str::FromStr;

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{AgentId, ChannelId, ConversationId, JobId, LabelId, WorkspaceId};
use uuid::Uuid;

use crate::row::{get, micros, optional_timestamp, timestamp, word};
use crate::{Error, Read, Write};

/// Something that a platform is to be asked about labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelWork {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Which; a later wish about the same has this id too.
    pub id: JobId,
    /// Where.
    pub channel_id: ChannelId,
    /// What.
    pub action: LabelAction,
    /// When that was wanted.
    pub asked_at: Timestamp,
    /// How often it was tried before.
    pub attempts: u32,
}

/// What a platform is to be asked about labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelAction {
    /// Which labels the channel has.
    List,
    /// To make one.
    Make(LabelId),
    /// To delete one.
    Delete(LabelId),
    /// To put one on a customer.
    Put(LabelId, ConversationId, AgentId),
    /// To take one off.
    Take(LabelId, ConversationId, AgentId),
    /// Which ones a customer carries.
    Read(ConversationId),
}

impl LabelAction {
    const fn word(self) -> Word {
        match self {
            Self::List => Word::List,
            Self::Make(_) => Word::Make,
            Self::Delete(_) => Word::Delete,
            Self::Put(..) => Word::Put,
            Self::Take(..) => Word::Take,
            Self::Read(_) => Word::Read,
        }
    }

    /// The label that it is about.
    pub const fn label_id(self) -> Option<LabelId> {
        match self {
            Self::Make(id) | Self::Delete(id) | Self::Put(id, ..) | Self::Take(id, ..) => Some(id),
            Self::List | Self::Read(_) => None,
        }
    }

    /// The conversation with the customer whom it is about.
    pub const fn conversation_id(self) -> Option<ConversationId> {
        match self {
            Self::Put(_, id, _) | Self::Take(_, id, _) | Self::Read(id) => Some(id),
            Self::List | Self::Make(_) | Self::Delete(_) => None,
        }
    }

    const fn agent_id(self) -> Option<AgentId> {
        match self {
            Self::Put(.., id) | Self::Take(.., id) => Some(id),
            Self::List | Self::Make(_) | Self::Delete(_) | Self::Read(_) => None,
        }
    }
}

/// The action as the database has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    List,
    Make,
    Delete,
    Put,
    Take,
    Read,
}

impl Word {
    const ALL: [Self; 6] = [
        Self::List,
        Self::Make,
        Self::Delete,
        Self::Put,
        Self::Take,
        Self::Read,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Make => "make",
            Self::Delete => "delete",
            Self::Put => "put",
            Self::Take => "take",
            Self::Read => "read",
        }
    }
}

impl FromStr for Word {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|word| word.as_str() == text).ok_or(())
    }
}

fn work(row: &SqliteRow) -> Result<LabelWork, Error> {
    let label = get::<Option<Uuid>, _>(row, "label_id")?.map(LabelId::new);
    let conversation = get::<Option<Uuid>, _>(row, "conversation_id")?.map(ConversationId::new);
    let agent = get::<Option<Uuid>, _>(row, "agent_id")?.map(AgentId::new);
    let word = word("an action about labels", get(row, "action")?)?;
    let action = match (word, label, conversation, agent) {
        (Word::List, None, None, _) => LabelAction::List,
        (Word::Make, Some(label), None, _) => LabelAction::Make(label),
        (Word::Delete, Some(label), None, _) => LabelAction::Delete(label),
        (Word::Put, Some(label), Some(conversation), Some(by)) => {
            LabelAction::Put(label, conversation, by)
        }
        (Word::Take, Some(label), Some(conversation), Some(by)) => {
            LabelAction::Take(label, conversation, by)
        }
        (Word::Read, None, Some(conversation), _) => LabelAction::Read(conversation),
        _ => return Err(Error::corrupt("an action about labels", word.as_str())),
    };
    Ok(LabelWork {
        workspace_id: WorkspaceId::new(get(row, "workspace_id")?),
        id: JobId::new(get(row, "id")?),
        channel_id: ChannelId::new(get(row, "channel_id")?),
        action,
        asked_at: timestamp(get(row, "asked_at")?)?,
        attempts: get(row, "attempts")?,
    })
}

impl Read {
    /// When a platform is to be asked next about labels.
    pub async fn next_label_work_at(&mut self) -> Result<Option<Timestamp>, Error> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT MIN(MAX(due_at, COALESCE(leased_until, due_at)))
             FROM label_work
             WHERE action IN ('list', 'make', 'delete', 'read')
                OR NOT EXISTS (
                    SELECT 1
                    FROM label_work AS first
                    WHERE first.workspace_id = label_work.workspace_id AND first.channel_id = label_work.channel_id
                      AND first.label_id = label_work.label_id AND first.conversation_id IS NULL)",
        )
        .fetch_one(self.connection())
        .await?;
        optional_timestamp(next)
    }
}

impl Write {
    /// Has a platform asked; what was wanted before of the same is forgotten.
    pub async fn ask_label_work(&mut self, work: &LabelWork) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO label_work (workspace_id, id, channel_id, label_id, conversation_id, action, agent_id,
                                     asked_at, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
             ON CONFLICT (workspace_id, channel_id, IFNULL(label_id, x''), IFNULL(conversation_id, x'')) DO UPDATE
             SET action = excluded.action, agent_id = excluded.agent_id, asked_at = excluded.asked_at,
                 due_at = excluded.due_at, attempts = 0",
        )
        .bind(work.workspace_id.uuid())
        .bind(work.id.uuid())
        .bind(work.channel_id.uuid())
        .bind(work.action.label_id().map(LabelId::uuid))
        .bind(work.action.conversation_id().map(ConversationId::uuid))
        .bind(work.action.word().as_str())
        .bind(work.action.agent_id().map(AgentId::uuid))
        .bind(micros(work.asked_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Claims what is due until the lease ends.
    pub async fn claim_label_work(
        &mut self,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<LabelWork>, Error> {
        let rows = sqlx::query(
            "UPDATE label_work
             SET leased_until = $2
             WHERE (workspace_id, id) IN (
                 SELECT workspace_id, id
                 FROM label_work
                 WHERE due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
                   AND (action IN ('list', 'make', 'delete', 'read')
                        OR NOT EXISTS (
                            SELECT 1
                            FROM label_work AS first
                            WHERE first.workspace_id = label_work.workspace_id
                              AND first.channel_id = label_work.channel_id
                              AND first.label_id = label_work.label_id AND first.conversation_id IS NULL))
                 ORDER BY due_at
                 LIMIT $3)
             RETURNING *",
        )
        .bind(micros(now))
        .bind(micros(until))
        .bind(most)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(work).collect()
    }

    /// Ends a claim: what was claimed is done. Whether it is still wanted; another wish may have taken its place.
    pub async fn finish_label_work(&mut self, work: &LabelWork) -> Result<bool, Error> {
        let done = sqlx::query(
            "DELETE FROM label_work
             WHERE workspace_id = $1 AND id = $2 AND action = $3 AND asked_at = $4",
        )
        .bind(work.workspace_id.uuid())
        .bind(work.id.uuid())
        .bind(work.action.word().as_str())
        .bind(micros(work.asked_at))
        .execute(self.connection())
        .await?;
        let is_done = done.rows_affected() > 0;
        if !is_done {
            self.release_label_work(work).await?;
        }
        Ok(is_done)
    }

    async fn release_label_work(&mut self, work: &LabelWork) -> Result<(), Error> {
        sqlx::query(
            "UPDATE label_work SET leased_until = NULL WHERE workspace_id = $1 AND id = $2",
        )
        .bind(work.workspace_id.uuid())
        .bind(work.id.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends a claim: it is tried again then, unless another wish has taken its place.
    pub async fn postpone_label_work(
        &mut self,
        work: &LabelWork,
        due_at: Timestamp,
        attempts: u32,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE label_work
             SET due_at = $5, attempts = $6
             WHERE workspace_id = $1 AND id = $2 AND action = $3 AND asked_at = $4",
        )
        .bind(work.workspace_id.uuid())
        .bind(work.id.uuid())
        .bind(work.action.word().as_str())
        .bind(micros(work.asked_at))
        .bind(micros(due_at))
        .bind(attempts)
        .execute(self.connection())
        .await?;
        self.release_label_work(work).await
    }

    /// Takes out what waits to be asked about a label of customers, because it cannot be any more; gives it back.
    pub async fn drop_label_work(
        &mut self,
        workspace_id: WorkspaceId,
        label_id: LabelId,
    ) -> Result<Vec<LabelWork>, Error> {
        let rows = sqlx::query(
            "DELETE FROM label_work
             WHERE workspace_id = $1 AND label_id = $2 AND conversation_id IS NOT NULL
             RETURNING *",
        )
        .bind(workspace_id.uuid())
        .bind(label_id.uuid())
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(work).collect()
    }

    /// Has the platform asked which labels the customers carry whom somebody has to care for.
    pub async fn ask_labels_of_all(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        now: Timestamp,
    ) -> Result<(), Error> {
        sqlx::query(
            "INSERT INTO label_work (workspace_id, id, channel_id, conversation_id, action, asked_at, due_at)
             SELECT conversation.workspace_id, conversation.id, identity.channel_id, conversation.id, 'read', $3, $3
             FROM conversation
             JOIN identity ON identity.workspace_id = conversation.workspace_id
              AND identity.id = conversation.identity_id
             WHERE conversation.workspace_id = $1 AND identity.channel_id = $2
               AND conversation.status IN ('open', 'snoozed')
             ON CONFLICT (workspace_id, channel_id, IFNULL(label_id, x''), IFNULL(conversation_id, x'')) DO UPDATE
             SET asked_at = excluded.asked_at, due_at = excluded.due_at, attempts = 0",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(micros(now))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
