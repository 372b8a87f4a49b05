//! Files: those that customers send, fetched and kept here, and those that people send to customers.
//!
//! A file is named by its content and lies once, however many messages and workspaces hold it; each workspace has its
//! own row of it. What loses its last reference is deleted at once. The platforms forbid to keep some kinds: those
//! never come this far.

#[cfg(test)]
mod any;
mod blobs;
pub mod fetch;
mod incoming;
mod keep;
pub(crate) mod kind;
mod office;
pub(crate) mod outbound;
mod range;
pub(crate) mod redraw;
pub(crate) mod serve;
pub mod sweep;
mod thumbnail;
mod untaken;
pub(crate) mod upload;

use std::path::PathBuf;

use tokio::sync::{Notify, RwLock, Semaphore};

use crate::config::Config;
use blobs::Blobs;
pub use blobs::OpenError;
pub use untaken::{Untaken, Why};

/// The name of the folder of files in the data directory.
pub const MEDIA_DIR: &str = "media";
/// The folder in it where files arrive before they are known by their content.
pub(crate) const INCOMING_DIR: &str = "incoming";

/// Where files are, and who works on them.
#[derive(Debug)]
pub struct Media {
    blobs: Blobs,
    /// [`INCOMING_DIR`].
    incoming: PathBuf,
    /// Rings when there may be a file to fetch.
    pub(crate) fetches: Notify,
    /// Rings when a file may have lost its last reference.
    pub(crate) releases: Notify,
    /// Read by whoever puts a file down until it is noted, written by whoever deletes: a file that is about to be held
    /// must not go because nobody holds it yet.
    gate: RwLock<()>,
    /// Pictures are decoded one at a time: one may take hundreds of megabytes.
    painter: Semaphore,
}

impl Media {
    /// Opens where the configuration says that files are.
    pub(crate) fn open(config: &Config) -> Result<Self, OpenError> {
        let dir = config.data_dir.join(MEDIA_DIR);
        let incoming = dir.join(INCOMING_DIR);
        std::fs::create_dir_all(&incoming).map_err(|error| OpenError::of(&incoming, error))?;
        Ok(Self {
            blobs: Blobs::open(&config.media.s3, &dir)?,
            incoming,
            fetches: Notify::new(),
            releases: Notify::new(),
            gate: RwLock::new(()),
            painter: Semaphore::new(1),
        })
    }

    /// Deletes what was half there when the last server ended: it comes again. Commands beside a server must not do this.
    pub(crate) fn discard_incoming(&self) -> Result<(), OpenError> {
        let discarded = std::fs::remove_dir_all(&self.incoming);
        discarded
            .and_then(|()| std::fs::create_dir_all(&self.incoming))
            .map_err(|error| OpenError::of(&self.incoming, error))
    }
}
