//! Receipts: what a phone tells about what it got.

use jiff::Timestamp;
use serde_json::json;

use super::rejection::Rejection;
use super::state::{Customer, Page};
use super::{World, pair};

impl World {
    /// A customer reads everything up to now.
    pub fn mark_read(&self, customer: &str) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (page, customer) = pair(&mut state, customer)?;
        self.read(page, customer, now);
        drop(state);
        self.changed();
        Ok(())
    }

    /// The phone confirms everything it has got up to now.
    pub fn mark_delivered(&self, customer: &str) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (page, customer) = pair(&mut state, customer)?;
        self.deliver(page, customer, now);
        drop(state);
        self.changed();
        Ok(())
    }

    /// What the phone does of itself when a message arrives.
    pub(super) fn receive(&self, page: &Page, customer: &mut Customer, now: Timestamp) {
        if customer.auto_delivery.unwrap_or(page.config.auto_delivery) {
            self.deliver(page, customer, now);
        }
        if customer.auto_read.unwrap_or(page.config.auto_read) {
            self.read(page, customer, now);
        }
    }

    fn deliver(&self, page: &Page, customer: &mut Customer, now: Timestamp) {
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
            self.emit_act(
                page,
                customer,
                now,
                "message_deliveries",
                ("delivery", value),
            );
        }
    }

    fn read(&self, page: &Page, customer: &mut Customer, now: Timestamp) {
        let mut any = false;
        for message in &mut customer.thread {
            if message.is_from_business() && message.read_at.is_none() {
                message.read_at = Some(now);
                message.delivered_at.get_or_insert(now);
                any = true;
            }
        }
        if any {
            let value = json!({ "watermark": now.as_millisecond() });
            self.emit_act(page, customer, now, "message_reads", ("read", value));
        }
    }
}
