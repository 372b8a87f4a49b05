//! From a webhook to the agents' screens: until the fragment that shows the message has arrived at every open page.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use memchr::memmem;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::floor::Floor;
use super::load::{self, NEVER, Pace, micros, percentile};
use super::server::{Place, Side};
use super::table::{Bar, Row, Unit, median, milliseconds, number};
use super::webhook::{DIGITS, MARK};
use super::wire::{Connection, request};
use super::{Bench, desk};
use crate::Outcome;

/// Webhooks a second.
const RATE: u32 = 1_000;
/// Customers who write: so many that two messages of one seldom come in one change, which shows the later of them.
const CUSTOMERS: u64 = 5_000;
/// How long a message may take before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(2);
/// Bytes that a page reads at once: a buffer that starts small stays small, and the reader becomes what is measured.
const READ: usize = 64 * 1024;
/// Agents with an open page, and the bar for the 99th percentile in milliseconds.
const AGENTS: [(usize, f64); 2] = [(1, 15.0), (50, 25.0)];

/// One run of one side.
struct Run {
    p50: f64,
    p99: f64,
    /// Of all messages on all pages.
    seen: f64,
}

pub(super) async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for (agents, bar) in AGENTS {
        let (mut product, mut floor) = (Vec::new(), Vec::new());
        for _ in 0..bench.runs {
            floor.push(run(bench, Side::Floor(Floor::Rows), agents).await?);
            product.push(run(bench, Side::Product, agents).await?);
        }
        let row = |what: String, unit, value: fn(&Run) -> f64| {
            let middle = |runs: &[Run]| median(runs.iter().map(value).collect());
            Row::new(what, unit, middle(&product), middle(&floor))
        };
        let what = format!(
            "webhook to {agents} open page{}, 1,000/s, p99",
            if agents == 1 { "" } else { "s" }
        );
        rows.push(row(what, Unit::Milliseconds, |run| run.p99).bar(Bar::Most(bar)));
        rows.push(row("    p50".to_owned(), Unit::Milliseconds, |run| run.p50));
        rows.push(row("    seen".to_owned(), Unit::Percent, |run| run.seen));
    }
    Ok(rows)
}

async fn run(bench: &Bench, side: Side, agents: usize) -> Outcome<Run> {
    let place = Place::prepare(bench, side)?;
    let server = place.start().await?;
    let request = match side {
        Side::Product => {
            // Some conversations are there before the page is opened.
            let some = Pace::new(RATE, Duration::from_millis(500));
            load::steady(server.address, CUSTOMERS, some).await?;
            server.catch_up().await?;
            desk::live_request(server.address).await?
        }
        Side::Floor(_) => request("/live", server.address, ""),
    };
    let total = usize::try_from(Pace::new(RATE, bench.length).total())?;
    let mut pages = JoinSet::new();
    let mut screens = Vec::new();
    for _ in 0..agents {
        let stream = subscribe(server.address, &request).await?;
        let screen = Arc::new(Screen::new(total));
        pages.spawn(follow(stream, Arc::clone(&screen)));
        screens.push(screen);
    }
    let load = load::steady(server.address, CUSTOMERS, Pace::new(RATE, bench.length)).await?;
    let waiting_since = Instant::now();
    while waiting_since.elapsed() < PATIENCE && !screens.iter().all(|screen| screen.is_complete()) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    pages.abort_all();
    let mut latencies: Vec<u32> = screens
        .iter()
        .flat_map(|screen| screen.latencies(load.begun))
        .collect();
    let seen = latencies.iter().filter(|latency| **latency < NEVER).count();
    Ok(Run {
        p50: milliseconds(percentile(&mut latencies, 500)),
        p99: milliseconds(percentile(&mut latencies, 990)),
        seen: 100.0 * number(seen as u64) / number(latencies.len() as u64),
    })
}

async fn subscribe(address: SocketAddr, request: &str) -> Outcome<TcpStream> {
    match Connection::open(address)
        .await?
        .subscribe(request.as_bytes())
        .await?
    {
        (200, stream) => Ok(stream),
        (status, _) => Err(format!("live updates were answered {status}").into()),
    }
}

/// What one page has shown.
struct Screen {
    opened: Instant,
    /// When each message arrived, by number, in microseconds since the page was opened.
    arrivals: Vec<AtomicU32>,
}

impl Screen {
    fn new(total: usize) -> Self {
        Self {
            opened: Instant::now(),
            arrivals: (0..total).map(|_| AtomicU32::new(NEVER)).collect(),
        }
    }

    /// Notes that a message is shown; the first time counts.
    fn show(&self, number: usize) {
        if let Some(arrival) = self.arrivals.get(number) {
            arrival.fetch_min(micros(self.opened.elapsed()), Ordering::Relaxed);
        }
    }

    fn is_complete(&self) -> bool {
        self.arrivals
            .iter()
            .all(|arrival| arrival.load(Ordering::Relaxed) < NEVER)
    }

    /// From the moment each message was due until it was shown.
    fn latencies(&self, begun: Instant) -> impl Iterator<Item = u32> {
        self.arrivals.iter().zip(0..).map(move |(arrival, number)| {
            match arrival.load(Ordering::Relaxed) {
                NEVER => NEVER,
                arrived => {
                    let due = begun + Duration::from_micros(number * 1_000_000 / u64::from(RATE));
                    let arrived = self.opened + Duration::from_micros(arrived.into());
                    micros(arrived.saturating_duration_since(due))
                }
            }
        })
    }
}

/// Reads a page's live updates and finds the messages in them, until the connection ends.
async fn follow(mut stream: TcpStream, screen: Arc<Screen>) -> std::io::Result<()> {
    let mut buffer = Vec::with_capacity(READ);
    while stream.read_buf(&mut buffer).await? > 0 {
        let read = scan(&buffer, |number| screen.show(number));
        buffer.drain(..read);
    }
    Ok(())
}

/// Finds the numbers of messages; tells how much of the buffer has been looked through.
fn scan(buffer: &[u8], mut found: impl FnMut(usize)) -> usize {
    const WHOLE: usize = MARK.len() + DIGITS;
    for start in memmem::find_iter(buffer, MARK) {
        let Some(digits) = buffer.get(start + MARK.len()..start + WHOLE) else {
            return start;
        };
        if let Some(number) = str::from_utf8(digits)
            .ok()
            .and_then(|digits| digits.parse().ok())
        {
            found(number);
        }
    }
    // A mark may have begun in the last bytes.
    buffer.len() - buffer.len().min(MARK.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_message_sent_to_a_floor_is_seen_on_its_page() {
        let data = tempfile::tempdir().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut tasks = JoinSet::new();
        let router = crate::bench::floor::router(Floor::Rows, data.path()).unwrap();
        tasks.spawn(async move { axum::serve(listener, router).await });
        let request = request("/live", address, "");
        let screen = Arc::new(Screen::new(200));
        let stream = subscribe(address, &request).await.unwrap();
        tasks.spawn(follow(stream, Arc::clone(&screen)));

        let pace = Pace::new(2_000, Duration::from_millis(100));
        let load = load::steady(address, 5, pace).await.unwrap();

        assert_eq!((load.accepted, load.refused), (200, 0));
        tokio::time::timeout(Duration::from_secs(20), async {
            while !screen.is_complete() {
                tokio::task::yield_now().await;
            }
        })
        .await
        .expect("every message arrives");
    }

    #[test]
    fn a_message_is_found_wherever_the_stream_is_cut() {
        let text = b"data: <p>bench-0000000042 is</p> bench-x bench-0000000007 ";
        for cut in 0..text.len() {
            let mut numbers = Vec::new();
            let read = scan(&text[..cut], |number| numbers.push(number));
            scan(&text[read..], |number| numbers.push(number));
            numbers.dedup();
            assert_eq!(numbers, [42, 7], "cut at {cut}");
        }
    }
}
