//! Cards to be swiped through below a text.
//!
//! <https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-media-carousel-messages>

use std::mem::discriminant;

use serde::Serialize;
use transom_domain::message::{
    AttachmentKind, Carousel, CarouselButtons, CarouselCard, Content, LinkButton,
};

use super::super::limits::{CannotRender, Part, count};
use super::super::media;
use super::{Interactive, Line, LinkParameters, MOST_BUTTONS, Reply, frame};

const LEAST_CARDS: usize = 2;
const MOST_CARDS: usize = 10;
const MOST_LINE_BREAKS: usize = 2;

#[derive(Serialize)]
pub(super) struct Action<'a> {
    cards: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct Card<'a> {
    #[serde(rename = "card_index")]
    index: usize,
    /// The same for cards that offer answers.
    #[serde(rename = "type")]
    kind: &'static str,
    header: media::Header<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Line<'a>>,
    action: CardAction<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum CardAction<'a> {
    Link {
        name: &'static str,
        parameters: LinkParameters<'a>,
    },
    Replies {
        buttons: Vec<Button<'a>>,
    },
}

#[derive(Serialize)]
struct Button<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    quick_reply: Reply<'a>,
}

/// Two to ten cards, alike in what stands above and below their texts. Nothing but a text goes with them.
pub(in super::super) fn carousel<'a>(
    content: &'a Content,
    carousel: &'a Carousel,
) -> Result<Interactive<'a>, CannotRender> {
    let is_bare =
        content.attachments.is_empty() && content.heading.is_none() && content.footer.is_none();
    if !is_bare {
        return Err(CannotRender::Alone("cards"));
    }
    let cards = &carousel.cards;
    if cards.len() < LEAST_CARDS {
        return Err(CannotRender::TooFewCards);
    }
    count("cards", cards.len(), MOST_CARDS)?;
    let (first, others) = cards.split_first().ok_or(CannotRender::TooFewCards)?;
    if others.iter().any(|card| card.file.kind != first.file.kind) {
        return Err(CannotRender::CardsDiffer("kind of file"));
    }
    if others.iter().any(|card| shape(card) != shape(first)) {
        return Err(CannotRender::CardsDiffer("buttons"));
    }
    let cards = cards.iter().enumerate();
    let cards = cards.map(|(index, card)| one(index, card));
    let action = Action {
        cards: cards.collect::<Result<_, _>>()?,
    };
    frame(
        "carousel",
        content,
        Part::ButtonsText,
        super::Action::Carousel(action),
    )
}

/// What must be alike below all cards.
fn shape(card: &CarouselCard) -> (std::mem::Discriminant<CarouselButtons>, usize) {
    let many = match &card.buttons {
        CarouselButtons::Link(_) => 1,
        CarouselButtons::Replies(replies) => replies.len(),
    };
    (discriminant(&card.buttons), many)
}

fn one(index: usize, card: &CarouselCard) -> Result<Card<'_>, CannotRender> {
    let kind = card.file.kind;
    if !matches!(kind, AttachmentKind::Image | AttachmentKind::Video) {
        return Err(CannotRender::AttachmentKind(kind));
    }
    let text = Part::CardText.fits_if_any(card.text.as_deref())?;
    if text.is_some_and(|text| text.matches('\n').count() > MOST_LINE_BREAKS) {
        return Err(CannotRender::LineBreaks(MOST_LINE_BREAKS));
    }
    Ok(Card {
        index,
        kind: "cta_url",
        header: media::header(&card.file)?,
        body: text.map(|text| Line { text }),
        action: match &card.buttons {
            CarouselButtons::Link(LinkButton { label, url }) => {
                if !url.starts_with("https://") && !url.starts_with("http://") {
                    return Err(CannotRender::NotALink);
                }
                CardAction::Link {
                    name: "cta_url",
                    parameters: LinkParameters {
                        display_text: Part::ButtonLabel.fits(label)?,
                        url,
                    },
                }
            }
            CarouselButtons::Replies(replies) => {
                count("buttons", replies.len(), MOST_BUTTONS)?;
                Part::ButtonLabel.all_differ(replies.iter().map(|one| one.title.as_str()))?;
                Part::ButtonPayload.all_differ(replies.iter().map(|one| one.payload.as_str()))?;
                let buttons = replies.iter().map(|reply| {
                    Ok(Button {
                        kind: "quick_reply",
                        quick_reply: Reply {
                            id: Part::ButtonPayload.fits(&reply.payload)?,
                            title: Part::ButtonLabel.fits(&reply.title)?,
                        },
                    })
                });
                CardAction::Replies {
                    buttons: buttons.collect::<Result<_, CannotRender>>()?,
                }
            }
        },
    })
}
