//! How to rephrase what the check raised.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{ContentKind, Language};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hints {
    promotional: String,
    recurring: String,
}

/// The hints in the order of [`Language::ALL`].
static HINTS: LazyLock<[Hints; Language::ALL.len()]> = LazyLock::new(|| {
    let mut file: std::collections::BTreeMap<String, Hints> =
        toml::from_str(include_str!("../../content/hints.toml")).expect("the hints are TOML");
    Language::ALL.map(|language| {
        file.remove(language.as_str())
            .expect("every language has its hints")
    })
});

pub(super) fn hint(kind: ContentKind, language: Language) -> &'static str {
    let hints = &HINTS[language as usize];
    match kind {
        ContentKind::Promotional => &hints.promotional,
        ContentKind::Recurring => &hints.recurring,
    }
}
