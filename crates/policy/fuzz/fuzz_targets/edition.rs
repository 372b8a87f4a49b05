//! Any text as a draft edition: no panic; what is taken can be described and decided by.
//!
//! `cargo +nightly fuzz run edition corpus rulebooks/messenger rulebooks/whatsapp`, from `crates/policy`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_policy::{Channel, Draft, Facts, Human, Language, Rulebooks, decide, routes};

fuzz_target!(|text: &str| {
    let embedded = Rulebooks::embedded();
    let Ok(rulebooks) = embedded.with_draft("draft.toml", text) else {
        return;
    };
    assert!(!rulebooks.render().is_empty());
    for channel in Channel::ALL {
        let Some(draft) = rulebooks.editions(channel).last() else { continue };
        for change in draft.rules() {
            assert!(!change.sentence(Language::French).is_empty());
        }
        let (facts, now) = (Facts::default(), draft.valid_from());
        let _ = decide(draft, &facts, &Draft::<Human>::text("Hello"), now);
        let _ = routes(draft, &facts, transom_policy::AuthorKind::Human, now);
    }
});
