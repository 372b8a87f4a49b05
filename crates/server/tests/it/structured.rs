//! Messages made of parts, from the API to the phone and back.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::conversation::PermissionKind;
use transom_domain::decide::{Command, Reply};
use transom_domain::message::{
    Button, ButtonAction, Card, CardShape, Content, DeliveryStatus, Extra, GridImage, ImageGrid,
    ImageTap, PermissionRequest, Structured,
};
use transom_emulator::world::input::{OptIn, Postback};
use transom_policy::{Automation, Human, Purpose, Route};
use transom_testkit::live::Live;
use transom_testkit::{TestApp, webhooks};

use crate::sends::outcomes::{customer, human};

fn parts(structured: Structured) -> Content {
    Content {
        extra: Some(Extra::Structured(Box::new(structured))),
        ..Content::default()
    }
}

async fn send(app: &TestApp, id: impl std::fmt::Display, body: Value) -> (StatusCode, Value) {
    let path = format!("/api/v1/conversations/{id}/messages");
    let answer = app.post(&path, &app.shop.token, &body).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn the_api_takes_each_kind_and_gives_back_what_it_took() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let buy = json!({ "label": "Buy", "action": "postback", "payload": "BUY" });
    for given in [
        json!({ "kind": "cards", "shape": "square", "cards": [{ "title": "Blue jacket", "subtitle": "59 EUR",
            "image_url": null, "url": "https://shop.example/j", "buttons": [buy] }] }),
        json!({ "kind": "products", "ids": ["4801", "4802"] }),
        json!({ "kind": "sticker", "id": "369239263222822" }),
        json!({ "kind": "buttons", "text": "Your account", "buttons": [
            { "action": "sign_in", "url": "https://shop.example/in" }, { "action": "sign_out" },
            { "label": "Play", "action": "play", "payload": "{}", "place": { "player": "4590" } }] }),
        json!({ "kind": "buttons", "text": "Well?", "buttons": [buy,
            { "label": "Look", "action": "link", "url": "https://shop.example" },
            { "label": "Call", "action": "call", "number": "+33123456789" }] }),
        json!({ "kind": "media", "media": "video", "source": { "url": "https://www.facebook.com/shop/videos/7" },
            "buttons": [buy] }),
        json!({ "kind": "image_grid", "title": "Jackets", "subtitle": null, "buttons": [buy], "images": [
            { "url": "https://cdn.example/1.png", "hero": true, "tap": { "action": "link", "url": "https://shop.example/1" } },
            { "url": "https://cdn.example/2.png", "hero": false, "tap": { "action": "postback", "payload": "J2" } },
            { "url": "https://cdn.example/3.png", "hero": false, "tap": null }] }),
        json!({ "kind": "receipt", "recipient_name": "N", "order_number": "A-17", "currency": "EUR",
            "payment_method": "Card", "merchant_name": null, "order_url": null,
            "ordered_at": "2026-11-20T10:00:00Z", "address": null, "adjustments": [],
            "items": [{ "title": "Jacket", "subtitle": null, "quantity": 1, "price": 59.0, "image_url": null }],
            "total": { "subtotal": null, "shipping": null, "tax": null, "cost": 59.0 } }),
        json!({ "kind": "coupon", "title": "Ten percent", "subtitle": null, "code": "TEN", "url": null,
            "url_label": null, "lead": null, "image_url": null, "payload": "cp" }),
    ] {
        let (status, sent) = send(&app, id, json!({ "structured": given })).await;
        assert_eq!(status, StatusCode::CREATED, "{sent}");
        assert_eq!(sent["structured"], given);
        assert_eq!(sent["route"], "standard");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_its_field_and_nothing_is_kept() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let card = json!({ "title": "Jacket", "subtitle": "59 EUR" });
    for (field, body) in [
        (
            "structured",
            json!({ "structured": { "kind": "cards", "cards": vec![card.clone(); 11] } }),
        ),
        (
            "structured",
            json!({ "structured": { "kind": "buttons", "text": "x".repeat(641),
                "buttons": [{ "label": "A", "action": "postback", "payload": "A" }] } }),
        ),
        (
            "structured",
            json!({ "text": "Look", "structured": { "kind": "cards", "cards": [card] } }),
        ),
        (
            "quick_replies",
            json!({ "text": "Look", "quick_replies": [{ "title": "x".repeat(21), "payload": "A" }] }),
        ),
        (
            "quick_replies",
            json!({ "text": "Look", "quick_replies": vec![json!({ "title": "x", "payload": "A" }); 14] }),
        ),
        (
            "quick_replies",
            json!({ "text": "Look", "quick_replies": [{ "title": "x", "asks": "email" }] }),
        ),
        (
            "attachments",
            json!({ "attachments": vec![json!({ "kind": "image", "url": "https://shop.example/j.png" }); 31] }),
        ),
        ("structured", json!({ "structured": { "kind": "heart" } })),
        (
            "structured",
            json!({ "structured": { "kind": "image_grid", "images": [{ "url": "https://cdn.example/1.png" }] } }),
        ),
    ] {
        let (status, problem) = send(&app, id, body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.starts_with(field), "{detail}");
    }
    let path = format!("/api/v1/conversations/{id}/messages");
    let kept = app.get(&path, &app.shop.token).await.json();
    assert_eq!(kept["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_tap_on_a_card_comes_back_as_what_the_customer_tapped() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let payload = "BUY_J".to_owned();
    let cards = Structured::Cards {
        cards: vec![Card {
            title: "Blue jacket".to_owned(),
            buttons: vec![Button {
                label: "Buy".to_owned(),
                action: ButtonAction::Postback { payload },
            }],
            ..Card::default()
        }],
        shape: CardShape::Square,
    };
    let command = Command::Reply(Reply::<Human>::new(parts(cards.clone())));
    let id = live.act(&nora, command).await.unwrap().message_id.unwrap();
    live.settled().await;
    let sent = live.line(id).await.message;
    assert_eq!(sent.content, parts(cards));
    assert!(matches!(
        sent.delivery.unwrap().status,
        DeliveryStatus::Sent { .. }
    ));
    let shown = live.world.thread(&nora).unwrap();
    let button = shown.last().unwrap().attachments[0].buttons[0].clone();
    let tap = Postback {
        payload: button.payload.unwrap(),
        title: Some(button.title),
        referral: None,
        at: None,
    };
    live.world.tap(&nora, tap).unwrap();
    live.settled().await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    assert_eq!(thread.conversation.preview.text, "Buy");
    live.close().await;
}

#[tokio::test]
async fn a_tap_on_a_picture_of_a_grid_comes_back() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let image = |number: u8, tap| GridImage {
        url: format!("https://cdn.example/{number}.png"),
        hero: number == 1,
        tap,
    };
    let payload = "J2".to_owned();
    let grid = Structured::ImageGrid(ImageGrid {
        images: vec![
            image(1, None),
            image(2, Some(ImageTap::Postback { payload })),
        ],
        title: Some("Jackets".to_owned()),
        ..ImageGrid::default()
    });
    let command = Command::Reply(Reply::<Human>::new(parts(grid)));
    let id = live.act(&nora, command).await.unwrap().message_id.unwrap();
    live.settled().await;
    let delivery = live.line(id).await.message.delivery.unwrap();
    assert!(
        matches!(delivery.status, DeliveryStatus::Sent { .. }),
        "{delivery:?}"
    );
    let shown = live.world.thread(&nora).unwrap();
    let mid = shown.last().unwrap().mid.clone();
    live.world.tap_picture(&nora, &mid, 1).unwrap();
    live.settled().await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    assert_eq!(thread.conversation.preview.text, "J2");
    live.close().await;
}

#[tokio::test]
async fn a_promotion_in_a_card_is_a_promotion() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    app.app.clock.advance(SignedDuration::from_hours(25));
    let cards = json!({ "kind": "cards", "cards": [{ "title": "Jackets", "subtitle": "50% off everything, buy now!" }] });
    let (status, problem) = send(&app, id, json!({ "structured": cards })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "promotional-content");
}

fn request(topic: &str) -> PermissionRequest {
    PermissionRequest {
        title: "Shall we tell you?".to_owned(),
        topic: topic.to_owned(),
        image_url: None,
    }
}

fn about(topic: &str) -> Command {
    let reply = Reply::<Automation>::new(Content::text("The jacket is back."))
        .by(transom_policy::AutomationRoute::OneTimeNotification)
        .on_topic(topic)
        .for_purpose(Purpose::Topic);
    Command::AutomatedReply(reply)
}

#[tokio::test]
async fn one_message_goes_out_for_each_permission_and_no_second_one() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let asked = parts(Structured::NotificationRequest(request("restock")));
    live.act(&nora, Command::Reply(Reply::new(asked)))
        .await
        .unwrap();
    live.settled().await;
    let shown = live.world.thread(&nora).unwrap();
    let button = &shown.last().unwrap().attachments[0].buttons[0];
    assert_eq!(
        (button.kind, button.payload.as_deref()),
        ("notify", Some("restock"))
    );
    let payload = "restock".to_owned();
    live.world.opt_in(&nora, OptIn::Topic { payload }).unwrap();
    live.settled().await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let permission = &thread.identity.granted.permissions[0];
    assert_eq!(permission.kind, PermissionKind::OneTime);
    live.advance(SignedDuration::from_hours(24 * 60));
    assert!(live.act(&nora, human("Free text")).await.is_err());
    assert!(live.act(&nora, about("another")).await.is_err());
    let sent = live.act(&nora, about("restock")).await.unwrap();
    // Before it has left, it is spent.
    assert!(live.act(&nora, about("restock")).await.is_err());
    live.settled().await;
    let row = live.line(sent.message_id.unwrap()).await;
    let delivery = row.message.delivery.unwrap();
    assert_eq!(delivery.route, Route::OneTimeNotification);
    assert!(
        matches!(delivery.status, DeliveryStatus::Sent { .. }),
        "{delivery:?}"
    );
    assert_eq!(live.phone(&nora), ["The jacket is back."]);
    assert!(live.act(&nora, about("restock")).await.is_err());
    let log = live.world.sends(None, true, 10);
    assert!(log.sends.is_empty(), "the platform had a reason: {log:?}");
    live.close().await;
}

#[tokio::test]
async fn marketing_stops_when_the_customer_says_so_and_goes_on_when_they_do() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let market = || {
        let reply = Reply::<Human>::new(Content::text("New jackets")).by(Route::MarketingMessage);
        Command::Reply(reply)
    };
    assert!(live.act(&nora, market()).await.is_err(), "without a token");
    let payload = "offers".to_owned();
    live.world
        .opt_in(&nora, OptIn::Marketing { payload })
        .unwrap();
    live.settled().await;
    live.advance(SignedDuration::from_hours(48));
    live.act(&nora, market()).await.unwrap();
    assert!(live.act(&nora, market()).await.is_err(), "too soon");
    live.settled().await;
    assert_eq!(live.phone(&nora), ["New jackets"]);
    live.advance(SignedDuration::from_hours(48));
    live.world.opt_in(&nora, OptIn::StopMarketing).unwrap();
    live.settled().await;
    assert!(live.act(&nora, market()).await.is_err(), "stopped");
    live.world.opt_in(&nora, OptIn::ResumeMarketing).unwrap();
    live.settled().await;
    live.act(&nora, market()).await.unwrap();
    live.settled().await;
    assert_eq!(live.phone(&nora).len(), 2);
    // A year later the token has ended.
    live.advance(SignedDuration::from_hours(24 * 366));
    assert!(live.act(&nora, market()).await.is_err(), "expired");
    let log = live.world.sends(None, true, 10);
    assert!(log.sends.is_empty(), "the platform had a reason: {log:?}");
    live.close().await;
}

#[tokio::test]
async fn what_the_channel_may_not_use_it_does_not_ask_for() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let request = json!({ "kind": "notification_request", "title": "Shall we?", "topic": "restock", "image_url": null });
    let (status, problem) = send(&app, id, json!({ "structured": request })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(problem["code"], "capability-missing");
}

#[tokio::test]
async fn a_survey_goes_by_its_own_tag_while_there_is_one_and_its_answer_comes_back() {
    let app = TestApp::start().await;
    let survey = json!({ "kind": "survey", "title": "Were we quick?", "subtitle": null, "button": "Rate",
        "question": { "id": "q1", "title": null, "scale": "five_stars", "comment": "Why?" },
        "privacy_url": "https://shop.example/privacy", "expires_in_days": 3 });
    let id = app.customer_writes("77", "Hello").await;
    let (status, problem) = send(&app, id, json!({ "structured": survey })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "route-retired");
    app.app.clock.set("2023-05-01T08:00:00Z".parse().unwrap());
    let id = app.customer_writes("88", "Hello").await;
    app.app.clock.advance(SignedDuration::from_hours(48));
    let (status, sent) = send(&app, id, json!({ "structured": survey })).await;
    assert_eq!(status, StatusCode::CREATED, "{sent}");
    assert_eq!(sent["route"], "tag_customer_feedback");
    assert_eq!(sent["structured"], survey);
    let event = json!({
        "sender": {"id": "88"}, "recipient": {"id": "1001"}, "timestamp": app.app.now().as_millisecond(),
        "messaging_feedback": {"feedback_screens": [{"screen_id": 0, "questions": {
            "q1": {"type": "csat", "payload": "4", "follow_up": {"type": "free_form", "payload": "fast"}}}}]},
    });
    app.webhook(&webhooks::messaging("1001", app.app.now(), &event))
        .await;
    app.settle().await;
    let path = format!("/api/v1/conversations/{id}");
    let shown = app.get(&path, &app.shop.token).await.json();
    assert_eq!(shown["preview"]["text"], "4: fast");
    assert_eq!(shown["window"]["state"], "closed", "{shown}");
}
