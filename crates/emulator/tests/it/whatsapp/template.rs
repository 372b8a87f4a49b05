//! Templates: made, refused, reviewed, listed, filled, paused.

mod files;
mod kept;

use serde_json::{Value, json};

use super::{Line, WABA, accepted};

fn order_update() -> Value {
    json!({
        "name": "order_update", "language": "en_US", "category": "UTILITY", "parameter_format": "NAMED",
        "components": [
            { "type": "HEADER", "format": "TEXT", "text": "Order {{order}}",
              "example": { "header_text_named_params": [{ "param_name": "order", "example": "A-17" }] } },
            { "type": "BODY", "text": "Your order {{order}} is on its way, arriving {{day}}.",
              "example": { "body_text_named_params": [
                { "param_name": "order", "example": "A-17" }, { "param_name": "day", "example": "Monday" }] } },
            { "type": "FOOTER", "text": "Atelier Nord" },
            { "type": "BUTTONS", "buttons": [
                { "type": "URL", "text": "Track", "url": "https://shop.example/t/{{1}}", "example": ["a17"] },
                { "type": "QUICK_REPLY", "text": "Talk to us" }] },
        ],
    })
}

fn named(name: &str, text: &str) -> Value {
    json!({ "type": "text", "parameter_name": name, "text": text })
}

fn filled() -> Value {
    json!({ "type": "template", "template": { "name": "order_update", "language": { "code": "en_US" }, "components": [
        { "type": "header", "parameters": [named("order", "A-17")] },
        { "type": "body", "parameters": [named("order", "A-17"), named("day", "Monday")] },
        { "type": "button", "sub_type": "url", "index": "0", "parameters": [{ "type": "text", "text": "a17" }] },
    ] } })
}

impl Line {
    async fn create(&self, body: Value) -> crate::shop::Answer {
        self.graph("POST", &format!("/v23.0/{WABA}/message_templates"), body)
            .await
    }

    async fn review(&self) {
        self.world().advance_clock("PT11S".parse().unwrap());
        self.graph("GET", &format!("/{WABA}/message_templates"), json!({}))
            .await;
    }
}

#[tokio::test]
async fn a_template_waits_for_its_review_and_then_goes_out_filled() {
    let line = Line::open().await;
    let customer = line.customer();
    let made = line.create(order_update()).await.body;
    assert_eq!(
        (&made["status"], &made["category"]),
        (&json!("PENDING"), &json!("UTILITY"))
    );
    assert_eq!(line.send(filled()).await.error().0, 132_001);
    line.review().await;
    let answer = line.send(filled()).await;
    accepted(&answer);
    assert_eq!(answer.body["messages"][0]["message_status"], "accepted");
    let message = line.world().thread(&customer).unwrap().pop().unwrap();
    assert_eq!(
        message.text.as_deref(),
        Some("Your order A-17 is on its way, arriving Monday.")
    );
    let card = serde_json::to_value(message.card.unwrap()).unwrap();
    assert_eq!(card["header"], "Order A-17");
    assert_eq!(card["footer"], "Atelier Nord");
    assert_eq!(
        card["buttons"][0]["deed"]["url"],
        "https://shop.example/t/a17"
    );
    let told = line.told("message_template_status_update").await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0],
        json!({
            "event": "APPROVED", "message_template_id": made["id"].as_str().unwrap().parse::<u64>().unwrap(),
            "message_template_name": "order_update", "message_template_language": "en_US",
            "message_template_category": "UTILITY", "reason": "NONE",
        })
    );
}

#[tokio::test]
async fn parameters_must_fit_the_template() {
    let line = Line::open().await;
    line.customer();
    line.create(order_update()).await;
    line.review().await;
    let with = |index: usize, part: Value| {
        let mut body = filled();
        body["template"]["components"][index] = part;
        body
    };
    let body = |parameters: Value| json!({ "type": "body", "parameters": parameters });
    for (case, code) in [
        (with(1, body(json!([named("order", "A-17")]))), 132_000),
        (
            with(1, body(json!([named("order", "A"), named("week", "B")]))),
            131_008,
        ),
        (
            with(
                1,
                body(json!([named("order", "A"), { "type": "text", "text": "B" }])),
            ),
            131_008,
        ),
        (
            with(1, body(json!([named("order", "A\nB"), named("day", "B")]))),
            131_009,
        ),
        (
            with(
                1,
                body(json!([
                    named("order", &"x".repeat(1000)),
                    named("day", "Monday")
                ])),
            ),
            132_005,
        ),
        (
            with(
                1,
                body(json!([{ "type": "image", "parameter_name": "order" }, named("day", "B")])),
            ),
            132_012,
        ),
        (
            with(2, json!({ "type": "body", "parameters": [] })),
            131_008,
        ),
        (
            with(1, body(json!([named("order", "A"), named("order", "B")]))),
            131_009,
        ),
        (
            with(
                2,
                json!({ "type": "button", "sub_type": "url", "index": "2", "parameters": [{ "type": "text", "text": "a17" }] }),
            ),
            131_009,
        ),
        (with(2, json!({ "type": "button" })), 100),
        (with(2, json!({ "type": "window" })), 100),
    ] {
        let answer = line.send(case.clone()).await;
        assert_eq!(answer.error().0, code, "{case} {:?}", answer.body);
    }
}

#[tokio::test]
async fn an_address_without_a_variable_takes_no_parameter() {
    let line = Line::open().await;
    line.customer();
    let mut fixed = order_update();
    fixed["components"][3]["buttons"][0] =
        json!({ "type": "URL", "text": "Track", "url": "https://shop.example/t" });
    line.create(fixed).await;
    line.review().await;
    assert_eq!(line.send(filled()).await.error().0, 132_000);
    let mut bare = filled();
    bare["template"]["components"].as_array_mut().unwrap().pop();
    accepted(&line.send(bare).await);
}

#[tokio::test]
async fn what_the_platform_does_not_take_is_refused_in_words() {
    let line = Line::open().await;
    let template = |name: &str, components: Value| {
        json!({
            "name": name, "language": "en_US", "category": "UTILITY", "components": components,
        })
    };
    let body = |text: &str| json!([{ "type": "BODY", "text": text }]);
    let example = |text: &str, many: usize| {
        json!([{
            "type": "BODY", "text": text, "example": { "body_text": [vec!["x"; many]] },
        }])
    };
    let with_button = |button: Value| {
        json!([
            { "type": "BODY", "text": "Your code is here" }, { "type": "BUTTONS", "buttons": [button] },
        ])
    };
    for (request, subcode) in [
        (template("Order", body("Hello there")), None),
        (template("a", json!([])), None),
        (template("a", body("")), Some(2_388_072)),
        (template("a", body(&"x".repeat(1025))), Some(2_388_040)),
        (
            template("a", example("{{1}} is here now", 1)),
            Some(2_388_299),
        ),
        (
            template("a", example("It is here: {{1}}", 1)),
            Some(2_388_299),
        ),
        (
            template("a", example("See {{1}}{{2}} here", 2)),
            Some(2_388_072),
        ),
        (template("a", example("See {{2}} here", 1)), Some(2_388_073)),
        (template("a", example("A {{1}} b {{2}} {{3}} c", 3)), None),
        (
            template("a", example("A {{1}} {{2}} {{3}} b", 3)),
            Some(2_388_293),
        ),
        (template("b", body("Hello {{1}} there")), Some(2_388_273)),
        (
            template(
                "b",
                json!([{ "type": "HEADER", "format": "IMAGE" }, { "type": "BODY", "text": "Hello" }]),
            ),
            Some(2_388_273),
        ),
        (template("b", json!([{ "type": "WINDOW" }])), None),
        (
            template(
                "b",
                with_button(
                    json!({ "type": "URL", "text": "Go", "url": format!("https://{}", "a".repeat(1993)) }),
                ),
            ),
            Some(2_388_040),
        ),
        (
            template(
                "b",
                with_button(json!({ "type": "COPY_CODE", "example": "A".repeat(16) })),
            ),
            Some(2_388_040),
        ),
    ] {
        let answer = line.create(request.clone()).await;
        if request["components"][0]["text"] == "A {{1}} b {{2}} {{3}} c" {
            assert_eq!(answer.status, 200, "{:?}", answer.body);
            continue;
        }
        assert_eq!(
            answer.error(),
            (100, subcode),
            "{request} {:?}",
            answer.body
        );
        if subcode.is_some() {
            assert!(answer.body["error"]["error_user_msg"].is_string());
        }
    }
    line.create(order_update()).await;
    assert_eq!(line.create(order_update()).await.error().1, Some(2_388_024));
}

#[tokio::test]
async fn what_sells_becomes_marketing_and_what_cheats_is_rejected() {
    let line = Line::open().await;
    let template = |name: &str, text: &str| {
        json!({
            "name": name, "language": "en_US", "category": "UTILITY", "components": [{ "type": "BODY", "text": text }],
        })
    };
    let made = line
        .create(template("sale", "Black Friday: everything must go."))
        .await
        .body;
    assert_eq!(made["category"], "MARKETING");
    line.create(template("prize", "Dear friend, you have won the lottery!"))
        .await;
    line.review().await;
    let listed = line
        .graph("GET", &format!("/{WABA}/message_templates"), json!({}))
        .await
        .body;
    assert_eq!(listed["data"][0]["previous_category"], "UTILITY");
    assert_eq!(listed["data"][1]["status"], "REJECTED");
    let told = line.told("message_template_status_update").await;
    assert_eq!(
        (&told[1]["event"], &told[1]["reason"]),
        (&json!("REJECTED"), &json!("SCAM"))
    );
    assert!(told[1]["rejection_info"]["recommendation"].is_string());
    let moved = line.told("template_category_update").await;
    assert_eq!(
        (&moved[0]["previous_category"], &moved[0]["new_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
}

#[tokio::test]
async fn the_time_to_live_has_its_bounds_by_category() {
    let line = Line::open().await;
    for (category, good, bad) in [
        ("UTILITY", vec![30_i64, 43_200, -1], vec![29, 43_201, 0, -2]),
        (
            "MARKETING",
            vec![43_200, 2_592_000],
            vec![43_199, 2_592_001, -1],
        ),
        ("AUTHENTICATION", vec![30, 900, -1], vec![29, 901]),
    ] {
        for seconds in bad.into_iter().chain(good.iter().copied()) {
            let name = format!("{}_{}", category.to_lowercase(), seconds.unsigned_abs());
            let answer = line
                .create(json!({
                    "name": name, "language": "en_US", "category": category,
                    "message_send_ttl_seconds": seconds,
                    "components": [{ "type": "BODY", "text": "It is ready." }],
                }))
                .await;
            let is_good = good.contains(&seconds);
            assert_eq!(
                answer.status == 200,
                is_good,
                "{name} {seconds}: {answer:?}"
            );
        }
    }
    line.review().await;
    let path = format!("/{WABA}/message_templates?fields=message_send_ttl_seconds&name=utility_30");
    let listed = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(listed["data"][0]["message_send_ttl_seconds"], 30);
    let id = listed["data"][0]["id"].as_str().unwrap();
    let change = |seconds: i64| json!({ "message_send_ttl_seconds": seconds });
    let path = format!("/{id}");
    assert_eq!(line.graph("POST", &path, change(9)).await.error().0, 100);
    assert_eq!(line.graph("POST", &path, change(600)).await.status, 200);
    let path = format!("/{id}?fields=message_send_ttl_seconds");
    let one = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(one["message_send_ttl_seconds"], 600);
}
