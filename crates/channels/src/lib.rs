//! The platforms' languages, spoken and understood.
//!
//! Each platform has its module: what a webhook says ([`messenger::parse`]), what a message looks like on its
//! way out ([`messenger::render`]), what an answer means ([`messenger::outcome`]). What [`instagram`] and
//! [`messenger`] have in common lies beside them. All of it is synchronous and touches neither network nor clock;
//! [`courier`] alone holds a network client. [`signature`] is common to all of Meta's platforms.

pub mod courier;
pub mod instagram;
pub mod messenger;
mod outcome;
mod parts;
pub mod profile;
mod send;
pub mod signature;
pub mod template;
pub mod thread_control;
pub mod usage;
pub mod webhook;
pub mod whatsapp;

pub use outcome::of_upload as outcome_of_upload;
pub use parts::parts;
