//! Messages made of parts, word for word.

mod limits;
mod platform;
mod quick_reply;

mod button;
mod grid;

use serde_json::{Value, json};
use transom_channels::messenger::{CannotRender, render};
use transom_domain::message::{
    Button, ButtonAction, Card, CardShape, Content, Coupon, Extra, PermissionRequest, Question,
    Receipt, ReceiptItem, Scale, Structured, Survey, Total,
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
