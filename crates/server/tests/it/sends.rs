//! Sends, against the emulated platform: every answer has its end, in order, and nothing forbidden ever leaves.

mod conduct;
mod outcomes;
mod queue;
mod walk;
