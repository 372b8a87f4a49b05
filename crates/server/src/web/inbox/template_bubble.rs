//! A template as the customer sees it: as an example, while it is filled in, and after it was sent.

use askama::Template;
use askama::filters::HtmlSafe;
use transom_domain::inbound::TemplateButtonText;
use transom_domain::message::{AttachmentKind, TemplateHeader, TemplateMessage};
use transom_domain::template::{Components, Header, HeaderMedia, Phrase, Piece, Place, pieces};

use crate::web::viewer::Viewer;

/// A template as a bubble.
#[derive(Clone, Debug, Default)]
pub(crate) struct TemplateBubble {
    pub(crate) top: Option<Top>,
    pub(crate) body: Vec<Part>,
    pub(crate) footer: Option<String>,
    pub(crate) buttons: Vec<Shown>,
}

/// What stands above the body.
#[derive(Clone, Debug)]
pub(crate) enum Top {
    Line(Vec<Part>),
    /// A file: its icon, the key of its kind, and where it lies.
    File(&'static str, &'static str, Option<String>),
    /// A place and its name.
    Map(Option<String>),
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
        let line = |phrase: &Phrase, place: fn(String) -> Place| {
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
            parts.collect::<Vec<_>>()
        };
        let top = match &components.header {
            Some(Header::Text(phrase)) => Some(Top::Line(line(phrase, Place::Header))),
            Some(Header::Media { kind, .. }) => {
                let (icon, label) = file(*kind);
                Some(Top::File(icon, label, None))
            }
            Some(Header::Location) => Some(Top::Map(None)),
            None => None,
        };
        Self {
            top,
            body: line(&components.body, Place::Body),
            footer: components.footer.clone(),
            buttons: components
                .buttons
                .iter()
                .map(|button| Shown {
                    icon: icon(button.kind()),
                    label: button.label().unwrap_or_default().to_owned(),
                    target: None,
                })
                .collect(),
        }
    }

    /// With the examples that it was approved with.
    pub(crate) fn example(components: &Components) -> Self {
        Self::filled(components, |place| {
            let example = match (place, &components.header) {
                (Place::Body(name), _) => components.body.example(name),
                (Place::Header(name), Some(Header::Text(phrase))) => phrase.example(name),
                _ => None,
            };
            example.unwrap_or_default().to_owned()
        })
    }

    /// As it was sent; nothing of one whose words were not kept.
    pub(crate) fn sent(message: &TemplateMessage) -> Option<Self> {
        let reads = message.reads.as_ref()?;
        let words = |text: &String| {
            vec![Part {
                text: text.clone(),
                place: None,
            }]
        };
        let top = match &message.header {
            Some(TemplateHeader::Media(one)) => {
                let (icon, label) = file(match one.kind {
                    AttachmentKind::Video => HeaderMedia::Video,
                    AttachmentKind::File => HeaderMedia::Document,
                    _ => HeaderMedia::Image,
                });
                let url = one.url.clone().filter(|url| url.starts_with("https://"));
                Some(Top::File(icon, label, url))
            }
            Some(TemplateHeader::Location(place)) => Some(Top::Map(place.name.clone())),
            Some(TemplateHeader::Text(_)) | None => {
                reads.header.as_ref().map(|line| Top::Line(words(line)))
            }
        };
        Some(Self {
            top,
            body: words(&reads.body),
            footer: reads.footer.clone(),
            buttons: reads.buttons.iter().map(shown).collect(),
        })
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> TemplateBubbleFragment<'a> {
        TemplateBubbleFragment {
            viewer,
            bubble: self,
        }
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
        "code" => "copy",
        _ => "reply",
    }
}

/// The icon and the key of a kind of file.
fn file(kind: HeaderMedia) -> (&'static str, &'static str) {
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
