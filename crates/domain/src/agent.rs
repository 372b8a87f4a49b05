//! People who answer customers, programs that act for them, and what each may do.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AgentId, WorkspaceId};

/// A person who answers customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The workspace this account belongs to.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: AgentId,
    /// As colleagues see it.
    pub name: String,
    /// For signing in; lower case.
    pub email: String,
    /// What this person may do.
    pub role: Role,
    /// How this person wants to see the pages.
    pub preferences: Preferences,
    /// Since when the account is closed; its messages keep their author.
    pub deactivated_at: Option<Timestamp>,
}

/// How a person wants to see the pages; the browser decides what is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The time zone, by its IANA name.
    pub time_zone: Option<String>,
    /// `light` or `dark`.
    pub theme: Option<String>,
}

/// What a person may do in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, including channels, people and tokens.
    Owner,
    /// Answer customers.
    Agent,
}

impl Role {
    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Agent => "agent",
        }
    }

    /// Whether the role carries the permission.
    pub const fn may(self, permission: Permission) -> bool {
        match self {
            Self::Owner => true,
            Self::Agent => matches!(permission, Permission::Converse),
        }
    }
}

/// A thing that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Read and answer conversations.
    Converse,
    /// Connect and change channels.
    ManageChannels,
    /// Add people and change their roles.
    ManageAgents,
    /// Create and revoke API tokens.
    ManageTokens,
    /// Look into the journal and replay from it.
    ManageJournal,
}

/// A right that an API token carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// List and read conversations, their messages and routes.
    #[serde(rename = "conversations:read")]
    ConversationsRead,
    /// Assign, close, reopen and snooze conversations, and write notes.
    #[serde(rename = "conversations:write")]
    ConversationsWrite,
    /// Send messages, as an automation.
    #[serde(rename = "messages:send")]
    MessagesSend,
    /// Send messages that a person typed; the only way for a token to reach the human-agent route.
    #[serde(rename = "messages:human")]
    MessagesHuman,
    /// List and read contacts.
    #[serde(rename = "contacts:read")]
    ContactsRead,
    /// List and read channels.
    #[serde(rename = "channels:read")]
    ChannelsRead,
    /// Connect and change channels.
    #[serde(rename = "channels:write")]
    ChannelsWrite,
    /// Read what the journal could not hand on.
    #[serde(rename = "journal:read")]
    JournalRead,
    /// Replay from the journal.
    #[serde(rename = "journal:write")]
    JournalWrite,
}

impl Scope {
    /// Every scope, in the order of the settings page.
    pub const ALL: [Self; 9] = [
        Self::ConversationsRead,
        Self::ConversationsWrite,
        Self::MessagesSend,
        Self::MessagesHuman,
        Self::ContactsRead,
        Self::ChannelsRead,
        Self::ChannelsWrite,
        Self::JournalRead,
        Self::JournalWrite,
    ];

    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ConversationsRead => "conversations:read",
            Self::ConversationsWrite => "conversations:write",
            Self::MessagesSend => "messages:send",
            Self::MessagesHuman => "messages:human",
            Self::ContactsRead => "contacts:read",
            Self::ChannelsRead => "channels:read",
            Self::ChannelsWrite => "channels:write",
            Self::JournalRead => "journal:read",
            Self::JournalWrite => "journal:write",
        }
    }
}

/// A word that is none of the expected ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not one of: {expected}")]
pub struct UnknownWord {
    /// What was given.
    pub given: String,
    /// The words that would have been understood.
    pub expected: String,
}

impl FromStr for Scope {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.as_str() == text)
            .ok_or_else(|| UnknownWord {
                given: text.to_owned(),
                expected: Self::ALL.map(Self::as_str).join(", "),
            })
    }
}

impl FromStr for Role {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "owner" => Ok(Self::Owner),
            "agent" => Ok(Self::Agent),
            _ => Err(UnknownWord {
                given: text.to_owned(),
                expected: "owner, agent".to_owned(),
            }),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
