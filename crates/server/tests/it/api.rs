//! The JSON API.

mod authorization;
mod conversations;
mod description;
mod journal;
mod messages;
mod problems;
