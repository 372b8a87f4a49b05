//! Saving lines, and what is told about them by the platform's id: deletions, edits, reactions, receipts.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::decide::Event;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::message::{Content, Message, Unreadable};

use super::{Saved, status_columns};
use crate::batch::{chunks, values};
use crate::row::{author_columns, json, micros};
use crate::{Error, Write};

/// Who reacted. Ids of customers change, and each conversation has one.
const CUSTOMER: &str = "customer";

impl Write {
    pub(super) async fn save_lines(
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
                                      content, standby, external_id, reply_to, route, rulebook, terms, status,
                                      held, sent_at, failure)
                 VALUES {}",
                values(piece.len(), 19, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for (channel_id, message) in piece {
                let (author, agent) = author_columns(message.author);
                let delivery = message.delivery.as_ref();
                let status = delivery.map(|delivery| status_columns(&delivery.status));
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
                    .bind(message.content.is_quiet())
                    .bind(&message.external_id)
                    .bind(&message.reply_to)
                    .bind(delivery.map(|delivery| delivery.route.as_str()))
                    .bind(delivery.map(|delivery| delivery.rulebook.as_str()))
                    .bind(delivery.map(|delivery| json(&delivery.terms)))
                    .bind(status.as_ref().map(|status| status.word))
                    .bind(status.as_ref().is_some_and(|status| status.is_held))
                    .bind(status.as_ref().and_then(|status| status.sent_at))
                    .bind(status.and_then(|status| status.failure));
            }
            query.execute(self.connection()).await?;
        }
        self.add_attachments(workspace_id, lines.iter().map(|(_, message)| *message))
            .await?;
        self.save_files_to_come(workspace_id, saved).await?;
        self.save_activities(workspace_id, saved).await?;
        self.save_deletions(workspace_id, saved).await?;
        self.save_edits(workspace_id, saved).await?;
        self.save_reactions(workspace_id, saved).await?;
        self.save_receipts(workspace_id, saved).await
    }

    /// A file takes the place of the line that announced it, and of no other.
    async fn save_files_to_come(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        for event in saved.iter().flat_map(Saved::events) {
            let Event::MessageFilled {
                message_id,
                content,
            } = event
            else {
                continue;
            };
            let filled = sqlx::query(
                "UPDATE message SET content = $3
                 WHERE workspace_id = $1 AND id = $2 AND content ->> '$.extra.unreadable.kind' = $4",
            )
            .bind(workspace_id.uuid())
            .bind(message_id.uuid())
            .bind(json(content))
            .bind(Unreadable::FILE_TO_COME)
            .execute(self.connection())
            .await?;
            if filled.rows_affected() == 0 {
                continue;
            }
            for (number, attachment) in (0_u32..).zip(&content.attachments) {
                if attachment.is_to_be_fetched() {
                    self.add_waiting(workspace_id, *message_id, number).await?;
                }
            }
        }
        Ok(())
    }

    /// What a line tells is settled.
    async fn save_activities(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        for event in saved.iter().flat_map(Saved::events) {
            let Event::ActivityChanged {
                message_id,
                activity,
            } = event
            else {
                continue;
            };
            sqlx::query(
                "UPDATE message SET content = json_set(content, '$.activity', json($3))
                 WHERE workspace_id = $1 AND id = $2 AND author = 'activity'",
            )
            .bind(workspace_id.uuid())
            .bind(message_id.uuid())
            .bind(json(activity))
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// What was taken back must not be kept, whichever part of it was told first.
    async fn save_deletions(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        for one in saved {
            for event in one.events() {
                let Event::MessageDeleted { external_id, at } = event else {
                    continue;
                };
                let channel_id = one.channel_id().uuid();
                sqlx::query(
                    "INSERT INTO deletion (workspace_id, channel_id, external_id, at)
                     VALUES ($1, $2, $3, $4)
                     ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
                     SET at = MIN(deletion.at, excluded.at)",
                )
                .bind(workspace_id.uuid())
                .bind(channel_id)
                .bind(external_id)
                .bind(micros(*at))
                .execute(self.connection())
                .await?;
                sqlx::query(
                    "DELETE FROM message_edit
                     WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3",
                )
                .bind(workspace_id.uuid())
                .bind(channel_id)
                .bind(external_id)
                .execute(self.connection())
                .await?;
                self.remove_attachments(workspace_id, one.channel_id(), external_id)
                    .await?;
                sqlx::query(
                    "UPDATE message
                     SET content = CASE WHEN content ->> '$.past' THEN $6 WHEN standby THEN $5 ELSE $4 END
                     WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3",
                )
                .bind(workspace_id.uuid())
                .bind(channel_id)
                .bind(external_id)
                .bind(gone(&Content::default()))
                .bind(gone(&Content {
                    standby: true,
                    ..Content::default()
                }))
                .bind(gone(&Content {
                    past: true,
                    ..Content::default()
                }))
                .execute(self.connection())
                .await?;
            }
        }
        Ok(())
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
                     SELECT $1, $2, $3, $4, $5, $6
                     WHERE NOT EXISTS (
                         SELECT 1 FROM deletion WHERE workspace_id = $1 AND channel_id = $2 AND external_id = $3)
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
                .bind(CUSTOMER)
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
}

/// What stays of a message that was taken back.
fn gone(content: &Content) -> String {
    json(&content.taken_back())
}
