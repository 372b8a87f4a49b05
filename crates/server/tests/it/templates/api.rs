//! Templates for programs.

use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};
use transom_domain::id::ConversationId;
use transom_policy::TemplateStatus;
use transom_testkit::{Answer, TestApp, templates};

use super::{keep, order_update, shop};

async fn send(app: &TestApp, id: ConversationId, template: Value) -> Answer {
    let path = format!("/api/v1/conversations/{id}/messages");
    let body = json!({ "template": template });
    app.post(&path, &app.shop.token, &body).await
}

fn filled() -> Value {
    json!({
        "name": "order_update", "language": "en_US", "header": {"text": {"order": "A-17"}},
        "body": {"name": "Nina", "order": "A-17", "day": "today"}, "buttons": {"0": "a17"},
    })
}

fn base(app: &TestApp) -> String {
    format!("/api/v1/channels/{}/templates", app.shop.channel_id)
}

fn fields(answer: &Answer) -> Vec<String> {
    let problem = answer.json();
    let fields = problem["fields"].as_array().unwrap().iter();
    fields
        .map(|field| field["field"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_template_goes_out_of_a_closed_window_and_reads_as_the_customer_sees_it() {
    let (app, id) = shop(24 * 9).await;
    keep(&app, &order_update()).await;
    let text = json!({"text": "It arrives today"});
    let path = format!("/api/v1/conversations/{id}/messages");
    let refused = app.post(&path, &app.shop.token, &text).await.json();
    assert_eq!(refused["code"], "window-closed");
    assert_eq!(refused["remedies"][0]["route"], "utility_template");

    let answer = send(&app, id, filled()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let message = answer.json();
    assert_eq!(message["route"], "utility_template");
    assert_eq!(message["text"], "Hi Nina, your order A-17 arrives today.");
}

#[tokio::test]
async fn every_value_that_is_missing_or_too_much_is_named() {
    let (app, id) = shop(48).await;
    keep(&app, &order_update()).await;
    let mut template = filled();
    template["body"] = json!({"name": "Nina", "order": "", "hour": "9"});
    template["header"] = Value::Null;
    template["buttons"] = json!({"5": "x"});
    let answer = send(&app, id, template).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.json()["code"], "invalid");
    assert_eq!(
        fields(&answer),
        [
            "template.header.order",
            "template.body.order",
            "template.body.day",
            "template.buttons.0",
            "template.body.hour",
            "template.buttons.5"
        ]
    );
}

#[tokio::test]
async fn values_are_given_as_the_variables_are_named() {
    let (app, id) = shop(48).await;
    keep(&app, &order_update()).await;
    let mut template = filled();
    template["body"] = json!(["Nina", "A-17", "today"]);
    let answer = send(&app, id, template).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(fields(&answer), ["template.body.name"]);
    keep(&app, &templates::listed("way", "From {{1}} to {{2}}.")).await;
    let body = json!({"1": "Lyon", "2": "Rome"});
    let named = json!({"name": "way", "language": "en_US", "body": body});
    let answer = send(&app, id, named).await;
    assert_eq!(fields(&answer), ["template.body.1"]);
}

#[tokio::test]
async fn what_the_customer_reads_may_not_be_longer_than_the_platform_takes() {
    let (app, id) = shop(48).await;
    keep(&app, &templates::listed("way", "From {{1}} to {{2}}.")).await;
    // All but the two variables are ten characters.
    let way = |length: usize| {
        let body = json!(["x".repeat(length), "Rome"]);
        json!({"name": "way", "language": "en_US", "body": body})
    };
    let answer = send(&app, id, way(1010)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let answer = send(&app, id, way(1011)).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(fields(&answer), ["template.body"]);
}

#[tokio::test]
async fn values_may_go_by_their_order_where_the_variables_are_numbers() {
    let (app, id) = shop(48).await;
    keep(&app, &templates::listed("way", "From {{1}} to {{2}}.")).await;
    let way = |body: Value| json!({"name": "way", "language": "en_US", "body": body});
    let answer = send(&app, id, way(json!(["Lyon", "Rome"]))).await;
    assert_eq!(answer.json()["text"], "From Lyon to Rome.");
    let answer = send(&app, id, way(json!(["Lyon"]))).await;
    assert_eq!(fields(&answer), ["template.body.2"]);
}

#[tokio::test]
async fn only_an_approved_template_of_the_channel_goes_out() {
    let (app, id) = shop(48).await;
    let code = async |template: Value| {
        let answer = send(&app, id, template).await;
        (answer.status, answer.json()["code"].clone())
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    assert_eq!(code(filled()).await, (refused, json!("template-missing")));
    for status in [
        TemplateStatus::Pending,
        TemplateStatus::Rejected,
        TemplateStatus::Paused,
        TemplateStatus::Disabled,
    ] {
        app.app.clock.advance(jiff::SignedDuration::from_secs(1));
        let mut listed = order_update();
        listed.standing.status = status;
        keep(&app, &listed).await;
        let found = code(filled()).await;
        assert_eq!(
            found,
            (refused, json!("template-not-approved")),
            "{status:?}"
        );
    }
    let mut other = filled();
    other["language"] = json!("fr");
    assert_eq!(code(other).await, (refused, json!("template-missing")));
    let mut carousel = templates::listed("carousel", "Look.");
    carousel.components.unknown = vec!["CAROUSEL".to_owned()];
    keep(&app, &carousel).await;
    let carousel = json!({"name": "carousel", "language": "en_US"});
    assert_eq!(
        code(carousel).await,
        (refused, json!("template-unknown-part"))
    );
}

#[tokio::test]
async fn the_list_tells_what_is_known_and_what_a_message_must_fill_in() {
    let (app, _) = shop(0).await;
    let empty = app.get(&base(&app), &app.shop.token).await.json();
    assert_eq!(
        empty,
        json!({"templates": [], "synced_at": null, "problem": null})
    );
    keep(&app, &order_update()).await;
    let list = app.get(&base(&app), &app.shop.token).await.json();
    let one = &list["templates"][0];
    assert_eq!(one["status"], "approved");
    assert_eq!(one["category"], "utility");
    assert_eq!(
        one["places"],
        json!([
            "header.order",
            "body.name",
            "body.order",
            "body.day",
            "buttons.0"
        ])
    );
    assert_eq!(one["header"]["text"], "Order {{order}}");
    let path = format!("{}/{}", base(&app), one["id"].as_str().unwrap());
    assert_eq!(app.get(&path, &app.shop.token).await.json(), *one);
    let path = format!("{}/unknown", base(&app));
    let missing = app.get(&path, &app.shop.token).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_platform_would_not_take_is_refused_with_every_field_before_it_is_asked() {
    let (app, _) = shop(0).await;
    let new = json!({
        "name": "Order Update", "language": "english", "category": "marketing",
        "header": {"text": "Order {{1}}"},
        "body": {"text": "{{1}} arrives {{order}}"},
        "footer": "x".repeat(61),
        "buttons": [{"kind": "url", "label": "Track", "url": "shop.example"}],
    });
    let answer = app.post(&base(&app), &app.shop.token, &new).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        fields(&answer),
        [
            "name",
            "language",
            "category",
            "header.examples.1",
            "body.text",
            "body.text",
            "body.examples.1",
            "body.examples.order",
            "footer",
            "buttons[0].url"
        ]
    );
    let unknown = json!({"name": "x", "language": "en", "category": "utility", "body": {"text": "x"}, "colour": 1});
    let answer = app.post(&base(&app), &app.shop.token, &unknown).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["detail"].as_str().unwrap().contains("colour"));
}

#[tokio::test]
async fn a_platform_that_does_not_answer_is_told_apart_from_one_that_refuses() {
    // Nothing listens where the page's platform should be.
    let (app, _) = shop(0).await;
    let new = json!({"name": "hello", "language": "en", "category": "utility", "body": {"text": "Hello."}});
    let answer = app.post(&base(&app), &app.shop.token, &new).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert_eq!(answer.json()["code"], "platform-unavailable");
}

#[tokio::test]
async fn an_approved_template_of_messenger_cannot_be_changed() {
    let (app, _) = shop(0).await;
    keep(&app, &order_update()).await;
    let path = format!("{}/id-of-order_update", base(&app));
    let request = Request::put(&path)
        .header(header::AUTHORIZATION, format!("Bearer {}", app.shop.token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(json!({"body": {"text": "Hello."}}).to_string().into())
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(fields(&answer), ["status"]);
}
