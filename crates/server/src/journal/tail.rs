//! The groups written last, in memory, so that whoever follows the journal closely does not read the files.

use std::collections::VecDeque;

use bytes::Bytes;

use super::Position;
use super::format::{Decoded, decode_frame};
use super::reader::Batch;

/// How many bytes of groups are kept.
const LIMIT: usize = 4 * 1024 * 1024;

/// The frames of one group as they were written.
#[derive(Debug, Clone)]
pub(super) struct Group {
    first: u64,
    end: u64,
    frames: Bytes,
}

/// A gap-free run of groups that ends at the journal's head.
#[derive(Debug, Default)]
pub(super) struct Tail {
    groups: VecDeque<Group>,
    bytes: usize,
}

impl Tail {
    pub(super) fn push(&mut self, first: Position, end: Position, frames: Bytes) {
        self.bytes += frames.len();
        self.groups.push_back(Group {
            first: first.get(),
            end: end.get(),
            frames,
        });
        while self.bytes > LIMIT
            && let Some(oldest) = self.groups.pop_front()
        {
            self.bytes -= oldest.frames.len();
        }
    }

    /// The groups that hold `from` and what follows it, about `bytes` of them; none if `from` is no longer here.
    pub(super) fn groups_from(&self, from: Position, bytes: usize) -> Vec<Group> {
        let start = self.groups.partition_point(|group| group.end <= from.get());
        if self
            .groups
            .get(start)
            .is_none_or(|group| from.get() < group.first)
        {
            return Vec::new();
        }
        // The first group may be skipped but for its last record, so it does not count.
        let mut counted = 0;
        let mut groups = Vec::new();
        for group in self.groups.range(start..) {
            groups.push(group.clone());
            if groups.len() > 1 {
                counted += group.frames.len();
            }
            if counted >= bytes {
                break;
            }
        }
        groups
    }
}

impl Group {
    /// Moves the records `batch` asks for into it; `false` once it is full.
    pub(super) fn read(&self, batch: &mut Batch) -> bool {
        let mut at = 0;
        for position in self.first..self.end {
            let Decoded::Frame(frame) = decode_frame(&self.frames, at, &(position..=position))
            else {
                return false;
            };
            at += frame.size;
            if !batch.take(frame.record) {
                return false;
            }
        }
        true
    }
}
