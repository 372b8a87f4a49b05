//! The nouns of Transom and its decisions.
//!
//! Everything here is a value or a pure function: no I/O, no clock, no randomness, no logging. The
//! present moment and new ids come in as arguments; what is to happen goes out as data.

pub mod agent;
pub mod channel;
pub mod conversation;
pub mod decide;
pub mod delivery;
pub mod health;
pub mod id;
pub mod inbound;
pub mod label;
pub mod media;
pub mod message;
pub mod moderation;
pub mod phone;
pub mod template;
