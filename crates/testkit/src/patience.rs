//! Waiting for what happens beside a test: by looking, never by a fixed time.

use std::time::Duration;

/// How long it is looked for something at the most.
const LONGEST: Duration = Duration::from_secs(30);
/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(3);

/// Looks until there is something to see, and gives it.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let seen = tokio::time::timeout(LONGEST, async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            tokio::time::sleep(PAUSE).await;
        }
    });
    seen.await
        .unwrap_or_else(|_| panic!("waited in vain: {what}"))
}
