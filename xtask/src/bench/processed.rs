//! The highest steady rate at which the store stays no more than a second behind.

use std::time::Duration;

use super::Bench;
use super::floor::Floor;
use super::intake::CUSTOMERS;
use super::load::{self, Pace};
use super::server::{Place, Server, Side};
use super::table::{Bar, Row, Unit, median, milliseconds};
use crate::{Outcome, output};

/// Webhooks a second, tried in this order until one is too many.
const RATES: [u32; 11] = [
    1_000, 2_500, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 40_000,
];
/// How often the lag is looked at.
const LOOK: Duration = Duration::from_millis(100);
/// How far the store may be behind, at any moment.
const BEHIND: Duration = Duration::from_secs(1);
/// The share of the rate that must have been accepted within the time.
const KEPT: f64 = 0.98;

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let (mut product, mut floor) = (
        Sweeps::new(Side::Product),
        Sweeps::new(Side::Floor(Floor::Rows)),
    );
    for _ in 0..bench.runs {
        floor.sweep(bench).await?;
        product.sweep(bench).await?;
    }
    let what = "processed, sustained, never more than 1 s behind";
    let row = Row::new(
        what,
        Unit::PerSecond,
        median(product.highest),
        median(floor.highest),
    );
    Ok(vec![row.bar(Bar::Least(10_000.0))])
}

/// The sweeps over the rates of one side.
struct Sweeps {
    side: Side,
    /// The highest rate that each sweep found.
    highest: Vec<f64>,
    /// Where in `RATES` the next sweep starts: two below what the last one found.
    start: usize,
}

impl Sweeps {
    fn new(side: Side) -> Self {
        Self {
            side,
            highest: Vec::new(),
            start: 0,
        }
    }

    /// Raises the rate until the store cannot follow.
    async fn sweep(&mut self, bench: &Bench) -> Outcome {
        let place = Place::prepare(bench, self.side)?;
        let server = place.start().await?;
        let mut highest = 0.0;
        let mut held = 0;
        for rate in &RATES[self.start..] {
            match hold(&server, *rate, bench.length / 2).await? {
                Some(accepted) => highest = accepted,
                None => break,
            }
            held += 1;
        }
        self.start = (self.start + held).saturating_sub(2);
        self.highest.push(highest);
        Ok(())
    }
}

/// What was accepted a second at this rate, all of it stored in time; `None` when it was not.
async fn hold(server: &Server<'_>, rate: u32, length: Duration) -> Outcome<Option<f64>> {
    let mut most_waiting = 0;
    let mut load = std::pin::pin!(load::steady(
        server.address,
        CUSTOMERS,
        Pace::new(rate, length)
    ));
    let load = loop {
        match tokio::time::timeout(LOOK, &mut load).await {
            Ok(load) => break load?,
            Err(_) => most_waiting = server.counts().await?.waiting().max(most_waiting),
        }
    };
    let catching_up = server.catch_up().await?;
    let kept = load.rate() / f64::from(rate);
    output::line(format_args!(
        "    {:?} at {rate}/s: {most_waiting} behind at most, {:.1} % accepted in time, all stored {:.0} ms later",
        server.side(),
        kept * 100.0,
        catching_up.map_or(f64::INFINITY, milliseconds)
    ))?;
    let behind = Duration::from_secs(most_waiting) / rate;
    let holds = kept >= KEPT && behind <= BEHIND && catching_up.is_some_and(|took| took <= BEHIND);
    Ok(holds.then(|| load.rate()))
}
