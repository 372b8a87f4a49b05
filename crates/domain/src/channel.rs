//! Channels: connected pages, accounts, numbers and mailboxes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{Capability, Channel as Platform, Country, Restriction, RestrictionScope};

use crate::id::{ChannelId, WorkspaceId};
use crate::inbound::{Enforcement, EnforcementAction};

/// A connected page, account, number or mailbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// The workspace it belongs to.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: ChannelId,
    /// Which platform it is on.
    pub platform: Platform,
    /// The platform's id of it: a Messenger page id.
    pub external_id: String,
    /// As people see it.
    pub name: String,
    /// The public handle, when it has one; a chat link is made of it.
    pub username: Option<String>,
    /// The country whose rules apply, as an ISO 3166 code.
    pub region: Option<Country>,
    /// Permissions that the platform has granted.
    pub capabilities: Vec<Capability>,
    /// Measures of the platform in force or past.
    pub restrictions: Vec<Restriction>,
    /// What stands between us and sending.
    pub state: ChannelState,
}

/// What stands between us and sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ChannelState {
    /// Nothing.
    Connected,
    /// The token or a permission is missing; receiving goes on.
    Disconnected {
        /// What the platform said.
        reason: String,
        /// Since when.
        since: Timestamp,
    },
    /// The platform barred the account from sending.
    Paused {
        /// What the platform said.
        reason: String,
        /// Since when.
        since: Timestamp,
        /// Until when, when it told.
        until: Option<Timestamp>,
    },
}

impl Channel {
    /// The link with which a customer starts or resumes the conversation, where the platform has such links.
    pub fn chat_link(&self) -> Option<String> {
        match self.platform {
            Platform::Messenger => Some(format!(
                "https://m.me/{}",
                self.username.as_ref().unwrap_or(&self.external_id)
            )),
            _ => None,
        }
    }

    /// Whether sending is out of the question at this moment.
    pub fn is_paused(&self, now: Timestamp) -> bool {
        match &self.state {
            ChannelState::Connected => false,
            ChannelState::Disconnected { .. } => true,
            ChannelState::Paused { until, .. } => until.is_none_or(|until| now < until),
        }
    }

    /// The channel after a measure of the platform.
    #[must_use]
    pub fn after_enforcement(mut self, enforcement: &Enforcement, at: Timestamp) -> Self {
        match enforcement.action {
            EnforcementAction::Warning => {}
            EnforcementAction::Block => {
                self.state = ChannelState::Paused {
                    reason: enforcement.reason.clone().unwrap_or_default(),
                    since: at,
                    until: None,
                };
                self.restrictions
                    .retain(|restriction| restriction.scope != RestrictionScope::All);
                self.restrictions.push(Restriction {
                    scope: RestrictionScope::All,
                    until: None,
                });
            }
            EnforcementAction::Unblock => {
                if matches!(self.state, ChannelState::Paused { .. }) {
                    self.state = ChannelState::Connected;
                }
                self.restrictions
                    .retain(|restriction| restriction.scope != RestrictionScope::All);
            }
        }
        self
    }
}
