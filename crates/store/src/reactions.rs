//! Reactions of the business itself.

use jiff::Timestamp;
use transom_domain::id::{ChannelId, ConversationId, WorkspaceId};

use crate::events::{EventKind, EventRow};
use crate::row::micros;
use crate::{Error, Write};

impl Write {
    /// Notes a reaction to a customer's message, or that it was taken back, in the name of the account.
    pub async fn save_reaction(
        &mut self,
        workspace_id: WorkspaceId,
        (channel_id, conversation_id): (ChannelId, ConversationId),
        external_id: &str,
        author: &str,
        emoji: Option<&str>,
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        sqlx::query(
            "INSERT INTO reaction (workspace_id, channel_id, external_id, author, at, emoji)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (workspace_id, channel_id, external_id, author) DO UPDATE
             SET at = excluded.at, emoji = excluded.emoji
             WHERE excluded.at >= reaction.at",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .bind(author)
        .bind(micros(now))
        .bind(emoji)
        .execute(self.connection())
        .await?;
        let happened = [(EventKind::ReactionChanged, conversation_id, None)];
        self.add_events(workspace_id, &happened, now).await
    }
}
