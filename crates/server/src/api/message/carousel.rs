//! Cards to be swiped through, as programs write and read them.

use serde::{Deserialize, Serialize};
use transom_domain::id::ConversationId;
use transom_domain::message::{self, Extra};
use utoipa::ToSchema;

use super::file::{self, File};
use super::kind::Link;
use crate::api::words;
use crate::app::App;
use crate::error::Error;
use crate::sign_in::Program;

/// Two to ten cards to be swiped through below a text, alike in the kind of their files and in their buttons. WhatsApp only.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CarouselDraft)]
pub(super) struct Carousel {
    cards: Vec<Card>,
}

/// A card, with one link or with one to three answers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CarouselCardDraft)]
struct Card {
    /// A picture or film; a picture when its kind is left out.
    file: File,
    /// Up to 160 characters with up to two line breaks.
    #[schema(example = "Blue, lined with wool")]
    text: Option<String>,
    link: Option<Link>,
    #[serde(default)]
    quick_replies: Vec<Answer>,
}

/// An answer that a card offers.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CarouselAnswer)]
pub(super) struct Answer {
    /// Up to 20 characters.
    #[schema(example = "I want it")]
    title: String,
    /// What comes back when it is tapped.
    #[schema(example = "BLUE")]
    payload: String,
}

impl Carousel {
    pub(super) async fn into_extra(
        self,
        app: &App,
        program: &Program,
        id: ConversationId,
    ) -> Result<Extra, Error> {
        let (mut files, mut rest) = (Vec::new(), Vec::new());
        for (index, card) in self.cards.into_iter().enumerate() {
            rest.push((card.text, buttons(index, card.link, card.quick_replies)?));
            files.push(card.file.or_picture());
        }
        file::check(&files).map_err(on_card)?;
        let files = file::attachments(app, program, id, files).await;
        let cards = files.map_err(on_card)?.into_iter().zip(rest);
        let cards = cards.map(|(file, (text, buttons))| message::CarouselCard {
            file,
            text,
            buttons,
        });
        Ok(Extra::Carousel(message::Carousel {
            cards: cards.collect(),
        }))
    }
}

fn buttons(
    index: usize,
    link: Option<Link>,
    answers: Vec<Answer>,
) -> Result<message::CarouselButtons, Error> {
    match (link, answers.is_empty()) {
        (Some(link), true) => Ok(message::CarouselButtons::Link(link.into())),
        (None, false) => {
            let answers = answers.into_iter().map(|answer| message::CarouselReply {
                title: answer.title,
                payload: answer.payload,
            });
            Ok(message::CarouselButtons::Replies(answers.collect()))
        }
        _ => Err(Error::invalid(
            format!("carousel.cards[{index}]"),
            "give a card either a link or quick_replies",
        )),
    }
}

/// A fault of a file is one of its card.
fn on_card(error: Error) -> Error {
    let place = |field: &str| field.replacen("attachments", "carousel.cards", 1);
    match error {
        Error::Invalid { field, problem } => Error::invalid(place(&field), problem),
        Error::File(mut untaken) => {
            untaken.field = place(&untaken.field);
            Error::File(untaken)
        }
        other => other,
    }
}

/// A card as it was sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CarouselCard)]
pub(super) struct CardView {
    /// What is above its text.
    #[schema(value_type = words::AttachmentKind)]
    kind: message::AttachmentKind,
    /// Where that lies, when it does not lie here.
    url: Option<String>,
    text: Option<String>,
    link: Option<LinkView>,
    quick_replies: Vec<Answer>,
}

/// A button that opens a page.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CarouselLink)]
struct LinkView {
    label: String,
    url: String,
}

impl From<message::CarouselCard> for CardView {
    fn from(card: message::CarouselCard) -> Self {
        let (link, answers) = match card.buttons {
            message::CarouselButtons::Link(link) => (Some(link), Vec::new()),
            message::CarouselButtons::Replies(answers) => (None, answers),
        };
        Self {
            kind: card.file.kind,
            url: card.file.url,
            text: card.text,
            link: link.map(|link| LinkView {
                label: link.label,
                url: link.url,
            }),
            quick_replies: answers
                .into_iter()
                .map(|answer| Answer {
                    title: answer.title,
                    payload: answer.payload,
                })
                .collect(),
        }
    }
}
