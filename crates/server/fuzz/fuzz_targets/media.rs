//! Any bytes as a file: what it is, and its small picture.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../src/media/any.rs"]
mod any;
#[path = "../../src/media/kind.rs"]
mod kind;
#[path = "../../src/media/office.rs"]
mod office;
#[path = "../../src/media/thumbnail.rs"]
mod thumbnail;

fuzz_target!(|bytes: &[u8]| any::holds(bytes));
