//! A template as the customer sees it: as an example, while it is filled in, and after it was sent.

use askama::Template;
use askama::filters::HtmlSafe;
use transom_domain::id::MessageId;
use transom_domain::inbound::TemplateButtonText;
use transom_domain::message::{
    Attachment, AttachmentKind, Carousel, CarouselButtons, TemplateHeader, TemplateMessage,
};
use transom_domain::template::{
    Button, Components, Header, HeaderMedia, Phrase, Piece, Place, pieces,
};

use crate::web::viewer::Viewer;

/// A template as a bubble.
#[derive(Clone, Debug, Default)]
pub(crate) struct TemplateBubble {
    pub(crate) top: Option<Top>,
    pub(crate) body: Vec<Part>,
    pub(crate) footer: Option<String>,
    pub(crate) buttons: Vec<Shown>,
    /// Cards to be swiped through.
    pub(crate) cards: Vec<TemplateBubble>,
}

/// What stands above the body.
#[derive(Clone, Debug)]
pub(crate) enum Top {
    Line(Vec<Part>),
    File(TopFile),
    /// A place and its name.
    Map(Option<String>),
}

/// A file above a text.
#[derive(Clone, Debug)]
pub(crate) struct TopFile {
    pub(crate) icon: &'static str,
    /// The key of its kind.
    pub(crate) label: &'static str,
    /// What it is called, where customers see that.
    pub(crate) name: Option<String>,
    /// Where it lies.
    pub(crate) address: Option<String>,
    /// The place that it fills, by its name, while it is still to be chosen.
    pub(crate) place: Option<String>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) text: String,
    /// The place whose value this is, by its name; words have none.
    pub(crate) place: Option<String>,
}

/// A button.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) icon: &'static str,
    /// Empty for a button whose label is the platform's.
    pub(crate) label: String,
    /// Where it leads.
    pub(crate) target: Option<String>,
}

impl TemplateBubble {
    /// With these values; a blank without one shows its name in braces.
    pub(crate) fn filled(components: &Components, value: impl Fn(&Place) -> String) -> Self {
        let cards = (0_u8..).zip(&components.cards).map(|(index, card)| {
            let on_card = |place| Place::Card(index, Box::new(place));
            Self {
                top: Some(top(&card.header, on_card, &value)),
                body: card
                    .body
                    .as_ref()
                    .map(|body| line(body, |name| on_card(Place::Body(name)), &value))
                    .unwrap_or_default(),
                buttons: card.buttons.iter().map(offered).collect(),
                ..Self::default()
            }
        });
        let above = components.header.as_ref();
        Self {
            top: above.map(|header| top(header, |place| place, &value)),
            body: line(&components.body, Place::Body, &value),
            footer: components.footer.clone(),
            buttons: components.buttons.iter().map(offered).collect(),
            cards: cards.collect(),
        }
    }

    /// With the examples that it was approved with.
    pub(crate) fn example(components: &Components) -> Self {
        let found = |place: &Place, header: Option<&Header>, body: Option<&Phrase>| {
            let example = match (place, header) {
                (Place::Body(name), _) => body.and_then(|body| body.example(name)),
                (Place::Header(name), Some(Header::Text(phrase))) => phrase.example(name),
                _ => None,
            };
            example.unwrap_or_default().to_owned()
        };
        Self::filled(components, |place| match place {
            Place::Body(_) if components.code.is_some() => "123456".to_owned(),
            Place::Card(index, inner) => match components.cards.get(usize::from(*index)) {
                Some(card) => found(inner, Some(&card.header), card.body.as_ref()),
                None => String::new(),
            },
            place => found(place, components.header.as_ref(), Some(&components.body)),
        })
    }

    /// As it was sent; nothing of one whose words were not kept.
    pub(crate) fn sent(id: MessageId, message: &TemplateMessage) -> Option<Self> {
        let reads = message.reads.as_ref()?;
        let files: Vec<_> = message.files().collect();
        let sent_file = |header: &TemplateHeader| sent_file(header, id, &files);
        let words = |text: &String| {
            vec![Part {
                text: text.clone(),
                place: None,
            }]
        };
        let top = message.header.as_ref().and_then(sent_file);
        let top = top.or_else(|| reads.header.as_ref().map(|line| Top::Line(words(line))));
        Some(Self {
            top,
            body: words(&reads.body),
            footer: reads.footer.clone(),
            buttons: reads.buttons.iter().map(shown).collect(),
            cards: reads
                .cards
                .iter()
                .enumerate()
                .map(|(index, card)| {
                    let values = message.cards.get(index);
                    let file = values.and_then(|values| values.header.as_ref());
                    Self {
                        top: file.and_then(sent_file),
                        body: words(&card.body),
                        buttons: card.buttons.iter().map(shown).collect(),
                        ..Self::default()
                    }
                })
                .collect(),
        })
    }

    /// Cards that were sent below a text, which look like those of a template.
    pub(crate) fn carousel(id: MessageId, text: &str, carousel: &Carousel) -> Self {
        let words = |text: &str| {
            vec![Part {
                text: text.to_owned(),
                place: None,
            }]
        };
        let cards = carousel.cards.iter().enumerate();
        let cards = cards.map(|(number, card)| Self {
            top: Some(Top::File(file_of(id, &card.file, Some(number)))),
            body: card.text.as_deref().map(words).unwrap_or_default(),
            buttons: match &card.buttons {
                CarouselButtons::Link(link) => vec![Shown {
                    icon: icon("url"),
                    label: link.label.clone(),
                    target: Some(link.url.clone()),
                }],
                CarouselButtons::Replies(replies) => replies
                    .iter()
                    .map(|reply| Shown {
                        icon: icon("quick_reply"),
                        label: reply.title.clone(),
                        target: Some(reply.payload.clone()),
                    })
                    .collect(),
            },
            ..Self::default()
        });
        Self {
            body: words(text),
            cards: cards.collect(),
            ..Self::default()
        }
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> TemplateBubbleFragment<'a> {
        TemplateBubbleFragment {
            viewer,
            bubble: self,
        }
    }
}

/// What stands above a text that is to be sent.
fn top(header: &Header, place: impl Fn(Place) -> Place, value: &impl Fn(&Place) -> String) -> Top {
    match header {
        Header::Text(phrase) => Top::Line(line(phrase, |name| place(Place::Header(name)), value)),
        Header::Media { kind, .. } => {
            let (icon, label) = file(*kind);
            let place = place(Place::HeaderMedia(*kind));
            let name = value(&place);
            Top::File(TopFile {
                icon,
                label,
                name: (*kind == HeaderMedia::Document && !name.is_empty()).then_some(name),
                address: None,
                place: Some(place.to_string()),
            })
        }
        Header::Location => Top::Map(None),
    }
}

/// A text with its blanks filled in.
fn line(
    phrase: &Phrase,
    place: impl Fn(String) -> Place,
    value: &impl Fn(&Place) -> String,
) -> Vec<Part> {
    let parts = pieces(&phrase.text).map(|piece| match piece {
        Piece::Words(words) => Part {
            text: words.to_owned(),
            place: None,
        },
        Piece::Blank(name) => {
            let place = place(name.to_owned());
            let value = value(&place);
            Part {
                text: if value.is_empty() {
                    format!("{{{{{name}}}}}")
                } else {
                    value
                },
                place: Some(place.to_string()),
            }
        }
    });
    parts.collect()
}

fn offered(button: &Button) -> Shown {
    Shown {
        icon: icon(button.kind()),
        label: button.label().unwrap_or_default().to_owned(),
        target: None,
    }
}

/// The file or place above a text that was sent.
fn sent_file(header: &TemplateHeader, id: MessageId, files: &[&Attachment]) -> Option<Top> {
    match header {
        TemplateHeader::Media(one) => {
            let number = files.iter().position(|file| std::ptr::eq(*file, one));
            Some(Top::File(file_of(id, one, number)))
        }
        TemplateHeader::Location(place) => Some(Top::Map(place.name.clone())),
        TemplateHeader::Text(_) => None,
    }
}

/// A file above a text, by its number among those of its message.
fn file_of(id: MessageId, one: &Attachment, number: Option<usize>) -> TopFile {
    let (icon, label) = file(match one.kind {
        AttachmentKind::Video => HeaderMedia::Video,
        AttachmentKind::File => HeaderMedia::Document,
        _ => HeaderMedia::Image,
    });
    let here = number.filter(|_| one.file.is_some());
    let there = || one.url.clone().filter(|url| url.starts_with("https://"));
    let address = here.map(|number| format!("/media/{id}/{number}"));
    let name = one.title.clone();
    TopFile {
        icon,
        label,
        name: name.filter(|_| one.kind == AttachmentKind::File),
        address: address.or_else(there),
        place: None,
    }
}

fn shown(button: &TemplateButtonText) -> Shown {
    Shown {
        icon: icon(&button.kind),
        label: button.label.clone(),
        target: button.target.clone(),
    }
}

fn icon(kind: &str) -> &'static str {
    match kind {
        "url" => "external-link",
        "phone" => "smartphone",
        "code" | "one_time" => "copy",
        _ => "reply",
    }
}

/// The icon and the key of a kind of file.
pub(super) fn file(kind: HeaderMedia) -> (&'static str, &'static str) {
    match kind {
        HeaderMedia::Image => ("image", "attachment-image"),
        HeaderMedia::Video => ("film", "attachment-video"),
        HeaderMedia::Document => ("file-text", "attachment-file"),
    }
}

impl HtmlSafe for TemplateBubbleFragment<'_> {}

/// The bubble as a fragment.
#[derive(Debug, Template)]
#[template(path = "inbox/template_bubble.html")]
pub(crate) struct TemplateBubbleFragment<'a> {
    viewer: &'a Viewer,
    bubble: &'a TemplateBubble,
}
