//! Labels of a page: by the Graph API, in the page's own inbox, and what the app is told.

use serde_json::json;
use transom_emulator::world::input::NewMessage;
use transom_emulator::world::label::ContactTerms;

use crate::shop::{PAGE, Shop};

fn written(shop: &Shop) -> String {
    let customer = shop.customer();
    let message = NewMessage::text("Hello");
    shop.world().write(&customer, message).unwrap();
    customer
}

async fn make(shop: &Shop, name: &str) -> String {
    let body = json!({ "page_label_name": name });
    let made = shop.graph("POST", "/v26.0/me/custom_labels", body).await;
    assert_eq!(made.status, 200, "{}", made.body);
    made.body["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_label_is_made_put_on_listed_taken_off_and_deleted() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let customer = written(&shop);
    let label = make(&shop, "Wholesale").await;
    let edge = format!("/v26.0/{label}/label");
    let put = shop.graph("POST", &edge, json!({ "user": customer })).await;
    assert_eq!(put.body, json!({ "success": true }));
    let of_customer = format!("/v26.0/{customer}/custom_labels?fields=id,page_label_name");
    let carried = shop.graph("GET", &of_customer, json!({})).await;
    let wholesale = json!({ "id": label, "page_label_name": "Wholesale" });
    assert_eq!(carried.body["data"], json!([wholesale]));
    assert_eq!(
        shop.world().customer(&customer).unwrap().labels,
        ["Wholesale"]
    );

    let off = format!("{edge}?user={customer}");
    assert_eq!(shop.graph("DELETE", &off, json!({})).await.status, 200);
    let carried = shop.graph("GET", &of_customer, json!({})).await;
    assert_eq!(carried.body["data"], json!([]));
    let one = format!("/v26.0/{label}");
    assert_eq!(shop.graph("DELETE", &one, json!({})).await.status, 200);
    let gone = shop.graph("POST", &edge, json!({ "user": customer })).await;
    assert_eq!(gone.body["error"]["error_subcode"], 33);
}

#[tokio::test]
async fn lists_come_in_parts() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    for name in ["A", "B", "C"] {
        make(&shop, name).await;
    }
    let list = |after: usize| {
        format!("/v26.0/{PAGE}/custom_labels?fields=page_label_name&limit=2&after={after}")
    };
    let first = shop.graph("GET", &list(0), json!({})).await.body;
    assert_eq!(first["data"][1]["page_label_name"], "B");
    assert_eq!(first["paging"]["cursors"]["after"], "2");
    assert!(first["paging"]["next"].is_string());
    let rest = shop.graph("GET", &list(2), json!({})).await.body;
    assert_eq!(rest["data"].as_array().unwrap().len(), 1);
    assert!(rest["paging"]["next"].is_null());
}

#[tokio::test]
async fn nothing_works_before_the_terms_are_accepted() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let customer = written(&shop);
    let label = make(&shop, "Wholesale").await;
    let world = shop.world();
    let terms = |accepted| ContactTerms { accepted };
    world.set_contact_terms(PAGE, terms(false)).unwrap();
    for (method, path) in [
        ("GET", "/v26.0/me/custom_labels".to_owned()),
        ("POST", "/v26.0/me/custom_labels".to_owned()),
        ("POST", format!("/v26.0/{label}/label")),
        ("DELETE", format!("/v26.0/{label}")),
        ("GET", format!("/v26.0/{customer}/custom_labels")),
    ] {
        let body = json!({ "page_label_name": "X", "user": customer });
        let refused = shop.graph(method, &path, body).await;
        assert_eq!(refused.body["error"]["code"], 2, "{method} {path}");
        assert_eq!(refused.body["error"]["error_subcode"], 2_018_344);
    }
    world.set_contact_terms(PAGE, terms(true)).unwrap();
    make(&shop, "Fragile").await;
}

#[tokio::test]
async fn a_call_that_makes_no_sense_is_refused() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let label = make(&shop, "Wholesale").await;
    let edge = format!("/v26.0/{label}/label");
    for (path, body) in [
        ("/v26.0/me/custom_labels", json!({})),
        (
            "/v26.0/me/custom_labels",
            json!({ "page_label_name": "Wholesale" }),
        ),
        (edge.as_str(), json!({})),
        (edge.as_str(), json!({ "user": "1" })),
    ] {
        assert_eq!(
            shop.graph("POST", path, body.clone()).await.status,
            400,
            "{path} {body}"
        );
    }
}

#[tokio::test]
async fn the_app_is_told_of_changes_once() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let customer = written(&shop);
    let world = shop.world();
    let label = world.make_label(PAGE, "Wholesale").unwrap();
    for _ in 0..2 {
        world.label_customer(&customer, &label, true).unwrap();
    }
    world.label_customer(&customer, &label, false).unwrap();
    let items = shop.settled_items().await.into_iter();
    let told: Vec<_> = items
        .filter(|item| item["field"] == "inbox_labels")
        .collect();
    assert_eq!(
        told[0]["value"],
        json!({
            "action": "add", "label": { "id": label, "page_label_name": "Wholesale" },
            "user": { "id": customer },
        })
    );
    assert_eq!(told[1]["value"]["action"], "remove");
    assert_eq!(told.len(), 2);
}
