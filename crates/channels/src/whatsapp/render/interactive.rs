//! Messages with buttons, a list, a link, or a request for a place.

use serde::Serialize;
use transom_domain::message::{Content, LinkButton, List, QuickReply};

use super::limits::{CannotRender, Part, count};
use super::media;

mod carousel;
mod flow;
mod shop;

pub(super) use carousel::carousel;
pub(super) use flow::flow;
pub(super) use shop::shop;

const MOST_BUTTONS: usize = 3;
const MOST_SECTIONS: usize = 10;
const MOST_ROWS: usize = 10;

#[derive(Serialize)]
pub(super) struct Interactive<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<Header<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Line<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    footer: Option<Line<'a>>,
    action: Action<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Header<'a> {
    Text {
        #[serde(rename = "type")]
        kind: &'static str,
        text: &'a str,
    },
    Media(media::Header<'a>),
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Action<'a> {
    Buttons {
        buttons: Vec<Button<'a>>,
    },
    List {
        button: &'a str,
        sections: Vec<Section<'a>>,
    },
    Link {
        name: &'static str,
        parameters: LinkParameters<'a>,
    },
    LocationRequest {
        name: &'static str,
    },
    Shop(shop::Action<'a>),
    Flow(flow::Action<'a>),
    Carousel(carousel::Action<'a>),
}

#[derive(Serialize)]
struct Button<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    reply: Reply<'a>,
}

#[derive(Serialize)]
struct Reply<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Section<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct LinkParameters<'a> {
    display_text: &'a str,
    url: &'a str,
}

/// Up to three buttons; a file or a heading may stand above the text.
pub(super) fn buttons(content: &Content) -> Result<Interactive<'_>, CannotRender> {
    count("buttons", content.quick_replies.len(), MOST_BUTTONS)?;
    let replies = content.quick_replies.iter().map(|reply| match reply {
        QuickReply::Answer {
            image_url: Some(_), ..
        } => Err(CannotRender::QuickReplyPicture),
        QuickReply::Answer { title, payload, .. } => Ok((title.as_str(), payload.as_str())),
        QuickReply::Detail { .. } => Err(CannotRender::QuickReplyDetail),
    });
    let replies: Vec<_> = replies.collect::<Result<_, _>>()?;
    Part::ButtonLabel.all_differ(replies.iter().map(|(title, _)| *title))?;
    Part::ButtonPayload.all_differ(replies.iter().map(|(_, payload)| *payload))?;
    let button = |title, id| {
        Ok(Button {
            kind: "reply",
            reply: Reply {
                id: Part::ButtonPayload.fits(id)?,
                title: Part::ButtonLabel.fits(title)?,
            },
        })
    };
    let buttons = replies
        .into_iter()
        .map(|(title, payload)| button(title, payload))
        .collect::<Result<_, _>>()?;
    frame(
        "button",
        content,
        Part::ButtonsText,
        Action::Buttons { buttons },
    )
}

/// Rows to choose one from. No file may stand above the text.
pub(super) fn list<'a>(
    content: &'a Content,
    list: &'a List,
) -> Result<Interactive<'a>, CannotRender> {
    if let Some(attachment) = content.attachments.first() {
        return Err(CannotRender::AttachmentKind(attachment.kind));
    }
    count("sections", list.sections.len(), MOST_SECTIONS)?;
    let rows = || list.sections.iter().flat_map(|section| &section.rows);
    count("rows", rows().count(), MOST_ROWS)?;
    Part::RowPayload.all_differ(rows().map(|row| row.payload.as_str()))?;
    if list.sections.len() > 1 && list.sections.iter().any(|section| section.title.is_none()) {
        return Err(CannotRender::UntitledSection);
    }
    let sections = list.sections.iter().map(|section| {
        if section.rows.is_empty() {
            return Err(CannotRender::EmptySection);
        }
        let rows = section.rows.iter().map(|row| {
            Ok(Row {
                id: Part::RowPayload.fits(&row.payload)?,
                title: Part::RowTitle.fits(&row.title)?,
                description: Part::RowDescription.fits_if_any(row.description.as_deref())?,
            })
        });
        Ok(Section {
            title: Part::SectionTitle.fits_if_any(section.title.as_deref())?,
            rows: rows.collect::<Result<_, CannotRender>>()?,
        })
    });
    let action = Action::List {
        button: Part::ButtonLabel.fits(&list.button)?,
        sections: sections.collect::<Result<_, CannotRender>>()?,
    };
    frame("list", content, Part::ListText, action)
}

/// A button that opens a page.
pub(super) fn link<'a>(
    content: &'a Content,
    link: &'a LinkButton,
) -> Result<Interactive<'a>, CannotRender> {
    if !["https://", "http://"]
        .iter()
        .any(|scheme| link.url.starts_with(scheme))
    {
        return Err(CannotRender::NotALink);
    }
    let action = Action::Link {
        name: "cta_url",
        parameters: LinkParameters {
            display_text: Part::ButtonLabel.fits(&link.label)?,
            url: &link.url,
        },
    };
    frame("cta_url", content, Part::ButtonsText, action)
}

/// A button with which the customer sends a place. Nothing but a text goes with it.
pub(super) fn location_request(content: &Content) -> Result<Interactive<'_>, CannotRender> {
    let is_bare =
        content.attachments.is_empty() && content.heading.is_none() && content.footer.is_none();
    if !is_bare {
        return Err(CannotRender::Alone("a request for a location"));
    }
    let action = Action::LocationRequest {
        name: "send_location",
    };
    frame(
        "location_request_message",
        content,
        Part::ButtonsText,
        action,
    )
}

fn frame<'a>(
    kind: &'static str,
    content: &'a Content,
    text: Part,
    action: Action<'a>,
) -> Result<Interactive<'a>, CannotRender> {
    let has_other_buttons = !matches!(action, Action::Buttons { .. });
    if has_other_buttons && !content.quick_replies.is_empty() {
        return Err(CannotRender::Alone("quick replies"));
    }
    let header = match (content.heading.as_deref(), content.attachments.as_slice()) {
        (None, []) => None,
        (Some(heading), []) => Some(Header::Text {
            kind: "text",
            text: Part::Heading.fits(heading)?,
        }),
        (None, [one]) => Some(Header::Media(media::header(one)?)),
        (Some(_), [_]) => return Err(CannotRender::Alone("a heading")),
        (_, _) => return Err(CannotRender::SeveralAttachments),
    };
    let body = content.text.as_deref().unwrap_or_default();
    let body = Some(Line {
        text: text.fits(body)?,
    });
    let footer = Part::Footer.fits_if_any(content.footer.as_deref())?;
    Ok(Interactive {
        kind,
        header,
        body,
        footer: footer.map(|text| Line { text }),
        action,
    })
}
