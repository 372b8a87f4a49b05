//! What a platform tells of an account, and the webhooks of it.

use axum::Router;
use axum::extract::Request;
use axum::routing::any;
use http::StatusCode;
use serde_json::{Value, json};
use transom_channels::courier::Interface;
use transom_channels::messenger::Class;

use super::{PAGE, answering, courier, endpoint, remembering, serve};

#[tokio::test]
async fn the_check_names_the_page_and_who_receives_its_webhooks() {
    let page = json!({ "name": "Kettle & Co", "id": PAGE, "username": "kettles" });
    let apps = json!({ "data": [{ "id": "771002", "name": "Desk", "subscribed_fields": ["messages", "feed"] }] });
    let app = Router::new()
        .route(
            &format!("/v26.0/{PAGE}"),
            any(async move || page.to_string()),
        )
        .route(
            &format!("/v26.0/{PAGE}/subscribed_apps"),
            any(async move || apps.to_string()),
        );
    let account = courier().check(&endpoint(&serve(app).await)).await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.name.as_str()),
        (PAGE, "Kettle & Co")
    );
    assert_eq!(account.username.as_deref(), Some("kettles"));
    assert_eq!(account.subscriptions[0].app_id, "771002");
    assert_eq!(account.subscriptions[0].fields, ["messages", "feed"]);
}

#[tokio::test]
async fn a_subscription_must_be_confirmed() {
    let (base, seen) = remembering(json!({ "success": true })).await;
    courier()
        .subscribe(&endpoint(&base), &["messages", "feed"])
        .await
        .unwrap();
    assert_eq!(
        seen.lock().unwrap().line,
        format!("POST /v26.0/{PAGE}/subscribed_apps?subscribed_fields=messages%2Cfeed HTTP/1.1")
    );
    let (base, _) = remembering(json!({ "success": false })).await;
    assert_eq!(
        courier()
            .subscribe(&endpoint(&base), &["messages"])
            .await
            .unwrap_err()
            .class,
        Class::Retry
    );
}

/// A server for a page with this answer, whose webhooks nobody receives.
async fn about(answer: Value) -> String {
    let handler = async move |request: Request| {
        let is_apps = request.uri().path().ends_with("/subscribed_apps");
        let answer = if is_apps {
            json!({ "data": [] })
        } else {
            answer
        };
        answer.to_string()
    };
    serve(Router::new().fallback(handler)).await
}

#[tokio::test]
async fn the_check_of_an_instagram_account_tells_the_id_of_its_webhooks() {
    let base = about(json!({ "id": "99", "user_id": "17841", "username": "the.shop" })).await;
    let account = courier()
        .check(&endpoint(&base).by(Interface::Instagram))
        .await
        .unwrap();
    assert_eq!(account.id, "17841");
    assert_eq!(account.name, "the.shop");
    assert_eq!(account.username.as_deref(), Some("the.shop"));

    let linked = json!({ "id": "17841", "name": "The Shop", "username": "the.shop" });
    let base = about(json!({ "id": PAGE, "instagram_business_account": linked })).await;
    let account = courier()
        .check(&endpoint(&base).by(Interface::InstagramOfPage))
        .await
        .unwrap();
    assert_eq!((&*account.id, &*account.name), ("17841", "The Shop"));

    let base = about(json!({ "id": PAGE })).await;
    let unlinked = courier()
        .check(&endpoint(&base).by(Interface::InstagramOfPage))
        .await;
    assert_eq!(unlinked.unwrap_err().class, Class::Reconnect);
}

#[tokio::test]
async fn the_check_of_a_whatsapp_number_tells_its_digits_and_who_hears_of_it() {
    let handler = async |request: Request| {
        let is_apps = request.uri().path() == "/v26.0/102290/subscribed_apps";
        let app = json!({ "id": "77", "name": "The desk", "link": "https://desk.example" });
        let answer = if is_apps {
            json!({ "data": [{ "whatsapp_business_api_data": app }] })
        } else {
            json!({ "id": PAGE, "display_phone_number": "+33 1 84-88 00 00", "verified_name": "The Shop" })
        };
        answer.to_string()
    };
    let base = serve(Router::new().fallback(handler)).await;
    let number = endpoint(&base).by(Interface::WhatsApp).under("102290");
    let account = courier().check(&number).await.unwrap();
    assert_eq!((&*account.id, &*account.name), (PAGE, "The Shop"));
    assert_eq!(account.username.as_deref(), Some("33184880000"));
    assert_eq!(account.subscriptions.len(), 1);
    assert_eq!(account.subscriptions[0].app_id, "77");

    let base = answering(
        StatusCode::UNAUTHORIZED,
        r#"{"error":{"code":190,"message":"Error validating access token"}}"#,
    )
    .await;
    let number = endpoint(&base).by(Interface::WhatsApp).under("102290");
    let failed = courier().check(&number).await.unwrap_err();
    assert_eq!(failed.class, Class::Reconnect);
}
