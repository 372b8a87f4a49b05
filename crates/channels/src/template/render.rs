//! What the platform wants to hear when a template is made or changed.

use serde::Serialize;
use serde_json::{Map, Value, json};
use transom_domain::template::{
    Button, Components, Handover, Header, HeaderMedia, ParameterFormat, Phrase, TimeToLive, blanks,
};
use transom_policy::{Channel as Platform, TemplateCategory, TemplateStatus};

use super::NewTemplate;
use crate::send::json_of;

#[derive(Serialize)]
struct Made<'a> {
    name: &'a str,
    language: &'a str,
    category: &'static str,
    parameter_format: &'static str,
    components: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_send_ttl_seconds: Option<i64>,
}

#[derive(Serialize)]
struct Changed {
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'static str>,
    components: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_send_ttl_seconds: Option<i64>,
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
        message_send_ttl_seconds: new.components.time_to_live.map(seconds),
    })
}

/// The body of the request that changes one: the category of one that is approved stays.
pub fn render_changed(platform: Platform, new: &NewTemplate, was: TemplateStatus) -> Vec<u8> {
    json_of(&Changed {
        category: (was != TemplateStatus::Approved).then(|| category(new.category)),
        components: components(platform, &new.components),
        message_send_ttl_seconds: new.components.time_to_live.map(seconds),
    })
}

/// The platform's number for the longest time is -1.
fn seconds(time: TimeToLive) -> i64 {
    match time {
        TimeToLive::Seconds(seconds) => seconds.into(),
        TimeToLive::Longest => -1,
    }
}

const fn category(category: TemplateCategory) -> &'static str {
    match category {
        TemplateCategory::Utility => "UTILITY",
        TemplateCategory::Marketing => "MARKETING",
        TemplateCategory::Authentication => "AUTHENTICATION",
    }
}

fn components(platform: Platform, made: &Components) -> Vec<Value> {
    let mut parts: Vec<Value> = made
        .header
        .iter()
        .map(|one| header(one, made.format))
        .collect();
    if let Some(offer) = &made.offer {
        parts.push(json!({
            "type": "LIMITED_TIME_OFFER",
            "limited_time_offer": {"text": offer.text, "has_expiration": offer.ends},
        }));
    }
    if let Some(code) = made.code {
        // The platform writes these texts itself.
        parts.push(json!({"type": "BODY", "add_security_recommendation": code.warns}));
        if let Some(minutes) = code.expires_in {
            parts.push(json!({"type": "FOOTER", "code_expiration_minutes": minutes}));
        }
    } else {
        parts.push(body(&made.body, made.format));
        if let Some(footer) = &made.footer {
            parts.push(json!({"type": "FOOTER", "text": footer}));
        }
    }
    parts.extend(buttons(platform, &made.buttons));
    if !made.cards.is_empty() {
        let cards = made.cards.iter().map(|card| {
            let mut parts = vec![header(&card.header, made.format)];
            parts.extend(card.body.iter().map(|text| body(text, made.format)));
            parts.extend(buttons(platform, &card.buttons));
            json!({"components": parts})
        });
        let cards: Vec<Value> = cards.collect();
        parts.push(json!({"type": "CAROUSEL", "cards": cards}));
    }
    parts.extend(
        made.raw
            .iter()
            .filter_map(|raw| serde_json::from_str(raw).ok()),
    );
    parts
}

fn header(header: &Header, format: ParameterFormat) -> Value {
    match header {
        Header::Text(phrase) => {
            let mut part = json!({"type": "HEADER", "format": "TEXT", "text": phrase.text});
            if let Some(examples) = examples(phrase, format, "header_text", Value::Array) {
                part["example"] = examples;
            }
            part
        }
        Header::Media { kind, example } => {
            let format = match kind {
                HeaderMedia::Image => "IMAGE",
                HeaderMedia::Video => "VIDEO",
                HeaderMedia::Document => "DOCUMENT",
            };
            json!({
                "type": "HEADER", "format": format, "example": {"header_handle": [example]},
            })
        }
        Header::Location => json!({"type": "HEADER", "format": "LOCATION"}),
    }
}

fn body(phrase: &Phrase, format: ParameterFormat) -> Value {
    let mut body = json!({"type": "BODY", "text": phrase.text});
    let sets = |values| Value::Array(vec![Value::Array(values)]);
    if let Some(examples) = examples(phrase, format, "body_text", sets) {
        body["example"] = examples;
    }
    body
}

fn buttons(platform: Platform, buttons: &[Button]) -> Option<Value> {
    let buttons: Vec<Value> = buttons.iter().map(|one| button(platform, one)).collect();
    (!buttons.is_empty()).then(|| json!({"type": "BUTTONS", "buttons": buttons}))
}

/// A button that hands over a one-time code.
fn one_time(label: &str, handover: &Handover) -> Value {
    let (kind, autofill) = match handover {
        Handover::Copy => ("COPY_CODE", &None),
        Handover::OneTap { autofill, .. } => ("ONE_TAP", autofill),
        Handover::ZeroTap { autofill, .. } => ("ZERO_TAP", autofill),
    };
    let mut object = json!({"type": "OTP", "otp_type": kind});
    if !label.is_empty() {
        object["text"] = json!(label);
    }
    if let Some(autofill) = autofill {
        object["autofill_text"] = json!(autofill);
    }
    if kind == "ZERO_TAP" {
        // Whoever makes such a template agrees to these terms in its form.
        object["zero_tap_terms_accepted"] = json!(true);
    }
    if !handover.apps().is_empty() {
        let apps = handover
            .apps()
            .iter()
            .map(|app| json!({"package_name": app.package, "signature_hash": app.signature}));
        object["supported_apps"] = Value::Array(apps.collect());
    }
    object
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
        Button::OneTime { label, handover } => one_time(label, handover),
        Button::Other { kind, label, raw } => raw
            .as_deref()
            .and_then(|raw| serde_json::from_str(raw).ok())
            .unwrap_or_else(|| json!({"type": kind, "text": label})),
    }
}
