//! The journal of raw webhooks: an append-only log on disk that makes a request durable before it is acknowledged.
//!
//! One thread writes. What arrives while it syncs becomes the next group: one write, one `fdatasync`, then every
//! waiter is answered. Positions start at 1, are given in order and never twice. A crash can only cut what was not
//! acknowledged; damage to acknowledged records is reported, never skipped. The format is described in `format`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

mod error;
mod format;
mod frames;
mod queue;
mod reader;
mod record;
mod recovery;
mod segment;
mod tail;
#[cfg(test)]
mod tests;
mod writer;

pub use error::{AppendError, OpenError, ReadError};
pub(crate) use format::smallest_segment;
pub use reader::Reader;
pub use record::{Entry, Position, Record, Source};
pub use segment::Segment;

use queue::Queue;
use reader::{Batch, Bookmark, read_segments};
use recovery::{Recovered, recover};
use tail::Tail;
use writer::Writer;

/// The sizes of a journal. They may differ from one opening to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The size of a segment file, preallocated.
    pub segment_bytes: u64,
    /// How many records may wait for their sync.
    pub queue_records: usize,
    /// How many bytes of bodies may wait for their sync.
    pub queue_bytes: usize,
    /// The largest body taken.
    pub max_record_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            segment_bytes: 32 * 1024 * 1024,
            queue_records: 8 * 1024,
            queue_bytes: 16 * 1024 * 1024,
            max_record_bytes: 4 * 1024 * 1024,
        }
    }
}

impl Options {
    fn check(&self) -> Result<(), OpenError> {
        if self.max_record_bytes > i32::MAX as usize {
            return Err(OpenError::Options("max_record_bytes must be below 2 GiB"));
        }
        if self.segment_bytes < format::smallest_segment(self.max_record_bytes) {
            return Err(OpenError::Options(
                "segment_bytes must have room for max_record_bytes",
            ));
        }
        if self.queue_records == 0 || self.queue_bytes < self.max_record_bytes {
            return Err(OpenError::Options(
                "the queue must have room for the largest record",
            ));
        }
        Ok(())
    }
}

/// A journal open for writing and reading. Clones share it; the last one closes it when dropped.
#[derive(Debug, Clone)]
pub struct Journal {
    handle: Arc<Handle>,
}

#[derive(Debug)]
struct Handle {
    dir: PathBuf,
    shared: Arc<Shared>,
    writer: Mutex<Option<JoinHandle<()>>>,
    bookmark: Mutex<Option<Bookmark>>,
}

/// What the handles and the writer both see.
#[derive(Debug)]
struct Shared {
    queue: Queue,
    healthy: AtomicBool,
    head: watch::Sender<Position>,
    tail: Mutex<Tail>,
    segments: Mutex<Vec<Segment>>,
    /// Cancelled when the writer is gone.
    ended: CancellationToken,
}

impl Journal {
    /// Opens the journal in `dir`, creating it if need be, and cuts the torn tail a crash may have left. Only one can
    /// be open at a time; it starts a thread. Blocks while it reads the newest segment.
    pub fn open(dir: impl AsRef<Path>, options: Options) -> Result<Self, OpenError> {
        Self::open_after(dir, options, None)
    }

    /// Like [`Journal::open`], and no position up to `taken` is given again: somebody has read that far, in files that are
    /// not here any more, and would take what comes now for what they have read.
    pub fn open_after(
        dir: impl AsRef<Path>,
        options: Options,
        taken: Option<Position>,
    ) -> Result<Self, OpenError> {
        options.check()?;
        let mut recovered = recover(dir.as_ref())?;
        if let Some(taken) = taken {
            recovered.go_on_after(taken);
        }
        Self::start(recovered, options)
    }

    fn start(recovered: Recovered, options: Options) -> Result<Self, OpenError> {
        let dir = recovered.dir.clone();
        let shared = Arc::new(Shared {
            queue: Queue::new(options),
            healthy: AtomicBool::new(true),
            head: watch::Sender::new(recovered.head),
            tail: Mutex::default(),
            segments: Mutex::new(recovered.segments.clone()),
            ended: CancellationToken::new(),
        });
        let writer =
            Writer::start(Arc::clone(&shared), recovered, options).map_err(ReadError::io(&dir))?;
        Ok(Self {
            handle: Arc::new(Handle {
                dir,
                shared,
                writer: Mutex::new(Some(writer)),
                bookmark: Mutex::default(),
            }),
        })
    }

    /// Keeps a record, and returns once it is on the disk. A caller that stops waiting does not take it back.
    pub async fn append(&self, entry: Entry) -> Result<Position, AppendError> {
        let answer = self.handle.shared.queue.push(entry)?;
        answer.await.unwrap_or_else(|_| {
            let reason = "the journal's writer has stopped".into();
            Err(AppendError::Unavailable { reason })
        })
    }

    /// The position the next record will get: all below it are on the disk.
    pub fn head(&self) -> Position {
        *self.handle.shared.head.borrow()
    }

    /// Follows [`Journal::head`].
    pub fn watch(&self) -> watch::Receiver<Position> {
        self.handle.shared.head.subscribe()
    }

    /// Whether the last attempt to write succeeded and the next may.
    pub fn is_healthy(&self) -> bool {
        self.handle.shared.healthy.load(Ordering::Acquire)
    }

    /// Resolves when nothing will be written any more: the journal was closed, its disk failed, or its writer panicked.
    pub async fn ended(&self) {
        self.handle.shared.ended.cancelled().await;
    }

    /// The records from `from` on, in order and without gaps: at most `max_records`, and at most `max_bytes` of bodies
    /// unless the first alone is larger. Empty at the head. Reads files unless the records were written just now, so it
    /// may block; going on where the last call stopped is cheap.
    pub fn read(
        &self,
        from: Position,
        max_records: usize,
        max_bytes: usize,
    ) -> Result<Vec<Record>, ReadError> {
        let head = self.head();
        let mut batch = Batch::new(from, max_records, max_bytes);
        if from >= head {
            return Ok(batch.records);
        }
        let groups = locked(&self.handle.shared.tail).groups_from(from, max_bytes);
        if !groups.is_empty() {
            groups.iter().all(|group| group.read(&mut batch));
            return Ok(batch.records);
        }
        let segments = self.segments();
        let bookmark = *locked(&self.handle.bookmark);
        let stopped = read_segments(
            &self.handle.dir,
            &segments,
            Some(head),
            &mut batch,
            bookmark,
        )?;
        *locked(&self.handle.bookmark) = stopped;
        Ok(batch.records)
    }

    /// The first position that can be read; the head if there is none.
    pub fn oldest(&self) -> Position {
        let first = locked(&self.handle.shared.segments)
            .first()
            .map(|segment| segment.first);
        first.unwrap_or_else(|| self.head())
    }

    /// The segments, oldest first.
    pub fn segments(&self) -> Vec<Segment> {
        locked(&self.handle.shared.segments).clone()
    }

    /// Has the next record begin a new segment, unless the last one is empty, so that what is there can be dropped however
    /// little it is. It happens soon, not at once.
    pub fn turn(&self, at_micros: i64) {
        self.handle.shared.queue.turn(at_micros);
    }

    /// Removes the segments whose records all come before `position`, never the newest one, and returns how many.
    pub fn drop_before(&self, position: Position) -> io::Result<usize> {
        let shared = &self.handle.shared;
        if shared.queue.is_stopped() {
            return Err(io::Error::other("the journal is closed"));
        }
        let mut segments = locked(&shared.segments);
        let mut dropped = 0;
        while let [oldest, follower, ..] = segments.as_slice()
            && follower.first <= position
        {
            fs::remove_file(oldest.path(&self.handle.dir))?;
            segments.remove(0);
            dropped += 1;
        }
        if dropped > 0 {
            segment::sync_directory(&self.handle.dir)?;
        }
        Ok(dropped)
    }

    /// Refuses new records, blocks until those that were taken are on the disk, and lets go of the directory. The same
    /// happens when the last clone is dropped. Records can still be read, and the journal can be opened anew.
    pub fn close(&self) {
        self.handle.close();
    }
}

impl Handle {
    fn close(&self) {
        self.shared.queue.stop("the journal is closed");
        if let Some(writer) = locked(&self.writer).take() {
            // A writer that panicked has said so, and its queue is refused already.
            let _panicked = writer.join();
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.close();
    }
}

/// Locks what no panic can leave half-changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
