//! The store against a real database in a temporary directory.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod alias;
mod arrival;
mod attachments;
mod health;
mod jobs;
mod labels;
mod lists;
mod messages;
mod moderation;
mod people;
mod progress;
mod recipients;
mod schema;
mod shop;
mod templates;
mod tenants;
mod thread_control;
mod threads;
