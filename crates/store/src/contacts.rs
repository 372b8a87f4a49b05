//! Contacts: the people who write, by name.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use transom_domain::id::{ChannelId, ContactId, ConversationId, IdentityId, WorkspaceId};

use crate::events::{EventKind, EventRow};
use crate::row::{get, timestamp};
use crate::{Error, Read, Write};

/// A contact with the identity and the conversation of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// The person.
    pub id: ContactId,
    /// Their name, once it is known.
    pub name: Option<String>,
    /// Since when they are known.
    pub created_at: Timestamp,
    /// Them on a channel.
    pub identity_id: IdentityId,
    /// The channel.
    pub channel_id: ChannelId,
    /// The platform's id of them.
    pub external_id: String,
    /// What was said.
    pub conversation_id: ConversationId,
}

const CONTACT: &str = "SELECT contact.id, contact.name, contact.created_at, identity.id, identity.channel_id,
           identity.external_id, conversation.id
    FROM contact
    JOIN identity ON identity.workspace_id = contact.workspace_id AND identity.contact_id = contact.id
    JOIN conversation ON conversation.workspace_id = identity.workspace_id
     AND conversation.identity_id = identity.id";

fn contact(row: &SqliteRow) -> Result<ContactRow, Error> {
    Ok(ContactRow {
        id: ContactId::new(get(row, 0)?),
        name: get(row, 1)?,
        created_at: timestamp(get(row, 2)?)?,
        identity_id: IdentityId::new(get(row, 3)?),
        channel_id: ChannelId::new(get(row, 4)?),
        external_id: get(row, 5)?,
        conversation_id: ConversationId::new(get(row, 6)?),
    })
}

impl Read {
    /// Contacts in the order in which they were first seen, after one of them.
    pub async fn contacts(
        &mut self,
        workspace_id: WorkspaceId,
        after: Option<ContactId>,
        limit: u32,
    ) -> Result<Vec<ContactRow>, Error> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{CONTACT}
             WHERE contact.workspace_id = $1 AND ($2 IS NULL OR contact.id > $2)
             ORDER BY contact.id
             LIMIT $3"
        )))
        .bind(workspace_id.uuid())
        .bind(after.map(ContactId::uuid))
        .bind(limit)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(contact).collect()
    }

    /// A contact.
    pub async fn load_contact(
        &mut self,
        workspace_id: WorkspaceId,
        id: ContactId,
    ) -> Result<ContactRow, Error> {
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{CONTACT}
             WHERE contact.workspace_id = $1 AND contact.id = $2"
        )))
        .bind(workspace_id.uuid())
        .bind(id.uuid())
        .fetch_optional(self.connection())
        .await?;
        contact(&row.ok_or(Error::NotFound("contact"))?)
    }
}

impl Write {
    /// Notes the name of a contact.
    pub async fn set_contact_name(
        &mut self,
        workspace_id: WorkspaceId,
        id: ContactId,
        name: &str,
    ) -> Result<(), Error> {
        sqlx::query("UPDATE contact SET name = $3 WHERE workspace_id = $1 AND id = $2")
            .bind(workspace_id.uuid())
            .bind(id.uuid())
            .bind(name)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Tells the pages that a conversation shows a new name.
    pub async fn contact_renamed(
        &mut self,
        workspace_id: WorkspaceId,
        conversation_id: ConversationId,
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        let happened = [(EventKind::ConversationChanged, conversation_id, None)];
        self.add_events(workspace_id, &happened, now).await
    }
}
