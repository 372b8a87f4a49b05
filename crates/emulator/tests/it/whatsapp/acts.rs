//! What customers do, as webhooks tell it.

use serde_json::{Value, json};
use transom_emulator::world::input::{
    ContactCard, Edit, NewMessage, OrderItem, PersonChange, Reaction, WhatsAppContent,
};

use super::{Line, NUMBER, PHONE, accepted};

fn special(content: WhatsAppContent) -> NewMessage {
    NewMessage {
        whatsapp: Some(content),
        ..NewMessage::default()
    }
}

fn media(kind: &str) -> NewMessage {
    special(WhatsAppContent::Media {
        media: kind.to_owned(),
        data: None,
        mime_type: None,
        filename: None,
    })
}

impl Line {
    /// Writes, and gives what was told of it.
    async fn write(&self, customer: &str, new: NewMessage) -> Value {
        self.world().write(customer, new).unwrap();
        self.messages().await.pop().unwrap()
    }
}

#[tokio::test]
async fn a_text_names_its_author_by_both_ids() {
    let line = Line::open().await;
    let customer = line.customer();
    let user_id = line.user_id(&customer);
    let told = line.told("messages").await.remove(0);
    let contact = json!({
        "profile": { "name": "Nina Example" }, "wa_id": "16505550101", "user_id": user_id,
    });
    assert_eq!(told["contacts"], json!([contact]));
    let message = &told["messages"][0];
    let expected = json!({
        "from": "16505550101", "from_user_id": user_id, "id": message["id"], "timestamp": message["timestamp"],
        "type": "text", "text": { "body": "Hello" },
    });
    assert_eq!(*message, expected);
    assert!(user_id.starts_with("US."));
}

#[tokio::test]
async fn files_of_every_kind_carry_what_their_kind_has() {
    let line = Line::open().await;
    let customer = line.customer();
    let voice = line.write(&customer, media("voice")).await;
    assert_eq!(
        (&voice["type"], &voice["audio"]["voice"]),
        (&json!("audio"), &json!(true))
    );
    assert_eq!(voice["audio"]["mime_type"], "audio/ogg; codecs=opus");
    assert_eq!(
        line.write(&customer, media("audio")).await["audio"]["voice"],
        false
    );
    let document = line.write(&customer, media("document")).await;
    assert_eq!(document["document"]["filename"], "Order A-1042.pdf");
    let sticker = line.write(&customer, media("sticker")).await;
    assert_eq!(sticker["sticker"]["mime_type"], "image/webp");
    assert_eq!(
        line.write(&customer, media("video")).await["video"]["mime_type"],
        "video/mp4"
    );
    assert!(line.world().write(&customer, media("hologram")).is_err());
}

#[tokio::test]
async fn places_contacts_orders_and_questions_are_told_as_they_are() {
    let line = Line::open().await;
    let customer = line.customer();
    let place = WhatsAppContent::Location {
        latitude: 45.75,
        longitude: 4.85,
        name: Some("Lyon".to_owned()),
        address: None,
    };
    let told = line.write(&customer, special(place)).await;
    assert_eq!(
        told["location"],
        json!({ "latitude": 45.75, "longitude": 4.85, "name": "Lyon" })
    );
    let contacts = vec![ContactCard {
        name: "Lucía Gómez".to_owned(),
        phone: "+1 983 555 2319".to_owned(),
    }];
    let told = line
        .write(&customer, special(WhatsAppContent::Contacts { contacts }))
        .await;
    assert_eq!(told["contacts"][0]["name"]["formatted_name"], "Lucía Gómez");
    assert_eq!(told["contacts"][0]["phones"][0]["wa_id"], "19835552319");
    let order = NewMessage {
        text: Some("please".to_owned()),
        ..special(WhatsAppContent::Order {
            catalog_id: "55".to_owned(),
            items: vec![OrderItem {
                product: "J-1".to_owned(),
                quantity: 2,
                price: 50.0,
                currency: "EUR".to_owned(),
            }],
        })
    };
    let told = line.write(&customer, order).await;
    assert_eq!(told["order"]["text"], "please");
    assert_eq!(told["order"]["product_items"][0]["quantity"], 2);
    let question = special(WhatsAppContent::Product {
        catalog_id: "55".to_owned(),
        product: "J-1".to_owned(),
    });
    let told = line.write(&customer, question).await;
    assert_eq!(told["type"], "text");
    assert_eq!(
        told["context"]["referred_product"]["product_retailer_id"],
        "J-1"
    );
    assert_eq!(told["context"]["from"], PHONE);
    let told = line
        .write(
            &customer,
            special(WhatsAppContent::Forwarded { often: true }),
        )
        .await;
    assert_eq!(told["context"], json!({ "frequently_forwarded": true }));
    let told = line
        .write(&customer, special(WhatsAppContent::Welcome))
        .await;
    assert_eq!(told["type"], "request_welcome");
    let poll = WhatsAppContent::Unsupported {
        what: Some("poll".to_owned()),
    };
    let told = line.write(&customer, special(poll)).await;
    assert_eq!(told["unsupported"], json!({ "type": "poll" }));
    assert_eq!(told["errors"][0]["code"], 131_051);
}

#[tokio::test]
async fn taps_and_choices_quote_what_they_answer() {
    let line = Line::open().await;
    let customer = line.customer();
    let buttons = json!({ "type": "interactive", "interactive": {
        "type": "button", "body": { "text": "Monday?" },
        "action": { "buttons": [{ "type": "reply", "reply": { "id": "yes", "title": "Yes" } }] },
    } });
    let asked = accepted(&line.send(buttons).await);
    let choice = |of: &str, id: &str| {
        special(WhatsAppContent::Choice {
            of: of.to_owned(),
            id: id.to_owned(),
        })
    };
    let told = line.write(&customer, choice(&asked, "yes")).await;
    assert_eq!(
        told["interactive"],
        json!({
            "type": "button_reply", "button_reply": { "id": "yes", "title": "Yes" },
        })
    );
    assert_eq!(told["context"], json!({ "from": PHONE, "id": asked }));
    let list = json!({ "type": "interactive", "interactive": {
        "type": "list", "body": { "text": "When?" }, "action": { "button": "Slots", "sections": [
            { "title": "Monday", "rows": [{ "id": "m9", "title": "09:00", "description": "morning" }] },
        ] },
    } });
    let asked = accepted(&line.send(list).await);
    let told = line.write(&customer, choice(&asked, "m9")).await;
    assert_eq!(
        told["interactive"]["list_reply"],
        json!({
            "id": "m9", "title": "09:00", "description": "morning",
        })
    );
    assert!(
        line.world()
            .write(&customer, choice(&asked, "m10"))
            .is_err()
    );
    let flow = json!({ "type": "interactive", "interactive": {
        "type": "flow", "body": { "text": "Book" },
        "action": { "name": "flow", "parameters": { "flow_id": "7", "flow_token": "t", "flow_cta": "Book" } },
    } });
    let of = accepted(&line.send(flow).await);
    let response = json!({ "flow_token": "t", "day": "monday" });
    let told = line
        .write(&customer, special(WhatsAppContent::Flow { of, response }))
        .await;
    let reply = &told["interactive"]["nfm_reply"];
    assert_eq!(reply["name"], "flow");
    let inner: Value = serde_json::from_str(reply["response_json"].as_str().unwrap()).unwrap();
    assert_eq!(inner["day"], "monday");
}

#[tokio::test]
async fn the_quick_reply_of_a_template_is_a_button() {
    let line = Line::open().await;
    let customer = line.customer();
    line.template(
        "news",
        "MARKETING",
        &json!([
            { "type": "BODY", "text": "We have something new for you." },
            { "type": "BUTTONS", "buttons": [{ "type": "QUICK_REPLY", "text": "Stop" }] },
        ]),
    );
    let template = json!({ "type": "template", "template": {
        "name": "news", "language": { "code": "en_US" }, "components": [
            { "type": "button", "sub_type": "quick_reply", "index": "0",
              "parameters": [{ "type": "payload", "payload": "STOP" }] },
        ],
    } });
    let of = accepted(&line.send(template).await);
    let choice = WhatsAppContent::Choice {
        of,
        id: "STOP".to_owned(),
    };
    let told = line.write(&customer, special(choice)).await;
    assert_eq!(
        (&told["type"], &told["button"]),
        (
            &json!("button"),
            &json!({ "payload": "STOP", "text": "Stop" })
        )
    );
}

#[tokio::test]
async fn edits_and_deletions_name_the_message() {
    let line = Line::open().await;
    let customer = line.customer();
    let mid = line.world().thread(&customer).unwrap()[0].mid.clone();
    let text = "Hello you".to_owned();
    line.world().edit(&customer, &mid, Edit { text }).unwrap();
    line.world().delete(&customer, &mid).unwrap();
    let told = line.messages().await;
    assert_eq!(told[1]["type"], "edit");
    assert_eq!(
        told[1]["edit"],
        json!({
            "original_message_id": mid, "message": { "type": "text", "text": { "body": "Hello you" } },
        })
    );
    assert_ne!(told[1]["id"], mid);
    assert_eq!(told[2]["revoke"], json!({ "original_message_id": mid }));
    let late = line
        .world()
        .write(&customer, NewMessage::text("Late"))
        .unwrap()
        .mid
        .unwrap();
    line.shop.set_clock("2026-11-21T10:20:00Z");
    let text = "Later".to_owned();
    assert!(line.world().edit(&customer, &late, Edit { text }).is_err());
}

#[tokio::test]
async fn a_reaction_and_its_end_name_the_message_and_open_no_window() {
    let line = Line::open().await;
    let customer = line.customer();
    let mid = accepted(&line.say("Hello").await);
    line.shop.set_clock("2026-11-22T11:00:00Z");
    for (reaction, emoji) in [(Some("👍".to_owned()), "👍"), (None, "")] {
        line.world()
            .react(&customer, &mid, Reaction { reaction })
            .unwrap();
        let told = line.messages().await.pop().unwrap();
        assert_eq!(
            told["reaction"],
            json!({ "message_id": mid, "emoji": emoji })
        );
    }
    let until = line
        .world()
        .customer(&customer)
        .unwrap()
        .window_until
        .unwrap();
    assert!(until < line.world().now());
}

#[tokio::test]
async fn a_new_number_is_a_system_message_and_changes_both_ids() {
    let line = Line::open().await;
    let customer = line.customer();
    let before = line.world().customer(&customer).unwrap().whatsapp.unwrap();
    let change = PersonChange {
        wa_id: Some("+1 219 555 0102".to_owned()),
        ..PersonChange::default()
    };
    let after = line
        .world()
        .change_person(&customer, change)
        .unwrap()
        .whatsapp
        .unwrap();
    let told = line.messages().await.pop().unwrap();
    assert_eq!(
        (&told["type"], &told["from"]),
        (&json!("system"), &json!("16505550101"))
    );
    let system = json!({
        "type": "user_changed_number", "wa_id": "12195550102", "user_id": after.user_id,
        "body": "User Nina Example changed from 16505550101 to 12195550102",
    });
    assert_eq!(told["system"], system);
    assert_ne!(before.user_id, after.user_id);
}

#[tokio::test]
async fn a_new_user_id_is_a_system_message_and_leaves_the_number() {
    let line = Line::open().await;
    let customer = line.customer();
    let before = line.world().customer(&customer).unwrap().whatsapp.unwrap();
    let (status, body) = line
        .shop
        .control(
            "PATCH",
            &format!("/customers/{customer}/person"),
            json!({ "new_user_id": true }),
        )
        .await;
    assert_eq!(status, 200, "{body}");
    let after = line.world().customer(&customer).unwrap().whatsapp.unwrap();
    assert_eq!(after.wa_id, before.wa_id);
    assert_ne!(after.user_id, before.user_id);
    let told = line.messages().await.pop().unwrap();
    assert_eq!(
        (&told["from"], &told["from_user_id"]),
        (&json!(before.wa_id), &json!(before.user_id))
    );
    assert_eq!(
        (&told["system"]["type"], &told["system"]["user_id"]),
        (&json!("user_changed_user_id"), &json!(after.user_id))
    );
}

#[tokio::test]
async fn marketing_preferences_are_told() {
    let line = Line::open().await;
    let customer = line.customer();
    for (stops, value) in [(true, "stop"), (false, "resume")] {
        let path = format!("/customers/{customer}/person");
        let (status, _) = line
            .shop
            .control("PATCH", &path, json!({ "stopped_marketing": stops }))
            .await;
        assert_eq!(status, 200);
        let told = line.told("user_preferences").await.pop().unwrap();
        let preference = &told["user_preferences"][0];
        assert_eq!(
            (&preference["value"], &preference["category"]),
            (&json!(value), &json!("marketing_messages"))
        );
        assert_eq!(told["metadata"]["phone_number_id"], NUMBER);
    }
}

#[tokio::test]
async fn who_hides_the_number_is_known_by_the_user_id_alone_until_they_write() {
    let line = Line::open().await;
    let customer = line.stranger("16505550101");
    let hides = PersonChange {
        hides_number: Some(true),
        username: Some("nina.x".to_owned()),
        ..PersonChange::default()
    };
    line.world().change_person(&customer, hides).unwrap();
    line.world()
        .write(&customer, NewMessage::text("Hello"))
        .unwrap();
    let told = line.told("messages").await.remove(0);
    assert_eq!(told["contacts"][0]["wa_id"], "");
    assert_eq!(told["contacts"][0]["profile"]["username"], "nina.x");
    assert_eq!(told["messages"][0]["from"], "");
    line.shop.set_clock("2026-11-21T10:00:05Z");
    line.world()
        .write(&customer, NewMessage::text("Still me"))
        .unwrap();
    assert_eq!(
        line.told("messages").await[1]["messages"][0]["from"],
        "16505550101"
    );
}

#[tokio::test]
async fn what_only_other_platforms_have_is_refused() {
    let line = Line::open().await;
    let customer = line.customer();
    let (status, body) = line
        .shop
        .control(
            "POST",
            &format!("/customers/{customer}/postbacks"),
            json!({ "payload": "X" }),
        )
        .await;
    assert_eq!((status, &body["code"]), (400, &json!("not-here")));
    let (status, _) = line
        .shop
        .control(
            "POST",
            &format!("/customers/{customer}/comments"),
            json!({ "text": "X" }),
        )
        .await;
    assert_eq!(status, 400);
    let warning = json!({ "action": "warning", "reason": "Spam" });
    let path = format!("/pages/{NUMBER}/enforcement");
    assert_eq!(line.shop.control("POST", &path, warning).await.0, 400);
    let on_messenger = line.shop.customer();
    let refused = line.world().write(&on_messenger, media("voice"));
    assert_eq!(refused.unwrap_err().code, "not-here");
}
