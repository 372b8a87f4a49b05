//! What the world remembers. Guarded by one lock that is held for microseconds and never over an await.

use std::collections::{BTreeSet, HashMap, VecDeque};

use jiff::Timestamp;
use serde_json::Value;

use super::record::SendRecord;
use crate::config::PageConfig;
use crate::fault::Faults;
use crate::rules::{Act, Acted};
use crate::webhook::Outbox;

/// Older messages and acts of a thread are forgotten, so that load tests do not fill the memory.
const THREAD_LIMIT: usize = 500;

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) pages: HashMap<String, Page>,
    /// Page ids in the order of their making.
    pub(crate) page_order: Vec<String>,
    pub(crate) customers: HashMap<String, Customer>,
    pub(crate) sends: VecDeque<SendRecord>,
    pub(crate) send_count: u64,
    pub(crate) violation_count: u64,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) config: PageConfig,
    /// Fields the app is subscribed to; none when it is not subscribed.
    pub(crate) subscription: Option<BTreeSet<String>>,
    pub(crate) token: TokenState,
    pub(crate) standing: Standing,
    pub(crate) faults: Faults,
    pub(crate) posts: Vec<Post>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) templates: Vec<Template>,
    pub(crate) calls: CallMeter,
    pub(crate) outbox: Outbox,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenState {
    Valid,
    Revoked,
}

/// How the platform regards the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Warned {
        reason: String,
    },
    /// Barred from sending, until a moment or until it is lifted.
    Barred {
        reason: String,
        since: Timestamp,
        until: Option<Timestamp>,
    },
}

/// Send API calls within the current second of the real clock.
#[derive(Debug, Default)]
pub(crate) struct CallMeter {
    pub(crate) second: i64,
    pub(crate) calls: u32,
}

#[derive(Debug)]
pub(crate) struct Post {
    pub(crate) id: String,
    pub(crate) text: String,
}

#[derive(Debug)]
pub(crate) struct Comment {
    pub(crate) id: String,
    pub(crate) post: String,
    pub(crate) customer: String,
    pub(crate) text: String,
    pub(crate) at: Timestamp,
    pub(crate) answered: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) body: String,
    pub(crate) components: Value,
    pub(crate) approved: bool,
}

#[derive(Debug)]
pub(crate) struct Customer {
    pub(crate) id: String,
    /// The id under which the same person comments; not the one of the thread.
    pub(crate) commenter_id: String,
    pub(crate) page: String,
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
    /// Delivery of what came is confirmed at once; follows the page when unset.
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

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) mid: String,
    pub(crate) at: Timestamp,
    pub(crate) from: Author,
    pub(crate) text: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) quick_replies: Vec<QuickReply>,
    pub(crate) reply_to: Option<String>,
    /// Type and tag as they stood on the wire, for the phone's small print.
    pub(crate) label: Option<String>,
    pub(crate) customer_reaction: Option<String>,
    pub(crate) business_reaction: Option<String>,
    pub(crate) edits: u8,
    pub(crate) deleted: bool,
    pub(crate) delivered_at: Option<Timestamp>,
    pub(crate) read_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Author {
    Customer,
    /// The app under test.
    App,
    /// Somebody else of the business: the name is shown on the phone's small print.
    Elsewhere(&'static str),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub(crate) kind: String,
    pub(crate) payload: Value,
    /// Words that stand for it on a phone.
    pub(crate) title: String,
    pub(crate) buttons: Vec<Button>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Button {
    pub(crate) title: String,
    pub(crate) target: Target,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Postback(String),
    Link(String),
    /// "Notify me", with the payload the business gave.
    NotifyMe(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuickReply {
    pub(crate) title: String,
    pub(crate) payload: String,
}

impl Message {
    pub(crate) fn new(mid: String, at: Timestamp, from: Author) -> Self {
        Self {
            mid,
            at,
            from,
            text: None,
            attachments: Vec::new(),
            quick_replies: Vec::new(),
            reply_to: None,
            label: None,
            customer_reaction: None,
            business_reaction: None,
            edits: 0,
            deleted: false,
            delivered_at: None,
            read_at: None,
        }
    }

    pub(crate) fn is_from_business(&self) -> bool {
        self.from != Author::Customer
    }
}

impl Page {
    pub(crate) fn new(config: PageConfig, post: &str, outbox: Outbox) -> Self {
        let posts = vec![Post {
            id: format!("{}_{post}", config.id),
            text: format!("News from {}", config.name),
        }];
        Self {
            config,
            subscription: None,
            token: TokenState::Valid,
            standing: Standing::Good,
            faults: Faults::default(),
            posts,
            comments: Vec::new(),
            templates: Vec::new(),
            calls: CallMeter::default(),
            outbox,
        }
    }

    pub(crate) fn is_barred(&self, now: Timestamp) -> bool {
        match self.standing {
            Standing::Barred { until, .. } => until.is_none_or(|until| now < until),
            _ => false,
        }
    }
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
