//! The content check: does a text promote, is it a recurring notice?
//!
//! A linear model over words, pairs of words, and the meanings of words, which are the same in all languages. It is
//! learned from the labelled texts in `tests/content`; every alarm names the words that weighed most in it.

pub mod evidence;
mod hints;
mod language;
mod meanings;
mod model;
mod normal;
mod phrases;
mod reading;
mod recognition;
mod words;

use serde::{Deserialize, Serialize};

pub use self::language::Language;

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
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Promotional, Self::Recurring];

    /// How to rephrase a text in which this was found, in the language of its author.
    pub fn hint(self, language: Language) -> &'static str {
        hints::hint(self, language)
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

/// Checks a text as one of `language`; with none stated, of the language it seems to be in. Where it may be in several, it
/// must raise the alarm in each.
pub fn check_content(text: &str, language: Option<Language>) -> ContentReport {
    let matches = model::check(text, language);
    let any = |kind| matches.iter().any(|found| found.kind == kind);
    ContentReport {
        promotional: any(ContentKind::Promotional),
        recurring: any(ContentKind::Recurring),
        matches,
    }
}
