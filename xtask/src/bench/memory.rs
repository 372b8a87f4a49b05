//! Memory of the process: idle, and while messages keep coming.

use std::time::Duration;

use super::Bench;
use super::floor::Floor;
use super::intake::CUSTOMERS;
use super::load::{self, Pace};
use super::server::{Place, Side};
use super::table::{Bar, Row, Unit, median};
use crate::Outcome;

/// Webhooks a second.
const RATE: u32 = 1_000;
/// How much longer than other figures: what leaks needs time to show.
const TIMES: u32 = 4;

/// One run of one side, in MiB.
struct Run {
    idle: f64,
    /// The most during the whole time.
    peak: f64,
    /// After half of it.
    halfway: f64,
    end: f64,
}

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let floor = run(bench, Side::Floor(Floor::Rows)).await?;
    let product = run(bench, Side::Product).await?;
    let seconds = (bench.length * TIMES).as_secs();
    let row = |what: String, value: fn(&Run) -> f64| {
        Row::new(what, Unit::Mebibytes, value(&product), value(&floor))
    };
    Ok(vec![
        row("memory, idle".to_owned(), |run| run.idle).bar(Bar::Most(50.0)),
        row(
            format!("memory, the most in {seconds} s of 1,000 messages/s"),
            |run| run.peak,
        )
        .bar(Bar::Most(150.0)),
        row("    growth in the second half".to_owned(), |run| {
            run.end - run.halfway
        }),
    ])
}

async fn run(bench: &Bench, side: Side) -> Outcome<Run> {
    let place = Place::prepare(bench, side)?;
    let server = place.start().await?;
    // Idle is what remains once the start is over.
    let mut idle = Vec::new();
    for _ in 0..5 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        idle.push(server.memory()?.0);
    }
    let half = bench.length * TIMES / 2;
    load::steady(server.address, CUSTOMERS, Pace::new(RATE, half)).await?;
    let (halfway, _) = server.memory()?;
    load::steady(server.address, CUSTOMERS, Pace::new(RATE, half)).await?;
    let (end, peak) = server.memory()?;
    Ok(Run {
        idle: median(idle),
        peak,
        halfway,
        end,
    })
}
