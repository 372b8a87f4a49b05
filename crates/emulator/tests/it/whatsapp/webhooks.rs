//! Webhooks of accounts, echoes, batches and faults.

use serde_json::{Value, json};
use transom_emulator::world::input::NewMessage;
use transom_emulator::{Faults, GraphFault, GraphFaultKind, WebhookFaults};

use super::{Line, NUMBER, PHONE, WABA, accepted};

impl Line {
    async fn climb(&self, step: Value) -> Value {
        let (status, body) = self
            .shop
            .control("POST", &format!("/whatsapp/{WABA}/enforcement"), step)
            .await;
        assert_eq!(status, 200, "{body}");
        body
    }
}

#[tokio::test]
async fn the_ladder_is_climbed_step_by_step_and_every_step_ends_when_it_says() {
    let line = Line::open().await;
    let customer = line.customer();
    line.template(
        "news",
        "UTILITY",
        &json!([{ "type": "BODY", "text": "Your parcel is here." }]),
    );
    let template = json!({ "type": "template", "template": { "name": "news", "language": { "code": "en_US" } } });
    let next = json!({ "action": "next", "violation": "SCAM" });
    line.climb(next.clone()).await;
    accepted(&line.send(template.clone()).await);
    line.climb(next.clone()).await;
    assert_eq!(line.send(template.clone()).await.error().0, 368);
    accepted(&line.say("Answers still go").await);
    line.shop.set_clock("2026-11-22T10:00:02Z");
    accepted(&line.send(template.clone()).await);
    line.climb(next.clone()).await;
    line.climb(next.clone()).await;
    line.world()
        .write(&customer, NewMessage::text("Hello?"))
        .unwrap();
    let refused = line.say("Nothing goes").await;
    assert_eq!((refused.status, refused.error().0), (403, 368));
    let path = format!("/{NUMBER}?fields=health_status");
    let health = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(health["health_status"]["can_send_message"], "LIMITED");
    for _ in 0..3 {
        line.climb(next.clone()).await;
    }
    assert_eq!(line.say("Locked").await.error().0, 131_031);
    line.climb(next).await;
    line.climb(json!({ "action": "reinstate" })).await;
    accepted(&line.say("Back").await);
    let told = line.told("account_update").await;
    let events: Vec<&str> = told
        .iter()
        .map(|one| one["event"].as_str().unwrap())
        .collect();
    let restrictions = ["ACCOUNT_RESTRICTION"; 5];
    assert_eq!(events[0], "ACCOUNT_VIOLATION");
    assert_eq!(events[1..6], restrictions);
    assert_eq!(events[6..], ["DISABLED_UPDATE"; 3]);
    assert_eq!(
        told[0]["violation_info"],
        json!({ "violation_type": "SCAM" })
    );
    assert_eq!(told[0]["phone_number"], PHONE);
    assert_eq!(
        told[1]["restriction_info"][0]["restriction_type"],
        "RESTRICTED_BIZ_INITIATED_MESSAGING"
    );
    assert!(told[1]["restriction_info"][0]["expiration"].is_i64());
    let bans: Vec<&Value> = told[6..]
        .iter()
        .map(|one| &one["ban_info"]["waba_ban_state"])
        .collect();
    assert_eq!(bans, ["SCHEDULE_FOR_DISABLE", "DISABLE", "REINSTATE"]);
    assert_eq!(told[6]["ban_info"]["waba_ban_date"], "November 22, 2026");
}

#[tokio::test]
async fn account_updates_have_a_time_and_the_id_of_the_account() {
    let line = Line::open().await;
    line.climb(json!({ "action": "warn", "violation": "DRUGS" }))
        .await;
    line.shop.settled_items().await;
    let body = line.shop.callback.received()[0].json();
    assert_eq!(body["entry"][0]["id"], WABA);
    assert!(body["entry"][0]["time"].is_i64());
}

#[tokio::test]
async fn limits_and_qualities_are_told() {
    let line = Line::open().await;
    let account = format!("/whatsapp/{WABA}");
    line.shop
        .control("PATCH", &account, json!({ "tier": "TIER_10K" }))
        .await;
    let number = format!("/numbers/{NUMBER}");
    for switches in [
        json!({ "quality": "RED" }),
        json!({ "maintenance": true }),
        json!({ "maintenance": false }),
        json!({ "name": "Atelier Est" }),
    ] {
        assert_eq!(
            line.shop
                .control("PATCH", &number, switches.clone())
                .await
                .0,
            200
        );
        if switches["maintenance"] == true {
            line.customer();
            let refused = line.say("Not now").await;
            assert_eq!((refused.status, refused.error().0), (500, 131_057));
        }
    }
    let told = line.told("business_capability_update").await;
    assert_eq!(told[0]["max_daily_conversations_per_business"], 10_000);
    let told = line.told("phone_number_quality_update").await;
    assert_eq!(
        (&told[0]["event"], &told[0]["current_limit"]),
        (&json!("FLAGGED"), &json!("TIER_10K"))
    );
    assert_eq!(told[1]["event"], "THROUGHPUT_UPGRADE");
    let shown = line
        .graph("GET", &format!("/{NUMBER}?fields=throughput"), json!({}))
        .await;
    assert_eq!(shown.body["throughput"]["level"], "HIGH");
    let told = line.told("phone_number_name_update").await;
    assert_eq!(
        (&told[0]["decision"], &told[0]["requested_verified_name"]),
        (&json!("APPROVED"), &json!("Atelier Est"))
    );
}

#[tokio::test]
async fn beyond_the_tier_nobody_new_is_written_to() {
    let line = Line::open_with("2026-11-21T10:00:00Z", |config| {
        config.tier = transom_emulator::Tier::Tier250;
        config.numbers[0].send_limit = 10_000;
    })
    .await;
    line.template(
        "news",
        "UTILITY",
        &json!([{ "type": "BODY", "text": "Your parcel is here." }]),
    );
    for number in 0..251 {
        line.stranger(&format!("1650556{number:04}"));
    }
    let template = |number: usize| {
        json!({
            "to": format!("1650556{number:04}"), "type": "template",
            "template": { "name": "news", "language": { "code": "en_US" } },
        })
    };
    for number in 0..250 {
        accepted(&line.send(template(number)).await);
    }
    assert_eq!(line.send(template(250)).await.error().0, 131_048);
    accepted(&line.send(template(0)).await);
    line.world().advance_clock("PT24H".parse().unwrap());
    accepted(&line.send(template(250)).await);
}

#[tokio::test]
async fn the_phone_app_writes_changes_and_takes_back() {
    let line = Line::open().await;
    let customer = line.customer();
    let path = format!("/customers/{customer}/echoes");
    let (status, done) = line
        .shop
        .control("POST", &path, json!({ "text": "From the phone" }))
        .await;
    assert_eq!(status, 201, "{done}");
    let mid = done["mid"].as_str().unwrap();
    line.shop
        .control(
            "POST",
            &path,
            json!({ "text": "From my phone", "edits": mid }),
        )
        .await;
    line.shop
        .control("POST", &path, json!({ "revokes": mid }))
        .await;
    let told = line.told("smb_message_echoes").await;
    let first = &told[0]["message_echoes"][0];
    assert_eq!(
        (&first["from"], &first["to"]),
        (&json!(PHONE), &json!("16505550101"))
    );
    assert_eq!(
        (&first["id"], &first["text"]["body"]),
        (&json!(mid), &json!("From the phone"))
    );
    assert_eq!(told[0]["metadata"]["phone_number_id"], NUMBER);
    assert_eq!(
        told[1]["message_echoes"][0]["edit"]["original_message_id"],
        mid
    );
    assert_eq!(
        told[2]["message_echoes"][0]["revoke"]["original_message_id"],
        mid
    );
    assert!(
        line.statuses().await.is_empty(),
        "what the phone app writes has no statuses"
    );
    assert!(line.world().thread(&customer).unwrap()[1].deleted);
}

#[tokio::test]
async fn any_other_webhook_can_be_sent() {
    let line = Line::open().await;
    let security = json!({ "field": "security", "value": {
        "display_phone_number": PHONE, "event": "PIN_RESET_REQUEST", "requester": "61555",
    } });
    let (status, _) = line
        .shop
        .control("POST", &format!("/whatsapp/{WABA}/notices"), security)
        .await;
    assert_eq!(status, 204);
    let history =
        json!({ "field": "history", "value": { "history": [{ "metadata": { "phase": 0 } }] } });
    let (status, _) = line
        .shop
        .control("POST", &format!("/numbers/{NUMBER}/notices"), history)
        .await;
    assert_eq!(status, 204);
    assert_eq!(line.told("security").await[0]["event"], "PIN_RESET_REQUEST");
    let told = line.told("history").await.remove(0);
    assert_eq!(told["metadata"]["display_phone_number"], PHONE);
    assert!(told["history"].is_array());
    let wrong = json!({ "field": "weather", "value": {} });
    assert_eq!(
        line.shop
            .control("POST", &format!("/whatsapp/{WABA}/notices"), wrong)
            .await
            .0,
        400
    );
}

#[tokio::test]
async fn what_waits_together_is_packed_and_may_come_twice() {
    let line = Line::open().await;
    let webhooks = |paused| Faults {
        webhooks: WebhookFaults {
            paused,
            batch: 100,
            duplicate: 1,
            ..WebhookFaults::default()
        },
        ..Faults::default()
    };
    line.world().set_faults(NUMBER, webhooks(true)).unwrap();
    for phone in ["16505550101", "16505550102"] {
        let customer = line.stranger(phone);
        for _ in 0..3 {
            line.world()
                .write(&customer, NewMessage::text("Hello"))
                .unwrap();
        }
    }
    line.say("Yes?").await;
    line.world().set_faults(NUMBER, webhooks(false)).unwrap();
    line.shop.settled_items().await;
    let received = line.shop.callback.received();
    assert_eq!(received.len(), 2, "the one webhook, twice");
    assert_eq!(received[0].body, received[1].body);
    let changes = &received[0].json()["entry"][0]["changes"];
    assert_eq!(changes[0]["value"]["messages"].as_array().unwrap().len(), 6);
    assert_eq!(changes[0]["value"]["contacts"].as_array().unwrap().len(), 2);
    assert_eq!(changes[1]["value"]["statuses"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_fault_switches_strike_sends_with_errors_of_whatsapp() {
    use GraphFaultKind::{AppThrottle, DropAfter, ErrorAfter, ExpiredToken, ServerError, Throttle};
    let line = Line::open().await;
    let customer = line.customer();
    let graph = [
        ServerError,
        Throttle,
        AppThrottle,
        ExpiredToken,
        ErrorAfter,
        DropAfter,
    ];
    let faults = Faults {
        graph: graph
            .map(|kind| GraphFault {
                kind,
                times: Some(1),
            })
            .into(),
        ..Faults::default()
    };
    line.world().set_faults(NUMBER, faults).unwrap();
    for (status, code) in [
        (500, 131_000),
        (400, 130_429),
        (403, 4),
        (401, 190),
        (500, 131_000),
    ] {
        let answer = line.say("Hello").await;
        assert_eq!((answer.status, answer.error().0), (status, code));
    }
    let body =
        json!({ "messaging_product": "whatsapp", "to": "16505550101", "text": { "body": "x" } });
    let path = format!("/{NUMBER}/messages");
    let lost = line.shop.graph_as(super::TOKEN, "POST", &path, body).await;
    assert!(lost.is_err(), "the connection was cut");
    assert_eq!(
        line.world().thread(&customer).unwrap().len(),
        3,
        "the last two went out"
    );
}

#[tokio::test]
async fn usage_headers_name_whatsapp() {
    let line = Line::open().await;
    line.customer();
    let answer = line.say("Hello").await;
    let usage = answer.headers["x-business-use-case-usage"]
        .to_str()
        .unwrap();
    assert!(
        usage.contains(NUMBER) && usage.contains("\"type\":\"whatsapp\""),
        "{usage}"
    );
    let answer = line.graph("GET", &format!("/{WABA}"), json!({})).await;
    let usage = answer.headers["x-business-use-case-usage"]
        .to_str()
        .unwrap();
    assert!(
        usage.contains(WABA) && usage.contains("whatsapp"),
        "{usage}"
    );
}

#[tokio::test]
async fn a_load_of_messages_comes_from_many_people() {
    let line = Line::open().await;
    let bulk = json!({ "count": 60, "customers": 6, "page": NUMBER });
    assert_eq!(line.shop.control("POST", "/bulk", bulk).await.0, 202);
    while line.world().bulk_progress().running {
        tokio::task::yield_now().await;
    }
    let messages = line.messages().await;
    assert_eq!(messages.len(), 60);
    let mut people: Vec<&str> = messages
        .iter()
        .map(|message| message["from"].as_str().unwrap())
        .collect();
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), 6);
}

#[tokio::test]
async fn a_file_sent_in_the_phone_app_is_echoed_and_can_be_fetched() {
    let line = Line::open().await;
    let customer = line.customer();
    let path = format!("/customers/{customer}/business-files");
    let file = json!({ "type": "image", "text": "Like this?" });
    let (status, done) = line.shop.control("POST", &path, file).await;
    assert_eq!(status, 201, "{done}");
    let told = line.told("smb_message_echoes").await;
    let echo = &told[0]["message_echoes"][0];
    assert_eq!(
        (&echo["id"], &echo["type"]),
        (&done["mid"], &json!("image"))
    );
    assert_eq!(echo["image"]["caption"], "Like this?");
    let media = echo["image"]["id"].as_str().unwrap();
    let shown = line.graph("GET", &format!("/{media}"), json!({})).await;
    assert_eq!(shown.body["mime_type"], echo["image"]["mime_type"]);
    assert!(shown.body["url"].is_string());
    let thread = line.shop.world().thread(&customer).unwrap();
    assert!(thread.last().unwrap().from_business);
}
