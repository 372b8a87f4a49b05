//! `transom demo`.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use super::{ENDED, Failure, asked_to_end, say};
use crate::config::Config;
use crate::demo::{self, Options};

/// Try everything with an invented shop and customers, on this machine and offline.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The port of the desk; the next free one when it is taken.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The port of the emulator, with the customers' phones; the next free one when it is taken.
    #[arg(long, default_value_t = 8090)]
    emulator_port: u16,
    /// Keep everything in this empty directory; without it, a temporary one is removed at the end.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print one line of JSON with every address and secret, for scripts.
    #[arg(long)]
    json: bool,
    /// The present of the demo's world, such as 2023-05-10T08:00:00Z.
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
}

impl Demo {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let temporary = tempfile::Builder::new().prefix("transom-demo-").tempdir()?;
        let data_dir = self.data.unwrap_or_else(|| temporary.path().join("data"));
        let mut config = Config::defaults_in(&data_dir)?;
        "warn".clone_into(&mut config.log.level);
        super::serve::start_log(&config)?;
        let options = Options {
            port: self.port,
            emulator_port: self.emulator_port,
            data_dir,
            at: self.at,
        };
        // Also while the story is played, which is when somebody notices a wrong option.
        let demo = tokio::select! {
            demo = demo::start(options) => demo.map_err(|error| Failure::wrong(error.to_string()))?,
            () = asked_to_end() => return Ok(()),
        };
        if self.json {
            let line = serde_json::to_string(&demo.access).map_err(std::io::Error::from)?;
            say(&line)?;
        } else {
            let access = &demo.access;
            say(&format!(
                "Desk, signed in (works once)  {}",
                access.sign_in_url
            ))?;
            say(&format!(
                "Customers' phones             {}",
                access.emulator_url
            ))?;
            say(&format!(
                "API                           {}/api/openapi.json",
                access.url
            ))?;
            say(&format!(
                "API token                     {}",
                access.api_token.expose()
            ))?;
            say("Everything is on this machine and nothing leaves it. Ctrl-C ends it.")?;
        }
        let failed = tokio::select! {
            () = asked_to_end() => false,
            () = demo.failed() => true,
        };
        demo.close().await;
        if failed {
            return Err(Failure::wrong(ENDED));
        }
        Ok(())
    }
}
