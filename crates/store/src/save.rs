//! Saving decisions: many of them in a few statements.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::conversation::{Status, Thread};
use transom_domain::decide::{Decision, Effect, Event};
use transom_domain::id::{AgentId, ChannelId, ConversationId, JobId, MessageId, WorkspaceId};
use transom_domain::message::{AttachmentKind, Delivery, DeliveryStatus, Message};
use uuid::Uuid;

use crate::batch::{chunks, values};
use crate::events::{EventKind, EventRow};
use crate::jobs::{Job, JobKind};
use crate::row::{author_columns, json, micros};
use crate::{Error, Write};

/// A decision and where it belongs.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The decision.
    pub decision: Decision,
    /// The customer had not been seen before.
    pub is_new: bool,
}

impl Saved {
    fn channel_id(&self) -> ChannelId {
        self.decision.thread.identity.channel_id
    }

    fn conversation_id(&self) -> ConversationId {
        self.decision.thread.conversation.id
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        self.decision.events.iter()
    }
}

impl Write {
    /// Saves decisions in their order and enqueues what is to be done. Gives back what happened, numbered.
    ///
    /// Effects on a whole channel are the caller's: they are not the business of one thread.
    pub async fn save(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
        now: Timestamp,
        ids: &mut (dyn FnMut() -> Uuid + Send),
    ) -> Result<Vec<EventRow>, Error> {
        // Of several decisions about one thread the last one's state stands.
        let mut last: HashMap<ConversationId, usize> = HashMap::with_capacity(saved.len());
        for (index, one) in saved.iter().enumerate() {
            last.insert(one.conversation_id(), index);
        }
        let threads: Vec<&Thread> = saved
            .iter()
            .enumerate()
            .filter(|(index, one)| last[&one.conversation_id()] == *index)
            .map(|(_, one)| &one.decision.thread)
            .collect();
        let new: Vec<&Thread> = saved
            .iter()
            .filter(|one| one.is_new)
            .map(|one| &one.decision.thread)
            .collect();

        self.add_contacts(workspace_id, &new).await?;
        self.save_identities(workspace_id, &threads).await?;
        self.save_conversations(workspace_id, &threads).await?;
        self.save_lines(workspace_id, saved).await?;
        for one in saved {
            for event in one.events() {
                self.save_change(workspace_id, event).await?;
            }
        }
        for one in saved.iter().filter(|one| one.decision.recount) {
            self.recount(workspace_id, one.conversation_id()).await?;
        }
        self.add_jobs(&jobs(workspace_id, saved, ids)).await?;
        let happened: Vec<(EventKind, ConversationId, Option<MessageId>)> = saved
            .iter()
            .flat_map(|one| {
                one.events().map(|event| {
                    let (kind, message_id) = EventKind::of(event);
                    (kind, one.conversation_id(), message_id)
                })
            })
            .collect();
        self.add_events(workspace_id, &happened, now).await
    }

    async fn add_contacts(
        &mut self,
        workspace_id: WorkspaceId,
        threads: &[&Thread],
    ) -> Result<(), Error> {
        for piece in chunks(threads) {
            let text = format!(
                "INSERT INTO contact (workspace_id, id, created_at) VALUES {}",
                values(piece.len(), 3, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for thread in piece {
                query = query
                    .bind(workspace_id.uuid())
                    .bind(thread.identity.contact_id.uuid())
                    .bind(micros(thread.conversation.created_at));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn save_identities(
        &mut self,
        workspace_id: WorkspaceId,
        threads: &[&Thread],
    ) -> Result<(), Error> {
        for piece in chunks(threads) {
            let text = format!(
                "INSERT INTO identity (workspace_id, id, channel_id, contact_id, external_id, window_events,
                                       delivered_until, read_until, unreachable_since)
                 VALUES {}
                 ON CONFLICT (workspace_id, id) DO UPDATE
                 SET window_events = excluded.window_events,
                     delivered_until = excluded.delivered_until,
                     read_until = excluded.read_until,
                     unreachable_since = excluded.unreachable_since",
                values(piece.len(), 9, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for thread in piece {
                let identity = &thread.identity;
                query = query
                    .bind(workspace_id.uuid())
                    .bind(identity.id.uuid())
                    .bind(identity.channel_id.uuid())
                    .bind(identity.contact_id.uuid())
                    .bind(&identity.external_id)
                    .bind(json(&identity.window_events))
                    .bind(identity.delivered_until.map(micros))
                    .bind(identity.read_until.map(micros))
                    .bind(identity.unreachable_since.map(micros));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn save_conversations(
        &mut self,
        workspace_id: WorkspaceId,
        threads: &[&Thread],
    ) -> Result<(), Error> {
        for piece in chunks(threads) {
            let text = format!(
                "INSERT INTO conversation (workspace_id, id, identity_id, created_at, status, snoozed_until,
                     assignee_id, unread, seen_until, waiting_since, last_customer_at, last_reply_at,
                     consecutive_tagged, preview_at, preview_author, preview_agent_id, preview_text,
                     preview_attachment, failed, closes_at, human_agent_until)
                 VALUES {}
                 ON CONFLICT (workspace_id, id) DO UPDATE
                 SET created_at = excluded.created_at,
                     status = excluded.status,
                     snoozed_until = excluded.snoozed_until,
                     assignee_id = excluded.assignee_id,
                     unread = excluded.unread,
                     seen_until = excluded.seen_until,
                     waiting_since = excluded.waiting_since,
                     last_customer_at = excluded.last_customer_at,
                     last_reply_at = excluded.last_reply_at,
                     consecutive_tagged = excluded.consecutive_tagged,
                     preview_at = excluded.preview_at,
                     preview_author = excluded.preview_author,
                     preview_agent_id = excluded.preview_agent_id,
                     preview_text = excluded.preview_text,
                     preview_attachment = excluded.preview_attachment,
                     failed = excluded.failed,
                     closes_at = excluded.closes_at,
                     human_agent_until = excluded.human_agent_until",
                values(piece.len(), 21, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for thread in piece {
                let conversation = &thread.conversation;
                let (preview_author, preview_agent) = author_columns(conversation.preview.author);
                let snoozed_until = match conversation.status {
                    Status::Snoozed { until } => Some(micros(until)),
                    Status::Open | Status::Closed => None,
                };
                query = query
                    .bind(workspace_id.uuid())
                    .bind(conversation.id.uuid())
                    .bind(thread.identity.id.uuid())
                    .bind(micros(conversation.created_at))
                    .bind(conversation.status.as_str())
                    .bind(snoozed_until)
                    .bind(conversation.assignee.map(AgentId::uuid))
                    .bind(conversation.unread)
                    .bind(conversation.seen_until.map(micros))
                    .bind(conversation.waiting_since.map(micros))
                    .bind(conversation.last_customer_at.map(micros))
                    .bind(conversation.last_reply_at.map(micros))
                    .bind(conversation.consecutive_tagged)
                    .bind(micros(conversation.preview.at))
                    .bind(preview_author)
                    .bind(preview_agent)
                    .bind(&conversation.preview.text)
                    .bind(conversation.preview.attachment.map(AttachmentKind::as_str))
                    .bind(conversation.failed)
                    .bind(conversation.window.closes_at.map(micros))
                    .bind(conversation.window.human_agent_until.map(micros));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn save_lines(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        let lines: Vec<(ChannelId, &Message)> = saved
            .iter()
            .flat_map(|one| {
                one.events().filter_map(|event| match event {
                    Event::MessageAdded(message) => Some((one.channel_id(), message)),
                    _ => None,
                })
            })
            .collect();
        for piece in chunks(&lines) {
            let text = format!(
                "INSERT INTO message (workspace_id, id, conversation_id, channel_id, at, author, agent_id, origin,
                                      content, standby, external_id, reply_to, route, rulebook, status, sent_at,
                                      failure)
                 VALUES {}",
                values(piece.len(), 17, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for (channel_id, message) in piece {
                let (author, agent) = author_columns(message.author);
                let delivery = message.delivery.as_ref();
                let (sent_at, failure) =
                    delivery.map_or((None, None), |delivery| status_columns(&delivery.status));
                query = query
                    .bind(workspace_id.uuid())
                    .bind(message.id.uuid())
                    .bind(message.conversation_id.uuid())
                    .bind(channel_id.uuid())
                    .bind(micros(message.at))
                    .bind(author)
                    .bind(agent)
                    .bind(message.origin.as_str())
                    .bind(json(&message.content))
                    .bind(message.content.standby)
                    .bind(&message.external_id)
                    .bind(&message.reply_to)
                    .bind(delivery.map(|delivery| delivery.route.as_str()))
                    .bind(delivery.map(|delivery| delivery.rulebook.as_str()))
                    .bind(delivery.map(|delivery| delivery.status.as_str()))
                    .bind(sent_at)
                    .bind(failure);
            }
            query.execute(self.connection()).await?;
        }
        self.save_edits(workspace_id, saved).await?;
        self.save_reactions(workspace_id, saved).await?;
        self.save_receipts(workspace_id, saved).await
    }

    async fn save_edits(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        for one in saved {
            for event in one.events() {
                let Event::MessageEdited {
                    external_id,
                    number,
                    at,
                    text,
                } = event
                else {
                    continue;
                };
                sqlx::query(
                    "INSERT INTO message_edit (workspace_id, channel_id, external_id, number, at, text)
                     VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT DO NOTHING",
                )
                .bind(workspace_id.uuid())
                .bind(one.channel_id().uuid())
                .bind(external_id)
                .bind(number)
                .bind(micros(*at))
                .bind(text)
                .execute(self.connection())
                .await?;
            }
        }
        Ok(())
    }

    async fn save_reactions(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        for one in saved {
            for event in one.events() {
                let Event::ReactionChanged {
                    external_id,
                    at,
                    emoji,
                } = event
                else {
                    continue;
                };
                sqlx::query(
                    "INSERT INTO reaction (workspace_id, channel_id, external_id, author, at, emoji)
                     VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT (workspace_id, channel_id, external_id, author) DO UPDATE
                     SET at = excluded.at, emoji = excluded.emoji
                     WHERE excluded.at > reaction.at",
                )
                .bind(workspace_id.uuid())
                .bind(one.channel_id().uuid())
                .bind(external_id)
                .bind(&one.decision.thread.identity.external_id)
                .bind(micros(*at))
                .bind(emoji)
                .execute(self.connection())
                .await?;
            }
        }
        Ok(())
    }

    async fn save_receipts(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        let receipts: Vec<(ChannelId, &String, Timestamp)> = saved
            .iter()
            .flat_map(|one| {
                one.events().flat_map(|event| match event {
                    Event::ReceiptsAdvanced { delivered, until } => delivered
                        .iter()
                        .map(|external_id| (one.channel_id(), external_id, *until))
                        .collect(),
                    _ => Vec::new(),
                })
            })
            .collect();
        for piece in chunks(&receipts) {
            let text = format!(
                "INSERT INTO receipt (workspace_id, channel_id, external_id, delivered_at)
                 VALUES {}
                 ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
                 SET delivered_at = MIN(receipt.delivered_at, excluded.delivered_at)",
                values(piece.len(), 4, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for (channel_id, external_id, delivered_at) in piece {
                query = query
                    .bind(workspace_id.uuid())
                    .bind(channel_id.uuid())
                    .bind(*external_id)
                    .bind(micros(*delivered_at));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    async fn save_change(&mut self, workspace_id: WorkspaceId, event: &Event) -> Result<(), Error> {
        match event {
            Event::DeliveryChanged {
                message_id,
                external_id,
                status,
            } => {
                self.set_delivery(workspace_id, *message_id, external_id.as_deref(), status)
                    .await
            }
            Event::Requeued {
                message_id,
                delivery:
                    Delivery {
                        route,
                        rulebook,
                        status,
                    },
            } => {
                sqlx::query(
                    "UPDATE message SET route = $3, rulebook = $4 WHERE workspace_id = $1 AND id = $2",
                )
                .bind(workspace_id.uuid())
                .bind(message_id.uuid())
                .bind(route.as_str())
                .bind(rulebook)
                .execute(self.connection())
                .await?;
                self.set_delivery(workspace_id, *message_id, None, status)
                    .await
            }
            _ => Ok(()),
        }
    }

    /// Notes where a message of ours stands. An echo that did not name it may have come first and have become a line of
    /// its own under the same id of the platform: that line was this message.
    async fn set_delivery(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        external_id: Option<&str>,
        status: &DeliveryStatus,
    ) -> Result<(), Error> {
        let set = self
            .try_set_delivery(workspace_id, message_id, external_id, status)
            .await;
        match (set, external_id) {
            (Err(error), Some(external_id)) if error.is_constraint("external_id") => {
                self.remove_echo_line(workspace_id, message_id, external_id)
                    .await?;
                self.try_set_delivery(workspace_id, message_id, Some(external_id), status)
                    .await
            }
            (set, _) => set,
        }
    }

    async fn try_set_delivery(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        external_id: Option<&str>,
        status: &DeliveryStatus,
    ) -> Result<(), Error> {
        let (sent_at, failure) = status_columns(status);
        sqlx::query(
            "UPDATE message
             SET external_id = COALESCE($3, external_id), status = $4, sent_at = $5, failure = $6
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(external_id)
        .bind(status.as_str())
        .bind(sent_at)
        .bind(failure)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn remove_echo_line(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
        external_id: &str,
    ) -> Result<(), Error> {
        sqlx::query(
            "DELETE FROM message
             WHERE workspace_id = $1 AND external_id = $3 AND id <> $2 AND status IS NULL
               AND channel_id = (SELECT channel_id FROM message WHERE workspace_id = $1 AND id = $2)",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(external_id)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Counts waiting and unread from the messages, when a reply turned up behind messages that came after it.
    async fn recount(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE conversation
             SET waiting_since = (
                     SELECT MIN(message.at)
                     FROM message
                     WHERE message.workspace_id = $1 AND message.conversation_id = $2
                       AND message.author = 'customer' AND NOT message.standby AND message.at > conversation.last_reply_at),
                 unread = (
                     SELECT COUNT(*)
                     FROM message
                     WHERE message.workspace_id = $1 AND message.conversation_id = $2
                       AND message.author = 'customer' AND NOT message.standby AND message.at > conversation.seen_until)
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

/// Since when it is sent, and why it failed.
fn status_columns(status: &DeliveryStatus) -> (Option<i64>, Option<String>) {
    match status {
        DeliveryStatus::Sent { at } => (Some(micros(*at)), None),
        DeliveryStatus::Failed(failure) => (None, Some(json(failure))),
        DeliveryStatus::Queued | DeliveryStatus::Sending | DeliveryStatus::Unconfirmed => {
            (None, None)
        }
    }
}

fn jobs(
    workspace_id: WorkspaceId,
    saved: &[Saved],
    ids: &mut (dyn FnMut() -> Uuid + Send),
) -> Vec<Job> {
    let mut jobs = Vec::new();
    for one in saved {
        for effect in &one.decision.effects {
            let (kind, message_id, due_at) = match effect {
                Effect::Deliver { message_id, due } => (JobKind::Deliver, Some(*message_id), *due),
                Effect::Confirm { message_id, due } => (JobKind::Confirm, Some(*message_id), *due),
                Effect::Wake { due } => (JobKind::Wake, None, *due),
                Effect::FetchProfile => (JobKind::Profile, None, Timestamp::UNIX_EPOCH),
                Effect::Channel(_) => continue,
            };
            jobs.push(Job {
                workspace_id,
                id: JobId::new(ids()),
                kind,
                channel_id: one.channel_id(),
                conversation_id: one.conversation_id(),
                message_id,
                due_at,
                attempts: 0,
            });
        }
    }
    jobs
}
