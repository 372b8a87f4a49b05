//! A stand-in for Meta's Messenger, Instagram and WhatsApp platforms: the Graph API that a business app calls, the
//! webhooks it receives, the platform's rules by date with their error bodies, its receipts, penalties and
//! failures, and the phones of the customers.
//!
//! It imports nothing else of this workspace and writes its rules its own way, to be the check on them.

mod clock;
mod config;
mod control;
mod error;
mod fault;
mod graph;
mod ids;
mod phones;
pub mod rules;
mod server;
mod webhook;
pub mod world;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use clock::Clock;
pub use config::{
    AccountConfig, Capability, Config, DeliveryConfig, Login, NumberConfig, PageConfig, Secret,
    Tier, WhatsAppConfig,
};
pub use fault::{Faults, GraphFault, GraphFaultKind, WebhookFaults};
pub use server::{Emulator, Running};
pub use webhook::{Attempt, Delivery, DeliveryState, DeliveryTotals, HandshakeError};
pub use world::{OtherApp, Rejection, TokenTerms, World};

/// Why the emulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not ours.
    #[error("the emulator cannot listen: {0}")]
    Listen(#[from] std::io::Error),
    /// The HTTP client for webhooks could not be made.
    #[error("the client for webhooks cannot be made: {0}")]
    Client(#[from] reqwest::Error),
    /// The first page is not well described.
    #[error("the first page cannot be made: {0}")]
    Page(#[from] Rejection),
}

/// Locks, also after a panic elsewhere: every change under a lock is complete at each step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
