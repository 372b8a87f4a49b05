//! Channels: connected pages, accounts, numbers and mailboxes.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{
    Capability, Channel as Platform, Country, Restriction, RestrictionScope, Template,
    TemplateCategory,
};

use crate::id::{ChannelId, WorkspaceId};
use crate::inbound::{AccountChange, Enforcement, EnforcementAction, Integrity};

mod app;
mod marketing;

pub use app::OwnApp;
pub use marketing::{MarketingMessages, ProductPolicy};

/// A connected page, account, number or mailbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// The workspace it belongs to.
    pub workspace_id: WorkspaceId,
    /// Our id.
    pub id: ChannelId,
    /// Which platform it is on.
    pub platform: Platform,
    /// The platform's id of it: of a Messenger page, of an Instagram account, of a WhatsApp number.
    pub external_id: String,
    /// As people see it.
    pub name: String,
    /// The public handle, when it has one: a name, or a number by its digits. A chat link is made of it.
    pub username: Option<String>,
    /// The country whose rules apply, as an ISO 3166 code.
    pub region: Option<Country>,
    /// Permissions that the platform has granted.
    pub capabilities: Vec<Capability>,
    /// Measures of the platform in force or past.
    pub restrictions: Vec<Measure>,
    /// What stands between us and sending.
    pub state: ChannelState,
    /// The message templates of its account, as far as the rules look at them.
    pub templates: Arc<[Template]>,
    /// What the platform told of the app by which it is connected.
    pub app: OwnApp,
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
        /// What took it away.
        #[serde(default)]
        cause: Cause,
    },
}

/// What took a connection away, and with that what gives it back. Another token does so always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The platform's answer when it was asked about the account; over once it answers well.
    #[default]
    Asked,
    /// The token was refused for a message. That it is good for asking does not mean that it is for sending.
    Sending,
    /// News of the account; over with the news that it is back.
    Told,
}

/// A measure of the platform against the account, in force or past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What it takes away.
    pub scope: RestrictionScope,
    /// When the platform told of it last: that it began, or that it ended.
    pub told_at: Timestamp,
    /// When it is over; absent while nobody knows.
    pub until: Option<Timestamp>,
    /// That is an assumption: the platform named no end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_assumed: bool,
    /// The platform's own sentence; empty when it gave none.
    pub reason: String,
}

impl Measure {
    /// Whether it bars anything at this moment.
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// Whether it counts against another one of the same scope: the one that was told later. A platform tells some by
    /// two ways at once, of which only one names the end; the times of one of them are whole seconds.
    fn outweighs(&self, other: &Self) -> bool {
        let is_open = |measure: &Self| measure.until.is_none() || measure.is_assumed;
        let names_end = |measure: &Self| {
            !is_open(measure) && measure.until.is_some_and(|end| end > measure.told_at)
        };
        if self.told_at.as_second() == other.told_at.as_second() {
            if names_end(self) && is_open(other) {
                return true;
            }
            if is_open(self) && names_end(other) {
                return false;
            }
        }
        self.told_at >= other.told_at
    }

    /// Whether it is over once the platform says that the account may send.
    pub fn is_freed(&self, told_by: Timestamp) -> bool {
        self.scope == RestrictionScope::All
            && (self.until.is_none() || self.is_assumed)
            && self.told_at <= told_by
    }

    /// What the policy engine knows of it.
    pub const fn restriction(&self) -> Restriction {
        Restriction {
            scope: self.scope,
            until: self.until,
        }
    }
}

impl Channel {
    /// The link with which a customer starts or resumes the conversation, where the platform has such links.
    pub fn chat_link(&self) -> Option<String> {
        match self.platform {
            Platform::Messenger => Some(format!(
                "https://m.me/{}",
                self.username.as_ref().unwrap_or(&self.external_id)
            )),
            Platform::Instagram => {
                let username = self.username.as_ref()?;
                Some(format!("https://ig.me/m/{username}"))
            }
            Platform::WhatsApp => {
                let number = self.username.as_ref()?;
                Some(format!("https://wa.me/{number}"))
            }
            Platform::Email | Platform::Sms | Platform::Webchat => None,
        }
    }

    /// What a template of its account counts as, where that is known.
    pub fn category_of(&self, name: &str, language: &str) -> Option<TemplateCategory> {
        let mut templates = self.templates.iter();
        let own = templates.find(|own| &*own.name == name && &*own.language == language)?;
        Some(own.category)
    }

    /// Whether it waits for a token or a permission, without which nothing can be sent.
    pub const fn is_disconnected(&self) -> bool {
        matches!(self.state, ChannelState::Disconnected { .. })
    }

    /// The measure that bars the account from sending anything at this moment.
    pub fn bar(&self, now: Timestamp) -> Option<&Measure> {
        self.restrictions
            .iter()
            .find(|measure| measure.scope == RestrictionScope::All && measure.is_in_force(now))
    }

    /// The channel after a measure of the platform, which may be told late: of each scope the latest one counts. One
    /// that is over stays on record, so that an older one does not come back.
    #[must_use]
    pub fn restricted(mut self, measure: Measure) -> Self {
        let known = self
            .restrictions
            .iter_mut()
            .find(|known| known.scope == measure.scope);
        match known {
            Some(known) if known.outweighs(&measure) => {}
            Some(known) => *known = measure,
            None => self.restrictions.push(measure),
        }
        self
    }

    /// The channel after its owner learned that the platform bars it no longer, which it does not always tell.
    #[must_use]
    pub fn resumed(mut self, now: Timestamp) -> Self {
        let measures = self.restrictions.iter_mut();
        for measure in measures.filter(|measure| measure.is_in_force(now)) {
            measure.told_at = measure.told_at.max(now);
            measure.until = Some(now);
        }
        self
    }

    /// The channel after the platform said, when it was asked at this moment, that it may send: a bar that was told by then,
    /// and of which the platform named no end, is over.
    #[must_use]
    pub fn freed(mut self, told_by: Timestamp, asked_at: Timestamp) -> Self {
        for measure in self
            .restrictions
            .iter_mut()
            .filter(|measure| measure.is_freed(told_by) && measure.is_in_force(asked_at))
        {
            measure.told_at = measure.told_at.max(asked_at);
            measure.until = Some(measure.told_at);
            measure.is_assumed = false;
        }
        self
    }

    /// The channel after news of its account.
    #[must_use]
    pub fn told(self, change: &AccountChange, at: Timestamp) -> Self {
        match change {
            AccountChange::Restricted { measures, .. }
            | AccountChange::Integrity(Integrity { measures, .. }) => {
                measures.iter().cloned().fold(self, Self::restricted)
            }
            AccountChange::Disconnected { reason } => Self {
                state: ChannelState::Disconnected {
                    reason: reason.clone(),
                    since: at,
                    cause: Cause::Told,
                },
                ..self
            },
            AccountChange::Reconnected => match self.state {
                ChannelState::Disconnected { since, .. } if since <= at => Self {
                    state: ChannelState::Connected,
                    ..self
                },
                _ => self,
            },
            AccountChange::Enforced(enforcement) => self.after_enforcement(enforcement, at),
            AccountChange::Standing { .. }
            | AccountChange::Reviewed(_)
            | AccountChange::NameReviewed { .. }
            | AccountChange::Security { .. }
            | AccountChange::Happened { .. }
            | AccountChange::PastTold
            | AccountChange::Alert { .. } => self,
        }
    }

    /// The channel after the platform enforced its policies.
    #[must_use]
    pub fn after_enforcement(self, enforcement: &Enforcement, at: Timestamp) -> Self {
        let until = match enforcement.action {
            EnforcementAction::Warning | EnforcementAction::Scheduled => return self,
            EnforcementAction::Block => None,
            EnforcementAction::Unblock => Some(at),
        };
        self.restricted(Measure {
            scope: RestrictionScope::All,
            told_at: at,
            until,
            is_assumed: false,
            reason: enforcement.reason.clone().unwrap_or_default(),
        })
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
            templates: Arc::default(),
            app: OwnApp::default(),
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
    fn of_one_measure_that_is_told_twice_at_once_the_end_is_kept() {
        let told = |at: &str, until: Option<&str>| Measure {
            scope: RestrictionScope::All,
            told_at: at.parse().unwrap(),
            until: until.map(|until| until.parse().unwrap()),
            is_assumed: false,
            reason: String::new(),
        };
        let open = told("2026-11-21T10:00:00.7Z", None);
        let ended = told("2026-11-21T10:00:00Z", Some("2026-11-24T10:00:00Z"));
        let both = |one: &Measure, other: &Measure| {
            channel().restricted(one.clone()).restricted(other.clone())
        };
        assert_eq!(
            both(&open, &ended).restrictions,
            std::slice::from_ref(&ended)
        );
        assert_eq!(
            both(&ended, &open).restrictions,
            std::slice::from_ref(&ended)
        );
        let later = told("2026-11-21T10:00:01Z", None);
        assert_eq!(both(&ended, &later).restrictions, [later], "a new one");
    }

    #[test]
    fn only_a_bar_of_which_no_end_was_told_is_over_by_an_answer_and_only_one_told_by_then() {
        let second = |second| Timestamp::from_second(second).unwrap();
        let measure = |scope, told_at, until: Option<i64>| Measure {
            scope,
            told_at: second(told_at),
            until: until.map(second),
            is_assumed: false,
            reason: String::new(),
        };
        let after = |measure: Measure| {
            let channel = channel().restricted(measure);
            let channel = channel.freed(second(100), second(110));
            channel.restrictions[0].is_in_force(second(110))
        };
        let bar = |told_at, until| measure(RestrictionScope::All, told_at, until);
        assert!(!after(bar(99, None)));
        assert!(after(bar(101, None)));
        assert!(after(bar(99, Some(1000))));
        let assumed = Measure {
            is_assumed: true,
            ..bar(99, Some(1000))
        };
        assert!(!after(assumed));
        assert!(after(measure(RestrictionScope::Tags, 99, None)));
    }

    #[test]
    fn the_latest_measure_counts_in_whatever_order_they_are_told() {
        use EnforcementAction::{Block, Unblock, Warning};
        let measures = [(1, Block), (2, Unblock), (3, Warning), (4, Block)];
        for count in 1..=measures.len() {
            let in_order = after(&measures[..count]);
            let now = Timestamp::from_second(3600 * 24).unwrap();
            let barred = in_order.bar(now).is_some();
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
