//! How long a platform waits for its answer, far below saturation.

use super::Bench;
use super::floor::Floor;
use super::intake::CUSTOMERS;
use super::load::{self, Pace};
use super::server::{Place, Side};
use super::table::{Bar, Row, Unit, median, milliseconds};
use crate::Outcome;

/// Webhooks a second.
const RATE: u32 = 5_000;

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let (mut product, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..bench.runs {
        floor.push(run(bench, Side::Floor(Floor::Rows)).await?);
        product.push(run(bench, Side::Product).await?);
    }
    let row = |what: &str, value: fn(&(f64, f64)) -> f64| {
        let middle = |runs: &[(f64, f64)]| median(runs.iter().map(value).collect());
        Row::new(what, Unit::Milliseconds, middle(&product), middle(&floor))
    };
    Ok(vec![
        row("acknowledgement at 5,000/s, p99", |run| run.1).bar(Bar::Most(5.0)),
        row("    p50", |run| run.0),
    ])
}

/// The median and the 99th percentile, in milliseconds.
async fn run(bench: &Bench, side: Side) -> Outcome<(f64, f64)> {
    let place = Place::prepare(bench, side)?;
    let server = place.start().await?;
    let mut load = load::steady(server.address, CUSTOMERS, Pace::new(RATE, bench.length)).await?;
    Ok((
        milliseconds(load.percentile(500)),
        milliseconds(load.percentile(990)),
    ))
}
