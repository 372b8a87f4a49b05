//! What is refused as a template of a page when it is made, and what its review finds later.

use serde_json::Value;

use crate::error::GraphError;
use crate::rules::advertises;
use crate::world::state::Template;
use crate::world::state::waba::TemplateStatus;
use crate::world::whatsapp::variables;

const BODY: usize = 1024;
const BUTTONS: usize = 3;
const LABEL: usize = 20;

/// The template that a request describes, without an id and not yet reviewed.
pub(super) fn template(request: &Value) -> Result<Template, GraphError> {
    let text = |key: &str| request[key].as_str().map(str::to_owned);
    let (Some(name), Some(language)) = (text("name"), text("language")) else {
        return Err(GraphError::invalid("name and language are required"));
    };
    let snake = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.is_empty() || !name.bytes().all(snake) {
        return Err(GraphError::invalid("name must be in snake_case"));
    }
    if request["category"] != "UTILITY" {
        return Err(GraphError::invalid("category must be UTILITY"));
    }
    let named = match request["parameter_format"].as_str() {
        Some("NAMED") => true,
        Some("POSITIONAL") => false,
        Some(_) => {
            return Err(GraphError::invalid(
                "parameter_format must be POSITIONAL or NAMED",
            ));
        }
        // Older calls say nothing of the format: the names tell.
        None => holes(&request["components"])
            .iter()
            .any(|hole| hole.parse::<u32>().is_err()),
    };
    let template = Template {
        id: String::new(),
        name,
        language,
        components: request["components"].clone(),
        named,
        status: TemplateStatus::Pending,
        rejected_reason: None,
        review_at: None,
    };
    let body = template.text("BODY").unwrap_or_default();
    if body.is_empty() || body.chars().count() > BODY {
        return Err(GraphError::invalid(
            "components need a BODY of 1 to 1024 characters",
        ));
    }
    buttons(template.buttons())?;
    Ok(template)
}

fn buttons(buttons: &[Value]) -> Result<(), GraphError> {
    if buttons.len() > BUTTONS {
        return Err(GraphError::invalid("a template has at most 3 buttons"));
    }
    for button in buttons {
        let label = button["text"].as_str().unwrap_or_default();
        if label.is_empty() || label.chars().count() > LABEL {
            return Err(GraphError::invalid(
                "the text of a button has 1 to 20 characters",
            ));
        }
        let (key, kind) = match button["type"].as_str() {
            Some("POSTBACK") => ("payload", "POSTBACK"),
            Some("URL") => ("url", "URL"),
            Some("PHONE_NUMBER") => ("phone_number", "PHONE_NUMBER"),
            _ => return Err(GraphError::TEMPLATE_BUTTON),
        };
        if button[key].as_str().is_none_or(str::is_empty) {
            return Err(GraphError::invalid(&format!(
                "a button of the type {kind} needs {key}"
            )));
        }
    }
    Ok(())
}

/// Why a template does not pass; none when it does.
pub(super) fn fault(template: &Template) -> Option<&'static str> {
    let (mut many, mut words) = (0, 0);
    for kind in ["HEADER", "BODY"] {
        let text = template.text(kind).unwrap_or_default();
        let holes = variables(text);
        let whole = |hole: &&str| text.contains(&format!("{{{{{hole}}}}}"));
        let closed = text.matches("{{").count() == text.matches("}}").count();
        if !closed || !holes.iter().all(whole) || !well_named(&holes, template.named) {
            return Some("INCORRECT_PARAMS");
        }
        let examples = template.part(kind).map_or(0, |part| examples(kind, part));
        if examples < holes.len() {
            return Some("TEMPLATE_VARIABLES_MISSING_SAMPLE_VALUES");
        }
        many += holes.len();
        let bare = |word: &&str| !word.contains("{{");
        words += text.split_whitespace().filter(bare).count();
        if advertises(text) {
            return Some("TAG_SHOULD_BE_MARKETING");
        }
    }
    // How many words a variable needs is not published: fewer than one is surely too few.
    (many > words).then_some("PARAMS_TO_WORD_RATIO_EXCEED_LIMIT")
}

/// Numbers count from 1; names are small letters, digits and underscores, and no number.
fn well_named(holes: &[&str], named: bool) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    let name = |hole: &&str| {
        hole.bytes().any(letter)
            && hole
                .bytes()
                .all(|byte| letter(byte) || byte.is_ascii_digit())
    };
    if named {
        holes.iter().all(name)
    } else {
        (1..=holes.len()).all(|number| holes.contains(&number.to_string().as_str()))
    }
}

/// The variables of all texts.
fn holes(components: &Value) -> Vec<&str> {
    let parts = components.as_array().into_iter().flatten();
    let texts = parts.filter_map(|part| part["text"].as_str());
    texts.flat_map(variables).collect()
}

/// How many examples a part gives, under whichever of its two keys.
fn examples(kind: &str, part: &Value) -> usize {
    let key = format!("{}_text", kind.to_lowercase());
    let given = &part["example"];
    let list = |key: &str| given[key].as_array().cloned().unwrap_or_default();
    let plain = list(&key);
    let plain = match plain.first() {
        Some(Value::Array(first)) => first.len(),
        _ => plain.len(),
    };
    plain.max(list(&format!("{key}_named_params")).len())
}
