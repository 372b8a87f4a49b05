//! Calls of a platform that get no answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Keeps calls waiting. Clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Silence {
    given_up: Arc<AtomicUsize>,
}

/// A call that is waiting; it goes when the caller hangs up.
struct Waiting(Silence);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.given_up.fetch_add(1, Ordering::Relaxed);
    }
}

impl Silence {
    /// Waits until the caller hangs up.
    pub(crate) async fn keep(&self) {
        let _waiting = Waiting(self.clone());
        std::future::pending::<()>().await;
    }

    /// Whether every caller is waiting still: what else happened did not wait for one of them.
    pub(crate) fn lasts(&self) -> bool {
        self.given_up.load(Ordering::Relaxed) == 0
    }
}
