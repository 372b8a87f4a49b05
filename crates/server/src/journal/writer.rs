//! The one thread that writes: everything that waits becomes a group, one write and one sync, then all are answered.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};

use super::format::{SEGMENT_HEADER, frame_size, put_frame, smallest_segment};
use super::queue::Append;
use super::recovery::{Active, Recovered};
use super::{AppendError, Options, Shared, locked, segment};

/// A group ends when it has this many bytes, so that the first of many do not wait for a long write.
const GROUP_BYTES: usize = 1024 * 1024;

/// The size of a segment that somebody waits for while it is filled with zeros.
const SHORT_SEGMENT_BYTES: u64 = 4 * 1024 * 1024;

#[derive(Debug)]
pub(super) struct Writer {
    shared: Arc<Shared>,
    recovered: Recovered,
    options: Options,
    /// The next segment, while it is made.
    spare: Option<JoinHandle<io::Result<File>>>,
}

/// Why a group was not written.
enum Failure {
    /// Nothing was touched: the next group may have more luck.
    Refused(io::Error),
    /// Nobody knows what is on the disk.
    Broken(io::Error),
}

impl Writer {
    /// Writes until the queue is stopped and drained, or the disk fails.
    pub(super) fn start(
        shared: Arc<Shared>,
        recovered: Recovered,
        options: Options,
    ) -> io::Result<JoinHandle<()>> {
        let mut writer = Self {
            shared,
            recovered,
            options,
            spare: None,
        };
        thread::Builder::new()
            .name("journal".into())
            .spawn(move || writer.run())
    }

    fn run(&mut self) {
        self.spare = self.prepare_spare();
        let mut batch = VecDeque::new();
        while self.shared.queue.take(&mut batch) {
            match self.turn() {
                Ok(()) => {}
                // The one that is there goes on.
                Err(Failure::Refused(error)) => {
                    tracing::error!(%error, "the journal cannot make its next segment");
                }
                Err(Failure::Broken(error)) => return self.fail(&error, &mut batch),
            }
            while !batch.is_empty() {
                match self.write_group(&mut batch) {
                    Ok(()) => {}
                    Err(Failure::Refused(error)) => {
                        tracing::error!(%error, "the journal cannot make its next segment; it tries again");
                        self.refuse(&error.to_string().into(), &mut batch);
                    }
                    Err(Failure::Broken(error)) => return self.fail(&error, &mut batch),
                }
            }
        }
    }

    /// Nobody knows what is on the disk: nothing is written any more.
    fn fail(&self, error: &io::Error, batch: &mut VecDeque<Append>) {
        tracing::error!(%error, "the journal's disk failed; it takes nothing until it is opened again");
        let reason = error.to_string();
        self.shared.queue.stop(&reason);
        self.refuse(&reason.into(), batch);
    }

    /// Begins a new segment if one is wanted and the last one has a record.
    fn turn(&mut self) -> Result<(), Failure> {
        let wanted = self.shared.queue.take_turn();
        let newest = locked(&self.shared.segments).last().copied();
        match (wanted, newest) {
            (Some(at_micros), Some(newest)) if newest.first < self.recovered.head => {
                self.begin_segment(at_micros)
            }
            _ => Ok(()),
        }
    }

    /// Writes as much of `batch` as makes a group, and answers it.
    fn write_group(&mut self, batch: &mut VecDeque<Append>) -> Result<(), Failure> {
        let Some(front) = batch.front() else {
            return Ok(());
        };
        let needed = frame_size(front.entry.body.len()) as u64;
        let begun_at_micros = front.entry.received_at_micros;
        let room = self
            .recovered
            .active
            .as_ref()
            .map_or(0, |active| active.room);
        if room < needed {
            self.begin_segment(begun_at_micros)?;
        }
        let Some(active) = &mut self.recovered.active else {
            return Ok(());
        };

        let (count, size) = fitting(batch, active.room);
        let mut frames = Vec::with_capacity(size);
        let first = self.recovered.head;
        let mut end = first;
        let mut bytes = 0;
        for (append, index) in batch.range(..count).zip(0..) {
            put_frame(&mut frames, end, index, &append.entry);
            bytes += append.entry.body.len();
            end = end.next();
        }
        active.file.write_all(&frames).map_err(Failure::Broken)?;
        active.file.sync_data().map_err(Failure::Broken)?;
        active.room -= frames.len() as u64;
        self.recovered.head = end;

        locked(&self.shared.tail).push(first, end, frames.into());
        self.shared.head.send_replace(end);
        self.shared.healthy.store(true, Ordering::Release);
        self.shared.queue.release(count, bytes);
        let mut position = first;
        for append in batch.drain(..count) {
            // Whoever stopped waiting finds the record stored all the same.
            let _gone = append.answer.send(Ok(position));
            position = position.next();
        }
        Ok(())
    }

    fn begin_segment(&mut self, begun_at_micros: i64) -> Result<(), Failure> {
        let mut file = match self.spare.take().map(JoinHandle::join) {
            Some(Ok(Ok(file))) => file,
            _ => self.prepare_now().map_err(Failure::Refused)?,
        };
        let dir = &self.recovered.dir;
        let segment = segment::begin(dir, &mut file, self.recovered.head, begun_at_micros)
            .map_err(Failure::Broken)?;
        locked(&self.shared.segments).push(segment);
        let room = segment.bytes - SEGMENT_HEADER as u64;
        self.recovered.active = Some(Active { file, room });
        self.spare = self.prepare_spare();
        Ok(())
    }

    fn prepare_now(&self) -> io::Result<File> {
        segment::prepare(&self.recovered.dir, self.short_segment_bytes())
    }

    /// Makes the next segment in the background; a short one if the first record will wait for it.
    fn prepare_spare(&self) -> Option<JoinHandle<io::Result<File>>> {
        let dir = self.recovered.dir.clone();
        let bytes = match self.recovered.active {
            Some(_) => self.options.segment_bytes,
            None => self.short_segment_bytes(),
        };
        let prepare = move || segment::prepare(&dir, bytes);
        thread::Builder::new()
            .name("journal-spare".into())
            .spawn(prepare)
            .ok()
    }

    fn short_segment_bytes(&self) -> u64 {
        let short = SHORT_SEGMENT_BYTES.max(smallest_segment(self.options.max_record_bytes));
        short.min(self.options.segment_bytes)
    }

    /// Tells all of `batch` that it was not written.
    fn refuse(&self, reason: &Arc<str>, batch: &mut VecDeque<Append>) {
        self.shared.healthy.store(false, Ordering::Release);
        let bytes = batch.iter().map(|append| append.entry.body.len()).sum();
        self.shared.queue.release(batch.len(), bytes);
        for append in batch.drain(..) {
            let _gone = append.answer.send(Err(AppendError::unavailable(reason)));
        }
    }
}

impl Drop for Writer {
    /// Nobody may wait for a writer that is gone, whatever it died of, nor the next one find this one's spare changing.
    fn drop(&mut self) {
        self.shared.healthy.store(false, Ordering::Release);
        self.shared.queue.stop("the journal's writer has stopped");
        self.shared.queue.refuse_waiting();
        self.shared.ended.cancel();
        if let Some(spare) = self.spare.take() {
            let _unused = spare.join();
        }
    }
}

/// How many records from the front of `batch` make a group that fits into `room`, and the size of their frames.
fn fitting(batch: &VecDeque<Append>, room: u64) -> (usize, usize) {
    let room = usize::try_from(room).unwrap_or(usize::MAX);
    let mut size = 0;
    let mut count = 0;
    for append in batch {
        let more = size + frame_size(append.entry.body.len());
        if more > room || (count > 0 && more > GROUP_BYTES) {
            break;
        }
        size = more;
        count += 1;
    }
    (count, size)
}
