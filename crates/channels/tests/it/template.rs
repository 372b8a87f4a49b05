//! Templates: lists read, faults found, requests made, and what a refusal names.

mod courier;
mod rules;

use std::collections::BTreeMap;

use http::HeaderMap;
use insta::assert_snapshot;
use serde_json::{Value, json};
use transom_channels::messenger::{self, Class};
use transom_channels::template::{
    Faulty, NewTemplate, failed, parse_page, parse_standing, render_changed, render_new,
};
use transom_domain::inbound::Quality;
use transom_domain::message::{
    ButtonValue, Content, Extra, Parameters, TemplateButton, TemplateCard, TemplateHeader,
    TemplateMessage,
};
use transom_domain::template::{
    Button, Components, Header, HeaderMedia, ParameterFormat, Phrase, TimeToLive,
};
use transom_policy::{Channel as Platform, Route, TemplateCategory, TemplateStatus};

use crate::render::outgoing;

/// A template as the reference makes it.
pub(crate) fn order_update() -> NewTemplate {
    let examples = [("order", "A-17"), ("day", "Monday")];
    let examples = examples.map(|(name, example)| (name.to_owned(), example.to_owned()));
    NewTemplate {
        name: "order_update".to_owned(),
        language: "en_US".to_owned(),
        category: TemplateCategory::Utility,
        components: Components {
            format: ParameterFormat::Named,
            header: Some(Header::Text(Phrase {
                text: "Order {{order}}".to_owned(),
                examples: examples[..1].to_vec(),
            })),
            body: Phrase {
                text: "Your order {{order}} is on its way, arriving {{day}}.".to_owned(),
                examples: examples.to_vec(),
            },
            footer: Some("Jacket shop".to_owned()),
            buttons: vec![
                Button::Url {
                    label: "Track".to_owned(),
                    url: "https://shop.example/t/{{1}}".to_owned(),
                    example: Some("a17".to_owned()),
                },
                Button::QuickReply {
                    label: "Talk to us".to_owned(),
                    payload: None,
                },
            ],
            ..Components::default()
        },
    }
}

/// With keys in the order of the alphabet, however the library was built.
fn pretty(body: &[u8]) -> String {
    let value: Value = serde_json::from_slice(body).unwrap();
    serde_json::to_string_pretty(&sorted(value)).unwrap()
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let sorted: BTreeMap<String, Value> = object
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            sorted.into_iter().collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[test]
fn a_template_is_made_as_the_reference_shows() {
    assert_snapshot!(pretty(&render_new(Platform::WhatsApp, &order_update())));
}

#[test]
fn a_template_without_names_is_made_for_messenger_with_postbacks() {
    let new = NewTemplate {
        components: Components {
            body: Phrase {
                text: "Order {{1}} arrives on {{2}}, by noon.".to_owned(),
                examples: vec![
                    ("2".to_owned(), "Monday".to_owned()),
                    ("1".to_owned(), "A-17".to_owned()),
                ],
            },
            buttons: vec![Button::QuickReply {
                label: "Change date".to_owned(),
                payload: Some("CHG".to_owned()),
            }],
            ..Components::default()
        },
        ..order_update()
    };
    assert_snapshot!(pretty(&render_new(Platform::Messenger, &new)));
}

#[test]
fn the_category_of_an_approved_template_is_not_asked_to_change() {
    let change = |was| {
        let body = render_changed(Platform::WhatsApp, &order_update(), was);
        let body: Value = serde_json::from_slice(&body).unwrap();
        (body["category"].clone(), body["components"].is_array())
    };
    assert_eq!(change(TemplateStatus::Approved), (Value::Null, true));
    assert_eq!(change(TemplateStatus::Rejected), (json!("UTILITY"), true));
}

#[test]
fn what_was_made_is_read_back_from_a_list_as_it_was() {
    for platform in [Platform::WhatsApp, Platform::Messenger] {
        let mut new = order_update();
        if let Some(Button::QuickReply { payload, .. }) = new.components.buttons.get_mut(1) {
            *payload = (platform == Platform::Messenger).then(|| "TALK".to_owned());
        }
        let mut listed: Value = serde_json::from_slice(&render_new(platform, &new)).unwrap();
        listed["id"] = json!("168900000");
        listed["status"] = json!("APPROVED");
        let page = json!({"data": [listed]}).to_string();
        let page = parse_page(page.as_bytes()).unwrap();
        assert_eq!(page.templates[0].components, new.components);
        assert_eq!(page.templates[0].category, TemplateCategory::Utility);
        assert_eq!(page.after, None);
    }
}

#[test]
fn a_template_that_is_not_understood_hides_no_other() {
    let page = json!({
        "data": [
            {"name": "no_id", "language": "en"},
            17,
            {"id": 5, "name": "gone", "language": "en", "status": "PENDING_DELETION"},
            {"id": 6, "name": "strange", "language": "en", "status": "NEW_WORD", "category": "NEW",
             "quality_score": {"score": "RED", "date": 1}, "components": [
                {"type": "HEADER", "format": "VIDEO", "example": {"header_handle": ["https://x.example/v"]}},
                {"type": "body", "text": "Hi"}, {"type": "HOLOGRAM", "shape": "ring"},
                {"type": "BUTTONS", "buttons": [{"type": "FLOW", "text": "Book"}, {"type": "VOICE_CALL", "text": "Call"}]}]},
        ],
        "paging": {"cursors": {"before": "a", "after": "b"}, "next": "https://graph.example/next"}
    });
    let page = parse_page(page.to_string().as_bytes()).unwrap();
    assert_eq!((page.templates.len(), page.unread), (1, 3));
    assert_eq!(page.after.as_deref(), Some("b"));
    let strange = &page.templates[0];
    assert_eq!(strange.standing.status, TemplateStatus::Pending);
    assert_eq!(strange.standing.reason.as_deref(), Some("NEW_WORD"));
    assert_eq!(strange.category, TemplateCategory::Marketing);
    assert_eq!(strange.quality, Some(Quality::Low));
    assert_eq!(strange.components.unknown, ["HOLOGRAM", "FLOW"]);
    let Some(Header::Media { kind, .. }) = &strange.components.header else {
        panic!("{:?}", strange.components.header);
    };
    assert_eq!(*kind, HeaderMedia::Video);
    for none in ["", "[]", "{}", "{\"data\": 1}", "<html>"] {
        assert_eq!(parse_page(none.as_bytes()), None, "{none}");
    }
}

#[test]
fn the_last_page_is_known_by_having_no_next_one_although_it_has_cursors() {
    let page = json!({"data": [], "paging": {"cursors": {"before": "a", "after": "b"}}});
    assert_eq!(parse_page(page.to_string().as_bytes()).unwrap().after, None);
}

#[test]
fn only_what_is_surely_approved_may_be_sent() {
    let all = [
        ("APPROVED", TemplateStatus::Approved),
        ("REINSTATED", TemplateStatus::Approved),
        ("FLAGGED", TemplateStatus::Approved),
        ("PENDING", TemplateStatus::Pending),
        ("IN_APPEAL", TemplateStatus::Pending),
        ("REJECTED", TemplateStatus::Rejected),
        ("PAUSED", TemplateStatus::Paused),
        ("DISABLED", TemplateStatus::Disabled),
        ("ARCHIVED", TemplateStatus::Disabled),
        ("LIMIT_EXCEEDED", TemplateStatus::Disabled),
        ("", TemplateStatus::Pending),
    ];
    for (word, status) in all {
        assert_eq!(parse_standing(word, Some("NONE")).status, status, "{word}");
    }
    let rejected = parse_standing("REJECTED", Some("PROMOTIONAL"));
    assert_eq!(rejected.reason.as_deref(), Some("PROMOTIONAL"));
}

#[test]
fn a_refusal_names_the_part_and_tells_people_what_the_platform_says_to_them() {
    let body = json!({"error": {
        "message": "Invalid parameter", "type": "OAuthException", "code": 100, "error_subcode": 2_388_293,
        "error_user_title": "Too many variables",
        "error_user_msg": "This template has too many variables for its length.",
    }});
    let failed = |body: &Value| failed(400, &HeaderMap::new(), body.to_string().as_bytes());
    let refused = failed(&body);
    assert_eq!(refused.faulty, Some(Faulty::Body));
    assert_eq!(refused.call.class, Class::Permanent);
    assert_eq!(
        refused.to_string(),
        "Too many variables: This template has too many variables for its length. (100/2388293)"
    );
    let class = |code: i64, subcode: Option<i64>| {
        let refused = failed(&json!({"error": {
            "message": "no", "code": code, "error_subcode": subcode,
        }}));
        (refused.call.class, refused.faulty)
    };
    assert_eq!(
        class(100, Some(2_388_019)),
        (Class::Permanent, Some(Faulty::Limit))
    );
    assert_eq!(
        class(100, Some(2_388_024)),
        (Class::Permanent, Some(Faulty::Name))
    );
    assert_eq!(class(80_008, None), (Class::Throttled, None));
    assert_eq!(class(80_007, None), (Class::Throttled, None));
    assert_eq!(class(190, Some(463)), (Class::Reconnect, None));
    assert_eq!(class(200, None), (Class::Permission, None));
}

#[test]
fn a_utility_template_goes_to_messenger_as_the_reference_shows() {
    let message = TemplateMessage {
        header: Some(TemplateHeader::Text(Parameters::Positional(vec![
            "A-17".to_owned(),
        ]))),
        body: Parameters::Named(vec![("day".to_owned(), "Monday".to_owned())]),
        buttons: vec![TemplateButton {
            index: 0,
            value: ButtonValue::Payload("CHG:A-17".to_owned()),
        }],
        ..TemplateMessage::new("delivery_update", "en_US")
    };
    let content = Content {
        text: Some("how it reads, for people".to_owned()),
        extra: Some(Extra::Template(Box::new(message))),
        ..Content::default()
    };
    let rendered = messenger::render(&outgoing(Route::UtilityTemplate, content.clone())).unwrap();
    assert_snapshot!(pretty(&rendered.body));
    // By no other route, and nothing else by this one.
    assert!(messenger::render(&outgoing(Route::Standard, content)).is_err());
    let text = Content::text("Hello");
    assert!(messenger::render(&outgoing(Route::UtilityTemplate, text)).is_err());
}

#[test]
fn what_is_special_about_a_template_goes_to_the_platform_and_comes_back_alike() {
    let given = json!({
        "id": "1", "name": "special", "language": "en_US", "status": "APPROVED", "category": "MARKETING",
        "components": [
            { "type": "LIMITED_TIME_OFFER", "limited_time_offer": { "text": "Only today", "has_expiration": true } },
            { "type": "BODY", "text": "Hi {{1}}", "example": { "body_text": [["Ana"]] } },
            { "type": "CAROUSEL", "cards": [{ "components": [
                { "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4::aW"] } },
                { "type": "BODY", "text": "Blue" },
                { "type": "BUTTONS", "buttons": [{ "type": "QUICK_REPLY", "text": "I want it" }] },
            ] }] },
            { "type": "BUTTONS", "buttons": [{ "type": "CATALOG", "text": "See all" }] },
            { "type": "OF_TOMORROW", "text": { "kept": [1, 2] } },
        ],
    });
    let body = json!({ "data": [given] }).to_string();
    let page = parse_page(body.as_bytes()).unwrap();
    let listed = &page.templates[0];
    assert_eq!(listed.components.cards.len(), 1);
    assert!(listed.components.offer.as_ref().unwrap().ends);
    assert_eq!(listed.components.unknown, ["CATALOG", "OF_TOMORROW"]);
    let new = NewTemplate {
        name: listed.name.clone(),
        language: listed.language.clone(),
        category: listed.category,
        components: listed.components.clone(),
    };
    let rendered: Value = serde_json::from_slice(&render_new(Platform::WhatsApp, &new)).unwrap();
    let mut sent = rendered["components"].as_array().unwrap().clone();
    let mut expected = given["components"].as_array().unwrap().clone();
    let by_text = |part: &Value| part.to_string();
    sent.sort_by_key(by_text);
    expected.sort_by_key(by_text);
    assert_eq!(sent, expected, "nothing is lost and nothing is added");
}

#[test]
fn a_one_time_button_is_known_by_its_word_and_by_its_address() {
    let of = |button: Value| {
        let template = json!({ "data": [{
            "id": "1", "name": "sign_in", "language": "en_US", "status": "APPROVED", "category": "AUTHENTICATION",
            "components": [
                { "type": "BODY", "text": "*{{1}}* is your verification code.", "add_security_recommendation": true },
                { "type": "FOOTER", "text": "This code expires in 5 minutes.", "code_expiration_minutes": 5 },
                { "type": "BUTTONS", "buttons": [button] },
            ],
        }] });
        let page = parse_page(template.to_string().as_bytes()).unwrap();
        page.templates[0].components.clone()
    };
    let url = "https://www.whatsapp.com/otp/code/?otp_type=ONE_TAP&code=otp{{1}}";
    for button in [
        json!({ "type": "OTP", "otp_type": "ONE_TAP", "text": "Copy", "package_name": "com.example.shop", "signature_hash": "K8a/AINcGX7" }),
        json!({ "type": "URL", "text": "Copy", "url": url, "supported_apps": [{ "package_name": "com.example.shop", "signature_hash": "K8a/AINcGX7" }] }),
    ] {
        let components = of(button);
        let code = components.code.unwrap();
        assert_eq!((code.warns, code.expires_in), (true, Some(5)));
        let Button::OneTime { handover, .. } = &components.buttons[0] else {
            panic!("{components:?}");
        };
        assert_eq!(handover.as_str(), "one_tap");
        assert_eq!(handover.apps()[0].package, "com.example.shop");
        assert_eq!(components.places().len(), 1);
    }
}

#[test]
fn cards_an_offer_and_parts_of_the_platform_go_out_in_their_shape() {
    let card = |text: &str| TemplateCard {
        body: Parameters::Positional(vec![text.to_owned()]),
        buttons: vec![TemplateButton {
            index: 0,
            value: ButtonValue::Payload("want".to_owned()),
        }],
        ..TemplateCard::default()
    };
    let message = TemplateMessage {
        offer_ends_at: Some("2026-11-30T18:00:00Z".parse().unwrap()),
        cards: vec![card("90"), card("80")],
        raw: vec![r#"{"type":"button","sub_type":"CATALOG","index":0}"#.to_owned()],
        ..TemplateMessage::new("jackets", "en_US")
    };
    let content = Content {
        extra: Some(Extra::Template(Box::new(message))),
        ..Content::default()
    };
    let message = outgoing(Route::Template, content);
    let request = transom_channels::whatsapp::render(&message).unwrap();
    let request: Value = serde_json::from_slice(&request.body).unwrap();
    let body =
        |text: &str| json!({ "type": "body", "parameters": [{ "type": "text", "text": text }] });
    let tap = json!({ "type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{ "type": "payload", "payload": "want" }] });
    assert_eq!(
        request["template"]["components"],
        json!([
            { "type": "limited_time_offer", "parameters": [
                { "type": "limited_time_offer", "limited_time_offer": { "expiration_time_ms": 1_796_061_600_000_i64 } } ] },
            { "type": "carousel", "cards": [
                { "card_index": 0, "components": [body("90"), tap] },
                { "card_index": 1, "components": [body("80"), tap] } ] },
            { "type": "button", "sub_type": "CATALOG", "index": 0 },
        ])
    );
}

#[test]
fn the_time_to_live_goes_out_and_comes_back() {
    for (time, wire) in [
        (TimeToLive::Seconds(600), json!(600)),
        (TimeToLive::Longest, json!(-1)),
    ] {
        let mut new = order_update();
        new.components.time_to_live = Some(time);
        let made = render_new(Platform::WhatsApp, &new);
        let mut made: Value = serde_json::from_slice(&made).unwrap();
        assert_eq!(made["message_send_ttl_seconds"], wire);
        let changed = render_changed(Platform::WhatsApp, &new, TemplateStatus::Approved);
        let changed: Value = serde_json::from_slice(&changed).unwrap();
        assert_eq!(changed["message_send_ttl_seconds"], wire);
        made["id"] = json!("1");
        made["status"] = json!("APPROVED");
        let page = json!({ "data": [made] }).to_string();
        let read = parse_page(page.as_bytes()).unwrap().templates.remove(0);
        assert_eq!(read.components.time_to_live, Some(time));
    }
    let without = render_new(Platform::WhatsApp, &order_update());
    assert!(!String::from_utf8(without).unwrap().contains("ttl"));
}
