//! What the world remembers. Guarded by one lock that is held for microseconds and never over an await.

mod message;
mod meter;
mod number;
mod outlet;
pub(crate) mod waba;

use std::collections::{BTreeSet, HashMap, VecDeque};

use jiff::Timestamp;

use super::file::File;
use super::other_app::OtherApp;
use super::record::SendRecord;
use super::routing::Routing;
use super::token::TokenTerms;
use super::upload::Upload;
use super::whatsapp::example::Example;
use super::whatsapp::media::Media;
use crate::rules::{Act, Acted, TokenKind};

pub(crate) use message::{
    Attachment, Author, Button, Failure, Message, Passage, QuickReply, StoryCard, Target,
};
pub(crate) use meter::Rolling;
pub(crate) use number::{Number, Person};
pub(crate) use outlet::{
    Account, Comment, Outlet, Persona, Post, PostKind, Standing, Template, TokenState,
};

use waba::Waba;

/// Older messages and acts of a thread are forgotten, so that load tests do not fill the memory.
const THREAD_LIMIT: usize = 500;

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) outlets: HashMap<String, Outlet>,
    /// Their ids in the order of their making.
    pub(crate) outlet_order: Vec<String>,
    pub(crate) customers: HashMap<String, Customer>,
    /// Business accounts on WhatsApp.
    pub(crate) wabas: HashMap<String, Waba>,
    pub(crate) media: HashMap<String, Media>,
    /// What customers of Messenger and Instagram send, by ids.
    pub(crate) files: HashMap<String, File>,
    /// Fields of WhatsApp that the app asked for; all of them at first.
    pub(crate) whatsapp_fields: Option<BTreeSet<String>>,
    pub(crate) sends: VecDeque<SendRecord>,
    pub(crate) send_count: u64,
    pub(crate) violation_count: u64,
    pub(crate) uploads: HashMap<String, Upload>,
    /// Example files of templates, by the names of their uploads.
    pub(crate) examples: HashMap<String, Example>,
    /// What holds for tokens, by the page, account or business account whose they are.
    pub(crate) token_terms: HashMap<String, TokenTerms>,
    /// By the page or account whose webhooks they receive beside our app.
    pub(crate) other_apps: HashMap<String, OtherApp>,
}

#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts and switches"
)]
pub(crate) struct Customer {
    pub(crate) id: String,
    /// The id under which the same person comments; on Messenger not the one of the thread.
    pub(crate) commenter_id: String,
    pub(crate) outlet: String,
    /// Their name on Instagram; none on Messenger.
    pub(crate) username: Option<String>,
    /// How WhatsApp knows them.
    pub(crate) person: Option<Box<Person>>,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) locale: String,
    pub(crate) timezone: i8,
    pub(crate) acts: VecDeque<Acted>,
    pub(crate) thread: Vec<Message>,
    pub(crate) blocked: bool,
    /// The business keeps them away, on Messenger and Instagram.
    pub(crate) barred: Option<Bar>,
    /// The ids of the labels that they carry.
    pub(crate) labels: BTreeSet<String>,
    /// There is a thread the business could write to.
    pub(crate) reachable: bool,
    pub(crate) is_typing: bool,
    /// The business is typing, at most until then.
    pub(crate) business_types_until: Option<Timestamp>,
    /// Delivery of what came is confirmed at once; follows the outlet when unset.
    pub(crate) auto_delivery: Option<bool>,
    pub(crate) auto_read: Option<bool>,
    /// Which app controls the thread.
    pub(crate) routing: Routing,
    pub(crate) tokens: Vec<TopicToken>,
    /// Numbers that websites gave them, by which they can be written to.
    pub(crate) user_refs: BTreeSet<String>,
    /// They asked for no more marketing messages.
    pub(crate) stopped_marketing: bool,
    pub(crate) active_at: Timestamp,
    /// Moment up to which the business has seen the thread.
    pub(crate) seen_by_business: Option<Timestamp>,
}

/// How the business keeps a customer away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bar {
    Blocked,
    /// Nor may they comment.
    Banned,
}

#[derive(Debug)]
pub(crate) struct TopicToken {
    pub(crate) token: String,
    pub(crate) kind: TokenKind,
    /// What the business put behind the button.
    pub(crate) topic: String,
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
    /// When it was used last.
    pub(crate) used_at: Option<Timestamp>,
}

impl Customer {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    /// Where they are, as far as their language tells.
    pub(crate) fn country(&self) -> Option<&str> {
        self.locale.split_once('_').map(|(_, country)| country)
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
        let last = self.acts.iter().map(|(at, _)| *at).max();
        self.routing.acted(last, at);
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
