//! Contacts: the people who write, by name.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::conversation::{Profile, Thread};
use transom_domain::id::{ChannelId, ContactId, ConversationId, IdentityId, WorkspaceId};

use crate::batch::{chunks, values};
use crate::events::{EventKind, EventRow};
use crate::row::{get, timestamp};
use crate::threads::profile;
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
    /// The platform's id of them, by which they are reached.
    pub external_id: String,
    /// What else the platform told of them.
    pub profile: Profile,
    /// The name in their address, on platforms where people have one.
    pub username: Option<String>,
    /// What was said.
    pub conversation_id: ConversationId,
}

const CONTACT: &str = "SELECT contact.id, contact.name, contact.created_at, identity.id, identity.channel_id,
           identity.external_id, conversation.id, identity.username, identity.profile
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
        profile: profile(get(row, 8)?)?,
        username: get(row, 7)?,
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
        let rows = sqlx::query(AssertSqlSafe(format!(
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
        let row = sqlx::query(AssertSqlSafe(format!(
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

/// A customer who is called otherwise than before.
pub(crate) struct Renamed<'a> {
    pub(crate) thread: &'a Thread,
    pub(crate) name: Option<&'a str>,
    pub(crate) username: Option<&'a str>,
}

impl Write {
    /// Notes what customers are called now; of several names of one customer the last counts.
    pub(crate) async fn rename(
        &mut self,
        workspace_id: WorkspaceId,
        renamed: &[Renamed<'_>],
    ) -> Result<(), Error> {
        let last: HashMap<ConversationId, &Renamed<'_>> = renamed
            .iter()
            .map(|one| (one.thread.conversation.id, one))
            .collect();
        let mut names = Vec::new();
        let mut usernames = Vec::new();
        for (conversation_id, one) in last {
            let contact_id = one.thread.identity.contact_id;
            if let Some(name) = one.name.or(one.username) {
                names.push((contact_id, name));
            }
            usernames.extend(one.username.map(|name| (conversation_id, name.to_owned())));
        }
        self.save_usernames(workspace_id, &usernames).await?;
        self.save_names(workspace_id, &names).await
    }

    /// Notes the names in the addresses of the customers behind conversations.
    pub async fn save_usernames(
        &mut self,
        workspace_id: WorkspaceId,
        names: &[(ConversationId, String)],
    ) -> Result<(), Error> {
        for piece in chunks(names) {
            let text = format!(
                "WITH named (conversation_id, username) AS (VALUES {})
                 UPDATE identity SET username = named.username
                 FROM named
                 JOIN conversation ON conversation.workspace_id = $1 AND conversation.id = named.conversation_id
                 WHERE identity.workspace_id = $1 AND identity.id = conversation.identity_id",
                values(piece.len(), 2, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for (id, username) in piece {
                query = query.bind(id.uuid()).bind(username);
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }

    /// Notes the names of the contacts behind conversations, and tells the pages.
    pub async fn name_contacts(
        &mut self,
        workspace_id: WorkspaceId,
        names: &[(ConversationId, ContactId, String)],
        now: Timestamp,
    ) -> Result<Vec<EventRow>, Error> {
        let of_contacts: Vec<_> = names
            .iter()
            .map(|(_, contact_id, name)| (*contact_id, name.as_str()))
            .collect();
        self.save_names(workspace_id, &of_contacts).await?;
        let happened: Vec<_> = names
            .iter()
            .map(|(conversation_id, ..)| (EventKind::ConversationChanged, *conversation_id, None))
            .collect();
        self.add_events(workspace_id, &happened, now).await
    }

    async fn save_names(
        &mut self,
        workspace_id: WorkspaceId,
        names: &[(ContactId, &str)],
    ) -> Result<(), Error> {
        for piece in chunks(names) {
            let text = format!(
                "WITH named (id, name) AS (VALUES {})
                 UPDATE contact SET name = named.name
                 FROM named
                 WHERE contact.workspace_id = $1 AND contact.id = named.id",
                values(piece.len(), 2, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for (id, name) in piece {
                query = query.bind(id.uuid()).bind(*name);
            }
            query.execute(self.connection()).await?;
        }
        Ok(())
    }
}
