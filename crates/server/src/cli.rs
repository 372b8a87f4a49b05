//! The command line.

mod accounts;
mod backup;
mod channel;
mod config;
mod demo;
mod emulator;
mod journal;
mod policy;
mod serve;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::{App, StartError};
use crate::backup::BackupError;
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::error::Error;

/// The shared inbox for Messenger, Instagram and WhatsApp that never misses a messaging window.
#[derive(Debug, Parser)]
#[command(name = "transom", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the desk, the API and the webhook address.
    Serve(Place),
    /// Try everything with an invented shop and customers, on this machine and offline.
    Demo(demo::Demo),
    /// Run the stand-in for the platforms alone.
    Emulator(emulator::Emulator),
    /// Look at the configuration.
    #[command(subcommand)]
    Config(config::Config),
    /// Create the workspace and its people.
    #[command(subcommand)]
    Owner(accounts::Owner),
    /// Make API tokens.
    #[command(subcommand)]
    Token(accounts::Token),
    /// Connect channels.
    #[command(subcommand)]
    Channel(channel::Channel),
    /// Copy everything that this installation keeps, beside a server that may be running.
    Backup(backup::Backup),
    /// Look into the journal of raw webhooks.
    #[command(subcommand)]
    Journal(journal::Journal),
    /// Ask the policy engine.
    #[command(subcommand)]
    Policy(policy::Policy),
}

/// Where the configuration is.
#[derive(Debug, Args)]
struct Place {
    /// The configuration file; `transom.toml` of this directory when it is there.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Use(#[from] Error),
    #[error(transparent)]
    Store(#[from] transom_store::Error),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Wrong(String),
}

impl Failure {
    fn wrong(problem: impl Into<String>) -> Self {
        Self::Wrong(problem.into())
    }
}

/// Reads the command line and carries it out.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return complain(&format!("no runtime: {error}")),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(code) => code,
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => complain(&failure.to_string()),
    }
}

fn complain(problem: &str) -> ExitCode {
    // Nothing is left to tell of a closed standard error.
    let _ = writeln!(io::stderr().lock(), "transom: {problem}");
    ExitCode::FAILURE
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve(place) => serve::run(&place).await?,
        Command::Demo(demo) => demo.run().await?,
        Command::Emulator(emulator) => emulator.run().await?,
        Command::Config(config) => config.run()?,
        Command::Owner(owner) => owner.run().await?,
        Command::Token(token) => token.run().await?,
        Command::Channel(channel) => channel.run().await?,
        Command::Backup(backup) => backup.run().await?,
        Command::Journal(journal) => journal.run().await?,
        Command::Policy(policy) => return policy.run(),
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a line to standard output.
fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

impl Place {
    /// Opens the program for one command, beside a server that may be running.
    async fn open(&self) -> Result<App, Failure> {
        let config = Config::load(self.config.as_deref())?;
        Ok(App::open(config, Clock::system()).await?)
    }
}

/// Resolves when the process is asked to end.
async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
