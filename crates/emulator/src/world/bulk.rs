//! Load: many messages from many customers at a rate.

use std::time::{Duration, Instant};

use serde::Serialize;
use utoipa::ToSchema;

use super::World;
use super::input::{Bulk, NewCustomer, NewMessage};
use super::rejection::Rejection;

/// At full speed the generator waits while so many events are on their way.
const AHEAD: usize = 10_000;

/// How far the load has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkProgress {
    /// Messages asked for.
    pub count: u64,
    /// Messages written.
    pub written: u64,
    /// It is still writing.
    pub running: bool,
}

impl World {
    /// Starts writing in the background. One load runs at a time.
    pub fn start_bulk(&self, bulk: Bulk) -> Result<BulkProgress, Rejection> {
        if !(1..=10_000_000).contains(&bulk.count) {
            return Err(Rejection::invalid(
                "count",
                "count must lie between 1 and 10000000",
            ));
        }
        let people = bulk.customers.unwrap_or(100);
        if !(1..=100_000).contains(&people) || bulk.rate == Some(0) {
            return Err(Rejection::invalid(
                "rate",
                "customers must lie between 1 and 100000, and rate must be 1 or more",
            ));
        }
        let outlet = self.outlet_or_first(bulk.page)?;
        let progress = BulkProgress {
            count: bulk.count,
            written: 0,
            running: true,
        };
        {
            let mut running = crate::lock(&self.inner.bulk);
            if running.running {
                return Err(Rejection::invalid("busy", "another load is still running"));
            }
            *running = progress;
        }
        let mut customers = Vec::with_capacity(usize::try_from(people).unwrap_or(0));
        for number in 1..=people {
            let name = format!("Load {number}");
            let new = NewCustomer {
                name,
                page: Some(outlet.clone()),
                ..NewCustomer::default()
            };
            customers.push(self.create_customer(new)?.id);
        }
        let world = self.clone();
        self.spawn(async move { world.run_bulk(bulk.count, bulk.rate, &customers).await });
        Ok(progress)
    }

    /// How far the last load has come.
    pub fn bulk_progress(&self) -> BulkProgress {
        *crate::lock(&self.inner.bulk)
    }

    async fn run_bulk(&self, count: u64, rate: Option<u32>, customers: &[String]) {
        let began = Instant::now();
        let mut names = customers.iter().cycle();
        let mut written = 0;
        while written < count {
            let due = match rate {
                None if self.pending_events() < AHEAD => written + 500,
                None => written,
                Some(rate) => {
                    let due = u128::from(rate) * (began.elapsed().as_micros() + 1_000) / 1_000_000;
                    u64::try_from(due).unwrap_or(u64::MAX)
                }
            };
            let due = due.clamp(written, count);
            for number in written + 1..=due {
                if let Some(customer) = names.next() {
                    let text = format!("Message {number}: is my order on its way?");
                    if let Err(rejection) = self.write(customer, NewMessage::text(text)) {
                        tracing::warn!(%rejection, "a customer of the load could not write");
                    }
                }
            }
            written = due;
            crate::lock(&self.inner.bulk).written = written;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        crate::lock(&self.inner.bulk).running = false;
        self.changed();
    }
}
