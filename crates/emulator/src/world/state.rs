//! What the world remembers. Guarded by one lock that is held for microseconds and never over an await.

mod message;
mod outlet;

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use super::record::SendRecord;
use super::upload::Upload;
use crate::rules::{Act, Acted};

pub(crate) use message::{Attachment, Author, Button, Message, QuickReply, StoryCard, Target};
pub(crate) use outlet::{
    Account, Comment, IceBreaker, Outlet, Post, PostKind, Standing, Template, TokenState,
};

/// Older messages and acts of a thread are forgotten, so that load tests do not fill the memory.
const THREAD_LIMIT: usize = 500;

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) outlets: HashMap<String, Outlet>,
    /// Their ids in the order of their making.
    pub(crate) outlet_order: Vec<String>,
    pub(crate) customers: HashMap<String, Customer>,
    pub(crate) sends: VecDeque<SendRecord>,
    pub(crate) send_count: u64,
    pub(crate) violation_count: u64,
    pub(crate) uploads: HashMap<String, Upload>,
}

#[derive(Debug)]
pub(crate) struct Customer {
    pub(crate) id: String,
    /// The id under which the same person comments; on Messenger not the one of the thread.
    pub(crate) commenter_id: String,
    pub(crate) outlet: String,
    /// Their name on Instagram; none on Messenger.
    pub(crate) username: Option<String>,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) locale: String,
    pub(crate) timezone: i8,
    pub(crate) acts: VecDeque<Acted>,
    pub(crate) thread: Vec<Message>,
    pub(crate) blocked: bool,
    /// There is a thread the business could write to.
    pub(crate) reachable: bool,
    pub(crate) is_typing: bool,
    /// The business is typing, at most until then.
    pub(crate) business_types_until: Option<Timestamp>,
    /// Delivery of what came is confirmed at once; follows the outlet when unset.
    pub(crate) auto_delivery: Option<bool>,
    pub(crate) auto_read: Option<bool>,
    pub(crate) owner: Owner,
    pub(crate) tokens: Vec<TopicToken>,
    pub(crate) active_at: Timestamp,
    /// Moment up to which the business has seen the thread.
    pub(crate) seen_by_business: Option<Timestamp>,
}

/// Which app may write into a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    Us,
    Other,
}

#[derive(Debug)]
pub(crate) struct TopicToken {
    pub(crate) token: String,
    pub(crate) issued_at: Timestamp,
    pub(crate) used: bool,
}

impl Customer {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    pub(crate) fn message(&self, mid: &str) -> Option<&Message> {
        self.thread.iter().rev().find(|message| message.mid == mid)
    }

    pub(crate) fn message_mut(&mut self, mid: &str) -> Option<&mut Message> {
        self.thread
            .iter_mut()
            .rev()
            .find(|message| message.mid == mid)
    }

    /// Remembers an act that matters to the rules.
    pub(crate) fn did(&mut self, act: Act, at: Timestamp) {
        if self.acts.len() == THREAD_LIMIT {
            self.acts.pop_front();
        }
        self.touch(at);
        self.acts.push_back((at, act));
        self.reachable = true;
    }

    /// Moves the time of the last activity. Until something happens it is the time of the making, which
    /// may lie after messages that were dated back.
    pub(crate) fn touch(&mut self, at: Timestamp) {
        if self.acts.is_empty() && self.thread.is_empty() {
            self.active_at = at;
        } else {
            self.active_at = self.active_at.max(at);
        }
    }

    /// Puts a message at its place in time; the newest in almost every case.
    pub(crate) fn insert(&mut self, message: Message) {
        if self.thread.len() >= THREAD_LIMIT {
            self.thread.drain(..THREAD_LIMIT / 10);
        }
        self.touch(message.at);
        let place = self.thread.partition_point(|other| other.at <= message.at);
        self.thread.insert(place, message);
    }
}
