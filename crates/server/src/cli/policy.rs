//! `transom policy`: the policy engine alone, without database or network.

mod simulate;

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use clap::Subcommand;
use transom_policy::{Rulebooks, case};

use super::{Failure, say};

/// Ask the policy engine.
#[derive(Debug, Subcommand)]
pub(super) enum Policy {
    /// Read cases, a JSON object a line, and write a verdict for each.
    Decide,
    /// Read the same cases and list every route with its status.
    Routes,
    /// Read texts, a JSON object a line with `id`, `text` and perhaps `language`, and say whether each promotes or is a
    /// recurring notice.
    CheckContent,
    /// List the rulebook editions with their dates and sources.
    Rulebooks {
        /// Only what changed: from one edition to another, as messenger/2024-07-31 messenger/2026-09-28, or on every
        /// channel from one day to another, as 2026-04-01 2026-05-01.
        #[arg(long, num_args = 2, value_names = ["A", "B"])]
        diff: Option<Vec<String>>,
    },
    /// Replay a history of events and sends under other rules, and report what would change.
    Simulate(simulate::Simulate),
}

impl Policy {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let rulebooks = Rulebooks::embedded();
        match self {
            Self::Decide => answer(|number, line| case::decide_line(rulebooks, number, line)),
            Self::Routes => answer(|number, line| case::routes_line(rulebooks, number, line)),
            Self::CheckContent => answer(case::check_content_line),
            Self::Rulebooks { diff } => {
                say(listing(rulebooks, diff.as_deref())?.trim_end())?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Simulate(simulate) => simulate.run(),
        }
    }
}

/// The editions, or what changed between two of them.
fn listing(rulebooks: &Rulebooks, diff: Option<&[String]>) -> Result<String, Failure> {
    match diff {
        Some([before, after]) => rulebooks
            .diff(before, after)
            .map_err(|error| Failure::wrong(error.to_string())),
        _ => Ok(rulebooks.render()),
    }
}

/// One line out for each line in, in the same order; a bad line is answered in its place and told by the status.
fn answer(answer: impl Fn(usize, &str) -> Result<String, String>) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut status = ExitCode::SUCCESS;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let line = line?;
        // Not UTF-8 is as little a case as any other broken line.
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        let verdict = answer(index + 1, &line).unwrap_or_else(|error| {
            status = ExitCode::FAILURE;
            error
        });
        writeln!(out, "{verdict}")?;
    }
    out.flush()?;
    Ok(status)
}
