//! What is sent to WhatsApp, word for word.

mod any_content;
mod carousel;
mod offer;
mod refused;

use serde_json::{Value, json};
use transom_channels::whatsapp::{CannotRender, render, render_read};
use transom_domain::channel::{MarketingMessages, ProductPolicy};
use transom_domain::delivery::Outgoing;
use transom_domain::message::{
    Address, Attachment, AttachmentKind, ButtonValue, ContactCard, Content, Extra, Labelled,
    LinkButton, List, ListRow, ListSection, Location, Organisation, Parameters, PersonName, Phone,
    QuickReply, TemplateButton, TemplateHeader, TemplateMessage,
};
use transom_policy::Route;

use crate::render::outgoing;

fn to_nina(content: Content) -> Outgoing {
    let is_template = matches!(content.extra, Some(Extra::Template(_)));
    let route = if is_template {
        Route::Template
    } else {
        Route::Standard
    };
    Outgoing {
        recipient: "16505550101".into(),
        ..outgoing(route, content)
    }
}

fn body(outgoing: &Outgoing) -> Value {
    let rendered = render(outgoing).unwrap();
    assert_eq!(rendered.path, "messages");
    serde_json::from_slice(&rendered.body).unwrap()
}

/// What is said, without what every message has.
fn said(content: Content) -> Value {
    let mut body = body(&to_nina(content));
    let members = body.as_object_mut().unwrap();
    assert_eq!(members.remove("messaging_product"), Some("whatsapp".into()));
    assert_eq!(members.remove("recipient_type"), Some("individual".into()));
    assert_eq!(members.remove("to"), Some("16505550101".into()));
    assert_eq!(
        members.remove("biz_opaque_callback_data"),
        Some("msg_0193b2c4d5e67f8091a2b3c4d5e6f708".into())
    );
    body
}

fn extra(extra: Extra) -> Content {
    Content {
        extra: Some(extra),
        ..Content::default()
    }
}

fn file(kind: AttachmentKind) -> Attachment {
    Attachment {
        kind,
        media_id: Some("901".into()),
        ..Attachment::default()
    }
}

fn attached(attachment: Attachment, text: Option<&str>) -> Content {
    Content {
        text: text.map(str::to_owned),
        attachments: vec![attachment],
        ..Content::default()
    }
}

fn replies(replies: &[(&str, &str)]) -> Content {
    Content {
        quick_replies: replies
            .iter()
            .map(|(title, payload)| QuickReply::answer(*title, *payload))
            .collect(),
        ..Content::text("Is Monday fine?")
    }
}

fn row(title: &str, payload: &str) -> ListRow {
    ListRow {
        title: title.into(),
        payload: payload.into(),
        description: None,
    }
}

fn list(sections: Vec<(Option<&str>, Vec<ListRow>)>) -> Content {
    let sections = sections.into_iter().map(|(title, rows)| ListSection {
        title: title.map(str::to_owned),
        rows,
    });
    Content {
        text: Some("Choose a slot".into()),
        ..extra(Extra::List(List {
            button: "Slots".into(),
            sections: sections.collect(),
        }))
    }
}

#[test]
fn a_text_carries_our_id_and_quotes_what_it_answers() {
    let outgoing = Outgoing {
        reply_to: Some("wamid.AAA".into()),
        ..to_nina(Content::text("It ships \"tomorrow\""))
    };
    assert_eq!(
        body(&outgoing),
        json!({
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": "16505550101",
            "type": "text",
            "text": { "body": "It ships \"tomorrow\"", "preview_url": false },
            "context": { "message_id": "wamid.AAA" },
            "biz_opaque_callback_data": "msg_0193b2c4d5e67f8091a2b3c4d5e6f708",
        })
    );
    let link = said(Content::text("See https://shop.example/t/1"));
    assert_eq!(link["text"]["preview_url"], true);
}

#[test]
fn a_customer_without_a_number_is_named_by_the_other_id() {
    for (id, member) in [
        ("16505550101", "to"),
        ("+16505550101", "to"),
        ("US.13491208655302741918", "recipient"),
    ] {
        let outgoing = Outgoing {
            recipient: id.into(),
            ..to_nina(Content::text("x"))
        };
        let body = body(&outgoing);
        assert_eq!(body[member], id);
        let other = if member == "to" { "recipient" } else { "to" };
        assert_eq!(body.get(other), None);
    }
}

#[test]
fn each_kind_of_file_has_its_type() {
    use AttachmentKind::{Audio, File, Image, Sticker, Video};
    for (kind, word) in [
        (Image, "image"),
        (Video, "video"),
        (Audio, "audio"),
        (File, "document"),
        (Sticker, "sticker"),
    ] {
        assert_eq!(
            said(attached(file(kind), None)),
            json!({ "type": word, (word): { "id": "901" } })
        );
    }
    let linked = Attachment {
        kind: File,
        url: Some("https://cdn.example/a.pdf".into()),
        title: Some("A-17.pdf".into()),
        ..Attachment::default()
    };
    assert_eq!(
        said(attached(linked, Some("Your invoice"))),
        json!({ "type": "document", "document": {
            "link": "https://cdn.example/a.pdf", "caption": "Your invoice", "filename": "A-17.pdf",
        } })
    );
    let spoken = Attachment {
        is_voice: true,
        ..file(Audio)
    };
    assert_eq!(
        said(attached(spoken, None)),
        json!({ "type": "audio", "audio": { "id": "901", "voice": true } })
    );
}

#[test]
fn places_cards_and_reactions() {
    let place = Location {
        latitude: 45.76,
        longitude: 4.83,
        name: Some("Shop".into()),
        address: Some("69002 Lyon".into()),
        url: None,
    };
    assert_eq!(
        said(extra(Extra::Location(place))),
        json!({ "type": "location", "location": {
            "latitude": 45.76, "longitude": 4.83, "name": "Shop", "address": "69002 Lyon",
        } })
    );
    let labelled = |value: &str| Labelled {
        value: value.into(),
        label: Some("WORK".into()),
    };
    let card = ContactCard {
        name: PersonName {
            formatted: "Ada Byron".into(),
            first: Some("Ada".into()),
            ..PersonName::default()
        },
        phones: vec![Phone {
            number: Some("+1 650 555 0102".into()),
            label: Some("CELL".into()),
            customer: Some("16505550102".into()),
        }],
        emails: vec![labelled("ada@example.org")],
        urls: vec![labelled("https://ada.example")],
        addresses: vec![Address {
            city: Some("Lyon".into()),
            ..Address::default()
        }],
        organisation: Some(Organisation {
            company: Some("Shop".into()),
            ..Organisation::default()
        }),
        birthday: Some("1990-12-10".into()),
    };
    assert_eq!(
        said(extra(Extra::Contacts(vec![card]))),
        json!({ "type": "contacts", "contacts": [{
            "name": { "formatted_name": "Ada Byron", "first_name": "Ada" },
            "phones": [{ "phone": "+1 650 555 0102", "type": "CELL", "wa_id": "16505550102" }],
            "emails": [{ "email": "ada@example.org", "type": "WORK" }],
            "urls": [{ "url": "https://ada.example", "type": "WORK" }],
            "addresses": [{ "city": "Lyon" }],
            "org": { "company": "Shop" },
            "birthday": "1990-12-10",
        }] })
    );
    for (emoji, word) in [(Some("👍"), "👍"), (None, "")] {
        let reaction = Extra::Reaction {
            to: "wamid.AAA".into(),
            emoji: emoji.map(str::to_owned),
        };
        assert_eq!(
            said(extra(reaction)),
            json!({ "type": "reaction", "reaction": { "message_id": "wamid.AAA", "emoji": word } })
        );
    }
}

#[test]
fn buttons_with_what_stands_above_and_below() {
    let content = Content {
        heading: Some("Delivery".into()),
        footer: Some("Jacket shop".into()),
        ..replies(&[("Yes", "yes"), ("No", "no")])
    };
    assert_eq!(
        said(content),
        json!({ "type": "interactive", "interactive": {
            "type": "button",
            "header": { "type": "text", "text": "Delivery" },
            "body": { "text": "Is Monday fine?" },
            "footer": { "text": "Jacket shop" },
            "action": { "buttons": [
                { "type": "reply", "reply": { "id": "yes", "title": "Yes" } },
                { "type": "reply", "reply": { "id": "no", "title": "No" } },
            ] },
        } })
    );
    let content = Content {
        attachments: vec![file(AttachmentKind::Image)],
        ..replies(&[("Yes", "yes")])
    };
    assert_eq!(
        said(content)["interactive"]["header"],
        json!({ "type": "image", "image": { "id": "901" } })
    );
}

#[test]
fn lists_links_and_requests_for_a_place() {
    let mut morning = row("09:00", "m9");
    morning.description = Some("morning".into());
    assert_eq!(
        said(list(vec![
            (Some("Monday"), vec![morning]),
            (Some("Tuesday"), vec![row("10:00", "t10")])
        ])),
        json!({ "type": "interactive", "interactive": {
            "type": "list",
            "body": { "text": "Choose a slot" },
            "action": { "button": "Slots", "sections": [
                { "title": "Monday", "rows": [{ "id": "m9", "title": "09:00", "description": "morning" }] },
                { "title": "Tuesday", "rows": [{ "id": "t10", "title": "10:00" }] },
            ] },
        } })
    );
    let link = Content {
        text: Some("Track your parcel".into()),
        ..extra(Extra::Link(LinkButton {
            label: "Track".into(),
            url: "https://shop.example/t/1".into(),
        }))
    };
    assert_eq!(
        said(link),
        json!({ "type": "interactive", "interactive": {
            "type": "cta_url",
            "body": { "text": "Track your parcel" },
            "action": { "name": "cta_url", "parameters": {
                "display_text": "Track", "url": "https://shop.example/t/1",
            } },
        } })
    );
    let request = Content {
        text: Some("Where are you?".into()),
        ..extra(Extra::LocationRequest)
    };
    assert_eq!(
        said(request),
        json!({ "type": "interactive", "interactive": {
            "type": "location_request_message",
            "body": { "text": "Where are you?" },
            "action": { "name": "send_location" },
        } })
    );
}

#[test]
fn only_templates_go_by_the_interface_for_marketing() {
    let by_it = |content, product_policy, shares_activity| {
        let way = MarketingMessages {
            product_policy,
            shares_activity,
        };
        let rendered = render(&Outgoing {
            marketing: Some(way),
            ..to_nina(content)
        });
        let rendered = rendered.unwrap();
        let body: Value = serde_json::from_slice(&rendered.body).unwrap();
        (rendered.path, body)
    };
    let template = || {
        extra(Extra::Template(Box::new(TemplateMessage::new(
            "sale", "en",
        ))))
    };
    for (policy, shares, word) in [
        (ProductPolicy::Fallback, true, "CLOUD_API_FALLBACK"),
        (ProductPolicy::Strict, false, "STRICT"),
    ] {
        let (path, body) = by_it(template(), policy, shares);
        assert_eq!(path, "marketing_messages");
        assert_eq!(body["template"]["name"], "sale");
        assert_eq!(
            (&body["product_policy"], &body["message_activity_sharing"]),
            (&json!(word), &json!(shares))
        );
    }
    let (path, body) = by_it(Content::text("Hello"), ProductPolicy::Strict, true);
    assert_eq!((path, &body["product_policy"]), ("messages", &Value::Null));
}

#[test]
fn a_template_with_all_its_blanks() {
    let template = TemplateMessage {
        header: Some(TemplateHeader::Media(file(AttachmentKind::Image))),
        body: Parameters::Named(vec![("order".into(), "A-17".into())]),
        buttons: vec![
            TemplateButton {
                index: 0,
                value: ButtonValue::Url("a17".into()),
            },
            TemplateButton {
                index: 1,
                value: ButtonValue::Payload("STOP".into()),
            },
            TemplateButton {
                index: 2,
                value: ButtonValue::Code("SALE10".into()),
            },
        ],
        ..TemplateMessage::new("order_update", "en_US")
    };
    assert_eq!(
        said(extra(Extra::Template(Box::new(template)))),
        json!({ "type": "template", "template": {
            "name": "order_update",
            "language": { "code": "en_US" },
            "components": [
                { "type": "header", "parameters": [{ "type": "image", "image": { "id": "901" } }] },
                { "type": "body", "parameters": [
                    { "type": "text", "parameter_name": "order", "text": "A-17" },
                ] },
                { "type": "button", "sub_type": "url", "index": "0",
                  "parameters": [{ "type": "text", "text": "a17" }] },
                { "type": "button", "sub_type": "quick_reply", "index": "1",
                  "parameters": [{ "type": "payload", "payload": "STOP" }] },
                { "type": "button", "sub_type": "copy_code", "index": "2",
                  "parameters": [{ "type": "coupon_code", "coupon_code": "SALE10" }] },
            ],
        } })
    );
}

#[test]
fn a_template_by_the_order_of_its_blanks_or_without_any() {
    let bare = TemplateMessage::new("hello", "de");
    assert_eq!(
        said(extra(Extra::Template(Box::new(bare.clone())))),
        json!({ "type": "template", "template": { "name": "hello", "language": { "code": "de" } } })
    );
    let numbered = TemplateMessage {
        header: Some(TemplateHeader::Text(Parameters::Positional(vec![
            "A-17".into(),
        ]))),
        body: Parameters::Positional(vec!["Nina".into(), "Monday".into()]),
        ..bare.clone()
    };
    assert_eq!(
        said(extra(Extra::Template(Box::new(numbered))))["template"]["components"],
        json!([
            { "type": "header", "parameters": [{ "type": "text", "text": "A-17" }] },
            { "type": "body", "parameters": [
                { "type": "text", "text": "Nina" }, { "type": "text", "text": "Monday" },
            ] },
        ])
    );
    let placed = TemplateMessage {
        header: Some(TemplateHeader::Location(Location::default())),
        ..bare
    };
    assert_eq!(
        said(extra(Extra::Template(Box::new(placed))))["template"]["components"][0]["parameters"],
        json!([{ "type": "location", "location": { "latitude": 0.0, "longitude": 0.0 } }])
    );
}

#[test]
fn how_a_template_reads_is_kept_and_not_sent() {
    let template = extra(Extra::Template(Box::new(TemplateMessage::new(
        "hello", "de",
    ))));
    let reads = Content {
        text: Some("Guten Tag".into()),
        ..template.clone()
    };
    assert_eq!(said(reads.clone()), said(template));
    let with_file = Content {
        attachments: vec![file(AttachmentKind::Image)],
        ..reads
    };
    let error = render(&to_nina(with_file)).unwrap_err();
    assert_eq!(error, CannotRender::Alone("a template"));
}

#[test]
fn a_template_and_a_free_message_each_have_their_one_route() {
    let template = extra(Extra::Template(Box::new(TemplateMessage::new(
        "hello", "de",
    ))));
    for route in Route::ALL {
        let free = render(&outgoing(route, Content::text("x")));
        assert_eq!(free.is_ok(), route == Route::Standard, "{route}");
        let templated = render(&outgoing(route, template.clone()));
        assert_eq!(templated.is_ok(), route == Route::Template, "{route}");
        if let Err(error) = templated {
            assert_eq!(error, CannotRender::Route(route));
        }
    }
}

#[test]
fn reading_and_typing_are_one_request() {
    let body = |typing| -> Value {
        serde_json::from_slice(&render_read("wamid.AAA", typing).body).unwrap()
    };
    assert_eq!(
        body(true),
        json!({
            "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.AAA",
            "typing_indicator": { "type": "text" },
        })
    );
    assert_eq!(
        body(false),
        json!({ "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.AAA" })
    );
}
