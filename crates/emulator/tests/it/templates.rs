//! Utility templates of a page: made with examples, reviewed, sent with what they need, listed page by page, deleted in
//! one language.

use serde_json::{Value, json};
use transom_emulator::Capability;

use crate::shop::{Answer, PAGE, Shop};

async fn make(shop: &Shop, name: &str, language: &str, body: Value) -> Answer {
    let new =
        json!({ "name": name, "language": language, "category": "UTILITY", "components": [body] });
    shop.graph("POST", "/v26.0/me/message_templates", new).await
}

async fn names(shop: &Shop, path: &str) -> (Vec<String>, Value) {
    let page = shop.graph("GET", path, json!({})).await.body;
    let names = page["data"].as_array().unwrap().iter();
    let names = names.map(|one| one["name"].as_str().unwrap().to_owned());
    (names.collect(), page["paging"].clone())
}

fn examples(body: &str, values: &[&str]) -> Value {
    json!({ "type": "BODY", "text": body, "example": { "body_text": [values] } })
}

/// Sends a template with the parameters of its parts.
async fn send(shop: &Shop, customer: &str, name: &str, components: Value) -> Answer {
    shop.send(json!({
        "recipient": { "id": customer }, "messaging_type": "UTILITY",
        "message": { "template": {
            "name": name, "language": { "code": "en" }, "components": components,
        } },
    }))
    .await
}

async fn told(shop: &Shop) -> Vec<Value> {
    let items = shop.settled_items().await.into_iter();
    items
        .filter(|item| item["field"] == "message_template_status_update")
        .map(|item| item["value"].clone())
        .collect()
}

#[tokio::test]
async fn a_template_with_names_for_its_variables_goes_out_by_them() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let customer = shop.customer();
    let body = json!({
        "type": "BODY", "text": "Order {{order}} arrives.",
        "example": { "body_text_named_params": [{ "param_name": "order", "example": "A" }] },
    });
    let made = make(&shop, "update", "en", body).await;
    assert_eq!(made.body["status"], "APPROVED");
    let given = |name: &str| {
        json!([{ "type": "body", "parameters": [
            { "type": "text", "parameter_name": name, "text": "B-9" },
        ] }])
    };
    let sent = send(&shop, &customer, "update", given("order")).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let thread = shop.world().thread(&customer).unwrap();
    let text = thread.last().unwrap().text.as_deref();
    assert_eq!(text, Some("Order B-9 arrives."));
    let wrong = send(&shop, &customer, "update", given("parcel")).await;
    assert_eq!(wrong.error(), (100, None));
}

#[tokio::test]
async fn a_template_goes_out_with_its_header_and_buttons_or_not_at_all() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let customer = shop.customer();
    let new = json!({
        "name": "delivery", "language": "en", "category": "UTILITY",
        "parameter_format": "POSITIONAL",
        "components": [
            { "type": "HEADER", "format": "TEXT", "text": "Delivery" },
            examples("Order {{1}} arrives on {{2}}.", &["A-17", "Monday"]),
            { "type": "BUTTONS", "buttons": [
                { "type": "POSTBACK", "text": "Change date", "payload": "CHG" },
                { "type": "URL", "text": "Track", "url": "https://shop.example/t/{{1}}" },
                { "type": "PHONE_NUMBER", "text": "Call", "phone_number": "+33478550107" },
            ] },
        ],
    });
    let made = shop.graph("POST", "/v26.0/me/message_templates", new).await;
    assert_eq!(made.body["status"], "APPROVED", "{}", made.body);
    let text = |text: &str| json!({ "type": "text", "text": text });
    let body = json!({ "type": "body", "parameters": [text("A-17"), text("Monday")] });
    let url = json!({ "type": "URL", "text": "a17" });
    let postback = json!({ "type": "POSTBACK", "payload": "CHG:A-17" });
    let buttons = |given: &[&Value]| json!({ "type": "buttons", "parameters": given });
    let good = json!([body, buttons(&[&postback, &url])]);
    assert_eq!(send(&shop, &customer, "delivery", good).await.status, 200);
    let thread = shop.world().thread(&customer).unwrap();
    let message = thread.last().unwrap();
    let said = message.text.as_deref();
    assert_eq!(said, Some("Order A-17 arrives on Monday."));
    let card = &message.attachments[0];
    assert_eq!(card.title, "Delivery");
    let kinds: Vec<_> = card.buttons.iter().map(|button| button.kind).collect();
    assert_eq!(kinds, ["postback", "link", "call"]);
    assert_eq!(card.buttons[0].payload.as_deref(), Some("CHG:A-17"));
    let link = card.buttons[1].url.as_deref();
    assert_eq!(link, Some("https://shop.example/t/a17"));

    let one = json!({ "type": "body", "parameters": [text("A-17")] });
    let header = json!({ "type": "header", "parameters": [text("Surplus")] });
    for wrong in [
        json!([]),
        json!([one, buttons(&[&url])]),
        json!([body]),
        json!([body, buttons(&[&url, &url])]),
        json!([header, body, buttons(&[&url])]),
    ] {
        let refused = send(&shop, &customer, "delivery", wrong.clone()).await;
        assert_eq!(refused.error(), (100, None), "{wrong}");
    }
    // A payload stands in the template already; the address would have a hole.
    let without = json!([body, buttons(&[&url])]);
    assert_eq!(
        send(&shop, &customer, "delivery", without).await.status,
        200
    );
}

#[tokio::test]
async fn what_no_template_can_have_is_refused_when_it_is_made() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let button = |kind: &str, text: &str| {
        json!({
            "type": kind, "text": text, "payload": "P", "url": "https://shop.example",
            "phone_number": "+33478550107",
        })
    };
    let four = vec![button("POSTBACK", "Yes"); 4];
    for (buttons, subcode) in [
        (json!(four), None),
        (json!([button("POSTBACK", &"x".repeat(21))]), None),
        (json!([{ "type": "POSTBACK", "text": "No payload" }]), None),
        (json!([button("QUICK_REPLY", "Yes")]), Some(2_018_416)),
        (json!([button("COPY_CODE", "Copy")]), Some(2_018_416)),
    ] {
        let new = json!({
            "name": "update", "language": "en", "category": "UTILITY",
            "components": [
                { "type": "BODY", "text": "Your order is on its way." },
                { "type": "BUTTONS", "buttons": buttons },
            ],
        });
        let refused = shop.graph("POST", "/v26.0/me/message_templates", new).await;
        assert_eq!(refused.error(), (100, subcode), "{buttons}");
    }
    let long = json!({ "type": "BODY", "text": "x".repeat(1025) });
    assert_eq!(make(&shop, "update", "en", long).await.status, 400);
}

#[tokio::test]
async fn a_review_names_what_it_finds() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    for (number, (body, reason)) in [
        (
            json!({ "type": "BODY", "text": "Order {{1}} arrives." }),
            "TEMPLATE_VARIABLES_MISSING_SAMPLE_VALUES",
        ),
        (examples("Order {{2}} arrives.", &["A"]), "INCORRECT_PARAMS"),
        (
            examples("{{1}} {{2}} {{3}} now here", &["A", "B", "C"]),
            "PARAMS_TO_WORD_RATIO_EXCEED_LIMIT",
        ),
        (
            json!({ "type": "BODY", "text": "Everything 20% off, buy now." }),
            "TAG_SHOULD_BE_MARKETING",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let made = make(&shop, &format!("t{number}"), "en", body).await;
        assert_eq!(
            (made.status, &made.body["status"]),
            (200, &json!("REJECTED"))
        );
        let path = format!("/v26.0/{}", made.body["id"].as_str().unwrap());
        let shown = shop.graph("GET", &path, json!({})).await.body;
        assert_eq!(shown["rejected_reason"], reason);
    }
}

#[tokio::test]
async fn a_review_that_takes_its_time_is_told_of_by_a_webhook() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let customer = shop.customer();
    let path = format!("/pages/{PAGE}");
    let slow = json!({ "review_seconds": 60 });
    assert_eq!(shop.control("PATCH", &path, slow).await.0, 200);
    let body = |text: &str| json!({ "type": "BODY", "text": text });
    let good = make(&shop, "good", "en", body("Your order is here."))
        .await
        .body;
    let bad = make(&shop, "bad", "en", body("Buy now, 50% off."))
        .await
        .body;
    assert_eq!(
        (&good["status"], &bad["status"]),
        (&json!("PENDING"), &json!("PENDING"))
    );
    let early = send(&shop, &customer, "good", json!([])).await;
    assert_eq!(early.error().0, 100);
    assert!(told(&shop).await.is_empty());
    shop.set_clock("2026-11-21T10:10:00Z");
    // Any look at the templates ends what is due; without one the world looks by itself.
    let sent = send(&shop, &customer, "good", json!([])).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let told = told(&shop).await;
    let events: Vec<_> = told
        .iter()
        .map(|value| value["event"].as_str().unwrap())
        .collect();
    assert_eq!(events, ["APPROVED", "REJECTED"]);
    assert_eq!(told[0]["reason"], "NONE");
    assert_eq!(told[0]["message_template_name"], "good");
    assert_eq!(
        told[0]["message_template_id"].to_string(),
        good["id"].as_str().unwrap()
    );
    assert_eq!(told[1]["reason"], "TAG_SHOULD_BE_MARKETING");
    assert!(told[1]["rejection_info"]["recommendation"].is_string());

    // What did not pass can be changed and is reviewed again; what did cannot.
    let edit = |id: &Value| format!("/v26.0/{}", id.as_str().unwrap());
    let better = json!({ "components": [body("Your order has come.")] });
    let changed = shop.graph("POST", &edit(&bad["id"]), better.clone()).await;
    assert_eq!(changed.body, json!({ "success": true }));
    let shown = shop.graph("GET", &edit(&bad["id"]), json!({})).await.body;
    assert_eq!(shown["status"], "PENDING");
    assert_eq!(
        shop.graph("POST", &edit(&good["id"]), better).await.status,
        400
    );
}

#[tokio::test]
async fn the_platform_may_change_its_mind_about_a_template() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let customer = shop.customer();
    let body = json!({ "type": "BODY", "text": "Your order is here." });
    let made = make(&shop, "update", "en", body).await.body;
    let path = format!("/templates/{}", made["id"].as_str().unwrap());
    let rejected = json!({ "status": "REJECTED", "reason": "TAG_SHOULD_BE_MARKETING" });
    let (status, view) = shop.control("PATCH", &path, rejected).await;
    assert_eq!((status, &view["status"]), (200, &json!("REJECTED")));
    assert_eq!(
        send(&shop, &customer, "update", json!([])).await.status,
        400
    );
    assert_eq!(told(&shop).await[0]["event"], "REJECTED");
    for impossible in [
        json!({ "quality": "RED" }),
        json!({ "status": "REJECTED", "reason": "SCAM" }),
    ] {
        assert_eq!(shop.control("PATCH", &path, impossible).await.0, 400);
    }
    let (_, view) = shop
        .control("PATCH", &path, json!({ "status": "APPROVED" }))
        .await;
    assert_eq!(view["rejected_reason"], Value::Null);
    assert_eq!(
        send(&shop, &customer, "update", json!([])).await.status,
        200
    );
    let (_, page) = shop
        .control("GET", &format!("/pages/{PAGE}"), json!({}))
        .await;
    assert_eq!(page["templates"][0]["name"], "update");
}

#[tokio::test]
async fn a_list_has_pages_and_a_template_is_deleted_in_one_language_by_its_id() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let mut ids = Vec::new();
    for (name, language) in [("a", "en"), ("b", "en"), ("b", "fr")] {
        let made = make(
            &shop,
            name,
            language,
            json!({ "type": "BODY", "text": "Hello." }),
        )
        .await;
        ids.push(made.body["id"].as_str().unwrap().to_owned());
    }
    let (first, paging) = names(&shop, "/me/message_templates?limit=2").await;
    assert_eq!(first, ["a", "b"]);
    assert!(paging["next"].is_string());
    let after = paging["cursors"]["after"].as_str().unwrap();
    let path = format!("/me/message_templates?limit=2&after={after}");
    let (second, paging) = names(&shop, &path).await;
    assert_eq!(second, ["b"]);
    assert!(paging["next"].is_null());

    let path = format!("/me/message_templates?name=b&hsm_id={}", ids[1]);
    shop.graph("DELETE", &path, json!({})).await;
    let (left, _) = names(&shop, "/me/message_templates").await;
    assert_eq!(left, ["a", "b"]);
    shop.graph("DELETE", "/me/message_templates?name=b", json!({}))
        .await;
    let (left, _) = names(&shop, "/me/message_templates").await;
    assert_eq!(left, ["a"]);
}
