//! The least a durable log can be: one preallocated file, written round and round, one sync for all who wait.

use std::fs::File;
use std::io::{self, Seek as _, Write as _};
use std::path::Path;
use std::sync::mpsc::SyncSender;
use std::thread;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};

use super::hook::Row;

/// Small, because a floor is also a floor for the time to start.
const FILE_BYTES: usize = 8 * 1024 * 1024;
/// Requests that may wait for the disk.
const QUEUE: usize = 8192;
/// Of one sync at the most.
const GROUP: usize = 1024;

/// The way into the log.
pub(super) struct Log {
    queue: mpsc::Sender<Entry>,
}

struct Entry {
    body: Bytes,
    row: Row,
    durable: oneshot::Sender<()>,
}

impl Log {
    /// Makes the file, and a thread that writes to it. `rows` gets the messages that are durable; where it is full, the
    /// log waits, so that what is acknowledged never runs away from what is stored.
    pub(super) fn start(data: &Path, rows: Option<SyncSender<Vec<Row>>>) -> io::Result<Self> {
        let mut file = File::create(data.join("log"))?;
        file.write_all(&vec![0; FILE_BYTES])?;
        file.sync_all()?;
        file.rewind()?;
        let (queue, entries) = mpsc::channel(QUEUE);
        thread::spawn(move || write(file, entries, rows.as_ref()));
        Ok(Self { queue })
    }

    /// Waits until the body is durable; `None` when it never will be.
    pub(super) async fn append(&self, body: Bytes, row: Row) -> Option<()> {
        let (durable, told) = oneshot::channel();
        self.queue.send(Entry { body, row, durable }).await.ok()?;
        told.await.ok()
    }
}

/// Ends, and with it every request, when the disk fails.
fn write(
    mut file: File,
    mut entries: mpsc::Receiver<Entry>,
    rows: Option<&SyncSender<Vec<Row>>>,
) -> io::Result<()> {
    let mut buffer = Vec::new();
    let mut written = 0;
    let mut group = Vec::new();
    while entries.blocking_recv_many(&mut group, GROUP) > 0 {
        buffer.clear();
        for entry in &group {
            let length = u32::try_from(entry.body.len()).map_err(io::Error::other)?;
            buffer.extend_from_slice(&length.to_le_bytes());
            buffer.extend_from_slice(&entry.body);
        }
        if written + buffer.len() > FILE_BYTES {
            file.rewind()?;
            written = 0;
        }
        file.write_all(&buffer)?;
        written += buffer.len();
        file.sync_data()?;
        let mut durable = Vec::with_capacity(group.len());
        for entry in group.drain(..) {
            // Whoever waited may have gone.
            let _ = entry.durable.send(());
            durable.push(entry.row);
        }
        if let Some(rows) = rows {
            rows.send(durable).map_err(io::Error::other)?;
        }
    }
    Ok(())
}
