//! Pace: when each call of a channel may leave, so that the platform never has to say “too fast”.
//!
//! Rates come from the rulebooks where the platform has published them, else from the configuration; the platform's own
//! usage headers slow them down, and stop them before it does. A call that cannot leave soon is told when its turn
//! comes, and keeps nothing busy meanwhile. All of it is one channel's own: nothing here is shared with another.

mod call;
mod quiet;
mod rate;
mod rates;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use transom_channels::messenger::{CallFailed, Class};
use transom_channels::outcome_of_upload;
use transom_channels::usage::Gauge;
use transom_domain::delivery::Outcome;
use transom_domain::id::JobId;

use quiet::Quiet;
use rate::{Bucket, Rate};

pub(crate) use call::{Asked, Call, answers_live};
pub(crate) use quiet::Standing;
pub(crate) use rates::{Rates, Throughput};

/// How long a call waits for its turn in place; for a later one it comes back.
pub(crate) const SOON: SignedDuration = SignedDuration::from_secs(5);
/// Turns and customers that are remembered before it is looked which of them are over.
const MANY: usize = 4096;
/// How long a turn is kept for a call that does not come back.
const KEPT: SignedDuration = SignedDuration::from_mins(10);

/// When the calls of one channel may leave.
#[derive(Debug)]
pub struct Pace {
    state: Mutex<State>,
    gauge: Arc<Gauge>,
}

#[derive(Debug)]
struct State {
    buckets: BTreeMap<Call, Bucket>,
    /// By the platform's id of the customer.
    people: HashMap<String, Bucket>,
    /// The turns of calls that were told to come back.
    turns: HashMap<JobId, Timestamp>,
    quiet: Quiet,
    throughput: Throughput,
    /// The latest moment that was told.
    seen_at: Timestamp,
    spread: u8,
}

impl Pace {
    /// Waits that many channels have at the same time differ by `spread`, up to a quarter.
    pub(crate) fn new(spread: u8) -> Self {
        Self {
            state: Mutex::new(State::new(spread)),
            gauge: Arc::default(),
        }
    }

    /// Where the answers of the platform leave what they tell of its limits.
    pub(crate) fn gauge(&self) -> Arc<Gauge> {
        Arc::clone(&self.gauge)
    }

    /// When the calls may leave, the last of them; counted as if they did. A turn that is not [`SOON`] is kept for the job,
    /// and without one is not counted: who is turned away has used up nothing.
    pub(crate) fn ask(&self, asked: &Asked<'_>, rates: &Rates, now: Timestamp) -> Timestamp {
        let mut state = self.lock(now);
        let from = state.quiet.until(now);
        let gives_way_at = asked.call.gives_way_at();
        if let Some(at) = gives_way_at.and_then(|percent| state.quiet.below(percent, now)) {
            return at.max(from);
        }
        let kept = asked.job.and_then(|job| state.turns.remove(&job));
        let kept = kept.map(|turn| turn.max(now)).filter(|turn| from <= *turn);
        let at = kept.unwrap_or_else(|| {
            let (at, taken) = state.turn(asked, rates, from, now);
            if is_soon(at, now) || asked.job.is_some() {
                state.take(asked, taken, now);
            }
            at
        });
        if is_soon(at, now) {
            // Only what became of messages is told: another call would try for nothing.
            if asked.call.is_message() {
                state.quiet.probe(at);
            }
        } else if let Some(job) = asked.job {
            state.keep(job, at, now);
        }
        at
    }

    /// What became of a message that left.
    pub(crate) fn note(&self, outcome: &Outcome, now: Timestamp) {
        self.lock(now).quiet.note(outcome, now);
    }

    /// A call failed that was no message.
    pub(crate) fn note_call(&self, failed: &CallFailed, now: Timestamp) {
        if failed.class == Class::Throttled {
            let throttled = Outcome::Throttled {
                problem: failed.problem.clone(),
                wait: failed.wait,
            };
            self.note(&throttled, now);
        }
    }

    /// What became of a call that took the turn of a message and was none.
    pub(crate) fn note_told(&self, told: &Result<(), CallFailed>, now: Timestamp) {
        let outcome = match told {
            Ok(()) => Outcome::Sent {
                external_id: String::new(),
                recipient: None,
            },
            Err(failed) => outcome_of_upload(failed.clone()),
        };
        self.note(&outcome, now);
    }

    /// Takes note of what the platform lets the channel send.
    pub(crate) fn set_throughput(&self, throughput: Throughput) {
        let state = self.state.lock();
        state.unwrap_or_else(PoisonError::into_inner).throughput = throughput;
    }

    /// What it was last told to let it send.
    pub(crate) fn throughput(&self) -> Throughput {
        let state = self.state.lock();
        state.unwrap_or_else(PoisonError::into_inner).throughput
    }

    /// How the channel stands with the platform's limits.
    pub(crate) fn standing(&self, now: Timestamp) -> Standing {
        self.lock(now).quiet.standing(now)
    }

    /// The state, with the platform's latest word in it.
    fn lock(&self, now: Timestamp) -> std::sync::MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.look_at(now);
        if let Some(usage) = self.gauge.take() {
            state.quiet.heed(usage, now);
        }
        state
    }
}

/// Whether a call waits for its turn in place.
pub(crate) fn is_soon(at: Timestamp, now: Timestamp) -> bool {
    at.duration_since(now) <= SOON
}

/// The limits that calls use up, with what they take of them.
struct Taken {
    counted: Vec<(Call, Rate, Bucket)>,
    person: Option<(Rate, Bucket)>,
}

impl Taken {
    /// The next turn that all limits allow; taken of each.
    fn next(&mut self, from: Timestamp) -> Timestamp {
        let mut at = from;
        for (_, rate, bucket) in &self.counted {
            at = bucket.next(*rate, at);
        }
        if let Some((rate, bucket)) = &self.person {
            at = bucket.next(*rate, at);
        }
        for (_, rate, bucket) in &mut self.counted {
            bucket.take(*rate, at);
        }
        if let Some((rate, bucket)) = &mut self.person {
            bucket.take(*rate, at);
        }
        at
    }
}

impl State {
    fn new(spread: u8) -> Self {
        Self {
            buckets: BTreeMap::new(),
            people: HashMap::new(),
            turns: HashMap::new(),
            quiet: Quiet::new(spread),
            throughput: Throughput::default(),
            seen_at: Timestamp::MIN,
            spread,
        }
    }

    /// A clock that is set back would have everything wait until it is where it was: what is known is forgotten.
    fn look_at(&mut self, now: Timestamp) {
        if self.seen_at.duration_since(now) > SOON {
            let throughput = self.throughput;
            *self = Self {
                throughput,
                ..Self::new(self.spread)
            };
        }
        self.seen_at = now;
    }

    /// The turn of the last of the calls, and what is taken when they leave.
    fn turn(
        &self,
        asked: &Asked<'_>,
        rates: &Rates,
        from: Timestamp,
        now: Timestamp,
    ) -> (Timestamp, Taken) {
        let slowness = self.quiet.slowness(now);
        let counted = asked.call.counted_as().iter().filter_map(|call| {
            let rate = rates.of_call(*call)?.slowed(slowness);
            let bucket = self.buckets.get(call).cloned().unwrap_or_default();
            Some((*call, rate, bucket))
        });
        let person = asked.customer.zip(rates.person()).map(|(customer, rate)| {
            let bucket = self.people.get(customer).cloned().unwrap_or_default();
            (rate, bucket)
        });
        let mut taken = Taken {
            counted: counted.collect(),
            person,
        };
        let mut at = from;
        for _ in 0..asked.times.max(1) {
            at = taken.next(at);
        }
        (at, taken)
    }

    fn take(&mut self, asked: &Asked<'_>, taken: Taken, now: Timestamp) {
        for (call, _, bucket) in taken.counted {
            self.buckets.insert(call, bucket);
        }
        if let Some((customer, (_, bucket))) = asked.customer.zip(taken.person) {
            if self.people.len() >= MANY {
                self.people.retain(|_, bucket| !bucket.is_full(now));
            }
            self.people.insert(customer.to_owned(), bucket);
        }
    }

    fn keep(&mut self, job: JobId, at: Timestamp, now: Timestamp) {
        if self.turns.len() >= MANY {
            self.turns
                .retain(|_, turn| now.duration_since(*turn) < KEPT);
        }
        self.turns.insert(job, at);
    }
}

#[cfg(test)]
mod tests;
