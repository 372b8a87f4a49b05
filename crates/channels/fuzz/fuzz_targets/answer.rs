//! Any answer of the Graph API to a message, a call or an upload.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/any/answer.rs"]
mod answer;

fuzz_target!(|input: &[u8]| answer::holds(input));
