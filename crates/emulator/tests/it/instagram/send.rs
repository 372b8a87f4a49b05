//! Sends on Instagram: what goes, and every error with its body.

use serde_json::{Value, json};
use transom_emulator::world::input::NewMessage;
use transom_emulator::{Capability, Faults, GraphFault, GraphFaultKind};

use super::{ACCOUNT, Gram, USER_TOKEN};
use crate::shop::{PAGE, TOKEN};

const INVALID: (u64, Option<u64>) = (100, None);
const NO_USER: (u64, Option<u64>) = (100, Some(2_534_014));
const BAD_DATA: (u64, Option<u64>) = (100, Some(2_534_015));
const BAD_COMMENT: (u64, Option<u64>) = (100, Some(2_534_025));

#[tokio::test]
async fn every_node_of_each_flavour_takes_a_send() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let body = json!({ "recipient": { "id": customer }, "message": { "text": "Hi!" } });
    for path in [
        format!("/v26.0/{ACCOUNT}/messages"),
        "/v26.0/me/messages".to_owned(),
        "/me/messages".to_owned(),
    ] {
        let answer = gram.graph("POST", &path, body.clone()).await;
        assert_eq!(answer.body["recipient_id"], json!(customer), "{path}");
        let mid = answer.body["message_id"].as_str().unwrap();
        assert!(mid.starts_with("aWdfZAG1f"), "{mid}");
        let usage = answer.headers["x-business-use-case-usage"]
            .to_str()
            .unwrap();
        let usage: Value = serde_json::from_str(usage).unwrap();
        assert_eq!(usage[ACCOUNT][0]["type"], "instagram");
    }
    let gram = Gram::linked().await;
    let customer = gram.customer();
    let body = json!({ "recipient": { "id": customer }, "message": { "text": "Hi!" } });
    for path in [format!("/v26.0/{PAGE}/messages"), "/me/messages".to_owned()] {
        let answer = gram.graph("POST", &path, body.clone()).await;
        assert_eq!(answer.body["recipient_id"], json!(customer), "{path}");
    }
    let own = gram
        .graph("POST", &format!("/{ACCOUNT}/messages"), body)
        .await;
    assert_eq!(own.error(), (100, Some(33)), "the page sends for it");
    assert_eq!(gram.world().thread(&customer).unwrap().len(), 3);
}

#[tokio::test]
async fn a_page_still_reaches_its_own_people_and_no_other_outlets_token_does() {
    let gram = Gram::linked().await;
    let on_messenger = gram.shop.customer();
    let answer = gram.say(&on_messenger, "Hi").await;
    assert!(
        answer.body["message_id"]
            .as_str()
            .unwrap()
            .starts_with("m_")
    );
    let gram = Gram::open().await;
    let on_instagram = gram.customer();
    assert_eq!(
        gram.shop.say(&on_instagram, "Hi").await.error(),
        (100, Some(2_018_001))
    );
    let on_messenger = gram.shop.customer();
    assert_eq!(gram.say(&on_messenger, "Hi").await.error(), NO_USER);
    let body = json!({ "recipient": { "id": on_instagram }, "message": { "text": "Hi" } });
    let path = format!("/{ACCOUNT}/messages");
    let foreign = gram
        .shop
        .graph_as(TOKEN, "POST", &path, body)
        .await
        .unwrap();
    assert_eq!(foreign.error(), (100, Some(33)));
}

#[tokio::test]
async fn outside_the_window_is_403_of_instagrams_own_type() {
    let gram = Gram::open().await;
    let customer = gram.stranger();
    let at = "2026-11-21T09:00:00Z".parse().unwrap();
    gram.world()
        .write(&customer, NewMessage::text("Hi").at(at))
        .unwrap();
    gram.shop.set_clock("2026-11-22T08:59:50Z");
    assert_eq!(gram.say(&customer, "In time").await.status, 200);
    gram.shop.set_clock("2026-11-22T09:00:00Z");
    let mut late = gram.say(&customer, "Too late").await;
    assert_eq!(late.status, 403);
    assert!(late.body["error"]["fbtrace_id"].take().is_string());
    assert_eq!(
        late.body,
        json!({ "error": {
            "message": "This message is sent outside of allowed window.", "type": "IGApiException",
            "code": 10, "error_subcode": 2_534_022, "fbtrace_id": null,
        } })
    );
}

#[tokio::test]
async fn a_human_agent_has_seven_days_in_both_shapes_and_needs_the_permission() {
    let tagged = |customer: &str, kind: Option<&str>, tag: &str| {
        let mut body = json!({ "recipient": { "id": customer }, "tag": tag,
            "message": { "text": "Your colleague asked me to answer." } });
        if let Some(kind) = kind {
            body["messaging_type"] = json!(kind);
        }
        body
    };
    let gram = Gram::open_with(&[Capability::HumanAgent]).await;
    let customer = gram.customer();
    gram.shop.set_clock("2026-11-27T10:00:00Z");
    for kind in [None, Some("MESSAGE_TAG")] {
        let answer = gram.send(tagged(&customer, kind, "HUMAN_AGENT")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let other = gram.send(tagged(&customer, None, "ACCOUNT_UPDATE")).await;
    assert_eq!(other.error(), INVALID);
    gram.shop.set_clock("2026-11-29T10:00:00Z");
    let late = gram.send(tagged(&customer, None, "HUMAN_AGENT")).await;
    assert_eq!(late.error(), (10, Some(2_534_022)));
    let gram = Gram::open().await;
    let customer = gram.customer();
    let refused = gram.send(tagged(&customer, None, "HUMAN_AGENT")).await;
    assert_eq!(
        (refused.status, refused.error()),
        (403, (10, Some(2_534_077)))
    );
}

#[tokio::test]
async fn a_text_has_a_thousand_bytes_not_characters() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    assert_eq!(gram.say(&customer, &"é".repeat(500)).await.status, 200);
    let long = gram.say(&customer, &"é".repeat(501)).await;
    assert_eq!((long.status, long.error()), (400, BAD_DATA));
    assert_eq!(long.body["error"]["type"], "IGApiException");
}

#[tokio::test]
async fn malformed_sends_are_refused() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let to = json!({ "id": customer });
    let image = json!({ "type": "image", "payload": { "url": "https://a.example/1.jpg" } });
    let video = json!({ "type": "video", "payload": { "url": "https://a.example/1.mp4" } });
    let attached = |one: Value| json!({ "recipient": to, "message": { "attachment": one } });
    let several = |all: Vec<Value>| json!({ "recipient": to, "message": { "attachments": all } });
    for (error, body) in [
        (INVALID, json!({ "message": { "text": "Hi" } })),
        (
            INVALID,
            json!({ "recipient": { "one_time_notif_token": "t" }, "message": { "text": "Hi" } }),
        ),
        (
            INVALID,
            json!({ "recipient": to, "message": { "text": "Hi" }, "messaging_type": "UTILITY" }),
        ),
        (
            INVALID,
            json!({ "recipient": to, "message": { "text": "Hi" }, "messaging_type": "MESSAGE_TAG" }),
        ),
        (
            INVALID,
            json!({ "recipient": to, "sender_action": "react", "payload": { "message_id": "x", "reaction": "wow" } }),
        ),
        (INVALID, attached(json!({ "type": "sticker" }))),
        (
            NO_USER,
            json!({ "recipient": { "id": "1" }, "message": { "text": "Hi" } }),
        ),
        (BAD_DATA, several(vec![image.clone(); 11])),
        (BAD_DATA, several(vec![image.clone(), video])),
        (
            BAD_DATA,
            attached(json!({ "type": "template", "payload": { "template_type": "coupon" } })),
        ),
        (
            BAD_DATA,
            attached(json!({ "type": "MEDIA_SHARE", "payload": { "id": "1" } })),
        ),
        (
            (100, Some(2_018_008)),
            attached(json!({ "type": "image", "payload": { "url": "nowhere" } })),
        ),
    ] {
        let answer = gram.send(body.clone()).await;
        assert_eq!((answer.status, answer.error()), (400, error), "{body}");
    }
    assert_eq!(gram.send(several(vec![image; 10])).await.status, 200);
}

#[tokio::test]
async fn a_heart_a_post_of_the_own_and_a_template_go_and_come_back_as_echoes() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let post = gram.post("post");
    let before = gram.shop.settled_items().await.len();
    for attachment in [
        json!({ "type": "like_heart" }),
        json!({ "type": "MEDIA_SHARE", "payload": { "id": post } }),
        json!({ "type": "template", "payload": { "template_type": "button", "text": "Which?",
            "buttons": [{ "type": "postback", "title": "Blue", "payload": "BLUE" }] } }),
    ] {
        let body =
            json!({ "recipient": { "id": customer }, "message": { "attachment": attachment } });
        let answer = gram.send(body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let told = gram.told_since(before).await;
    let kinds: Vec<_> = told
        .iter()
        .map(|item| item["message"]["attachments"][0]["type"].clone())
        .collect();
    assert_eq!(kinds, ["like_heart", "ig_post", "template"]);
    assert_eq!(
        told[1]["message"]["attachments"][0]["payload"]["ig_post_media_id"],
        json!(post)
    );
}

#[tokio::test]
async fn sender_actions_show_on_the_phone() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let mid = gram.world().thread(&customer).unwrap()[0].mid.clone();
    for action in ["typing_on", "mark_seen"] {
        let body = json!({ "recipient": { "id": customer }, "sender_action": action });
        assert_eq!(
            gram.send(body).await.body,
            json!({ "recipient_id": customer })
        );
    }
    let body = json!({ "recipient": { "id": customer }, "sender_action": "react",
        "payload": { "message_id": mid, "reaction": "love" } });
    assert_eq!(gram.send(body).await.status, 200);
    let view = gram.world().customer(&customer).unwrap();
    assert!(view.business_typing && view.seen_by_business_at.is_some());
    let thread = gram.world().thread(&customer).unwrap();
    assert_eq!(thread[0].business_reaction.as_deref(), Some("love"));
}

async fn reply(gram: &Gram, comment: &str) -> crate::shop::Answer {
    let body = json!({ "recipient": { "comment_id": comment },
        "message": { "text": "Sent you the details" } });
    gram.send(body).await
}

async fn comment(gram: &Gram, customer: &str, post: &str) -> String {
    let path = format!("/customers/{customer}/comments");
    let (_, comment) = gram
        .shop
        .control("POST", &path, json!({ "text": "price?", "post": post }))
        .await;
    comment["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_comment_has_one_private_reply_within_seven_days_which_opens_no_window() {
    for gram in [Gram::open().await, Gram::linked().await] {
        let customer = gram.stranger();
        let post = gram.post("post");
        let first = comment(&gram, &customer, &post).await;
        let second = comment(&gram, &customer, &post).await;
        assert_eq!(gram.say(&customer, "Hi").await.error(), NO_USER);
        let answer = reply(&gram, &first).await;
        assert_eq!(
            answer.body["recipient_id"],
            json!(customer),
            "{}",
            answer.body
        );
        assert_eq!(reply(&gram, &first).await.error(), BAD_COMMENT);
        assert_eq!(
            gram.say(&customer, "Hi").await.error(),
            (10, Some(2_534_022))
        );
        gram.shop.set_clock("2026-11-28T10:00:10Z");
        assert_eq!(reply(&gram, &second).await.error(), BAD_COMMENT);
    }
    let gram = Gram::open().await;
    assert_eq!(reply(&gram, "1").await.error(), BAD_COMMENT);
}

#[tokio::test]
async fn a_comment_of_a_broadcast_has_its_reply_only_while_it_lasts() {
    let gram = Gram::open().await;
    let customer = gram.stranger();
    let posts = format!("/accounts/{ACCOUNT}/posts");
    let live = json!({ "kind": "live", "text": "In the workshop" });
    let (_, live) = gram.shop.control("POST", &posts, live).await;
    let live = live["id"].as_str().unwrap();
    let first = comment(&gram, &customer, live).await;
    let second = comment(&gram, &customer, live).await;
    assert_eq!(reply(&gram, &first).await.status, 200);
    let (status, ended) = gram
        .shop
        .control("POST", &format!("{posts}/{live}/end"), json!({}))
        .await;
    assert_eq!((status, &ended["shown"]), (200, &json!(false)));
    assert_eq!(reply(&gram, &second).await.error(), BAD_COMMENT);
}

#[tokio::test]
async fn what_stops_an_account_has_its_own_errors() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let account = format!("/accounts/{ACCOUNT}");
    let person = format!("/customers/{customer}");
    let enforcement = format!("{account}/enforcement");
    for (method, path, on, off, status, error) in [
        (
            "PATCH",
            &account,
            json!({ "access_allowed": false }),
            json!({ "access_allowed": true }),
            403,
            (200, Some(2_534_041)),
        ),
        (
            "PATCH",
            &person,
            json!({ "blocked": true }),
            json!({ "blocked": false }),
            400,
            (551, Some(1_545_041)),
        ),
        (
            "PATCH",
            &person,
            json!({ "owned_by_other_app": true }),
            json!({ "owned_by_other_app": false }),
            400,
            (100, Some(2_534_037)),
        ),
        (
            "POST",
            &enforcement,
            json!({ "action": "block", "reason": "Spam" }),
            json!({ "action": "unblock" }),
            400,
            (100, Some(2_534_029)),
        ),
        (
            "POST",
            &enforcement,
            json!({ "action": "revoke_token" }),
            json!({ "action": "restore_token" }),
            401,
            (190, Some(460)),
        ),
    ] {
        let (done, body) = gram.shop.control(method, path, on.clone()).await;
        assert_eq!(done, 200, "{body}");
        let refused = gram.say(&customer, "Hi").await;
        assert_eq!((refused.status, refused.error()), (status, error), "{on}");
        gram.shop.control(method, path, off).await;
        assert_eq!(gram.say(&customer, "Hi").await.status, 200, "{on}");
    }
    assert!(
        gram.shop
            .callback
            .items()
            .iter()
            .all(|item| item.get("policy_enforcement").is_none())
    );
}

#[tokio::test]
async fn too_many_calls_are_613_with_instagrams_subcode() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let fault = |kind| GraphFault {
        kind,
        times: Some(1),
    };
    let faults = Faults {
        graph: vec![
            fault(GraphFaultKind::Throttle),
            fault(GraphFaultKind::ErrorAfter),
        ],
        ..Faults::default()
    };
    gram.world().set_faults(ACCOUNT, faults).unwrap();
    let throttled = gram.say(&customer, "Hi").await;
    assert_eq!(throttled.error(), (613, Some(2_534_040)));
    assert!(
        throttled.headers["x-app-usage"]
            .to_str()
            .unwrap()
            .contains("\"call_count\":100")
    );
    assert_eq!(
        gram.say(&customer, "Hi").await.error(),
        (1, Some(1_357_046))
    );
    assert_eq!(
        gram.world().thread(&customer).unwrap().len(),
        2,
        "it went out"
    );
}

#[tokio::test]
async fn a_linked_account_loses_its_voice_with_the_pages_token() {
    let gram = Gram::linked().await;
    let customer = gram.customer();
    let path = format!("/accounts/{ACCOUNT}/enforcement");
    let (_, view) = gram
        .shop
        .control("POST", &path, json!({ "action": "revoke_token" }))
        .await;
    assert_eq!(view["token_valid"], false);
    assert_eq!(gram.say(&customer, "Hi").await.error(), (190, Some(460)));
    assert!(!gram.world().outlet(PAGE).unwrap().token_valid);
    let foreign = gram
        .shop
        .graph_as(USER_TOKEN, "GET", "/me", json!({}))
        .await
        .unwrap();
    assert_eq!(foreign.error().0, 190);
}
