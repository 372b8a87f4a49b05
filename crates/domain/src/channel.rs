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

    /// The channel after a measure of the platform, which may be told late: the latest one counts, and the end of a bar
    /// stays on record so that an older bar does not come back.
    #[must_use]
    pub fn after_enforcement(mut self, enforcement: &Enforcement, at: Timestamp) -> Self {
        let is_bar = |restriction: &Restriction| restriction.scope == RestrictionScope::All;
        let released_at = self
            .restrictions
            .iter()
            .find(|restriction| is_bar(restriction))
            .and_then(|restriction| restriction.until);
        let barred_at = match &self.state {
            ChannelState::Paused { since, .. } => Some(*since),
            _ => None,
        };
        let is_stale = released_at.max(barred_at) >= Some(at);
        let until = match enforcement.action {
            EnforcementAction::Block if !is_stale => {
                self.state = ChannelState::Paused {
                    reason: enforcement.reason.clone().unwrap_or_default(),
                    since: at,
                    until: None,
                };
                None
            }
            EnforcementAction::Unblock if !is_stale => {
                if barred_at.is_some() {
                    self.state = ChannelState::Connected;
                }
                Some(at)
            }
            _ => return self,
        };
        self.restrictions.retain(|restriction| !is_bar(restriction));
        self.restrictions.push(Restriction {
            scope: RestrictionScope::All,
            until,
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn channel() -> Channel {
        Channel {
            workspace_id: WorkspaceId::new(Uuid::nil()),
            id: ChannelId::new(Uuid::nil()),
            platform: Platform::Messenger,
            external_id: "1042".to_owned(),
            name: "Shop".to_owned(),
            username: None,
            region: None,
            capabilities: Vec::new(),
            restrictions: Vec::new(),
            state: ChannelState::Connected,
        }
    }

    /// The channel after measures, each told as `(hour, action)`.
    fn after(told: &[(i64, EnforcementAction)]) -> Channel {
        told.iter().fold(channel(), |channel, (hour, action)| {
            let enforcement = Enforcement {
                action: *action,
                reason: Some(format!("measure of {hour}")),
            };
            let at = Timestamp::from_second(3600 * hour).unwrap();
            channel.after_enforcement(&enforcement, at)
        })
    }

    #[test]
    fn the_latest_measure_counts_in_whatever_order_they_are_told() {
        use EnforcementAction::{Block, Unblock, Warning};
        let measures = [(1, Block), (2, Unblock), (3, Warning), (4, Block)];
        for count in 1..=measures.len() {
            let in_order = after(&measures[..count]);
            let barred = matches!(in_order.state, ChannelState::Paused { .. });
            assert_eq!(barred, count == 1 || count == 4);
            for first in 0..count {
                for second in 0..count {
                    // Two change their places, and everything is told twice.
                    let mut told = measures[..count].to_vec();
                    told.swap(first, second);
                    told.rotate_left(first);
                    told.extend(told.clone());
                    assert_eq!(after(&told), in_order, "{told:?}");
                }
            }
        }
    }
}
