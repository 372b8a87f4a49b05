//! What the Graph API refuses to take as a template.

use serde_json::Value;

use super::{blank, category};
use crate::error::GraphError;
use crate::rules::Category;
use crate::world::state::waba::WaTemplate;
use crate::world::whatsapp::example::Examples;
use crate::world::whatsapp::fill::variables;

const NAME: usize = 512;
const HEADER: usize = 60;
const BODY: usize = 1024;
const FOOTER: usize = 60;
const BUTTON: usize = 25;
const URL: usize = 2000;
const CODE: usize = 15;
const BUTTONS: usize = 10;
const FORMATS: [&str; 7] = [
    "TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION", "PRODUCT",
];
const KINDS: [&str; 7] = [
    "HEADER",
    "BODY",
    "FOOTER",
    "BUTTONS",
    "CAROUSEL",
    "LIMITED_TIME_OFFER",
    "CALL_PERMISSION_REQUEST",
];

/// The platform writes the texts of one-time codes itself.
fn write_code(components: &mut Value) {
    for part in components.as_array_mut().into_iter().flatten() {
        let kind = part["type"].as_str().unwrap_or_default().to_uppercase();
        match (kind.as_str(), part["code_expiration_minutes"].as_u64()) {
            ("BODY", _) => {
                let warning = match part["add_security_recommendation"].as_bool() {
                    Some(true) => " For your security, do not share this code.",
                    _ => "",
                };
                let text = format!("*{{{{1}}}}* is your verification code.{warning}");
                part["text"] = Value::String(text);
            }
            ("FOOTER", Some(minutes)) => {
                let text = format!("This code expires in {minutes} minutes.");
                part["text"] = Value::String(text);
            }
            _ => {}
        }
    }
}

/// The template that a request describes, without an id.
pub(super) fn template(body: &Value, known: &Examples) -> Result<WaTemplate, GraphError> {
    let text = |key: &str| {
        let text = body[key].as_str();
        text.map(str::to_owned)
            .ok_or_else(|| GraphError::wa_missing(key))
    };
    let (name, language) = (text("name")?, text("language")?);
    let snake = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.is_empty() || name.len() > NAME || !name.bytes().all(snake) {
        return Err(GraphError::wa_parameter(
            "name: only lower-case letters, digits and underscores, at most 512 of them",
        ));
    }
    let named_category = text("category")?;
    let category = category(&named_category).ok_or_else(|| {
        GraphError::wa_parameter("category: UTILITY, MARKETING or AUTHENTICATION")
    })?;
    let mut components = body["components"].clone();
    if category == Category::Authentication {
        write_code(&mut components);
    }
    let parts = components
        .as_array()
        .ok_or_else(|| GraphError::wa_missing("components"))?;
    let named = match body["parameter_format"].as_str() {
        None => false,
        Some(format) if format.eq_ignore_ascii_case("POSITIONAL") => false,
        Some(format) if format.eq_ignore_ascii_case("NAMED") => true,
        Some(_) => {
            return Err(GraphError::wa_parameter(
                "parameter_format: POSITIONAL or NAMED",
            ));
        }
    };
    let mut has_body = false;
    for part in parts {
        let kind = part["type"].as_str().unwrap_or_default().to_uppercase();
        if !KINDS.contains(&kind.as_str()) {
            return Err(GraphError::wa_parameter(format!(
                "components: unknown type {kind:?}"
            )));
        }
        match kind.as_str() {
            "HEADER" => header(part, named, known)?,
            "CAROUSEL" => cards(part, known)?,
            "BODY" => {
                has_body = true;
                if category != Category::Authentication {
                    words(part, named)?;
                }
            }
            "FOOTER" if category != Category::Authentication => footer(part)?,
            "BUTTONS" => buttons(part)?,
            _ => {}
        }
    }
    if !has_body {
        return Err(GraphError::wa_parameter("components: a BODY is required"));
    }
    host(&mut components);
    let mut template = blank(name, language, category, components);
    template.named = named;
    template.ttl = time_to_live(&body["message_send_ttl_seconds"], category)?;
    let mut body = template.part("BODY").and_then(|part| part["text"].as_str());
    if body.take().is_some_and(crate::rules::advertises) && category == Category::Utility {
        template.previous_category = Some(Category::Utility);
        template.category = Category::Marketing;
    }
    Ok(template)
}

/// For how many seconds a message of it is tried; -1 is thirty days, which marketing asks for by their number.
///
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live>
fn time_to_live(asked: &Value, category: Category) -> Result<Option<i64>, GraphError> {
    let (least, most, has_longest) = match category {
        Category::Authentication => (30, 900, true),
        Category::Utility => (30, 43_200, true),
        Category::Marketing => (43_200, 2_592_000, false),
    };
    if asked.is_null() {
        return Ok(None);
    }
    let written = asked.as_str().and_then(|text| text.parse().ok());
    match asked.as_i64().or(written) {
        Some(-1) if has_longest => Ok(Some(-1)),
        Some(seconds) if (least..=most).contains(&seconds) => Ok(Some(seconds)),
        _ => Err(GraphError::wa_parameter(format!(
            "message_send_ttl_seconds: between {least} and {most} for this category"
        ))),
    }
}

/// A template tells where its examples lie, no longer by which handles they came.
fn host(components: &mut Value) {
    for part in components.as_array_mut().into_iter().flatten() {
        if let Some(handle) = part.pointer_mut("/example/header_handle/0")
            && let Some(name) = handle
                .as_str()
                .and_then(|handle| handle.strip_prefix("4::"))
        {
            *handle = Value::String(format!("https://scontent.example/examples/{name}"));
        }
        for card in part["cards"].as_array_mut().into_iter().flatten() {
            host(&mut card["components"]);
        }
    }
}

/// Each card of a carousel has a file above its text, whose example is a handle too.
fn cards(part: &Value, known: &Examples) -> Result<(), GraphError> {
    let cards = part["cards"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for card in cards {
        let parts = card["components"].as_array().map(Vec::as_slice);
        for part in parts.unwrap_or_default() {
            let kind = part["type"].as_str().unwrap_or_default();
            if kind.eq_ignore_ascii_case("HEADER") {
                header(part, false, known)?;
            }
        }
    }
    Ok(())
}

fn header(part: &Value, named: bool, known: &Examples) -> Result<(), GraphError> {
    let format = part["format"].as_str().unwrap_or_default().to_uppercase();
    if !FORMATS.contains(&format.as_str()) {
        return Err(GraphError::wa_template(
            2_388_047,
            "Message header format is incorrect",
            "The header needs one of the formats that exist.",
        ));
    }
    if format != "TEXT" {
        let handle = part["example"]["header_handle"][0].as_str();
        let needs = !matches!(format.as_str(), "LOCATION" | "PRODUCT");
        if needs && !handle.is_some_and(|handle| known.fit(handle, &format)) {
            return Err(GraphError::wa_template(
                2_388_273,
                "Missing sample parameter",
                "A header with a file needs an example: the handle of a file that was uploaded.",
            ));
        }
        return Ok(());
    }
    let text = part["text"].as_str().unwrap_or_default();
    let many = variables(text).len();
    if text.is_empty() || many > 1 || text.contains('\n') {
        return Err(GraphError::wa_template(
            2_388_047,
            "Message header format is incorrect",
            "A header has words in one line, and at most one variable.",
        ));
    }
    long("header", text, HEADER)?;
    let key = if named {
        "header_text_named_params"
    } else {
        "header_text"
    };
    examples(part, key, many)
}

fn words(part: &Value, named: bool) -> Result<(), GraphError> {
    let text = part["text"].as_str().unwrap_or_default();
    if text.trim().is_empty() {
        return Err(GraphError::wa_template(
            2_388_072,
            "Message body format is incorrect",
            "The body needs words.",
        ));
    }
    long("body", text, BODY)?;
    let bare = text.trim();
    if bare.starts_with("{{") || bare.ends_with("}}") {
        return Err(GraphError::wa_template(
            2_388_299,
            "Variables can't be at the start or end of the template",
            "A body can neither begin nor end with a variable.",
        ));
    }
    if text.contains("}}{{") {
        return Err(GraphError::wa_template(
            2_388_072,
            "Message body format is incorrect",
            "Two variables cannot stand together.",
        ));
    }
    let holes = variables(text);
    let numbered = holes.iter().enumerate();
    let in_order = numbered
        .clone()
        .all(|(index, name)| *name == (index + 1).to_string());
    let snake = |name: &&str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let fits = if named {
        holes.iter().all(snake)
    } else {
        in_order
    };
    if !fits {
        return Err(GraphError::wa_template(
            2_388_073,
            "Message body format is incorrect",
            "Variables are counted from {{1}}, or named in lower-case letters and underscores.",
        ));
    }
    let count = text
        .split_whitespace()
        .filter(|word| !word.contains("{{"))
        .count();
    if count < holes.len() {
        return Err(GraphError::wa_template(
            2_388_293,
            "Parameters words ratio exceeds limit",
            "The body has too many variables for so few words.",
        ));
    }
    let key = if named {
        "body_text_named_params"
    } else {
        "body_text"
    };
    examples(part, key, holes.len())
}

/// Every variable needs an example.
fn examples(part: &Value, key: &str, many: usize) -> Result<(), GraphError> {
    let given = match &part["example"][key] {
        Value::Array(list) => match list.first() {
            Some(Value::Array(first)) => first.len(),
            _ => list.len(),
        },
        _ => 0,
    };
    if given < many {
        return Err(GraphError::wa_template(
            2_388_273,
            "Missing sample parameter",
            "Every variable needs an example.",
        ));
    }
    Ok(())
}

fn footer(part: &Value) -> Result<(), GraphError> {
    let text = part["text"].as_str().unwrap_or_default();
    if text.is_empty() || !variables(text).is_empty() {
        return Err(GraphError::wa_template(
            2_388_073,
            "Message footer format is incorrect",
            "A footer has words and no variables.",
        ));
    }
    long("footer", text, FOOTER)
}

fn long(part: &str, text: &str, limit: usize) -> Result<(), GraphError> {
    if text.chars().count() <= limit {
        return Ok(());
    }
    Err(GraphError::wa_template(
        2_388_040,
        "Field exceeds character limit",
        &format!("The {part} has more than {limit} characters."),
    ))
}

fn buttons(part: &Value) -> Result<(), GraphError> {
    let listed = part["buttons"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let kind = |button: &Value| button["type"].as_str().unwrap_or_default().to_uppercase();
    let many = |wanted: &str| {
        listed
            .iter()
            .filter(|button| kind(button) == wanted)
            .count()
    };
    if listed.is_empty() || listed.len() > BUTTONS {
        return Err(GraphError::wa_parameter("buttons: between 1 and 10"));
    }
    if many("URL") > 2 || many("PHONE_NUMBER") > 1 || many("COPY_CODE") > 1 {
        return Err(GraphError::wa_parameter(
            "buttons: at most 2 addresses, 1 phone number and 1 code",
        ));
    }
    let quick: Vec<bool> = listed
        .iter()
        .map(|button| kind(button) == "QUICK_REPLY")
        .collect();
    let changes = quick.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if changes > 1 {
        return Err(GraphError::wa_parameter(
            "buttons: quick replies stand together, and so do all others",
        ));
    }
    for button in listed {
        let text = button["text"].as_str().unwrap_or_default();
        if text.is_empty() && !matches!(kind(button).as_str(), "COPY_CODE" | "OTP") {
            return Err(GraphError::wa_parameter("buttons: text is required"));
        }
        long("button", text, BUTTON)?;
        let url = button["url"].as_str().unwrap_or_default();
        long("url of a button", url, URL)?;
        if kind(button) == "COPY_CODE" {
            let example = match &button["example"] {
                Value::Array(list) => list.first().unwrap_or(&Value::Null),
                one => one,
            };
            long("code", example.as_str().unwrap_or_default(), CODE)?;
        }
        if kind(button) == "URL" && (url.is_empty() || url.contains("://wa.me/")) {
            return Err(GraphError::wa_parameter("buttons: this url cannot be used"));
        }
    }
    Ok(())
}
