//! A stream of the three platforms beside one of Messenger alone: from the webhook to the store.

use super::intake::CUSTOMERS;
use super::server::{Place, Side};
use super::table::{Bar, Row, Unit, median, milliseconds, number};
use super::webhook::Webhooks;
use super::{Bench, load};
use crate::Outcome;

/// One run of one stream.
struct Run {
    /// From the first webhook until the store had all of them.
    stored: f64,
    p99: f64,
}

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let (mut mixed, mut alone) = (Vec::new(), Vec::new());
    for run in 0..bench.runs {
        // Each goes first in turn, for the machine changes while they run.
        for first in [run % 2 == 0, run % 2 != 0] {
            if first {
                alone.push(of(bench, Webhooks::new(CUSTOMERS)).await?);
            } else {
                mixed.push(of(bench, Webhooks::mixed(CUSTOMERS)).await?);
            }
        }
    }
    let row = |what: &str, unit, value: fn(&Run) -> f64| {
        let middle = |runs: &[Run]| median(runs.iter().map(value).collect());
        Row::new(what, unit, middle(&mixed), middle(&alone))
    };
    Ok(vec![
        row(
            "three platforms mixed, stored; floor: Messenger alone",
            Unit::PerSecond,
            |run| run.stored,
        )
        .bar(Bar::Share(0.85)),
        row(
            "    p99 of the acknowledgement",
            Unit::Milliseconds,
            |run| run.p99,
        ),
    ])
}

/// The same program with the same channels, whatever is sent to them.
async fn of(bench: &Bench, webhooks: Webhooks) -> Outcome<Run> {
    let place = Place::prepare(bench, Side::Product)?;
    place.connect_others()?;
    let server = place.start().await?;
    let mut load = load::closed(server.address, webhooks, bench.length).await?;
    let caught_up = server.catch_up().await?;
    let whole = load.begun.elapsed();
    if load.refused > 0 || caught_up.is_none() {
        return Err("not every webhook was acknowledged and stored".into());
    }
    Ok(Run {
        stored: number(server.counts().await?.stored) / whole.as_secs_f64(),
        p99: milliseconds(load.percentile(990)),
    })
}
