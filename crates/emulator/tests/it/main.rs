//! The emulator over real HTTP: its rules, its errors, its webhooks, its faults, its control API and
//! its phones.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and its tasks end with it"
)]

mod any;
mod control;
mod faults;
mod gestures;
mod instagram;
mod label;
mod life;
mod limits;
mod moderation;
mod phones;
mod profile;
mod rules;
mod send;
mod shop;
mod stickers;
mod structured;
mod templates;
mod thread_control;
mod upload;
mod webhooks;
mod whatsapp;
