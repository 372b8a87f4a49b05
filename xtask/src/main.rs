//! Developer commands: `cargo xtask test | check | differential | fuzz | bench | vendor`.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command as Process, ExitCode};

use clap::Parser;

mod bench;
mod check;
mod differential;
mod fuzz;
mod output;
mod test;
mod vendor;

/// The program's own: what is measured in this process, and the floors, would be slower with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// Compares the emulator's rules with the rulebooks, on random histories.
    Differential(differential::Arguments),
    /// Runs the fuzz targets, one after the other.
    Fuzz(fuzz::Arguments),
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
        Command::Differential(arguments) => differential::run(root, &arguments),
        Command::Fuzz(arguments) => fuzz::run(root, &arguments),
        Command::Bench(arguments) => bench::run(root, &arguments),
        Command::Vendor => vendor::run(root).map_err(|error| error.to_string().into()),
        Command::Floor(arguments) => bench::floor::serve(&arguments),
    }
}

/// The cargo that runs this.
fn cargo() -> Process {
    Process::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds packages as they are released, and runs this command again with them.
fn again_optimised(root: &Path, packages: &[&str]) -> Outcome {
    for package in packages {
        let built = cargo()
            .args(["build", "--release", "--package", package])
            .status()?;
        if !built.success() {
            return Err(format!("{package} does not build").into());
        }
    }
    let status = Process::new(root.join("target/release/xtask"))
        .args(std::env::args_os().skip(1))
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err("the command did not end well".into())
    }
}
