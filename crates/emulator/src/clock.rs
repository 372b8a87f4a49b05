//! The world's clock. Rules, timestamps and webhooks follow it; network time-outs and back-off do not,
//! for they concern the real network.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

type Now = Arc<dyn Fn() -> i64 + Send + Sync>;
type Advance = Arc<dyn Fn(i64) + Send + Sync>;

/// A clock that can be moved. Clones move together.
#[derive(Clone)]
pub struct Clock {
    now: Now,
    advance: Advance,
}

impl Clock {
    /// The system's clock plus an offset of its own, at first zero.
    pub fn system() -> Self {
        let offset = Arc::new(AtomicI64::new(0));
        let moved = Arc::clone(&offset);
        Self {
            now: Arc::new(move || Self::real().as_microsecond() + offset.load(Ordering::Relaxed)),
            advance: Arc::new(move |by| {
                moved.fetch_add(by, Ordering::Relaxed);
            }),
        }
    }

    /// The time outside of this world.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the emulator's own clock, and its only look at the real one"
    )]
    pub(crate) fn real() -> Timestamp {
        Timestamp::now()
    }

    /// A clock kept by somebody else: `now` in microseconds since 1970 UTC, `advance` moves it by
    /// microseconds, backwards when negative.
    pub fn shared(
        now: Arc<dyn Fn() -> i64 + Send + Sync>,
        advance: Arc<dyn Fn(i64) + Send + Sync>,
    ) -> Self {
        Self { now, advance }
    }

    /// The present of this world, to the microsecond.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_microsecond((self.now)()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves the clock by a duration, backwards when it is negative.
    pub fn advance(&self, by: SignedDuration) {
        let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX / 4);
        (self.advance)(by);
    }

    /// Moves the clock to a moment.
    pub fn set(&self, to: Timestamp) {
        (self.advance)(to.as_microsecond() - (self.now)());
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
