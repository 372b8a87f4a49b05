//! Every kind of message that a program can send, by what goes over the wire.

use serde_json::{Value, json};
use transom_testkit::TestApp;

use super::super::NINA;
use super::Story;

/// What is asked for, the type on the wire, and what stands under it.
fn kinds() -> Vec<(Value, &'static str, Value)> {
    let reply = |title: &str, payload: &str| json!({ "title": title, "payload": payload });
    let interactive = |kind: &str, text: &str, action: Value| json!({ "type": kind, "body": { "text": text }, "action": action });
    let link = "Look: https://shop.example";
    vec![
        (
            json!({ "text": link }),
            "text",
            json!({ "body": link, "preview_url": true }),
        ),
        (
            json!({ "text": link, "link_preview": false }),
            "text",
            json!({ "body": link, "preview_url": false }),
        ),
        (
            json!({ "text": "Is Monday fine?", "heading": "Delivery", "footer": "Jacket shop",
                "quick_replies": [reply("Yes", "yes"), reply("No", "no")] }),
            "interactive",
            json!({ "type": "button", "header": { "type": "text", "text": "Delivery" },
                "body": { "text": "Is Monday fine?" }, "footer": { "text": "Jacket shop" },
                "action": { "buttons": [
                    { "type": "reply", "reply": { "id": "yes", "title": "Yes" } },
                    { "type": "reply", "reply": { "id": "no", "title": "No" } },
                ] } }),
        ),
        (
            json!({ "text": "A receipt", "attachments": [{ "kind": "file", "url": "https://shop.example/r.pdf", "name": "Receipt.pdf" }] }),
            "document",
            json!({ "link": "https://shop.example/r.pdf", "caption": "A receipt", "filename": "Receipt.pdf" }),
        ),
        (
            json!({ "attachments": [{ "kind": "image", "external_id": "901" }] }),
            "image",
            json!({ "id": "901" }),
        ),
        (
            json!({ "attachments": [{ "kind": "sticker", "external_id": "902" }] }),
            "sticker",
            json!({ "id": "902" }),
        ),
        (
            json!({ "attachments": [{ "kind": "audio", "external_id": "903", "voice": true }] }),
            "audio",
            json!({ "id": "903", "voice": true }),
        ),
        (
            json!({ "location": { "latitude": 45.764, "longitude": 4.8357, "name": "Lyon" } }),
            "location",
            json!({ "latitude": 45.764, "longitude": 4.8357, "name": "Lyon" }),
        ),
        (
            json!({ "contacts": [{ "name": "Ana Cruz", "first_name": "Ana", "company": "Jacket shop",
                "phones": [{ "number": "+33 1 84 88 00 00", "label": "WORK" }] }] }),
            "contacts",
            json!([{ "name": { "formatted_name": "Ana Cruz", "first_name": "Ana" }, "org": { "company": "Jacket shop" },
                "phones": [{ "phone": "+33 1 84 88 00 00", "type": "WORK" }] }]),
        ),
        (
            json!({ "text": "Choose a slot", "list": { "button": "Slots", "sections": [
                { "title": "Monday", "rows": [{ "title": "09:00", "payload": "m9", "description": "morning" }] },
            ] } }),
            "interactive",
            interactive(
                "list",
                "Choose a slot",
                json!({ "button": "Slots", "sections": [
                    { "title": "Monday", "rows": [{ "id": "m9", "title": "09:00", "description": "morning" }] },
                ] }),
            ),
        ),
        (
            json!({ "text": "Track your parcel", "link": { "label": "Track", "url": "https://shop.example/t/1" } }),
            "interactive",
            interactive(
                "cta_url",
                "Track your parcel",
                json!({ "name": "cta_url", "parameters": { "display_text": "Track", "url": "https://shop.example/t/1" } }),
            ),
        ),
        (
            json!({ "text": "Where are you?", "location_request": true }),
            "interactive",
            interactive(
                "location_request_message",
                "Where are you?",
                json!({ "name": "send_location" }),
            ),
        ),
    ]
}

/// A card of a carousel.
fn jacket(payload: &str) -> Value {
    json!({ "file": { "url": "https://shop.example/1.png" }, "text": "Wool",
        "quick_replies": [{ "title": "I want it", "payload": payload }] })
}

/// The same, of products and forms.
fn offers() -> Vec<(Value, &'static str, Value)> {
    let interactive = |kind: &str, text: &str, action: Value| json!({ "type": kind, "body": { "text": text }, "action": action });
    let card = |index: usize, payload: &str| {
        json!({ "card_index": index, "type": "cta_url", "body": { "text": "Wool" },
            "header": { "type": "image", "image": { "link": "https://shop.example/1.png" } },
            "action": { "buttons": [
                { "type": "quick_reply", "quick_reply": { "id": payload, "title": "I want it" } } ] } })
    };
    vec![
        (
            json!({ "text": "Our jackets", "carousel": { "cards": [jacket("BLUE"), jacket("RED")] } }),
            "interactive",
            interactive(
                "carousel",
                "Our jackets",
                json!({ "cards": [card(0, "BLUE"), card(1, "RED")] }),
            ),
        ),
        (
            json!({ "text": "Our shop", "shop": { "kind": "catalog", "product_id": "J-1" } }),
            "interactive",
            interactive(
                "catalog_message",
                "Our shop",
                json!({ "name": "catalog_message", "parameters": { "thumbnail_product_retailer_id": "J-1" } }),
            ),
        ),
        (
            json!({ "shop": { "kind": "product", "catalog_id": "55", "product_id": "J-1" } }),
            "interactive",
            json!({ "type": "product", "action": { "catalog_id": "55", "product_retailer_id": "J-1" } }),
        ),
        (
            json!({ "text": "Pick", "heading": "Sale", "shop": { "kind": "products", "catalog_id": "55",
                "sections": [{ "title": "Jackets", "product_ids": ["J-1"] }] } }),
            "interactive",
            json!({ "type": "product_list", "header": { "type": "text", "text": "Sale" }, "body": { "text": "Pick" },
                "action": { "catalog_id": "55", "sections": [
                    { "title": "Jackets", "product_items": [{ "product_retailer_id": "J-1" }] } ] } }),
        ),
        (
            json!({ "text": "Book", "flow": { "flow_id": "777", "token": "ft_1", "label": "Book", "screen": "FIRST",
                "data": { "sku": "J-1" } } }),
            "interactive",
            interactive(
                "flow",
                "Book",
                json!({ "name": "flow", "parameters": { "flow_message_version": "3", "flow_id": "777",
                    "flow_token": "ft_1", "flow_cta": "Book", "flow_action": "navigate",
                    "flow_action_payload": { "screen": "FIRST", "data": { "sku": "J-1" } } } }),
            ),
        ),
    ]
}

#[tokio::test]
async fn every_kind_goes_out_as_the_platform_writes_it() {
    let story = Story::with_nina().await;
    for (index, (draft, kind, expected)) in kinds().into_iter().chain(offers()).enumerate() {
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 201, "{draft}: {answer}");
        story.live.settled().await;
        let sent = &story.graph.sends()[index].body;
        assert_eq!(sent["to"], json!(NINA.wa_id), "{sent}");
        assert_eq!(sent["type"], kind, "{sent}");
        assert_eq!(sent[kind], expected, "{draft}");
    }
    story.live.close().await;
}

#[tokio::test]
async fn a_message_is_quoted_and_reacted_to_by_its_id_here() {
    let story = Story::with_nina().await;
    let base = story.live.webhooks().replace("/hooks/meta", "/api/v1");
    let id = story.thread().await.conversation.id;
    let request = story
        .client
        .get(format!("{base}/conversations/{id}/messages"))
        .bearer_auth(&story.token);
    let text = request.send().await.unwrap().text().await.unwrap();
    let lines: Value = serde_json::from_str(&text).unwrap();
    let message_id = lines["messages"][0]["id"].clone();
    for draft in [
        json!({ "text": "That one", "reply_to": message_id }),
        json!({ "reaction": { "message_id": message_id, "emoji": "👍" } }),
        json!({ "reaction": { "message_id": message_id, "emoji": null } }),
    ] {
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 201, "{answer}");
        story.live.settled().await;
    }
    let [quoted, reaction, taken_back] = story.graph.sends().try_into().unwrap();
    assert_eq!(quoted.body["context"], json!({ "message_id": "wamid.1" }));
    let reacted = |emoji: &str| json!({ "message_id": "wamid.1", "emoji": emoji });
    assert_eq!(reaction.body["reaction"], reacted("👍"));
    assert_eq!(taken_back.body["reaction"], reacted(""));
    story.live.close().await;
}

#[tokio::test]
async fn what_has_no_form_is_refused_with_its_field_and_nothing_is_sent() {
    let story = Story::with_nina().await;
    let row = |title: &str| json!({ "title": title, "payload": title });
    for (draft, field) in [
        (
            json!({ "text": "x", "location": { "latitude": 1.0, "longitude": 1.0 } }),
            "location",
        ),
        (
            json!({ "location": { "latitude": 91.0, "longitude": 1.0 } }),
            "location",
        ),
        (
            json!({ "text": "Choose", "list": { "button": "x".repeat(21), "sections": [{ "rows": [row("a")] }] } }),
            "list",
        ),
        (
            json!({ "text": "Go", "link": { "label": "Go", "url": "shop.example" } }),
            "link",
        ),
        (
            json!({ "attachments": [{ "kind": "image" }] }),
            "attachments[0]",
        ),
        (
            json!({ "text": "Pick", "shop": { "kind": "products", "catalog_id": "55",
                "sections": [{ "product_ids": ["J-1"] }] } }),
            "heading",
        ),
        (
            json!({ "text": "Book", "flow": { "flow_id": "777", "token": "t", "label": "x".repeat(21), "screen": "A" } }),
            "flow",
        ),
        (
            json!({ "text": "x", "announcement": "silent" }),
            "announcement",
        ),
        (
            json!({ "text": "x", "quick_replies": [{ "asks": "email" }] }),
            "quick_replies",
        ),
        (
            json!({ "location_request": true, "text": "x", "link": { "label": "Go", "url": "https://x.example" } }),
            "location_request",
        ),
        (json!({ "text": "x", "cards": [] }), "body"),
        (
            json!({ "text": "x", "carousel": { "cards": [jacket("BLUE")] } }),
            "carousel",
        ),
        (
            json!({ "text": "x", "carousel": { "cards": [jacket("BLUE"), { "file": { "url": "https://shop.example/1.png" } }] } }),
            "carousel.cards[1]",
        ),
        (
            json!({ "text": "x", "carousel": { "cards": [jacket("BLUE"), { "file": {}, "quick_replies": [{ "title": "a", "payload": "b" }] }] } }),
            "carousel.cards[1]",
        ),
    ] {
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 400, "{draft}: {answer}");
        assert!(
            answer["field"] == field || field == "body",
            "{draft}: {answer}"
        );
    }
    assert!(story.graph.sends().is_empty());
    story.live.close().await;
}

#[tokio::test]
async fn other_platforms_say_what_they_cannot_carry() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let path = format!("/api/v1/conversations/{id}/messages");
    for (draft, field) in [
        (
            json!({ "location": { "latitude": 1.0, "longitude": 1.0 } }),
            "location",
        ),
        (
            json!({ "text": "Where are you?", "location_request": true }),
            "location_request",
        ),
        (
            json!({ "text": "Go", "link": { "label": "Go", "url": "https://x.example" } }),
            "link",
        ),
        (json!({ "text": "x", "heading": "Delivery" }), "heading"),
        (
            json!({ "text": "x", "shop": { "kind": "catalog", "product_id": null } }),
            "shop",
        ),
        (
            json!({ "attachments": [{ "kind": "sticker", "url": "https://x.example/1.webp" }] }),
            "attachments",
        ),
    ] {
        let answer = app.post(&path, &app.shop.token, &draft).await;
        assert_eq!(answer.status.as_u16(), 400, "{draft}: {answer:?}");
        assert_eq!(answer.json()["field"], field, "{draft}: {answer:?}");
    }
}
