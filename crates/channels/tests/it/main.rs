//! The platforms' languages, from outside: payloads in, values out, and the other way round.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod any;
mod courier;
mod fetch;
mod fixtures;
mod label;
mod outcome;
mod parse;
mod render;
mod sticker;
mod structured;
mod template;
mod thread_control;
mod upload;
mod whatsapp;
