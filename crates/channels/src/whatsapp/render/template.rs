//! Templates, with their blanks filled in.

use serde::Serialize;
use transom_domain::message::{
    ButtonValue, Parameters, TemplateButton, TemplateHeader, TemplateMessage,
};

use super::extra::{self, LocationBody};
use super::limits::{CannotRender, Part};
use super::media;

const MOST_BUTTONS: u8 = 10;

#[derive(Serialize)]
pub(super) struct Template<'a> {
    name: &'a str,
    language: Language<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    components: Vec<Component<'a>>,
}

#[derive(Serialize)]
struct Language<'a> {
    code: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Component<'a> {
    Filled(Filled<'a>),
    Carousel {
        #[serde(rename = "type")]
        kind: &'static str,
        cards: Vec<CardBody<'a>>,
    },
    /// As the sender wrote it.
    Own(serde_json::Value),
}

#[derive(Serialize)]
struct CardBody<'a> {
    card_index: u8,
    components: Vec<Filled<'a>>,
}

#[derive(Serialize)]
struct Filled<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<String>,
    parameters: Vec<Parameter<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Parameter<'a> {
    Plain(Plain<'a>),
    Media(media::Header<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "type")]
enum Plain<'a> {
    Text {
        #[serde(skip_serializing_if = "Option::is_none")]
        parameter_name: Option<&'a str>,
        text: &'a str,
    },
    Location {
        location: LocationBody<'a>,
    },
    Payload {
        payload: &'a str,
    },
    CouponCode {
        coupon_code: &'a str,
    },
    LimitedTimeOffer {
        limited_time_offer: End,
    },
}

/// When an offer ends.
#[derive(Serialize)]
struct End {
    expiration_time_ms: i64,
}

pub(super) fn template(template: &TemplateMessage) -> Result<Template<'_>, CannotRender> {
    let mut components = Vec::new();
    if let Some(ends_at) = template.offer_ends_at {
        let expiration_time_ms = ends_at.as_millisecond();
        let offer = Plain::LimitedTimeOffer {
            limited_time_offer: End { expiration_time_ms },
        };
        components.push(Component::Filled(filled(
            "limited_time_offer",
            vec![Parameter::Plain(offer)],
        )));
    }
    let own = parts(template.header.as_ref(), &template.body, &template.buttons)?;
    components.extend(own.into_iter().map(Component::Filled));
    if !template.cards.is_empty() {
        let cards = (0_u8..).zip(&template.cards).map(|(card_index, card)| {
            let parts = parts(card.header.as_ref(), &card.body, &card.buttons)?;
            Ok(CardBody {
                card_index,
                components: parts,
            })
        });
        components.push(Component::Carousel {
            kind: "carousel",
            cards: cards.collect::<Result<_, CannotRender>>()?,
        });
    }
    for raw in &template.raw {
        let own = serde_json::from_str(raw).map_err(|_| CannotRender::Empty)?;
        components.push(Component::Own(own));
    }
    Ok(Template {
        name: Part::TemplateName.fits(&template.name)?,
        language: Language {
            code: Part::TemplateLanguage.fits(&template.language)?,
        },
        components,
    })
}

/// What goes into the whole, or into a card.
fn parts<'a>(
    header: Option<&'a TemplateHeader>,
    body: &'a Parameters,
    buttons: &'a [TemplateButton],
) -> Result<Vec<Filled<'a>>, CannotRender> {
    let mut parts = Vec::new();
    if let Some(header) = header {
        parts.push(filled("header", header_parameters(header)?));
    }
    if !body.is_empty() {
        parts.push(filled("body", texts(body, Part::Parameter)?));
    }
    let mut taken = [false; MOST_BUTTONS as usize];
    for button in buttons {
        match taken.get_mut(usize::from(button.index)) {
            Some(taken) if !*taken => *taken = true,
            _ => return Err(CannotRender::NoSuchButton(button.index)),
        }
        parts.push(self::button(button)?);
    }
    Ok(parts)
}

const fn filled<'a>(kind: &'static str, parameters: Vec<Parameter<'a>>) -> Filled<'a> {
    Filled {
        kind,
        sub_type: None,
        index: None,
        parameters,
    }
}

fn header_parameters(header: &TemplateHeader) -> Result<Vec<Parameter<'_>>, CannotRender> {
    match header {
        TemplateHeader::Text(values) if values.is_empty() => Err(CannotRender::Empty),
        TemplateHeader::Text(values) => texts(values, Part::HeaderParameter),
        TemplateHeader::Media(attachment) => Ok(vec![Parameter::Media(media::header(attachment)?)]),
        TemplateHeader::Location(place) => Ok(vec![Parameter::Plain(Plain::Location {
            location: extra::location(place)?,
        })]),
    }
}

fn texts(values: &Parameters, part: Part) -> Result<Vec<Parameter<'_>>, CannotRender> {
    let text = |parameter_name, text| {
        Ok(Parameter::Plain(Plain::Text {
            parameter_name,
            text: part.fits_blank(text)?,
        }))
    };
    match values {
        Parameters::Positional(values) => values.iter().map(|value| text(None, value)).collect(),
        Parameters::Named(values) => {
            Part::ParameterName.all_differ(values.iter().map(|(name, _)| name.as_str()))?;
            let named = values
                .iter()
                .map(|(name, value)| text(Some(Part::ParameterName.fits(name)?), value));
            named.collect()
        }
    }
}

fn button(button: &TemplateButton) -> Result<Filled<'_>, CannotRender> {
    let (sub_type, parameter) = match &button.value {
        ButtonValue::Url(text) => (
            "url",
            Plain::Text {
                parameter_name: None,
                text: Part::UrlEnding.fits(text)?,
            },
        ),
        ButtonValue::Payload(payload) => (
            "quick_reply",
            Plain::Payload {
                payload: Part::ButtonPayload.fits(payload)?,
            },
        ),
        ButtonValue::Code(coupon_code) => (
            "copy_code",
            Plain::CouponCode {
                coupon_code: Part::Code.fits(coupon_code)?,
            },
        ),
    };
    Ok(Filled {
        sub_type: Some(sub_type),
        index: Some(button.index.to_string()),
        ..filled("button", vec![Parameter::Plain(parameter)])
    })
}
