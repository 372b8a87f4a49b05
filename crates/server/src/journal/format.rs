//! The bytes on disk. A segment is one header followed by frames, one per record, each starting at a multiple of eight;
//! what follows the last frame is zeros. All numbers are little-endian.
//!
//! | segment header | | frame | |
//! |---|---|---|---|
//! | 0..8 | magic | 0..4 | CRC-32C of everything behind it, body included |
//! | 8..12 | version | 4..8 | length of the body |
//! | 12..16 | CRC-32C of the other fields | 8..16 | position |
//! | 16..24 | position of the first record | 16..20 | records before this one in its group |
//! | 24..32 | when it was begun, µs | 20..24 | source, three zeros |
//! | | | 24..32 | received at, µs |
//! | | | 32..48 | workspace |

use std::ops::RangeInclusive;

use bytes::Bytes;
use uuid::Uuid;

use super::{Entry, Position, Record, Source};

pub(super) const SEGMENT_HEADER: usize = 32;
const MAGIC: [u8; 8] = *b"TRANSOMJ";
const VERSION: u32 = 1;

/// What a segment says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SegmentHeader {
    pub(super) first: Position,
    pub(super) begun_at_micros: i64,
}

impl SegmentHeader {
    pub(super) fn encode(self) -> [u8; SEGMENT_HEADER] {
        let mut bytes = [0; SEGMENT_HEADER];
        bytes[0..8].copy_from_slice(&MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.first.get().to_le_bytes());
        bytes[24..32].copy_from_slice(&self.begun_at_micros.to_le_bytes());
        let crc = header_crc(&bytes);
        bytes[12..16].copy_from_slice(&crc.to_le_bytes());
        bytes
    }

    /// `None` if this is not an intact header of the version written here.
    pub(super) fn decode(bytes: &[u8; SEGMENT_HEADER]) -> Option<Self> {
        let intact = bytes[0..8] == MAGIC
            && u32_at(bytes, 8) == VERSION
            && u32_at(bytes, 12) == header_crc(bytes);
        intact.then(|| Self {
            first: Position::new(u64_at(bytes, 16)),
            begun_at_micros: u64_at(bytes, 24).cast_signed(),
        })
    }
}

fn header_crc(bytes: &[u8; SEGMENT_HEADER]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(&bytes[..12]), &bytes[16..])
}

/// The size of a frame with an empty body, hence of the smallest frame.
pub(super) const FRAME_HEADER: usize = 48;

/// Frames start at multiples of this, which makes them findable behind damage.
pub(super) const ALIGNMENT: usize = 8;

/// How many bytes the frame of a body takes, padding included.
pub(super) const fn frame_size(body: usize) -> usize {
    (FRAME_HEADER + body).next_multiple_of(ALIGNMENT)
}

/// The size of a segment that holds one record with a body of this size.
pub(crate) const fn smallest_segment(body: usize) -> u64 {
    (SEGMENT_HEADER + frame_size(body)) as u64
}

/// Appends the frame of `entry`, the `index`th record (from 0) of the group that `buffer` collects.
pub(super) fn put_frame(buffer: &mut Vec<u8>, position: Position, index: u32, entry: &Entry) {
    let length = u32::try_from(entry.body.len()).expect("the limit of a record is below 4 GiB");
    let mut head = [0; FRAME_HEADER];
    head[4..8].copy_from_slice(&length.to_le_bytes());
    head[8..16].copy_from_slice(&position.get().to_le_bytes());
    head[16..20].copy_from_slice(&index.to_le_bytes());
    head[20] = entry.source.0;
    head[24..32].copy_from_slice(&entry.received_at_micros.to_le_bytes());
    head[32..48].copy_from_slice(entry.workspace.as_bytes());
    let crc = crc32c::crc32c_append(crc32c::crc32c(&head[4..]), &entry.body);
    head[0..4].copy_from_slice(&crc.to_le_bytes());
    buffer.extend_from_slice(&head);
    buffer.extend_from_slice(&entry.body);
    buffer.resize(buffer.len().next_multiple_of(ALIGNMENT), 0);
}

/// A record as it was found.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) record: Record,
    /// The position of the first record that was synced together with this one: all before it were durable already.
    pub(super) group_first: u64,
    pub(super) size: usize,
}

#[derive(Debug)]
pub(super) enum Decoded {
    Frame(Frame),
    /// It may be a frame; this many bytes are needed to tell.
    Needs(usize),
    Invalid,
}

/// Looks for a frame `at` bytes into `bytes`, without copying its body. Only a position within `allowed` is believed.
pub(super) fn decode_frame(bytes: &Bytes, at: usize, allowed: &RangeInclusive<u64>) -> Decoded {
    let Some(head) = bytes.get(at..at + FRAME_HEADER) else {
        return Decoded::Needs(FRAME_HEADER);
    };
    let position = u64_at(head, 8);
    let index = u64::from(u32_at(head, 16));
    if !allowed.contains(&position) || index >= position {
        return Decoded::Invalid;
    }
    let length = u32_at(head, 4) as usize;
    let Some(summed) = bytes.get(at + 4..at + FRAME_HEADER + length) else {
        return Decoded::Needs(FRAME_HEADER + length);
    };
    if crc32c::crc32c(summed) != u32_at(head, 0) {
        return Decoded::Invalid;
    }
    let record = Record {
        position: Position::new(position),
        workspace: Uuid::from_bytes(array_at(head, 32)),
        source: Source(head[20]),
        received_at_micros: u64_at(head, 24).cast_signed(),
        body: bytes.slice(at + FRAME_HEADER..at + FRAME_HEADER + length),
    };
    Decoded::Frame(Frame {
        record,
        group_first: position - index,
        size: frame_size(length),
    })
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut array = [0; N];
    array.copy_from_slice(&bytes[at..at + N]);
    array
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array_at(bytes, at))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(array_at(bytes, at))
}
