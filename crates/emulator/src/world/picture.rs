//! Pictures of a grid that can be tapped.

use serde_json::json;

use super::act::{Done, refuse_if_blocked};
use super::rejection::Rejection;
use super::state::{Author, Message};
use super::{World, pair};
use crate::rules::Act;
use crate::webhook::topic::Topic;

impl World {
    /// A customer taps a picture of a grid, counted from 0. Nothing stands on a picture, so the business is told no title.
    pub fn tap_picture(&self, customer: &str, mid: &str, place: usize) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_if_blocked(customer)?;
        let message = customer
            .message(mid)
            .ok_or_else(|| Rejection::unknown("message", mid))?;
        let payload = message.attachments.iter().find_map(|attachment| {
            let action = &attachment.payload["elements"][0]["images"][place]["action"];
            action["payload"].as_str().map(str::to_owned)
        });
        let payload = payload.ok_or_else(|| {
            Rejection::invalid("no-button", "this picture does nothing when it is tapped")
        })?;
        let mid = self.message_id(outlet);
        customer.did(Act::Postback, at);
        let mut shown = Message::new(mid.clone(), at, Author::Customer);
        shown.text = Some(format!("Picture {}", place + 1));
        shown.label = Some("picture".to_owned());
        customer.insert(shown);
        let value = json!({ "mid": mid, "payload": payload });
        self.emit_act(outlet, customer, at, Topic::Postback, ("postback", value));
        drop(state);
        self.changed();
        Ok(Done { mid: Some(mid), at })
    }
}
