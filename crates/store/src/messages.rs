//! The lines of a conversation, with what happened to each.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{ChannelId, ConversationId, MessageId, WorkspaceId};
use transom_domain::inbound::Price;
use transom_domain::message::{Delivery, DeliveryStatus, Message};
use transom_policy::Route;

use crate::attachments::AttachmentRow;
use crate::batch::{lookups, values};
use crate::row::{author, from_json, get, micros, optional_timestamp, origin, timestamp, word};
use crate::{Error, Read};

/// A line of a conversation, with what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageRow {
    /// The line; its text is the latest.
    pub message: Message,
    /// How often the customer changed it.
    pub edits: u32,
    /// It arrived on the customer's device, by this moment at the latest.
    pub delivered_at: Option<Timestamp>,
    /// The customer read it, by this moment at the latest.
    pub read_at: Option<Timestamp>,
    /// The customer listened to it.
    pub played_at: Option<Timestamp>,
    /// What it costs, where the platform tells.
    pub price: Option<Price>,
    /// The words of the comment that it answers in private, while that stands.
    pub comment: Option<String>,
    /// Reactions to it.
    pub reactions: Vec<ReactionRow>,
    /// Where its files are, by their places among its attachments; what is no file has none.
    pub attachments: Vec<AttachmentRow>,
}

/// A reaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactionRow {
    /// Who reacted: `customer`.
    pub author: String,
    /// With what.
    pub emoji: String,
}

pub(crate) fn delivery_status(
    status: Option<&str>,
    is_held: bool,
    sent_at: Option<i64>,
    failure: Option<&str>,
) -> Result<Option<DeliveryStatus>, Error> {
    Ok(Some(match (status, sent_at, failure) {
        (None, ..) => return Ok(None),
        (Some("queued"), ..) => DeliveryStatus::Queued,
        (Some("sending"), ..) => DeliveryStatus::Sending,
        (Some("unconfirmed"), ..) => DeliveryStatus::Unconfirmed,
        (Some("sent"), Some(at), _) if is_held => DeliveryStatus::Held { at: timestamp(at)? },
        (Some("sent"), Some(at), _) => DeliveryStatus::Sent { at: timestamp(at)? },
        (Some("failed"), _, Some(failure)) => {
            DeliveryStatus::Failed(from_json("a failure", failure)?)
        }
        (Some(other), ..) => return Err(Error::corrupt("a delivery status", other)),
    }))
}

const MESSAGE: &str = "message.id, message.conversation_id, message.channel_id, message.at, message.author, \
    message.agent_id, message.origin, message.content, message.external_id, message.reply_to, message.route, \
    message.rulebook, message.terms, message.status, message.held, message.looks, message.sent_at, message.failure, \
    COALESCE(receipt.delivered_at, progress.delivered_at) AS delivered_at, \
    progress.read_at, progress.played_at, progress.price, identity.delivered_until, identity.read_until, \
    edit.text AS edited_text, COALESCE(edit.number, 0) AS edits, \
    CASE WHEN message.route = 'private_reply' THEN (
        SELECT comment.text
        FROM comment
        WHERE comment.workspace_id = message.workspace_id AND comment.conversation_id = message.conversation_id
          AND comment.message_id = message.id AND comment.removed_at IS NULL
    ) END AS commented";

const JOINED: &str = "message
    JOIN conversation ON conversation.workspace_id = message.workspace_id AND conversation.id = message.conversation_id
    JOIN identity ON identity.workspace_id = conversation.workspace_id AND identity.id = conversation.identity_id
    LEFT JOIN receipt ON receipt.workspace_id = message.workspace_id AND receipt.channel_id = message.channel_id
     AND receipt.external_id = message.external_id
    LEFT JOIN progress ON progress.workspace_id = message.workspace_id AND progress.channel_id = message.channel_id
     AND progress.external_id = message.external_id
    LEFT JOIN message_edit AS edit ON edit.workspace_id = message.workspace_id AND edit.channel_id = message.channel_id
     AND edit.external_id = message.external_id
     AND edit.number = (
         SELECT MAX(latest.number)
         FROM message_edit AS latest
         WHERE latest.workspace_id = message.workspace_id AND latest.channel_id = message.channel_id
           AND latest.external_id = message.external_id)";

fn message(row: &SqliteRow) -> Result<MessageRow, Error> {
    let status = delivery_status(
        get(row, "status")?,
        get(row, "held")?,
        get(row, "sent_at")?,
        get(row, "failure")?,
    )?;
    let delivery = match (get::<Option<&str>, _>(row, "route")?, status) {
        (Some(route), Some(status)) => Some(Delivery {
            route: word::<Route>("a route", route)?,
            rulebook: get::<Option<String>, _>(row, "rulebook")?.unwrap_or_default(),
            status,
            terms: get::<Option<&str>, _>(row, "terms")?
                .map(|terms| from_json("the terms of a message", terms))
                .transpose()?
                .unwrap_or_default(),
            looks: get(row, "looks")?,
        }),
        _ => None,
    };
    let mut message = Message {
        id: MessageId::new(get(row, "id")?),
        conversation_id: ConversationId::new(get(row, "conversation_id")?),
        at: timestamp(get(row, "at")?)?,
        author: author(get(row, "author")?, get(row, "agent_id")?)?,
        origin: origin(get(row, "origin")?)?,
        content: from_json("the content of a message", get(row, "content")?)?,
        external_id: get(row, "external_id")?,
        reply_to: get(row, "reply_to")?,
        delivery,
    };
    if let Some(text) = get::<Option<String>, _>(row, "edited_text")? {
        message.content.text = Some(text);
    }
    let sent_at = match &message.delivery {
        Some(Delivery {
            status: DeliveryStatus::Sent { at },
            ..
        }) => Some(*at),
        Some(_) => None,
        None => Some(message.at),
    };
    // A watermark stands for everything that was sent up to it.
    let reached =
        |until: Option<Timestamp>| until.filter(|until| sent_at.is_some_and(|at| at <= *until));
    let played_at = optional_timestamp(get(row, "played_at")?)?;
    let read_at = optional_timestamp(get(row, "read_at")?)?
        .or(reached(optional_timestamp(get(row, "read_until")?)?))
        .or(played_at);
    let delivered_at = optional_timestamp(get(row, "delivered_at")?)?
        .or(reached(optional_timestamp(get(row, "delivered_until")?)?))
        .or(read_at);
    Ok(MessageRow {
        message,
        edits: get(row, "edits")?,
        delivered_at,
        read_at,
        played_at,
        price: get::<Option<&str>, _>(row, "price")?
            .map(|price| from_json("the price of a message", price))
            .transpose()?,
        comment: get(row, "commented")?,
        reactions: Vec::new(),
        attachments: Vec::new(),
    })
}

impl Read {
    /// The newest lines of a conversation before a moment and id, oldest of them first.
    pub async fn messages(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
        before: Option<(Timestamp, MessageId)>,
        limit: u32,
    ) -> Result<Vec<MessageRow>, Error> {
        let rows = sqlx::query(AssertSqlSafe(format!(
            "SELECT {MESSAGE}
             FROM {JOINED}
             WHERE message.workspace_id = $1 AND message.conversation_id = $2
               AND ($3 IS NULL OR (message.at, message.id) < ($3, $4))
             ORDER BY message.at DESC, message.id DESC
             LIMIT $5"
        )))
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .bind(before.map(|(at, _)| micros(at)))
        .bind(before.map(|(_, id)| id.uuid()))
        .bind(limit)
        .fetch_all(self.connection())
        .await?;
        let mut messages = rows
            .iter()
            .rev()
            .map(message)
            .collect::<Result<Vec<_>, _>>()?;
        let channel_id = rows.first().map(|row| get(row, "channel_id")).transpose()?;
        if let Some(channel_id) = channel_id {
            self.add_reactions(workspace_id, ChannelId::new(channel_id), &mut messages)
                .await?;
            self.attach(workspace_id, &mut messages).await?;
        }
        Ok(messages)
    }

    /// A line.
    pub async fn load_message(
        &mut self,
        workspace_id: WorkspaceId,
        id: MessageId,
    ) -> Result<MessageRow, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {MESSAGE}
             FROM {JOINED}
             WHERE message.workspace_id = $1 AND message.id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(id.uuid())
        .fetch_optional(self.connection())
        .await?
        .ok_or(Error::NotFound("message"))?;
        let mut messages = vec![message(&row)?];
        let channel_id = ChannelId::new(get(&row, "channel_id")?);
        self.add_reactions(workspace_id, channel_id, &mut messages)
            .await?;
        self.attach(workspace_id, &mut messages).await?;
        messages.pop().ok_or(Error::NotFound("message"))
    }

    /// The platform's id of what the customer said last.
    pub async fn last_of_customer(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
    ) -> Result<Option<String>, Error> {
        let id = sqlx::query_scalar(
            "SELECT external_id
             FROM message
             WHERE workspace_id = $1 AND conversation_id = $2
               AND author = 'customer' AND external_id IS NOT NULL
             ORDER BY at DESC, id DESC
             LIMIT 1",
        )
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .fetch_optional(self.connection())
        .await?;
        Ok(id)
    }

    /// Those of the lines that exist, without their reactions and files, in no particular order.
    pub async fn message_rows(
        &mut self,
        workspace_id: WorkspaceId,
        ids: &[MessageId],
    ) -> Result<Vec<MessageRow>, Error> {
        let mut found = Vec::with_capacity(ids.len());
        for (piece, size) in lookups(ids) {
            let text = format!(
                "SELECT {MESSAGE}
                 FROM {JOINED}
                 WHERE message.workspace_id = $1 AND (message.id) IN (VALUES {})",
                values(size, 1, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place).map(|id| id.uuid()));
            }
            for row in query.fetch_all(self.connection()).await? {
                found.push(message(&row)?);
            }
        }
        Ok(found)
    }

    /// How many lines a conversation has, notes and activities left out.
    pub async fn count_messages(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
    ) -> Result<i64, Error> {
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*)
             FROM message
             WHERE workspace_id = $1 AND conversation_id = $2 AND author NOT IN ('note', 'activity')",
        )
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .fetch_one(self.connection())
        .await?)
    }

    async fn add_reactions(
        &mut self,
        workspace_id: WorkspaceId,
        channel_id: ChannelId,
        messages: &mut [MessageRow],
    ) -> Result<(), Error> {
        let external_ids: Vec<String> = messages
            .iter()
            .filter_map(|row| row.message.external_id.clone())
            .collect();
        let mut reactions: HashMap<String, Vec<ReactionRow>> = HashMap::new();
        for (piece, size) in lookups(&external_ids) {
            let text = format!(
                "SELECT external_id, author, emoji
                 FROM reaction
                 WHERE workspace_id = $1 AND channel_id = $2 AND emoji IS NOT NULL
                   AND (external_id) IN (VALUES {})
                 ORDER BY at",
                values(size, 1, 2)
            );
            let mut query = sqlx::query(AssertSqlSafe(text))
                .bind(workspace_id.uuid())
                .bind(channel_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place));
            }
            for row in query.fetch_all(self.connection()).await? {
                reactions
                    .entry(get(&row, 0)?)
                    .or_default()
                    .push(ReactionRow {
                        author: get(&row, 1)?,
                        emoji: get(&row, 2)?,
                    });
            }
        }
        for row in messages {
            if let Some(external_id) = &row.message.external_id {
                row.reactions = reactions.remove(external_id).unwrap_or_default();
            }
        }
        Ok(())
    }
}
