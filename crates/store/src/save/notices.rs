//! Saving what a platform tells of single messages and of who the customer is. It repeats itself and comes in any order.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::decide::Event;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::{Price, Reached, Stage};

use super::Saved;
use crate::batch::{chunks, values};
use crate::contacts::Renamed;
use crate::row::{json, micros};
use crate::{Error, Write};

impl Write {
    pub(super) async fn save_notices(
        &mut self,
        workspace_id: WorkspaceId,
        saved: &[Saved],
    ) -> Result<(), Error> {
        let mut progress = Vec::new();
        let mut renamed = Vec::new();
        for one in saved {
            for event in one.events() {
                match event {
                    Event::Progressed {
                        external_id,
                        at,
                        reached,
                        price,
                    } => progress.push(Report {
                        channel_id: one.channel_id(),
                        external_id,
                        at: *at,
                        reached,
                        price: price.as_ref(),
                    }),
                    Event::Renamed { name, username } => renamed.push(Renamed {
                        thread: &one.decision.thread,
                        name: name.as_deref(),
                        username: username.as_deref(),
                    }),
                    _ => {}
                }
            }
        }
        self.save_progress(workspace_id, &progress).await?;
        self.rename(workspace_id, &renamed).await
    }

    /// Each stage keeps the moment at which it was first reached; of what is told twice and differs, the same half
    /// stays whichever came first.
    async fn save_progress(
        &mut self,
        workspace_id: WorkspaceId,
        reports: &[Report<'_>],
    ) -> Result<(), Error> {
        for piece in chunks(reports) {
            let text = format!(
                "INSERT INTO progress (workspace_id, channel_id, external_id, sent_at, failed_at, delivered_at,
                                       read_at, played_at, failure, price)
                 VALUES {}
                 ON CONFLICT (workspace_id, channel_id, external_id) DO UPDATE
                 SET sent_at = COALESCE(MIN(progress.sent_at, excluded.sent_at), progress.sent_at, excluded.sent_at),
                     failed_at = COALESCE(MIN(progress.failed_at, excluded.failed_at), progress.failed_at,
                                          excluded.failed_at),
                     delivered_at = COALESCE(MIN(progress.delivered_at, excluded.delivered_at),
                                             progress.delivered_at, excluded.delivered_at),
                     read_at = COALESCE(MIN(progress.read_at, excluded.read_at), progress.read_at, excluded.read_at),
                     played_at = COALESCE(MIN(progress.played_at, excluded.played_at), progress.played_at,
                                          excluded.played_at),
                     failure = COALESCE(MIN(progress.failure, excluded.failure), progress.failure, excluded.failure),
                     price = COALESCE(MIN(progress.price, excluded.price), progress.price, excluded.price)",
                values(piece.len(), 10, 0)
            );
            let mut query = sqlx::query(AssertSqlSafe(text));
            for report in piece {
                let at_stage = |stage| (report.reached.stage() == stage).then(|| micros(report.at));
                let failure = match report.reached {
                    Reached::Failed(failure) => Some(json(failure)),
                    _ => None,
                };
                query = query
                    .bind(workspace_id.uuid())
                    .bind(report.channel_id.uuid())
                    .bind(report.external_id)
                    .bind(at_stage(Stage::Sent))
                    .bind(at_stage(Stage::Failed))
                    .bind(at_stage(Stage::Delivered))
                    .bind(at_stage(Stage::Read))
                    .bind(at_stage(Stage::Played))
                    .bind(failure)
                    .bind(report.price.map(json));
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }
}

/// How far a message got, as the platform told.
struct Report<'a> {
    channel_id: ChannelId,
    external_id: &'a str,
    at: Timestamp,
    reached: &'a Reached,
    price: Option<&'a Price>,
}
