//! Any bytes as an Instagram webhook: no panic, never no items, and places that count up from 0.
//!
//! `cargo +nightly fuzz run instagram_parse corpus/instagram_parse ../tests/fixtures/instagram`, from `fuzz/`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_channels::instagram::parse;
use transom_channels::webhook::object;

fuzz_target!(|body: &[u8]| {
    let object = object(body);
    if let Ok(parsed) = parse(body) {
        assert!(!parsed.items.is_empty());
        assert!(parsed.items.iter().enumerate().all(|(place, item)| item.index == place));
        let is_understood = parsed.items.iter().any(|item| item.understood.is_ok());
        assert!(!is_understood || object.as_deref() == Some("instagram"));
    }
});
