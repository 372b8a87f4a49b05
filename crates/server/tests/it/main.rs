//! Flows through the whole server: the real router, a temporary database, a clock that stands still.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod acts;
mod any;
mod api;
mod backup;
mod cli;
mod comments;
mod demo;
mod faults;
mod graph;
mod health;
mod instagram;
mod intake;
mod labels;
mod media;
mod moderation;
mod page;
mod pages;
mod sends;
mod silence;
mod simulate;
mod structured;
mod templates;
mod thread_control;
mod whatsapp;
