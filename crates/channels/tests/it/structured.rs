//! Messages made of parts, word for word, and what is refused before the platform would.

mod button;
mod grid;

use serde_json::{Value, json};
use transom_channels::messenger::{CannotRender, Part, render};
use transom_channels::{instagram, messenger};
use transom_domain::message::{
    Button, ButtonAction, Card, CardShape, Content, Coupon, CustomerDetail, Extra, MediaCard,
    MediaKind, MediaSource, PermissionRequest, Question, QuickReply, Receipt, ReceiptItem, Scale,
    Structured, Survey, Total,
};
use transom_policy::Route;

use crate::render::outgoing;

fn of(structured: Structured) -> Content {
    Content {
        extra: Some(Extra::Structured(Box::new(structured))),
        ..Content::default()
    }
}

fn payload(structured: Structured) -> Value {
    let rendered = render(&outgoing(Route::Standard, of(structured))).unwrap();
    let body: Value = serde_json::from_slice(&rendered.body).unwrap();
    let attachment = &body["message"]["attachment"];
    assert_eq!(attachment["type"], "template");
    attachment["payload"].clone()
}

fn refused(structured: Structured) -> CannotRender {
    render(&outgoing(Route::Standard, of(structured))).unwrap_err()
}

fn button(label: &str, action: ButtonAction) -> Button {
    Button {
        label: label.to_owned(),
        action,
    }
}

fn buy() -> Button {
    let payload = "BUY_J".to_owned();
    button("Buy", ButtonAction::Postback { payload })
}

fn card() -> Card {
    Card {
        title: "Blue jacket".to_owned(),
        subtitle: Some("€59".to_owned()),
        image_url: Some("https://cdn.example/j.png".to_owned()),
        url: Some("https://shop.example/j".to_owned()),
        buttons: vec![buy()],
    }
}

#[test]
fn cards_are_a_generic_template() {
    assert_eq!(
        payload(Structured::Cards {
            cards: vec![card()],
            shape: CardShape::Wide,
        }),
        json!({ "template_type": "generic", "elements": [{
            "title": "Blue jacket", "subtitle": "€59", "image_url": "https://cdn.example/j.png",
            "default_action": { "type": "web_url", "url": "https://shop.example/j" },
            "buttons": [{ "type": "postback", "title": "Buy", "payload": "BUY_J" }],
        }] })
    );
}

#[test]
fn each_kind_of_button_has_its_words() {
    let url = "https://shop.example".to_owned();
    let number = "+33123456789".to_owned();
    let buttons = vec![
        buy(),
        button("Shop", ButtonAction::Link { url }),
        button("Call", ButtonAction::Call { number }),
    ];
    let text = "How shall we go on?".to_owned();
    assert_eq!(
        payload(Structured::Buttons { text, buttons }),
        json!({ "template_type": "button", "text": "How shall we go on?", "buttons": [
            { "type": "postback", "title": "Buy", "payload": "BUY_J" },
            { "type": "web_url", "title": "Shop", "url": "https://shop.example" },
            { "type": "phone_number", "title": "Call", "payload": "+33123456789" },
        ] })
    );
}

#[test]
fn a_receipt_names_its_currency_with_each_item() {
    let receipt = Receipt {
        recipient_name: "N. Example".to_owned(),
        order_number: "A-17".to_owned(),
        currency: "EUR".to_owned(),
        payment_method: "Card 1111".to_owned(),
        items: vec![ReceiptItem {
            title: "Blue jacket".to_owned(),
            quantity: Some(1),
            price: 50.0,
            ..ReceiptItem::default()
        }],
        total: Total {
            subtotal: Some(50.0),
            shipping: Some(9.0),
            tax: Some(0.0),
            cost: 59.0,
        },
        ..Receipt::default()
    };
    assert_eq!(
        payload(Structured::Receipt(Box::new(receipt))),
        json!({ "template_type": "receipt", "recipient_name": "N. Example", "order_number": "A-17",
            "currency": "EUR", "payment_method": "Card 1111",
            "summary": { "subtotal": 50.0, "shipping_cost": 9.0, "total_tax": 0.0, "total_cost": 59.0 },
            "elements": [{ "title": "Blue jacket", "quantity": 1, "price": 50.0, "currency": "EUR" }],
        })
    );
}

#[test]
fn coupons_surveys_and_requests_have_templates_of_their_own() {
    let coupon = Structured::Coupon(Coupon {
        title: "Ten percent".to_owned(),
        code: Some("TEN".to_owned()),
        payload: Some("cp".to_owned()),
        ..Coupon::default()
    });
    assert_eq!(
        payload(coupon),
        json!({ "template_type": "coupon", "title": "Ten percent", "coupon_code": "TEN", "payload": "cp" })
    );
    let survey = Survey {
        title: "Were we quick?".to_owned(),
        button: "Rate".to_owned(),
        question: Question {
            id: "q1".to_owned(),
            scale: Scale::ZeroToTen,
            comment: Some("What could be better?".to_owned()),
            ..Question::default()
        },
        privacy_url: "https://shop.example/privacy".to_owned(),
        expires_in_days: Some(3),
        ..Survey::default()
    };
    assert_eq!(
        payload(Structured::Survey(survey)),
        json!({ "template_type": "customer_feedback", "title": "Were we quick?", "button_title": "Rate",
            "feedback_screens": [{ "questions": [{ "id": "q1", "type": "nps", "score_option": "zero_to_ten",
                "score_label": "neg_pos",
                "follow_up": { "type": "free_form", "placeholder": "What could be better?" } }] }],
            "business_privacy": { "url": "https://shop.example/privacy" }, "expires_in_days": 3,
        })
    );
    let request = PermissionRequest {
        title: "Shall we tell you?".to_owned(),
        topic: "restock".to_owned(),
        image_url: None,
    };
    assert_eq!(
        payload(Structured::NotificationRequest(request.clone())),
        json!({ "template_type": "one_time_notif_req", "title": "Shall we tell you?", "payload": "restock" })
    );
    assert_eq!(
        payload(Structured::MarketingRequest(request)),
        json!({ "template_type": "notification_messages", "title": "Shall we tell you?", "payload": "restock" })
    );
}

#[test]
fn what_is_one_too_many_or_too_long_is_refused_at_its_limit() {
    let cards = |count: usize| Structured::Cards {
        cards: vec![card(); count],
        shape: CardShape::Wide,
    };
    assert!(render(&outgoing(Route::Standard, of(cards(10)))).is_ok());
    assert_eq!(
        refused(cards(11)),
        CannotRender::TooMany {
            what: "cards",
            is: 11,
            most: 10
        }
    );
    let titled = |length: usize| Structured::Cards {
        cards: vec![Card {
            title: "ä".repeat(length),
            ..card()
        }],
        shape: CardShape::Wide,
    };
    assert!(render(&outgoing(Route::Standard, of(titled(80)))).is_ok());
    let error = refused(titled(81));
    assert_eq!(
        error,
        CannotRender::TooLong {
            part: Part::CardTitle,
            is: 81,
            most: 80
        }
    );
    assert_eq!(
        error.to_string(),
        "the title of a card has 81 characters and may have 80: shorten it"
    );
    let buttons = |count: usize, text: &str| Structured::Buttons {
        text: text.to_owned(),
        buttons: vec![buy(); count],
    };
    assert!(matches!(
        refused(buttons(4, "Well?")),
        CannotRender::TooMany { most: 3, .. }
    ));
    assert_eq!(refused(buttons(0, "Well?")), CannotRender::NoneOf("button"));
    assert!(matches!(
        refused(buttons(1, &"x".repeat(641))),
        CannotRender::TooLong { most: 640, .. }
    ));
    assert_eq!(
        refused(buttons(1, " ")),
        CannotRender::EmptyPart(Part::ButtonsText)
    );
    let bare = Card {
        title: "Alone".to_owned(),
        ..Card::default()
    };
    assert_eq!(
        refused(Structured::Cards {
            cards: vec![bare],
            shape: CardShape::Wide,
        }),
        CannotRender::BareCard
    );
}

#[test]
fn addresses_numbers_codes_and_amounts_are_checked() {
    let with = |action| Structured::Buttons {
        text: "Well?".to_owned(),
        buttons: vec![button("Go", action)],
    };
    let url = "javascript:alert(1)".to_owned();
    assert_eq!(
        refused(with(ButtonAction::Link { url })),
        CannotRender::NotAnAddress
    );
    let number = "0123 456".to_owned();
    assert_eq!(
        refused(with(ButtonAction::Call { number })),
        CannotRender::NotANumber
    );
    let coupon = |code: Option<&str>| {
        Structured::Coupon(Coupon {
            title: "Ten".to_owned(),
            code: code.map(str::to_owned),
            ..Coupon::default()
        })
    };
    assert_eq!(refused(coupon(Some("TEN OFF"))), CannotRender::SpaceInCode);
    assert_eq!(refused(coupon(None)), CannotRender::NoneOf("code or link"));
    let receipt = |currency: &str, cost: f64| {
        Structured::Receipt(Box::new(Receipt {
            recipient_name: "N".to_owned(),
            order_number: "1".to_owned(),
            payment_method: "Cash".to_owned(),
            currency: currency.to_owned(),
            total: Total {
                cost,
                ..Total::default()
            },
            ..Receipt::default()
        }))
    };
    assert_eq!(refused(receipt("euro", 1.0)), CannotRender::NotACurrency);
    assert_eq!(refused(receipt("EUR", f64::NAN)), CannotRender::NotAnAmount);
    let media = |url: &str| {
        Structured::Media(MediaCard {
            media: MediaKind::Video,
            source: MediaSource::Url(url.to_owned()),
            buttons: vec![buy()],
        })
    };
    assert_eq!(
        refused(media("https://cdn.example/film.mp4")),
        CannotRender::NotPublished
    );
    assert_eq!(
        refused(media("https://facebook.com.evil.example/1")),
        CannotRender::NotPublished
    );
    let payload = payload(media("https://www.facebook.com/shop/videos/77"));
    assert_eq!(payload["elements"][0]["media_type"], "video");
}

#[test]
fn instagram_takes_cards_and_buttons_and_names_what_it_does_not() {
    let on_instagram = |structured| instagram::render(&outgoing(Route::Standard, of(structured)));
    let rendered = on_instagram(Structured::Cards {
        cards: vec![card()],
        shape: CardShape::Wide,
    });
    let body: Value = serde_json::from_slice(&rendered.unwrap().body).unwrap();
    let attachment = &body["message"]["attachment"];
    assert_eq!(attachment["payload"]["template_type"], "generic");
    let number = "+33123456789".to_owned();
    let call = Structured::Buttons {
        text: "Well?".to_owned(),
        buttons: vec![button("Call", ButtonAction::Call { number })],
    };
    assert_eq!(
        on_instagram(call).unwrap_err(),
        CannotRender::OnlyOnMessenger("call button")
    );
    let coupon = Structured::Coupon(Coupon::default());
    assert_eq!(
        on_instagram(coupon).unwrap_err(),
        CannotRender::OnlyOnMessenger("coupon")
    );
}

#[test]
fn quick_replies_stand_below_parts_too_and_have_their_own_limits() {
    let replies = |count: usize, title: &str| {
        let reply = QuickReply::answer(title, "P");
        let content = Content {
            quick_replies: vec![reply; count],
            ..of(Structured::Cards {
                cards: vec![card()],
                shape: CardShape::Wide,
            })
        };
        messenger::render(&outgoing(Route::Standard, content))
    };
    let body: Value = serde_json::from_slice(&replies(13, "Yes").unwrap().body).unwrap();
    let listed = body["message"]["quick_replies"].as_array().unwrap();
    assert_eq!(listed.len(), 13);
    let error = replies(14, "Yes").unwrap_err();
    assert_eq!(
        error,
        CannotRender::TooManyQuickReplies { is: 14, most: 13 }
    );
    assert_eq!(error.field(), "quick_replies");
    let error = replies(1, &"x".repeat(21)).unwrap_err();
    assert_eq!(error.field(), "quick_replies");
    let text = Content {
        text: Some("Look".to_owned()),
        ..of(Structured::Cards {
            cards: vec![card()],
            shape: CardShape::Wide,
        })
    };
    assert_eq!(
        render(&outgoing(Route::Standard, text)).unwrap_err(),
        CannotRender::PartsWithMore
    );
}

fn message(structured: Structured) -> Value {
    let rendered = render(&outgoing(Route::Standard, of(structured))).unwrap();
    let mut body: Value = serde_json::from_slice(&rendered.body).unwrap();
    let mut message = body["message"].take();
    message.as_object_mut().unwrap().remove("metadata");
    message
}

fn on_instagram(structured: Structured) -> Result<Value, CannotRender> {
    let rendered = instagram::render(&outgoing(Route::Standard, of(structured)))?;
    let mut body: Value = serde_json::from_slice(&rendered.body).unwrap();
    Ok(body["message"].take())
}

#[test]
fn pictures_of_cards_are_square_on_demand() {
    let cards = |shape| Structured::Cards {
        cards: vec![card()],
        shape,
    };
    assert_eq!(
        payload(cards(CardShape::Square))["image_aspect_ratio"],
        "square"
    );
    assert_eq!(
        payload(cards(CardShape::Wide)).get("image_aspect_ratio"),
        None
    );
    assert_eq!(
        on_instagram(cards(CardShape::Square)),
        Err(CannotRender::OnlyOnMessenger("square pictures on cards"))
    );
}

#[test]
fn products_are_named_by_the_platforms_ids_on_both_platforms() {
    let products = |count: usize| Structured::Products {
        ids: (0..count).map(|one| format!("48{one}")).collect(),
    };
    let wanted = json!({ "attachment": { "type": "template", "payload": {
        "template_type": "product", "elements": [{ "id": "480" }, { "id": "481" }],
    } } });
    assert_eq!(message(products(2)), wanted);
    assert_eq!(on_instagram(products(2)), Ok(wanted));
    assert_eq!(refused(products(0)), CannotRender::NoneOf("product"));
    assert!(matches!(
        refused(products(11)),
        CannotRender::TooMany { most: 10, .. }
    ));
    let nameless = Structured::Products {
        ids: vec![String::new()],
    };
    assert_eq!(refused(nameless), CannotRender::EmptyPart(Part::Id));
}

#[test]
fn stickers_hearts_and_posts_go_where_the_platform_has_them() {
    let sticker = || Structured::Sticker {
        id: "369239263222822".to_owned(),
    };
    assert_eq!(
        message(sticker()),
        json!({ "sticker_id": "369239263222822" })
    );
    assert_eq!(
        on_instagram(sticker()),
        Err(CannotRender::OnlyOnMessenger("sticker"))
    );
    assert_eq!(
        on_instagram(Structured::Heart),
        Ok(json!({ "attachment": { "type": "like_heart" } }))
    );
    let post = || Structured::Post {
        id: "18000001".to_owned(),
    };
    assert_eq!(
        on_instagram(post()),
        Ok(json!({ "attachment": { "type": "MEDIA_SHARE", "payload": { "id": "18000001" } } }))
    );
    for alien in [Structured::Heart, post()] {
        assert!(matches!(refused(alien), CannotRender::OnlyOnInstagram(_)));
    }
}

#[test]
fn quick_replies_have_pictures_and_ask_for_details_on_messenger() {
    let picture = |url: &str| QuickReply::Answer {
        title: "M".to_owned(),
        payload: "SIZE_M".to_owned(),
        image_url: Some(url.to_owned()),
    };
    let asks = |detail| QuickReply::Detail { detail };
    let with = |quick_replies| Content {
        quick_replies,
        ..Content::text("Which size?")
    };
    let replies = vec![
        picture("https://cdn.example/m.png"),
        asks(CustomerDetail::Email),
        asks(CustomerDetail::Phone),
    ];
    let rendered = render(&outgoing(Route::Standard, with(replies.clone()))).unwrap();
    let body: Value = serde_json::from_slice(&rendered.body).unwrap();
    assert_eq!(
        body["message"]["quick_replies"],
        json!([
            { "content_type": "text", "title": "M", "payload": "SIZE_M", "image_url": "https://cdn.example/m.png" },
            { "content_type": "user_email" },
            { "content_type": "user_phone_number" },
        ])
    );
    for faulty in [
        render(&outgoing(Route::Standard, with(vec![picture("m.png")]))),
        instagram::render(&outgoing(Route::Standard, with(replies))),
    ] {
        assert_eq!(faulty.unwrap_err().field(), "quick_replies");
    }
}
