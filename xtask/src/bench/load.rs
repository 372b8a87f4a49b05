//! The load: webhooks as fast as they are answered, or at a steady rate whether they are answered or not.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::table::number;
use super::webhook::Webhooks;
use super::wire::Connection;
use crate::Outcome;

/// Connections that a platform's many machines would hold.
pub(super) const CONNECTIONS: u32 = 64;
/// Not counted at the start of a closed loop.
const WARM_UP: Duration = Duration::from_millis(500);
/// How late the last requests of a steady rate may be.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a steady rate releases what is due.
const STEP: Duration = Duration::from_micros(200);

/// What a load came to.
pub(super) struct Load {
    /// When the first request could have been sent.
    pub(super) begun: Instant,
    /// Answered 200 while it was counted.
    pub(super) accepted: u64,
    /// Answered otherwise.
    pub(super) refused: u64,
    /// Over which this was counted.
    pub(super) elapsed: Duration,
    /// Of accepted requests, in microseconds.
    latencies: Vec<u32>,
}

impl Load {
    fn new() -> Self {
        Self {
            begun: Instant::now(),
            accepted: 0,
            refused: 0,
            elapsed: Duration::ZERO,
            latencies: Vec::new(),
        }
    }

    /// Accepted a second.
    pub(super) fn rate(&self) -> f64 {
        number(self.accepted) / self.elapsed.as_secs_f64()
    }

    /// The latency that so many of a thousand requests did not exceed.
    pub(super) fn percentile(&mut self, per_mille: usize) -> Duration {
        percentile(&mut self.latencies, per_mille)
    }

    fn note(&mut self, status: u16, latency: Duration) {
        if status == 200 {
            self.accepted += 1;
            self.latencies.push(micros(latency));
        } else {
            self.refused += 1;
        }
    }

    fn add(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.latencies.extend(other.latencies);
    }
}

/// What stands for a duration that never ended.
pub(super) const NEVER: u32 = u32::MAX;

/// The value that so many of a thousand do not exceed; the longest duration for what never ended.
pub(super) fn percentile(micros: &mut [u32], per_mille: usize) -> Duration {
    let Some(last) = micros.len().checked_sub(1) else {
        return Duration::MAX;
    };
    match micros.select_nth_unstable(last * per_mille / 1000).1 {
        &mut NEVER => Duration::MAX,
        value => Duration::from_micros((*value).into()),
    }
}

/// A duration as it is kept in large numbers.
pub(super) fn micros(duration: Duration) -> u32 {
    u32::try_from(duration.as_micros()).unwrap_or(u32::MAX)
}

/// Each connection sends the next webhook once the last one is answered.
pub(super) async fn closed(
    address: SocketAddr,
    webhooks: Webhooks,
    length: Duration,
) -> Outcome<Load> {
    let webhooks = Arc::new(webhooks);
    let next = Arc::new(AtomicU64::new(0));
    let connections = connect(address).await?;
    let begun = Instant::now();
    let counted_from = begun + WARM_UP;
    let end = counted_from + length;
    let mut senders = JoinSet::new();
    for mut connection in connections {
        let (webhooks, next) = (Arc::clone(&webhooks), Arc::clone(&next));
        senders.spawn(async move {
            let mut load = Load::new();
            let mut request = Vec::new();
            while Instant::now() < end {
                webhooks.write(next.fetch_add(1, Ordering::Relaxed), &mut request);
                let sent = Instant::now();
                let status = connection.status(&request).await?;
                if sent >= counted_from {
                    load.note(status, sent.elapsed());
                }
            }
            Ok::<_, std::io::Error>(load)
        });
    }
    let mut whole = gather(senders).await?;
    whole.begun = begun;
    whole.elapsed = counted_from.elapsed();
    Ok(whole)
}

/// Sends so many webhooks a second on many connections, numbered from 0 in the order in which they are due. Each latency
/// counts from the moment the webhook was due, so a server that falls behind cannot slow down what measures it; what was
/// never accepted counts as the longest.
pub(super) async fn steady(address: SocketAddr, customers: u64, pace: Pace) -> Outcome<Load> {
    let webhooks = Arc::new(Webhooks::new(customers));
    let connections = connect(address).await?;
    let pace = Arc::new(pace);
    let releasing = thread::spawn({
        let pace = Arc::clone(&pace);
        move || pace.release()
    });
    let mut senders = JoinSet::new();
    for mut connection in connections {
        let (webhooks, pace) = (Arc::clone(&webhooks), Arc::clone(&pace));
        senders.spawn(async move {
            let mut load = Load::new();
            let mut request = Vec::new();
            while let Some(number) = pace.next().await {
                webhooks.write(number, &mut request);
                let status = connection.status(&request).await?;
                load.note(status, pace.due(number).elapsed());
            }
            Ok::<_, std::io::Error>(load)
        });
    }
    let mut whole = gather(senders).await?;
    whole.begun = pace.begun;
    whole.elapsed = pace.begun.elapsed();
    whole.latencies.resize(usize::try_from(pace.total)?, NEVER);
    releasing.join().map_err(|_| "the pacing thread panicked")?;
    Ok(whole)
}

async fn connect(address: SocketAddr) -> Outcome<Vec<Connection>> {
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(address).await?);
    }
    Ok(connections)
}

async fn gather(mut senders: JoinSet<std::io::Result<Load>>) -> Outcome<Load> {
    let mut whole = Load::new();
    while let Some(load) = senders.join_next().await {
        whole.add(load??);
    }
    Ok(whole)
}

/// When requests are due.
pub(super) struct Pace {
    begun: Instant,
    rate: u32,
    total: u64,
    taken: AtomicU64,
    /// One permit for each request that is due.
    permits: Semaphore,
}

impl Pace {
    /// So many a second from now on, as long as is said.
    pub(super) fn new(rate: u32, length: Duration) -> Self {
        let total = u64::try_from(length.as_millis()).unwrap_or(u64::MAX) * u64::from(rate) / 1000;
        Self {
            begun: Instant::now(),
            rate,
            total,
            taken: AtomicU64::new(0),
            permits: Semaphore::new(0),
        }
    }

    /// How many there will be.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// When the request with this number is due.
    fn due(&self, number: u64) -> Instant {
        self.begun + Duration::from_micros(number * 1_000_000 / u64::from(self.rate))
    }

    /// Releases requests as they become due. A thread of its own: the runtime's timers are only good to a millisecond.
    fn release(&self) {
        let mut released = 0;
        while released < self.total {
            let elapsed = u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            let due = self.total.min(elapsed * u64::from(self.rate) / 1_000_000);
            self.permit(due - released);
            released = due;
            thread::sleep(STEP);
        }
        // Wakes each sender once more, to learn that there is nothing left.
        self.permit(CONNECTIONS.into());
    }

    fn permit(&self, count: u64) {
        self.permits
            .add_permits(usize::try_from(count).unwrap_or(0));
    }

    /// Waits for the next request that is due; `None` at the end.
    async fn next(&self) -> Option<u64> {
        self.permits.acquire().await.ok()?.forget();
        let number = self.taken.fetch_add(1, Ordering::Relaxed);
        (number < self.total && self.due(number).elapsed() < PATIENCE).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let mut values: Vec<u32> = (1..=1000).rev().collect();
        assert_eq!(percentile(&mut values, 500), Duration::from_micros(500));
        assert_eq!(percentile(&mut values, 990), Duration::from_micros(990));
        assert_eq!(percentile(&mut values, 1000), Duration::from_millis(1));
        assert_eq!(percentile(&mut [], 990), Duration::MAX);
        assert_eq!(percentile(&mut [1, NEVER], 1000), Duration::MAX);
    }

    #[test]
    fn a_steady_rate_releases_everything_and_then_ends() {
        let pace = Pace::new(20_000, Duration::from_millis(50));
        pace.release();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let mut taken = 0;
        while runtime.block_on(pace.next()).is_some() {
            taken += 1;
        }
        assert_eq!(taken, 1000);
        assert!(pace.begun.elapsed() >= Duration::from_millis(50));
    }
}
