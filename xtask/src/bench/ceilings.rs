//! What the machine does with part of the work: floors alone.

use std::time::Duration;

use super::floor::Floor;
use super::server::{Place, Side};
use super::table::{Row, Unit, median, milliseconds, number};
use super::webhook::Webhooks;
use super::{Bench, load, machine};
use crate::Outcome;

/// Customers who write.
const CUSTOMERS: u64 = 20_000;
/// Longer would show nothing more.
const ENOUGH: Duration = Duration::from_secs(2);

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let length = bench.length.min(ENOUGH);
    let mut rates = Vec::new();
    for _ in 0..bench.runs {
        let syncs = machine::syncs(&bench.scratch, length)?;
        rates.push(number(syncs.len() as u64) / length.as_secs_f64());
    }
    let mut rows = vec![Row::floor(
        "1 KB appended and synced, one by one",
        Unit::PerSecond,
        median(rates),
    )];
    for (what, floor) in [
        ("axum, no work", Floor::Answer),
        ("… signature checked, parsed", Floor::Verify),
        ("… and synced to a log in groups", Floor::Log),
    ] {
        let (mut rates, mut tails) = (Vec::new(), Vec::new());
        for _ in 0..bench.runs {
            let place = Place::prepare(bench, Side::Floor(floor))?;
            let server = place.start().await?;
            let mut load = load::closed(server.address, Webhooks::new(CUSTOMERS), length).await?;
            rates.push(load.rate());
            tails.push(milliseconds(load.percentile(990)));
        }
        rows.push(Row::floor(what, Unit::PerSecond, median(rates)));
        rows.push(Row::floor("    p99", Unit::Milliseconds, median(tails)));
    }
    Ok(rows)
}
