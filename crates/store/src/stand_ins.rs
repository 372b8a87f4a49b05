//! Stand-ins: customers of whom only a comment is known, until the platform tells who they are.

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use transom_domain::conversation::Thread;
use transom_domain::id::{ConversationId, JobId, WorkspaceId};

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
        let conversation_id = if let Some(known) = known {
            let id = known.conversation.id;
            self.merge(workspace_id, stand_in, known).await?;
            id
        } else {
            self.rename(workspace_id, &stand_in, external_id, job_id)
                .await?;
            stand_in.conversation.id
        };
        let happened = [(EventKind::ConversationChanged, conversation_id, None)];
        self.add_events(workspace_id, &happened, now).await
    }

    async fn rename(
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

    async fn merge(
        &mut self,
        workspace_id: WorkspaceId,
        stand_in: Thread,
        mut known: Thread,
    ) -> Result<(), Error> {
        let (from, to) = (stand_in.conversation.id, known.conversation.id);
        let (identity, contact) = (stand_in.identity.id, stand_in.identity.contact_id);
        known.absorb(stand_in);
        for table in ["message", "job", "comment"] {
            self.move_rows(workspace_id, table, from, to).await?;
        }
        self.save_identities(workspace_id, &[&known]).await?;
        self.save_conversations(workspace_id, &[&known]).await?;
        sqlx::query(
            "UPDATE contact
             SET name = COALESCE(name, (SELECT name FROM contact WHERE workspace_id = $1 AND id = $3))
             WHERE workspace_id = $1 AND id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(known.identity.contact_id.uuid())
        .bind(contact.uuid())
        .execute(self.connection())
        .await?;
        let gone = [
            ("conversation", from.uuid()),
            ("identity", identity.uuid()),
            ("contact", contact.uuid()),
        ];
        for (table, id) in gone {
            sqlx::query(AssertSqlSafe(format!(
                "DELETE FROM {table} WHERE workspace_id = $1 AND id = $2"
            )))
            .bind(workspace_id.uuid())
            .bind(id)
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    async fn move_rows(
        &mut self,
        workspace_id: WorkspaceId,
        table: &'static str,
        from: ConversationId,
        to: ConversationId,
    ) -> Result<(), Error> {
        sqlx::query(AssertSqlSafe(format!(
            "UPDATE {table} SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(from.uuid())
        .bind(to.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
