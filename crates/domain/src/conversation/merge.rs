//! Two threads that turn out to be with one customer: each was begun under another of their ids.

use super::{Conversation, Identity, Status, Thread};

impl Thread {
    /// One thread of both, and the one that is gone: whichever is given first, the older one stays. What is unread and
    /// who waits must be counted anew from the messages.
    #[must_use]
    pub fn merge(self, other: Self) -> (Self, Self) {
        let age = |thread: &Self| (thread.conversation.created_at, thread.conversation.id);
        let (kept, gone) = if age(&self) <= age(&other) {
            (self, other)
        } else {
            (other, self)
        };
        let merged = Self {
            identity: kept.identity.merge(gone.identity.clone()),
            conversation: kept.conversation.merge(gone.conversation.clone()),
            recipients: kept.recipients,
        };
        (merged, gone)
    }
}

impl Identity {
    fn merge(mut self, other: Self) -> Self {
        self.profile.merge(other.profile);
        self.reach();
        self.unreachable_since = self.unreachable_since.max(other.unreachable_since);
        for event in other.window_events {
            self.acted(event.kind, event.at);
        }
        let latest = self.window_events.iter().map(|event| event.at).max();
        self.unreachable_since = self
            .unreachable_since
            .filter(|since| latest.is_none_or(|latest| latest <= *since));
        self.delivered_until = self.delivered_until.max(other.delivered_until);
        self.read_until = self.read_until.max(other.read_until);
        self
    }
}

impl Conversation {
    fn merge(mut self, other: Self) -> Self {
        let is_newer = other.preview.at > self.preview.at && other.status != Status::Empty;
        if is_newer || self.status == Status::Empty {
            self.preview = other.preview;
        }
        self.status = match (self.status, other.status) {
            (Status::Open, _) | (_, Status::Open) => Status::Open,
            (Status::Snoozed { until: one }, Status::Snoozed { until: two }) => Status::Snoozed {
                until: one.max(two),
            },
            (snoozed @ Status::Snoozed { .. }, _) | (_, snoozed @ Status::Snoozed { .. }) => {
                snoozed
            }
            (Status::Closed, _) | (_, Status::Closed) => Status::Closed,
            (Status::Empty, Status::Empty) => Status::Empty,
        };
        self.assignee = self.assignee.or(other.assignee);
        self.unread += other.unread;
        self.seen_until = self.seen_until.max(other.seen_until);
        self.waiting_since = match (self.waiting_since, other.waiting_since) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        self.control =
            self.control
                .merge(self.last_customer_at, other.control, other.last_customer_at);
        self.last_customer_at = self.last_customer_at.max(other.last_customer_at);
        self.last_reply_at = self.last_reply_at.max(other.last_reply_at);
        self.consecutive_tagged = self.consecutive_tagged.max(other.consecutive_tagged);
        self.failed.extend(other.failed);
        self.window.closes_at = self.window.closes_at.max(other.window.closes_at);
        self.window.human_agent_until = self
            .window
            .human_agent_until
            .max(other.window.human_agent_until);
        self
    }
}
