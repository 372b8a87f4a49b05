//! From what a customer writes to a message: as the phone keeps it and as the wire carries it.

pub(super) mod instagram;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::input::{NewAttachment, NewMessage};
use super::rejection::Rejection;
use super::state::{Attachment, Author, Customer, Message, Outlet};
use crate::rules::Platform;

/// The sticker of the thumb.
pub(crate) const THUMB: u64 = 369_239_263_222_822;

/// The message as the phone keeps it and as the wire carries it.
pub(super) fn compose(
    mid: String,
    at: Timestamp,
    new: NewMessage,
    outlet: &Outlet,
    customer: &Customer,
    stickers: impl Fn(u64) -> String,
) -> Result<(Message, Map<String, Value>), Rejection> {
    let on_instagram = outlet.platform() == Platform::Instagram;
    if on_instagram && new.sticker_id.is_some() {
        return Err(Rejection::invalid(
            "sticker",
            "the app is told of no sticker on Instagram",
        ));
    }
    if new.whatsapp.is_some() {
        return Err(Rejection::invalid(
            "not-here",
            "only a customer on WhatsApp can send this",
        ));
    }
    if !on_instagram && new.instagram.is_some() {
        return Err(Rejection::invalid(
            "not-here",
            "only a customer on Instagram can send this",
        ));
    }
    let mut message = Message::new(mid, at, Author::Customer);
    let mut wire = Map::new();
    wire.insert("mid".to_owned(), json!(message.mid));
    let mut text = new.text.filter(|text| !text.trim().is_empty());
    if let Some(payload) = new.quick_reply {
        let mut offers = customer
            .thread
            .iter()
            .rev()
            .flat_map(|message| &message.quick_replies);
        let title = offers
            .find(|offer| offer.payload == payload)
            .map(|offer| offer.title.clone());
        text = text.or(title);
        if text.is_none() {
            return Err(Rejection::invalid(
                "quick-reply",
                "no quick reply with this payload is on offer",
            ));
        }
        wire.insert("quick_reply".to_owned(), json!({ "payload": payload }));
    }
    message.attachments = new.attachments.into_iter().map(file).collect();
    let sticker = |number| sticker(number, &stickers(number));
    message.attachments.extend(new.sticker_id.map(sticker));
    let alone = new.instagram.as_ref().is_some_and(instagram::stands_alone);
    if let Some(special) = new.instagram {
        instagram::add(special, &mut message, &mut wire, outlet)?;
    }
    if !message.attachments.is_empty() {
        let attachments: Vec<Value> = message.attachments.iter().map(attachment_value).collect();
        wire.insert("attachments".to_owned(), attachments.into());
    }
    if let Some(quoted) = new.reply_to {
        let own = customer
            .message(&quoted)
            .ok_or_else(|| Rejection::unknown("message", &quoted))?;
        let own = !own.is_from_business();
        let mut told = json!({ "mid": quoted });
        if !on_instagram {
            told["is_self_reply"] = json!(own);
        }
        wire.insert("reply_to".to_owned(), told);
        message.reply_to = Some(quoted);
    }
    if let Some(ad) = new.ad {
        let mut referral = json!({ "source": "ADS", "type": "OPEN_THREAD", "ad_id": ad.ad_id });
        if let Some(reference) = ad.reference {
            referral["ref"] = json!(reference);
        }
        if let Some(title) = ad.title {
            message.label = Some(format!("from the ad “{title}”"));
            referral["ads_context_data"] = json!({ "ad_title": title });
        }
        wire.insert("referral".to_owned(), referral);
    }
    if text.is_none() && message.attachments.is_empty() && !alone {
        return Err(Rejection::invalid(
            "empty-message",
            "a message needs words, a file or a sticker",
        ));
    }
    let command = text.as_deref().and_then(|text| text.strip_prefix('/'));
    let commands = outlet.offered("commands", "commands").iter();
    let is_known = |name: &&str| commands.clone().any(|known| known["name"] == **name);
    if let Some(name) = command.filter(is_known) {
        wire.insert("commands".to_owned(), json!([{ "name": name }]));
    }
    if let Some(text) = &text {
        wire.insert("text".to_owned(), json!(text));
    }
    message.text = text;
    Ok((message, wire))
}

fn file(new: NewAttachment) -> Attachment {
    let mut payload = json!({ "url": new.url });
    if let Some(title) = &new.title {
        payload["title"] = json!(title);
    }
    Attachment {
        kind: new.kind.as_str().to_owned(),
        payload,
        title: new.title.unwrap_or_default(),
        buttons: Vec::new(),
    }
}

fn sticker(number: u64, url: &str) -> Attachment {
    let title = if number == THUMB {
        "\u{1f44d}"
    } else {
        "Sticker"
    };
    Attachment {
        kind: "sticker".to_owned(),
        payload: json!({ "url": url, "sticker_id": number }),
        title: title.to_owned(),
        buttons: Vec::new(),
    }
}

/// An attachment as webhooks carry it. A link with a preview has its title and address outside.
pub(crate) fn attachment_value(attachment: &Attachment) -> Value {
    if attachment.kind == "ephemeral" {
        json!({ "type": "ephemeral" })
    } else if attachment.kind == "fallback" {
        json!({
            "type": "fallback", "title": attachment.title,
            "url": attachment.payload["url"], "payload": null,
        })
    } else {
        json!({ "type": attachment.kind, "payload": attachment.payload })
    }
}

/// What every echo begins with. Those of Instagram do not say which app sent.
pub(super) fn echo(outlet: &Outlet, mid: &str, app_id: Value) -> Value {
    let mut echo = json!({ "mid": mid, "is_echo": true });
    if outlet.platform() == Platform::Messenger {
        echo["app_id"] = app_id;
    }
    echo
}
