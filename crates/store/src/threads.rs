//! Situations: the threads and messages that a batch of decisions looks at, loaded in a few statements.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::conversation::{
    Conversation, Identity, Preview, Profile, Status, Thread, WindowDates,
};
use transom_domain::id::{
    AgentId, ChannelId, ContactId, ConversationId, IdentityId, MessageId, WorkspaceId,
};
use transom_domain::inbound::Stage;
use transom_domain::message::{Content, DeliveryStatus, Failure};
use transom_policy::Recipients;
use uuid::Uuid;

use crate::batch::{lookups, values};
use crate::messages::delivery_status;
use crate::row::{attachment_kind, author, from_json, get, optional_timestamp, timestamp, word};
use crate::{Error, Read};

/// A message that went out, or may have, and of which the platform's id is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct UnderWay {
    /// The message.
    pub message: MessageRef,
    /// What it says.
    pub content: Content,
}

/// What is known under the platform's id of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownId {
    /// Where the platform's id counts.
    pub channel_id: ChannelId,
    /// The platform's id.
    pub external_id: String,
    /// The message, when it is there.
    pub message: Option<MessageRef>,
    /// It was taken back.
    pub is_deleted: bool,
}

/// A message that an event of the platform refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRef {
    /// Our id.
    pub id: MessageId,
    /// The conversation it is in.
    pub conversation_id: ConversationId,
    /// The platform's id, once it has one.
    pub external_id: Option<String>,
    /// Where it stands, when it is ours to send.
    pub status: Option<DeliveryStatus>,
    /// The highest stage that the platform reported of it, where it reports each message by itself.
    pub stage: Option<Stage>,
    /// How often it went again because of what the platform said after it had taken it.
    pub looks: u32,
}

/// The highest stage of a message.
const STAGE: &str = "CASE
    WHEN progress.played_at IS NOT NULL THEN 'played'
    WHEN progress.read_at IS NOT NULL THEN 'read'
    WHEN progress.delivered_at IS NOT NULL THEN 'delivered'
    WHEN progress.failed_at IS NOT NULL THEN 'failed'
    WHEN progress.sent_at IS NOT NULL THEN 'sent'
    END";

/// What the platform told of a message.
const PROGRESS: &str = "progress ON progress.workspace_id = message.workspace_id \
    AND progress.channel_id = message.channel_id AND progress.external_id = message.external_id";

pub(crate) const THREAD: &str = "identity.id AS identity_id, identity.channel_id, identity.contact_id, \
    identity.external_id, identity.profile, identity.window_events, identity.delivered_until, identity.read_until, \
    identity.granted, identity.unreachable_since, conversation.id AS conversation_id, conversation.created_at, \
    conversation.status, conversation.snoozed_until, conversation.assignee_id, conversation.unread, \
    conversation.seen_until, conversation.waiting_since, conversation.last_customer_at, \
    conversation.last_reply_at, conversation.consecutive_tagged, conversation.preview_at, \
    conversation.preview_author, conversation.preview_agent_id, conversation.preview_text, \
    conversation.preview_attachment, conversation.preview_external_id, conversation.preview_deleted, \
    conversation.failed, conversation.control, conversation.closes_at, conversation.human_agent_until";

/// What was told of a customer; most platforms tell nothing.
pub(crate) fn profile(column: Option<&str>) -> Result<Profile, Error> {
    let profile = column.map(|profile| from_json("what was told of a customer", profile));
    Ok(profile.transpose()?.unwrap_or_default())
}

fn moment(row: &SqliteRow, column: &str) -> Result<Option<Timestamp>, Error> {
    optional_timestamp(get(row, column)?)
}

pub(crate) fn thread(row: &SqliteRow) -> Result<Thread, Error> {
    Ok(Thread {
        identity: Identity {
            id: IdentityId::new(get(row, "identity_id")?),
            channel_id: ChannelId::new(get(row, "channel_id")?),
            contact_id: ContactId::new(get(row, "contact_id")?),
            external_id: get(row, "external_id")?,
            profile: profile(get(row, "profile")?)?,
            window_events: from_json("a list of acts", get(row, "window_events")?)?,
            delivered_until: moment(row, "delivered_until")?,
            read_until: moment(row, "read_until")?,
            granted: get::<Option<&str>, _>(row, "granted")?
                .map(|granted| from_json("what a customer gave", granted))
                .transpose()?
                .unwrap_or_default(),
            unreachable_since: moment(row, "unreachable_since")?,
        },
        conversation: Conversation {
            id: ConversationId::new(get(row, "conversation_id")?),
            created_at: timestamp(get(row, "created_at")?)?,
            status: match (get(row, "status")?, moment(row, "snoozed_until")?) {
                ("empty", None) => Status::Empty,
                ("open", None) => Status::Open,
                ("snoozed", Some(until)) => Status::Snoozed { until },
                ("closed", None) => Status::Closed,
                (other, _) => return Err(Error::corrupt("a conversation status", other)),
            },
            assignee: get::<Option<Uuid>, _>(row, "assignee_id")?.map(AgentId::new),
            unread: get(row, "unread")?,
            seen_until: moment(row, "seen_until")?,
            waiting_since: moment(row, "waiting_since")?,
            last_customer_at: moment(row, "last_customer_at")?,
            last_reply_at: moment(row, "last_reply_at")?,
            consecutive_tagged: get(row, "consecutive_tagged")?,
            preview: Preview {
                at: timestamp(get(row, "preview_at")?)?,
                author: author(get(row, "preview_author")?, get(row, "preview_agent_id")?)?,
                text: get(row, "preview_text")?,
                attachment: get::<Option<&str>, _>(row, "preview_attachment")?
                    .map(attachment_kind)
                    .transpose()?,
                external_id: get(row, "preview_external_id")?,
                deleted: get(row, "preview_deleted")?,
            },
            failed: get::<Option<&str>, _>(row, "failed")?
                .map(|failed| from_json("a list of messages", failed))
                .transpose()?
                .unwrap_or_default(),
            control: get::<Option<&str>, _>(row, "control")?
                .map(|control| from_json("the control of a thread", control))
                .transpose()?
                .unwrap_or_default(),
            window: WindowDates {
                closes_at: moment(row, "closes_at")?,
                human_agent_until: moment(row, "human_agent_until")?,
            },
        },
        recipients: Recipients::default(),
    })
}

impl Read {
    /// The threads of customers, as the platform names them, that are known already.
    pub async fn threads(
        &mut self,
        workspace_id: WorkspaceId,
        customers: &[(ChannelId, &str)],
    ) -> Result<Vec<Thread>, Error> {
        let mut threads = Vec::with_capacity(customers.len());
        for (piece, size) in lookups(customers) {
            let text = format!(
                "WITH wanted (channel_id, external_id) AS (VALUES {})
                 SELECT {THREAD}
                 FROM wanted
                 JOIN identity ON identity.workspace_id = $1
                  AND identity.channel_id = wanted.channel_id
                  AND identity.external_id = wanted.external_id
                 JOIN conversation ON conversation.workspace_id = $1
                  AND conversation.identity_id = identity.id",
                values(size, 2, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                let (channel_id, customer) = piece.get(place).copied().unzip();
                query = query.bind(channel_id.map(ChannelId::uuid)).bind(customer);
            }
            for row in query.fetch_all(self.connection()).await? {
                threads.push(thread(&row)?);
            }
        }
        Ok(threads)
    }

    /// The thread of a conversation.
    pub async fn load_thread(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
    ) -> Result<Thread, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {THREAD}
             FROM conversation
             JOIN identity ON identity.workspace_id = $1 AND identity.id = conversation.identity_id
             WHERE conversation.workspace_id = $1 AND conversation.id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .fetch_optional(self.connection())
        .await?;
        thread(&row.ok_or(Error::NotFound("conversation"))?)
    }

    /// Of the platform's message ids, those of which something is known already.
    pub async fn known_ids(
        &mut self,
        workspace_id: WorkspaceId,
        wanted: &[(ChannelId, &str)],
    ) -> Result<Vec<KnownId>, Error> {
        let mut found = Vec::new();
        for (piece, size) in lookups(wanted) {
            let text = format!(
                "WITH wanted (channel_id, external_id) AS (VALUES {})
                 SELECT wanted.channel_id, message.id, message.conversation_id, wanted.external_id,
                        message.status, message.held, message.sent_at, message.failure, message.looks,
                        {STAGE}, deletion.at
                 FROM wanted
                 LEFT JOIN message ON message.workspace_id = $1
                  AND message.channel_id = wanted.channel_id
                  AND message.external_id = wanted.external_id
                 LEFT JOIN {PROGRESS}
                 LEFT JOIN deletion ON deletion.workspace_id = $1
                  AND deletion.channel_id = wanted.channel_id
                  AND deletion.external_id = wanted.external_id
                 WHERE message.id IS NOT NULL OR deletion.at IS NOT NULL",
                values(size, 2, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                let (channel_id, external_id) = piece.get(place).copied().unzip();
                query = query
                    .bind(channel_id.map(ChannelId::uuid))
                    .bind(external_id);
            }
            for row in query.fetch_all(self.connection()).await? {
                let is_there = get::<Option<Uuid>, _>(&row, 1)?.is_some();
                found.push(KnownId {
                    channel_id: ChannelId::new(get(&row, 0)?),
                    external_id: get(&row, 3)?,
                    message: is_there.then(|| message_ref(&row)).transpose()?,
                    is_deleted: get::<Option<i64>, _>(&row, 10)?.is_some(),
                });
            }
        }
        Ok(found)
    }

    /// The messages of conversations that are under way, oldest first; behind them those that were given up although they
    /// may have gone out.
    pub async fn under_way(
        &mut self,
        workspace_id: WorkspaceId,
        conversations: &[ConversationId],
    ) -> Result<Vec<UnderWay>, Error> {
        let mut found = Vec::new();
        for (piece, size) in lookups(conversations) {
            let text = format!(
                "WITH wanted (id) AS (VALUES {})
                 SELECT message.channel_id, message.id, message.conversation_id, message.external_id,
                        message.status, message.held, message.sent_at, message.failure, message.looks, NULL,
                        message.content
                 FROM wanted
                 JOIN message ON message.workspace_id = $1 AND message.conversation_id = wanted.id
                  AND (message.status IN ('sending', 'unconfirmed')
                       OR message.status = 'failed' AND message.failure ->> '$.class' = 'unconfirmed')
                  AND message.external_id IS NULL
                 ORDER BY message.status = 'failed', message.at, message.id",
                values(size, 1, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place).map(|id| id.uuid()));
            }
            for row in query.fetch_all(self.connection()).await? {
                found.push(UnderWay {
                    message: message_ref(&row)?,
                    content: from_json("the content of a message", get(&row, 10)?)?,
                });
            }
        }
        Ok(found)
    }

    /// Why and when a message failed, when that is the highest stage that the platform reported of it.
    pub async fn reported_failure(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        external_id: &str,
    ) -> Result<Option<(Timestamp, Failure)>, Error> {
        let row = sqlx::query(
            "SELECT failed_at, failure
             FROM progress
             WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3
               AND failed_at IS NOT NULL
               AND delivered_at IS NULL AND read_at IS NULL AND played_at IS NULL",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| {
            let failure = from_json("a failure", get(&row, "failure")?)?;
            Ok((timestamp(get(&row, "failed_at")?)?, failure))
        })
        .transpose()
    }

    /// Of our message ids, those that exist.
    pub async fn messages_by_id(
        &mut self,
        workspace_id: WorkspaceId,
        wanted: &[MessageId],
    ) -> Result<Vec<MessageRef>, Error> {
        let mut found = Vec::new();
        for (piece, size) in lookups(wanted) {
            let text = format!(
                "WITH wanted (id) AS (VALUES {})
                 SELECT message.channel_id, message.id, message.conversation_id, message.external_id,
                        message.status, message.held, message.sent_at, message.failure, message.looks, {STAGE}
                 FROM wanted
                 JOIN message ON message.workspace_id = $1 AND message.id = wanted.id
                 LEFT JOIN {PROGRESS}",
                values(size, 1, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place).map(|id| id.uuid()));
            }
            for row in query.fetch_all(self.connection()).await? {
                found.push(message_ref(&row)?);
            }
        }
        Ok(found)
    }
}

fn message_ref(row: &SqliteRow) -> Result<MessageRef, Error> {
    Ok(MessageRef {
        id: MessageId::new(get(row, 1)?),
        conversation_id: ConversationId::new(get(row, 2)?),
        external_id: get(row, 3)?,
        status: delivery_status(
            get(row, 4)?,
            get::<Option<bool>, _>(row, 5)?.unwrap_or_default(),
            get(row, 6)?,
            get(row, 7)?,
        )?,
        looks: get::<Option<u32>, _>(row, 8)?.unwrap_or_default(),
        stage: get::<Option<&str>, _>(row, 9)?
            .map(|name| word("a stage", name))
            .transpose()?,
    })
}
