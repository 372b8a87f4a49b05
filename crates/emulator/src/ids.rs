//! Identifiers as the platform hands them out. They differ from run to run, so that a product which
//! keeps its data does not mistake a new message for one it has seen.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use uuid::Uuid;

/// The source of numbers and message ids of one world.
#[derive(Debug)]
pub(crate) struct Ids {
    next: AtomicU64,
}

impl Ids {
    pub(crate) fn new() -> Self {
        let start = u64::try_from(Timestamp::now().as_microsecond()).unwrap_or(1);
        Self {
            next: AtomicU64::new(start),
        }
    }

    /// A number of sixteen digits: people, posts, comments, templates.
    pub(crate) fn number(&self) -> String {
        self.next.fetch_add(7, Ordering::Relaxed).to_string()
    }

    /// A message id.
    pub(crate) fn message(&self) -> String {
        format!("m_{}", URL_SAFE_NO_PAD.encode(Uuid::now_v7().as_bytes()))
    }

    /// The trace id that every error body carries.
    pub(crate) fn trace(&self) -> String {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        format!("A{}", URL_SAFE_NO_PAD.encode(number.to_be_bytes()))
    }
}
