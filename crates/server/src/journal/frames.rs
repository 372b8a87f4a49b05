//! Walks the frames of one segment file in order, and tells damage from the end.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::RangeInclusive;
use std::path::Path;

use bytes::Bytes;

use super::format::{ALIGNMENT, Decoded, FRAME_HEADER, Frame, SEGMENT_HEADER, decode_frame};
use super::{Position, segment::ZEROS};

/// How much is read from the file at once.
const WINDOW: u64 = 256 * 1024;

/// Where in a segment the record with a position is, or would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) position: u64,
    pub(super) offset: u64,
}

impl Place {
    /// The place of a segment's first record.
    pub(super) fn start(first: Position) -> Self {
        Self {
            position: first.get(),
            offset: SEGMENT_HEADER as u64,
        }
    }
}

#[derive(Debug)]
pub(super) struct Frames {
    file: File,
    length: u64,
    place: Place,
    window: Bytes,
    window_offset: u64,
}

impl Frames {
    pub(super) fn open(path: &Path, place: Place) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self {
            file,
            length,
            place,
            window: Bytes::new(),
            window_offset: 0,
        })
    }

    /// Where the next frame is expected.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// The size of the file.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn go_to(&mut self, place: Place) {
        self.place = place;
    }

    /// The frame expected here; `None`, without moving, if there is none.
    pub(super) fn next(&mut self) -> io::Result<Option<Frame>> {
        let position = self.place.position;
        let frame = self.frame_at(self.place.offset, &(position..=position))?;
        if let Some(frame) = &frame {
            self.place = Place {
                position: position + 1,
                offset: self.place.offset + frame.size as u64,
            };
        }
        Ok(frame)
    }

    /// Called when [`Frames::next`] found nothing: moves to the next readable record if acknowledged ones are missing
    /// here, and returns its place; `None` if this is the end of what was acknowledged.
    ///
    /// With `limit`, all positions below it are known to have been acknowledged. Without it, a record of a later group
    /// behind the gap proves it, since a group is written only once its predecessor is on disk; records of the same
    /// group do not, since a crash may keep any part of the last group.
    pub(super) fn skip_damage(&mut self, limit: Option<Position>) -> io::Result<Option<Place>> {
        let gap = self.place;
        if let Some(limit) = limit {
            let resume = self.find_frame(limit.get() - 1)?.unwrap_or(Place {
                position: limit.get(),
                offset: self.length,
            });
            self.place = resume;
            return Ok(Some(resume));
        }
        let resume = self.find_frame(u64::MAX)?;
        let proven = resume.is_some() && self.meets_later_group(gap)?;
        // A writer at work may have filled the gap meanwhile: then nothing is missing.
        self.window = Bytes::new();
        self.place = gap;
        if !proven
            || self
                .frame_at(gap.offset, &(gap.position..=gap.position))?
                .is_some()
        {
            return Ok(None);
        }
        self.place = resume.unwrap_or(gap);
        Ok(resume)
    }

    /// The offset behind the last byte that is not zero, at least the current one.
    pub(super) fn written_end(&self) -> io::Result<u64> {
        let mut end = self.place.offset;
        let mut offset = end;
        while offset < self.length {
            let window = self.read(offset, WINDOW)?;
            for (index, chunk) in window.chunks(ZEROS.len()).enumerate() {
                if *chunk != ZEROS[..chunk.len()] {
                    let last = chunk.iter().rposition(|byte| *byte != 0).unwrap_or(0);
                    end = offset + (index * ZEROS.len() + last + 1) as u64;
                }
            }
            if window.is_empty() {
                break;
            }
            offset += window.len() as u64;
        }
        Ok(end)
    }

    /// The bytes from `offset` on, as many as the file has.
    pub(super) fn read(&self, offset: u64, length: u64) -> io::Result<Vec<u8>> {
        let length = length.min(self.length.saturating_sub(offset));
        let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(io::Error::other)?);
        (&self.file).seek(SeekFrom::Start(offset))?;
        (&self.file).take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Moves to the first frame behind the current place with a later position up to `last`.
    fn find_frame(&mut self, last: u64) -> io::Result<Option<Place>> {
        let gap = self.place;
        let end = self.written_end()?;
        let mut offset = gap.offset + ALIGNMENT as u64;
        while offset < end {
            // Between the gap and here there is room for only so many records.
            let room = (offset - gap.offset) / FRAME_HEADER as u64;
            let allowed = gap.position + 1..=last.min(gap.position + 1 + room);
            if let Some(frame) = self.frame_at(offset, &allowed)? {
                self.place = Place {
                    position: frame.record.position.get(),
                    offset,
                };
                return Ok(Some(self.place));
            }
            offset += ALIGNMENT as u64;
        }
        Ok(None)
    }

    fn meets_later_group(&mut self, gap: Place) -> io::Result<bool> {
        loop {
            match self.next()? {
                Some(frame) if frame.group_first > gap.position => return Ok(true),
                None if self.find_frame(u64::MAX)?.is_none() => return Ok(false),
                Some(_) | None => {}
            }
        }
    }

    fn frame_at(
        &mut self,
        offset: u64,
        allowed: &RangeInclusive<u64>,
    ) -> io::Result<Option<Frame>> {
        let mut needed = FRAME_HEADER;
        loop {
            let at = self.cover(offset, needed as u64)?;
            match decode_frame(&self.window, at, allowed) {
                Decoded::Frame(frame) => return Ok(Some(frame)),
                Decoded::Needs(more) if more > needed && offset + more as u64 <= self.length => {
                    needed = more;
                }
                Decoded::Needs(_) | Decoded::Invalid => return Ok(None),
            }
        }
    }

    /// Makes the window hold `needed` bytes from `offset` on, if the file has them, and returns where they start in it.
    fn cover(&mut self, offset: u64, needed: u64) -> io::Result<usize> {
        let end = self.window_offset + self.window.len() as u64;
        let wanted = (offset + needed).min(self.length);
        if offset < self.window_offset || wanted > end {
            self.window = self.read(offset, WINDOW.max(needed))?.into();
            self.window_offset = offset;
        }
        usize::try_from(offset - self.window_offset).map_err(io::Error::other)
    }
}
