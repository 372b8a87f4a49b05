//! From the start of the process, with an empty workspace, to the first acknowledged webhook.

use std::time::{Duration, Instant};

use super::Bench;
use super::floor::Floor;
use super::server::{Place, Side};
use super::table::{Bar, Row, Unit, median, milliseconds};
use super::webhook::Webhooks;
use crate::Outcome;

/// Starts for each run: one takes little time.
const STARTS: u32 = 3;
/// Between two attempts to connect.
const PAUSE: Duration = Duration::from_micros(200);

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let (mut product, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..bench.runs * STARTS {
        floor.push(run(bench, Side::Floor(Floor::Rows)).await?);
        product.push(run(bench, Side::Product).await?);
    }
    let what = "start to the first acknowledged webhook, empty";
    Ok(vec![
        Row::new(what, Unit::Milliseconds, median(product), median(floor)).bar(Bar::Most(50.0)),
    ])
}

async fn run(bench: &Bench, side: Side) -> Outcome<f64> {
    let place = Place::prepare(bench, side)?;
    let mut request = Vec::new();
    Webhooks::new(1).write(0, &mut request);
    let begun = Instant::now();
    let mut server = place.launch()?;
    let mut connection = server.wait_until_open(PAUSE).await?;
    match connection.status(&request).await? {
        200 => Ok(milliseconds(begun.elapsed())),
        status => Err(format!("the first webhook was answered {status}").into()),
    }
}
