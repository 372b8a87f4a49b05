//! Webhooks: durable before they are acknowledged, and the same result whatever happens to them on the way.

mod arrival;
mod bad;
mod door;
pub(crate) mod dump;
mod forgets;
mod instagram;
mod lost;
mod unhandled;
