//! Messages made of parts: cards, buttons, receipts, requests for a permission. Meta calls them templates; unlike
//! those that are approved beforehand, what they say is written anew each time.
//!
//! How much of each a platform takes is known where it is rendered.

use serde::{Deserialize, Serialize};

mod button;
mod grid;
mod receipt;
mod survey;

pub use button::{Button, ButtonAction, GamePlace};
pub use grid::{GridImage, ImageGrid, ImageTap};
pub use receipt::{Adjustment, Receipt, ReceiptItem, ShippingAddress, Total};
pub use survey::{Question, Scale, Survey};

use button::labels;

/// A message made of parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Structured {
    /// Cards side by side.
    Cards {
        /// The cards, the first one foremost.
        cards: Vec<Card>,
        /// The shape of their pictures.
        #[serde(default, skip_serializing_if = "CardShape::is_wide")]
        shape: CardShape,
    },
    /// A text with buttons below it.
    Buttons {
        /// The text.
        text: String,
        /// The buttons.
        buttons: Vec<Button>,
    },
    /// A picture or film with buttons below it.
    Media(MediaCard),
    /// Pictures in a grid.
    ImageGrid(ImageGrid),
    /// What was bought, and what it cost.
    Receipt(Box<Receipt>),
    /// A code that makes something cheaper.
    Coupon(Coupon),
    /// A question of how satisfied the customer is.
    Survey(Survey),
    /// Products of the connected catalogue, side by side.
    Products {
        /// The platform's ids of them.
        ids: Vec<String>,
    },
    /// A sticker of the platform.
    Sticker {
        /// The platform's id of it.
        id: String,
    },
    /// A heart.
    Heart,
    /// A post of the account itself.
    Post {
        /// The platform's id of it.
        id: String,
    },
    /// Asks whether one later message about a topic is welcome.
    NotificationRequest(PermissionRequest),
    /// Asks whether marketing messages about a topic are welcome.
    MarketingRequest(PermissionRequest),
}

/// The shape of the pictures of cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardShape {
    /// Wider than high.
    #[default]
    Wide,
    /// As high as wide.
    Square,
}

impl CardShape {
    /// Whether they are wider than high.
    pub fn is_wide(&self) -> bool {
        *self == Self::Wide
    }
}

/// A card of several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Its heading.
    pub title: String,
    /// A line below the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Where its picture lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// The page that a tap on the card opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its buttons.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// A picture or film with buttons below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaCard {
    /// Picture or film.
    pub media: MediaKind,
    /// Where it is.
    #[serde(flatten)]
    pub source: MediaSource,
    /// The buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// Picture or film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
}

/// Where a picture or film with buttons is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaSource {
    /// Published on the platform itself, at this address.
    Url(String),
    /// Uploaded to the platform, under this id.
    MediaId(String),
}

/// A code that makes something cheaper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Coupon {
    /// What it is for.
    pub title: String,
    /// A line below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The code; shown when the customer asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The page on which it is redeemed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The label of the button that opens that page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_label: Option<String>,
    /// A line above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Where its picture lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// What comes back when the code is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
}

/// Asks for the permission to write later.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PermissionRequest {
    /// What the customer is asked.
    pub title: String,
    /// What the later messages are about; comes back with the permission.
    pub topic: String,
    /// Where its picture lies; only with marketing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

impl Structured {
    /// The word for its kind, in the API.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Cards { .. } => "cards",
            Self::Buttons { .. } => "buttons",
            Self::Media(_) => "media",
            Self::ImageGrid(_) => "image_grid",
            Self::Receipt(_) => "receipt",
            Self::Coupon(_) => "coupon",
            Self::Survey(_) => "survey",
            Self::Products { .. } => "products",
            Self::Sticker { .. } => "sticker",
            Self::Heart => "heart",
            Self::Post { .. } => "post",
            Self::NotificationRequest(_) => "notification_request",
            Self::MarketingRequest(_) => "marketing_request",
        }
    }

    /// Its first words, for the lists.
    pub fn summary(&self) -> Option<&str> {
        match self {
            Self::Cards { cards, .. } => cards.first().map(|card| card.title.as_str()),
            Self::Buttons { text, .. } => Some(text),
            Self::Media(media) => media.buttons.first().map(|button| button.label.as_str()),
            Self::ImageGrid(grid) => grid.summary(),
            Self::Receipt(receipt) => Some(&receipt.order_number),
            Self::Coupon(coupon) => Some(&coupon.title),
            Self::Survey(survey) => Some(&survey.title),
            Self::Heart => Some("\u{2665}"),
            Self::Products { .. } | Self::Sticker { .. } | Self::Post { .. } => None,
            Self::NotificationRequest(request) | Self::MarketingRequest(request) => {
                Some(&request.title)
            }
        }
    }

    /// Everything in it that the customer reads, part by part on lines of their own.
    pub fn words(&self) -> String {
        let mut lines: Vec<&str> = Vec::new();
        match self {
            Self::Cards { cards, .. } => {
                for card in cards {
                    lines.push(&card.title);
                    lines.extend(card.subtitle.as_deref());
                    lines.extend(labels(&card.buttons));
                }
            }
            Self::Buttons { text, buttons } => {
                lines.push(text);
                lines.extend(labels(buttons));
            }
            Self::Media(media) => lines.extend(labels(&media.buttons)),
            Self::ImageGrid(grid) => lines.extend(grid.words()),
            Self::Receipt(receipt) => lines.extend(receipt.words()),
            Self::Coupon(coupon) => {
                lines.push(&coupon.title);
                let more = [
                    &coupon.lead,
                    &coupon.subtitle,
                    &coupon.code,
                    &coupon.url_label,
                ];
                lines.extend(more.into_iter().flatten().map(String::as_str));
            }
            Self::Survey(survey) => lines.extend(survey.words()),
            Self::Products { .. } | Self::Sticker { .. } | Self::Heart | Self::Post { .. } => {}
            Self::NotificationRequest(request) | Self::MarketingRequest(request) => {
                lines.push(&request.title);
            }
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_check_sees_every_word_of_every_part() {
        let button = Button {
            label: "Buy".to_owned(),
            action: ButtonAction::Postback {
                payload: "BUY".to_owned(),
            },
        };
        let card = Card {
            title: "Blue jacket".to_owned(),
            subtitle: Some("20 % off".to_owned()),
            buttons: vec![button.clone()],
            ..Card::default()
        };
        let cards = Structured::Cards {
            cards: vec![card],
            shape: CardShape::Square,
        };
        assert_eq!(cards.words(), "Blue jacket\n20 % off\nBuy");
        let coupon = Structured::Coupon(Coupon {
            title: "Ten percent".to_owned(),
            code: Some("TEN".to_owned()),
            ..Coupon::default()
        });
        assert_eq!(coupon.words(), "Ten percent\nTEN");
        let grid = Structured::ImageGrid(ImageGrid {
            title: Some("Jackets".to_owned()),
            subtitle: Some("20 % off".to_owned()),
            buttons: vec![button],
            ..ImageGrid::default()
        });
        assert_eq!(grid.words(), "Jackets\n20 % off\nBuy");
        assert_eq!(grid.summary(), Some("Jackets"));
    }

    #[test]
    fn what_was_kept_is_read_again_as_it_was() {
        let media = Structured::Media(MediaCard {
            media: MediaKind::Video,
            source: MediaSource::MediaId("4242".to_owned()),
            buttons: Vec::new(),
        });
        let survey = Structured::Survey(Survey::default());
        let grid = Structured::ImageGrid(ImageGrid {
            images: vec![GridImage {
                url: "https://cdn.example/j.png".to_owned(),
                hero: true,
                tap: Some(ImageTap::Postback {
                    payload: "J".to_owned(),
                }),
            }],
            ..ImageGrid::default()
        });
        let play = Structured::Buttons {
            text: "Once more?".to_owned(),
            buttons: vec![Button {
                label: "Play".to_owned(),
                action: ButtonAction::Play {
                    payload: None,
                    place: Some(GamePlace::Player("7".to_owned())),
                },
            }],
        };
        for structured in [media, survey, grid, play] {
            let text = serde_json::to_string(&structured).unwrap();
            let read: Structured = serde_json::from_str(&text).unwrap();
            assert_eq!(read, structured, "{text}");
        }
    }
}
