//! A rate that is kept, and what is left of it.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

/// How many in how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rate {
    /// So many at once, and then one each time that `every` has passed.
    Spread { burst: u32, every: SignedDuration },
    /// So many in any stretch of time, at once or not.
    Stretch { most: u32, time: SignedDuration },
}

impl Rate {
    /// A tenth at once and the rest spread, so that no stretch of `time` ever sees more than `most`.
    pub(crate) fn within(most: u32, time: SignedDuration) -> Self {
        let most = most.max(1);
        let burst = (most / 10).max(1);
        Self::Spread {
            burst,
            every: part(time, (most - burst).max(1)),
        }
    }

    /// So many at once, as the platform itself says, and `most` in each `time` from then on.
    pub(crate) fn bursting(burst: u32, most: u32, time: SignedDuration) -> Self {
        Self::Spread {
            burst: burst.max(1),
            every: part(time, most.max(1)),
        }
    }

    /// `most` in any stretch of `time`, for what people do by hand: a few at once, and then nothing for long.
    pub(crate) fn by_hand(most: u32, time: SignedDuration) -> Self {
        let most = most.max(1);
        Self::Stretch { most, time }
    }

    /// The slower of two.
    pub(crate) fn or_slower(self, other: Self) -> Self {
        if other.every() > self.every() {
            other
        } else {
            self
        }
    }

    /// So many times slower, and the less at once.
    pub(crate) fn slowed(self, times: u32) -> Self {
        if times <= 1 {
            return self;
        }
        let factor = i32::try_from(times).unwrap_or(i32::MAX);
        match self {
            Self::Spread { burst, every } => Self::Spread {
                burst: (burst / times).max(1),
                every: every.checked_mul(factor).unwrap_or(SignedDuration::MAX),
            },
            Self::Stretch { most, time } => Self::by_hand(most / times, time),
        }
    }

    /// The time for one, in the long run.
    fn every(self) -> SignedDuration {
        match self {
            Self::Spread { every, .. } => every,
            Self::Stretch { most, time } => part(time, most),
        }
    }
}

fn part(time: SignedDuration, of: u32) -> SignedDuration {
    time / i32::try_from(of).unwrap_or(i32::MAX)
}

/// What was taken of a rate.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bucket {
    /// When all that was taken of a spread is made up for.
    full_at: Option<Timestamp>,
    /// When those of a stretch were taken, in their order.
    taken: VecDeque<Timestamp>,
}

impl Bucket {
    /// The first moment, not before `from`, at which one more may be taken.
    pub(crate) fn next(&self, rate: Rate, from: Timestamp) -> Timestamp {
        let next = match rate {
            Rate::Spread { burst, every } => self.full_at.map(|full_at| {
                let before = i32::try_from(burst - 1).unwrap_or(i32::MAX);
                let at_once = every.checked_mul(before).unwrap_or(SignedDuration::MAX);
                full_at.checked_sub(at_once).unwrap_or(Timestamp::MIN)
            }),
            Rate::Stretch { most, time } => {
                let most = usize::try_from(most).unwrap_or(usize::MAX);
                let before = self.taken.len().checked_sub(most);
                let before = before.and_then(|index| self.taken.get(index));
                before.map(|before| before.checked_add(time).unwrap_or(Timestamp::MAX))
            }
        };
        next.map_or(from, |next| next.max(from))
    }

    /// Takes one at a moment.
    pub(crate) fn take(&mut self, rate: Rate, at: Timestamp) {
        match rate {
            Rate::Spread { every, .. } => {
                let from = self.full_at.map_or(at, |full_at| full_at.max(at));
                self.full_at = Some(from.checked_add(every).unwrap_or(Timestamp::MAX));
            }
            Rate::Stretch { most, time } => {
                let most = usize::try_from(most).unwrap_or(usize::MAX);
                let place = self.taken.partition_point(|taken| *taken <= at);
                self.taken.insert(place, at);
                let is_over = |taken: &Timestamp| at.duration_since(*taken) >= time;
                while self.taken.len() > most && self.taken.front().is_some_and(is_over) {
                    self.taken.pop_front();
                }
            }
        }
    }

    /// Whether all that was taken of a spread is made up for.
    pub(crate) fn is_full(&self, now: Timestamp) -> bool {
        self.full_at.is_none_or(|full_at| full_at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: SignedDuration = SignedDuration::from_secs(1);

    /// When the first so many leave that are all there at once, in milliseconds.
    fn leave(rate: Rate, count: usize) -> Vec<i64> {
        let mut bucket = Bucket::default();
        let turns = std::iter::repeat_with(|| {
            let at = bucket.next(rate, Timestamp::UNIX_EPOCH);
            bucket.take(rate, at);
            at.as_millisecond()
        });
        turns.take(count).collect()
    }

    #[test]
    fn no_stretch_ever_sees_more_than_the_most() {
        for most in [1, 2, 9, 10, 80, 300, 750] {
            let turns = leave(Rate::within(most, SECOND), 3000);
            let most = usize::try_from(most).unwrap();
            for (index, from) in turns.iter().enumerate() {
                let within = turns[index..].iter().take_while(|at| **at < from + 999);
                assert!(within.count() <= most, "{most} at {from}");
            }
        }
    }

    #[test]
    fn a_rate_is_used_nearly_to_its_end() {
        let turns = leave(Rate::within(300, SECOND), 300);
        assert!(*turns.last().unwrap() <= 1000, "{turns:?}");
    }

    #[test]
    fn a_burst_of_the_platform_leaves_at_once() {
        let rate = Rate::bursting(45, 1, SECOND * 6);
        let turns = leave(rate, 48);
        assert!(turns[..45].iter().all(|at| *at == 0));
        assert_eq!(turns[45..], [6000, 12000, 18000]);
    }

    #[test]
    fn what_is_done_by_hand_may_all_be_done_at_once_and_then_not_for_long() {
        let rate = Rate::by_hand(10, SECOND * 600);
        let mut bucket = Bucket::default();
        let second = |second| Timestamp::from_second(second).unwrap();
        for at in [0, 0, 0, 5, 5, 5, 300, 300, 300, 300] {
            assert_eq!(bucket.next(rate, second(at)), second(at));
            bucket.take(rate, second(at));
        }
        for (asked, next) in [(301, 600), (599, 600), (600, 600), (700, 700)] {
            assert_eq!(bucket.next(rate, second(asked)), second(next));
        }
        for (asked, next) in [(601, 601), (601, 601), (601, 601), (601, 605)] {
            assert_eq!(bucket.next(rate, second(asked)), second(next));
            bucket.take(rate, second(next));
        }
        assert_eq!(leave(rate, 21)[20], 1_200_000);
        assert_eq!(leave(rate.slowed(5), 3), [0, 0, 600_000]);
    }

    #[test]
    fn slower_is_slower_and_never_still() {
        let rate = Rate::within(100, SECOND);
        assert_eq!(leave(rate.slowed(10), 4), [0, 111, 222, 333]);
        assert_eq!(rate.slowed(1), rate);
        assert_eq!(
            rate.or_slower(Rate::within(10, SECOND)),
            Rate::within(10, SECOND)
        );
    }
}
