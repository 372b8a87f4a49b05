//! Any text under the content check.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/any_text/content.rs"]
mod content;

fuzz_target!(|text: &str| content::holds(text));
