//! Any line as a case.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/any_text/case.rs"]
mod case;

fuzz_target!(|line: &str| case::holds(line));
