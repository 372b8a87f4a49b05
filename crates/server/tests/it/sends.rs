//! Sends, against the emulated platform: every answer has its end, in order, and nothing forbidden ever leaves.

mod conduct;
pub(crate) mod outcomes;
mod queue;
mod walk;
