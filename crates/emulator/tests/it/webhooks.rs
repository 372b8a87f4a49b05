//! What the callback gets: signature, escaping, envelope, every kind of event, repetition.

mod events;
mod repetition;

use serde_json::json;
use transom_emulator::world::input::NewMessage;

use crate::shop::{PAGE, SECRET, Shop};

/// The signature, computed apart from the emulator.
pub(crate) fn signature(body: &[u8]) -> String {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    use std::fmt::Write as _;
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(body);
    let mut text = "sha256=".to_owned();
    for byte in mac.finalize().into_bytes() {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}

#[tokio::test]
async fn the_signature_covers_the_raw_bytes_with_escaped_unicode_and_slashes() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    shop.world()
        .write(&customer, NewMessage::text("Grüße 😀 </a>"))
        .unwrap();
    shop.settled_items().await;
    let received = shop.callback.received().remove(0);
    let body = std::str::from_utf8(&received.body).unwrap();
    assert!(
        body.contains(r#""text":"Gr\u00fc\u00dfe \ud83d\ude00 <\/a>""#),
        "{body}"
    );
    assert!(body.is_ascii());
    assert_eq!(received.signature, signature(&received.body));
    assert_eq!(
        received.json()["entry"][0]["messaging"][0]["message"]["text"],
        "Grüße 😀 </a>"
    );
}

#[tokio::test]
async fn an_envelope_names_page_customer_and_milliseconds() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    let done = shop
        .world()
        .write(
            &customer,
            NewMessage::text("Hi").at("2026-11-21T09:00:00.250Z".parse().unwrap()),
        )
        .unwrap();
    shop.settled_items().await;
    let expected = json!({ "object": "page", "entry": [{
        "id": PAGE, "time": 1_795_251_600_250_u64,
        "messaging": [{
            "sender": { "id": customer }, "recipient": { "id": PAGE }, "timestamp": 1_795_251_600_250_u64,
            "message": { "mid": done.mid, "text": "Hi" },
        }],
    }] });
    assert_eq!(shop.callback.received()[0].json(), expected);
}
