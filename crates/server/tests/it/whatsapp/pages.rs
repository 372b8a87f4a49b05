//! Connecting a number, on the settings pages and by the API.

use axum::http::StatusCode;
use serde_json::json;
use transom_domain::channel::{MarketingMessages, ProductPolicy};
use transom_testkit::TestApp;

use super::{NUMBER_ID, WABA_ID};
use crate::graph::Graph;
use crate::pages::browser::{Browser, filled_in, next, text};

/// The form as the page shows it, with some fields changed.
fn form<'f>(changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let fields = [
        ("platform", "whatsapp"),
        ("phone_number_id", NUMBER_ID),
        ("waba_id", WABA_ID),
        ("name", ""),
        ("token", ""),
        ("verify_token", "a-verify-token"),
        ("app_secret", ""),
        ("region", ""),
        ("graph_url", ""),
        ("graph_version", "v26.0"),
    ];
    filled_in(&fields, changed)
}

#[tokio::test]
async fn a_number_is_connected_on_the_page_that_names_the_fields_to_subscribe() {
    let app = TestApp::start().await;
    let graph = Graph::default();
    let graph_url = format!("http://{}", graph.listen().await);
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get("/settings/channels/new?platform=whatsapp").await);
    for part in [
        "name=\"phone_number_id\"",
        "name=\"waba_id\"",
        "message_template_status_update",
        "#whatsapp\"",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!page.contains("name=\"human_agent\""), "{page}");
    let (before, _) = page.split_once("#whatsapp\"").unwrap();
    let mark = before.rsplit("href=\"").next().unwrap();
    assert!(mark.contains("marks"), "its mark is one of ours: {mark}");

    let filled = [("token", "EAAtoken"), ("app_secret", "secret-one")];
    for (field, sentence) in [
        ("phone_number_id", "A phone number ID is a number"),
        ("waba_id", "WhatsApp Business Account is a number"),
    ] {
        let wrong = [filled[0], filled[1], (field, "+33 1 84 88 00 00")];
        let answer = owner.post("/settings/channels/new", &form(&wrong)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let page = text(&answer);
        assert!(page.contains(sentence), "{page}");
    }

    let right = [filled[0], filled[1], ("graph_url", &graph_url)];
    let answer = owner.post("/settings/channels/new", &form(&right)).await;
    assert_eq!(next(&answer), "/settings/channels?done=connected");
    // The business account is what webhooks are told of.
    assert_eq!(graph.subscribed(), [WABA_ID]);
    let channels = app.app.channels.of(app.shop.workspace_id);
    let number = &channels[1];
    assert_eq!(number.parent_id.as_deref(), Some(WABA_ID));
    assert_eq!(number.channel.name, "The Shop");
    assert_eq!(number.channel.region.unwrap().to_string(), "FR");
    assert_eq!(
        number.channel.chat_link().as_deref(),
        Some("https://wa.me/33184880000")
    );

    // What is not typed again is kept; the number itself stays what it is.
    let path = format!("/settings/channels/{}", number.channel.id);
    let changed = [
        ("phone_number_id", "1"),
        ("name", "Boutique"),
        ("region", "IT"),
        ("graph_url", &graph_url),
    ];
    next(&owner.post(&path, &form(&changed)).await);
    let page = text(&owner.get(&path).await);
    for part in ["Boutique</h1>", NUMBER_ID, WABA_ID, "value=\"IT\""] {
        assert!(page.contains(part), "no {part} in {page}");
    }

    // The way of its marketing has a form of its own, and the other leaves it alone.
    let marketing = async |fields: &[(&str, &str)]| {
        let path = format!("{path}/marketing");
        next(&owner.post(&path, fields).await);
    };
    let way = || {
        let channels = app.app.channels.of(app.shop.workspace_id);
        channels[1].marketing
    };
    assert_eq!(way(), None);
    marketing(&[("enabled", "on"), ("product_policy", "strict")]).await;
    let strict = MarketingMessages {
        product_policy: ProductPolicy::Strict,
        shares_activity: false,
    };
    assert_eq!(way(), Some(strict));
    next(&owner.post(&path, &form(&changed)).await);
    assert_eq!(way(), Some(strict));
    let page = text(&owner.get(&path).await);
    assert!(
        page.contains("<option value=\"strict\" selected>"),
        "{page}"
    );
    marketing(&[("product_policy", "strict")]).await;
    assert_eq!(way(), None);
}

#[tokio::test]
async fn a_program_connects_a_number_and_reads_it() {
    let app = TestApp::start().await;
    let graph_url = format!("http://{}", Graph::default().listen().await);
    let mut number = json!({
        "phone_number_id": NUMBER_ID, "waba_id": WABA_ID, "access_token": "EAA", "app_secrets": ["secret-one"],
        "verify_token": "a-verify-token", "graph_url": graph_url, "region": "ch",
    });
    let path = "/api/v1/channels/whatsapp";
    let answer = app.post(path, &app.shop.token, &number).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let channel = answer.json();
    assert_eq!(channel["platform"], "whatsapp");
    assert_eq!(channel["external_id"], NUMBER_ID);
    assert_eq!(channel["parent_id"], WABA_ID);
    assert_eq!(channel["username"], "33184880000");
    assert_eq!(channel["region"], "CH");
    assert_eq!(channel["chat_link"], "https://wa.me/33184880000");
    assert_eq!(channel["state"]["kind"], "connected");

    for (field, value) in [
        ("waba_id", json!("@shop")),
        ("phone_number_id", json!("+33")),
    ] {
        let mut wrong = number.clone();
        wrong[field] = value;
        let answer = app.post(path, &app.shop.token, &wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.json()["field"], field);
    }
    // What is not known is refused, not passed over.
    number["phone_number"] = json!("+33184880000");
    let answer = app.post(path, &app.shop.token, &number).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .contains("phone_number"),
        "{answer:?}"
    );
}
