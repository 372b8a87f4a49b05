//! Statuses: their order, their prices, their errors.

use serde_json::{Value, json};
use transom_emulator::world::input::{AdReferral, NewMessage, PersonChange};

use super::{Line, NUMBER, PHONE, WABA, accepted};

const BODY: &str = "Your order is on its way.";

fn body(text: &str) -> Value {
    json!([{ "type": "BODY", "text": text }])
}

fn template(name: &str) -> Value {
    json!({ "type": "template", "template": { "name": name, "language": { "code": "en_US" } } })
}

#[tokio::test]
async fn a_message_is_sent_delivered_and_read_with_data_and_price() {
    let line = Line::open().await;
    let customer = line.customer();
    let text = json!({
        "type": "text", "text": { "body": "Hello" }, "biz_opaque_callback_data": "out:1",
    });
    let mid = accepted(&line.send(text).await);
    line.world().mark_read(&customer).unwrap();
    let statuses = line.statuses().await;
    let names: Vec<&Value> = statuses.iter().map(|status| &status["status"]).collect();
    assert_eq!(names, ["sent", "delivered", "read"]);
    let user_id = line.user_id(&customer);
    let pricing = json!({
        "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service",
    });
    for status in &statuses {
        assert_eq!(status["id"], mid);
        assert_eq!(status["recipient_id"], "16505550101");
        assert_eq!(status["recipient_user_id"], user_id);
        assert_eq!(status["biz_opaque_callback_data"], "out:1");
        assert_eq!(status["pricing"], pricing);
        assert!(status["timestamp"].is_string() && status.get("conversation").is_none());
    }
    let told = line.told("messages").await;
    let metadata = json!({ "display_phone_number": PHONE, "phone_number_id": NUMBER });
    assert!(told.iter().all(|value| value["metadata"] == metadata));
    assert_eq!(told[1]["contacts"][0]["wa_id"], "16505550101");
}

#[tokio::test]
async fn webhooks_are_signed_and_name_the_account() {
    let line = Line::open().await;
    line.customer();
    line.shop.settled_items().await;
    let received = &line.shop.callback.received()[0];
    let body = received.json();
    assert_eq!(body["object"], "whatsapp_business_account");
    assert_eq!(body["entry"][0]["id"], WABA);
    assert_eq!(body["entry"][0].get("time"), None);
    let mac = crate::webhooks::signature(&received.body);
    assert_eq!(received.signature, mac);
}

#[tokio::test]
async fn outside_the_window_words_fail_and_templates_go() {
    let line = Line::open().await;
    let customer = line.customer();
    line.template("order_update", "UTILITY", &body(BODY));
    line.shop.set_clock("2026-11-22T10:00:01Z");
    let failed = accepted(&line.say("Hello?").await);
    accepted(&line.send(template("order_update")).await);
    let statuses = line.statuses().await;
    assert_eq!(statuses[0]["id"], failed);
    assert_eq!(statuses[0]["status"], "failed");
    let error = &statuses[0]["errors"][0];
    assert_eq!(error["code"], 131_047);
    assert_eq!(error["title"], "Re-engagement message");
    assert!(error["error_data"]["details"].is_string());
    assert_eq!(statuses[0].get("pricing"), None);
    assert_eq!(statuses[1]["status"], "sent");
    assert_eq!(statuses[1]["pricing"]["category"], "utility");
    let thread = line.world().thread(&customer).unwrap();
    assert_eq!(thread.len(), 2, "what failed is on no phone");
    let log = line.world().sends(None, true, 10);
    assert_eq!(log.sends[0].violation.as_deref(), Some("outside-window"));
}

#[tokio::test]
async fn the_window_closes_to_the_second() {
    let line = Line::open().await;
    line.customer();
    line.shop.set_clock("2026-11-22T09:59:58Z");
    accepted(&line.say("Just in time").await);
    assert_eq!(line.statuses().await[0]["status"], "sent");
}

#[tokio::test]
async fn who_stopped_marketing_gets_none_and_the_cap_holds_until_an_answer() {
    let line = Line::open().await;
    let customer = line.customer();
    line.template("sale", "MARKETING", &body("Come and see us."));
    line.shop.set_clock("2026-11-23T10:00:00Z");
    for _ in 0..3 {
        accepted(&line.send(template("sale")).await);
    }
    line.world()
        .write(&customer, NewMessage::text("Nice"))
        .unwrap();
    accepted(&line.send(template("sale")).await);
    let stop = PersonChange {
        stopped_marketing: Some(true),
        ..PersonChange::default()
    };
    line.world().change_person(&customer, stop).unwrap();
    accepted(&line.send(template("sale")).await);
    let statuses = line.statuses().await;
    let outcome = |status: &Value| match status["errors"][0]["code"].as_u64() {
        Some(code) => code.to_string(),
        None => status["status"].as_str().unwrap().to_owned(),
    };
    let outcomes: Vec<String> = statuses
        .iter()
        .map(outcome)
        .filter(|one| one != "delivered")
        .collect();
    assert_eq!(outcomes, ["sent", "sent", "131049", "sent", "131050"]);
}

#[tokio::test]
async fn after_an_ad_three_days_are_free() {
    let line = Line::open().await;
    let customer = line.stranger("16505550101");
    let from_ad = NewMessage {
        ad: Some(AdReferral {
            ad_id: "6045".to_owned(),
            title: Some("Jackets".to_owned()),
            reference: None,
        }),
        ..NewMessage::text("Is this available?")
    };
    line.world().write(&customer, from_ad).unwrap();
    accepted(&line.say("Yes").await);
    let statuses = line.statuses().await;
    assert_eq!(statuses[0]["pricing"]["type"], "free_entry_point");
    assert_eq!(
        statuses[0]["conversation"]["origin"]["type"],
        "referral_conversion"
    );
    let message = &line.messages().await[0];
    assert_eq!(message["referral"]["source_type"], "ad");
    assert_eq!(message["referral"]["headline"], "Jackets");
}

#[tokio::test]
async fn a_voice_note_is_played() {
    let line = Line::open().await;
    let customer = line.customer();
    let note =
        json!({ "type": "audio", "audio": { "link": "https://a.example/a.ogg", "voice": true } });
    let mid = accepted(&line.send(note).await);
    let (status, _) = line
        .shop
        .control(
            "POST",
            &format!("/customers/{customer}/messages/{mid}/plays"),
            json!({}),
        )
        .await;
    assert_eq!(status, 204);
    let statuses = line.statuses().await;
    assert_eq!(statuses.last().unwrap()["status"], "played");
    assert_eq!(statuses.last().unwrap().get("pricing"), None);
}

#[tokio::test]
async fn a_link_that_leads_nowhere_fails_later() {
    let line = Line::open().await;
    line.customer();
    let image = json!({ "type": "image", "image": { "link": "https://gone.invalid/a.jpg" } });
    accepted(&line.send(image).await);
    assert_eq!(line.statuses().await[0]["errors"][0]["code"], 131_052);
}

#[tokio::test]
async fn an_account_without_user_ids_tells_numbers_alone() {
    let line = Line::open_with("2026-11-21T10:00:00Z", |config| config.user_ids = false).await;
    line.customer();
    let answer = line.say("Hello").await;
    assert_eq!(answer.body["contacts"][0].get("user_id"), None);
    let told = line.told("messages").await;
    assert_eq!(told[0]["contacts"][0].get("user_id"), None);
    assert_eq!(told[0]["messages"][0].get("from_user_id"), None);
    assert_eq!(told[1]["statuses"][0].get("recipient_user_id"), None);
}

#[tokio::test]
async fn any_other_failure_comes_when_a_switch_asks_for_it() {
    let line = Line::open().await;
    line.customer();
    let failures = json!([
        { "code": 131_042, "title": "Business eligibility payment issue", "details": "Pay.", "times": 2 },
        { "code": 131_016, "title": "Service unavailable", "at_once": true },
    ]);
    let path = format!("/numbers/{NUMBER}/failures");
    assert_eq!(line.shop.control("PUT", &path, failures).await.0, 204);
    let refused = line.say("One").await;
    assert_eq!((refused.status, refused.error().0), (500, 131_016));
    for text in ["Two", "Three", "Four"] {
        accepted(&line.say(text).await);
    }
    let statuses = line.statuses().await;
    let codes: Vec<&Value> = statuses
        .iter()
        .filter(|status| status["status"] != "delivered")
        .map(|status| &status["errors"][0]["code"])
        .collect();
    assert_eq!(codes, [&json!(131_042), &json!(131_042), &Value::Null]);
    let never = json!([{ "code": 1, "title": "No", "times": 0 }]);
    assert_eq!(line.shop.control("PUT", &path, never).await.0, 400);
}
