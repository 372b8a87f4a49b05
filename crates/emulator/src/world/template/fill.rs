//! A template of a page with its parameters filled in, or why it cannot be.

use serde_json::{Value, json};

use crate::error::GraphError;
use crate::world::send::UtilityDraft;
use crate::world::state::{Attachment, Button, Outlet, Target, Template};
use crate::world::whatsapp::variables;

/// What a phone shows of a template.
#[derive(Debug)]
pub(in crate::world) struct Filled {
    pub(in crate::world) text: String,
    /// The header and the buttons, where there are any.
    pub(in crate::world) card: Option<Attachment>,
}

/// Fills the approved template that a message names.
pub(in crate::world) fn fill(page: &Outlet, draft: &UtilityDraft) -> Result<Filled, GraphError> {
    let named = |one: &&Template| one.name == draft.name && one.language == draft.language;
    let mut templates = page.templates.iter();
    let template = templates.find(named);
    let template = template.ok_or(GraphError::INVALID_PARAMETER)?;
    let given = |kind: &str| {
        let mut parts = draft.wire["components"].as_array().into_iter().flatten();
        let part = parts.find(|part| {
            let name = part["type"].as_str();
            name.is_some_and(|name| name.eq_ignore_ascii_case(kind))
        });
        let parameters = part.and_then(|part| part["parameters"].as_array());
        parameters.map(Vec::as_slice).unwrap_or_default()
    };
    let words = |kind: &str| {
        let text = template.text(kind).unwrap_or_default();
        words(kind, text, given(&kind.to_lowercase()), template.named)
    };
    let (header, text) = (words("HEADER")?, words("BODY")?);
    let buttons = buttons(template.buttons(), given("buttons"))?;
    let card = (!header.is_empty() || !buttons.is_empty()).then(|| Attachment {
        kind: "template".to_owned(),
        payload: json!({ "template_type": "utility", "title": header }),
        title: header,
        buttons,
    });
    Ok(Filled { text, card })
}

/// A text with as many parameters as it has variables, each in its place.
fn words(kind: &str, text: &str, given: &[Value], named: bool) -> Result<String, GraphError> {
    let holes = variables(text);
    if holes.len() != given.len() {
        return Err(GraphError::invalid(&format!(
            "{}: {} parameters were given, the template has {}",
            kind.to_lowercase(),
            given.len(),
            holes.len(),
        )));
    }
    let mut filled = text.to_owned();
    for (index, one) in given.iter().enumerate() {
        let position = (index + 1).to_string();
        let hole = if named {
            one["parameter_name"].as_str().unwrap_or_default()
        } else {
            position.as_str()
        };
        let value = one["text"].as_str().filter(|value| !value.is_empty());
        match value {
            Some(value) if one["type"] == "text" && holes.contains(&hole) => {
                filled = filled.replace(&format!("{{{{{hole}}}}}"), value);
            }
            _ => {
                return Err(GraphError::invalid(&format!(
                    "{}: parameter {position} is no text for a variable of the template",
                    kind.to_lowercase(),
                )));
            }
        }
    }
    Ok(filled)
}

/// Parameters of buttons name no button: each is for the next one of its type.
fn buttons(own: &[Value], given: &[Value]) -> Result<Vec<Button>, GraphError> {
    let mut given = given.iter().peekable();
    let filled = own.iter().map(|button| {
        let text = |key: &str| button[key].as_str().unwrap_or_default().to_owned();
        let parameter = given.next_if(|one| one["type"] == button["type"]);
        let value = |key: &str| parameter.and_then(|one| one[key].as_str());
        let target = match button["type"].as_str() {
            Some("POSTBACK") => {
                let payload = value("payload").map(str::to_owned);
                Target::Postback(payload.unwrap_or_else(|| text("payload")))
            }
            Some("URL") => Target::Link(address(&text("url"), value("text"))?),
            _ => Target::Call(text("phone_number")),
        };
        Ok(Button {
            title: text("text"),
            target,
        })
    });
    let filled = filled.collect::<Result<_, GraphError>>()?;
    match given.next() {
        None => Ok(filled),
        Some(left) => Err(GraphError::invalid(&format!(
            "buttons: the template has no button for the parameter of the type {}",
            left["type"]
        ))),
    }
}

fn address(url: &str, end: Option<&str>) -> Result<String, GraphError> {
    match (variables(url).first(), end) {
        (Some(hole), Some(end)) => Ok(url.replace(&format!("{{{{{hole}}}}}"), end)),
        (None, None) => Ok(url.to_owned()),
        _ => Err(GraphError::invalid(
            "buttons: an address has a variable, or a parameter, without the other",
        )),
    }
}
