//! Cards to be swiped through below a text, written anew each time.

use serde::{Deserialize, Serialize};

use super::{Attachment, LinkButton};

/// Cards to be swiped through.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Carousel {
    /// The cards, the first one foremost.
    pub cards: Vec<CarouselCard>,
}

/// A card of several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarouselCard {
    /// The picture or film above its text.
    pub file: Attachment,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What can be tapped.
    pub buttons: CarouselButtons,
}

/// What can be tapped on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarouselButtons {
    /// A button that opens a page.
    Link(LinkButton),
    /// Answers on offer.
    Replies(Vec<CarouselReply>),
}

/// An answer that a card offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarouselReply {
    /// The label.
    pub title: String,
    /// What comes back when it is tapped.
    pub payload: String,
}
