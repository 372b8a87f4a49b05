//! A template filled with its parameters, or why it cannot be.

use serde_json::Value;

use super::outgoing::{MediaDraft, Source, TemplateDraft};
use crate::error::GraphError;
use crate::world::card::{Card, CardButton, CardDeed};
use crate::world::state::waba::WaTemplate;

/// The longest text of a part once it is filled, in characters.
const BODY: usize = 1024;
const HEADER: usize = 60;

/// What a phone shows of a template.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) text: String,
    pub(super) media: Option<MediaDraft>,
    /// A place in the header.
    pub(super) place: Option<Value>,
    pub(super) card: Card,
}

/// Fills a template.
pub(super) fn fill(template: &WaTemplate, draft: &TemplateDraft) -> Result<Filled, GraphError> {
    let mut filled = Filled::default();
    let given = |kind: &str| {
        let mut parts = draft.components.iter();
        parts.find(|part| is(part, kind))
    };
    header(template, given("header"), &mut filled)?;
    let body = template.part("BODY").unwrap_or(&Value::Null);
    let words = body["text"].as_str().unwrap_or_default();
    filled.text = words_of("body", words, template.named, parameters(given("body")))?;
    let length = filled.text.chars().count();
    if length > BODY {
        return Err(GraphError::wa_too_long("body", length, BODY));
    }
    let footer = template.part("FOOTER");
    filled.card.footer = footer.and_then(|footer| footer["text"].as_str().map(str::to_owned));
    filled.card.buttons = buttons(template, draft)?;
    cards(template, draft, &mut filled)?;
    Ok(filled)
}

/// The cards of a carousel, each filled like a template of its own: a phone shows them one below the other.
fn cards(
    template: &WaTemplate,
    draft: &TemplateDraft,
    filled: &mut Filled,
) -> Result<(), GraphError> {
    let of = |part: Option<&Value>| {
        let cards = part.and_then(|part| part["cards"].as_array().cloned());
        cards.unwrap_or_default()
    };
    let own = of(template.part("CAROUSEL"));
    let mut parts = draft.components.iter();
    let given = of(parts.find(|part| is(part, "carousel")));
    if own.len() != given.len() {
        return Err(GraphError::wa_count("carousel", given.len(), own.len()));
    }
    for (index, (own, given)) in own.iter().zip(&given).enumerate() {
        if given["card_index"].as_u64() != u64::try_from(index).ok() {
            return Err(GraphError::wa_format(format!(
                "carousel: the card at {index} needs that card_index"
            )));
        }
        let card = WaTemplate {
            components: own["components"].clone(),
            ..template.clone()
        };
        let draft = TemplateDraft {
            name: draft.name.clone(),
            language: draft.language.clone(),
            components: given["components"].as_array().cloned().unwrap_or_default(),
        };
        let card = fill(&card, &draft)?;
        if !card.text.is_empty() {
            filled.text.push_str("\n— ");
            filled.text.push_str(&card.text);
        }
        filled.card.buttons.extend(card.card.buttons);
    }
    Ok(())
}

fn is(part: &Value, kind: &str) -> bool {
    let name = part["type"].as_str();
    name.is_some_and(|name| name.eq_ignore_ascii_case(kind))
}

fn parameters(part: Option<&Value>) -> &[Value] {
    let given = part.and_then(|part| part["parameters"].as_array());
    given.map(Vec::as_slice).unwrap_or_default()
}

fn header(
    template: &WaTemplate,
    given: Option<&Value>,
    filled: &mut Filled,
) -> Result<(), GraphError> {
    let parameters = parameters(given);
    let Some(header) = template.part("HEADER") else {
        return if parameters.is_empty() {
            Ok(())
        } else {
            Err(GraphError::wa_count("header", parameters.len(), 0))
        };
    };
    let format = header["format"].as_str().unwrap_or("TEXT").to_uppercase();
    if format == "TEXT" {
        let words = header["text"].as_str().unwrap_or_default();
        let text = words_of("header", words, template.named, parameters)?;
        let length = text.chars().count();
        if length > HEADER {
            return Err(GraphError::wa_too_long("header", length, HEADER));
        }
        filled.card.header = Some(text);
        return Ok(());
    }
    let [parameter] = parameters else {
        return Err(GraphError::wa_format(format!(
            "header: Format mismatch, expected {format}, received UNKNOWN"
        )));
    };
    let kind = parameter["type"].as_str().unwrap_or_default();
    if !kind.eq_ignore_ascii_case(&format) {
        return Err(GraphError::wa_format(format!(
            "header: Format mismatch, expected {format}, received {}",
            kind.to_uppercase()
        )));
    }
    let value = &parameter[kind];
    if kind == "location" {
        filled.place = Some(value.clone());
        return Ok(());
    }
    let kind = match kind {
        "image" => "image",
        "video" | "gif" => "video",
        _ => "document",
    };
    let source = match (value["id"].as_str(), value["link"].as_str()) {
        (Some(id), _) => Source::Id(id.to_owned()),
        (None, Some(link)) => Source::Link(link.to_owned()),
        (None, None) => {
            return Err(GraphError::wa_required(format!(
                "header: {kind} needs an id or a link"
            )));
        }
    };
    filled.media = Some(MediaDraft {
        kind,
        source,
        caption: None,
        filename: value["filename"].as_str().map(str::to_owned),
        voice: false,
    });
    Ok(())
}

/// The names of the variables in a text, each once, in their order.
pub(in crate::world) fn variables(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            break;
        };
        if !names.contains(&name.trim()) {
            names.push(name.trim());
        }
        rest = after;
    }
    names
}

fn words_of(
    part: &str,
    words: &str,
    named: bool,
    parameters: &[Value],
) -> Result<String, GraphError> {
    let holes = variables(words);
    if holes.len() != parameters.len() {
        return Err(GraphError::wa_count(part, parameters.len(), holes.len()));
    }
    let mut text = words.to_owned();
    let mut given = Vec::new();
    for (index, parameter) in parameters.iter().enumerate() {
        let name = match (named, parameter["parameter_name"].as_str()) {
            (true, Some(name)) if given.contains(&name) => {
                return Err(GraphError::wa_value(format!(
                    "{part}: the parameter {name} is given twice"
                )));
            }
            (true, Some(name)) if holes.contains(&name) => {
                given.push(name);
                name.to_owned()
            }
            (true, _) => {
                return Err(GraphError::wa_required(format!(
                    "{part}: Parameter name is missing or empty"
                )));
            }
            (false, _) => (index + 1).to_string(),
        };
        let value = spoken(parameter).ok_or_else(|| {
            GraphError::wa_format(format!("{part}: Format mismatch, expected TEXT"))
        })?;
        let broken = value.contains(['\n', '\t']) || value.contains("     ");
        if value.trim().is_empty() || (broken && part == "body") {
            return Err(GraphError::wa_value(format!(
                "{part}: Param text cannot be empty, nor have new-line/tab characters or more than 4 consecutive spaces"
            )));
        }
        text = text.replace(&format!("{{{{{name}}}}}"), &value);
    }
    Ok(text)
}

/// The words of a parameter: a text, a sum of money, a date.
fn spoken(parameter: &Value) -> Option<String> {
    let text = match parameter["type"].as_str()? {
        "text" => &parameter["text"],
        kind @ ("currency" | "date_time") => &parameter[kind]["fallback_value"],
        _ => return None,
    };
    text.as_str().map(str::to_owned)
}

fn buttons(template: &WaTemplate, draft: &TemplateDraft) -> Result<Vec<CardButton>, GraphError> {
    let listed = template
        .part("BUTTONS")
        .and_then(|part| part["buttons"].as_array());
    let listed = listed.map(Vec::as_slice).unwrap_or_default();
    let place = |part: &Value| match &part["index"] {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_u64().and_then(|at| usize::try_from(at).ok()),
        _ => None,
    };
    let of_buttons = || draft.components.iter().filter(|part| is(part, "button"));
    let filled = |index: usize| of_buttons().find(|part| place(part) == Some(index));
    if let Some(beyond) = of_buttons().find(|part| place(part).is_none_or(|at| at >= listed.len()))
    {
        return Err(GraphError::wa_value(format!(
            "buttons: there is no button at index {}",
            beyond["index"]
        )));
    }
    let parts = of_buttons().count();
    if parts > listed.len() {
        return Err(GraphError::wa_count("buttons", parts, listed.len()));
    }
    let mut buttons = Vec::with_capacity(listed.len());
    for (index, button) in listed.iter().enumerate() {
        buttons.push(one_button(index, button, filled(index))?);
    }
    Ok(buttons)
}

fn one_button(
    index: usize,
    button: &Value,
    given: Option<&Value>,
) -> Result<CardButton, GraphError> {
    let text = |key: &str| button[key].as_str().unwrap_or_default().to_owned();
    let parameter = parameters(given).first();
    let title = text("text");
    let deed = match button["type"]
        .as_str()
        .unwrap_or_default()
        .to_uppercase()
        .as_str()
    {
        "QUICK_REPLY" => CardDeed::QuickReply {
            payload: match parameter.map(|parameter| parameter["payload"].as_str()) {
                Some(Some(payload)) => payload.to_owned(),
                Some(None) => {
                    return Err(GraphError::wa_format(format!(
                        "buttons: Button at index {index} of type quick_reply needs a parameter of type payload"
                    )));
                }
                None => title.clone(),
            },
        },
        "URL" => {
            let url = text("url");
            let open = variables(&url).len();
            match (
                open,
                parameter.and_then(|parameter| parameter["text"].as_str()),
            ) {
                (0, None) => CardDeed::Link { url },
                (0, Some(_)) => return Err(GraphError::wa_count("buttons", 1, 0)),
                (_, Some(suffix)) => CardDeed::Link {
                    url: url.replace("{{1}}", suffix),
                },
                (_, None) => {
                    return Err(GraphError::wa_required(format!(
                        "buttons: Button at index {index} of type Url requires a parameter"
                    )));
                }
            }
        }
        "PHONE_NUMBER" => CardDeed::Call {
            number: text("phone_number"),
        },
        "COPY_CODE" => match parameter.and_then(|parameter| parameter["coupon_code"].as_str()) {
            Some(code) => CardDeed::Copy {
                code: code.to_owned(),
            },
            None => {
                return Err(GraphError::wa_required(format!(
                    "buttons: Button at index {index} of type CopyCode requires a parameter"
                )));
            }
        },
        "OTP" => CardDeed::Copy {
            code: parameter
                .and_then(|parameter| parameter["text"].as_str())
                .unwrap_or_default()
                .to_owned(),
        },
        "FLOW" => CardDeed::Flow {
            token: parameter
                .and_then(|parameter| parameter["action"]["flow_token"].as_str())
                .unwrap_or("unused")
                .to_owned(),
        },
        _ => CardDeed::Other,
    };
    let title = if title.is_empty() {
        "Copy code".to_owned()
    } else {
        title
    };
    Ok(CardButton { title, deed })
}
