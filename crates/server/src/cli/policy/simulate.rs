//! `transom policy simulate`: a history of events and sends under other rules.
//!
//! The file is read twice: once to check its lines and to put their places in order, and once more, in that order, to
//! replay them. So a history may be far larger than the memory.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use transom_policy::Rulebooks;
use transom_policy::simulate::{EditionError, Entry, Fault, Moment, Rules, Simulation};

use crate::cli::{Failure, complain};

/// How many bad lines are told to people; a program gets all of them.
const MOST_TOLD: usize = 20;

/// What to replay, and under which rules.
#[derive(Debug, Args)]
pub(in crate::cli) struct Simulate {
    /// The history, a JSON object a line, as docs/simulate.md describes it; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    history: PathBuf,
    /// An edition for the whole time, as messenger/2026-09-28; once for each channel. Without it or a draft the history
    /// is only judged by the rules that governed.
    #[arg(long, value_name = "ID")]
    edition: Vec<String>,
    /// A rulebook of your own for the whole time: a TOML file with what it changes.
    #[arg(long, value_name = "FILE")]
    draft: Vec<PathBuf>,
    /// Write an object for each send and then a summary, instead of a report for people.
    #[arg(long)]
    json: bool,
}

impl Simulate {
    pub(in crate::cli) fn run(&self) -> Result<ExitCode, Failure> {
        let governing = Rules::governing(Rulebooks::embedded());
        let compared = self.compared(governing.clone())?;
        let mut replay = Replay {
            history: open(&self.history)?,
            simulation: Simulation::new(governing, compared),
            out: BufWriter::new(io::stdout().lock()),
            json: self.json,
            told: 0,
        };
        let places = replay.index()?;
        replay.replay(&places)?;
        replay.end()
    }

    fn compared<'a>(&self, mut rules: Rules<'a>) -> Result<Rules<'a>, Failure> {
        let wrong = |error: EditionError| Failure::wrong(error.to_string());
        for name in &self.edition {
            rules = rules.with_edition(name).map_err(wrong)?;
        }
        for path in &self.draft {
            let text = fs::read_to_string(path)
                .map_err(|error| Failure::wrong(format!("{}: {error}", path.display())))?;
            let path = path.to_string_lossy();
            rules = rules.with_draft(&path, &text).map_err(wrong)?;
        }
        Ok(rules)
    }
}

/// Opens a history for reading in any order. What is no file is copied into one.
fn open(path: &Path) -> Result<BufReader<File>, Failure> {
    let cannot = |error: io::Error| Failure::wrong(format!("{}: {error}", path.display()));
    let mut source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path).map_err(cannot)?;
        if file.metadata().map_err(cannot)?.is_file() {
            return Ok(BufReader::new(file));
        }
        Box::new(file)
    };
    let mut copy = tempfile::tempfile()?;
    io::copy(&mut source, &mut copy).map_err(cannot)?;
    copy.rewind()?;
    Ok(BufReader::new(copy))
}

/// Where a line is.
struct Place {
    moment: Moment,
    number: usize,
    offset: u64,
}

struct Replay<'a, W> {
    history: BufReader<File>,
    simulation: Simulation<'a>,
    out: W,
    json: bool,
    /// How many bad lines were met.
    told: usize,
}

impl<W: Write> Replay<'_, W> {
    /// The places of the lines that can be read, in the order of time; those of the same moment as they stand.
    fn index(&mut self) -> Result<Vec<Place>, Failure> {
        let mut places = Vec::new();
        let mut line = Vec::new();
        let mut offset = 0;
        for number in 1.. {
            line.clear();
            let length = self.history.read_until(b'\n', &mut line)?;
            if length == 0 {
                break;
            }
            // Not UTF-8 is as little a line of a history as any other broken one.
            let text = String::from_utf8_lossy(&line);
            if !text.trim().is_empty() {
                match text.parse::<Entry>() {
                    Ok(entry) => places.push(Place {
                        moment: entry.moment(),
                        number,
                        offset,
                    }),
                    Err(detail) => {
                        let fault = Fault::invalid(number, &text, detail);
                        let fault = self.simulation.refuse(fault);
                        self.tell(&fault)?;
                    }
                }
            }
            offset += length as u64;
        }
        places.sort_by_key(|place| place.moment);
        Ok(places)
    }

    fn replay(&mut self, places: &[Place]) -> Result<(), Failure> {
        let mut line = Vec::new();
        self.history.rewind()?;
        let mut position = 0;
        for place in places {
            // A plain seek would empty the buffer, and most histories are in order.
            let distance = place.offset.cast_signed() - position;
            self.history.seek_relative(distance)?;
            line.clear();
            let length = self.history.read_until(b'\n', &mut line)?;
            position = (place.offset + length as u64).cast_signed();
            let entry = String::from_utf8_lossy(&line).parse().map_err(|_| {
                Failure::wrong("the history changed while it was read: start again")
            })?;
            match self.simulation.replay(place.number, entry) {
                Ok(Some(outcome)) if self.json => writeln!(self.out, "{}", outcome.to_json())?,
                Ok(_) => {}
                Err(fault) => self.tell(&fault)?,
            }
        }
        Ok(())
    }

    /// Tells a program of a bad line in its place, and people beside the report.
    fn tell(&mut self, fault: &Fault) -> io::Result<()> {
        self.told += 1;
        if self.json {
            writeln!(self.out, "{}", fault.to_json())?;
        } else if self.told <= MOST_TOLD {
            complain(&format!("line {}: {}", fault.line, fault.detail));
        }
        Ok(())
    }

    fn end(mut self) -> Result<ExitCode, Failure> {
        let summary = self.simulation.summary();
        if self.json {
            writeln!(self.out, "{}", summary.to_json())?;
        } else {
            if self.told > MOST_TOLD {
                let more = self.told - MOST_TOLD;
                complain(&format!("and {more} bad lines more: --json tells all"));
            }
            write!(self.out, "{}", summary.report())?;
        }
        self.out.flush()?;
        Ok(if self.told == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
