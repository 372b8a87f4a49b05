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
struct Component<'a> {
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
}

pub(super) fn template(template: &TemplateMessage) -> Result<Template<'_>, CannotRender> {
    let mut components = Vec::new();
    if let Some(header) = &template.header {
        components.push(component("header", header_parameters(header)?));
    }
    if !template.body.is_empty() {
        components.push(component("body", texts(&template.body, Part::Parameter)?));
    }
    let mut filled = [false; MOST_BUTTONS as usize];
    for button in &template.buttons {
        match filled.get_mut(usize::from(button.index)) {
            Some(filled) if !*filled => *filled = true,
            _ => return Err(CannotRender::NoSuchButton(button.index)),
        }
        components.push(self::button(button)?);
    }
    Ok(Template {
        name: Part::TemplateName.fits(&template.name)?,
        language: Language {
            code: Part::TemplateLanguage.fits(&template.language)?,
        },
        components,
    })
}

const fn component<'a>(kind: &'static str, parameters: Vec<Parameter<'a>>) -> Component<'a> {
    Component {
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
            text: part.fits(text)?,
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

fn button(button: &TemplateButton) -> Result<Component<'_>, CannotRender> {
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
    Ok(Component {
        sub_type: Some(sub_type),
        index: Some(button.index.to_string()),
        ..component("button", vec![Parameter::Plain(parameter)])
    })
}
