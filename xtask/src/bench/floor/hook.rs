//! As much of a webhook as a floor looks at.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Hook {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    messaging: Vec<Messaging>,
}

#[derive(Deserialize)]
struct Messaging {
    sender: Party,
    timestamp: i64,
    message: Message,
}

#[derive(Deserialize)]
struct Party {
    id: String,
}

#[derive(Deserialize)]
struct Message {
    mid: String,
    text: String,
}

/// A message, as it is stored.
pub(super) struct Row {
    pub(super) customer: String,
    pub(super) platform_id: String,
    pub(super) text: String,
    pub(super) sent_at: i64,
}

impl Hook {
    /// Its one message.
    pub(super) fn row(self) -> Option<Row> {
        let event = self
            .entry
            .into_iter()
            .next()?
            .messaging
            .into_iter()
            .next()?;
        Some(Row {
            customer: event.sender.id,
            platform_id: event.message.mid,
            text: event.message.text,
            sent_at: event.timestamp,
        })
    }
}

/// The 32 bytes that 64 hexadecimal digits say.
pub(super) fn decode(digits: &[u8]) -> Option<[u8; 32]> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let mut bytes = [0; 32];
    let (pairs, rest) = digits.as_chunks::<2>();
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}
