//! Saving decisions: many of them in a few statements.

mod lines;
mod notices;
mod threads;

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Decision, Effect, Event};
use transom_domain::id::{ChannelId, ConversationId, JobId, MessageId, WorkspaceId};
use transom_domain::message::{Delivery, DeliveryStatus};
use uuid::Uuid;

use crate::events::{EventKind, EventRow};
use crate::jobs::{Job, JobKind};
use crate::labels::{LabelAction, LabelWork};
use crate::moderations::ModerationRow;
use crate::row::{json, micros};
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

    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> {
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
        let mut threads: Vec<&Thread> = saved
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

        // Whoever gives an id up goes before the one who has it now: ids of identities grow.
        threads.sort_by_key(|thread| thread.identity.id);

        self.add_contacts(workspace_id, &new).await?;
        self.save_identities(workspace_id, &threads).await?;
        self.save_conversations(workspace_id, &threads).await?;
        self.save_lines(workspace_id, saved).await?;
        self.save_notices(workspace_id, saved).await?;
        for one in saved {
            for event in one.events() {
                self.save_change(workspace_id, one.conversation_id(), event)
                    .await?;
            }
        }
        self.save_recipients(workspace_id, saved, now).await?;
        for one in saved.iter().filter(|one| one.decision.recount) {
            self.recount(workspace_id, one.conversation_id()).await?;
        }
        self.add_jobs(&jobs(workspace_id, saved, ids)).await?;
        for row in moderations(workspace_id, saved, now) {
            self.ask_moderation(&row).await?;
        }
        for work in label_work(workspace_id, saved, now, ids) {
            self.ask_label_work(&work).await?;
        }
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

    async fn save_change(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
        event: &Event,
    ) -> Result<(), Error> {
        match event {
            Event::LabelMarked { label_id, mark } => {
                self.save_mark(workspace_id, conversation_id, *label_id, mark)
                    .await
            }
            Event::DeliveryChanged {
                message_id,
                external_id,
                status,
            } => {
                self.set_delivery(workspace_id, *message_id, external_id.as_deref(), status)
                    .await
            }
            Event::LooksAgain { message_id } => {
                sqlx::query(
                    "UPDATE message SET looks = looks + 1 WHERE workspace_id = $1 AND id = $2",
                )
                .bind(workspace_id.uuid())
                .bind(message_id.uuid())
                .execute(self.connection())
                .await?;
                Ok(())
            }
            Event::Requeued {
                message_id,
                delivery:
                    Delivery {
                        route,
                        rulebook,
                        status,
                        terms: _,
                        looks: _,
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
        let StatusColumns {
            word,
            is_held,
            sent_at,
            failure,
        } = status_columns(status);
        sqlx::query(
            "UPDATE message
             SET external_id = COALESCE($3, external_id), status = $4, held = $5, sent_at = $6, failure = $7
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(message_id.uuid())
        .bind(external_id)
        .bind(word)
        .bind(is_held)
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
    pub(crate) async fn recount(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
    ) -> Result<(), Error> {
        sqlx::query(AssertSqlSafe(format!(
            "UPDATE conversation
             SET waiting_since = (
                     SELECT MIN(message.at)
                     FROM message
                     WHERE message.workspace_id = $1 AND message.conversation_id = $2
                       AND {ASKS}
                       AND (conversation.last_reply_at IS NULL OR message.at > conversation.last_reply_at)),
                 unread = (
                     SELECT COUNT(*)
                     FROM message
                     WHERE message.workspace_id = $1 AND message.conversation_id = $2
                       AND {ASKS}
                       AND (conversation.seen_until IS NULL OR message.at > conversation.seen_until))
             WHERE workspace_id = $1 AND id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(conversation_id.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

/// What asks for an answer: what customers say to us, and a thread that another app passed to us.
const ASKS: &str = "(message.author = 'customer' AND NOT message.standby \
    OR message.author = 'activity' AND json_extract(message.content, '$.activity.change') = 'received')";

/// Where a message stands, in columns.
struct StatusColumns {
    word: &'static str,
    /// The platform has it, and keeps it back.
    is_held: bool,
    /// Since when the platform has it.
    sent_at: Option<i64>,
    failure: Option<String>,
}

fn status_columns(status: &DeliveryStatus) -> StatusColumns {
    let columns = StatusColumns {
        word: status.as_str(),
        is_held: false,
        sent_at: None,
        failure: None,
    };
    match status {
        DeliveryStatus::Sent { at } => StatusColumns {
            sent_at: Some(micros(*at)),
            ..columns
        },
        DeliveryStatus::Held { at } => StatusColumns {
            word: "sent",
            is_held: true,
            sent_at: Some(micros(*at)),
            ..columns
        },
        DeliveryStatus::Failed(failure) => StatusColumns {
            failure: Some(json(failure)),
            ..columns
        },
        DeliveryStatus::Queued | DeliveryStatus::Sending | DeliveryStatus::Unconfirmed => columns,
    }
}

fn moderations(
    workspace_id: WorkspaceId,
    saved: &[Saved],
    now: Timestamp,
) -> impl Iterator<Item = ModerationRow> {
    let effects = saved
        .iter()
        .flat_map(|one| one.decision.effects.iter().map(move |effect| (one, effect)));
    effects.filter_map(move |(one, effect)| match effect {
        Effect::Moderate { action, by } => Some(ModerationRow {
            workspace_id,
            conversation_id: one.conversation_id(),
            channel_id: one.channel_id(),
            action: *action,
            agent_id: *by,
            asked_at: now,
            attempts: 0,
        }),
        _ => None,
    })
}

fn label_work(
    workspace_id: WorkspaceId,
    saved: &[Saved],
    now: Timestamp,
    ids: &mut (dyn FnMut() -> Uuid + Send),
) -> Vec<LabelWork> {
    let mut all = Vec::new();
    for one in saved {
        let conversation_id = one.conversation_id();
        for effect in &one.decision.effects {
            let action = match *effect {
                Effect::Label { label_id, puts, by } if puts => {
                    LabelAction::Put(label_id, conversation_id, by)
                }
                Effect::Label { label_id, by, .. } => {
                    LabelAction::Take(label_id, conversation_id, by)
                }
                Effect::ReadLabels => LabelAction::Read(conversation_id),
                _ => continue,
            };
            all.push(LabelWork {
                workspace_id,
                id: JobId::new(ids()),
                channel_id: one.channel_id(),
                action,
                asked_at: now,
                attempts: 0,
            });
        }
    }
    all
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
                Effect::FetchMedia { message_id } => {
                    (JobKind::Fetch, Some(*message_id), Timestamp::UNIX_EPOCH)
                }
                Effect::Identify { .. }
                | Effect::Moderate { .. }
                | Effect::Label { .. }
                | Effect::ReadLabels
                | Effect::Begin { .. }
                | Effect::Channel(_)
                | Effect::Restricted(_) => continue,
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
