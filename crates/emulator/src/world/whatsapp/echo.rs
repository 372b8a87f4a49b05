//! What people of the business write in the phone app that shares the number. The app learns of it by an echo.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::compose::as_media;
use super::{chat, contact, event, value};
use crate::world::World;
use crate::world::act::Done;
use crate::world::input::{Echo, NewMessage};
use crate::world::rejection::Rejection;
use crate::world::state::{Author, Message};

const PHONE_APP: &str = "the phone app";

impl World {
    /// Somebody of the business writes, changes or takes back a message in the phone app.
    pub fn write_by_phone_app(
        &self,
        customer: &str,
        echo: Echo,
        at: Timestamp,
    ) -> Result<Done, Rejection> {
        let mut state = self.lock();
        let (outlet, customer) = chat(&mut state, customer)?;
        let Some(person) = customer.person.as_deref().cloned() else {
            return Err(Rejection::unknown("customer", &customer.id));
        };
        let id = self.ids().whatsapp_message(&person.wa_id, true);
        let missing = |mid: &str| Rejection::unknown("message", mid);
        let words = !echo.text.trim().is_empty();
        let mut files = Vec::new();
        let (mid, mut wire): (String, Value) = match (echo.revokes, echo.edits) {
            (Some(mid), _) => {
                let message = customer.message_mut(&mid).ok_or_else(|| missing(&mid))?;
                message.deleted = true;
                let wire = json!({ "type": "revoke", "revoke": { "original_message_id": mid } });
                (mid, wire)
            }
            (None, Some(mid)) if words => {
                let message = customer.message_mut(&mid).ok_or_else(|| missing(&mid))?;
                message.edits = message.edits.saturating_add(1);
                message.text = Some(echo.text.clone());
                let wire = json!({ "type": "edit", "edit": {
                    "original_message_id": mid,
                    "message": { "type": "text", "text": { "body": echo.text } },
                } });
                (mid, wire)
            }
            (None, None) if echo.file.is_some() => {
                let new = NewMessage {
                    text: Some(echo.text),
                    whatsapp: echo.file.map(as_media),
                    ..NewMessage::default()
                };
                let mut draft = self.draft(outlet, customer, new, id.clone(), at)?;
                draft.message.from = Author::Elsewhere(PHONE_APP);
                draft.message.label = Some(PHONE_APP.to_owned());
                customer.insert(draft.message);
                files = draft.files;
                let mut wire = json!({ "type": draft.kind });
                wire[draft.kind] = draft.wire;
                (id.clone(), wire)
            }
            (None, None) if words => {
                let mut message = Message::new(id.clone(), at, Author::Elsewhere(PHONE_APP));
                message.text = Some(echo.text.clone());
                message.label = Some(PHONE_APP.to_owned());
                customer.insert(message);
                (
                    id.clone(),
                    json!({ "type": "text", "text": { "body": echo.text } }),
                )
            }
            _ => return Err(Rejection::invalid("empty-message", "a message needs words")),
        };
        customer.reachable = true;
        let contact = contact(outlet, customer, &person, at);
        let phone = super::number(outlet).map_or("", |number| number.phone.as_str());
        wire["from"] = json!(phone);
        wire["to"] = contact["wa_id"].clone();
        if contact.get("user_id").is_some() {
            wire["to_user_id"] = contact["user_id"].clone();
        }
        wire["id"] = json!(id);
        wire["timestamp"] = json!(at.as_second().to_string());
        let mut told = value(outlet);
        told["contacts"] = json!([contact]);
        told["message_echoes"] = json!([wire]);
        self.emit(
            outlet,
            event(outlet, &customer.id, at, "smb_message_echoes", &told),
        );
        self.receive(outlet, customer, at);
        state.media.extend(files);
        drop(state);
        self.changed();
        Ok(Done { mid: Some(mid), at })
    }
}
