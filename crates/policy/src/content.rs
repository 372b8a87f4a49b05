//! The content check: does a text promote, is it a recurring notice?
//!
//! Word lists per language, each with a weight, no guessing by a model: every alarm names the words that raised it. How
//! the lists are weighed is written in `content/weights.toml`.

mod language;
mod lexicon;
mod normal;
mod scan;

use serde::{Deserialize, Serialize};

pub use self::language::Language;
use self::lexicon::Lexicon;

/// What the content check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentReport {
    /// Whether the text promotes.
    pub promotional: bool,
    /// Whether the text is a recurring notice.
    pub recurring: bool,
    /// The passages that raised an alarm, in the order of the text.
    pub matches: Vec<ContentMatch>,
}

/// One passage that raised an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentMatch {
    /// What it was taken for.
    pub kind: ContentKind,
    /// The words as they were written.
    pub text: String,
}

/// What the check looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentKind {
    /// Promotion.
    Promotional,
    /// A recurring notice.
    Recurring,
}

impl ContentKind {
    /// How to rephrase a text in which this was found, in the language of its author.
    pub fn hint(self, language: Language) -> &'static str {
        Lexicon::embedded().hint(self, language)
    }
}

impl ContentReport {
    /// The words found of one kind, as they were written.
    pub fn words(&self, kind: ContentKind) -> Vec<String> {
        self.matches
            .iter()
            .filter(|found| found.kind == kind)
            .map(|found| found.text.clone())
            .collect()
    }
}

/// Checks a text with the words of `language`; with none stated, of the language or languages it seems to be in.
pub fn check_content(text: &str, language: Option<Language>) -> ContentReport {
    let matches = scan::scan(Lexicon::embedded(), text, language);
    let any = |kind| matches.iter().any(|found| found.kind == kind);
    ContentReport {
        promotional: any(ContentKind::Promotional),
        recurring: any(ContentKind::Recurring),
        matches,
    }
}
