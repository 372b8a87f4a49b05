//! What was called lately, for the limits on the pace of calls.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

/// Calls within the current second of the real clock.
#[derive(Debug, Default)]
pub(crate) struct PerSecond {
    second: i64,
    calls: u32,
}

impl PerSecond {
    /// Counts a call; false when it is one too many in this second.
    pub(crate) fn take(&mut self, second: i64, limit: u32) -> bool {
        if self.second != second {
            self.second = second;
            self.calls = 0;
        }
        self.calls += 1;
        self.calls <= limit
    }

    /// How much of a limit is used in this second, in percent.
    pub(crate) fn percent(&self, second: i64, limit: u32) -> u32 {
        if self.second == second {
            (self.calls.saturating_mul(100) / limit.max(1)).min(100)
        } else {
            0
        }
    }
}

/// Calls within a longer span that ends now, by the world's clock.
#[derive(Debug, Default)]
pub(crate) struct Rolling(VecDeque<Timestamp>);

impl Rolling {
    /// Counts a call, or gives the time until one may be made again. A refused call does not count.
    pub(crate) fn take(
        &mut self,
        now: Timestamp,
        span: SignedDuration,
        limit: usize,
    ) -> Result<(), SignedDuration> {
        // A clock that was turned back leaves nothing behind.
        self.0
            .retain(|at| *at <= now && now.duration_since(*at) < span);
        match self.0.front() {
            Some(first) if self.0.len() >= limit => Err(span - now.duration_since(*first)),
            _ => {
                self.0.push_back(now);
                Ok(())
            }
        }
    }
}

/// Calls within the last day, counted by the minute of the world's clock.
#[derive(Debug, Default)]
pub(crate) struct Daily(VecDeque<(i64, u32)>);

impl Daily {
    const MINUTES: i64 = 24 * 60;

    /// How many there were.
    pub(crate) fn count(&self, now: Timestamp) -> u32 {
        let minute = now.as_second().div_euclid(60);
        let counted = self.0.iter().filter(|(at, _)| Self::counts(*at, minute));
        counted.map(|(_, calls)| calls).sum()
    }

    /// A clock that was turned back leaves nothing behind.
    const fn counts(at: i64, minute: i64) -> bool {
        at <= minute && minute - at < Self::MINUTES
    }

    /// Counts a call, or gives the time until one may be made again. A refused call does not count.
    pub(crate) fn take(&mut self, now: Timestamp, limit: u32) -> Result<(), SignedDuration> {
        let minute = now.as_second().div_euclid(60);
        self.0.retain(|(at, _)| Self::counts(*at, minute));
        if self.count(now) >= limit {
            let first = self.0.front().map_or(minute, |(at, _)| *at);
            return Err(SignedDuration::from_mins(first + Self::MINUTES - minute));
        }
        match self.0.back_mut() {
            Some((at, calls)) if *at == minute => *calls += 1,
            _ => self.0.push_back((minute, 1)),
        }
        Ok(())
    }
}

/// Everything of an outlet that is counted.
#[derive(Debug, Default)]
pub(crate) struct Meters {
    pub(crate) sends: PerSecond,
    pub(crate) calls: Daily,
    pub(crate) media: PerSecond,
    pub(crate) live_replies: PerSecond,
    pub(crate) replies: Rolling,
    pub(crate) profile: Rolling,
}
