//! What can go wrong with the journal, and what to do about it.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::Position;

/// Why a journal could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process, or another handle of this one, has it open for writing.
    #[error("the journal in {} is in use; stop the process that holds it", .0.display())]
    Locked(PathBuf),
    /// The options contradict each other.
    #[error("the journal's options cannot work: {0}")]
    Options(&'static str),
    /// The files cannot be listed or recovered.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Why a record was not acknowledged. It may have reached the disk all the same, so a sender has to repeat it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AppendError {
    /// More is waiting for the disk than [`Options`](super::Options) allows; try again in a moment.
    #[error("the journal's queue is full; try again in a moment")]
    Overloaded,
    /// The record will never be taken.
    #[error("the record has {bytes} bytes and the limit is {limit}")]
    TooLarge {
        /// The size of the body.
        bytes: usize,
        /// The largest body taken.
        limit: usize,
    },
    /// The disk failed, or the journal was closed.
    #[error("the journal cannot write: {reason}")]
    Unavailable {
        /// What happened, for the log.
        reason: Arc<str>,
    },
}

impl AppendError {
    pub(super) fn unavailable(reason: &Arc<str>) -> Self {
        let reason = Arc::clone(reason);
        Self::Unavailable { reason }
    }
}

/// Why records could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The records asked for are no longer kept.
    #[error("the journal no longer has what was asked for; its oldest record is {oldest}")]
    Dropped {
        /// The first position that can be read.
        oldest: Position,
    },
    /// Acknowledged records are damaged or missing. To go on without them, read from `resume`.
    #[error(
        "the journal is damaged: records {position} up to, but not including, {resume} cannot be read, from byte \
         {offset} of {} on; with the file put back, `transom journal replay` processes them", segment.display()
    )]
    Corrupt {
        /// The damaged file.
        segment: PathBuf,
        /// Where in it the first missing record should start.
        offset: u64,
        /// The first record that is missing, of those asked for.
        position: Position,
        /// The first position behind the damage.
        resume: Position,
    },
    /// A segment's header is damaged, or of a version this program does not know.
    #[error("{} is not a journal segment this program can read; restore it or move it away", .0.display())]
    Header(PathBuf),
    /// The operating system refused.
    #[error("cannot use {}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl ReadError {
    /// For `map_err`: says which file an error is about.
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
