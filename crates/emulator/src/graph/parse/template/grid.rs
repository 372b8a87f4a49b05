//! `image_grid`: two to six pictures in one message, since June 2026.

use serde_json::Value;

use super::{CARD_LINE, PAYLOAD, address, buttons, list, optional, text};
use crate::error::GraphError;
use crate::world::state::{Button, Target};

const FEWEST: usize = 2;
const MOST: usize = 6;
const TITLE: usize = 45;

pub(super) fn grid(payload: &Value) -> Result<Vec<Button>, GraphError> {
    let [element] = list(payload, "elements") else {
        return Err(GraphError::param(
            "param name_placeholder[elements] must have exactly one element",
        ));
    };
    optional(element, "title", TITLE)?;
    optional(element, "subtitle", CARD_LINE)?;
    let images = list(element, "images");
    if !(FEWEST..=MOST).contains(&images.len()) {
        return Err(GraphError::param(
            "param name_placeholder[images] must have 2 to 6 elements",
        ));
    }
    for one in images {
        image(one)?;
    }
    let heroes = images.iter().filter(|one| one["is_hero_image"] == true);
    if heroes.count() > 1 {
        return Err(GraphError::param(
            "At most one image can have is_hero_image set to true",
        ));
    }
    let buttons = buttons(element, "buttons")?;
    let fits = |button: &Button| matches!(button.target, Target::Link(_) | Target::Postback(_));
    if !buttons.iter().all(fits) {
        return Err(GraphError::param(
            "Only web_url and postback buttons go with an image grid",
        ));
    }
    Ok(buttons)
}

fn image(image: &Value) -> Result<(), GraphError> {
    text(image, "url", 2083)?;
    address(image, "url")?;
    if !matches!(image["is_hero_image"], Value::Null | Value::Bool(_)) {
        return Err(GraphError::param("Param is_hero_image must be a boolean"));
    }
    let action = &image["action"];
    let (needed, most, other) = match (action, action["type"].as_str()) {
        (Value::Null, _) => return Ok(()),
        (_, Some("web_url")) => ("url", 2083, "payload"),
        (_, Some("postback")) => ("payload", PAYLOAD, "url"),
        _ => {
            return Err(GraphError::param(
                "Param type of an image's action must be web_url or postback",
            ));
        }
    };
    text(action, needed, most)?;
    if needed == "url" {
        address(action, "url")?;
    }
    if action.get(other).is_some() {
        return Err(GraphError::param(&format!(
            "Param {other} is not allowed beside {needed} in an image's action"
        )));
    }
    Ok(())
}
