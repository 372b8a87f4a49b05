//! Receipts: what a phone tells about what it got.

use jiff::Timestamp;
use serde_json::json;

use super::rejection::Rejection;
use super::state::{Customer, Outlet};
use super::{World, pair};
use crate::rules::Platform;
use crate::webhook::topic::Topic;

impl World {
    /// A customer reads everything up to now.
    pub fn mark_read(&self, customer: &str) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        self.read(outlet, customer, now);
        drop(state);
        self.changed();
        Ok(())
    }

    /// The phone confirms everything it has got up to now.
    pub fn mark_delivered(&self, customer: &str) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        self.deliver(outlet, customer, now);
        drop(state);
        self.changed();
        Ok(())
    }

    /// What the phone does of itself when a message arrives.
    pub(super) fn receive(&self, outlet: &Outlet, customer: &mut Customer, now: Timestamp) {
        if customer.auto_delivery.unwrap_or(outlet.auto_delivery) {
            self.deliver(outlet, customer, now);
        }
        if customer.auto_read.unwrap_or(outlet.auto_read) {
            self.read(outlet, customer, now);
        }
    }

    fn deliver(&self, outlet: &Outlet, customer: &mut Customer, now: Timestamp) {
        if outlet.platform() == Platform::WhatsApp {
            return self.deliver_whatsapp(outlet, customer, now);
        }
        let mut mids = Vec::new();
        for message in customer.thread.iter_mut().rev() {
            if message.is_from_business() && message.delivered_at.is_none() {
                message.delivered_at = Some(now);
                mids.push(message.mid.clone());
            }
        }
        if !mids.is_empty() {
            mids.reverse();
            let value = json!({ "mids": mids, "watermark": now.as_millisecond() });
            self.emit_act(outlet, customer, now, Topic::Delivery, ("delivery", value));
        }
    }

    fn read(&self, outlet: &Outlet, customer: &mut Customer, now: Timestamp) {
        if outlet.platform() == Platform::WhatsApp {
            return self.read_whatsapp(outlet, customer, now);
        }
        let mut newest = None;
        for message in &mut customer.thread {
            if message.is_from_business() && message.read_at.is_none() {
                message.read_at = Some(now);
                message.delivered_at.get_or_insert(now);
                newest = Some(message.mid.clone());
            }
        }
        if let Some(mid) = newest {
            let value = match outlet.platform() {
                Platform::Instagram => json!({ "mid": mid }),
                _ => json!({ "watermark": now.as_millisecond() }),
            };
            self.emit_act(outlet, customer, now, Topic::Read, ("read", value));
        }
    }
}
