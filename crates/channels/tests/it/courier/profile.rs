//! What a platform tells of a customer.

use http::StatusCode;
use serde_json::json;
use transom_channels::courier::Interface;
use transom_channels::messenger::Class;

use super::{answering, courier, endpoint, remembering};

#[tokio::test]
async fn a_profile_is_asked_for_and_its_names_are_joined() {
    let (base, seen) = remembering(json!({
        "first_name": "Ana", "last_name": "Example", "profile_pic": "https://cdn.example/a.jpg", "id": "7777",
    }))
    .await;
    let profile = courier().profile(&endpoint(&base), "7777").await.unwrap();
    assert_eq!(profile.name.as_deref(), Some("Ana Example"));
    assert_eq!(
        profile.picture_url.as_deref(),
        Some("https://cdn.example/a.jpg")
    );
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/7777?fields=first_name%2Clast_name%2Cprofile_pic%2Clocale HTTP/1.1"
    );

    let (nameless, _) = remembering(json!({ "id": "7777" })).await;
    assert_eq!(
        courier()
            .profile(&endpoint(&nameless), "7777")
            .await
            .unwrap()
            .name,
        None
    );
}

#[tokio::test]
async fn a_profile_that_is_withheld_is_a_failure_with_its_class() {
    let body = r#"{"error":{"message":"No profile available","code":100,"error_subcode":2018218}}"#;
    let base = answering(StatusCode::BAD_REQUEST, body).await;
    let failed = courier()
        .profile(&endpoint(&base), "7777")
        .await
        .unwrap_err();
    assert_eq!(failed.class, Class::Permanent);
    assert_eq!(failed.to_string(), "No profile available (100/2018218)");
}

#[tokio::test]
async fn an_instagram_customer_has_a_name_and_a_username() {
    let (base, seen) = remembering(json!({ "name": "Nina Makes", "username": "nina.makes" })).await;
    let endpoint = endpoint(&base).by(Interface::Instagram);
    let profile = courier().profile(&endpoint, "20800001").await.unwrap();
    assert_eq!(profile.name.as_deref(), Some("Nina Makes"));
    assert_eq!(profile.username.as_deref(), Some("nina.makes"));
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/20800001?fields=name%2Cusername%2Cprofile_pic HTTP/1.1"
    );
}
