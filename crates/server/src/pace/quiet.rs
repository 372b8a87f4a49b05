//! When a channel keeps quiet: because the platform says so, or because it does not answer.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use transom_channels::usage::{Usage, is_of_one_customer};
use transom_domain::delivery::Outcome;

/// Answers in a row that are none, before the channel waits to see whether they come back.
const PATIENCE: u32 = 3;
/// The first wait of a channel that is too fast or gets no answers; it doubles with each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(2);
/// The longest one. The platform may ask for longer.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(5);
/// The wait when a limit is used up and the platform does not tell for how long.
const UNTOLD: Duration = Duration::from_mins(1);
/// From this much of a limit on, in percent, calls are spread.
const NEAR: u8 = 75;
/// How long it is remembered how much was used.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(10);
/// What gives way looks again after this time, for an answer to another call may have told that less is used.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// Why and until when a channel keeps quiet.
#[derive(Debug)]
pub(super) struct Quiet {
    until: Option<Timestamp>,
    /// Waits in a row that ended in no success.
    waits: u32,
    /// One has left to see whether the wait was long enough.
    is_probing: bool,
    /// Failures in a row for which nobody at the channel is to blame.
    faults: u32,
    used: Option<(u8, Timestamp)>,
    /// By how much waits are longer than those of others, in 1/1024.
    spread: u8,
}

/// How a channel stands with the platform's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Nothing leaves before.
    pub(crate) quiet_until: Option<Timestamp>,
    /// How much of the nearest limit is used, in percent, when the platform has told lately.
    pub(crate) used: Option<u8>,
}

impl Quiet {
    pub(super) const fn new(spread: u8) -> Self {
        Self {
            until: None,
            waits: 0,
            is_probing: false,
            faults: 0,
            used: None,
            spread,
        }
    }

    /// The first moment at which anything may leave.
    pub(super) fn until(&self, now: Timestamp) -> Timestamp {
        self.until.map_or(now, |until| until.max(now))
    }

    /// What the platform tells with its answers.
    pub(super) fn heed(&mut self, usage: Usage, now: Timestamp) {
        self.used = Some((usage.percent, now));
        let wait = usage.wait.or((usage.percent >= 100).then_some(UNTOLD));
        if let Some(wait) = wait {
            self.stop(
                now,
                SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX),
            );
        }
    }

    /// What became of a message.
    pub(super) fn note(&mut self, outcome: &Outcome, now: Timestamp) {
        match outcome {
            // The message itself waits, and with it what is behind it to the same customer.
            Outcome::Throttled { problem, .. } if is_of_one_customer(problem) => {}
            Outcome::Throttled { wait, .. } => {
                let told = wait.and_then(|wait| SignedDuration::try_from(wait).ok());
                match told {
                    Some(wait) => self.stop(now, wait),
                    None => self.back_off(now),
                }
            }
            Outcome::Retry(_) | Outcome::Reconcile(_) => {
                self.faults = self.faults.saturating_add(1);
                if self.faults >= PATIENCE {
                    self.back_off(now);
                }
            }
            // It was answered, whatever was said.
            _ => {
                if self.waits > 0 {
                    self.until = None;
                }
                (self.faults, self.waits) = (0, 0);
                self.is_probing = false;
            }
        }
    }

    /// Something leaves. While nobody knows whether it will be answered, nothing follows for the time of one more wait.
    pub(super) fn probe(&mut self, at: Timestamp) {
        if self.waits > 0 {
            let wait = self.wait();
            self.stop(at, wait);
            self.is_probing = true;
        }
    }

    /// How many times slower calls are to be, by how much of the limit is used.
    pub(super) fn slowness(&self, now: Timestamp) -> u32 {
        match self.used(now) {
            Some(percent) if percent >= NEAR => {
                u32::from(100 - NEAR) / u32::from(100_u8.saturating_sub(percent)).max(1)
            }
            _ => 1,
        }
    }

    /// When to look again whether less than this is used of the limit; nothing when it is.
    pub(super) fn below(&self, percent: u8, now: Timestamp) -> Option<Timestamp> {
        self.used(now)
            .filter(|used| *used >= percent)
            .map(|_| now + LOOK_AGAIN)
    }

    pub(super) fn standing(&self, now: Timestamp) -> Standing {
        Standing {
            quiet_until: self.until.filter(|until| *until > now),
            used: self.used(now),
        }
    }

    fn used(&self, now: Timestamp) -> Option<u8> {
        let (percent, at) = self.used?;
        (now.duration_since(at) < REMEMBERED).then_some(percent)
    }

    /// What was under way when a wait began fails together, and counts once.
    fn back_off(&mut self, now: Timestamp) {
        let is_waiting = self.waits > 0 && self.until.is_some_and(|until| until > now);
        if is_waiting && !self.is_probing {
            return;
        }
        self.is_probing = false;
        self.waits = self.waits.saturating_add(1);
        let wait = self.wait();
        self.stop(now, wait);
    }

    fn wait(&self) -> SignedDuration {
        let doubled = 1_i32 << self.waits.saturating_sub(1).min(16);
        let wait = FIRST_WAIT
            .checked_mul(doubled)
            .unwrap_or(LONGEST_WAIT)
            .min(LONGEST_WAIT);
        wait + wait * i32::from(self.spread) / 1024
    }

    fn stop(&mut self, from: Timestamp, wait: SignedDuration) {
        let until = from.checked_add(wait).unwrap_or(Timestamp::MAX);
        self.until = Some(self.until.map_or(until, |known| known.max(until)));
    }
}
