//! Any bytes as a list of templates.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/any/templates.rs"]
mod templates;

fuzz_target!(|body: &[u8]| templates::holds(body));
