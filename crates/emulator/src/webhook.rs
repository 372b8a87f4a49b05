//! Webhooks: what happened on a page, told to the app's callback, signed, in order, at least once.

mod delivery;
pub(crate) mod escape;
pub(crate) mod event;
pub(crate) mod handshake;
pub(crate) mod log;
pub(crate) mod signature;

pub(crate) use delivery::{Courier, Outbox};
pub use handshake::HandshakeError;
pub use log::{Attempt, Delivery, DeliveryState, DeliveryTotals};

/// Every subscription field that the emulator has events for.
pub(crate) const FIELDS: [&str; 12] = [
    "messages",
    "message_echoes",
    "message_edits",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "messaging_postbacks",
    "messaging_referrals",
    "messaging_optins",
    "messaging_policy_enforcement",
    "standby",
    "feed",
];
