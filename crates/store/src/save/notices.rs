//! Saving what a platform tells of single messages and of who the customer is. It repeats itself and comes in any order.

use jiff::Timestamp;
use transom_domain::decide::Event;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::{Price, Reached, Stage};

use super::Saved;
use crate::contacts::Renamed;
use crate::row::{json, micros};
use crate::{Error, Write};

impl Write {
    pub(super) async fn save_notices(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        let mut renamed = Vec::new();
        for one in saved {
            for event in one.events() {
                match event {
                    Event::Progressed {
                        external_id,
                        at,
                        reached,
                        price,
                    } => {
                        let name = (workspace_id, one.channel_id(), external_id.as_str());
                        self.save_progress(name, *at, reached, price.as_ref())
                            .await?;
                    }
                    Event::Renamed { name, username } => renamed.push(Renamed {
                        thread: &one.decision.thread,
                        name: name.as_deref(),
                        username: username.as_deref(),
                    }),
                    _ => {}
                }
            }
        }
        self.rename(workspace_id, &renamed).await
    }

    /// Each stage keeps the moment at which it was first reached; of what is told twice and differs, the same half
    /// stays whichever came first.
    async fn save_progress(
        &mut self,
        (workspace_id, channel_id, external_id): (WorkspaceId, ChannelId, &str),
        at: Timestamp,
        reached: &Reached,
        price: Option<&Price>,
    ) -> Result<(), Error> {
        let at_stage = |stage| (reached.stage() == stage).then(|| micros(at));
        let failure = match reached {
            Reached::Failed(failure) => Some(json(failure)),
            _ => None,
        };
        sqlx::query(
            "INSERT INTO progress (workspace_id, channel_id, external_id, sent_at, failed_at, delivered_at, read_at,
                                   played_at, failure, price)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
             SET sent_at = COALESCE(MIN(progress.sent_at, excluded.sent_at), progress.sent_at, excluded.sent_at),
                 failed_at = COALESCE(MIN(progress.failed_at, excluded.failed_at), progress.failed_at,
                                      excluded.failed_at),
                 delivered_at = COALESCE(MIN(progress.delivered_at, excluded.delivered_at), progress.delivered_at,
                                         excluded.delivered_at),
                 read_at = COALESCE(MIN(progress.read_at, excluded.read_at), progress.read_at, excluded.read_at),
                 played_at = COALESCE(MIN(progress.played_at, excluded.played_at), progress.played_at,
                                      excluded.played_at),
                 failure = COALESCE(MIN(progress.failure, excluded.failure), progress.failure, excluded.failure),
                 price = COALESCE(MIN(progress.price, excluded.price), progress.price, excluded.price)",
        )
        .bind(workspace_id.uuid())
        .bind(channel_id.uuid())
        .bind(external_id)
        .bind(at_stage(Stage::Sent))
        .bind(at_stage(Stage::Failed))
        .bind(at_stage(Stage::Delivered))
        .bind(at_stage(Stage::Read))
        .bind(at_stage(Stage::Played))
        .bind(failure)
        .bind(price.map(json))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
