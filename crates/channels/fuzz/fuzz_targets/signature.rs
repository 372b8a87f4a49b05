//! Any header over any body.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/any/signature.rs"]
mod signature;

fuzz_target!(|input: &[u8]| signature::holds(input));
