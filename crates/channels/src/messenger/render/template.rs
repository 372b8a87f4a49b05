//! Utility templates with their blanks filled in.

use serde::Serialize;
use transom_domain::delivery::Outgoing;
use transom_domain::id::MessageId;
use transom_domain::message::{ButtonValue, Parameters, TemplateHeader, TemplateMessage};

use crate::send::{CannotRender, Recipient, Rendered, rendered};

#[derive(Serialize)]
struct Request<'a> {
    recipient: Recipient<'a>,
    messaging_type: &'static str,
    message: Message<'a>,
}

#[derive(Serialize)]
struct Message<'a> {
    template: Template<'a>,
    metadata: MessageId,
}

#[derive(Serialize)]
struct Template<'a> {
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
    parameters: Vec<Parameter<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Parameter<'a> {
    #[serde(rename = "text")]
    Text {
        #[serde(skip_serializing_if = "Option::is_none")]
        parameter_name: Option<&'a str>,
        text: &'a str,
    },
    #[serde(rename = "POSTBACK")]
    Postback { payload: &'a str },
    #[serde(rename = "URL")]
    Url { text: &'a str },
}

/// The request that sends one. It quotes nothing: the platform has no form for that.
pub(super) fn render(
    outgoing: &Outgoing,
    template: &TemplateMessage,
) -> Result<Rendered, CannotRender> {
    Ok(rendered(&Request {
        recipient: Recipient::Id(&outgoing.recipient),
        messaging_type: "UTILITY",
        message: Message {
            template: Template {
                name: &template.name,
                language: Language {
                    code: &template.language,
                },
                components: components(template)?,
            },
            metadata: outgoing.message_id,
        },
    }))
}

fn components(template: &TemplateMessage) -> Result<Vec<Component<'_>>, CannotRender> {
    let mut components = Vec::new();
    match &template.header {
        Some(TemplateHeader::Text(values)) => components.push(Component {
            kind: "header",
            parameters: texts(values),
        }),
        Some(TemplateHeader::Media(_) | TemplateHeader::Location(_)) => {
            return Err(CannotRender::NoForm("template header"));
        }
        None => {}
    }
    if !template.body.is_empty() {
        components.push(Component {
            kind: "body",
            parameters: texts(&template.body),
        });
    }
    if !template.buttons.is_empty() {
        let mut buttons: Vec<_> = template.buttons.iter().collect();
        // They are told apart by their order alone.
        buttons.sort_by_key(|button| button.index);
        let parameters = buttons.into_iter().map(|button| match &button.value {
            ButtonValue::Payload(payload) => Ok(Parameter::Postback { payload }),
            ButtonValue::Url(text) => Ok(Parameter::Url { text }),
            ButtonValue::Code(_) => Err(CannotRender::NoForm("template button")),
        });
        components.push(Component {
            kind: "buttons",
            parameters: parameters.collect::<Result<_, _>>()?,
        });
    }
    Ok(components)
}

fn texts(values: &Parameters) -> Vec<Parameter<'_>> {
    let text = |parameter_name, text| Parameter::Text {
        parameter_name,
        text,
    };
    match values {
        Parameters::Positional(values) => values.iter().map(|value| text(None, value)).collect(),
        Parameters::Named(values) => values
            .iter()
            .map(|(name, value)| text(Some(name.as_str()), value))
            .collect(),
    }
}
