//! The Send API of WhatsApp: what it takes, what it refuses, and with which error.

mod interactive;

use serde_json::{Value, json};
use transom_emulator::world::input::{CustomerSwitches, NewMessage, PersonChange};

use super::{Line, NUMBER, PHONE, accepted};

#[tokio::test]
async fn a_text_inside_the_window_is_accepted_under_both_ids() {
    let line = Line::open().await;
    let customer = line.customer();
    let user_id = line.user_id(&customer);
    let body = json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": "+1 (650) 555-0101",
        "type": "text", "text": { "body": "Hello", "preview_url": true },
    });
    let answer = line
        .graph("POST", &format!("/{NUMBER}/messages"), body)
        .await;
    let mid = accepted(&answer);
    assert!(mid.starts_with("wamid.HBgL"), "{mid}");
    let contact = json!({
        "input": "+1 (650) 555-0101", "wa_id": "16505550101", "user_id": user_id,
    });
    assert_eq!(answer.body["messaging_product"], "whatsapp");
    assert_eq!(answer.body["contacts"], json!([contact]));
    assert_eq!(answer.body["messages"], json!([{ "id": mid }]));
    let thread = line.world().thread(&customer).unwrap();
    assert_eq!(thread[1].text.as_deref(), Some("Hello"));
}

#[tokio::test]
async fn the_user_id_reaches_the_same_person_and_the_number_wins() {
    let line = Line::open().await;
    let customer = line.customer();
    let user_id = line.user_id(&customer);
    let text = json!({ "body": "Hello" });
    let by_id = json!({
        "messaging_product": "whatsapp", "recipient": user_id, "type": "text", "text": text,
    });
    let path = format!("/v24.0/{NUMBER}/messages");
    accepted(&line.graph("POST", &path, by_id.clone()).await);
    let mut both = by_id;
    both["to"] = json!("16505559999");
    let answer = line.graph("POST", &path, both).await;
    assert_eq!(answer.body["contacts"][0]["wa_id"], "16505559999");
    assert_eq!(line.world().thread(&customer).unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_not_well_formed_is_refused_with_its_code() {
    let line = Line::open().await;
    line.customer();
    let long = "x".repeat(4097);
    let cases: Vec<(Value, u64)> = vec![
        (json!({ "type": "text" }), 100),
        (json!({ "type": "text", "text": { "body": "" } }), 100),
        (json!({ "type": "text", "text": { "body": long } }), 100),
        (json!({ "type": "poll", "poll": {} }), 131_051),
        (json!({ "type": "image", "image": {} }), 131_008),
        (json!({ "type": "image", "image": { "id": "901" } }), 100),
        (
            json!({ "type": "image", "image": { "link": "file:///etc/passwd" } }),
            131_009,
        ),
        (
            json!({ "type": "audio", "audio": { "link": "https://a.example/a", "caption": "no" } }),
            100,
        ),
        (
            json!({ "type": "location", "location": { "latitude": 91, "longitude": 0 } }),
            131_009,
        ),
        (
            json!({ "type": "location", "location": { "latitude": 1 } }),
            100,
        ),
        (json!({ "type": "contacts", "contacts": [] }), 100),
        (
            json!({ "type": "contacts", "contacts": [{ "name": {} }] }),
            100,
        ),
        (
            json!({ "type": "reaction", "reaction": { "message_id": "wamid.no", "emoji": "👍" } }),
            131_009,
        ),
        (
            json!({ "type": "interactive", "interactive": { "type": "button" } }),
            100,
        ),
        (
            json!({ "to": "abc", "type": "text", "text": { "body": "x" } }),
            131_009,
        ),
        (
            json!({ "to": PHONE, "type": "text", "text": { "body": "x" } }),
            131_021,
        ),
        (
            json!({ "to": "", "recipient": "nobody", "type": "text", "text": { "body": "x" } }),
            100,
        ),
        (
            json!({ "recipient_type": "group", "type": "text", "text": { "body": "x" } }),
            131_009,
        ),
        (
            json!({ "messaging_product": "sms", "type": "text", "text": { "body": "x" } }),
            100,
        ),
        (
            json!({ "biz_opaque_callback_data": "x".repeat(513), "text": { "body": "x" } }),
            100,
        ),
        (
            json!({ "status": "read", "message_id": "wamid.no" }),
            131_009,
        ),
        (
            json!({ "type": "template", "template": { "name": "a", "language": { "code": "en" } } }),
            132_001,
        ),
    ];
    for (body, code) in cases {
        let answer = line.send(body.clone()).await;
        assert_eq!(answer.error(), (code, None), "{body} {:?}", answer.body);
        assert_eq!(
            answer.status,
            if code == 132_001 { 404 } else { 400 },
            "{body}"
        );
        assert!(answer.body["error"]["fbtrace_id"].is_string());
    }
    assert_eq!(line.world().sends(None, true, 100).violations, 22);
}

#[tokio::test]
async fn errors_have_title_and_details() {
    let line = Line::open().await;
    line.customer();
    let answer = line.send(json!({ "type": "poll", "poll": {} })).await;
    let error = &answer.body["error"];
    assert_eq!(error["message"], "(#131051) Unsupported message type");
    assert_eq!(error["type"], "OAuthException");
    assert_eq!(error["error_data"]["messaging_product"], "whatsapp");
    assert!(
        error["error_data"]["details"]
            .as_str()
            .unwrap()
            .contains("poll")
    );
}

#[tokio::test]
async fn a_message_read_is_shown_with_typing_for_a_while() {
    let line = Line::open().await;
    let customer = line.customer();
    let mid = line.world().thread(&customer).unwrap()[0].mid.clone();
    let body = json!({
        "messaging_product": "whatsapp", "status": "read", "message_id": mid,
        "typing_indicator": { "type": "text" },
    });
    let answer = line
        .graph("POST", &format!("/{NUMBER}/messages"), body)
        .await;
    assert_eq!(answer.body, json!({ "success": true }));
    let view = line.world().customer(&customer).unwrap();
    assert!(view.business_typing && view.seen_by_business_at.is_some());
    line.shop.set_clock("2026-11-21T10:00:40Z");
    assert!(!line.world().customer(&customer).unwrap().business_typing);
}

#[tokio::test]
async fn a_reaction_hangs_on_the_message_until_it_is_emptied() {
    let line = Line::open().await;
    let customer = line.customer();
    let mid = line.world().thread(&customer).unwrap()[0].mid.clone();
    let react = |emoji: &str| {
        json!({
            "type": "reaction", "reaction": { "message_id": mid, "emoji": emoji },
        })
    };
    accepted(&line.send(react("👍")).await);
    let shown = || {
        line.world().thread(&customer).unwrap()[0]
            .business_reaction
            .clone()
    };
    assert_eq!(shown().as_deref(), Some("👍"));
    accepted(&line.send(react("")).await);
    assert_eq!(shown(), None);
}

#[tokio::test]
async fn the_forty_sixth_message_to_one_person_waits_six_seconds() {
    let line = Line::open().await;
    line.customer();
    for _ in 0..45 {
        accepted(&line.say("Hello").await);
    }
    let answer = line.say("Hello").await;
    assert_eq!((answer.status, answer.error().0), (400, 131_056));
    line.shop.world().advance_clock("PT6S".parse().unwrap());
    accepted(&line.say("Hello").await);
    assert_eq!(line.say("Hello").await.error().0, 131_056);
}

#[tokio::test]
async fn beyond_its_throughput_a_number_is_throttled() {
    let line = Line::open_with("2026-11-21T10:00:00Z", |config| {
        config.numbers[0].send_limit = 1;
    })
    .await;
    line.customer();
    let mut codes = Vec::new();
    for _ in 0..6 {
        codes.push(line.say("Hello").await.error().0);
    }
    assert!(codes.contains(&130_429), "{codes:?}");
}

#[tokio::test]
async fn who_blocked_the_business_leaves_it_with_one_tick() {
    let line = Line::open().await;
    let customer = line.customer();
    let blocks = CustomerSwitches {
        blocked: Some(true),
        ..CustomerSwitches::default()
    };
    line.world().switch(&customer, blocks).unwrap();
    let mid = accepted(&line.say("Hello?").await);
    let statuses = line.statuses().await;
    assert_eq!(statuses.len(), 1);
    assert_eq!(
        (&statuses[0]["id"], &statuses[0]["status"]),
        (&json!(mid), &json!("sent"))
    );
    assert_eq!(line.world().thread(&customer).unwrap().len(), 1);
    assert_eq!(
        line.world().sends(None, true, 1).sends[0]
            .violation
            .as_deref(),
        Some("blocked")
    );
}

#[tokio::test]
async fn a_phone_that_left_whatsapp_is_undeliverable() {
    let line = Line::open().await;
    let customer = line.customer();
    let gone = PersonChange {
        unreachable: Some(true),
        ..PersonChange::default()
    };
    line.world().change_person(&customer, gone).unwrap();
    accepted(&line.say("Hello?").await);
    let unknown = json!({ "to": "4915112345678", "type": "text", "text": { "body": "Hello?" } });
    let answer = line.send(unknown).await;
    accepted(&answer);
    assert_eq!(answer.body["contacts"][0]["wa_id"], "4915112345678");
    let codes: Vec<Value> = line
        .statuses()
        .await
        .iter()
        .map(|status| status["errors"][0]["code"].clone())
        .collect();
    assert_eq!(codes, [131_026, 131_026]);
}

#[tokio::test]
async fn a_reply_quotes() {
    let line = Line::open().await;
    let customer = line.customer();
    let first = line
        .world()
        .write(&customer, NewMessage::text("The blue one?"))
        .unwrap();
    let body = json!({
        "type": "text", "text": { "body": "Yes" }, "context": { "message_id": first.mid },
    });
    accepted(&line.send(body).await);
    let thread = line.world().thread(&customer).unwrap();
    assert_eq!(thread[2].reply_to, first.mid);
    let empty = json!({ "type": "text", "text": { "body": "Yes" }, "context": {} });
    assert_eq!(line.send(empty).await.error().0, 100);
}
