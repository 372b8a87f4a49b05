//! Any bytes as a webhook of Instagram.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/any/webhook.rs"]
mod webhook;

fuzz_target!(|body: &[u8]| webhook::holds(webhook::PLATFORMS[1], body));
