//! What people of the business write without the app: in the platform's own inbox or another app.
//! The app learns of it by an echo.

use serde_json::json;

use super::act::Done;
use super::compose::echo;
use super::input::{BusinessMessage, Echo, Origin};
use super::rejection::Rejection;
use super::routing::{self, OTHER_APP, Party};
use super::state::{Author, Message};
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
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if !customer.reachable || customer.blocked {
            return Err(Rejection::invalid(
                "unreachable",
                "the business cannot write to this customer",
            ));
        }
        let (name, app_id) = match message.origin {
            Origin::PageInbox if outlet.platform() == Platform::Instagram => {
                ("the app of Instagram", PAGE_INBOX)
            }
            Origin::PageInbox => ("Page inbox", PAGE_INBOX),
            Origin::OtherApp => ("another app", OTHER_APP),
        };
        let mid = self.message_id(outlet);
        let mut kept = Message::new(mid.clone(), at, Author::Elsewhere(name));
        let mut echo = echo(outlet, &mid, app_id.into());
        echo["text"] = json!(message.text);
        kept.text = Some(message.text);
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
