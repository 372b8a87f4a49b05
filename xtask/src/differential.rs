//! `cargo xtask differential`: the emulator's rules against `policy`, on random histories.
//!
//! Both are written from the same facts about the platforms and share no code. Where `policy` allows a send, the
//! emulator must take it, now and up to the end the verdict names; where `policy` refuses one for the platform's sake,
//! the emulator must refuse it by every route the refusal speaks of.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use transom_policy::{Channel, Rulebooks};

use crate::{Outcome, output};

mod case;
mod comparison;
mod coverage;
mod history;
mod platform;
mod random;
mod shrink;
#[cfg(test)]
mod tests;

use case::Case;
use comparison::{Difference, Said, compare};
use coverage::Coverage;
use history::Histories;
use random::Random;

/// How much to compare.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many cases.
    #[arg(long, default_value_t = 100_000)]
    cases: u64,
    /// Where the random histories begin; the same seed gives the same cases.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
}

/// The seed where none is given.
const SEED: u64 = 20_160_412;
/// More cases than these are worth building the command as it is released.
const MANY: u64 = 200_000;
/// How many cases go along with the tests.
const FEW: u64 = 20_000;

/// Compares, prints what was reached, and fails where the two differ.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> Outcome {
    if cfg!(debug_assertions) && arguments.cases > MANY {
        return crate::again_optimised(root, &["xtask"]);
    }
    let begun = Instant::now();
    let found = search(Rulebooks::embedded(), arguments.seed, arguments.cases);
    output::line(&found.coverage)?;
    output::line("")?;
    found.report(begun.elapsed())
}

/// The short run that belongs to the tests.
pub(crate) fn run_few() -> Outcome {
    let begun = Instant::now();
    search(Rulebooks::embedded(), SEED, FEW).report(begun.elapsed())
}

/// What a run found.
struct Found<'a> {
    rulebooks: &'a Rulebooks,
    seed: u64,
    coverage: Coverage,
    differences: BTreeMap<Kind, Findings>,
}

/// Differences that are told once.
type Kind = (Channel, Said, Difference);

/// The cases that show a difference.
struct Findings {
    /// Number of the first.
    number: u64,
    first: Case,
    count: u64,
}

fn search(rulebooks: &Rulebooks, seed: u64, cases: u64) -> Found<'_> {
    let histories = Histories::new(rulebooks);
    let mut found = Found {
        rulebooks,
        seed,
        coverage: Coverage::default(),
        differences: BTreeMap::new(),
    };
    for number in 0..cases {
        let case = histories.case(&mut Random::of_case(seed, number));
        let Some((said, difference)) = judge(rulebooks, &case) else {
            found.coverage.skip(case.channel);
            continue;
        };
        found.coverage.count(case.channel, said);
        if let Some(difference) = difference {
            let kind = (case.channel, said, difference);
            let findings = found.differences.entry(kind).or_insert(Findings {
                number,
                first: case,
                count: 0,
            });
            findings.count += 1;
        }
    }
    found
}

/// What both sides say; none when no edition governs.
fn judge(rulebooks: &Rulebooks, case: &Case) -> Option<(Said, Option<Difference>)> {
    let rulebook = rulebooks.governing(case.channel, case.now)?;
    Some(compare(case, rulebook))
}

impl Found<'_> {
    /// Prints every kind of difference with its smallest history, and the result.
    fn report(&self, took: Duration) -> Outcome {
        for ((channel, said, difference), findings) in &self.differences {
            let shown = Some((*said, Some(*difference)));
            let smallest = shrink::shrink(findings.first.clone(), |case| {
                judge(self.rulebooks, case) == shown
            });
            let Findings { number, count, .. } = findings;
            output::line(format_args!(
                "{channel}: policy {said}; {difference} ({count} times, first in case {number} of seed {})\n{}\n",
                self.seed,
                smallest.line(&format!("{}-{number}", self.seed)),
            ))?;
        }
        let differing: u64 = self.differences.values().map(|it| it.count).sum();
        output::line(format_args!(
            "differential: {} cases of seed {} decided in {:.1} s, {} without an edition, {differing} differ",
            self.coverage.decided(),
            self.seed,
            took.as_secs_f64(),
            self.coverage.skipped(),
        ))?;
        if differing == 0 {
            Ok(())
        } else {
            Err("the emulator and policy differ".into())
        }
    }
}
