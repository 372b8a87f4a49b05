//! Two threads that turned out to be with one customer become one.

use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_domain::id::{ConversationId, WorkspaceId};

use crate::events::{EventKind, EventRow};
use crate::{Error, Write};

impl Write {
    /// Moves all that belongs to one thread to the other, as that stands with what it took over, and gives back how it
    /// stands once its messages are counted.
    ///
    /// What happened to the thread that is gone stays in the event log under its id.
    pub async fn merge_threads(
        &mut self,
        workspace_id: WorkspaceId,
        gone: &Thread,
        kept: &Thread,
        now: Timestamp,
    ) -> Result<(Thread, Vec<EventRow>), Error> {
        let (from, to) = (gone.conversation.id, kept.conversation.id);
        for table in ["message", "job", "comment"] {
            self.move_rows(workspace_id, table, from, to).await?;
        }
        sqlx::query(
            "UPDATE alias SET identity_id = $3 WHERE workspace_id = $1 AND identity_id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(gone.identity.id.uuid())
        .bind(kept.identity.id.uuid())
        .execute(self.connection())
        .await?;
        sqlx::query(
            "UPDATE OR REPLACE moderation SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(from.uuid())
        .bind(to.uuid())
        .execute(self.connection())
        .await?;
        self.move_marks(workspace_id, from, to).await?;
        sqlx::query(
            "UPDATE OR IGNORE recipient SET identity_id = $3 WHERE workspace_id = $1 AND identity_id = $2",
        )
        .bind(workspace_id.uuid())
        .bind(gone.identity.id.uuid())
        .bind(kept.identity.id.uuid())
        .execute(self.connection())
        .await?;
        sqlx::query("DELETE FROM conversation WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(from.uuid())
            .execute(self.connection())
            .await?;
        sqlx::query("DELETE FROM identity WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(gone.identity.id.uuid())
            .execute(self.connection())
            .await?;
        self.take_name(workspace_id, gone, kept).await?;
        self.save_identities(workspace_id, &[kept]).await?;
        self.save_conversations(workspace_id, &[kept]).await?;
        self.recount(workspace_id, to).await?;
        let happened = [(EventKind::ConversationChanged, to, None)];
        let events = self.add_events(workspace_id, &happened, now).await?;
        Ok((self.load_thread(workspace_id, to).await?, events))
    }

    async fn move_rows(
        &mut self,
        workspace_id: WorkspaceId,
        table: &'static str,
        from: ConversationId,
        to: ConversationId,
    ) -> Result<(), Error> {
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE {table} SET conversation_id = $3 WHERE workspace_id = $1 AND conversation_id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(from.uuid())
        .bind(to.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The contact who stays is called as the one who is gone, where they had no name themselves.
    async fn take_name(
        &mut self,
        workspace_id: WorkspaceId,
        gone: &Thread,
        kept: &Thread,
    ) -> Result<(), Error> {
        sqlx::query(
            "UPDATE contact
             SET name = COALESCE(name, (SELECT name FROM contact WHERE workspace_id = $1 AND id = $2))
             WHERE workspace_id = $1 AND id = $3",
        )
        .bind(workspace_id.uuid())
        .bind(gone.identity.contact_id.uuid())
        .bind(kept.identity.contact_id.uuid())
        .execute(self.connection())
        .await?;
        sqlx::query(
            "DELETE FROM contact
             WHERE workspace_id = $1 AND id = $2
               AND NOT EXISTS (SELECT 1 FROM identity WHERE workspace_id = $1 AND contact_id = $2)",
        )
        .bind(workspace_id.uuid())
        .bind(gone.identity.contact_id.uuid())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
