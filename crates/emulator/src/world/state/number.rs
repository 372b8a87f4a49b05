//! A phone number on WhatsApp, and the people who write to it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::waba::Quality;
use crate::world::input::FailureSwitch;

/// Sends to one person that may go at once.
const BURST: i64 = 45;
/// One more becomes possible after this time.
const REFILL: SignedDuration = SignedDuration::from_secs(6);

/// What only a phone number on WhatsApp has.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent states")]
pub(crate) struct Number {
    pub(crate) waba: String,
    /// In digits, with the country code.
    pub(crate) phone: String,
    /// Webhooks and answers carry business-scoped user ids.
    pub(crate) user_ids: bool,
    /// Its owner has entered the code that was sent to it.
    pub(crate) verified: bool,
    pub(crate) registered: bool,
    /// The PIN of two-step verification.
    pub(crate) pin: Option<String>,
    pub(crate) quality: Quality,
    /// Failures that the next sends meet.
    pub(crate) failures: Vec<FailureSwitch>,
    /// Out of order for a minute while its throughput grows.
    pub(crate) maintenance: bool,
    pub(crate) profile: Map<String, Value>,
    pub(crate) settings: Value,
    pub(crate) commerce: Value,
    pub(crate) automation: Map<String, Value>,
    pub(crate) public_key: Option<String>,
    /// Where its webhooks go instead of the account's or the app's callback.
    pub(crate) callback: Arc<Mutex<Option<String>>>,
    /// Service messages charged in a month, for the free ones at its beginning.
    pub(crate) service: (String, u32),
}

/// A person as WhatsApp knows them. Both ids may change.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct Person {
    pub(crate) wa_id: String,
    pub(crate) user_id: String,
    pub(crate) username: Option<String>,
    /// The number is withheld from businesses that have not heard of it for a month.
    pub(crate) hides_number: bool,
    pub(crate) stopped_marketing: bool,
    pub(crate) blocked_by_business: bool,
    /// The phone is no longer on WhatsApp, or too old for it.
    pub(crate) unreachable: bool,
    /// When marketing messages reached them.
    pub(crate) marketing: VecDeque<Timestamp>,
    /// Messages are free of charge until then, after an ad.
    pub(crate) free_until: Option<Timestamp>,
    /// An ad led here, and the business has not answered yet.
    pub(crate) from_ad_at: Option<Timestamp>,
    /// Of the old prices: the open conversations, by category, with id and end.
    pub(crate) conversations: Vec<(&'static str, String, Timestamp)>,
    pub(crate) pace: Pace,
}

/// How fast the business writes to one person.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pace {
    spent: i64,
    at: Option<Timestamp>,
}

impl Pace {
    /// Counts a message; false when there were too many.
    pub(crate) fn take(&mut self, now: Timestamp) -> bool {
        let since = self
            .at
            .map_or(SignedDuration::ZERO, |at| now.duration_since(at));
        let refilled = (since.as_millis() / REFILL.as_millis()).max(0);
        let refilled = i64::try_from(refilled).unwrap_or(i64::MAX);
        self.spent = self.spent.saturating_sub(refilled).max(0);
        if self.at.is_none() || refilled > 0 {
            self.at = Some(now);
        }
        if self.spent >= BURST {
            return false;
        }
        self.spent += 1;
        true
    }
}

impl Person {
    pub(crate) fn new(wa_id: String, user_id: String, username: Option<String>) -> Self {
        Self {
            wa_id,
            user_id,
            username,
            hides_number: false,
            stopped_marketing: false,
            blocked_by_business: false,
            unreachable: false,
            marketing: VecDeque::new(),
            free_until: None,
            from_ad_at: None,
            conversations: Vec::new(),
            pace: Pace::default(),
        }
    }
}
