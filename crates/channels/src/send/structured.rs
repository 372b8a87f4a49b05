//! Messages made of parts, as Messenger and Instagram want them: `attachment` of the type `template`.
//!
//! Limits are those of Meta's template reference (mid 2026). What does not fit is refused here, before anything is
//! kept, rather than cut by the platform.

use serde::Serialize;
use transom_domain::message::{
    Card, CardShape, Coupon, MediaCard, MediaKind, MediaSource, PermissionRequest, Structured,
};

use super::CannotRender;
use super::limit::{Part, address, at_most};

mod button;
mod grid;
mod receipt;
mod survey;

use button::{WireButton, wire_buttons};

/// Which platform is spoken to: they do not have the same parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Messenger,
    Instagram,
}

impl Dialect {
    /// The most pictures in one message.
    pub(super) const fn images(self) -> usize {
        match self {
            Self::Messenger => 30,
            Self::Instagram => 10,
        }
    }
}

const CARDS: usize = 10;
const PRODUCTS: usize = 10;

/// The payload of the attachment.
#[derive(Serialize)]
#[serde(tag = "template_type", rename_all = "snake_case")]
pub(super) enum Payload<'a> {
    Generic {
        #[serde(skip_serializing_if = "Option::is_none")]
        image_aspect_ratio: Option<&'static str>,
        elements: Vec<Element<'a>>,
    },
    Product {
        elements: Vec<ProductElement<'a>>,
    },
    Button {
        text: &'a str,
        buttons: Vec<WireButton<'a>>,
    },
    Media {
        elements: [MediaElement<'a>; 1],
    },
    ImageGrid {
        elements: [grid::Grid<'a>; 1],
    },
    Receipt(Box<receipt::Receipt<'a>>),
    Coupon(WireCoupon<'a>),
    CustomerFeedback(survey::Survey<'a>),
    OneTimeNotifReq {
        title: &'a str,
        payload: &'a str,
    },
    NotificationMessages {
        title: &'a str,
        payload: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        image_url: Option<&'a str>,
    },
}

#[derive(Serialize)]
pub(super) struct Element<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_action: Option<WebUrl<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<WireButton<'a>>,
}

#[derive(Serialize)]
pub(super) struct ProductElement<'a> {
    id: &'a str,
}

#[derive(Serialize)]
struct WebUrl<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
pub(super) struct MediaElement<'a> {
    media_type: &'static str,
    #[serde(flatten)]
    source: WireSource<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<WireButton<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum WireSource<'a> {
    Url(&'a str),
    AttachmentId(&'a str),
}

#[derive(Serialize)]
pub(super) struct WireCoupon<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_url_button_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_pre_message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a str>,
}

/// The payload, or why the platform would not take it.
pub(super) fn payload(
    structured: &Structured,
    dialect: Dialect,
) -> Result<Payload<'_>, CannotRender> {
    let is_shared = matches!(
        structured,
        Structured::Cards { .. }
            | Structured::Buttons { .. }
            | Structured::Products { .. }
            | Structured::Heart
            | Structured::Post { .. }
    );
    if dialect == Dialect::Instagram && !is_shared {
        return Err(CannotRender::OnlyOnMessenger(structured.as_str()));
    }
    Ok(match structured {
        Structured::Cards { cards, shape } => {
            at_most("cards", cards.len(), CARDS)?;
            if cards.is_empty() {
                return Err(CannotRender::NoneOf("card"));
            }
            let image_aspect_ratio = match (shape, dialect) {
                (CardShape::Wide, _) => None,
                (CardShape::Square, Dialect::Messenger) => Some("square"),
                (CardShape::Square, Dialect::Instagram) => {
                    return Err(CannotRender::OnlyOnMessenger("square pictures on cards"));
                }
            };
            Payload::Generic {
                image_aspect_ratio,
                elements: all(cards, |card| element(card, dialect))?,
            }
        }
        Structured::Buttons { text, buttons } => {
            if buttons.is_empty() {
                return Err(CannotRender::NoneOf("button"));
            }
            Payload::Button {
                text: Part::ButtonsText.fits(text)?,
                buttons: wire_buttons(buttons, dialect)?,
            }
        }
        Structured::Products { ids } => {
            at_most("products", ids.len(), PRODUCTS)?;
            if ids.is_empty() {
                return Err(CannotRender::NoneOf("product"));
            }
            let element = |id| Part::Id.fits(id).map(|id| ProductElement { id });
            Payload::Product {
                elements: all(ids, |id: &String| element(id.as_str()))?,
            }
        }
        // One dialect has each of these, and no template for it.
        Structured::Sticker { .. } => return Err(CannotRender::OnlyOnMessenger("stickers")),
        Structured::Heart => return Err(CannotRender::OnlyOnInstagram("heart of its own")),
        Structured::Post { .. } => return Err(CannotRender::OnlyOnInstagram("shared posts")),
        Structured::Media(card) => Payload::Media {
            elements: [media(card, dialect)?],
        },
        Structured::ImageGrid(grid) => Payload::ImageGrid {
            elements: [grid::grid(grid)?],
        },
        Structured::Receipt(receipt) => Payload::Receipt(Box::new(receipt::receipt(receipt)?)),
        Structured::Coupon(coupon) => Payload::Coupon(wire_coupon(coupon)?),
        Structured::Survey(survey) => Payload::CustomerFeedback(survey::survey(survey)?),
        Structured::NotificationRequest(request) => {
            let PermissionRequest { title, topic, .. } = request;
            if request.image_url.is_some() {
                return Err(CannotRender::NoForm("picture with this request"));
            }
            Payload::OneTimeNotifReq {
                title: Part::RequestTitle.fits(title)?,
                payload: Part::Topic.fits(topic)?,
            }
        }
        Structured::MarketingRequest(request) => Payload::NotificationMessages {
            title: Part::RequestTitle.fits(&request.title)?,
            payload: Part::Topic.fits(&request.topic)?,
            image_url: request.image_url.as_deref().map(address).transpose()?,
        },
    })
}

fn all<'a, T, U>(
    items: &'a [T],
    one: impl FnMut(&'a T) -> Result<U, CannotRender>,
) -> Result<Vec<U>, CannotRender> {
    items.iter().map(one).collect()
}

fn element(card: &Card, dialect: Dialect) -> Result<Element<'_>, CannotRender> {
    let is_bare = card.subtitle.is_none() && card.image_url.is_none() && card.buttons.is_empty();
    if is_bare {
        return Err(CannotRender::BareCard);
    }
    Ok(Element {
        title: Part::CardTitle.fits(&card.title)?,
        subtitle: Part::CardSubtitle.optional(card.subtitle.as_deref())?,
        image_url: card.image_url.as_deref().map(address).transpose()?,
        default_action: match &card.url {
            Some(url) => Some(WebUrl {
                kind: "web_url",
                url: address(url)?,
            }),
            None => None,
        },
        buttons: wire_buttons(&card.buttons, dialect)?,
    })
}

fn media(card: &MediaCard, dialect: Dialect) -> Result<MediaElement<'_>, CannotRender> {
    let source = match &card.source {
        MediaSource::MediaId(id) => WireSource::AttachmentId(id),
        MediaSource::Url(url) if is_published(url) => WireSource::Url(url),
        MediaSource::Url(_) => return Err(CannotRender::NotPublished),
    };
    Ok(MediaElement {
        media_type: match card.media {
            MediaKind::Image => "image",
            MediaKind::Video => "video",
        },
        source,
        buttons: wire_buttons(&card.buttons, dialect)?,
    })
}

/// Only what lies on Facebook itself is taken by its address; the rest is uploaded first.
fn is_published(url: &str) -> bool {
    let host = url
        .strip_prefix("https://")
        .and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| {
        ["facebook.com", "www.facebook.com", "business.facebook.com"].contains(&host)
    })
}

fn wire_coupon(coupon: &Coupon) -> Result<WireCoupon<'_>, CannotRender> {
    if coupon.code.is_none() && coupon.url.is_none() {
        return Err(CannotRender::NoneOf("code or link"));
    }
    let code = Part::CouponCode.optional(coupon.code.as_deref())?;
    if code.is_some_and(|code| code.contains(char::is_whitespace)) {
        return Err(CannotRender::SpaceInCode);
    }
    Ok(WireCoupon {
        title: Part::CouponTitle.fits(&coupon.title)?,
        subtitle: Part::CardSubtitle.optional(coupon.subtitle.as_deref())?,
        coupon_code: code,
        coupon_url: coupon.url.as_deref().map(address).transpose()?,
        coupon_url_button_title: Part::ButtonLabel.optional(coupon.url_label.as_deref())?,
        coupon_pre_message: Part::CardSubtitle.optional(coupon.lead.as_deref())?,
        image_url: coupon.image_url.as_deref().map(address).transpose()?,
        payload: Part::Payload.optional(coupon.payload.as_deref())?,
    })
}
