//! What customers do to messages that are there: change, take back, react.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::compose::refuse;
use super::{chat, contact, event, value};
use crate::rules::Act;
use crate::world::World;
use crate::world::act::Done;
use crate::world::rejection::Rejection;
use crate::world::state::{Customer, Message, Outlet, State};

/// A message can be changed for so long, and taken back for so long.
const EDIT: SignedDuration = SignedDuration::from_mins(15);
const REVOKE: SignedDuration = SignedDuration::from_hours(60);

impl World {
    /// A customer changes a message of theirs.
    pub(in crate::world) fn edit_whatsapp(
        &self,
        state: &mut State,
        customer: &str,
        mid: &str,
        text: &str,
    ) -> Result<Done, Rejection> {
        let at = self.now();
        let (outlet, customer) = chat(state, customer)?;
        let message = own(customer, mid)?;
        if at.duration_since(message.at) > EDIT || message.text.is_none() {
            return Err(Rejection::invalid(
                "not-editable",
                "words can be changed within fifteen minutes",
            ));
        }
        message.edits = message.edits.saturating_add(1);
        message.text = Some(text.to_owned());
        let changed = match message.attachments.first() {
            Some(file) => {
                let kind = if file.kind == "voice" {
                    "audio"
                } else {
                    &file.kind
                };
                json!({ "type": kind, kind: {
                    "id": file.payload["media_id"], "mime_type": file.payload["mime_type"], "caption": text,
                    "sha256": "",
                } })
            }
            None => json!({ "type": "text", "text": { "body": text } }),
        };
        let wire = json!({
            "type": "edit", "edit": { "original_message_id": mid, "message": changed },
        });
        self.tell_change(outlet, customer, at, wire);
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer takes a message back for everybody.
    pub(in crate::world) fn revoke_whatsapp(
        &self,
        state: &mut State,
        customer: &str,
        mid: &str,
    ) -> Result<Done, Rejection> {
        let at = self.now();
        let (outlet, customer) = chat(state, customer)?;
        let message = own(customer, mid)?;
        if at.duration_since(message.at) > REVOKE {
            return Err(Rejection::invalid(
                "not-deletable",
                "a message can be taken back within two and a half days",
            ));
        }
        message.deleted = true;
        let wire = json!({ "type": "revoke", "revoke": { "original_message_id": mid } });
        self.tell_change(outlet, customer, at, wire);
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer reacts to a message, with any emoji, or takes the reaction back.
    pub(in crate::world) fn react_whatsapp(
        &self,
        state: &mut State,
        customer: &str,
        mid: &str,
        emoji: Option<String>,
    ) -> Result<Done, Rejection> {
        let at = self.now();
        let (outlet, customer) = chat(state, customer)?;
        refuse(customer)?;
        let message = customer.message_mut(mid);
        let message = message.ok_or_else(|| Rejection::unknown("message", mid))?;
        let emoji = emoji.map(|name| {
            crate::world::act_emoji(&name).map_or(name.clone(), |sign| format!("{sign}\u{fe0f}"))
        });
        message.customer_reaction.clone_from(&emoji);
        let mut reaction = json!({ "message_id": mid });
        reaction["emoji"] = json!(emoji.as_deref().unwrap_or_default());
        if emoji.is_some() {
            customer.did(Act::Reaction, at);
        }
        self.tell_change(
            outlet,
            customer,
            at,
            json!({ "type": "reaction", "reaction": reaction }),
        );
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    fn tell_change(&self, outlet: &Outlet, customer: &Customer, at: Timestamp, wire: Value) {
        let phone = customer
            .person
            .as_ref()
            .map_or("", |person| person.wa_id.as_str());
        let id = self.ids().whatsapp_message(phone, false);
        self.tell_act(outlet, customer, &id, at, wire);
    }

    /// Tells the app what a customer did.
    pub(super) fn tell_act(
        &self,
        outlet: &Outlet,
        customer: &Customer,
        id: &str,
        at: Timestamp,
        mut wire: Value,
    ) {
        let Some(person) = customer.person.as_deref() else {
            return;
        };
        let contact = contact(outlet, customer, person, at);
        wire["from"] = contact["wa_id"].clone();
        if contact.get("user_id").is_some() {
            wire["from_user_id"] = contact["user_id"].clone();
        }
        wire["id"] = json!(id);
        wire["timestamp"] = json!(at.as_second().to_string());
        let mut value = value(outlet);
        value["contacts"] = json!([contact]);
        value["messages"] = json!([wire]);
        self.emit(outlet, event(outlet, &customer.id, at, "messages", &value));
    }
}

fn own<'a>(customer: &'a mut Customer, mid: &str) -> Result<&'a mut Message, Rejection> {
    let message = customer.message_mut(mid);
    let message = message.filter(|message| !message.is_from_business() && !message.deleted);
    message.ok_or_else(|| Rejection::unknown("message", mid))
}
