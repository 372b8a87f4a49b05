//! Any bytes as a WhatsApp webhook: no panic, never no items, and places that count up from 0.
//!
//! `cargo +nightly fuzz run whatsapp_parse corpus/whatsapp_parse ../tests/fixtures/whatsapp`, from `fuzz/`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_channels::whatsapp::parse;

fuzz_target!(|body: &[u8]| {
    if let Ok(parsed) = parse(body) {
        assert!(!parsed.items.is_empty());
        assert!(parsed.items.iter().enumerate().all(|(place, item)| item.index == place));
    }
});
