//! Policy decisions on one core, in this process.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use transom_policy::{
    Capability, Channel, Draft, Facts, Human, Rulebook, Rulebooks, WindowEvent, WindowEventKind,
    decide,
};

use super::Bench;
use super::table::{Bar, Row, Unit, median, number};
use crate::Outcome;

/// Longer would show nothing more.
const ENOUGH: Duration = Duration::from_secs(1);
/// Decisions between two looks at the clock.
const LOT: usize = 1_000;
/// A moment at which the newest edition governs.
const NOW: &str = "2026-11-21T12:00:00Z";
const TEXT: &str = "Your kettle is back in blue since this morning. Shall I keep one for you?";

pub(super) fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let now: Timestamp = NOW.parse()?;
    let rulebook = Rulebooks::embedded()
        .governing(Channel::Messenger, now)
        .ok_or("no edition governs Messenger")?;
    let draft = Draft::<Human>::text(TEXT);
    // A window that is open, one that only the human-agent route reaches, and one that is closed.
    let facts: Vec<Facts> = [2, 50, 400]
        .into_iter()
        .map(|hours| wrote(hours, now))
        .collect::<Result<_, _>>()?;
    let row = |what: &str, cases: &[Facts], bar: Option<Bar>| {
        let rates = (0..bench.runs)
            .map(|_| rate(rulebook, cases, &draft, now, bench.length.min(ENOUGH)))
            .collect();
        Row {
            bar,
            ..Row::alone(what, Unit::PerSecond, median(rates))
        }
    };
    Ok(vec![
        row(
            "policy decisions, one core, mixed",
            &facts,
            Some(Bar::Least(5_000_000.0)),
        ),
        row("    window open", &facts[..1], None),
        row("    human agent only", &facts[1..2], None),
        row(
            "    window closed: refused with remedies",
            &facts[2..],
            None,
        ),
    ])
}

/// A customer who wrote so many hours ago, after some earlier messages.
fn wrote(hours: i64, now: Timestamp) -> Result<Facts, jiff::Error> {
    let ago = |hours| now.checked_sub(SignedDuration::from_hours(hours));
    let event = |kind, hours| {
        Ok::<_, jiff::Error>(WindowEvent {
            at: ago(hours)?,
            kind,
        })
    };
    Ok(Facts {
        window_events: vec![
            event(WindowEventKind::Message, hours + 30)?,
            event(WindowEventKind::Postback, hours + 1)?,
            event(WindowEventKind::Message, hours)?,
        ],
        capabilities: vec![Capability::HumanAgent],
        ..Facts::default()
    })
}

fn rate(
    rulebook: &Rulebook,
    cases: &[Facts],
    draft: &Draft<Human>,
    now: Timestamp,
    length: Duration,
) -> f64 {
    let begun = Instant::now();
    let mut decided = 0;
    let mut cases = cases.iter().cycle();
    while begun.elapsed() < length {
        for facts in cases.by_ref().take(LOT) {
            black_box(decide(
                black_box(rulebook),
                black_box(facts),
                black_box(draft),
                black_box(now),
            ));
        }
        decided += LOT as u64;
    }
    number(decided) / begun.elapsed().as_secs_f64()
}
