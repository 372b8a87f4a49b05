//! From values to a message: what a template says with its blanks filled in.

use std::collections::BTreeMap;

use transom_domain::id::{ConversationId, WorkspaceId};
use transom_domain::message::{
    Attachment, AttachmentKind, ButtonValue, Content, Extra, Location, Parameters, TemplateButton,
    TemplateHeader, TemplateMessage,
};
use transom_domain::template::{
    Button, Components, Header, HeaderMedia, ParameterFormat, Place, Template,
};

use super::{TemplateProblem, account_of};
use crate::app::App;
use crate::error::Error;

/// What goes into the places of a template, by their names: `body.order`, `buttons.0`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(pub BTreeMap<String, String>);

impl Values {
    /// What goes into a place.
    pub fn get(&self, place: &Place) -> &str {
        self.0.get(&place.to_string()).map_or("", String::as_str)
    }
}

/// The message that a template makes with these values. What is empty is left out, so that it is found missing.
pub fn fill_in(template: &Template, components: &Components, values: &Values) -> TemplateMessage {
    let mut message = TemplateMessage::new(&template.name, &template.language);
    let places = components.places();
    let texts = |of: fn(&Place) -> Option<&String>| {
        let named = places
            .iter()
            .filter_map(|place| Some((of(place)?.clone(), values.get(place).trim().to_owned())));
        match components.format {
            ParameterFormat::Named => Parameters::Named(named.collect()),
            ParameterFormat::Positional => {
                Parameters::Positional(named.map(|(_, value)| value).collect())
            }
        }
    };
    message.body = texts(|place| match place {
        Place::Body(name) => Some(name),
        _ => None,
    });
    message.header = match &components.header {
        Some(Header::Text(_)) => {
            let parameters = texts(|place| match place {
                Place::Header(name) => Some(name),
                _ => None,
            });
            (!parameters.is_empty()).then_some(TemplateHeader::Text(parameters))
        }
        Some(Header::Media { kind, .. }) => {
            let url = values.get(&Place::HeaderMedia(*kind)).trim();
            (!url.is_empty()).then(|| TemplateHeader::Media(file(*kind, url)))
        }
        Some(Header::Location) => {
            location(values.get(&Place::HeaderLocation)).map(TemplateHeader::Location)
        }
        None => None,
    };
    for place in &places {
        let Place::Button(index) = place else {
            continue;
        };
        let value = values.get(place).trim().to_owned();
        if value.is_empty() {
            continue;
        }
        let value = match components.buttons.get(usize::from(*index)) {
            Some(Button::Code { .. }) => ButtonValue::Code(value),
            _ => ButtonValue::Url(value),
        };
        message.buttons.push(TemplateButton {
            index: *index,
            value,
        });
    }
    message
}

fn file(kind: HeaderMedia, url: &str) -> Attachment {
    let name = url.rsplit('/').next().unwrap_or_default();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    Attachment {
        kind: match kind {
            HeaderMedia::Image => AttachmentKind::Image,
            HeaderMedia::Video => AttachmentKind::Video,
            HeaderMedia::Document => AttachmentKind::File,
        },
        url: Some(url.to_owned()),
        title: (kind == HeaderMedia::Document && !name.is_empty()).then(|| name.to_owned()),
        ..Attachment::default()
    }
}

/// A place written as `45.764, 4.8357 Lyon`.
fn location(text: &str) -> Option<Location> {
    let (latitude, rest) = text.split_once(',')?;
    let rest = rest.trim();
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(rest.len());
    let (longitude, name) = rest.split_at(end);
    let name = name.trim_start_matches([',', ' ']).trim();
    Some(Location {
        latitude: latitude.trim().parse().ok()?,
        longitude: longitude.parse().ok()?,
        name: (!name.is_empty()).then(|| name.to_owned()),
        ..Location::default()
    })
}

/// The content of a message with a template of the conversation's channel, checked against what the template is made of.
/// One that is not known is passed on for the rules to refuse.
///
/// # Errors
/// [`Error::Template`] with every value that is missing or too much.
pub async fn content(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    mut message: TemplateMessage,
) -> Result<Content, Error> {
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, conversation_id).await?;
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let known = match account_of(&connected) {
        Some(account) => {
            read.find_template(&account, &message.name, &message.language)
                .await?
        }
        None => None,
    };
    let made_of = known
        .filter(|known| !known.is_deleted())
        .and_then(|known| known.made_of());
    if let Some(components) = made_of {
        refuse_unfit(&components, &message)?;
        message.reads = Some(components.read_with(&message));
    }
    Ok(Content {
        text: message.reads.as_ref().map(|reads| reads.body.clone()),
        extra: Some(Extra::Template(Box::new(message))),
        ..Content::default()
    })
}

fn refuse_unfit(components: &Components, message: &TemplateMessage) -> Result<(), Error> {
    let problem = if components.unknown.is_empty() {
        let found = components.mismatches(message);
        if found.is_empty() {
            return Ok(());
        }
        TemplateProblem::Mismatches(found)
    } else {
        TemplateProblem::Unknown(components.unknown.clone())
    };
    Err(Error::Template(Box::new(problem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_two_numbers_and_perhaps_a_name() {
        let found = location("45.764, 4.8357, Lyon, Bellecour").unwrap();
        assert_eq!((found.latitude, found.longitude), (45.764, 4.8357));
        assert_eq!(found.name.as_deref(), Some("Lyon, Bellecour"));
        assert_eq!(location(" -1.5,+2 ").unwrap().name, None);
        for bad in ["", "45", "north, 4", "45,", "Lyon"] {
            assert!(location(bad).is_none(), "{bad}");
        }
    }
}
