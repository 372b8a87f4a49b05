//! Durable intake at saturation: every acknowledgement follows a sync, while the store follows the log.

use super::floor::Floor;
use super::server::{Place, Side};
use super::table::{Bar, Row, Unit, median, milliseconds, number};
use super::webhook::Webhooks;
use super::{Bench, load};
use crate::Outcome;

/// Customers who write.
pub(super) const CUSTOMERS: u64 = 20_000;

/// One run of one side.
struct Run {
    acknowledged: f64,
    p99: f64,
    /// From the last acknowledgement until the store had everything; infinite when that was not waited for.
    catching_up: f64,
    /// What the store had then, over the whole time.
    stored: f64,
}

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let (mut product, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..bench.runs {
        floor.push(run(bench, Side::Floor(Floor::Rows)).await?);
        product.push(run(bench, Side::Product).await?);
    }
    let row = |what: &str, unit, value: fn(&Run) -> f64| {
        let middle = |runs: &[Run]| median(runs.iter().map(value).collect());
        Row::new(what, unit, middle(&product), middle(&floor))
    };
    Ok(vec![
        row(
            "durable intake, acknowledged after the sync",
            Unit::PerSecond,
            |run| run.acknowledged,
        )
        .bar(Bar::LeastAndShare(25_000.0, 0.75)),
        row(
            "    until the store has all of it",
            Unit::Milliseconds,
            |run| run.catching_up,
        )
        .bar(Bar::Most(1000.0)),
        row("    acknowledged and stored", Unit::PerSecond, |run| {
            run.stored
        }),
        row(
            "    p99 of the acknowledgement",
            Unit::Milliseconds,
            |run| run.p99,
        ),
    ])
}

async fn run(bench: &Bench, side: Side) -> Outcome<Run> {
    let place = Place::prepare(bench, side)?;
    let server = place.start().await?;
    let mut load = load::closed(server.address, Webhooks::new(CUSTOMERS), bench.length).await?;
    let catching_up = server.catch_up().await?;
    let whole = load.begun.elapsed();
    if load.refused > 0 {
        return Err(format!(
            "{} of {} webhooks were refused",
            load.refused,
            load.refused + load.accepted
        )
        .into());
    }
    Ok(Run {
        acknowledged: load.rate(),
        p99: milliseconds(load.percentile(990)),
        catching_up: catching_up.map_or(f64::INFINITY, milliseconds),
        stored: number(server.counts().await?.stored) / whole.as_secs_f64(),
    })
}
