//! Messages with something to tap: buttons, lists, cards.

use serde_json::{Value, json};
use transom_emulator::world::input::{NewMessage, WhatsAppContent};

use super::super::{Line, accepted};

#[tokio::test]
async fn interactive_messages_keep_their_limits() {
    let line = Line::open().await;
    let customer = line.customer();
    let button =
        |id: &str, title: &str| json!({ "type": "reply", "reply": { "id": id, "title": title } });
    let with = |buttons: Value| {
        json!({ "type": "interactive", "interactive": {
        "type": "button", "body": { "text": "Monday?" }, "action": { "buttons": buttons },
    } })
    };
    accepted(
        &line
            .send(with(json!([button("y", "Yes"), button("n", "No")])))
            .await,
    );
    let four = json!([
        button("1", "a"),
        button("2", "b"),
        button("3", "c"),
        button("4", "d")
    ]);
    for wrong in [
        json!([]),
        four,
        json!([button("y", "Yes"), button("y", "No")]),
        json!([button("y", "x".repeat(21).as_str())]),
    ] {
        assert!(matches!(
            line.send(with(wrong)).await.error().0,
            100 | 131_009
        ));
    }
    let rows = |count: usize| -> Value {
        (0..count)
            .map(|row| json!({ "id": format!("r{row}"), "title": "09:00" }))
            .collect()
    };
    let list = |rows: Value| {
        json!({ "type": "interactive", "interactive": {
        "type": "list", "body": { "text": "Choose" }, "footer": { "text": "Shop" },
        "action": { "button": "Slots", "sections": [{ "title": "Monday", "rows": rows }] },
    } })
    };
    accepted(&line.send(list(rows(10))).await);
    assert_eq!(line.send(list(rows(11))).await.error().0, 100);
    assert_eq!(line.send(list(rows(0))).await.error().0, 100);
    let card = line.world().thread(&customer).unwrap()[2]
        .card
        .clone()
        .unwrap();
    assert_eq!(card.list.unwrap().sections[0].rows.len(), 10);
    assert_eq!(card.footer.as_deref(), Some("Shop"));
}

#[tokio::test]
async fn every_other_kind_of_interactive_message_is_taken() {
    let line = Line::open().await;
    line.customer();
    let body = json!({ "text": "Look" });
    for (kind, action) in [
        (
            "cta_url",
            json!({ "name": "cta_url", "parameters": { "display_text": "Track", "url": "https://a.example" } }),
        ),
        (
            "location_request_message",
            json!({ "name": "send_location" }),
        ),
        (
            "flow",
            json!({ "name": "flow", "parameters": { "flow_id": "7", "flow_token": "t", "flow_cta": "Book" } }),
        ),
        ("catalog_message", json!({ "name": "catalog_message" })),
        (
            "product",
            json!({ "catalog_id": "55", "product_retailer_id": "J-1" }),
        ),
        (
            "call_permission_request",
            json!({ "name": "call_permission_request" }),
        ),
    ] {
        let message = json!({ "type": kind, "body": body, "action": action });
        accepted(
            &line
                .send(json!({ "type": "interactive", "interactive": message }))
                .await,
        );
    }
}

fn card(index: usize, file: &str, action: &Value) -> Value {
    let header = json!({ "type": file, file: { "link": "https://shop.example/1" } });
    json!({ "card_index": index, "type": "cta_url", "header": header, "body": { "text": "Blue" }, "action": action })
}

fn carousel(cards: &[Value]) -> Value {
    json!({ "type": "interactive", "interactive": {
        "type": "carousel", "body": { "text": "Our jackets" }, "action": { "cards": cards } } })
}

#[tokio::test]
async fn the_cards_of_a_carousel_are_alike_and_answered_one_by_one() {
    let line = Line::open().await;
    let customer = line.customer();
    let opens = || json!({ "name": "cta_url", "parameters": { "display_text": "See", "url": "https://shop.example" } });
    let reply = |id: &str| json!({ "type": "quick_reply", "quick_reply": { "id": id, "title": "I want it" } });
    let replies =
        |ids: &[&str]| json!({ "buttons": ids.iter().map(|id| reply(id)).collect::<Vec<_>>() });
    accepted(
        &line
            .send(carousel(&[
                card(0, "video", &opens()),
                card(1, "video", &opens()),
            ]))
            .await,
    );
    let offer = [
        card(0, "image", &replies(&["BLUE"])),
        card(1, "image", &replies(&["RED"])),
    ];
    let mid = accepted(&line.send(carousel(&offer)).await);
    let shown = line.world().thread(&customer).unwrap().pop().unwrap();
    assert_eq!(shown.text.as_deref(), Some("Our jackets\n— Blue\n— Blue"));
    assert_eq!(shown.attachments.len(), 2);
    let choice = WhatsAppContent::Choice {
        of: mid,
        id: "RED".to_owned(),
    };
    let tapped = NewMessage {
        whatsapp: Some(choice),
        ..NewMessage::default()
    };
    line.world().write(&customer, tapped).unwrap();
    let answer = line.messages().await.pop().unwrap();
    assert_eq!(
        answer["interactive"]["button_reply"],
        json!({ "id": "RED", "title": "I want it" })
    );

    let mut long = card(1, "image", &opens());
    long["body"]["text"] = json!("x".repeat(161));
    let mut high = card(1, "image", &opens());
    high["body"]["text"] = json!("1\n2\n3\n4");
    let first = || card(0, "image", &opens());
    let eleven: Vec<Value> = (0..11)
        .map(|index| card(index, "image", &opens()))
        .collect();
    for cards in [
        vec![first()],
        eleven,
        vec![first(), card(1, "video", &opens())],
        vec![first(), card(1, "image", &replies(&["A"]))],
        vec![first(), card(2, "image", &opens())],
        vec![
            card(0, "image", &replies(&["A"])),
            card(1, "image", &replies(&["B", "C"])),
        ],
        vec![first(), card(1, "document", &opens())],
        vec![first(), card(1, "image", &json!({ "buttons": [] }))],
        vec![first(), long],
        vec![first(), high],
    ] {
        let refused = line.send(carousel(&cards)).await;
        assert_eq!(refused.error().0, 100, "{cards:?}");
    }
    let mut headed = carousel(&[first(), card(1, "image", &opens())]);
    headed["interactive"]["footer"] = json!({ "text": "Bye" });
    assert_eq!(line.send(headed).await.error().0, 100);
}

#[tokio::test]
async fn what_an_interactive_message_misses_is_said() {
    let line = Line::open().await;
    line.customer();
    let products = |count: usize, title: &str| {
        let item = json!({ "product_retailer_id": "J-1" });
        json!({ "title": title, "product_items": vec![item; count] })
    };
    let several = |sections: Value| {
        json!({ "type": "product_list", "header": { "type": "text", "text": "Sale" }, "body": { "text": "Look" },
            "action": { "catalog_id": "55", "sections": sections } })
    };
    let flow = |name: &str, label: &str| {
        let parameters = json!({ "flow_id": "7", "flow_token": "t", "flow_cta": label });
        json!({ "type": "flow", "body": { "text": "Look" }, "action": { "name": name, "parameters": parameters } })
    };
    let taken = [
        several(json!([products(2, "")])),
        several(json!([
            products(1, "Jackets"),
            products(1, &"x".repeat(24))
        ])),
        flow("flow", &"x".repeat(20)),
    ];
    let wrong = [
        json!({ "type": "product", "action": { "product_retailer_id": "J-1" } }),
        several(json!([products(1, "Jackets"), products(1, "")])),
        several(json!([products(1, &"x".repeat(25))])),
        several(json!([products(1, "Jackets"), products(0, "Shoes")])),
        flow("flow", &"x".repeat(21)),
        flow("cta_url", "Book"),
        json!({ "type": "location_request_message", "body": { "text": "Look" }, "action": { "name": "location" } }),
    ];
    for message in taken {
        accepted(
            &line
                .send(json!({ "type": "interactive", "interactive": message }))
                .await,
        );
    }
    for message in wrong {
        let answer = line
            .send(json!({ "type": "interactive", "interactive": message }))
            .await;
        assert_eq!(answer.error().0, 100, "{message}");
    }
}
