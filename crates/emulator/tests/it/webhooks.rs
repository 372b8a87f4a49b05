//! What the callback gets: signature, escaping, envelope, every kind of event, repetition.

use std::time::Duration;

use serde_json::{Value, json};
use transom_emulator::world::input::{
    AdReferral, AttachmentKind, BusinessMessage, Edit, NewAttachment, NewMessage, OptIn, Origin,
    Postback, Reaction, Referral,
};

use crate::shop::{APP, PAGE, SECRET, Shop};

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

#[tokio::test]
async fn messages_carry_files_stickers_quotes_quick_replies_and_ads() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let offer = shop
        .send(
            json!({ "recipient": { "id": customer }, "message": { "text": "Size?",
            "quick_replies": [{ "content_type": "text", "title": "M", "payload": "SIZE_M" }] } }),
        )
        .await;
    let offered = offer.body["message_id"].as_str().unwrap().to_owned();
    let write = |message: NewMessage| shop.world().write(&customer, message).unwrap();
    write(NewMessage {
        quick_reply: Some("SIZE_M".into()),
        ..NewMessage::default()
    });
    write(NewMessage {
        reply_to: Some(offered.clone()),
        ..NewMessage::text("This one")
    });
    write(NewMessage {
        sticker_id: Some(369_239_263_222_822),
        ..NewMessage::default()
    });
    let file = |kind, url: &str| NewAttachment {
        kind,
        url: url.into(),
        title: Some("Lamp".into()),
    };
    let attachments = vec![
        file(AttachmentKind::Image, "https://a.example/1.png"),
        file(AttachmentKind::Fallback, "https://a.example/"),
    ];
    write(NewMessage {
        attachments,
        ..NewMessage::default()
    });
    let ad = AdReferral {
        ad_id: "6045".into(),
        title: Some("Jackets".into()),
        reference: Some("r1".into()),
    };
    write(NewMessage {
        ad: Some(ad),
        ..NewMessage::text("Hi")
    });
    let items = shop.settled_items().await;
    let own: Vec<&Value> = items
        .iter()
        .filter(|item| item["sender"]["id"] == *customer)
        .map(|item| &item["message"])
        .collect();
    let message = |index: usize| {
        own.iter()
            .filter(|message| message.is_object())
            .nth(index)
            .unwrap()
    };
    assert_eq!(
        (&message(1)["text"], &message(1)["quick_reply"]),
        (&json!("M"), &json!({ "payload": "SIZE_M" }))
    );
    assert_eq!(
        message(2)["reply_to"],
        json!({ "mid": offered, "is_self_reply": false })
    );
    assert_eq!(message(3)["attachments"][0]["type"], "sticker");
    assert_eq!(
        message(3)["attachments"][0]["payload"]["sticker_id"],
        369_239_263_222_822_u64
    );
    assert_eq!(
        message(4)["attachments"][0]["payload"]["url"],
        "https://a.example/1.png"
    );
    assert_eq!(
        message(4)["attachments"][1],
        json!({ "type": "fallback", "title": "Lamp", "url": "https://a.example/", "payload": null })
    );
    assert_eq!(
        message(5)["referral"],
        json!({
            "source": "ADS", "type": "OPEN_THREAD", "ad_id": "6045", "ref": "r1", "ads_context_data": { "ad_title": "Jackets" },
        })
    );
}

#[tokio::test]
async fn a_send_comes_back_as_an_echo_with_its_metadata_then_as_receipts() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let answer = shop
        .send(json!({ "recipient": { "id": customer }, "message": { "text": "Hi", "metadata": "out:1" } }))
        .await;
    let mid = &answer.body["message_id"];
    shop.world().mark_read(&customer).unwrap();
    let items = shop.settled_items().await;
    assert_eq!(items.len(), 4);
    assert_eq!(items[1]["sender"]["id"], PAGE);
    assert_eq!(items[1]["recipient"]["id"], json!(customer));
    assert_eq!(
        items[1]["message"],
        json!({
            "mid": mid, "is_echo": true, "app_id": APP.parse::<u64>().unwrap(), "metadata": "out:1", "text": "Hi",
        })
    );
    let sent_at = items[1]["timestamp"].as_u64().unwrap();
    assert_eq!(items[2]["delivery"]["mids"], json!([mid]));
    assert!(items[2]["delivery"]["watermark"].as_u64().unwrap() >= sent_at);
    assert!(items[3]["read"]["watermark"].as_u64().unwrap() >= sent_at);
    assert_eq!(items[3]["read"].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn what_people_write_elsewhere_comes_as_an_echo_of_another_app() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    for origin in [Origin::PageInbox, Origin::OtherApp] {
        let message = BusinessMessage {
            text: "By hand".into(),
            origin,
            at: None,
        };
        shop.world().write_elsewhere(&customer, message).unwrap();
    }
    let items = shop.settled_items().await;
    let apps: Vec<u64> = items
        .iter()
        .filter_map(|item| item["message"]["app_id"].as_u64())
        .collect();
    assert_eq!(apps[0], 26_390_203_743_090);
    assert!(apps[1] != apps[0] && apps[1].to_string() != APP);
}

#[tokio::test]
async fn edits_reactions_buttons_links_and_opt_ins_have_their_own_events() {
    let shop = Shop::open().await;
    let world = shop.world();
    let customer = shop.customer();
    let own = world.thread(&customer).unwrap()[0].mid.clone();
    let sent = shop.say(&customer, "Hi").await.body["message_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let before = shop.settled_items().await.len();
    world
        .edit(
            &customer,
            &own,
            Edit {
                text: "Hello!".into(),
            },
        )
        .unwrap();
    world
        .react(
            &customer,
            &sent,
            Reaction {
                reaction: Some("love".into()),
            },
        )
        .unwrap();
    world
        .react(&customer, &sent, Reaction { reaction: None })
        .unwrap();
    let referral = Some(Referral {
        reference: Some("spring".into()),
        ..Referral::default()
    });
    let tapped = world
        .tap(
            &customer,
            Postback {
                payload: "START".into(),
                title: None,
                referral,
                at: None,
            },
        )
        .unwrap();
    world
        .refer(
            &customer,
            &Referral {
                reference: Some("spring".into()),
                ..Referral::default()
            },
        )
        .unwrap();
    world
        .opt_in(
            &customer,
            OptIn::Plugin {
                reference: "checkout-5".into(),
            },
        )
        .unwrap();
    let items = shop.settled_items().await;
    let link = json!({ "ref": "spring", "source": "SHORTLINK", "type": "OPEN_THREAD" });
    let expected = [
        (
            "message_edit",
            json!({ "mid": own, "text": "Hello!", "num_edit": 1 }),
        ),
        (
            "reaction",
            json!({ "mid": sent, "action": "react", "reaction": "love", "emoji": "❤" }),
        ),
        ("reaction", json!({ "mid": sent, "action": "unreact" })),
        (
            "postback",
            json!({ "mid": tapped.mid, "title": "Get Started", "payload": "START", "referral": link }),
        ),
        ("referral", link),
        ("optin", json!({ "ref": "checkout-5" })),
    ];
    for (item, (key, value)) in items[before..].iter().zip(&expected) {
        assert_eq!(&item[key], value);
    }
    assert_eq!(items.len() - before, expected.len());
}

#[tokio::test]
async fn the_click_on_an_ad_alone_tells_nothing_and_a_link_needs_a_thread() {
    let shop = Shop::open().await;
    let stranger = shop.stranger();
    let ad = Referral {
        ad_id: Some("6045".into()),
        ..Referral::default()
    };
    shop.world().refer(&stranger, &ad).unwrap();
    shop.world().refer(&stranger, &Referral::default()).unwrap();
    assert!(shop.settled_items().await.is_empty());
}

#[tokio::test]
async fn comments_come_under_changes_in_seconds_and_with_another_id_of_the_person() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    let (status, comment) = shop
        .control(
            "POST",
            &format!("/customers/{customer}/comments"),
            json!({ "text": "Price?" }),
        )
        .await;
    assert_eq!(status, 201);
    shop.settled_items().await;
    let entry = &shop.callback.received()[0].json()["entry"][0];
    assert!(entry["time"].as_u64().unwrap() < 10_000_000_000);
    let change = &entry["changes"][0];
    assert_eq!(change["field"], "feed");
    assert_eq!(change["value"]["comment_id"], comment["id"]);
    assert_eq!(change["value"]["verb"], "add");
    assert_ne!(change["value"]["from"]["id"], json!(customer));
}

#[tokio::test]
async fn enforcement_comes_without_a_sender() {
    let shop = Shop::open().await;
    let path = format!("/pages/{PAGE}/enforcement");
    shop.control(
        "POST",
        &path,
        json!({ "action": "warning", "reason": "Spam" }),
    )
    .await;
    shop.control("POST", &path, json!({ "action": "unblock" }))
        .await;
    // How the page stands with the rules comes along, in a field of its own.
    let mut items = shop.settled_items().await;
    items.retain(|item| item.get("policy_enforcement").is_some());
    let told: Vec<_> = items
        .iter()
        .map(|item| &item["policy_enforcement"])
        .collect();
    let warning = json!({ "action": "warning", "reason": "Spam" });
    assert_eq!(told, [&warning, &json!({ "action": "unblock" })]);
    assert!(items.iter().all(|item| item.get("sender").is_none()));
}

#[tokio::test]
async fn an_app_without_the_thread_gets_standby_with_the_payload_withheld() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    shop.control(
        "PATCH",
        &format!("/customers/{customer}"),
        json!({ "owned_by_other_app": true }),
    )
    .await;
    shop.world()
        .tap(
            &customer,
            Postback {
                payload: "SECRET".into(),
                title: Some("Buy".into()),
                referral: None,
                at: None,
            },
        )
        .unwrap();
    shop.settled_items().await;
    let entry = &shop.callback.received()[0].json()["entry"][0];
    assert!(entry.get("messaging").is_none());
    assert_eq!(entry["standby"][0]["postback"]["title"], "Buy");
    assert!(entry["standby"][0]["postback"].get("payload").is_none());
}

#[tokio::test]
async fn only_subscribed_fields_are_told() {
    let shop = Shop::open().await;
    shop.graph(
        "POST",
        "/v26.0/me/subscribed_apps",
        json!({ "subscribed_fields": "messages" }),
    )
    .await;
    let customer = shop.customer();
    shop.say(&customer, "Hi").await;
    let items = shop.settled_items().await;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["message"]["text"], "Hello");
}

#[tokio::test]
async fn whatever_is_not_2xx_is_repeated_in_order_until_it_succeeds() {
    let shop = Shop::open().await;
    shop.callback.answer(&[500, 404, 302, 0, 200]);
    let customer = shop.stranger();
    for text in ["first", "second"] {
        shop.world()
            .write(&customer, NewMessage::text(text))
            .unwrap();
    }
    let items = shop.settled_items().await;
    let texts: Vec<_> = items
        .iter()
        .map(|item| item["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        ["first", "first", "first", "first", "first", "second"]
    );
    let report = shop.world().deliveries(10);
    assert_eq!(
        (
            report.totals.delivered,
            report.totals.attempts,
            report.pending_events
        ),
        (2, 6, 0)
    );
    let tries: Vec<_> = report.deliveries[1]
        .attempts
        .iter()
        .map(|attempt| attempt.status)
        .collect();
    assert_eq!(tries, [Some(500), Some(404), Some(302), None, Some(200)]);
    assert_eq!(
        report.deliveries[1].attempts[3].error.as_deref(),
        Some("no answer in time")
    );
}

#[tokio::test]
async fn a_callback_that_fails_for_too_long_loses_the_subscription_and_what_waits() {
    let patience = Duration::from_millis(30);
    let shop = Shop::open_giving_up_after(patience, "2026-11-21T10:00:00Z", &[]).await;
    shop.callback.answer(&[500; 100]);
    let customer = shop.stranger();
    for text in ["first", "second", "third"] {
        shop.world()
            .write(&customer, NewMessage::text(text))
            .unwrap();
    }
    let items = shop.settled_items().await;
    assert!(items.iter().all(|item| item["message"]["text"] == "first"));
    let (_, page) = shop
        .control("GET", &format!("/pages/{PAGE}"), json!({}))
        .await;
    assert_eq!(page["subscribed_fields"], Value::Null);
    let report = shop.world().deliveries(10);
    assert_eq!(
        (
            report.totals.given_up,
            report.totals.delivered,
            report.pending_events
        ),
        (1, 0, 0)
    );
}

#[tokio::test]
async fn a_callback_must_pass_the_handshake() {
    let shop = Shop::open().await;
    let callback = format!("http://{}/nothing", shop.running.addr());
    let (status, refused) = shop
        .control("PUT", "/callback", json!({ "url": callback }))
        .await;
    assert_eq!((status, &refused["code"]), (400, &json!("handshake")));
    let (status, refused) = shop
        .control("PUT", "/callback", json!({ "url": "ftp://x" }))
        .await;
    assert_eq!((status, &refused["code"]), (400, &json!("handshake")));
}
