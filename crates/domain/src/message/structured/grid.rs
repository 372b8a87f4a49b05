//! Grids of pictures.

use serde::{Deserialize, Serialize};

use super::button::{Button, labels};

/// Pictures in a grid, with words and buttons below them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageGrid {
    /// The pictures.
    pub images: Vec<GridImage>,
    /// The heading below them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A line below the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The buttons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// A picture of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridImage {
    /// Where it lies.
    pub url: String,
    /// Whether it is shown larger than the others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hero: bool,
    /// What a tap on it does, where it does anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tap: Option<ImageTap>,
}

/// What a tap on a picture does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "action")]
pub enum ImageTap {
    /// Opens a page.
    Link {
        /// The page.
        url: String,
    },
    /// Tells the business.
    Postback {
        /// What comes back.
        payload: String,
    },
}

impl ImageGrid {
    pub(super) fn summary(&self) -> Option<&str> {
        let label = self.buttons.first().map(|button| button.label.as_str());
        self.title.as_deref().or(self.subtitle.as_deref()).or(label)
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let lines = [&self.title, &self.subtitle].into_iter().flatten();
        lines.map(String::as_str).chain(labels(&self.buttons))
    }
}
