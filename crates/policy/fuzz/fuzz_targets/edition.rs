//! Any text as a draft edition.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/any_text/edition.rs"]
mod edition;

fuzz_target!(|text: &str| edition::holds(text));
