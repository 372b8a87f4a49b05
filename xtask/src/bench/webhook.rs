//! Signed Messenger webhooks of 1 KB, cheap to make: a prepared request in which only the new is written.

use std::time::Instant;

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

/// The page that is written to.
pub(super) const PAGE_ID: &str = "204811937760102";
/// What the webhooks are signed with.
pub(super) const APP_SECRET: &str = "6d1f0c2b9a874e53b8f7d9e0a1c2b3d4";
/// The size of a body.
const BODY_BYTES: usize = 1024;
/// What stands before a message's number in its text, so that it can be found on a page.
pub(super) const MARK: &str = "bench-";
/// The digits of a message's number.
pub(super) const DIGITS: usize = 10;

/// The webhooks of one measurement, told apart by number. No two have the same message id, nor have two measurements.
pub(super) struct Webhooks {
    request: Vec<u8>,
    body: usize,
    places: Places,
    key: Hmac<Sha256>,
    customers: u64,
    /// Keeps the ids of two streams apart.
    salt: u64,
    begun: Instant,
    begun_at: i64,
}

/// Where in the request the changing parts stand.
struct Places {
    signature: usize,
    customer: usize,
    /// Of the entry, and of the message in it.
    times: [usize; 2],
    message_id: usize,
    number: usize,
}

const SIGNATURE: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const CUSTOMER: &str = "5000000000000000";
const SENT_AT: &str = "1000000000000";
const MESSAGE_ID: &str =
    "m_iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii";
const NUMBER: &str = "##########";

impl Webhooks {
    /// A stream of messages from so many customers.
    pub(super) fn new(customers: u64) -> Self {
        let body = body();
        let head = format!(
            "POST /hooks/meta HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             X-Hub-Signature-256: sha256={SIGNATURE}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let request = format!("{head}{body}");
        let place = |part: &str| {
            request
                .find(part)
                .expect("the request was made with this part")
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the program that is measured has the real time"
        )]
        let now = Timestamp::now();
        Self {
            body: head.len(),
            places: Places {
                signature: place(SIGNATURE),
                customer: place(CUSTOMER),
                times: ["\"time\":", "\"timestamp\":"].map(|name| place(name) + name.len()),
                message_id: place(MESSAGE_ID) + 2,
                number: place(NUMBER),
            },
            request: request.into_bytes(),
            key: key(),
            customers,
            salt: now.as_microsecond().unsigned_abs(),
            begun: Instant::now(),
            begun_at: now.as_millisecond(),
        }
    }

    /// Writes the webhook with this number, as a whole request.
    pub(super) fn write(&self, number: u64, request: &mut Vec<u8>) {
        request.clear();
        request.extend_from_slice(&self.request);
        let places = &self.places;
        digits(
            &mut request[places.customer + 1..places.customer + CUSTOMER.len()],
            mix(number) % self.customers,
        );
        let elapsed = i64::try_from(self.begun.elapsed().as_millis()).unwrap_or(0);
        for time in places.times {
            digits(
                &mut request[time..time + SENT_AT.len()],
                (self.begun_at + elapsed).unsigned_abs(),
            );
        }
        // Ids of platforms look random. `mix` is one to one, so the first sixteen letters alone never repeat.
        for (part, letters) in request[places.message_id..][..MESSAGE_ID.len() - 2]
            .chunks_exact_mut(16)
            .enumerate()
        {
            hexadecimal(
                letters,
                mix(self.salt.wrapping_add(number))
                    .rotate_left(13 * u32::try_from(part).unwrap_or(0)),
            );
        }
        digits(&mut request[places.number..places.number + DIGITS], number);
        let mut mac = self.key.clone();
        mac.update(&request[self.body..]);
        let tag = mac.finalize().into_bytes();
        for (letters, bytes) in request[places.signature..][..SIGNATURE.len()]
            .chunks_exact_mut(2)
            .zip(tag)
        {
            letters[0] = HEX[usize::from(bytes >> 4)];
            letters[1] = HEX[usize::from(bytes & 15)];
        }
    }
}

/// The secret, ready to sign and to verify.
pub(super) fn key() -> Hmac<Sha256> {
    Hmac::new_from_slice(APP_SECRET.as_bytes()).expect("a key of any length will do")
}

fn body() -> String {
    let filled = |words: &str| {
        format!(
            "{{\"object\":\"page\",\"entry\":[{{\"id\":\"{PAGE_ID}\",\"time\":{SENT_AT},\"messaging\":[{{\
             \"sender\":{{\"id\":\"{CUSTOMER}\"}},\"recipient\":{{\"id\":\"{PAGE_ID}\"}},\"timestamp\":{SENT_AT},\
             \"message\":{{\"mid\":\"{MESSAGE_ID}\",\"text\":\"{MARK}{NUMBER}{words}\"}}}}]}}]}}"
        )
    };
    let missing = BODY_BYTES - filled("").len();
    filled(
        &" is the kettle back in blue?"
            .chars()
            .cycle()
            .take(missing)
            .collect::<String>(),
    )
}

const HEX: &[u8; 16] = b"0123456789abcdef";

fn digits(place: &mut [u8], mut value: u64) {
    for digit in place.iter_mut().rev() {
        *digit = b"0123456789"[usize::try_from(value % 10).unwrap_or(0)];
        value /= 10;
    }
}

fn hexadecimal(place: &mut [u8], mut value: u64) {
    for digit in place.iter_mut().rev() {
        *digit = HEX[usize::try_from(value & 15).unwrap_or(0)];
        value >>= 4;
    }
}

/// Scatters a number over all 64 bits, one to one (the finaliser of `SplitMix64`).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn split(request: &[u8]) -> (&str, &[u8]) {
        let text = str::from_utf8(request).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head, body.as_bytes())
    }

    #[test]
    fn a_webhook_is_signed_json_of_one_kilobyte() {
        let mut request = Vec::new();
        Webhooks::new(5).write(17, &mut request);
        let (head, body) = split(&request);
        assert_eq!(body.len(), BODY_BYTES);
        assert!(head.ends_with("Content-Length: 1024"));
        let signature = head
            .split("sha256=")
            .nth(1)
            .unwrap()
            .split('\r')
            .next()
            .unwrap();
        let bytes: Vec<u8> = (0..32)
            .map(|at| u8::from_str_radix(&signature[2 * at..2 * at + 2], 16).unwrap())
            .collect();
        let mut mac = key();
        mac.update(body);
        assert!(mac.verify_slice(&bytes).is_ok());
        let json: serde_json::Value = serde_json::from_slice(body).unwrap();
        let event = &json["entry"][0]["messaging"][0];
        assert!(
            event["message"]["text"]
                .as_str()
                .unwrap()
                .starts_with("bench-0000000017 ")
        );
        assert!(event["timestamp"].as_i64().unwrap() > 1_700_000_000_000);
    }

    #[test]
    fn message_ids_are_new_and_customers_come_back() {
        let webhooks = Webhooks::new(5);
        let (mut ids, mut customers) = (BTreeSet::new(), BTreeSet::new());
        let mut request = Vec::new();
        for number in 0..500 {
            webhooks.write(number, &mut request);
            let json: serde_json::Value = serde_json::from_slice(split(&request).1).unwrap();
            let event = &json["entry"][0]["messaging"][0];
            ids.insert(event["message"]["mid"].to_string());
            customers.insert(event["sender"]["id"].to_string());
        }
        assert_eq!((ids.len(), customers.len()), (500, 5));
    }
}
