//! What a message carries beside words: quotes, choices, orders, contact cards.

use serde_json::{Value, json};

use super::Draft;
use crate::world::card::{Card, CardDeed};
use crate::world::input::{AttachmentKind, ContactCard, OrderItem, WhatsAppContent};
use crate::world::rejection::Rejection;
use crate::world::state::{Attachment, Customer, Outlet};
use crate::world::whatsapp::number;

pub(super) fn quote(
    draft: &mut Draft,
    outlet: &Outlet,
    customer: &Customer,
    mid: &str,
) -> Result<(), Rejection> {
    let quoted = customer.message(mid);
    let quoted = quoted.ok_or_else(|| Rejection::unknown("message", mid))?;
    let phone = if quoted.is_from_business() {
        number(outlet).map_or("", |number| number.phone.as_str())
    } else {
        customer
            .person
            .as_ref()
            .map_or("", |person| person.wa_id.as_str())
    };
    draft.context.insert("from".to_owned(), json!(phone));
    draft.context.insert("id".to_owned(), json!(mid));
    draft.message.reply_to = Some(mid.to_owned());
    Ok(())
}

/// A tap on what a message of the business offers.
pub(super) fn choose(
    draft: &mut Draft,
    outlet: &Outlet,
    customer: &Customer,
    of: &str,
    id: &str,
) -> Result<(), Rejection> {
    quote(draft, outlet, customer, of)?;
    let none = Card::default();
    let offered = customer
        .message(of)
        .and_then(|message| message.card.as_deref());
    let offered = offered.unwrap_or(&none);
    let button = offered.buttons.iter().find(|button| match &button.deed {
        CardDeed::Reply { id: own } => own == id,
        CardDeed::QuickReply { payload } => payload == id,
        _ => false,
    });
    if let Some(button) = button {
        let title = &button.title;
        (draft.kind, draft.wire) = match button.deed {
            CardDeed::QuickReply { .. } => ("button", json!({ "payload": id, "text": title })),
            _ => (
                "interactive",
                json!({ "type": "button_reply", "button_reply": { "id": id, "title": title } }),
            ),
        };
        draft.message.text = Some(title.clone());
        return Ok(());
    }
    let row = offered
        .row(id)
        .ok_or_else(|| Rejection::invalid("choice", "this message offers nothing of this id"))?;
    let mut reply = json!({ "id": id, "title": row.title });
    if let Some(description) = &row.description {
        reply["description"] = json!(description);
    }
    draft.kind = "interactive";
    draft.wire = json!({ "type": "list_reply", "list_reply": reply });
    draft.message.text = Some(row.title.clone());
    Ok(())
}

pub(super) fn order(draft: &mut Draft, catalog: &str, items: &[OrderItem], text: Option<String>) {
    let line = |item: &OrderItem| {
        json!({
            "product_retailer_id": item.product, "quantity": item.quantity,
            "item_price": item.price, "currency": item.currency,
        })
    };
    let lines: Vec<Value> = items.iter().map(line).collect();
    let wire = json!({
        "catalog_id": catalog, "text": text.as_deref().unwrap_or_default(), "product_items": lines,
    });
    show(
        draft,
        "order",
        wire,
        &format!("Order of {} items", items.len()),
    );
    draft.message.text = text;
}

pub(super) fn show(draft: &mut Draft, kind: &'static str, wire: Value, title: &str) {
    draft.kind = kind;
    draft.message.attachments.push(Attachment {
        kind: kind.to_owned(),
        payload: wire.clone(),
        title: title.to_owned(),
        buttons: Vec::new(),
    });
    draft.wire = wire;
}

pub(super) fn card(contact: &ContactCard) -> Value {
    let digits: String = contact.phone.chars().filter(char::is_ascii_digit).collect();
    let (first, last) = contact.name.split_once(' ').unwrap_or((&contact.name, ""));
    let mut name = json!({ "formatted_name": contact.name, "first_name": first });
    if !last.is_empty() {
        name["last_name"] = json!(last);
    }
    json!({
        "name": name, "phones": [{ "phone": contact.phone, "wa_id": digits, "type": "CELL" }],
    })
}

pub(in crate::world::whatsapp) fn as_media(kind: AttachmentKind) -> WhatsAppContent {
    let media = match kind {
        AttachmentKind::Audio => "voice",
        AttachmentKind::Video | AttachmentKind::Reel => "video",
        AttachmentKind::File => "document",
        _ => "image",
    };
    WhatsAppContent::Media {
        media: media.to_owned(),
        data: None,
        mime_type: None,
        filename: None,
    }
}
