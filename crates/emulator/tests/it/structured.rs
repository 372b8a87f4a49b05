//! Templates: taken or refused, shown on the phone, answered by taps; and the permissions that some of them ask for.

mod grid;

use serde_json::{Value, json};
use transom_emulator::Capability;
use transom_emulator::world::input::{OptIn, SurveyAnswer};

use crate::shop::Shop;

async fn send(shop: &Shop, customer: &str, payload: Value) -> crate::shop::Answer {
    shop.send(json!({
        "recipient": { "id": customer }, "messaging_type": "RESPONSE",
        "message": { "attachment": { "type": "template", "payload": payload } },
    }))
    .await
}

fn generic(cards: usize, title: &str) -> Value {
    let buy = json!({ "type": "postback", "title": "Buy", "payload": "BUY" });
    let element = json!({ "title": title, "subtitle": "59 EUR", "buttons": [buy] });
    json!({ "template_type": "generic", "elements": vec![element; cards] })
}

fn survey() -> Value {
    json!({ "template_type": "customer_feedback", "title": "Were we quick?", "button_title": "Rate",
        "feedback_screens": [{ "questions": [{ "id": "q1", "type": "csat", "score_option": "five_stars",
            "follow_up": { "type": "free_form", "placeholder": "Why?" } }] }],
        "business_privacy": { "url": "https://shop.example/privacy" }, "expires_in_days": 3 })
}

fn coupon() -> Value {
    json!({ "template_type": "coupon", "title": "Ten percent", "coupon_code": "TEN", "payload": "cp" })
}

#[tokio::test]
async fn what_the_template_reference_forbids_is_refused_with_code_100() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let buttons = |count: usize| {
        let one = json!({ "type": "postback", "title": "A", "payload": "A" });
        json!({ "template_type": "button", "text": "Well?", "buttons": vec![one; count] })
    };
    let with =
        |button: Value| json!({ "template_type": "button", "text": "Well?", "buttons": [button] });
    let without = |payload: Value, key: &str| {
        let mut payload = payload;
        payload.as_object_mut().unwrap().remove(key);
        payload
    };
    let receipt = json!({ "template_type": "receipt", "recipient_name": "N", "order_number": "1", "currency": "EUR",
        "payment_method": "Cash", "summary": { "total_cost": 5 } });
    for bad in [
        json!({ "template_type": "poster" }),
        generic(0, "Jacket"),
        generic(11, "Jacket"),
        generic(1, &"x".repeat(81)),
        json!({ "template_type": "generic", "elements": [{ "title": "Alone" }] }),
        buttons(0),
        buttons(4),
        with(json!({ "type": "postback", "title": "x".repeat(21), "payload": "A" })),
        with(json!({ "type": "web_url", "title": "Go", "url": "not an address" })),
        with(json!({ "type": "phone_number", "title": "Call", "payload": "0123" })),
        with(json!({ "type": "telepathy", "title": "Think" })),
        with(json!({ "type": "game_play", "title": "" })),
        with(json!({ "type": "game_play", "title": "Play", "game_metadata": {} })),
        with(
            json!({ "type": "game_play", "title": "Play", "game_metadata": { "player_id": "7", "context_id": "8" } }),
        ),
        json!({ "template_type": "media", "elements": [{ "media_type": "image", "url": "https://cdn.example/1.png" }] }),
        without(receipt.clone(), "payment_method"),
        without(receipt.clone(), "summary"),
        json!({ "template_type": "coupon", "title": "Ten", "coupon_code": "TEN OFF" }),
        json!({ "template_type": "coupon", "title": "Ten" }),
        without(survey(), "business_privacy"),
    ] {
        let answer = send(&shop, &customer, bad.clone()).await;
        assert_eq!(answer.error().0, 100, "{bad} got {}", answer.body);
    }
    for good in [
        generic(10, &"x".repeat(80)),
        buttons(3),
        with(json!({ "type": "game_play", "title": "Play" })),
        with(
            json!({ "type": "game_play", "title": "Play", "payload": "{}", "game_metadata": { "context_id": "8" } }),
        ),
        receipt,
        coupon(),
        json!({ "template_type": "media",
            "elements": [{ "media_type": "video", "url": "https://www.facebook.com/shop/videos/7" }] }),
    ] {
        let answer = send(&shop, &customer, good.clone()).await;
        assert_eq!(answer.status, 200, "{good} got {}", answer.body);
    }
}

#[tokio::test]
async fn a_phone_shows_each_card_with_its_own_buttons() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cards = json!({ "template_type": "generic", "elements": [
        { "title": "Blue jacket", "subtitle": "59 EUR", "image_url": "https://cdn.example/b.png",
          "buttons": [{ "type": "postback", "title": "Buy blue", "payload": "BLUE" }] },
        { "title": "Red jacket", "buttons": [{ "type": "web_url", "title": "Look", "url": "https://shop.example/red" }] },
    ] });
    assert_eq!(send(&shop, &customer, cards).await.status, 200);
    let thread = shop.world().thread(&customer).unwrap();
    let template = thread.last().unwrap().attachments[0].template.clone();
    let cards = template.unwrap().cards;
    let shown: Vec<_> = cards
        .iter()
        .map(|card| {
            (
                card.title.as_str(),
                card.buttons[0].title.as_str(),
                card.buttons[0].kind,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Blue jacket", "Buy blue", "postback"),
            ("Red jacket", "Look", "link")
        ]
    );
    let html = shop.client.get(shop.url(&format!("/?customer={customer}")));
    let html = html.send().await.unwrap().text().await.unwrap();
    assert!(html.contains("Buy blue") && html.contains("https://shop.example/red"));
    let items = shop.settled_items().await;
    let mut messages = items.iter().map(|item| &item["message"]);
    let echo = messages.find(|message| message["is_echo"] == true).unwrap();
    assert_eq!(echo["attachments"][0]["type"], "template");
}

#[tokio::test]
async fn the_code_of_a_coupon_and_the_answer_to_a_survey_are_told_and_open_no_window() {
    let shop = Shop::open_at("2025-05-01T10:00:00Z", &[]).await;
    let customer = shop.customer();
    let taken = send(&shop, &customer, coupon()).await;
    let asked = shop
        .send(json!({
            "recipient": { "id": customer }, "messaging_type": "MESSAGE_TAG", "tag": "CUSTOMER_FEEDBACK",
            "message": { "attachment": { "type": "template", "payload": survey() } },
        }))
        .await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    let window = shop.world().customer(&customer).unwrap().window_until;
    shop.set_clock("2025-05-01T11:00:00Z");
    let mid = |answer: &crate::shop::Answer| answer.body["message_id"].as_str().unwrap().to_owned();
    shop.world().take_coupon(&customer, &mid(&taken)).unwrap();
    let answer = |score| SurveyAnswer {
        score,
        comment: Some("quick".to_owned()),
    };
    let survey = mid(&asked);
    let world = shop.world();
    assert!(world.answer_survey(&customer, &survey, &answer(6)).is_err());
    world.answer_survey(&customer, &survey, &answer(4)).unwrap();
    assert!(
        world.answer_survey(&customer, &survey, &answer(4)).is_err(),
        "a survey is answered once"
    );
    assert_eq!(world.customer(&customer).unwrap().window_until, window);
    let items = shop.settled_items().await;
    let found = |key: &str| items.iter().find(|item| item[key].is_object()).unwrap()[key].clone();
    assert_eq!(
        found("template"),
        json!({ "type": "coupon", "coupon_code": "TEN", "payload": "cp" })
    );
    assert_eq!(
        found("messaging_feedback"),
        json!({ "feedback_screens": [{ "screen_id": 0, "questions": { "q1": { "type": "csat", "payload": "4",
            "follow_up": { "type": "free_form", "payload": "quick" } } } }] })
    );
}

#[tokio::test]
async fn asking_for_a_permission_needs_the_approval_for_using_it() {
    for (template, capability) in [
        ("one_time_notif_req", Capability::OneTimeNotification),
        ("notification_messages", Capability::MarketingMessages),
    ] {
        let request = json!({ "template_type": template, "title": "Shall we tell you?", "payload": "restock" });
        let shop = Shop::open().await;
        let customer = shop.customer();
        let refused = send(&shop, &customer, request.clone()).await;
        assert_eq!(refused.error(), (10, None), "{template}");
        let shop = Shop::open_at("2025-05-01T10:00:00Z", &[capability]).await;
        let customer = shop.customer();
        assert_eq!(send(&shop, &customer, request).await.status, 200);
        let thread = shop.world().thread(&customer).unwrap();
        let button = &thread.last().unwrap().attachments[0].buttons[0];
        assert_eq!(button.payload.as_deref(), Some("restock"));
    }
}

#[tokio::test]
async fn a_token_for_marketing_keeps_the_pace_and_ends_with_a_stop() {
    let shop = Shop::open_at("2025-05-01T10:00:00Z", &[Capability::MarketingMessages]).await;
    let customer = shop.customer();
    let world = shop.world();
    assert!(world.opt_in(&customer, OptIn::StopMarketing).is_err());
    let payload = "offers".to_owned();
    world
        .opt_in(&customer, OptIn::Marketing { payload })
        .unwrap();
    let items = shop.settled_items().await;
    let optin = &items.last().unwrap()["optin"];
    assert_eq!(optin["type"], "notification_messages");
    assert_eq!(optin["payload"], "offers");
    let token = optin["notification_messages_token"].clone();
    let send = async || {
        shop.send(json!({ "recipient": { "notification_messages_token": token }, "message": { "text": "New" } }))
            .await
    };
    shop.set_clock("2025-05-10T10:00:00Z");
    assert_eq!(send().await.status, 200);
    shop.set_clock("2025-05-12T09:59:00Z");
    assert_eq!(send().await.error(), (4, Some(2_018_354)));
    shop.set_clock("2025-05-12T10:01:00Z");
    assert_eq!(send().await.status, 200);
    shop.set_clock("2025-05-20T10:00:00Z");
    world.opt_in(&customer, OptIn::StopMarketing).unwrap();
    assert_eq!(send().await.error(), (10, Some(1_893_015)));
    let items = shop.settled_items().await;
    let optin = &items.last().unwrap()["optin"];
    assert_eq!(optin["notification_messages_status"], "STOP NOTIFICATIONS");
    world.opt_in(&customer, OptIn::ResumeMarketing).unwrap();
    assert_eq!(send().await.status, 200);
}
