//! Signed webhooks of 1 KB, cheap to make: prepared requests in which only the new is written.

use std::time::Instant;

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

/// The page that is written to.
pub(super) const PAGE_ID: &str = "204811937760102";
/// The Instagram account that is written to.
pub(super) const ACCOUNT_ID: &str = "17841405822304914";
/// The WhatsApp number that is written to.
pub(super) const NUMBER_ID: &str = "106540352242922";
/// The business account of that number.
pub(super) const WABA_ID: &str = "102290129340398";
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
    /// Taken in turn.
    kinds: Vec<Kind>,
    key: Hmac<Sha256>,
    customers: u64,
    /// Keeps the ids of two streams apart.
    salt: u64,
    begun: Instant,
    begun_at: i64,
}

/// A request, and where in it the changing parts stand.
struct Kind {
    request: Vec<u8>,
    body: usize,
    signature: usize,
    customers: Vec<usize>,
    /// Times in milliseconds.
    times: Vec<usize>,
    /// Times in seconds.
    seconds: Vec<usize>,
    message_id: usize,
    number: usize,
}

const SIGNATURE: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const CUSTOMER: &str = "5000000000000000";
const SENT_AT: &str = "1000000000000";
const SENT_AT_SECOND: &str = "2000000000";
const MESSAGE_ID: &str =
    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii";
const NUMBER: &str = "##########";

impl Kind {
    fn of(body: &str) -> Self {
        let head = format!(
            "POST /hooks/meta HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             X-Hub-Signature-256: sha256={SIGNATURE}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        let request = format!("{head}{body}");
        let places = |part: &str| {
            request
                .match_indices(part)
                .map(|(place, _)| place)
                .collect()
        };
        let place = |part: &str| {
            request
                .find(part)
                .expect("the request was made with this part")
        };
        Self {
            body: head.len(),
            signature: place(SIGNATURE),
            customers: places(CUSTOMER),
            times: places(SENT_AT),
            seconds: places(SENT_AT_SECOND),
            message_id: place(MESSAGE_ID),
            number: place(NUMBER),
            request: request.into_bytes(),
        }
    }
}

impl Webhooks {
    /// A stream of Messenger messages from so many customers.
    pub(super) fn new(customers: u64) -> Self {
        Self::of(vec![Kind::of(&filled(messenger))], customers)
    }

    /// A stream of messages of the three platforms in turn, from so many customers of each.
    pub(super) fn mixed(customers: u64) -> Self {
        let bodies = [filled(messenger), filled(instagram), filled(whatsapp)];
        Self::of(
            bodies.iter().map(|body| Kind::of(body)).collect(),
            customers,
        )
    }

    fn of(kinds: Vec<Kind>, customers: u64) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the program that is measured has the real time"
        )]
        let now = Timestamp::now();
        Self {
            kinds,
            key: key(),
            customers,
            salt: now.as_microsecond().unsigned_abs(),
            begun: Instant::now(),
            begun_at: now.as_millisecond(),
        }
    }

    /// Writes the webhook with this number, as a whole request.
    pub(super) fn write(&self, number: u64, request: &mut Vec<u8>) {
        let turn = usize::try_from(number).unwrap_or(0) % self.kinds.len();
        let kind = &self.kinds[turn];
        request.clear();
        request.extend_from_slice(&kind.request);
        for customer in &kind.customers {
            digits(
                &mut request[customer + 1..customer + CUSTOMER.len()],
                mix(number) % self.customers,
            );
        }
        let elapsed = i64::try_from(self.begun.elapsed().as_millis()).unwrap_or(0);
        let now = (self.begun_at + elapsed).unsigned_abs();
        for time in &kind.times {
            digits(&mut request[*time..time + SENT_AT.len()], now);
        }
        for second in &kind.seconds {
            digits(
                &mut request[*second..second + SENT_AT_SECOND.len()],
                now / 1000,
            );
        }
        // Ids of platforms look random. `mix` is one to one, so the first sixteen letters alone never repeat.
        for (part, letters) in request[kind.message_id..][..MESSAGE_ID.len()]
            .chunks_exact_mut(16)
            .enumerate()
        {
            hexadecimal(
                letters,
                mix(self.salt.wrapping_add(number))
                    .rotate_left(13 * u32::try_from(part).unwrap_or(0)),
            );
        }
        digits(&mut request[kind.number..kind.number + DIGITS], number);
        let mut mac = self.key.clone();
        mac.update(&request[kind.body..]);
        let tag = mac.finalize().into_bytes();
        for (letters, bytes) in request[kind.signature..][..SIGNATURE.len()]
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

/// A body whose text makes it as long as all are.
fn filled(body: fn(text: &str) -> String) -> String {
    let text = format!("{MARK}{NUMBER}");
    let missing = BODY_BYTES - body(&text).len();
    let words = " is the kettle back in blue?".chars().cycle();
    body(&format!(
        "{text}{}",
        words.take(missing).collect::<String>()
    ))
}

fn messenger(text: &str) -> String {
    of_meta("page", PAGE_ID, "m_", text)
}

fn instagram(text: &str) -> String {
    of_meta("instagram", ACCOUNT_ID, "aWdf", text)
}

/// As Messenger and Instagram write it.
fn of_meta(object: &str, account: &str, prefix: &str, text: &str) -> String {
    format!(
        "{{\"object\":\"{object}\",\"entry\":[{{\"id\":\"{account}\",\"time\":{SENT_AT},\"messaging\":[{{\
         \"sender\":{{\"id\":\"{CUSTOMER}\"}},\"recipient\":{{\"id\":\"{account}\"}},\"timestamp\":{SENT_AT},\
         \"message\":{{\"mid\":\"{prefix}{MESSAGE_ID}\",\"text\":\"{text}\"}}}}]}}]}}"
    )
}

fn whatsapp(text: &str) -> String {
    format!(
        "{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"{WABA_ID}\",\"changes\":[{{\"value\":{{\
         \"messaging_product\":\"whatsapp\",\
         \"metadata\":{{\"display_phone_number\":\"15550783881\",\"phone_number_id\":\"{NUMBER_ID}\"}},\
         \"contacts\":[{{\"profile\":{{\"name\":\"Ada Muster\"}},\"wa_id\":\"{CUSTOMER}\"}}],\
         \"messages\":[{{\"from\":\"{CUSTOMER}\",\"id\":\"wamid.{MESSAGE_ID}\",\"timestamp\":\"{SENT_AT_SECOND}\",\
         \"type\":\"text\",\"text\":{{\"body\":\"{text}\"}}}}]}},\"field\":\"messages\"}}]}}]}}"
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
    fn a_mixed_stream_is_of_the_three_platforms_in_turn() {
        let webhooks = Webhooks::mixed(50);
        let mut request = Vec::new();
        let mut objects = Vec::new();
        // The first customer and the first message are what the pattern holds.
        for number in 3..9 {
            webhooks.write(number, &mut request);
            let body = split(&request).1;
            assert_eq!(body.len(), BODY_BYTES);
            let text = str::from_utf8(body).unwrap();
            for left_over in [CUSTOMER, SENT_AT, SENT_AT_SECOND, MESSAGE_ID, NUMBER] {
                assert!(!text.contains(left_over), "{left_over} in {text}");
            }
            let json: serde_json::Value = serde_json::from_slice(body).unwrap();
            objects.push(json["object"].as_str().unwrap().to_owned());
            if number % 3 == 2 {
                let value = &json["entry"][0]["changes"][0]["value"];
                assert_eq!(value["messages"][0]["from"], value["contacts"][0]["wa_id"]);
            }
        }
        assert_eq!(
            objects[..3],
            ["page", "instagram", "whatsapp_business_account"]
        );
        assert_eq!(objects[3..], objects[..3]);
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
