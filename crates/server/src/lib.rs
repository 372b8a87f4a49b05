//! Transom: the shared inbox that never misses a messaging window and never sends what a platform would punish.
//!
//! This crate is the running program: use cases, pages, the JSON API, webhook intake, jobs and the command line. What
//! may be sent is decided in `transom-policy`, what happens next in `transom-domain`; here it is made durable and done.

pub mod api;
pub mod app;
mod backup;
pub mod bus;
pub mod channels;
pub mod cli;
pub mod clock;
pub mod comments;
pub mod config;
pub mod conversations;
pub mod demo;
pub mod error;
pub mod hooks;
pub mod http;
pub mod ids;
pub mod intake;
pub mod jobs;
pub mod journal;
pub mod labels;
pub mod live;
pub mod media;
pub mod metrics;
pub mod pace;
pub mod page;
pub mod people;
pub mod reactions;
mod recipients;
pub mod secret;
pub mod serve;
mod server_id;
pub mod sign_in;
pub mod templates;
mod web;
