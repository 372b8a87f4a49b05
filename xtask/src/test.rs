//! `cargo xtask test`: everything that can be tested on this machine, and one line that sums it up.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::{Outcome, cargo, differential, output};

mod browser;
mod languages;
mod system;
mod tally;

use tally::Tally;

/// What to test.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Leaves out the tests that need Chromium, or the libraries of others.
    #[arg(long)]
    without_browser: bool,
}

/// The crate of the browser tests.
const BROWSER_TESTS: &str = "e2e";

/// Runs all tests; an error when one failed.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut command = cargo();
    // One command, so that everything is built once and with one set of features. It also builds the program itself,
    // which the browser tests start.
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if arguments.without_browser {
        output::line("left out: the browser tests")?;
        command.args(["--exclude", BROWSER_TESTS]);
    } else {
        let browser = browser::find_or_install()?;
        command
            .env("CHROMIUM", browser.chromium)
            .env("CHROMEDRIVER", browser.chromedriver);
        languages::have_or_install()?;
    }
    let tally = watch(command)?;
    let agreed = differential::run_few();
    output::line(format_args!("\n{tally}"))?;
    agreed?;
    if tally.failed == 0 {
        Ok(())
    } else {
        Err("not every test passed".into())
    }
}

/// Runs the tests, passes on what they print, and counts.
fn watch(mut command: Command) -> Outcome<Tally> {
    let mut tests = command.stdout(Stdio::piped()).spawn()?;
    let printed = tests.stdout.take().ok_or("standard output is piped")?;
    let mut tally = Tally::default();
    for line in BufReader::new(printed).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        tally.read(&line);
        output::line(line)?;
    }
    if !tests.wait()?.success() && tally.failed == 0 {
        output::line("a test program did not build, or ended before it told its result")?;
        tally.failed = 1;
    }
    Ok(tally)
}
