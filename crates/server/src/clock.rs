//! The one source of the present moment. The demo and the tests steer it; everything that waits hears of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// A clock. Cheap to clone; clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    runs: bool,
    /// Microseconds to add to the system's time, or the time itself when the clock stands still.
    micros: AtomicI64,
    steered: watch::Sender<()>,
}

impl Clock {
    /// The system's time.
    pub fn system() -> Self {
        Self::new(true, 0)
    }

    /// A clock that moves only when it is moved.
    pub fn still(at: Timestamp) -> Self {
        Self::new(false, at.as_microsecond())
    }

    fn new(runs: bool, micros: i64) -> Self {
        let inner = Inner {
            runs,
            micros: AtomicI64::new(micros),
            steered: watch::Sender::new(()),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        let micros = self.inner.micros.load(Ordering::Acquire);
        let micros = if self.inner.runs {
            system_micros().saturating_add(micros)
        } else {
            micros
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
    }

    /// Moves the clock on, or back.
    pub fn advance(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(0);
        self.inner.micros.fetch_add(micros, Ordering::AcqRel);
        self.inner.steered.send_replace(());
    }

    /// Sets the clock.
    pub fn set(&self, at: Timestamp) {
        self.advance(at.duration_since(self.now()));
    }

    /// Tells when the clock is steered.
    pub fn steered(&self) -> watch::Receiver<()> {
        self.inner.steered.subscribe()
    }

    /// Resolves at `at`, or earlier when the clock was steered: then look again.
    pub async fn sleep_until(&self, at: Timestamp) {
        let mut steered = self.inner.steered.subscribe();
        let wait = at.duration_since(self.now());
        if !wait.is_positive() {
            return;
        }
        if self.inner.runs {
            tokio::select! {
                () = tokio::time::sleep(wait.unsigned_abs()) => {}
                _ = steered.changed() => {}
            }
        } else {
            let _ = steered.changed().await;
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is where the system's time comes in"
)]
fn system_micros() -> i64 {
    Timestamp::now().as_microsecond()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_still_clock_moves_only_when_it_is_moved() {
        let start: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        let clock = Clock::still(start);
        assert_eq!(clock.now(), start);
        clock.advance(SignedDuration::from_hours(25));
        assert_eq!(clock.now(), "2026-11-22T11:00:00Z".parse().unwrap());
        clock.set(start);
        assert_eq!(clock.now(), start);
    }
}
