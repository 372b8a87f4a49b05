//! What the platform wants to hear when a template is made or changed.

use serde::Serialize;
use serde_json::{Map, Value, json};
use transom_domain::template::{
    Button, Components, Header, HeaderMedia, ParameterFormat, Phrase, blanks,
};
use transom_policy::{Channel as Platform, TemplateCategory, TemplateStatus};

use super::NewTemplate;

#[derive(Serialize)]
struct Made<'a> {
    name: &'a str,
    language: &'a str,
    category: &'static str,
    parameter_format: &'static str,
    components: Vec<Value>,
}

#[derive(Serialize)]
struct Changed {
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'static str>,
    components: Vec<Value>,
}

/// The body of the request that makes a template.
pub fn render_new(platform: Platform, new: &NewTemplate) -> Vec<u8> {
    json_of(&Made {
        name: &new.name,
        language: &new.language,
        category: category(new.category),
        parameter_format: match new.components.format {
            ParameterFormat::Positional => "POSITIONAL",
            ParameterFormat::Named => "NAMED",
        },
        components: components(platform, &new.components),
    })
}

/// The body of the request that changes one: the category of one that is approved stays.
pub fn render_changed(platform: Platform, new: &NewTemplate, was: TemplateStatus) -> Vec<u8> {
    json_of(&Changed {
        category: (was != TemplateStatus::Approved).then(|| category(new.category)),
        components: components(platform, &new.components),
    })
}

fn json_of(request: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(request).expect("texts always have a JSON form")
}

const fn category(category: TemplateCategory) -> &'static str {
    match category {
        TemplateCategory::Utility => "UTILITY",
        TemplateCategory::Marketing => "MARKETING",
        TemplateCategory::Authentication => "AUTHENTICATION",
    }
}

fn components(platform: Platform, made: &Components) -> Vec<Value> {
    let mut parts = Vec::new();
    match &made.header {
        Some(Header::Text(phrase)) => {
            let mut part = json!({"type": "HEADER", "format": "TEXT", "text": phrase.text});
            if let Some(examples) = examples(phrase, made.format, "header_text", Value::Array) {
                part["example"] = examples;
            }
            parts.push(part);
        }
        Some(Header::Media { kind, example }) => {
            let format = match kind {
                HeaderMedia::Image => "IMAGE",
                HeaderMedia::Video => "VIDEO",
                HeaderMedia::Document => "DOCUMENT",
            };
            parts.push(json!({
                "type": "HEADER", "format": format, "example": {"header_handle": [example]},
            }));
        }
        Some(Header::Location) => parts.push(json!({"type": "HEADER", "format": "LOCATION"})),
        None => {}
    }
    let mut body = json!({"type": "BODY", "text": made.body.text});
    let sets = |values| Value::Array(vec![Value::Array(values)]);
    if let Some(examples) = examples(&made.body, made.format, "body_text", sets) {
        body["example"] = examples;
    }
    parts.push(body);
    if let Some(footer) = &made.footer {
        parts.push(json!({"type": "FOOTER", "text": footer}));
    }
    if !made.buttons.is_empty() {
        let buttons: Vec<Value> = made
            .buttons
            .iter()
            .map(|one| button(platform, one))
            .collect();
        parts.push(json!({"type": "BUTTONS", "buttons": buttons}));
    }
    parts
}

/// The examples of a text, in the shape of its kind of blanks; nothing when it has none.
fn examples(
    phrase: &Phrase,
    format: ParameterFormat,
    name: &str,
    positional: impl Fn(Vec<Value>) -> Value,
) -> Option<Value> {
    let mut names = blanks(&phrase.text);
    if names.is_empty() {
        return None;
    }
    let example = |name: &str| phrase.example(name).unwrap_or_default().to_owned();
    let (name, value) = match format {
        ParameterFormat::Positional => {
            names.sort_by_key(|name| name.parse::<u32>().unwrap_or(u32::MAX));
            let values = names.into_iter().map(|name| Value::String(example(name)));
            (name.to_owned(), positional(values.collect()))
        }
        ParameterFormat::Named => {
            let all = names
                .into_iter()
                .map(|name| json!({"param_name": name, "example": example(name)}));
            (format!("{name}_named_params"), Value::Array(all.collect()))
        }
    };
    Some(Value::Object(Map::from_iter([(name, value)])))
}

fn button(platform: Platform, button: &Button) -> Value {
    match button {
        Button::QuickReply { label, payload } if platform == Platform::Messenger => {
            let payload = payload.as_ref().unwrap_or(label);
            json!({"type": "POSTBACK", "text": label, "payload": payload})
        }
        Button::QuickReply { label, .. } => json!({"type": "QUICK_REPLY", "text": label}),
        Button::Url {
            label,
            url,
            example,
        } => {
            let mut object = json!({"type": "URL", "text": label, "url": url});
            if let Some(example) = example.as_ref().filter(|_| button.has_blank()) {
                object["example"] = json!([example]);
            }
            object
        }
        Button::Phone { label, number } => {
            json!({"type": "PHONE_NUMBER", "text": label, "phone_number": number})
        }
        Button::Code { example } => json!({"type": "COPY_CODE", "example": example}),
        Button::Other { kind, label } => json!({"type": kind, "text": label}),
    }
}
