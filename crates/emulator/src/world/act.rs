//! What customers do in their thread. Each act tells the app and counts towards its rules.

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use jiff::{SignedDuration, Timestamp};

use super::compose::compose;
use super::input::{Edit, NewMessage, Postback, Reaction, Referral};
use super::rejection::Rejection;
use super::state::{Author, Customer, Message, Outlet};
use super::{World, pair};
use crate::rules::{Act, Platform};
use crate::webhook::topic::Topic;

/// An edit is possible for this long, and so often.
const EDIT_WITHIN: SignedDuration = SignedDuration::from_mins(15);
const EDITS: u8 = 5;

/// What came of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Done {
    /// Id of the message it made or changed.
    pub mid: Option<String>,
    /// Its time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl World {
    /// A customer writes.
    pub fn write(&self, customer: &str, new: NewMessage) -> Result<Done, Rejection> {
        let at = self.time_of(new.at)?;
        let mut state = self.lock();
        if state.writes_on_whatsapp(customer) {
            let done = self.write_whatsapp(&mut state, customer, new, at)?;
            drop(state);
            self.changed();
            return Ok(done);
        }
        let (outlet, customer) = pair(&mut state, customer)?;
        let mid = self.message_id(outlet);
        let (message, wire) = compose(mid, at, new, outlet, customer, |number| {
            self.sticker_address(number)
        })?;
        refuse_if_blocked(customer)?;
        let is_mention = message
            .attachments
            .iter()
            .any(|one| one.kind == "story_mention");
        customer.did(
            if wire.contains_key("referral") {
                Act::AdMessage
            } else if is_mention {
                Act::StoryMention
            } else {
                Act::Message
            },
            at,
        );
        customer.is_typing = false;
        if wire.contains_key("quick_reply") {
            for offer in &mut customer.thread {
                offer.quick_replies.clear();
            }
        }
        let mid = Some(message.mid.clone());
        customer.insert(message);
        self.emit_act(
            outlet,
            customer,
            at,
            Topic::Message,
            ("message", wire.into()),
        );
        drop(state);
        self.changed();
        Ok(Done { mid, at })
    }

    /// A customer changes a message of theirs, at most five times within fifteen minutes.
    pub fn edit(&self, customer: &str, mid: &str, edit: Edit) -> Result<Done, Rejection> {
        let at = self.now();
        if edit.text.trim().is_empty() {
            return Err(Rejection::invalid(
                "empty-message",
                "an edited message needs words",
            ));
        }
        let mut state = self.lock();
        if state.writes_on_whatsapp(customer) {
            let done = self.edit_whatsapp(&mut state, customer, mid, &edit.text)?;
            drop(state);
            self.changed();
            return Ok(done);
        }
        let (outlet, customer) = pair(&mut state, customer)?;
        let message = own_message(customer, mid)?;
        if message.edits == EDITS || at > message.at + EDIT_WITHIN || message.text.is_none() {
            return Err(Rejection::invalid(
                "not-editable",
                "a text can be edited five times, within fifteen minutes",
            ));
        }
        message.edits += 1;
        let value = json!({ "mid": mid, "text": edit.text, "num_edit": message.edits });
        message.text = Some(edit.text);
        self.emit_act(outlet, customer, at, Topic::Edit, ("message_edit", value));
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer takes a message back. On Messenger the app is not told; on Instagram it is, and must forget it too.
    pub fn delete(&self, customer: &str, mid: &str) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        if state.writes_on_whatsapp(customer) {
            let done = self.revoke_whatsapp(&mut state, customer, mid)?;
            drop(state);
            self.changed();
            return Ok(done);
        }
        let (outlet, customer) = pair(&mut state, customer)?;
        own_message(customer, mid)?.deleted = true;
        let value = json!({ "mid": mid, "is_deleted": true });
        self.emit_act(outlet, customer, at, Topic::Deletion, ("message", value));
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer taps a button.
    pub fn tap(&self, customer: &str, postback: Postback) -> Result<Done, Rejection> {
        let at = self.time_of(postback.at)?;
        let title = postback.title.unwrap_or_else(|| "Get Started".to_owned());
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_on_whatsapp(outlet)?;
        let mid = self.message_id(outlet);
        let mut value = json!({ "mid": mid, "title": title, "payload": postback.payload });
        if let Some(referral) = &postback.referral {
            value["referral"] = referral_value(referral);
        }
        refuse_if_blocked(customer)?;
        let from_ad = postback
            .referral
            .is_some_and(|referral| referral.ad_id.is_some());
        customer.did(
            if from_ad {
                Act::AdMessage
            } else {
                Act::Postback
            },
            at,
        );
        let mut message = Message::new(mid.clone(), at, Author::Customer);
        message.text = Some(title);
        message.label = Some("button".to_owned());
        customer.insert(message);
        self.emit_act(outlet, customer, at, Topic::Postback, ("postback", value));
        drop(state);
        self.changed();
        Ok(Done { mid: Some(mid), at })
    }

    /// A customer opens a chat link or clicks an ad. A link opens the window only where a thread
    /// exists; the click on an ad alone tells the app nothing.
    pub fn refer(&self, customer: &str, referral: &Referral) -> Result<Done, Rejection> {
        let at = self.time_of(referral.at)?;
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_on_whatsapp(outlet)?;
        refuse_if_blocked(customer)?;
        if customer.reachable && referral.ad_id.is_none() {
            customer.did(Act::Referral, at);
            let value = referral_value(referral);
            self.emit_act(outlet, customer, at, Topic::Referral, ("referral", value));
        }
        drop(state);
        self.changed();
        Ok(Done { mid: None, at })
    }

    /// A customer puts a reaction on a message of the business, or takes it back.
    pub fn react(&self, customer: &str, mid: &str, reaction: Reaction) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        if state.writes_on_whatsapp(customer) {
            let done = self.react_whatsapp(&mut state, customer, mid, reaction.reaction)?;
            drop(state);
            self.changed();
            return Ok(done);
        }
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_if_blocked(customer)?;
        let message = customer
            .message_mut(mid)
            .ok_or_else(|| Rejection::unknown("message", mid))?;
        let value = match &reaction.reaction {
            Some(name) => {
                let (word, emoji) = told_as(outlet.platform(), name).ok_or_else(|| {
                    Rejection::invalid("reaction", format!("there is no reaction {name:?}"))
                })?;
                json!({ "mid": mid, "action": "react", "reaction": word, "emoji": emoji })
            }
            None => json!({ "mid": mid, "action": "unreact" }),
        };
        let put = reaction.reaction.is_some();
        message.customer_reaction = reaction.reaction;
        if put {
            customer.did(Act::Reaction, at);
        }
        self.emit_act(outlet, customer, at, Topic::Reaction, ("reaction", value));
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }
}

/// The sign of a named reaction.
pub(crate) fn emoji(name: &str) -> Option<&'static str> {
    Some(match name {
        "love" => "\u{2764}",
        "smile" => "\u{1f606}",
        "wow" => "\u{1f62e}",
        "sad" => "\u{1f622}",
        "angry" => "\u{1f620}",
        "like" => "\u{1f44d}",
        "dislike" => "\u{1f44e}",
        _ => return None,
    })
}

/// The word and the sign of a reaction on the wire. On Instagram any emoji serves, and the heart is a coloured one.
fn told_as(platform: Platform, name: &str) -> Option<(&str, String)> {
    match (emoji(name), platform) {
        (Some(sign), Platform::Messenger) => Some((name, sign.to_owned())),
        (Some("\u{2764}"), _) => Some((name, "\u{2764}\u{fe0f}".to_owned())),
        (Some(sign), _) => Some((name, sign.to_owned())),
        (None, Platform::Instagram) if is_emoji(name) => Some(("other", name.to_owned())),
        (None, _) => None,
    }
}

/// Near enough: a few characters, none of a word.
fn is_emoji(text: &str) -> bool {
    (1..=8).contains(&text.chars().count())
        && !text.is_ascii()
        && !text.chars().any(char::is_alphanumeric)
}

/// On WhatsApp a customer answers by messages alone.
fn refuse_on_whatsapp(outlet: &Outlet) -> Result<(), Rejection> {
    match outlet.platform() {
        Platform::WhatsApp => Err(Rejection::invalid(
            "not-here",
            "on WhatsApp a customer writes, and chooses from what a message offers",
        )),
        _ => Ok(()),
    }
}

pub(super) fn refuse_if_blocked(customer: &Customer) -> Result<(), Rejection> {
    if customer.blocked {
        Err(Rejection::invalid(
            "blocked",
            "this customer has blocked the business and must unblock it first",
        ))
    } else if customer.barred.is_some() {
        Err(Rejection::invalid(
            "barred",
            "the business has blocked this customer: nothing of theirs reaches it",
        ))
    } else {
        Ok(())
    }
}

fn own_message<'a>(customer: &'a mut Customer, mid: &str) -> Result<&'a mut Message, Rejection> {
    customer
        .message_mut(mid)
        .filter(|message| !message.is_from_business() && !message.deleted)
        .ok_or_else(|| Rejection::unknown("message", mid))
}

fn referral_value(referral: &Referral) -> Value {
    let mut value = match &referral.ad_id {
        Some(ad_id) => json!({ "source": "ADS", "type": "OPEN_THREAD", "ad_id": ad_id }),
        None => json!({ "source": "SHORTLINK", "type": "OPEN_THREAD" }),
    };
    if let Some(reference) = &referral.reference {
        value["ref"] = json!(reference);
    }
    value
}
