//! The files of a journal: how they are named, listed, made and removed.
//!
//! A segment is written with zeros to its full size before it is used. Appending to it then changes neither its size
//! nor its extents, so a sync writes the data and nothing else.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::format::{SEGMENT_HEADER, SegmentHeader};
use super::{Position, ReadError};

pub(super) static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// Zeros are synced in steps of this size, so that a group that syncs meanwhile does not wait for all of them.
const STEP: u64 = 1024 * 1024;

/// One file of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The position of its first record.
    pub first: Position,
    /// Its size on disk, preallocated space included.
    pub bytes: u64,
    /// When it was begun, for its first record or by wish, in microseconds since 1970. Every record of an earlier segment
    /// was appended before.
    pub begun_at_micros: i64,
}

impl Segment {
    pub(super) fn path(&self, dir: &Path) -> PathBuf {
        path(dir, self.first)
    }
}

fn path(dir: &Path, first: Position) -> PathBuf {
    dir.join(format!("{:020}.segment", first.get()))
}

/// All segments of `dir` in order.
pub(super) fn list(dir: &Path) -> Result<Vec<Segment>, ReadError> {
    let mut segments = Vec::new();
    for found in fs::read_dir(dir).map_err(ReadError::io(dir))? {
        let path = found.map_err(ReadError::io(dir))?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "segment")
        {
            // A file dropped since it was listed is no longer part of the journal.
            segments.extend(read_segment(&path)?);
        }
    }
    segments.sort_unstable_by_key(|segment| segment.first);
    Ok(segments)
}

fn read_segment(path: &Path) -> Result<Option<Segment>, ReadError> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(ReadError::io(path))?,
    };
    let bytes = file.metadata().map_err(ReadError::io(path))?.len();
    let mut header = [0; SEGMENT_HEADER];
    let header = match file.read_exact(&mut header) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
        read => read
            .map_err(ReadError::io(path))
            .map(|()| SegmentHeader::decode(&header))?,
    };
    let segment = header.map(|header| Segment {
        first: header.first,
        bytes,
        begun_at_micros: header.begun_at_micros,
    });
    let named = |segment: &Segment| path.file_stem() == segment.path(Path::new("")).file_stem();
    match segment.filter(named) {
        Some(segment) => Ok(Some(segment)),
        None => Err(ReadError::Header(path.into())),
    }
}

/// The file that will become the next segment.
fn spare_path(dir: &Path) -> PathBuf {
    dir.join("spare")
}

/// Makes a file of `bytes` zeros, durably, to be the next segment.
pub(super) fn prepare(dir: &Path, bytes: u64) -> io::Result<File> {
    let mut file = File::create(spare_path(dir))?;
    let mut written = 0;
    while written < bytes {
        let step = STEP.min(bytes - written);
        write_zeros(&mut file, step)?;
        file.sync_data()?;
        written += step;
    }
    file.rewind()?;
    Ok(file)
}

/// Writes so many zeros where the file stands.
pub(super) fn write_zeros(file: &mut File, mut count: u64) -> io::Result<()> {
    while count > 0 {
        let step = count.min(ZEROS.len() as u64);
        file.write_all(&ZEROS[..usize::try_from(step).map_err(io::Error::other)?])?;
        count -= step;
    }
    Ok(())
}

/// Removes what an earlier process prepared: nobody knows how far it came.
pub(super) fn discard_spare(dir: &Path) -> io::Result<()> {
    match fs::remove_file(spare_path(dir)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Turns the prepared file into the segment that starts at `first`. It gets its name only once its header is durable,
/// so a segment with a damaged header was damaged later. The file is left where the first frame goes.
pub(super) fn begin(
    dir: &Path,
    file: &mut File,
    first: Position,
    begun_at_micros: i64,
) -> io::Result<Segment> {
    let header = SegmentHeader {
        first,
        begun_at_micros,
    };
    file.write_all(&header.encode())?;
    file.sync_data()?;
    fs::rename(spare_path(dir), path(dir, first))?;
    sync_directory(dir)?;
    let bytes = file.metadata()?.len();
    Ok(Segment {
        first,
        bytes,
        begun_at_micros,
    })
}

/// Makes creations, renames and removals in `dir` durable.
pub(super) fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}
