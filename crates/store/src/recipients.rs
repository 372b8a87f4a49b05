//! With whom a business began, where the platform counts that.

use jiff::Timestamp;
use transom_domain::decide::{Effect, Event};
use transom_domain::id::{ChannelId, IdentityId, MessageId, WorkspaceId};
use transom_domain::message::{DeliveryStatus, FailureClass};
use transom_policy::Recipients;

use crate::row::{micros, optional_timestamp};
use crate::save::Saved;
use crate::{Error, Read, Write};

/// Who is counted together, since when, and how many there may be.
#[derive(Debug, Clone, Copy)]
pub struct RecipientCount {
    /// Those of one channel, or of all.
    pub channel_id: Option<ChannelId>,
    /// Those after it.
    pub since: Timestamp,
    /// As many as there may be; absent where there is no end.
    pub most: Option<u32>,
}

impl Read {
    /// How near a workspace is to the most people with whom it may begin, as it looks for one of them.
    pub async fn recipients(
        &mut self,
        workspace_id: WorkspaceId,
        identity_id: IdentityId,
        count: RecipientCount,
    ) -> Result<Recipients, Error> {
        let begun_at: Option<i64> = sqlx::query_scalar(
            "SELECT begun_at FROM recipient WHERE workspace_id = $1 AND identity_id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(identity_id.uuid())
        .fetch_optional(self.connection())
        .await?;
        let full_since = match count.most {
            Some(most) => self.begun_before(workspace_id, count, most).await?,
            None => None,
        };
        Ok(Recipients {
            full_since,
            begun_at: optional_timestamp(begun_at)?,
        })
    }
}

impl Read {
    /// When the earliest of so many latest began, if there are as many.
    async fn begun_before(
        &mut self,
        workspace_id: WorkspaceId,
        count: RecipientCount,
        most: u32,
    ) -> Result<Option<Timestamp>, Error> {
        let query = match count.channel_id {
            Some(channel_id) => sqlx::query_scalar(
                "SELECT begun_at
                 FROM recipient
                 WHERE workspace_id = $1 AND channel_id = $4 AND begun_at > $2
                 ORDER BY begun_at DESC
                 LIMIT 1 OFFSET $3",
            )
            .bind(workspace_id.uuid())
            .bind(micros(count.since))
            .bind(most.max(1) - 1)
            .bind(channel_id.uuid()),
            None => sqlx::query_scalar(
                "SELECT begun_at
                 FROM recipient
                 WHERE workspace_id = $1 AND begun_at > $2
                 ORDER BY begun_at DESC
                 LIMIT 1 OFFSET $3",
            )
            .bind(workspace_id.uuid())
            .bind(micros(count.since))
            .bind(most.max(1) - 1),
        };
        let begun_at: Option<i64> = query.fetch_optional(self.connection()).await?;
        optional_timestamp(begun_at)
    }
}

impl Write {
    /// Counts those with whom messages begin, and no longer those whose message failed: the platform did not deliver it.
    /// One of which nobody knows may have reached them, and counts.
    pub(crate) async fn save_recipients(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
        now: Timestamp,
    ) -> Result<(), Error> {
        for one in saved {
            for event in one.events() {
                if let Event::DeliveryChanged {
                    message_id,
                    status: DeliveryStatus::Failed(failure),
                    ..
                } = event
                    && failure.class != FailureClass::Unconfirmed
                {
                    self.forget_recipient(workspace_id, *message_id).await?;
                }
            }
            for effect in &one.decision.effects {
                let Effect::Begin { message_id } = effect else {
                    continue;
                };
                let identity = &one.decision.thread.identity;
                sqlx::query(
                    "INSERT INTO recipient (workspace_id, identity_id, channel_id, message_id, begun_at)
                     VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (workspace_id, identity_id) DO UPDATE
                     SET channel_id = excluded.channel_id, message_id = excluded.message_id,
                         begun_at = excluded.begun_at",
                )
                .bind(workspace_id.uuid())
                .bind(identity.id.uuid())
                .bind(identity.channel_id.uuid())
                .bind(message_id.uuid())
                .bind(micros(now))
                .execute(self.connection())
                .await?;
            }
        }
        Ok(())
    }

    async fn forget_recipient(
        &mut self,
        workspace_id: WorkspaceId,
        message_id: MessageId,
    ) -> Result<(), Error> {
        sqlx::query("DELETE FROM recipient WHERE workspace_id = $1 AND message_id = $2")
            .bind(workspace_id.uuid())
            .bind(message_id.uuid())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
