//! The real binary, killed at any moment: nothing is lost, nothing is doubled.

mod burst;
mod program;
mod send;
