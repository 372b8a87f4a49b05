//! The exact bodies of what an app is told of Instagram.

use serde_json::{Value, json};
use transom_emulator::world::input::{AttachmentKind, BusinessMessage, Origin};
use transom_emulator::world::input::{
    Edit, NewAttachment, NewMessage, Postback, Reaction, Referral, Special,
};

use super::{ACCOUNT, Gram, INSTAGRAM_SECRET};
use crate::shop::SECRET;

fn signature(secret: &str, body: &[u8]) -> String {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    use std::fmt::Write as _;
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    let mut text = "sha256=".to_owned();
    for byte in mac.finalize().into_bytes() {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}

fn special(special: Special) -> NewMessage {
    NewMessage {
        instagram: Some(special),
        ..NewMessage::default()
    }
}

#[tokio::test]
async fn a_message_comes_as_object_instagram_signed_with_the_secret_of_the_login() {
    for (gram, secret) in [
        (Gram::open().await, INSTAGRAM_SECRET),
        (Gram::linked().await, SECRET),
    ] {
        let customer = gram.stranger();
        let at = "2026-11-21T09:00:00.250Z".parse().unwrap();
        let done = gram
            .world()
            .write(&customer, NewMessage::text("How much?").at(at))
            .unwrap();
        gram.shop.settled_items().await;
        let received = gram.shop.callback.received().remove(0);
        let expected = json!({ "object": "instagram", "entry": [{
            "id": ACCOUNT, "time": 1_795_251_600_250_u64,
            "messaging": [{
                "sender": { "id": customer }, "recipient": { "id": ACCOUNT },
                "timestamp": 1_795_251_600_250_u64,
                "message": { "mid": done.mid, "text": "How much?" },
            }],
        }] });
        assert_eq!(received.json(), expected);
        assert_eq!(received.signature, signature(secret, &received.body));
        assert!(
            done.mid
                .unwrap()
                .starts_with("aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEOj")
        );
    }
}

#[tokio::test]
async fn stories_shares_and_what_no_app_may_see_have_their_own_shapes() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let (story, post, reel) = (gram.post("story"), gram.post("post"), gram.post("reel"));
    let before = gram.shop.settled_items().await.len();
    let reply = Special::StoryReply { story: None };
    let messages = [
        NewMessage {
            text: Some("wow".into()),
            ..special(reply)
        },
        special(Special::StoryMention),
        special(Special::Share { post: None }),
        special(Special::Share {
            post: Some(reel.clone()),
        }),
        special(Special::ViewOnce),
        special(Special::Unsupported),
    ];
    for message in messages {
        gram.world().write(&customer, message).unwrap();
    }
    let mut told = gram.told_since(before).await;
    let url = |id: &str| {
        format!("https://lookaside.example/ig_messaging_cdn/?asset_id={id}&signature=emulated")
    };
    let mids: Vec<String> = told
        .iter_mut()
        .map(|item| item["message"]["mid"].take().as_str().unwrap().to_owned())
        .collect();
    let attached = |attachment: Value| json!({ "mid": null, "attachments": [attachment] });
    let expected = [
        json!({ "mid": null, "text": "wow", "reply_to": { "story": { "id": story, "url": url(&story) } } }),
        attached(json!({ "type": "story_mention", "payload": { "url": url(&mids[1]) } })),
        attached(json!({ "type": "ig_reel", "payload": {
            "reel_video_id": reel, "title": "A day at Atelier Nord", "url": url(&reel) } })),
        attached(json!({ "type": "ig_reel", "payload": {
            "reel_video_id": reel, "title": "A day at Atelier Nord", "url": url(&reel) } })),
        attached(json!({ "type": "ephemeral" })),
        json!({ "mid": null, "is_unsupported": true }),
    ];
    for (item, expected) in told.iter().zip(&expected) {
        assert_eq!(&item["message"], expected);
    }
    let share = special(Special::Share {
        post: Some(post.clone()),
    });
    gram.world().write(&customer, share).unwrap();
    let told = gram.told_since(before + 6).await;
    let payload =
        json!({ "ig_post_media_id": post, "title": "News from Atelier Nord", "url": url(&post) });
    assert_eq!(
        told[0]["message"]["attachments"],
        json!([{ "type": "ig_post", "payload": payload }])
    );
}

#[tokio::test]
async fn an_edit_a_reaction_an_unsent_message_and_a_tap_have_their_own_events() {
    let gram = Gram::open().await;
    let world = gram.world();
    let customer = gram.customer();
    let own = world.thread(&customer).unwrap()[0].mid.clone();
    let sent = gram.say(&customer, "59 euros").await.body["message_id"].clone();
    let sent = sent.as_str().unwrap();
    let before = gram.shop.settled_items().await.len();
    let text = "How much is it?".to_owned();
    world.edit(&customer, &own, Edit { text }).unwrap();
    for reaction in [Some("love"), Some("🔥"), None] {
        let reaction = reaction.map(str::to_owned);
        world.react(&customer, sent, Reaction { reaction }).unwrap();
    }
    world.delete(&customer, &own).unwrap();
    let tap = Postback {
        payload: "HOURS".into(),
        title: Some("Opening hours?".into()),
        referral: None,
        at: None,
    };
    let tapped = world.tap(&customer, tap).unwrap();
    let link = Referral {
        reference: Some("ig-bio".into()),
        ..Referral::default()
    };
    world.refer(&customer, &link).unwrap();
    world.mark_read(&customer).unwrap();
    let told = gram.told_since(before).await;
    let expected = [
        (
            "message_edit",
            json!({ "mid": own, "text": "How much is it?", "num_edit": 1 }),
        ),
        (
            "reaction",
            json!({ "mid": sent, "action": "react", "reaction": "love", "emoji": "❤\u{fe0f}" }),
        ),
        (
            "reaction",
            json!({ "mid": sent, "action": "react", "reaction": "other", "emoji": "🔥" }),
        ),
        ("reaction", json!({ "mid": sent, "action": "unreact" })),
        ("message", json!({ "mid": own, "is_deleted": true })),
        (
            "postback",
            json!({ "mid": tapped.mid, "title": "Opening hours?", "payload": "HOURS" }),
        ),
        (
            "referral",
            json!({ "ref": "ig-bio", "source": "SHORTLINK", "type": "OPEN_THREAD" }),
        ),
        ("read", json!({ "mid": sent })),
    ];
    for (item, (key, value)) in told.iter().zip(&expected) {
        assert_eq!(&item[key], value);
        assert_eq!(item["sender"]["id"], json!(customer));
    }
    assert_eq!(told.len(), expected.len());
    let fields: Vec<_> = world.deliveries(8).deliveries;
    let fields: Vec<_> = fields.iter().rev().map(|one| one.fields[0]).collect();
    let names = "message_edit message_reactions message_reactions message_reactions messages \
        messaging_postbacks messaging_referral messaging_seen";
    assert_eq!(fields, names.split_whitespace().collect::<Vec<_>>());
}

#[tokio::test]
async fn an_echo_comes_among_the_messages_and_names_no_app() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let before = gram.shop.settled_items().await.len();
    let body = json!({ "recipient": { "id": customer },
        "message": { "text": "59 euros", "metadata": "out:1" } });
    let sent = gram.send(body).await;
    let by_hand = BusinessMessage {
        text: "By hand".into(),
        origin: Origin::PageInbox,
        at: None,
    };
    let done = gram.world().write_elsewhere(&customer, by_hand).unwrap();
    let told = gram.told_since(before).await;
    assert_eq!(
        told[0]["message"],
        json!({ "mid": sent.body["message_id"], "is_echo": true, "text": "59 euros" })
    );
    assert_eq!(told[0]["sender"]["id"], ACCOUNT);
    assert_eq!(told[0]["recipient"]["id"], json!(customer));
    assert_eq!(
        told[1]["message"],
        json!({ "mid": done.mid, "is_echo": true, "text": "By hand" })
    );
    // No word of delivery: Instagram tells of reading alone.
    assert_eq!(told.len(), 2);
}

#[tokio::test]
async fn quick_replies_quotes_and_files_are_as_on_messenger_without_the_mark_of_an_own_message() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let offer = json!({ "recipient": { "id": customer }, "message": { "text": "Size?",
        "quick_replies": [{ "content_type": "text", "title": "M", "payload": "SIZE_M" }] } });
    let offered = gram.send(offer).await.body["message_id"].clone();
    let before = gram.shop.settled_items().await.len();
    let picture = NewAttachment {
        kind: AttachmentKind::Image,
        url: "https://a.example/1.jpg".into(),
        title: None,
    };
    let messages = [
        NewMessage {
            quick_reply: Some("SIZE_M".into()),
            ..NewMessage::default()
        },
        NewMessage {
            reply_to: Some(offered.as_str().unwrap().to_owned()),
            ..NewMessage::text("This one")
        },
        NewMessage {
            attachments: vec![picture],
            ..NewMessage::default()
        },
    ];
    for message in messages {
        gram.world().write(&customer, message).unwrap();
    }
    let told = gram.told_since(before).await;
    assert_eq!(
        told[0]["message"]["quick_reply"],
        json!({ "payload": "SIZE_M" })
    );
    assert_eq!(told[1]["message"]["reply_to"], json!({ "mid": offered }));
    assert_eq!(
        told[2]["message"]["attachments"],
        json!([{ "type": "image", "payload": { "url": "https://a.example/1.jpg" } }])
    );
}

#[tokio::test]
async fn comments_come_under_changes_with_the_person_of_the_thread() {
    let gram = Gram::open().await;
    let customer = gram.stranger();
    let (status, live) = gram
        .shop
        .control(
            "POST",
            &format!("/accounts/{ACCOUNT}/posts"),
            json!({ "kind": "live", "text": "Hello" }),
        )
        .await;
    assert_eq!(status, 201);
    let (post, reel) = (gram.post("post"), gram.post("reel"));
    let mut ids = Vec::new();
    for post in [&json!(post), &json!(reel), &live["id"]] {
        let path = format!("/customers/{customer}/comments");
        let body = json!({ "text": "price?", "post": post });
        let (status, comment) = gram.shop.control("POST", &path, body).await;
        assert_eq!(status, 201, "{comment}");
        ids.push(comment["id"].clone());
    }
    let told = gram.told_since(0).await;
    let from = json!({ "id": customer, "username": "nina" });
    let expected = [
        json!({ "field": "comments", "value": { "id": ids[0], "from": from, "text": "price?",
            "media": { "id": post, "media_product_type": "FEED" } } }),
        json!({ "field": "comments", "value": { "id": ids[1], "from": from, "text": "price?",
            "media": { "id": reel, "media_product_type": "REELS" } } }),
        json!({ "field": "live_comments", "value": { "id": ids[2], "from": from, "text": "price?",
            "media": { "id": live["id"] } } }),
    ];
    assert_eq!(told, expected);
    let answer = json!({ "text": "And in blue?", "post": post, "parent": ids[0] });
    let path = format!("/customers/{customer}/comments");
    assert_eq!(gram.shop.control("POST", &path, answer).await.0, 201);
    let told = gram.told_since(3).await;
    assert_eq!(told[0]["value"]["parent_id"], ids[0]);
    let entry = &gram.shop.callback.received()[0].json()["entry"][0];
    assert!(entry["time"].as_u64().unwrap() < 10_000_000_000);
}
