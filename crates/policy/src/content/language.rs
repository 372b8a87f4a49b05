//! The languages of the content check and of the explanations.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::UnknownName;

/// A language the content check and the explanations know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Portuguese; of Brazil in the explanations.
    #[serde(rename = "pt", alias = "pt-BR")]
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

impl FromStr for Language {
    type Err = UnknownName;

    /// Reads the two letters; a region after them does not matter: `pt-BR` is Portuguese.
    fn from_str(tag: &str) -> Result<Self, UnknownName> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL
            .into_iter()
            .find(|language| language.as_str().eq_ignore_ascii_case(primary))
            .ok_or_else(|| UnknownName::new("language", tag))
    }
}
