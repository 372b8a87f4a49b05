//! Grids of pictures.

use serde::{Deserialize, Serialize};
use transom_domain::message;
use utoipa::ToSchema;

use super::{Button, from_buttons, into_buttons};

/// Two to six pictures in a grid, with words and up to three buttons below them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct ImageGrid {
    images: Vec<GridImage>,
    /// Up to 45 characters.
    title: Option<String>,
    /// Up to 80 characters.
    subtitle: Option<String>,
    /// Of the actions `link` and `postback` only.
    #[serde(default)]
    buttons: Vec<Button>,
}

/// A picture of a grid.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GridImage {
    /// Where the platform can fetch it.
    url: String,
    /// Shown larger than the others; for one picture of a grid.
    #[serde(default)]
    hero: bool,
    /// What a tap on it does; nothing when absent.
    tap: Option<ImageTap>,
}

/// What a tap on a picture does.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "action", deny_unknown_fields)]
enum ImageTap {
    /// Opens a page.
    Link { url: String },
    /// Comes back, as the tap on a button does.
    Postback { payload: String },
}

impl ImageGrid {
    pub(super) fn into_domain(self) -> message::ImageGrid {
        let tap = |tap| match tap {
            ImageTap::Link { url } => message::ImageTap::Link { url },
            ImageTap::Postback { payload } => message::ImageTap::Postback { payload },
        };
        let image = |image: GridImage| message::GridImage {
            url: image.url,
            hero: image.hero,
            tap: image.tap.map(tap),
        };
        message::ImageGrid {
            images: self.images.into_iter().map(image).collect(),
            title: self.title,
            subtitle: self.subtitle,
            buttons: into_buttons(self.buttons),
        }
    }
}

impl From<message::ImageGrid> for ImageGrid {
    fn from(grid: message::ImageGrid) -> Self {
        let tap = |tap| match tap {
            message::ImageTap::Link { url } => ImageTap::Link { url },
            message::ImageTap::Postback { payload } => ImageTap::Postback { payload },
        };
        let image = |image: message::GridImage| GridImage {
            url: image.url,
            hero: image.hero,
            tap: image.tap.map(tap),
        };
        Self {
            images: grid.images.into_iter().map(image).collect(),
            title: grid.title,
            subtitle: grid.subtitle,
            buttons: from_buttons(grid.buttons),
        }
    }
}
