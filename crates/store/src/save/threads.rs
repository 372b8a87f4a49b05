//! Saving threads: the customers and conversations as decisions leave them.

use sqlx::AssertSqlSafe;
use transom_domain::conversation::{Status, Thread};
use transom_domain::id::{AgentId, WorkspaceId};
use transom_domain::message::AttachmentKind;

use crate::batch::{chunks, values};
use crate::row::{author_columns, json, micros};
use crate::{Error, Write};

impl Write {
    pub(super) async fn add_contacts(
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

    pub(crate) async fn save_identities(
        &mut self,
        workspace_id: WorkspaceId,
        threads: &[&Thread],
    ) -> Result<(), Error> {
        for piece in chunks(threads) {
            let text = format!(
                "INSERT INTO identity (workspace_id, id, channel_id, contact_id, external_id, window_events,
                                       delivered_until, read_until, granted, unreachable_since, profile)
                 VALUES {}
                 ON CONFLICT (workspace_id, id) DO UPDATE
                 SET external_id = excluded.external_id,
                     window_events = excluded.window_events,
                     delivered_until = excluded.delivered_until,
                     read_until = excluded.read_until,
                     granted = excluded.granted,
                     unreachable_since = excluded.unreachable_since,
                     profile = excluded.profile",
                values(piece.len(), 11, 0)
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
                    .bind((!identity.granted.is_empty()).then(|| json(&identity.granted)))
                    .bind(identity.unreachable_since.map(micros))
                    .bind((!identity.profile.is_empty()).then(|| json(&identity.profile)));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    pub(crate) async fn save_conversations(
        &mut self,
        workspace_id: WorkspaceId,
        threads: &[&Thread],
    ) -> Result<(), Error> {
        for piece in chunks(threads) {
            let text = format!(
                "INSERT INTO conversation (workspace_id, id, identity_id, created_at, status, snoozed_until,
                     assignee_id, unread, seen_until, waiting_since, last_customer_at, last_reply_at,
                     consecutive_tagged, preview_at, preview_author, preview_agent_id, preview_text,
                     preview_attachment, preview_external_id, preview_deleted, failed, control, closes_at,
                     human_agent_until)
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
                     preview_external_id = excluded.preview_external_id,
                     preview_deleted = excluded.preview_deleted,
                     failed = excluded.failed,
                     control = excluded.control,
                     closes_at = excluded.closes_at,
                     human_agent_until = excluded.human_agent_until",
                values(piece.len(), 24, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for thread in piece {
                let conversation = &thread.conversation;
                let (preview_author, preview_agent) = author_columns(conversation.preview.author);
                let failed = &conversation.failed;
                let failed = (!failed.is_empty()).then(|| json(failed));
                let control = &conversation.control;
                let control = (!control.is_empty()).then(|| json(control));
                let snoozed_until = match conversation.status {
                    Status::Snoozed { until } => Some(micros(until)),
                    Status::Empty | Status::Open | Status::Closed => None,
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
                    .bind(&conversation.preview.external_id)
                    .bind(conversation.preview.deleted)
                    .bind(failed)
                    .bind(control)
                    .bind(conversation.window.closes_at.map(micros))
                    .bind(conversation.window.human_agent_until.map(micros));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }
}
