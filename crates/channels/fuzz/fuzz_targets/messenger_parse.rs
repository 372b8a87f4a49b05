//! Any bytes as a Messenger webhook: no panic, never no items, and places that count up from 0.
//!
//! `cargo +nightly fuzz run messenger_parse corpus/messenger_parse ../tests/fixtures/messenger`, from `fuzz/`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_channels::messenger::parse;

fuzz_target!(|body: &[u8]| {
    if let Ok(parsed) = parse(body) {
        assert!(!parsed.items.is_empty());
        assert!(parsed.items.iter().enumerate().all(|(place, item)| item.index == place));
    }
});
