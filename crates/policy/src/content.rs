//! The content check: does a text promote, is it a recurring notice? Skeleton.
use serde::{Deserialize, Serialize};
/// A language the content check and the explanations know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Italian.
    #[serde(rename = "it")]
    Italian,
    /// Portuguese, of Brazil in the explanations.
    #[serde(rename = "pt")]
    Portuguese,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 5] = [
        Self::English,
        Self::French,
        Self::Italian,
        Self::Portuguese,
        Self::Spanish,
    ];

    /// Its two letters of ISO 639.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Italian => "it",
            Self::Portuguese => "pt",
            Self::Spanish => "es",
        }
    }
}

/// What the content check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentReport {
    /// Whether the text promotes.
    pub promotional: bool,
    /// Whether the text is a recurring notice.
    pub recurring: bool,
    /// What was found.
    pub matches: Vec<ContentMatch>,
}

/// One passage that tripped the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentMatch {
    /// What it was taken for.
    pub kind: ContentKind,
    /// The words as they were written.
    pub text: String,
    /// The language whose list found them.
    pub language: Language,
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

/// Checks a text; with no language stated, against the lists of all.
pub fn check_content(_text: &str, _language: Option<Language>) -> ContentReport {
    ContentReport::default()
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
