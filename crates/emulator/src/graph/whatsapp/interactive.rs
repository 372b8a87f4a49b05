//! Interactive messages: reply buttons, lists, links, forms, products, requests.

use serde_json::Value;

use super::message::{limit, media};
use crate::error::GraphError;
use crate::world::card::{Card, CardButton, CardDeed, CardList, CardRow, CardSection};
use crate::world::whatsapp::outgoing::{InteractiveDraft, MediaDraft};

const LINE: usize = 60;
const BODY: usize = 1024;
const LIST_BODY: usize = 4096;
const BUTTONS: usize = 3;
const SECTIONS: usize = 10;
const ROWS: usize = 10;
const PRODUCTS: usize = 30;
const CARD_BODY: usize = 160;

/// What the cards of a carousel have, in their order.
#[derive(Default)]
struct Cards {
    files: Vec<MediaDraft>,
    texts: Vec<String>,
    buttons: Vec<CardButton>,
}

/// Understands an interactive message.
pub(super) fn interactive(part: &Value) -> Result<InteractiveDraft, GraphError> {
    let kind = need(part, "type", "interactive['type']")?;
    let action = &part["action"];
    if !action.is_object() {
        return Err(GraphError::wa_missing("interactive['action']"));
    }
    if let Some(name) = name_of(&kind)
        && action["name"] != name
    {
        let details = format!("interactive['action']['name'] must be {name:?}");
        return Err(GraphError::wa_parameter(details));
    }
    let mut card = Card::default();
    let (mut on_cards, mut below) = (Vec::new(), Vec::new());
    match kind.as_str() {
        "button" => card.buttons = replies(action)?,
        "list" => card.list = Some(list(action)?),
        "cta_url" => card.buttons = vec![link(&action["parameters"])?],
        "flow" => card.buttons = vec![flow(&action["parameters"])?],
        "location_request_message" => {
            card.buttons = vec![button("Send location", CardDeed::Location)];
        }
        "request_contact_info" => card.buttons = vec![button("Share contact", CardDeed::Contact)],
        "call_permission_request" | "voice_call" => {
            card.buttons = vec![button("Call", CardDeed::Other)];
        }
        "catalog_message" => card.buttons = vec![products("View catalogue", action, Vec::new())],
        "product" => {
            need(action, "catalog_id", "action['catalog_id']")?;
            let product = need(
                action,
                "product_retailer_id",
                "action['product_retailer_id']",
            )?;
            card.buttons = vec![products("View", action, vec![product])];
        }
        "product_list" => card.buttons = vec![product_list(part, action)?],
        "carousel" => {
            if !part["header"].is_null() || !part["footer"].is_null() {
                return Err(GraphError::wa_parameter(
                    "a carousel has neither a header nor a footer",
                ));
            }
            let Cards {
                files,
                texts,
                buttons,
            } = carousel(action)?;
            (card.buttons, on_cards, below) = (buttons, files, texts);
        }
        other => {
            let details = format!("interactive['type'] cannot be {other:?}");
            return Err(GraphError::wa_parameter(details));
        }
    }
    let body = words(part, "body")?;
    if body.is_none() && kind != "product" {
        return Err(GraphError::wa_missing("interactive['body']['text']"));
    }
    let mut body = body.unwrap_or_default();
    limit(
        "interactive['body']['text']",
        &body,
        if kind == "list" { LIST_BODY } else { BODY },
    )?;
    for text in below {
        body.push_str("\n— ");
        body.push_str(&text);
    }
    card.footer = words(part, "footer")?;
    if let Some(footer) = &card.footer {
        limit("interactive['footer']['text']", footer, LINE)?;
    }
    let header = &part["header"];
    let header = match header["type"].as_str() {
        None => None,
        Some("text") => {
            let text = need(header, "text", "interactive['header']['text']")?;
            limit("interactive['header']['text']", &text, LINE)?;
            card.header = Some(text);
            None
        }
        Some(_) if kind == "list" => {
            return Err(GraphError::wa_parameter("the header of a list is a text"));
        }
        Some("image") => Some(media("image", &header["image"])?),
        Some("video") => Some(media("video", &header["video"])?),
        Some("document") => Some(media("document", &header["document"])?),
        Some(other) => {
            let details = format!("interactive['header']['type'] cannot be {other:?}");
            return Err(GraphError::wa_parameter(details));
        }
    };
    Ok(InteractiveDraft {
        kind,
        body,
        files: header.into_iter().chain(on_cards).collect(),
        card,
    })
}

/// The name that the action of such a message repeats.
fn name_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "cta_url" => "cta_url",
        "flow" => "flow",
        "location_request_message" => "send_location",
        "catalog_message" => "catalog_message",
        "call_permission_request" => "call_permission_request",
        _ => return None,
    })
}

fn need(value: &Value, key: &str, name: &str) -> Result<String, GraphError> {
    let text = value[key].as_str().filter(|text| !text.is_empty());
    text.map(str::to_owned)
        .ok_or_else(|| GraphError::wa_missing(name))
}

fn words(part: &Value, key: &str) -> Result<Option<String>, GraphError> {
    match &part[key] {
        Value::Null => Ok(None),
        value => need(value, "text", &format!("interactive['{key}']['text']")).map(Some),
    }
}

fn button(title: &str, deed: CardDeed) -> CardButton {
    CardButton {
        title: title.to_owned(),
        deed,
    }
}

fn listed<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn replies(action: &Value) -> Result<Vec<CardButton>, GraphError> {
    let buttons = listed(action, "buttons");
    if buttons.is_empty() || buttons.len() > BUTTONS {
        return Err(GraphError::wa_parameter(
            "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3",
        ));
    }
    let mut made: Vec<CardButton> = Vec::with_capacity(buttons.len());
    for one in buttons {
        let reply = &one["reply"];
        let id = need(reply, "id", "buttons[i]['reply']['id']")?;
        let title = need(reply, "title", "buttons[i]['reply']['title']")?;
        limit("buttons[i]['reply']['id']", &id, 256)?;
        limit("buttons[i]['reply']['title']", &title, 20)?;
        let same = |other: &CardButton| {
            other.title == title || other.deed == CardDeed::Reply { id: id.clone() }
        };
        if made.iter().any(same) {
            return Err(GraphError::wa_value("Duplicate button id or title"));
        }
        made.push(CardButton {
            title,
            deed: CardDeed::Reply { id },
        });
    }
    Ok(made)
}

fn list(action: &Value) -> Result<CardList, GraphError> {
    let title = need(action, "button", "action['button']")?;
    limit("action['button']", &title, 20)?;
    let sections = listed(action, "sections");
    if sections.is_empty() || sections.len() > SECTIONS {
        return Err(GraphError::wa_parameter(
            "a list has between 1 and 10 sections",
        ));
    }
    let mut made = Vec::with_capacity(sections.len());
    let mut ids: Vec<String> = Vec::new();
    for section in sections {
        let heading = section["title"].as_str().map(str::to_owned);
        titled(section, sections.len())?;
        if listed(section, "rows").is_empty() {
            return Err(GraphError::wa_missing("sections[i]['rows']"));
        }
        let mut rows = Vec::new();
        for row in listed(section, "rows") {
            let row = one_row(row)?;
            if ids.contains(&row.id) {
                return Err(GraphError::wa_value("Duplicate row id"));
            }
            ids.push(row.id.clone());
            rows.push(row);
        }
        made.push(CardSection {
            title: heading,
            rows,
        });
    }
    if ids.is_empty() || ids.len() > ROWS {
        return Err(GraphError::wa_parameter(
            "Total row count exceed max allowed count: 10",
        ));
    }
    Ok(CardList {
        button: title,
        sections: made,
    })
}

/// A section of several has a title; any title is short.
fn titled(section: &Value, sections: usize) -> Result<(), GraphError> {
    let title = section["title"].as_str().unwrap_or_default();
    if sections > 1 && title.is_empty() {
        return Err(GraphError::wa_missing("sections[i]['title']"));
    }
    limit("sections[i]['title']", title, 24)
}

fn one_row(row: &Value) -> Result<CardRow, GraphError> {
    let id = need(row, "id", "rows[i]['id']")?;
    let title = need(row, "title", "rows[i]['title']")?;
    let description = row["description"].as_str().map(str::to_owned);
    limit("rows[i]['id']", &id, 200)?;
    limit("rows[i]['title']", &title, 24)?;
    limit(
        "rows[i]['description']",
        description.as_deref().unwrap_or_default(),
        72,
    )?;
    Ok(CardRow {
        id,
        title,
        description,
    })
}

fn link(parameters: &Value) -> Result<CardButton, GraphError> {
    let title = need(parameters, "display_text", "parameters['display_text']")?;
    limit("parameters['display_text']", &title, 20)?;
    let url = need(parameters, "url", "parameters['url']")?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(GraphError::wa_value("parameters['url'] is not an address"));
    }
    Ok(CardButton {
        title,
        deed: CardDeed::Link { url },
    })
}

fn flow(parameters: &Value) -> Result<CardButton, GraphError> {
    let title = need(parameters, "flow_cta", "parameters['flow_cta']")?;
    limit("parameters['flow_cta']", &title, 20)?;
    if parameters["flow_id"].is_null() && parameters["flow_name"].is_null() {
        return Err(GraphError::wa_missing("parameters['flow_id']"));
    }
    let token = parameters["flow_token"]
        .as_str()
        .unwrap_or("unused")
        .to_owned();
    Ok(CardButton {
        title,
        deed: CardDeed::Flow { token },
    })
}

fn products(title: &str, action: &Value, products: Vec<String>) -> CardButton {
    let catalog = action["catalog_id"].as_str().unwrap_or_default().to_owned();
    button(title, CardDeed::Products { catalog, products })
}

fn product_list(part: &Value, action: &Value) -> Result<CardButton, GraphError> {
    if part["header"]["type"] != "text" {
        return Err(GraphError::wa_missing("interactive['header']"));
    }
    need(action, "catalog_id", "action['catalog_id']")?;
    let sections = listed(action, "sections");
    if sections.len() > SECTIONS {
        return Err(GraphError::wa_parameter(
            "a product list has between 1 and 10 sections",
        ));
    }
    for section in sections {
        titled(section, sections.len())?;
        if listed(section, "product_items").is_empty() {
            return Err(GraphError::wa_missing("sections[i]['product_items']"));
        }
    }
    let items = sections
        .iter()
        .flat_map(|section| listed(section, "product_items"));
    let items: Option<Vec<String>> = items
        .map(|item| item["product_retailer_id"].as_str().map(str::to_owned))
        .collect();
    let items =
        items.ok_or_else(|| GraphError::wa_missing("product_items[i]['product_retailer_id']"))?;
    if items.is_empty() || items.len() > PRODUCTS {
        return Err(GraphError::wa_parameter(
            "a product list has between 1 and 30 products",
        ));
    }
    Ok(products("View items", action, items))
}

/// Cards to be swiped through: a phone shows their texts below the words, and all their files and buttons.
fn carousel(action: &Value) -> Result<Cards, GraphError> {
    let cards = listed(action, "cards");
    if !(2..=10).contains(&cards.len()) {
        return Err(GraphError::wa_parameter(
            "a carousel has between 2 and 10 cards",
        ));
    }
    let mut made = Cards::default();
    let mut first: Option<(&'static str, bool, usize)> = None;
    for (index, card) in cards.iter().enumerate() {
        if card["card_index"].as_u64() != u64::try_from(index).ok() {
            let details = format!("cards[{index}]['card_index'] must be {index}");
            return Err(GraphError::wa_parameter(details));
        }
        let header = &card["header"];
        let kind = match header["type"].as_str() {
            Some("image") => "image",
            Some("video") => "video",
            _ => {
                return Err(GraphError::wa_parameter(
                    "cards[i]['header'] must be an image or a video",
                ));
            }
        };
        made.files.push(media(kind, &header[kind])?);
        if let Some(text) = words(card, "body")? {
            limit("cards[i]['body']['text']", &text, CARD_BODY)?;
            if text.matches('\n').count() > 2 {
                return Err(GraphError::wa_parameter(
                    "cards[i]['body']['text'] has more than 2 line breaks",
                ));
            }
            made.texts.push(text);
        }
        let buttons = card_buttons(&card["action"])?;
        let is_link = matches!(buttons[0].deed, CardDeed::Link { .. });
        let shape = (kind, is_link, buttons.len());
        if *first.get_or_insert(shape) != shape {
            return Err(GraphError::wa_parameter(
                "all cards must have the same type of header and the same type and number of buttons",
            ));
        }
        made.buttons.extend(buttons);
    }
    Ok(made)
}

fn card_buttons(action: &Value) -> Result<Vec<CardButton>, GraphError> {
    if action["name"] == "cta_url" {
        return Ok(vec![link(&action["parameters"])?]);
    }
    let buttons = listed(action, "buttons");
    if buttons.is_empty() || buttons.len() > BUTTONS {
        return Err(GraphError::wa_parameter(
            "a card has one address, or between 1 and 3 quick replies",
        ));
    }
    let made = buttons.iter().map(|one| {
        let reply = &one["quick_reply"];
        let id = need(reply, "id", "buttons[i]['quick_reply']['id']")?;
        let title = need(reply, "title", "buttons[i]['quick_reply']['title']")?;
        limit("buttons[i]['quick_reply']['id']", &id, 256)?;
        limit("buttons[i]['quick_reply']['title']", &title, 20)?;
        let deed = CardDeed::Reply { id };
        Ok(CardButton { title, deed })
    });
    made.collect()
}
