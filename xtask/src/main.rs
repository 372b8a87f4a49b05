//! Developer commands: `cargo xtask test | check | bench | vendor`.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command as Process, ExitCode};

use clap::Parser;

mod bench;
mod check;
mod output;
mod test;
mod vendor;

/// What a command comes to; an error is shown as it is.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Developer commands.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
enum Command {
    /// Runs every test, in a browser too.
    Test(test::Arguments),
    /// Checks what the compiler does not: the documents, the translations, the files.
    Check,
    /// Measures the program against floors, in one run on this machine.
    Bench(bench::Arguments),
    /// Fetches anew what the pages need from npm.
    Vendor,
    /// A floor of the benchmark, as a server of its own.
    #[command(hide = true)]
    Floor(bench::floor::Arguments),
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody reads standard error, the exit status remains.
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("xtask lies in the workspace")?;
    std::env::set_current_dir(root)?;
    match command {
        Command::Test(arguments) => test::run(&arguments),
        Command::Check => check::run(root),
        Command::Bench(arguments) => bench::run(root, &arguments),
        Command::Vendor => vendor::run(root).map_err(|error| error.to_string().into()),
        Command::Floor(arguments) => bench::floor::serve(&arguments),
    }
}

/// The cargo that runs this.
fn cargo() -> Process {
    Process::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
