//! Messages made of parts, as programs write and read them.

use serde::{Deserialize, Serialize};
use transom_domain::message;
use utoipa::ToSchema;

mod button;
mod grid;
mod receipt;
mod survey;

use button::{Button, from_buttons, into_buttons};
use grid::ImageGrid;
use receipt::Receipt;
use survey::Survey;

/// A message made of parts: cards, buttons, a receipt, a request. Instagram takes cards, buttons, products, a heart and a
/// post only; Messenger everything but those last two.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
#[schema(example = json!({
    "kind": "buttons", "text": "Which day suits you?",
    "buttons": [{"label": "Monday", "action": "postback", "payload": "MON"}],
}))]
pub(in crate::api) enum Structured {
    /// Cards side by side, up to ten.
    Cards {
        cards: Vec<Card>,
        /// The shape of their pictures. Square on Messenger only.
        #[serde(default)]
        shape: CardShape,
    },
    /// A text of up to 640 characters with one to three buttons below it.
    Buttons { text: String, buttons: Vec<Button> },
    /// A picture or film with up to three buttons below it.
    Media(MediaCard),
    /// Two to six pictures in a grid.
    ImageGrid(ImageGrid),
    /// What was bought, and what it cost.
    Receipt(Box<Receipt>),
    /// A code that makes something cheaper.
    Coupon(Coupon),
    /// A question of how satisfied the customer is.
    Survey(Survey),
    /// Up to ten products of the connected catalogue, by the platform's ids of them.
    Products { ids: Vec<String> },
    /// A sticker of the platform, by its id.
    Sticker { id: String },
    /// A heart. Instagram only.
    Heart,
    /// A post of the account itself, by the platform's id of it. Instagram only.
    Post { id: String },
    /// Asks whether one later message about a topic is welcome.
    NotificationRequest(PermissionRequest),
    /// Asks whether marketing messages about a topic are welcome.
    MarketingRequest(PermissionRequest),
}

/// The shape of the pictures of cards.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum CardShape {
    /// Wider than high.
    #[default]
    Wide,
    Square,
}

/// A card: a title of up to 80 characters and at least one more thing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Card {
    title: String,
    subtitle: Option<String>,
    /// Where the platform can fetch its picture.
    image_url: Option<String>,
    /// The page that a tap on the card opens.
    url: Option<String>,
    #[serde(default)]
    buttons: Vec<Button>,
}

/// A picture or film with buttons.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct MediaCard {
    media: MediaKind,
    source: MediaSource,
    #[serde(default)]
    buttons: Vec<Button>,
}

/// Picture or film.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MediaKind {
    Image,
    Video,
}

/// Where a picture or film with buttons is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MediaSource {
    /// Its address on facebook.com, when it is published there.
    Url(String),
    /// The platform's id of it, when it is uploaded.
    MediaId(String),
}

/// A coupon: a code, a page, or both.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Coupon {
    title: String,
    subtitle: Option<String>,
    /// Shown when the customer asks for it.
    code: Option<String>,
    /// The page on which it is redeemed.
    url: Option<String>,
    /// The label of the button that opens that page.
    url_label: Option<String>,
    /// A line above the coupon.
    lead: Option<String>,
    image_url: Option<String>,
    /// What comes back when the code is asked for.
    payload: Option<String>,
}

/// What the customer is asked, and about what; the answer comes back as a permission on the topic.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct PermissionRequest {
    /// Up to 65 characters.
    title: String,
    topic: String,
    /// Only with marketing.
    image_url: Option<String>,
}

impl Structured {
    pub(in crate::api) fn into_domain(self) -> message::Structured {
        use message::Structured as Known;
        match self {
            Self::Cards { cards, shape } => Known::Cards {
                cards: cards.into_iter().map(Card::into_domain).collect(),
                shape: match shape {
                    CardShape::Wide => message::CardShape::Wide,
                    CardShape::Square => message::CardShape::Square,
                },
            },
            Self::Products { ids } => Known::Products { ids },
            Self::Sticker { id } => Known::Sticker { id },
            Self::Heart => Known::Heart,
            Self::Post { id } => Known::Post { id },
            Self::Buttons { text, buttons } => Known::Buttons {
                text,
                buttons: into_buttons(buttons),
            },
            Self::Media(card) => Known::Media(card.into_domain()),
            Self::ImageGrid(grid) => Known::ImageGrid(grid.into_domain()),
            Self::Receipt(receipt) => Known::Receipt(Box::new(receipt.into_domain())),
            Self::Coupon(coupon) => Known::Coupon(coupon.into_domain()),
            Self::Survey(survey) => Known::Survey(survey.into_domain()),
            Self::NotificationRequest(request) => Known::NotificationRequest(request.into_domain()),
            Self::MarketingRequest(request) => Known::MarketingRequest(request.into_domain()),
        }
    }
}

impl From<message::Structured> for Structured {
    fn from(structured: message::Structured) -> Self {
        use message::Structured as Known;
        match structured {
            Known::Cards { cards, shape } => Self::Cards {
                cards: cards.into_iter().map(Card::from).collect(),
                shape: match shape {
                    message::CardShape::Wide => CardShape::Wide,
                    message::CardShape::Square => CardShape::Square,
                },
            },
            Known::Products { ids } => Self::Products { ids },
            Known::Sticker { id } => Self::Sticker { id },
            Known::Heart => Self::Heart,
            Known::Post { id } => Self::Post { id },
            Known::Buttons { text, buttons } => Self::Buttons {
                text,
                buttons: from_buttons(buttons),
            },
            Known::Media(card) => Self::Media(card.into()),
            Known::ImageGrid(grid) => Self::ImageGrid(grid.into()),
            Known::Receipt(receipt) => Self::Receipt(Box::new((*receipt).into())),
            Known::Coupon(coupon) => Self::Coupon(coupon.into()),
            Known::Survey(survey) => Self::Survey(survey.into()),
            Known::NotificationRequest(request) => Self::NotificationRequest(request.into()),
            Known::MarketingRequest(request) => Self::MarketingRequest(request.into()),
        }
    }
}

impl Card {
    fn into_domain(self) -> message::Card {
        message::Card {
            title: self.title,
            subtitle: self.subtitle,
            image_url: self.image_url,
            url: self.url,
            buttons: into_buttons(self.buttons),
        }
    }
}

impl From<message::Card> for Card {
    fn from(card: message::Card) -> Self {
        Self {
            title: card.title,
            subtitle: card.subtitle,
            image_url: card.image_url,
            url: card.url,
            buttons: from_buttons(card.buttons),
        }
    }
}

impl MediaCard {
    fn into_domain(self) -> message::MediaCard {
        message::MediaCard {
            media: match self.media {
                MediaKind::Image => message::MediaKind::Image,
                MediaKind::Video => message::MediaKind::Video,
            },
            source: match self.source {
                MediaSource::Url(url) => message::MediaSource::Url(url),
                MediaSource::MediaId(id) => message::MediaSource::MediaId(id),
            },
            buttons: into_buttons(self.buttons),
        }
    }
}

impl From<message::MediaCard> for MediaCard {
    fn from(card: message::MediaCard) -> Self {
        Self {
            media: match card.media {
                message::MediaKind::Image => MediaKind::Image,
                message::MediaKind::Video => MediaKind::Video,
            },
            source: match card.source {
                message::MediaSource::Url(url) => MediaSource::Url(url),
                message::MediaSource::MediaId(id) => MediaSource::MediaId(id),
            },
            buttons: from_buttons(card.buttons),
        }
    }
}

impl Coupon {
    fn into_domain(self) -> message::Coupon {
        message::Coupon {
            title: self.title,
            subtitle: self.subtitle,
            code: self.code,
            url: self.url,
            url_label: self.url_label,
            lead: self.lead,
            image_url: self.image_url,
            payload: self.payload,
        }
    }
}

impl From<message::Coupon> for Coupon {
    fn from(coupon: message::Coupon) -> Self {
        Self {
            title: coupon.title,
            subtitle: coupon.subtitle,
            code: coupon.code,
            url: coupon.url,
            url_label: coupon.url_label,
            lead: coupon.lead,
            image_url: coupon.image_url,
            payload: coupon.payload,
        }
    }
}

impl PermissionRequest {
    fn into_domain(self) -> message::PermissionRequest {
        message::PermissionRequest {
            title: self.title,
            topic: self.topic,
            image_url: self.image_url,
        }
    }
}

impl From<message::PermissionRequest> for PermissionRequest {
    fn from(request: message::PermissionRequest) -> Self {
        Self {
            title: request.title,
            topic: request.topic,
            image_url: request.image_url,
        }
    }
}
