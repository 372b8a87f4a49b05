//! The store against a real database in a temporary directory.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrival;
mod attachments;
mod jobs;
mod lists;
mod messages;
mod people;
mod progress;
mod schema;
mod shop;
mod tenants;
mod threads;
