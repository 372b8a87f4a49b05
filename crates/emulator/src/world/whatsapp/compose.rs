//! What customers write on WhatsApp: words, files, places, taps and choices.

mod content;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use content::{card, choose, order, quote, show};

use super::media::Media;
use super::sample::sample;
use super::{chat, number};
use crate::rules::Act;
use crate::world::World;
use crate::world::act::{Done, refuse_if_blocked};
use crate::world::input::{NewMessage, WhatsAppContent};
use crate::world::rejection::Rejection;
use crate::world::state::{Attachment, Author, Customer, Message, Outlet, State};

pub(super) use content::as_media;

/// Since then webhooks carry the address of a file beside its id: November 2025.
const ADDRESSES_SINCE: i64 = 1_761_955_200;

/// A message as the phone keeps it, and the part of the wire that is its own.
pub(super) struct Draft {
    pub(super) message: Message,
    pub(super) kind: &'static str,
    pub(super) wire: Value,
    context: Map<String, Value>,
    pub(super) files: Vec<(String, Media)>,
}

impl World {
    /// A customer writes.
    pub(in crate::world) fn write_whatsapp(
        &self,
        state: &mut State,
        customer: &str,
        new: NewMessage,
        at: Timestamp,
    ) -> Result<Done, Rejection> {
        let (outlet, customer) = chat(state, customer)?;
        refuse(customer)?;
        let phone = customer
            .person
            .as_ref()
            .map_or("", |person| person.wa_id.as_str());
        let mid = self.ids().whatsapp_message(phone, false);
        let ad = new.ad.clone();
        let draft = self.draft(outlet, customer, new, mid.clone(), at)?;
        let mut wire = json!({ "type": draft.kind });
        if !draft.wire.is_null() {
            let key = if draft.kind == "unsupported" {
                "unsupported"
            } else {
                draft.kind
            };
            wire[key] = draft.wire;
        }
        if draft.kind == "unsupported" {
            wire["errors"] = json!([{
                "code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
                "error_data": { "details": "Message type is currently not supported." },
            }]);
        }
        if !draft.context.is_empty() {
            wire["context"] = draft.context.into();
        }
        if let Some(ad) = &ad {
            let title = ad.title.as_deref().unwrap_or("An ad");
            wire["referral"] = json!({
                "source_url": format!("https://fb.me/{}", ad.ad_id), "source_id": ad.ad_id,
                "source_type": "ad", "headline": title, "body": title, "media_type": "image",
                "image_url": format!("https://scontent.example/ads/{}.jpg", ad.ad_id),
                "ctwa_clid": format!("ARA{}", ad.ad_id),
            });
            if let Some(person) = &mut customer.person {
                person.from_ad_at = Some(at);
            }
        }
        customer.did(
            if ad.is_some() {
                Act::AdMessage
            } else {
                Act::Message
            },
            at,
        );
        customer.is_typing = false;
        let mut message = draft.message;
        if let Some(title) = ad.and_then(|ad| ad.title) {
            message.label = Some(format!("from the ad “{title}”"));
        }
        customer.insert(message);
        self.tell_act(outlet, customer, &mid, at, wire);
        for (id, media) in draft.files {
            state.media.insert(id, media);
        }
        Ok(Done { mid: Some(mid), at })
    }

    pub(super) fn draft(
        &self,
        outlet: &Outlet,
        customer: &Customer,
        new: NewMessage,
        mid: String,
        at: Timestamp,
    ) -> Result<Draft, Rejection> {
        let mut draft = Draft {
            message: Message::new(mid, at, Author::Customer),
            kind: "text",
            wire: Value::Null,
            context: Map::new(),
            files: Vec::new(),
        };
        let text = new.text.filter(|text| !text.trim().is_empty());
        if let Some(quoted) = new.reply_to {
            quote(&mut draft, outlet, customer, &quoted)?;
        }
        let content = new
            .whatsapp
            .or_else(|| new.attachments.first().map(|one| as_media(one.kind)));
        let content = content.or_else(|| {
            new.sticker_id.map(|_| WhatsAppContent::Media {
                media: "sticker".to_owned(),
                data: None,
                mime_type: None,
                filename: None,
            })
        });
        match content {
            None => {
                let text = text.ok_or_else(|| {
                    Rejection::invalid(
                        "empty-message",
                        "a message needs words, a file or a sticker",
                    )
                })?;
                draft.wire = json!({ "body": text });
                draft.message.text = Some(text);
            }
            Some(content) => self.special(&mut draft, outlet, customer, content, text)?,
        }
        Ok(draft)
    }

    fn special(
        &self,
        draft: &mut Draft,
        outlet: &Outlet,
        customer: &Customer,
        content: WhatsAppContent,
        text: Option<String>,
    ) -> Result<(), Rejection> {
        match content {
            WhatsAppContent::Media {
                media,
                data,
                mime_type,
                filename,
            } => self.media(draft, outlet, (&media, data, mime_type, filename), text)?,
            WhatsAppContent::Location {
                latitude,
                longitude,
                name,
                address,
            } => {
                let mut wire = json!({ "latitude": latitude, "longitude": longitude });
                if let Some(name) = &name {
                    wire["name"] = json!(name);
                }
                if let Some(address) = address {
                    wire["address"] = json!(address);
                }
                show(
                    draft,
                    "location",
                    wire,
                    &name.unwrap_or_else(|| "Location".to_owned()),
                );
            }
            WhatsAppContent::Contacts { contacts } => {
                let names: Vec<_> = contacts.iter().map(|one| one.name.as_str()).collect();
                let names = names.join(", ");
                show(
                    draft,
                    "contacts",
                    contacts.iter().map(card).collect(),
                    &names,
                );
            }
            WhatsAppContent::Choice { of, id } => choose(draft, outlet, customer, &of, &id)?,
            WhatsAppContent::Flow { of, response } => {
                quote(draft, outlet, customer, &of)?;
                draft.kind = "interactive";
                draft.wire = json!({ "type": "nfm_reply", "nfm_reply": {
                    "name": "flow", "body": "Sent", "response_json": response.to_string(),
                } });
                draft.message.text = Some("Form sent".to_owned());
            }
            WhatsAppContent::Order { catalog_id, items } => {
                order(draft, &catalog_id, &items, text);
            }
            WhatsAppContent::Product {
                catalog_id,
                product,
            } => self.ask(draft, outlet, &catalog_id, &product, text),
            WhatsAppContent::Forwarded { often } => {
                let text = text.unwrap_or_else(|| "Have you seen this?".to_owned());
                let key = if often {
                    "frequently_forwarded"
                } else {
                    "forwarded"
                };
                draft.context.insert(key.to_owned(), json!(true));
                draft.wire = json!({ "body": text });
                draft.message.text = Some(text);
                draft.message.label = Some("forwarded".to_owned());
            }
            WhatsAppContent::Welcome => {
                draft.kind = "request_welcome";
                draft.message.text = Some("Opened the chat".to_owned());
            }
            WhatsAppContent::Unsupported { what } => {
                draft.kind = "unsupported";
                draft.wire = json!({ "type": what.as_deref().unwrap_or("unknown") });
                draft.message.text = Some(drawn(what.as_deref()));
                draft.message.label = Some("shown to no app".to_owned());
            }
        }
        Ok(())
    }

    /// A question about a product.
    fn ask(
        &self,
        draft: &mut Draft,
        outlet: &Outlet,
        catalog: &str,
        product: &str,
        text: Option<String>,
    ) {
        let text = text.unwrap_or_else(|| "Is this still available?".to_owned());
        let product = json!({ "catalog_id": catalog, "product_retailer_id": product });
        let phone = number(outlet).map_or("", |number| number.phone.as_str());
        let id = self.ids().whatsapp_message(phone, true);
        draft.context.insert("from".to_owned(), json!(phone));
        draft.context.insert("id".to_owned(), json!(id));
        draft.context.insert("referred_product".to_owned(), product);
        draft.wire = json!({ "body": text });
        draft.message.text = Some(text);
    }

    fn media(
        &self,
        draft: &mut Draft,
        outlet: &Outlet,
        (media, data, mime_type, filename): (&str, Option<String>, Option<String>, Option<String>),
        caption: Option<String>,
    ) -> Result<(), Rejection> {
        let (kind, voice) = match media {
            "voice" => ("audio", true),
            "image" => ("image", false),
            "video" => ("video", false),
            "audio" => ("audio", false),
            "document" => ("document", false),
            "sticker" => ("sticker", false),
            _ => return Err(Rejection::invalid("media", "there is no such kind of file")),
        };
        let (usual, bytes) = sample(kind);
        let bytes = match data {
            None => Bytes::from_static(bytes),
            Some(data) => Bytes::from(STANDARD.decode(data).map_err(|_| {
                Rejection::invalid("data", "the bytes of a file are written in base64")
            })?),
        };
        let mime_type = mime_type.unwrap_or_else(|| usual.to_owned());
        let id = self.ids().number();
        let at = draft.message.at;
        let file = Media::received(&outlet.id, &mime_type, bytes, at);
        let mut wire = json!({ "id": id, "mime_type": mime_type, "sha256": file.hash() });
        if let (Some(base), true) = (self.base(), at.as_second() >= ADDRESSES_SINCE) {
            wire["url"] = json!(self.media_address(&id, base, at));
        }
        match kind {
            "audio" => wire["voice"] = json!(voice),
            "sticker" => wire["animated"] = json!(false),
            "document" => {
                let name = filename
                    .clone()
                    .unwrap_or_else(|| "Order A-1042.pdf".to_owned());
                wire["filename"] = json!(name);
            }
            _ => {}
        }
        if let (Some(caption), true) = (&caption, !matches!(kind, "audio" | "sticker")) {
            wire["caption"] = json!(caption);
        }
        let title = wire["filename"].as_str().unwrap_or_default().to_owned();
        let payload = json!({ "media_id": id, "mime_type": mime_type });
        draft.kind = kind;
        draft.wire = wire;
        draft.message.text = caption;
        draft.message.attachments.push(Attachment {
            kind: if voice { "voice" } else { kind }.to_owned(),
            payload,
            title,
            buttons: Vec::new(),
        });
        draft.files.push((id, file));
        Ok(())
    }
}

pub(super) fn refuse(customer: &Customer) -> Result<(), Rejection> {
    refuse_if_blocked(customer)?;
    let person = customer.person.as_deref();
    if person.is_some_and(|person| person.blocked_by_business) {
        return Err(Rejection::invalid(
            "blocked-by-business",
            "the business has blocked this customer",
        ));
    }
    Ok(())
}

/// What the app draws of something that the platform shows to no other: only its kind is known here, so a poll asks what
/// polls ask.
fn drawn(what: Option<&str>) -> String {
    match what {
        Some("poll") => {
            "Which one do you like best?\nSelect one\n○ The first · 0\n○ The second · 0".to_owned()
        }
        Some(kind) => {
            let words = kind.replace('_', " ");
            let mut letters = words.chars();
            let first = letters
                .next()
                .map(|letter| letter.to_uppercase().to_string());
            first.unwrap_or_default() + letters.as_str()
        }
        None => "Something else".to_owned(),
    }
}
