//! What goes into the journal and what comes out.

use std::fmt;

use bytes::Bytes;
use uuid::Uuid;

/// The place of a record in the journal, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

impl Position {
    /// The position of the first record ever.
    pub const FIRST: Self = Self(1);

    /// The position with this number; 0 comes before every record.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The position behind this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// Where a record came in. The journal keeps the number and does not interpret it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source(pub u8);

impl Source {
    /// The webhooks of Meta's platforms.
    pub const META: Self = Self(1);
}

/// What is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose it is.
    pub workspace: Uuid,
    /// Where it came in.
    pub source: Source,
    /// When it came in, in microseconds since 1970.
    pub received_at_micros: i64,
    /// The request's body as it was received.
    pub body: Bytes,
}

/// What was kept. The body shares memory with its neighbours: copy it before holding it for long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its place in the journal.
    pub position: Position,
    /// Whose it is.
    pub workspace: Uuid,
    /// Where it came in.
    pub source: Source,
    /// When it came in, in microseconds since 1970.
    pub received_at_micros: i64,
    /// The request's body as it was received.
    pub body: Bytes,
}
