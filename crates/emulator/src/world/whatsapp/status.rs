//! What becomes of a message of the business: `sent`, `delivered`, `read`, `played`, `failed`.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{contact, event, value};
use crate::world::World;
use crate::world::rejection::Rejection;
use crate::world::state::{Customer, Failure, Outlet, Passage};

impl World {
    /// Tells one status of a message to a known customer.
    pub(super) fn tell_status(
        &self,
        outlet: &Outlet,
        customer: &Customer,
        mid: &str,
        (status, failure): (&str, Option<&Failure>),
        passage: &Passage,
        now: Timestamp,
    ) {
        let Some(person) = customer.person.as_deref() else {
            return;
        };
        let contact = contact(outlet, customer, person, now);
        let mut told = plain(mid, status, now, failure, passage);
        told["recipient_id"] = contact["wa_id"].clone();
        if contact.get("user_id").is_some() {
            told["recipient_user_id"] = contact["user_id"].clone();
        }
        let mut value = value(outlet);
        value["contacts"] = json!([contact]);
        value["statuses"] = json!([told]);
        self.emit(outlet, event(outlet, &customer.id, now, "messages", &value));
    }

    /// Tells that a message to nobody known has failed.
    pub(super) fn tell_lost(
        &self,
        outlet: &Outlet,
        mid: &str,
        recipient: &str,
        failure: &Failure,
        passage: &Passage,
        now: Timestamp,
    ) {
        let mut told = plain(mid, "failed", now, Some(failure), passage);
        told["recipient_id"] = json!(recipient);
        let mut value = value(outlet);
        let mut contact = json!({ "wa_id": recipient });
        if super::number(outlet).is_some_and(|number| number.user_ids) {
            contact["user_id"] = json!("");
        }
        value["contacts"] = json!([contact]);
        value["statuses"] = json!([told]);
        self.emit(outlet, event(outlet, recipient, now, "messages", &value));
    }

    /// The phone has got everything up to now.
    pub(in crate::world) fn deliver_whatsapp(
        &self,
        outlet: &Outlet,
        customer: &mut Customer,
        now: Timestamp,
    ) {
        let got = advance(customer, |message| {
            message.delivered_at.is_none() && {
                message.delivered_at = Some(now);
                true
            }
        });
        for (mid, passage) in got {
            self.tell_status(outlet, customer, &mid, ("delivered", None), &passage, now);
        }
    }

    /// The customer has read everything up to now. Without delivery it is told first.
    pub(in crate::world) fn read_whatsapp(
        &self,
        outlet: &Outlet,
        customer: &mut Customer,
        now: Timestamp,
    ) {
        self.deliver_whatsapp(outlet, customer, now);
        let read = advance(customer, |message| {
            message.read_at.is_none() && {
                message.read_at = Some(now);
                true
            }
        });
        for (mid, mut passage) in read {
            passage.price.remove("conversation");
            self.tell_status(outlet, customer, &mid, ("read", None), &passage, now);
        }
    }

    /// The customer listens to a voice note.
    pub fn play(&self, customer: &str, mid: &str) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (outlet, customer) = super::chat(&mut state, customer)?;
        self.read_whatsapp(outlet, customer, now);
        let message = customer.message_mut(mid);
        let passage = message.and_then(|message| message.passage.as_mut());
        let passage = passage.filter(|passage| passage.voice);
        let passage = passage.ok_or_else(|| Rejection::unknown("message", mid))?;
        let first = passage.played_at.is_none();
        passage.played_at.get_or_insert(now);
        let passage = passage.as_ref().clone();
        if first {
            let played = ("played", None);
            self.tell_status(outlet, customer, mid, played, &passage, now);
        }
        drop(state);
        self.changed();
        Ok(())
    }
}

/// The messages of the business that `change` changed, oldest first.
fn advance(
    customer: &mut Customer,
    mut change: impl FnMut(&mut crate::world::state::Message) -> bool,
) -> Vec<(String, Passage)> {
    let own = customer.thread.iter_mut();
    let own = own.filter(|message| message.is_from_business());
    let changed = own.filter_map(|message| {
        change(message).then(|| {
            let passage = message.passage.as_deref().cloned();
            (message.mid.clone(), passage)
        })
    });
    // What was written in the phone app of the business has no status.
    changed
        .filter_map(|(mid, passage)| Some((mid, passage?)))
        .collect()
}

fn plain(
    mid: &str,
    status: &str,
    now: Timestamp,
    failure: Option<&Failure>,
    passage: &Passage,
) -> Value {
    let mut told = json!({
        "id": mid, "status": status, "timestamp": now.as_second().to_string(),
    });
    if let Some(data) = &passage.callback_data {
        told["biz_opaque_callback_data"] = json!(data);
    }
    if let Some(failure) = failure {
        told["errors"] = json!([{
            "code": failure.code, "title": failure.title, "message": failure.title,
            "error_data": { "details": failure.details },
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }]);
    } else if status != "played" {
        for (key, part) in &passage.price {
            told[key] = part.clone();
        }
    }
    told
}
