//! Stand-ins: customers of whom only a comment is known, until the platform tells who they are.

use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_domain::id::{JobId, WorkspaceId};

use crate::events::{EventKind, EventRow};
use crate::jobs::{Job, JobKind};
use crate::{Error, Write};

impl Write {
    /// The platform told who a stand-in is. What was said to them is theirs from now on: under their name, or in the
    /// conversation that they have already.
    pub async fn identify(
        &mut self,
        workspace_id: WorkspaceId,
        stand_in: Thread,
        external_id: &str,
        job_id: JobId,
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        let wanted = [(stand_in.identity.channel_id, external_id)];
        let known = self.threads(workspace_id, &wanted).await?.pop();
        if let Some(mut known) = known {
            let gone = stand_in.clone();
            known.absorb(stand_in);
            let merged = self.merge_threads(workspace_id, &gone, &known, now);
            return Ok(merged.await?.1);
        }
        self.reveal(workspace_id, &stand_in, external_id, job_id)
            .await?;
        let happened = [(
            EventKind::ConversationChanged,
            stand_in.conversation.id,
            None,
        )];
        self.add_events(workspace_id, &happened, now).await
    }

    async fn reveal(
        &mut self,
        workspace_id: WorkspaceId,
        stand_in: &Thread,
        external_id: &str,
        job_id: JobId,
    ) -> Result<(), Error> {
        sqlx::query("UPDATE identity SET external_id = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(stand_in.identity.id.uuid())
            .bind(external_id)
            .execute(self.connection())
            .await?;
        self.add_jobs(&[Job {
            workspace_id,
            id: job_id,
            kind: JobKind::Profile,
            channel_id: stand_in.identity.channel_id,
            conversation_id: stand_in.conversation.id,
            message_id: None,
            due_at: Timestamp::UNIX_EPOCH,
            attempts: 0,
        }])
        .await
    }
}
