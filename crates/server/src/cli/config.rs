//! `transom config`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, say};
use crate::config::Config as Settings;

/// Look at the configuration.
#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Tell whether the configuration can be used.
    Check {
        /// The file; `transom.toml` of this directory when it is there.
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print a file with every key, its meaning and its default.
    Example,
}

impl Config {
    pub(super) fn run(self) -> Result<(), Failure> {
        match self {
            Self::Check { file } => {
                Settings::load(file.as_deref())?;
                say("The configuration can be used.")?;
            }
            Self::Example => say(Settings::example().trim_end())?,
        }
        Ok(())
    }
}
