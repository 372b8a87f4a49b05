//! Attachments of the type `template`: what Messenger and Instagram take of them, refused in their words.
//!
//! Limits are those of the template reference of mid 2026.

mod grid;

use serde_json::Value;

use crate::error::GraphError;
use crate::world::state::{Attachment, Button, Target};

const ELEMENTS: usize = 10;
const BUTTONS: usize = 3;
const RECEIPT_ITEMS: usize = 100;
/// What is longest in its place, in characters.
const BUTTON_TITLE: usize = 20;
const PAYLOAD: usize = 1000;
const CARD_LINE: usize = 80;
const BUTTON_TEXT: usize = 640;
const REQUEST_TITLE: usize = 65;

/// Checks a template and takes from it what a phone shows.
pub(super) fn template(payload: &Value) -> Result<Attachment, GraphError> {
    let kind = payload["template_type"].as_str().unwrap_or_default();
    let buttons = match kind {
        "generic" => generic(payload)?,
        "button" => {
            text(payload, "text", BUTTON_TEXT)?;
            let buttons = buttons(payload, "buttons")?;
            if buttons.is_empty() {
                return Err(missing("buttons"));
            }
            buttons
        }
        "media" => media(payload)?,
        "image_grid" => grid::grid(payload)?,
        "receipt" => receipt(payload)?,
        "coupon" => coupon(payload)?,
        "customer_feedback" => feedback(payload)?,
        "one_time_notif_req" | "notification_messages" => vec![request(payload, kind)?],
        "product" => Vec::new(),
        _ => {
            return Err(GraphError::param(
                "Param template_type is not one of those that exist",
            ));
        }
    };
    Ok(Attachment {
        kind: "template".to_owned(),
        payload: payload.clone(),
        title: title(payload),
        buttons,
    })
}

/// The words that stand for it.
fn title(payload: &Value) -> String {
    let parts = || std::iter::once(payload).chain(list(payload, "elements"));
    let lines = parts().flat_map(|part| [&part["text"], &part["title"], &part["subtitle"]]);
    let lines: Vec<&str> = lines.filter_map(Value::as_str).collect();
    match lines.as_slice() {
        [] => payload["template_type"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        lines => lines.join("\n"),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn missing(name: &str) -> GraphError {
    GraphError::param(&format!("Param name_placeholder[{name}] is required"))
}

/// A text that must be there and short enough.
fn text<'a>(value: &'a Value, name: &str, most: usize) -> Result<&'a str, GraphError> {
    optional(value, name, most)?.ok_or_else(|| missing(name))
}

fn optional<'a>(value: &'a Value, name: &str, most: usize) -> Result<Option<&'a str>, GraphError> {
    let text = match &value[name] {
        Value::Null => return Ok(None),
        Value::String(text) => text.as_str(),
        _ => {
            return Err(GraphError::param(&format!(
                "Param name_placeholder[{name}] must be a string"
            )));
        }
    };
    if text.chars().count() > most {
        return Err(GraphError::param(&format!(
            "Length of param name_placeholder[{name}] must be less than or equal to {most}"
        )));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn address(value: &Value, name: &str) -> Result<(), GraphError> {
    let Some(url) = optional(value, name, 2083)? else {
        return Ok(());
    };
    if url.starts_with("https://") || url.starts_with("http://") {
        Ok(())
    } else {
        Err(GraphError::param(&format!(
            "Param name_placeholder[{name}] should represent a valid URL"
        )))
    }
}

fn number(value: &Value, name: &str) -> Result<(), GraphError> {
    let is_one = value[name].as_f64().is_some()
        || value[name]
            .as_str()
            .is_some_and(|text| text.parse::<f64>().is_ok());
    if is_one {
        Ok(())
    } else {
        Err(GraphError::param(&format!(
            "Param name_placeholder[{name}] must be a number"
        )))
    }
}

fn at_most(name: &str, items: &[Value], most: usize) -> Result<(), GraphError> {
    if items.len() > most {
        return Err(GraphError::param(&format!(
            "param name_placeholder[{name}] has too many elements."
        )));
    }
    Ok(())
}

fn generic(payload: &Value) -> Result<Vec<Button>, GraphError> {
    let elements = list(payload, "elements");
    if elements.is_empty() {
        return Err(missing("elements"));
    }
    at_most("elements", elements, ELEMENTS)?;
    let ratio = payload["image_aspect_ratio"].as_str();
    if ratio.is_some_and(|ratio| !matches!(ratio, "horizontal" | "square")) {
        return Err(GraphError::param(
            "Param image_aspect_ratio must be horizontal or square",
        ));
    }
    let mut all = Vec::new();
    for element in elements {
        text(element, "title", CARD_LINE)?;
        let subtitle = optional(element, "subtitle", CARD_LINE)?;
        address(element, "image_url")?;
        let action = &element["default_action"];
        if action.is_object() {
            address(action, "url")?;
        }
        let own = buttons(element, "buttons")?;
        if subtitle.is_none() && element["image_url"].is_null() && own.is_empty() {
            return Err(GraphError::param(
                "An element needs a subtitle, an image or buttons besides its title",
            ));
        }
        all.extend(own);
    }
    Ok(all)
}

fn buttons(value: &Value, name: &str) -> Result<Vec<Button>, GraphError> {
    let given = list(value, name);
    at_most(name, given, BUTTONS)?;
    given.iter().map(button).collect()
}

fn button(value: &Value) -> Result<Button, GraphError> {
    let title = || text(value, "title", BUTTON_TITLE).map(str::to_owned);
    let (title, target) = match value["type"].as_str() {
        Some("postback") => (
            title()?,
            Target::Postback(text(value, "payload", PAYLOAD)?.to_owned()),
        ),
        Some("web_url") => {
            address(value, "url")?;
            (title()?, Target::Link(text(value, "url", 2083)?.to_owned()))
        }
        Some("phone_number") => {
            let number = text(value, "payload", PAYLOAD)?;
            let digits = number.strip_prefix('+').unwrap_or_default();
            if digits.len() < 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(GraphError::param(
                    "Param payload must be a phone number with + and the country code",
                ));
            }
            (title()?, Target::Call(number.to_owned()))
        }
        Some("account_link") => {
            text(value, "url", 2083)?;
            address(value, "url")?;
            ("Log in".to_owned(), Target::Account { link: true })
        }
        Some("account_unlink") => ("Log out".to_owned(), Target::Account { link: false }),
        Some("game_play") => {
            game(value)?;
            (title()?, Target::Elsewhere)
        }
        Some("audio_call") => {
            let title = value["title"].as_str().unwrap_or("Continue").to_owned();
            (title, Target::Elsewhere)
        }
        _ => {
            return Err(GraphError::param(
                "Param type of a button is not one of those that exist",
            ));
        }
    };
    Ok(Button { title, target })
}

fn game(button: &Value) -> Result<(), GraphError> {
    optional(button, "payload", PAYLOAD)?;
    let place = &button["game_metadata"];
    if place.is_null() {
        return Ok(());
    }
    let player = optional(place, "player_id", PAYLOAD)?;
    let context = optional(place, "context_id", PAYLOAD)?;
    if player.is_some() == context.is_some() {
        return Err(GraphError::param(
            "Param game_metadata must have one of player_id and context_id",
        ));
    }
    Ok(())
}

fn media(payload: &Value) -> Result<Vec<Button>, GraphError> {
    let [element] = list(payload, "elements") else {
        return Err(GraphError::param(
            "param name_placeholder[elements] must have exactly one element",
        ));
    };
    if !matches!(element["media_type"].as_str(), Some("image" | "video")) {
        return Err(GraphError::param("Param media_type must be image or video"));
    }
    match (&element["url"], &element["attachment_id"]) {
        (Value::String(url), Value::Null) => {
            let host = url
                .strip_prefix("https://")
                .and_then(|rest| rest.split('/').next());
            if !host.is_some_and(|host| host == "facebook.com" || host.ends_with(".facebook.com")) {
                return Err(GraphError::param(
                    "The url of a media template must be one of Facebook's",
                ));
            }
        }
        (Value::Null, Value::String(_)) => return Err(GraphError::BAD_ATTACHMENT_ID),
        _ => {
            return Err(GraphError::param(
                "A media element needs either url or attachment_id",
            ));
        }
    }
    buttons(element, "buttons")
}

fn receipt(payload: &Value) -> Result<Vec<Button>, GraphError> {
    for name in ["recipient_name", "order_number", "payment_method"] {
        text(payload, name, PAYLOAD)?;
    }
    if text(payload, "currency", 3)?.len() != 3 {
        return Err(GraphError::param("Param currency must be a currency code"));
    }
    number(&payload["summary"], "total_cost")?;
    let items = list(payload, "elements");
    at_most("elements", items, RECEIPT_ITEMS)?;
    for item in items {
        text(item, "title", PAYLOAD)?;
        number(item, "price")?;
    }
    address(payload, "order_url")?;
    if payload["address"].is_object() {
        for name in ["street_1", "city", "postal_code", "state", "country"] {
            text(&payload["address"], name, PAYLOAD)?;
        }
    }
    Ok(Vec::new())
}

fn coupon(payload: &Value) -> Result<Vec<Button>, GraphError> {
    text(payload, "title", CARD_LINE)?;
    optional(payload, "subtitle", CARD_LINE)?;
    let code = optional(payload, "coupon_code", PAYLOAD)?;
    address(payload, "coupon_url")?;
    let url = payload["coupon_url"].as_str();
    if code.is_some_and(|code| code.contains(char::is_whitespace)) {
        return Err(GraphError::param("Param coupon_code must not have spaces"));
    }
    if code.is_none() && url.is_none() {
        return Err(missing("coupon_code"));
    }
    let label = optional(payload, "coupon_url_button_title", BUTTON_TITLE)?;
    let link = url.map(|url| Button {
        title: label.unwrap_or("Shop now").to_owned(),
        target: Target::Link(url.to_owned()),
    });
    let code = code.map(|_| Button {
        title: "Get code".to_owned(),
        target: Target::Coupon,
    });
    Ok(code.into_iter().chain(link).collect())
}

fn feedback(payload: &Value) -> Result<Vec<Button>, GraphError> {
    text(payload, "title", REQUEST_TITLE)?;
    optional(payload, "subtitle", CARD_LINE)?;
    let title = text(payload, "button_title", BUTTON_TITLE)?;
    text(&payload["business_privacy"], "url", 2083)?;
    let days = &payload["expires_in_days"];
    if !days.is_null() && !days.as_u64().is_some_and(|days| (1..=7).contains(&days)) {
        return Err(GraphError::param(
            "Param expires_in_days must be from 1 to 7",
        ));
    }
    let [screen] = list(payload, "feedback_screens") else {
        return Err(missing("feedback_screens"));
    };
    let questions = list(screen, "questions");
    if questions.is_empty() {
        return Err(missing("questions"));
    }
    for question in questions {
        text(question, "id", PAYLOAD)?;
        let kind = question["type"].as_str().unwrap_or_default();
        let option = question["score_option"].as_str();
        let fits = match kind {
            "csat" => {
                option.is_none_or(|one| matches!(one, "one_to_five" | "five_stars" | "five_emojis"))
            }
            "nps" => option.is_none_or(|one| one == "zero_to_ten"),
            "ces" => option.is_none_or(|one| one == "one_to_seven"),
            _ => false,
        };
        if !fits {
            return Err(GraphError::param(
                "The type and the score_option of a question do not go together",
            ));
        }
    }
    Ok(vec![Button {
        title: title.to_owned(),
        target: Target::Survey,
    }])
}

fn request(payload: &Value, kind: &str) -> Result<Button, GraphError> {
    text(payload, "title", REQUEST_TITLE)?;
    let topic = text(payload, "payload", PAYLOAD)?.to_owned();
    address(payload, "image_url")?;
    Ok(if kind == "one_time_notif_req" {
        Button {
            title: "Notify me".to_owned(),
            target: Target::NotifyMe(topic),
        }
    } else {
        Button {
            title: "Get messages".to_owned(),
            target: Target::Subscribe(topic),
        }
    })
}
