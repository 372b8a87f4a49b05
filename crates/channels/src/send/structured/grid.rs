//! Grids of pictures: `image_grid`, which Messenger has since June 2026.

use serde::Serialize;
use transom_domain::message::{ButtonAction, GridImage, ImageGrid, ImageTap};

use super::{CannotRender, Dialect, Part, WireButton, address, all, at_most, wire_buttons};

const FEWEST: usize = 2;
const MOST: usize = 6;

/// The one element of the template.
#[derive(Serialize)]
pub(in crate::send) struct Grid<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    images: Vec<Image<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<WireButton<'a>>,
}

#[derive(Serialize)]
struct Image<'a> {
    url: &'a str,
    #[serde(rename = "is_hero_image", skip_serializing_if = "std::ops::Not::not")]
    is_hero: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<Action<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Action<'a> {
    WebUrl { url: &'a str },
    Postback { payload: &'a str },
}

pub(super) fn grid(grid: &ImageGrid) -> Result<Grid<'_>, CannotRender> {
    let images = &grid.images;
    at_most("pictures in the grid", images.len(), MOST)?;
    if images.len() < FEWEST {
        return Err(CannotRender::TooFew {
            what: "pictures in the grid",
            is: images.len(),
            least: FEWEST,
        });
    }
    if images.iter().filter(|image| image.hero).count() > 1 {
        return Err(CannotRender::Heroes);
    }
    let fits = |action: &ButtonAction| {
        matches!(
            action,
            ButtonAction::Link { .. } | ButtonAction::Postback { .. }
        )
    };
    if !grid.buttons.iter().all(|button| fits(&button.action)) {
        return Err(CannotRender::GridButton);
    }
    Ok(Grid {
        title: Part::GridTitle.optional(grid.title.as_deref())?,
        subtitle: Part::CardSubtitle.optional(grid.subtitle.as_deref())?,
        images: all(images, image)?,
        buttons: wire_buttons(&grid.buttons, Dialect::Messenger)?,
    })
}

fn image(image: &GridImage) -> Result<Image<'_>, CannotRender> {
    Ok(Image {
        url: address(&image.url)?,
        is_hero: image.hero,
        action: image.tap.as_ref().map(action).transpose()?,
    })
}

fn action(tap: &ImageTap) -> Result<Action<'_>, CannotRender> {
    Ok(match tap {
        ImageTap::Link { url } => Action::WebUrl { url: address(url)? },
        ImageTap::Postback { payload } => Action::Postback {
            payload: Part::Payload.fits(payload)?,
        },
    })
}
