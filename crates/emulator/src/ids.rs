//! Identifiers as the platform hands them out. They go on from run to run, so that a product which
//! keeps its data does not mistake a new message for one it has seen.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::clock::Clock;

/// The source of ids of one world. It starts at the microsecond in which the world began: no world
/// hands out a million ids a second, so the next one starts above.
#[derive(Debug)]
pub(crate) struct Ids {
    next: AtomicU64,
}

impl Ids {
    pub(crate) fn new() -> Self {
        let start = u64::try_from(Clock::real().as_microsecond()).unwrap_or(1);
        Self {
            next: AtomicU64::new(start),
        }
    }

    fn next(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// A number of sixteen digits: people, posts, comments, templates.
    pub(crate) fn number(&self) -> String {
        self.next().to_string()
    }

    /// A message id.
    pub(crate) fn message(&self) -> String {
        let number = self.next();
        let scattered = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&scattered.to_be_bytes());
        bytes[8..].copy_from_slice(&number.to_be_bytes());
        format!("m_{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A message id of Instagram: a path in base64, in which every `Z` and every filling is marked.
    pub(crate) fn instagram_message(&self, account: &str) -> String {
        let number = self.next();
        let scattered = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let path = format!("ig_dm_item:1:IGMessageID:{account}:{number}:{scattered}{number:016}");
        STANDARD.encode(path).replace('Z', "ZA").replace('=', "ZD")
    }

    /// A message id of WhatsApp: in base64 the phone number of the customer, the side that wrote, and a number.
    pub(crate) fn whatsapp_message(&self, phone: &str, from_business: bool) -> String {
        let scattered = self.next().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (side, mark) = if from_business {
            (0x11, format!("{:02X}{scattered:016X}", scattered % 251))
        } else {
            (0x12, format!("3A{:02X}{scattered:016X}", scattered % 241))
        };
        let length = |text: &str| u8::try_from(text.len()).unwrap_or(u8::MAX);
        let mut bytes = vec![0x1c, 0x18, length(phone)];
        bytes.extend_from_slice(phone.as_bytes());
        bytes.extend_from_slice(&[0x15, 0x02, 0x00, side, 0x18, length(&mark)]);
        bytes.extend_from_slice(mark.as_bytes());
        bytes.push(0);
        format!("wamid.{}", STANDARD.encode(bytes))
    }

    /// The trace id that every error body carries.
    pub(crate) fn trace(&self) -> String {
        let scattered = self.next().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        format!("A{}", URL_SAFE_NO_PAD.encode(scattered.to_be_bytes()))
    }
}
