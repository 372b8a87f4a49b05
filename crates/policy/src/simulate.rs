//! What if: a history of events and sends, replayed under other rules than those that governed.
//!
//! Two worlds see the same customers: in one the editions govern that governed, in the other those to compare. Each
//! judges every send by what is known in it at that moment, and lets the sends it allows spend their tokens and
//! comments and count as tagged. What differs is the answer. The format of a history is in `docs/simulate.md`.
//!
//! Pure: [`Simulation::run`] takes the lines of a history in memory; a caller with a large file brings its lines in the
//! order of their [`Moment`]s and gives them to [`Simulation::replay`] one by one. Only the facts of every contact are
//! kept.

mod bill;
mod entry;
mod json;
mod known;
mod outcome;
mod record;
mod report;
mod rules;
mod summary;
mod world;

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use jiff::Timestamp;

pub use self::bill::Cost;
pub use self::entry::{Entry, Moment};
pub use self::outcome::{Actual, Change, Fault, FaultCode, Outcome};
pub use self::rules::{EditionError, Rules};
pub use self::summary::{Group, Reality, Summary, Tally};

use self::entry::{Send, What};
use self::world::World;
use crate::{Channel, Verdict};

/// A history being replayed.
#[derive(Debug)]
pub struct Simulation<'a> {
    reference: World<'a>,
    compared: World<'a>,
    contacts: HashMap<(Channel, Arc<str>), usize>,
    /// Whether a contact lost a send.
    lost: Vec<bool>,
    summary: Summary,
}

/// All that comes of a history in memory.
#[derive(Clone, Debug)]
pub struct Replay {
    /// What came of each send, in the order of time.
    pub outcomes: Vec<Outcome>,
    /// The lines that could not be replayed: first those that cannot be read, in the order of lines.
    pub faults: Vec<Fault>,
    /// The whole in figures.
    pub summary: Summary,
}

impl<'a> Simulation<'a> {
    /// A replay that compares `compared` with `reference`, before its first line.
    pub fn new(reference: Rules<'a>, compared: Rules<'a>) -> Self {
        Self {
            summary: Summary::new(compared.fixed().collect()),
            reference: World::new(reference),
            compared: World::new(compared),
            contacts: HashMap::new(),
            lost: Vec::new(),
        }
    }

    /// Replays the lines of a history, in whatever order they are. Blank lines are skipped.
    pub fn run<'l>(mut self, lines: impl IntoIterator<Item = &'l str>) -> Replay {
        let mut faults = Vec::new();
        let mut entries = Vec::new();
        for (number, line) in (1..).zip(lines) {
            if line.trim().is_empty() {
                continue;
            }
            match line.parse::<Entry>() {
                Ok(entry) => entries.push((number, entry)),
                Err(detail) => faults.push(self.refuse(Fault::invalid(number, line, detail))),
            }
        }
        // Stable: lines of the same moment keep their order.
        entries.sort_by_key(|(_, entry)| entry.moment());
        let mut outcomes = Vec::new();
        for (number, entry) in entries {
            match self.replay(number, entry) {
                Ok(outcome) => outcomes.extend(outcome),
                Err(fault) => faults.push(fault),
            }
        }
        Replay {
            outcomes,
            faults,
            summary: self.summary,
        }
    }

    /// Replays the next entry; `line` is its number in the history. Entries come in the order of their moments. A send
    /// has an outcome, anything else has none.
    pub fn replay(&mut self, line: usize, entry: Entry) -> Result<Option<Outcome>, Fault> {
        self.summary.entries += 1;
        let Entry { at, channel, what } = entry;
        match what {
            What::Act { contact, kind } => {
                let contact = self.contact(channel, contact);
                self.reference.act(contact, channel, kind, at);
                self.compared.act(contact, channel, kind, at);
                Ok(None)
            }
            What::Facts { contact, facts } => {
                let contact = contact.map(|contact| self.contact(channel, contact));
                self.reference.learn(contact, channel, &facts);
                self.compared.learn(contact, channel, &facts);
                Ok(None)
            }
            What::Send(send) => {
                let contact = self.contact(channel, send.contact.clone());
                self.send(line, contact, *send, channel, at)
                    .map(Some)
                    .map_err(|fault| self.refuse(fault))
            }
        }
    }

    /// Counts a line that the caller could not read as an entry.
    pub fn refuse(&mut self, fault: Fault) -> Fault {
        self.summary.faults += 1;
        fault
    }

    /// The figures up to the last line that was replayed.
    pub const fn summary(&self) -> &Summary {
        &self.summary
    }

    fn contact(&mut self, channel: Channel, contact: Arc<str>) -> usize {
        *self.contacts.entry((channel, contact)).or_insert_with(|| {
            self.reference.add();
            self.compared.add();
            self.lost.push(false);
            self.summary.contacts += 1;
            self.lost.len() - 1
        })
    }

    fn send(
        &mut self,
        line: usize,
        contact: usize,
        send: Send,
        channel: Channel,
        at: Timestamp,
    ) -> Result<Outcome, Fault> {
        let (Some(reference), Some(mut compared)) = (
            self.reference
                .judge(contact, channel, &send, send.route, at),
            self.compared.judge(contact, channel, &send, send.route, at),
        ) else {
            return Err(Fault::no_rulebook(line, send.id, channel, at));
        };
        // A wish for one route is no reason to lose a message that another route carries.
        if send.route.is_some()
            && reference.is_allowed()
            && !compared.is_allowed()
            && let Some(verdict @ Verdict::Allow(_)) =
                self.compared.judge(contact, channel, &send, None, at)
        {
            compared = verdict;
        }
        let change = Change::between(&reference, &compared);
        let with_permission = if change == Change::Lost {
            self.compared.with_permission(contact, channel, &send, at)
        } else {
            Vec::new()
        };
        let reference_cost = self
            .reference
            .spend(contact, channel, &send, &reference, at);
        let compared_cost = self.compared.spend(contact, channel, &send, &compared, at);
        let outcome = Outcome {
            line,
            id: send.id,
            at,
            channel,
            contact: send.contact,
            author: send.author,
            purpose: send.message.purpose(),
            asked: send.route,
            actual: send.actual,
            reference,
            reference_cost,
            compared,
            compared_cost,
            change,
            with_permission,
        };
        let is_first_loss = change == Change::Lost && !mem::replace(&mut self.lost[contact], true);
        self.summary.count(&outcome, is_first_loss);
        Ok(outcome)
    }
}
