//! Every kind of event.

use serde_json::{Value, json};
use transom_emulator::world::input::{
    AdReferral, AttachmentKind, BusinessMessage, Edit, NewAttachment, NewMessage, OptIn, Origin,
    Postback, Reaction, Referral,
};

use crate::shop::{APP, PAGE, Shop};

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
