//! Pace: when each call of a channel may leave, so that the platform never has to say “too fast”.
//!
//! Rates come from the rulebooks where the platform has published them, else from the configuration; the platform's own
//! usage headers slow them down, and stop them before it does. A call that cannot leave soon is told when its turn
//! comes, and keeps nothing busy meanwhile. All of it is one channel's own: nothing here is shared with another.

mod quiet;
mod rate;
mod rates;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use transom_channels::messenger::{CallFailed, Class};
use transom_channels::usage::Gauge;
use transom_domain::delivery::Outcome;
use transom_domain::id::JobId;

use quiet::Quiet;
use rate::Bucket;

pub(crate) use quiet::Standing;
pub(crate) use rates::{Call, Rates};

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
    /// The platform has raised the channel's throughput.
    is_raised: bool,
    /// The latest moment that was told.
    seen_at: Timestamp,
    spread: u8,
}

/// A call that is to leave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) call: Call,
    /// To whom, as the platform names them.
    pub(crate) customer: Option<&'a str>,
    /// What comes back when its turn is later.
    pub(crate) job: Option<JobId>,
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

    /// When the call may leave; counted as if it did. A turn that is not [`SOON`] is kept for the job.
    pub(crate) fn ask(&self, asked: &Asked<'_>, rates: &Rates, now: Timestamp) -> Timestamp {
        let mut state = self.lock(now);
        let from = state.quiet.until(now);
        let kept = asked.job.and_then(|job| state.turns.remove(&job));
        let at = if from <= now && kept.is_some_and(|turn| turn <= now) {
            now
        } else {
            state.turn(asked, rates, from, now)
        };
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

    /// Whether the platform has raised the channel's throughput.
    pub(crate) fn raise(&self, is_raised: bool) {
        let state = self.state.lock();
        state.unwrap_or_else(PoisonError::into_inner).is_raised = is_raised;
    }

    /// Whether it was told that the platform has.
    pub(crate) fn is_raised(&self) -> bool {
        let state = self.state.lock();
        state.unwrap_or_else(PoisonError::into_inner).is_raised
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

impl State {
    fn new(spread: u8) -> Self {
        Self {
            buckets: BTreeMap::new(),
            people: HashMap::new(),
            turns: HashMap::new(),
            quiet: Quiet::new(spread),
            is_raised: false,
            seen_at: Timestamp::MIN,
            spread,
        }
    }

    /// A clock that is set back would have everything wait until it is where it was: what is known is forgotten.
    fn look_at(&mut self, now: Timestamp) {
        if self.seen_at.duration_since(now) > SOON {
            let is_raised = self.is_raised;
            *self = Self {
                is_raised,
                ..Self::new(self.spread)
            };
        }
        self.seen_at = now;
    }

    fn turn(
        &mut self,
        asked: &Asked<'_>,
        rates: &Rates,
        from: Timestamp,
        now: Timestamp,
    ) -> Timestamp {
        let slowness = self.quiet.slowness(now);
        let counted = asked.call.counted_as();
        let rate = |call: &Call| rates.of_call(*call).map(|rate| rate.slowed(slowness));
        let person = asked.customer.zip(rates.person());
        let mut at = from;
        for call in counted {
            if let Some(rate) = rate(call) {
                at = self.buckets.entry(*call).or_default().next(rate, at);
            }
        }
        if let Some((customer, rate)) = person
            && let Some(bucket) = self.people.get(customer)
        {
            at = bucket.next(rate, at);
        }
        for call in counted {
            if let Some(rate) = rate(call) {
                self.buckets.entry(*call).or_default().take(rate, at);
            }
        }
        if let Some((customer, rate)) = person {
            if self.people.len() >= MANY {
                self.people.retain(|_, bucket| !bucket.is_full(now));
            }
            let bucket = self.people.entry(customer.to_owned()).or_default();
            bucket.take(rate, at);
        }
        at
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
