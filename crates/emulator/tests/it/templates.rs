//! Utility templates of a page: made with examples, listed page by page, deleted in one language.

use serde_json::{Value, json};
use transom_emulator::Capability;

use crate::shop::{Answer, Shop};

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

#[tokio::test]
async fn a_template_with_variables_needs_examples_and_goes_out_by_their_names() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let customer = shop.customer();
    let mut body = json!({ "type": "BODY", "text": "Order {{order}} arrives." });
    assert_eq!(make(&shop, "update", "en", body.clone()).await.status, 400);
    body["example"] =
        json!({ "body_text_named_params": [{ "param_name": "order", "example": "A" }] });
    assert_eq!(
        make(&shop, "update", "en", body).await.body["status"],
        "APPROVED"
    );
    let sent = shop
        .send(json!({
            "recipient": { "id": customer }, "messaging_type": "UTILITY",
            "message": { "template": { "name": "update", "language": { "code": "en" }, "components": [
                { "type": "body", "parameters": [{ "type": "text", "parameter_name": "order", "text": "B-9" }] },
            ] } },
        }))
        .await;
    assert_eq!(sent.status, 200);
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(
        thread.last().unwrap().text.as_deref(),
        Some("Order B-9 arrives.")
    );
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
