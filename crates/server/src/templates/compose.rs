//! From values to a message: what a template says with its blanks filled in.

use std::collections::BTreeMap;

use jiff::Timestamp;
use transom_channels::template::check_filled;
use transom_domain::id::{ConversationId, WorkspaceId};
use transom_domain::inbound::TemplateText;
use transom_domain::message::{
    Attachment, ButtonValue, Content, Extra, Location, Parameters, TemplateButton, TemplateCard,
    TemplateHeader, TemplateMessage,
};
use transom_domain::template::{
    Button, Components, Header, HeaderMedia, ParameterFormat, Place, Template,
};

use super::{TemplateProblem, account_of};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::media::outbound::{Enclosed, attachments};

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
    let whole = Filled {
        components,
        values,
        card: None,
    };
    let mut message = TemplateMessage::new(&template.name, &template.language);
    message.header = components
        .header
        .as_ref()
        .and_then(|header| whole.header(header));
    message.body = whole.body();
    message.buttons = whole.buttons(&components.buttons);
    message.offer_ends_at = moment(values.get(&Place::OfferEnd));
    let cards = (0_u8..).zip(&components.cards);
    message.cards = cards
        .map(|(index, card)| {
            let own = Filled {
                card: Some(index),
                ..whole
            };
            TemplateCard {
                header: own.header(&card.header),
                body: own.body(),
                buttons: own.buttons(&card.buttons),
            }
        })
        .collect();
    message
}

/// The values of the whole, or of a card.
#[derive(Clone, Copy)]
struct Filled<'a> {
    components: &'a Components,
    values: &'a Values,
    card: Option<u8>,
}

impl Filled<'_> {
    fn value(&self, place: Place) -> String {
        let place = match self.card {
            Some(index) => Place::Card(index, Box::new(place)),
            None => place,
        };
        self.values.get(&place).trim().to_owned()
    }

    /// The places that are its own.
    fn places(&self) -> impl Iterator<Item = Place> {
        let card = self.card;
        let places = self.components.places().into_iter();
        places.filter_map(move |place| match (place, card) {
            (Place::Card(index, place), Some(own)) if index == own => Some(*place),
            (Place::Card(..), _) | (_, Some(_)) => None,
            (place, None) => Some(place),
        })
    }

    fn texts(&self, of: fn(&Place) -> Option<&String>) -> Parameters {
        let named = self.places().filter_map(|place| {
            let name = of(&place)?.clone();
            Some((name, self.value(place)))
        });
        match self.components.format {
            ParameterFormat::Named => Parameters::Named(named.collect()),
            ParameterFormat::Positional => {
                Parameters::Positional(named.map(|(_, value)| value).collect())
            }
        }
    }

    fn body(&self) -> Parameters {
        self.texts(|place| match place {
            Place::Body(name) => Some(name),
            _ => None,
        })
    }

    fn header(&self, header: &Header) -> Option<TemplateHeader> {
        match header {
            Header::Text(_) => {
                let parameters = self.texts(|place| match place {
                    Place::Header(name) => Some(name),
                    _ => None,
                });
                (!parameters.is_empty()).then_some(TemplateHeader::Text(parameters))
            }
            Header::Media { kind, .. } => {
                let url = self.value(Place::HeaderMedia(*kind));
                (!url.is_empty()).then(|| TemplateHeader::Media(file(*kind, &url)))
            }
            Header::Location => {
                location(&self.value(Place::HeaderLocation)).map(TemplateHeader::Location)
            }
        }
    }

    fn buttons(&self, buttons: &[Button]) -> Vec<TemplateButton> {
        let places = (0_u8..)
            .zip(buttons)
            .filter(|(_, button)| button.has_blank());
        let filled = places.filter_map(|(index, button)| {
            let value = self.value(Place::Button(index));
            if value.is_empty() {
                return None;
            }
            let value = match button {
                Button::Code { .. } => ButtonValue::Code(value),
                _ => ButtonValue::Url(value),
            };
            Some(TemplateButton { index, value })
        });
        filled.collect()
    }
}

/// A moment as `2026-11-30T18:00:00Z`, or as a browser writes it without a zone, which then is UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    })
}

/// A one-time code that the button hands over too.
fn hand_over(components: &Components, message: &mut TemplateMessage) {
    let button = (0_u8..).zip(&components.buttons);
    let mut one_time = button.filter(|(_, button)| matches!(button, Button::OneTime { .. }));
    let code = match &message.body {
        Parameters::Positional(values) => values.first(),
        Parameters::Named(values) => values.first().map(|(_, value)| value),
    };
    if let (Some((index, _)), Some(code)) = (one_time.next(), code.cloned()) {
        message.buttons.retain(|own| own.index != index);
        let value = ButtonValue::Url(code);
        message.buttons.push(TemplateButton { index, value });
    }
}

fn file(kind: HeaderMedia, url: &str) -> Attachment {
    let name = url.rsplit('/').next().unwrap_or_default();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    Attachment {
        kind: kind.attachment_kind(),
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
    // What comes next reads too: who holds one connection must not wait for another.
    drop(read);
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    enclose(app, &connected, &mut message).await?;
    let known = match account_of(&connected) {
        Some(account) => {
            let mut read = app.db.read().await?;
            read.find_template(&account, &message.name, &message.language)
                .await?
        }
        None => None,
    };
    let made_of = known
        .filter(|known| !known.is_deleted())
        .and_then(|known| known.made_of());
    if let Some(components) = made_of {
        hand_over(&components, &mut message);
        refuse_unfit(&components, &message)?;
        let reads = components.read_with(&message);
        refuse_too_long(&reads)?;
        message.reads = Some(reads);
    }
    Ok(Content {
        text: message.reads.as_ref().map(|reads| reads.body.clone()),
        extra: Some(Extra::Template(Box::new(message))),
        ..Content::default()
    })
}

/// Puts the files in that were handed over here and are named by our ids.
async fn enclose(
    app: &App,
    connected: &Connected,
    message: &mut TemplateMessage,
) -> Result<(), Error> {
    for (card, file) in message.files_mut() {
        let Some(id) = file.url.as_deref().and_then(|url| url.parse().ok()) else {
            continue;
        };
        let enclosed = Enclosed {
            field: card.map_or_else(
                || "template.header".to_owned(),
                |index| format!("template.cards[{index}].header"),
            ),
            id,
            kind: Some(file.kind),
            // A name that was made of the id is none.
            name: file
                .title
                .take()
                .filter(|name| Some(name) != file.url.as_ref()),
            is_voice: false,
        };
        let channel = &connected.channel;
        let mut found =
            attachments(app, channel.workspace_id, channel.platform, &[enclosed]).await?;
        *file = found.pop().ok_or(Error::NotFound("file"))?;
    }
    Ok(())
}

fn refuse_unfit(components: &Components, message: &TemplateMessage) -> Result<(), Error> {
    // What has no fields here, the sender says in the platform's words.
    let problem = if components.unknown.is_empty() || !message.raw.is_empty() {
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

/// The platform counts what the customer reads, not what stands in the template.
fn refuse_too_long(reads: &TemplateText) -> Result<(), Error> {
    let mut faults = check_filled(reads);
    for fault in &mut faults {
        fault.field = format!("template.{}", fault.field);
    }
    TemplateProblem::faults(faults)
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
