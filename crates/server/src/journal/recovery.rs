//! Finds where an existing journal ends, and makes sure that it ends there.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::frames::{Frames, Place};
use super::segment::{self, Segment};
use super::{OpenError, Position, ReadError};

/// The segment that is written to.
#[derive(Debug)]
pub(super) struct Active {
    /// Stands where the next frame goes.
    pub(super) file: File,
    /// How many bytes fit behind that.
    pub(super) room: u64,
}

/// A journal ready to be continued.
#[derive(Debug)]
pub(super) struct Recovered {
    pub(super) dir: PathBuf,
    pub(super) segments: Vec<Segment>,
    pub(super) head: Position,
    pub(super) active: Option<Active>,
    /// Held as long as somebody may write.
    pub(super) _lock: File,
}

impl Recovered {
    /// Begins the next segment behind `taken`, where the files end before it.
    pub(super) fn go_on_after(&mut self, taken: Position) {
        let next = taken.next();
        if self.head >= next {
            return;
        }
        tracing::error!(
            head = self.head.get(), next = next.get(), dir = %self.dir.display(),
            "the journal ends before what the database has taken from it, so one of them was put back from an older copy; \
             it goes on behind that, and what lies between cannot be processed again"
        );
        self.head = next;
        self.active = None;
    }
}

/// Creates `dir` if need be, locks it and cuts the torn tail that a crash may have left.
pub(super) fn recover(dir: &Path) -> Result<Recovered, OpenError> {
    let dir = create(dir).map_err(ReadError::io(dir))?;
    let lock = lock(&dir)?;
    segment::discard_spare(&dir).map_err(ReadError::io(&dir))?;
    let segments = segment::list(&dir)?;
    let Some(newest) = segments.last() else {
        return Ok(Recovered {
            dir,
            segments,
            head: Position::FIRST,
            active: None,
            _lock: lock,
        });
    };
    let path = newest.path(&dir);
    let (head, active) = settle(&path, newest.first).map_err(ReadError::io(path))?;
    Ok(Recovered {
        dir,
        segments,
        head,
        active: Some(active),
        _lock: lock,
    })
}

fn create(dir: &Path) -> io::Result<PathBuf> {
    let is_new = !dir.exists();
    fs::create_dir_all(dir)?;
    let dir = dir.canonicalize()?;
    if is_new && let Some(parent) = dir.parent() {
        segment::sync_directory(parent)?;
    }
    Ok(dir)
}

fn lock(dir: &Path) -> Result<File, OpenError> {
    let path = dir.join("lock");
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(ReadError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked(dir.into())),
        Err(TryLockError::Error(error)) => Err(ReadError::io(path)(error).into()),
    }
}

/// Finds the end of the newest segment and makes it final: the last group is written once more, because after a failed
/// sync or a kill it may be in the page cache and not on the disk; zeros replace what follows it, so that no frame of
/// an abandoned group is ever found behind new ones.
fn settle(path: &Path, first: Position) -> io::Result<(Position, Active)> {
    let mut frames = Frames::open(path, Place::start(first))?;
    let mut group_offset = frames.place().offset;
    let end = loop {
        let here = frames.place();
        if let Some(frame) = frames.next()? {
            if frame.group_first == here.position {
                group_offset = here.offset;
            }
        } else if let Some(resume) = frames.skip_damage(None)? {
            let (lost, resume) = (here.position, resume.position);
            tracing::error!(segment = %path.display(), offset = here.offset, lost, resume, "the journal is damaged");
        } else {
            break here;
        }
    };
    let written_end = frames.written_end()?;
    let last_group = frames.read(group_offset, end.offset - group_offset)?;
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(group_offset))?;
    file.write_all(&last_group)?;
    let cut = written_end - end.offset;
    if cut > 0 {
        tracing::warn!(segment = %path.display(), offset = end.offset, bytes = cut, "cut the journal's torn tail");
    }
    segment::write_zeros(&mut file, cut)?;
    file.sync_data()?;
    file.seek(SeekFrom::Start(end.offset))?;
    let room = frames.length().saturating_sub(end.offset);
    Ok((Position::new(end.position), Active { file, room }))
}
