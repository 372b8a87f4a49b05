//! Webhooks: what happened on a page or an account, told to the app's callback, signed, in order, at least once.

mod delivery;
pub(crate) mod escape;
pub(crate) mod event;
mod gather;
pub(crate) mod handshake;
pub(crate) mod log;
pub(crate) mod signature;
pub(crate) mod topic;

pub(crate) use delivery::{Courier, Hook, Outbox};
pub use handshake::HandshakeError;
pub use log::{Attempt, Delivery, DeliveryState, DeliveryTotals};
