//! The Send API and its neighbours: well-formedness, error bodies, the log of sends.

use serde_json::{Value, json};

use crate::shop::{APP, PAGE, Shop, TOKEN};

#[tokio::test]
async fn a_send_answers_with_recipient_and_message_id_under_any_version_and_node() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let body = json!({ "recipient": { "id": customer }, "message": { "text": "Hi" } });
    for path in [
        "/v20.0/me/messages",
        "/v26.0/104200000000001/messages",
        "/me/messages",
    ] {
        let answer = shop.graph("POST", path, body.clone()).await;
        assert_eq!(answer.body["recipient_id"], json!(customer), "{path}");
        assert!(
            answer.body["message_id"]
                .as_str()
                .unwrap()
                .starts_with("m_")
        );
        assert!(answer.headers.contains_key("x-app-usage"));
        let usage: Value = serde_json::from_str(
            answer.headers["x-business-use-case-usage"]
                .to_str()
                .unwrap(),
        )
        .unwrap();
        assert_eq!(usage[PAGE][0]["type"], "messenger");
    }
}

#[tokio::test]
async fn a_form_with_the_token_in_the_address_is_as_good_as_json() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let url = shop.url(&format!("/v26.0/me/messages?access_token={TOKEN}"));
    let form = format!(
        "recipient=%7B%22id%22%3A%22{customer}%22%7D&message=%7B%22text%22%3A%22Gr%C3%BC%C3%9Fe%22%7D"
    );
    let request = shop
        .client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(request.body(form).send().await.unwrap().status(), 200);
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(thread.last().unwrap().text.as_deref(), Some("Grüße"));
}

#[tokio::test]
async fn malformed_sends_are_refused_with_code_100() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let to = json!({ "id": customer });
    let reply = json!({ "content_type": "text", "title": "A", "payload": "A" });
    for (subcode, body) in [
        (None, json!({ "message": { "text": "Hi" } })),
        (None, json!({ "recipient": to })),
        (
            None,
            json!({ "recipient": { "id": customer, "comment_id": "1" }, "message": { "text": "Hi" } }),
        ),
        (
            None,
            json!({ "recipient": to, "message": { "text": "x".repeat(2001) } }),
        ),
        (None, json!({ "recipient": to, "message": { "text": "" } })),
        (
            None,
            json!({ "recipient": to, "message": { "text": "Hi" }, "messaging_type": "MESSAGE_TAG" }),
        ),
        (
            None,
            json!({ "recipient": to, "message": { "text": "Hi" }, "messaging_type": "RESPONSE", "tag": "HUMAN_AGENT" }),
        ),
        (
            None,
            json!({ "recipient": to, "message": { "text": "Hi" }, "messaging_type": "SHOUT" }),
        ),
        (
            None,
            json!({ "recipient": to, "message": { "text": "Hi" }, "messaging_type": "UTILITY" }),
        ),
        (
            None,
            json!({ "recipient": to, "message": { "text": "Hi", "quick_replies": vec![reply; 14] } }),
        ),
        (None, json!({ "recipient": to, "sender_action": "dance" })),
        (
            Some(2_018_001),
            json!({ "recipient": { "id": "1" }, "message": { "text": "Hi" } }),
        ),
        (
            Some(2_018_014),
            json!({ "recipient": to, "message": { "text": "Hi" }, "sender_action": "typing_on" }),
        ),
        (
            Some(2_018_008),
            json!({ "recipient": to, "message": { "attachment": { "type": "image", "payload": { "url": "nowhere" } } } }),
        ),
        (
            Some(2_018_074),
            json!({ "recipient": to, "message": { "attachment": { "type": "image", "payload": { "attachment_id": "1" } } } }),
        ),
    ] {
        let answer = shop.send(body.clone()).await;
        assert_eq!(
            (answer.status, answer.error()),
            (400, (100, subcode)),
            "{body}"
        );
    }
    let longest = "é".repeat(2000);
    assert_eq!(shop.say(&customer, &longest).await.status, 200);
}

#[tokio::test]
async fn a_customer_who_never_wrote_is_not_found() {
    let shop = Shop::open().await;
    let stranger = shop.stranger();
    assert_eq!(
        shop.say(&stranger, "Hi").await.error(),
        (100, Some(2_018_001))
    );
    let profile = shop
        .graph("GET", &format!("/v26.0/{stranger}"), json!({}))
        .await;
    assert_eq!(profile.error(), (100, Some(33)));
}

#[tokio::test]
async fn a_customer_who_blocked_the_page_is_unavailable() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    shop.control(
        "PATCH",
        &format!("/customers/{customer}"),
        json!({ "blocked": true }),
    )
    .await;
    let answer = shop.say(&customer, "Hi").await;
    assert_eq!(answer.error(), (551, Some(1_545_041)));
    assert_eq!(
        answer.body["error"]["message"],
        "(#551) This person isn't available right now."
    );
}

#[tokio::test]
async fn a_thread_that_another_app_owns_takes_no_sends() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    shop.control(
        "PATCH",
        &format!("/customers/{customer}"),
        json!({ "owned_by_other_app": true }),
    )
    .await;
    assert_eq!(
        shop.say(&customer, "Hi").await.error(),
        (10, Some(2_018_300))
    );
}

#[tokio::test]
async fn tokens_and_proofs_are_checked() {
    let shop = Shop::open().await;
    let get = async |query: &str| {
        let response = shop
            .client
            .get(shop.url(&format!("/v26.0/me?{query}")))
            .send()
            .await
            .unwrap();
        let status = response.status().as_u16();
        (status, response.json::<Value>().await.unwrap())
    };
    assert_eq!(get("").await.1["error"]["code"], 2500);
    let (status, body) = get("access_token=wrong").await;
    assert_eq!(
        (status, &body["error"]["code"], &body["error"]["message"]),
        (401, &json!(190), &json!("Invalid OAuth access token."))
    );
    assert_eq!(
        get(&format!("access_token={TOKEN}&appsecret_proof=00"))
            .await
            .1["error"]["code"],
        100
    );
    // `openssl dgst -sha256 -hmac "the app's secret"` over the token.
    let proof = "b60144c59227dfd36f0f91b4f77a93f2560bedf04a331a4bd1ff342cdfe65d10";
    let proven = get(&format!("access_token={TOKEN}&appsecret_proof={proof}")).await;
    assert_eq!(proven.1, json!({ "id": PAGE, "name": "Shop" }));
}

#[tokio::test]
async fn a_revoked_token_is_190_with_460_and_works_again_when_restored() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let enforcement = format!("/pages/{PAGE}/enforcement");
    shop.control("POST", &enforcement, json!({ "action": "revoke_token" }))
        .await;
    assert_eq!(shop.say(&customer, "Hi").await.error(), (190, Some(460)));
    shop.control("POST", &enforcement, json!({ "action": "restore_token" }))
        .await;
    assert_eq!(shop.say(&customer, "Hi").await.status, 200);
}

#[tokio::test]
async fn a_barred_page_sends_nothing_until_the_bar_ends_by_the_clock() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let (status, page) = shop
        .control(
            "POST",
            &format!("/pages/{PAGE}/enforcement"),
            json!({
                "action": "block", "reason": "Spam", "until": "2026-11-21T12:00:00Z",
            }),
        )
        .await;
    assert_eq!((status, &page["standing"]), (200, &json!("barred")));
    assert_eq!(
        shop.say(&customer, "Hi").await.error(),
        (10, Some(1_893_063))
    );
    let report = shop
        .graph("GET", "/v26.0/me/page_status", json!({}))
        .await
        .body;
    assert_eq!(report["status"], "restricted");
    assert_eq!(report["restrictions"][0]["expiration_time"], 1_795_262_400);
    shop.set_clock("2026-11-21T12:00:00Z");
    assert_eq!(shop.say(&customer, "Hi").await.status, 200);
}

#[tokio::test]
async fn sender_actions_show_on_the_phone_and_make_no_message() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mid = shop.world().thread(&customer).unwrap()[0].mid.clone();
    let act = async |body: Value| {
        let mut body = body;
        body["recipient"] = json!({ "id": customer });
        shop.send(body).await
    };
    let answer = act(json!({ "sender_action": "typing_on" })).await;
    assert_eq!(answer.body, json!({ "recipient_id": customer }));
    assert!(shop.world().customer(&customer).unwrap().business_typing);
    act(json!({ "sender_action": "mark_seen" })).await;
    assert!(
        shop.world()
            .customer(&customer)
            .unwrap()
            .seen_by_business_at
            .is_some()
    );
    act(json!({ "sender_action": "react", "payload": { "message_id": mid, "reaction": "love" } }))
        .await;
    assert_eq!(
        shop.world().thread(&customer).unwrap()[0]
            .business_reaction
            .as_deref(),
        Some("love")
    );
    act(json!({ "sender_action": "unreact", "payload": { "message_id": mid } })).await;
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(
        (thread.len(), thread[0].business_reaction.as_deref()),
        (1, None)
    );
}

#[tokio::test]
async fn a_page_over_its_limit_gets_613_and_the_headers_say_so() {
    let shop = Shop::open().await;
    let (status, _) = shop
        .control(
            "POST",
            "/pages",
            json!({ "id": "7", "name": "Second", "access_token": "second", "send_limit": 1 }),
        )
        .await;
    assert_eq!(status, 201);
    let mut codes = Vec::new();
    for _ in 0..4 {
        let request = shop
            .client
            .post(shop.url("/v26.0/7/messages"))
            .bearer_auth("second");
        let response = request.json(&json!({})).send().await.unwrap();
        let usage = response.headers()["x-app-usage"]
            .to_str()
            .unwrap()
            .contains("\"call_count\":100");
        let code = response.json::<Value>().await.unwrap()["error"]["code"]
            .as_u64()
            .unwrap();
        assert!(usage);
        codes.push(code);
    }
    // At most two seconds can have begun, so at most two of the four were let through.
    assert!(
        codes.iter().filter(|code| **code == 613).count() >= 2,
        "{codes:?}"
    );
}

#[tokio::test]
async fn the_app_subscribes_looks_and_unsubscribes() {
    let shop = Shop::open().await;
    let path = "/v26.0/me/subscribed_apps";
    assert_eq!(
        shop.graph("DELETE", path, json!({})).await.body,
        json!({ "success": true })
    );
    assert_eq!(
        shop.graph("GET", path, json!({})).await.body,
        json!({ "data": [] })
    );
    let unknown = shop
        .graph("POST", path, json!({ "subscribed_fields": ["gossip"] }))
        .await;
    assert_eq!(unknown.error().0, 100);
    let done = shop
        .graph(
            "POST",
            &format!("{path}?subscribed_fields=messages,message_reads"),
            json!({}),
        )
        .await;
    assert_eq!(done.body, json!({ "success": true }));
    let apps = shop.graph("GET", path, json!({})).await.body;
    assert_eq!(
        apps,
        json!({ "data": [{ "id": APP, "subscribed_fields": ["message_reads", "messages"] }] })
    );
}

#[tokio::test]
async fn every_send_is_logged_and_what_breaks_a_rule_is_marked() {
    let shop = Shop::open_at("2026-04-01T10:00:00Z", &[]).await;
    let customer = shop.customer();
    shop.say(&customer, "Fine").await;
    shop.send(json!({
        "recipient": { "id": customer }, "messaging_type": "MESSAGE_TAG", "tag": "ACCOUNT_UPDATE",
        "message": { "text": "A DISCOUNT for you" },
    }))
    .await;
    shop.set_clock("2026-05-01T10:00:00Z");
    shop.say(&customer, "Too late").await;
    shop.tag(&customer, "ACCOUNT_UPDATE").await;
    let (_, log) = shop.control("GET", "/sends", json!({})).await;
    assert_eq!((&log["total"], &log["violations"]), (&json!(4), &json!(3)));
    let marked: Vec<_> = log["sends"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|send| send["violation"].clone())
        .collect();
    assert_eq!(
        marked,
        [
            Value::Null,
            json!("promotional-under-tag"),
            json!("outside-window"),
            json!("unknown-tag")
        ]
    );
    assert_eq!(log["sends"][0]["kind"], "MESSAGE_TAG · ACCOUNT_UPDATE");
    assert_eq!(log["sends"][0]["outcome"]["code"], 100);
    assert_eq!(log["sends"][3]["outcome"]["result"], "accepted");
    let (_, only) = shop
        .control("GET", "/sends?violations=true&limit=2", json!({}))
        .await;
    assert_eq!(only["sends"].as_array().unwrap().len(), 2);
}
