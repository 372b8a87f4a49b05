//! Who is who, on a platform that calls a customer by several ids, withholds any of them and changes them.
//!
//! Every event says of its ids that they are of one customer. Whom they lead to together is one customer, and has one
//! thread, whatever came first: threads that were begun apart become one. An id that was given up calls its old owner
//! only in what happened until then.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_domain::id::{ChannelId, IdentityId, WorkspaceId};
use transom_domain::inbound::{IdentityChange, InboundEvent};
use transom_policy::Channel as Platform;
use transom_store::{Alias, Called, EventRow, Write};

use super::super::batch::Understood;
use crate::app::App;
use crate::error::Error;

type Name = (ChannelId, String);

/// Under which a thread is known while a batch is decided.
pub(super) type Key = (ChannelId, String);

/// Whose an id is up to a moment.
#[derive(Debug)]
struct Span {
    until: Timestamp,
    customer: usize,
    is_stored: bool,
}

/// The ids of a batch, and whose they are.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Of each id, by the ends of the spans.
    spans: HashMap<Name, Vec<Span>>,
    /// Customers as they were found, each with one who is the same; the one who leads to themselves stands for all.
    same: Vec<usize>,
    /// Spans of the store that turned out to end earlier.
    shortened: Vec<(Name, Timestamp)>,
}

impl Names {
    /// Finds out who is who in a batch. Gives back the threads that are known, each by its key, and what merging them
    /// made happen.
    pub(super) async fn load(
        app: &App,
        tx: &mut Write,
        workspace_id: WorkspaceId,
        understood: &[Understood],
    ) -> Result<(Self, Vec<(Key, Thread)>, Vec<EventRow>), Error> {
        let theirs: Vec<&Understood> = understood.iter().filter(|one| has_names(one)).collect();
        let mut names = Self::default();
        if theirs.is_empty() {
            return Ok((names, Vec::new(), Vec::new()));
        }
        let mut wanted: Vec<(ChannelId, &str)> = theirs
            .iter()
            .flat_map(|one| ids(one).map(|id| (one.connected.channel.id, id)))
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut known: HashMap<IdentityId, (usize, Thread)> = HashMap::new();
        names.take(tx.called(workspace_id, &wanted).await?, &mut known);
        let moves = moves(tx, workspace_id, &theirs).await?;
        let left = names.left_behind(&moves, &theirs, &known);
        let unseen: Vec<(ChannelId, &str)> = left
            .iter()
            .map(|(_, (channel_id, phone_id))| (*channel_id, phone_id.as_str()))
            .filter(|name| wanted.binary_search(name).is_err())
            .collect();
        if !unseen.is_empty() {
            names.take(tx.called(workspace_id, &unseen).await?, &mut known);
        }
        names.learn(&theirs, &moves, left);
        let threads = known.into_values().collect();
        let (threads, events) = names.merge(app, tx, workspace_id, threads).await?;
        Ok((names, threads, events))
    }

    /// Takes in what the store knows of ids.
    fn take(&mut self, called: Vec<Called>, known: &mut HashMap<IdentityId, (usize, Thread)>) {
        for called in called {
            let Alias {
                channel_id,
                external_id,
                until,
                identity_id,
            } = called.alias;
            let (customer, _) = known
                .entry(identity_id)
                .or_insert_with(|| (self.add_customer(), called.thread));
            let span = Span {
                until,
                customer: *customer,
                is_stored: true,
            };
            self.add_span((channel_id, external_id), span);
        }
    }

    /// Numbers that customers left behind who moved and of whom only the new scoped id is told: that one is made of the
    /// number, so the number is another too, and the old one may be somebody else's next.
    fn left_behind(
        &self,
        moves: &[&Understood],
        understood: &[&Understood],
        known: &HashMap<IdentityId, (usize, Thread)>,
    ) -> Vec<(Timestamp, Name)> {
        let mut left = Vec::new();
        for one in moves {
            let Some((customer, None, _)) = moved(&one.inbound.event) else {
                continue;
            };
            let (channel_id, at) = (one.connected.channel.id, one.at());
            let owner = self.span(&(channel_id, customer.to_owned()), at);
            let kept = known
                .values()
                .filter(|(known, _)| owner.is_some_and(|owner| owner.customer == *known))
                .filter_map(|(_, thread)| {
                    let told = thread.identity.profile.phone_id.as_ref()?;
                    Some((told.at, told.value.as_deref()?))
                });
            let told = understood.iter().filter_map(|other| {
                let person = &other.inbound.person;
                let is_theirs = other.connected.channel.id == channel_id
                    && person.scoped_id.as_deref() == Some(customer)
                    && moved(&other.inbound.event).is_none();
                Some((
                    other.at(),
                    person.phone_id.as_deref().filter(|_| is_theirs)?,
                ))
            });
            // What is told of them later came after they moved.
            let last = kept.chain(told).filter(|(told_at, _)| *told_at <= at).max();
            left.extend(last.map(|(_, phone_id)| (at, (channel_id, phone_id.to_owned()))));
        }
        left
    }

    /// What the events of a batch say of their ids: first who gave one up, then which are of one customer.
    fn learn(
        &mut self,
        understood: &[&Understood],
        moves: &[&Understood],
        left_behind: Vec<(Timestamp, Name)>,
    ) {
        let mut given_up: Vec<(Timestamp, Name)> = moves
            .iter()
            .filter_map(|one| {
                let (customer, phone_id, scoped_id) = moved(&one.inbound.event)?;
                let is_other = ![phone_id, scoped_id].contains(&Some(customer));
                is_other.then(|| (one.at(), (one.connected.channel.id, customer.to_owned())))
            })
            .chain(left_behind)
            .collect();
        given_up.sort_unstable();
        for (at, name) in given_up {
            self.give_up(name, at);
        }
        for one in understood {
            let (channel_id, at) = (one.connected.channel.id, one.at());
            // A number of which nothing is known was theirs no longer than the id that is made of it.
            let scoped_id = one.inbound.person.scoped_id.as_deref();
            let scoped_id = scoped_id.filter(|_| moved(&one.inbound.event).is_none());
            let scoped = scoped_id.and_then(|id| self.span(&(channel_id, id.to_owned()), at));
            let until = scoped.map_or(Timestamp::MAX, |span| span.until);
            let mut first = None;
            for id in ids(one) {
                let customer = self.customer((channel_id, id.to_owned()), at, until);
                match first {
                    None => first = Some(customer),
                    Some(first) => self.are_one(first, customer),
                }
            }
        }
    }

    /// The thread of each customer; of several that are one now, the one that they become.
    async fn merge(
        &self,
        app: &App,
        tx: &mut Write,
        workspace_id: WorkspaceId,
        mut threads: Vec<(usize, Thread)>,
    ) -> Result<(Vec<(Key, Thread)>, Vec<EventRow>), Error> {
        threads.sort_by_key(|(_, thread)| thread.conversation.id);
        let mut merged: HashMap<usize, Thread> = HashMap::with_capacity(threads.len());
        let mut events = Vec::new();
        for (customer, thread) in threads {
            let customer = self.root(customer);
            let thread = match merged.remove(&customer) {
                None => thread,
                Some(other) => {
                    let (kept, gone) = other.merge(thread);
                    let (thread, happened) = tx
                        .merge_threads(workspace_id, &gone, &kept, app.now())
                        .await?;
                    events.extend(happened);
                    thread
                }
            };
            merged.insert(customer, thread);
        }
        let keyed = merged
            .into_iter()
            .map(|(customer, thread)| ((thread.identity.channel_id, key(customer)), thread));
        Ok((keyed.collect(), events))
    }

    /// The key of the customer of an event; nothing, when it calls nobody by several ids.
    pub(super) fn key(&self, one: &Understood) -> Option<Key> {
        let id = ids(one).next().filter(|_| has_names(one))?;
        let channel_id = one.connected.channel.id;
        let spans = self.spans.get(&(channel_id, id.to_owned()))?;
        let span = spans.iter().find(|span| one.at() <= span.until)?;
        Some((channel_id, key(self.root(span.customer))))
    }

    /// Keeps what is new about whose ids are, once the threads are saved.
    pub(super) async fn save(
        &self,
        tx: &mut Write,
        workspace_id: WorkspaceId,
        threads: &HashMap<Key, Thread>,
    ) -> Result<(), Error> {
        for ((channel_id, external_id), until) in &self.shortened {
            tx.remove_alias(workspace_id, (*channel_id, external_id), *until)
                .await?;
        }
        let mut new = Vec::new();
        for ((channel_id, external_id), spans) in &self.spans {
            for span in spans.iter().filter(|span| !span.is_stored) {
                let key = (*channel_id, key(self.root(span.customer)));
                let Some(thread) = threads.get(&key) else {
                    continue;
                };
                new.push(Alias {
                    channel_id: *channel_id,
                    external_id: external_id.clone(),
                    until: span.until,
                    identity_id: thread.identity.id,
                });
            }
        }
        Ok(tx.save_aliases(workspace_id, &new).await?)
    }

    fn add_customer(&mut self) -> usize {
        self.same.push(self.same.len());
        self.same.len() - 1
    }

    fn add_span(&mut self, name: Name, span: Span) {
        let spans = self.spans.entry(name).or_default();
        let place = spans.partition_point(|other| other.until < span.until);
        spans.insert(place, span);
    }

    fn span(&self, name: &Name, at: Timestamp) -> Option<&Span> {
        let spans = self.spans.get(name)?;
        spans.iter().find(|span| at <= span.until)
    }

    /// The customer whose an id was at a moment; when nobody is known, a new one, whose it was until then.
    fn customer(&mut self, name: Name, at: Timestamp, until: Timestamp) -> usize {
        match self.span(&name, at) {
            Some(span) => span.customer,
            None => self.open(name, until),
        }
    }

    fn open(&mut self, name: Name, until: Timestamp) -> usize {
        let customer = self.add_customer();
        let span = Span {
            until,
            customer,
            is_stored: false,
        };
        self.add_span(name, span);
        customer
    }

    /// From then on the id is no longer theirs whose it was.
    fn give_up(&mut self, name: Name, at: Timestamp) {
        let spans = self.spans.get_mut(&name).into_iter().flatten();
        let Some(span) = spans.into_iter().find(|span| at <= span.until) else {
            self.open(name, at);
            return;
        };
        if span.until == Timestamp::MAX {
            if span.is_stored {
                self.shortened.push((name, span.until));
            }
            span.until = at;
            span.is_stored = false;
        }
    }

    fn are_one(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.same[one.max(other)] = one.min(other);
    }

    fn root(&self, mut customer: usize) -> usize {
        while self.same[customer] != customer {
            customer = self.same[customer];
        }
        customer
    }
}

/// The events by which somebody moved and whose line is not there yet. What is taken for a repetition moves nobody: its ids
/// must not end while the customer keeps them.
async fn moves<'a>(
    tx: &mut Write,
    workspace_id: WorkspaceId,
    understood: &[&'a Understood],
) -> Result<Vec<&'a Understood>, Error> {
    let line = |one: &Understood| {
        let id = one.inbound.event.external_id(one.inbound.at)?;
        Some((one.connected.channel.id, id))
    };
    let is_move = |one: &&&Understood| moved(&one.inbound.event).is_some();
    let lines: Vec<Name> = understood
        .iter()
        .filter(is_move)
        .filter_map(|one| line(one))
        .collect();
    if lines.is_empty() {
        return Ok(understood.iter().filter(is_move).copied().collect());
    }
    let wanted: Vec<(ChannelId, &str)> = lines
        .iter()
        .map(|(id, line)| (*id, line.as_str()))
        .collect();
    let found = tx.known_ids(workspace_id, &wanted).await?;
    let mut there: HashSet<Name> = found
        .into_iter()
        .map(|known| (known.channel_id, known.external_id))
        .collect();
    let mut moves = Vec::new();
    for one in understood {
        let is_new = line(one).is_none_or(|line| there.insert(line));
        if is_new && moved(&one.inbound.event).is_some() {
            moves.push(*one);
        }
    }
    Ok(moves)
}

fn key(customer: usize) -> String {
    customer.to_string()
}

fn has_names(one: &Understood) -> bool {
    one.connected.channel.platform == Platform::WhatsApp
}

/// The ids by which an event calls its customer, the new ones included when it tells that they moved.
fn ids(one: &Understood) -> impl Iterator<Item = &str> {
    let event = &one.inbound.event;
    let person = &one.inbound.person;
    let (phone_id, scoped_id) = match moved(event) {
        Some((_, phone_id, scoped_id)) => (phone_id, scoped_id),
        None => (None, None),
    };
    let told = [&person.phone_id, &person.scoped_id]
        .map(|id| id.as_deref().filter(|_| event.customer().is_some()));
    event
        .customer()
        .into_iter()
        .chain(told.into_iter().flatten())
        .chain(phone_id)
        .chain(scoped_id)
}

/// Who moved, and to which ids.
fn moved(event: &InboundEvent) -> Option<(&str, Option<&str>, Option<&str>)> {
    match event {
        InboundEvent::IdentityChanged {
            customer,
            change:
                IdentityChange::Moved {
                    phone_id,
                    scoped_id,
                },
            ..
        } => Some((customer, phone_id.as_deref(), scoped_id.as_deref())),
        _ => None,
    }
}
