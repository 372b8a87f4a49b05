//! What people of the business write without the app: in the platform's own inbox or another app.
//! The app learns of it by an echo.

use jiff::Timestamp;
use serde_json::json;

use super::act::Done;
use super::compose::{attachment_value, echo};
use super::input::{AttachmentKind, BusinessFile, BusinessMessage, Echo, Origin};
use super::rejection::Rejection;
use super::routing::{self, OTHER_APP, Party};
use super::state::{Attachment, Author, Message};
use super::{World, pair};
use crate::rules::Platform;
use crate::webhook::event::{Event, Slot};
use crate::webhook::topic::Topic;

/// The app id that echoes of the platform's own inbox carry.
const PAGE_INBOX: u64 = 26_390_203_743_090;

impl World {
    /// Somebody of the business writes to a customer, but not by the app. The rules of the Send API do
    /// not bind them here.
    pub fn write_elsewhere(
        &self,
        customer: &str,
        message: BusinessMessage,
    ) -> Result<Done, Rejection> {
        let at = self.time_of(message.at)?;
        if message.text.trim().is_empty() {
            return Err(Rejection::invalid("empty-message", "a message needs words"));
        }
        if self.lock().writes_on_whatsapp(customer) {
            let echo = Echo {
                text: message.text,
                ..Echo::default()
            };
            return self.write_by_phone_app(customer, echo, at);
        }
        self.put_elsewhere(customer, message.origin, (Some(message.text), None), at)
    }

    /// Somebody of the business sends a file to a customer, but not by the app; on WhatsApp in the phone app.
    pub fn send_elsewhere(&self, customer: &str, file: BusinessFile) -> Result<Done, Rejection> {
        let at = self.time_of(file.at)?;
        let kind = file.kind;
        let is_file = matches!(
            kind,
            AttachmentKind::Image
                | AttachmentKind::Audio
                | AttachmentKind::Video
                | AttachmentKind::File
        );
        if !is_file {
            return Err(Rejection::invalid("not-a-file", "this is no kind of file"));
        }
        if self.lock().writes_on_whatsapp(customer) {
            let echo = Echo {
                text: file.text.unwrap_or_default(),
                file: Some(kind),
                ..Echo::default()
            };
            return self.write_by_phone_app(customer, echo, at);
        }
        let url = file
            .url
            .ok_or_else(|| Rejection::invalid("url", "say where the file lies"))?;
        let attachment = Attachment {
            kind: kind.as_str().to_owned(),
            title: url.rsplit('/').next().unwrap_or_default().to_owned(),
            payload: json!({ "url": url }),
            buttons: Vec::new(),
        };
        self.put_elsewhere(customer, file.origin, (file.text, Some(attachment)), at)
    }

    fn put_elsewhere(
        &self,
        customer: &str,
        origin: Origin,
        (text, file): (Option<String>, Option<Attachment>),
        at: Timestamp,
    ) -> Result<Done, Rejection> {
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if !customer.reachable || customer.blocked {
            return Err(Rejection::invalid(
                "unreachable",
                "the business cannot write to this customer",
            ));
        }
        let (name, app_id) = match origin {
            Origin::PageInbox if outlet.platform() == Platform::Instagram => {
                ("the app of Instagram", PAGE_INBOX)
            }
            Origin::PageInbox => ("Page inbox", PAGE_INBOX),
            Origin::OtherApp => ("another app", OTHER_APP),
        };
        let mid = self.message_id(outlet);
        let mut kept = Message::new(mid.clone(), at, Author::Elsewhere(name));
        let mut echo = echo(outlet, &mid, app_id.into());
        if let Some(text) = text {
            echo["text"] = json!(text);
            kept.text = Some(text);
        }
        if let Some(file) = file {
            echo["attachments"] = json!([attachment_value(&file)]);
            kept.attachments.push(file);
        }
        kept.label = Some(name.to_owned());
        customer.insert(kept);
        let mut event = Event::echo(outlet, &customer.id, at, &echo);
        if routing::controller(outlet, customer, self.now()) != Party::Own {
            event.slot = Slot::Standby;
            event.topic = Topic::Standby;
        }
        self.emit(outlet, event);
        self.receive(outlet, customer, at);
        drop(state);
        self.changed();
        Ok(Done { mid: Some(mid), at })
    }
}
