//! Reads records from the segment files, also while another process writes them.

use std::io;
use std::path::{Path, PathBuf};

use super::frames::{Frames, Place};
use super::segment::{self, Segment};
use super::{Position, ReadError, Record};

/// Reads a journal that another process may have open. It sees all acknowledged records, and may see one a moment
/// before it is acknowledged.
#[derive(Debug, Clone)]
pub struct Reader {
    dir: PathBuf,
}

impl Reader {
    /// Checks that `dir` holds a journal, perhaps an empty one. Nothing is written.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, ReadError> {
        let dir = dir.into();
        segment::list(&dir)?;
        Ok(Self { dir })
    }

    /// Like [`Journal::read`](super::Journal::read).
    pub fn read(
        &self,
        from: Position,
        max_records: usize,
        max_bytes: usize,
    ) -> Result<Vec<Record>, ReadError> {
        let segments = segment::list(&self.dir)?;
        let mut batch = Batch::new(from, max_records, max_bytes);
        read_segments(&self.dir, &segments, None, &mut batch, None)?;
        Ok(batch.records)
    }

    /// The position the next record will get. Reads the newest segment.
    pub fn head(&self) -> Result<Position, ReadError> {
        let segments = segment::list(&self.dir)?;
        let Some(newest) = segments.last() else {
            return Ok(Position::FIRST);
        };
        let path = newest.path(&self.dir);
        let end = find_end(&path, newest.first).map_err(ReadError::io(path))?;
        Ok(Position::new(end.position))
    }

    /// The first position that can be read, if there is any segment.
    pub fn oldest(&self) -> Result<Position, ReadError> {
        let oldest = segment::list(&self.dir)?
            .first()
            .map(|segment| segment.first);
        Ok(oldest.unwrap_or(Position::FIRST))
    }

    /// The segments, oldest first.
    pub fn segments(&self) -> Result<Vec<Segment>, ReadError> {
        segment::list(&self.dir)
    }
}

fn find_end(path: &Path, first: Position) -> io::Result<Place> {
    let mut frames = Frames::open(path, Place::start(first))?;
    while frames.next()?.is_some() || frames.skip_damage(None)?.is_some() {}
    Ok(frames.place())
}

/// What one call of `read` asks for and has so far.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) from: Position,
    pub(super) records: Vec<Record>,
    max_records: usize,
    max_bytes: usize,
    bytes: usize,
}

impl Batch {
    pub(super) fn new(from: Position, max_records: usize, max_bytes: usize) -> Self {
        Self {
            from,
            records: Vec::new(),
            max_records,
            max_bytes,
            bytes: 0,
        }
    }

    /// Takes a record unless it comes before the first one asked for; `false`, without taking it, if full.
    /// A first record always fits, or no one could get past a large one.
    pub(super) fn take(&mut self, record: Record) -> bool {
        if record.position < self.from {
            return true;
        }
        let bytes = self.bytes + record.body.len();
        let fits = self.records.is_empty() || bytes <= self.max_bytes;
        if !fits || self.records.len() >= self.max_records {
            return false;
        }
        self.bytes = bytes;
        self.records.push(record);
        true
    }
}

/// Where a read stopped, for the next one that goes on there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bookmark {
    segment: Position,
    place: Place,
}

/// Fills `batch` from the files. Records below `head` are known to be there; without it, the newest segment is read as
/// far as it goes.
pub(super) fn read_segments(
    dir: &Path,
    segments: &[Segment],
    head: Option<Position>,
    batch: &mut Batch,
    bookmark: Option<Bookmark>,
) -> Result<Option<Bookmark>, ReadError> {
    let Some(oldest) = segments.first() else {
        return Ok(None);
    };
    if batch.from < oldest.first {
        let oldest = oldest.first;
        return Err(ReadError::Dropped { oldest });
    }
    let start = segments.partition_point(|segment| segment.first <= batch.from) - 1;
    let mut stopped = None;
    for (index, segment) in segments.iter().enumerate().skip(start) {
        let follower = segments.get(index + 1).map(|segment| segment.first);
        let place = bookmark
            .filter(|mark| mark.segment == segment.first && mark.place.position <= batch.from.get())
            .map_or(Place::start(segment.first), |mark| mark.place);
        let path = segment.path(dir);
        let mut frames = match (Frames::open(&path, place), follower) {
            (Err(error), Some(oldest)) if error.kind() == io::ErrorKind::NotFound => {
                return Err(ReadError::Dropped { oldest });
            }
            (opened, _) => opened.map_err(ReadError::io(&path))?,
        };
        let full = read_segment(&path, &mut frames, follower.or(head), batch)?;
        let (segment, place) = (segment.first, frames.place());
        stopped = Some(Bookmark { segment, place });
        if full {
            break;
        }
    }
    Ok(stopped)
}

/// Takes records up to `limit`, or to the end; `true` if the batch wants no more.
fn read_segment(
    path: &Path,
    frames: &mut Frames,
    limit: Option<Position>,
    batch: &mut Batch,
) -> Result<bool, ReadError> {
    loop {
        let gap = frames.place();
        if limit.is_some_and(|limit| limit.get() <= gap.position) {
            return Ok(false);
        }
        if let Some(frame) = frames.next().map_err(ReadError::io(path))? {
            if !batch.take(frame.record) {
                frames.go_to(gap);
                return Ok(true);
            }
            continue;
        }
        let Some(resume) = frames.skip_damage(limit).map_err(ReadError::io(path))? else {
            return Ok(false);
        };
        if resume.position <= batch.from.get() {
            continue;
        }
        if !batch.records.is_empty() {
            frames.go_to(gap);
            return Ok(true);
        }
        return Err(ReadError::Corrupt {
            segment: path.into(),
            offset: gap.offset,
            position: Position::new(gap.position).max(batch.from),
            resume: Position::new(resume.position),
        });
    }
}
