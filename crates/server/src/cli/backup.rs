//! `transom backup`.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, Place, say};
use crate::backup;
use crate::config::Config;

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    place: Place,
    /// Where to; made when it is not there, and else empty.
    #[arg(value_name = "DIR")]
    to: PathBuf,
}

impl Backup {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let config = Config::load(self.place.config.as_deref())?;
        let made = backup::make(&config.data_dir, &self.to).await?;
        say(&format!(
            "{}: {} files, {} MiB. It holds the key that opens the channels' tokens: keep it as secret as the original.",
            self.to.display(),
            made.files,
            made.bytes.div_ceil(1024 * 1024),
        ))?;
        if config.media.s3.bucket.is_some() {
            say("Files lie in a bucket, which is not in it.")?;
        }
        if config.key.is_some() {
            say("The key is in the configuration, which is not in it.")?;
        }
        Ok(())
    }
}
