//! What holds of any request to the Graph API, and to the control API.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use serde_json::Value;
use tower::ServiceExt as _;
use transom_emulator::{
    Capability, Clock, Config, DeliveryConfig, Emulator, NumberConfig, PageConfig, WhatsAppConfig,
};

const PAGE: &str = "104200000000001";
const PAGE_TOKEN: &str = "page-token";
const WABA: &str = "102290000000001";
const NUMBER: &str = "106540000000001";
const SYSTEM_TOKEN: &str = "system-user-token";

/// Where requests go, and with which token.
const PLACES: [(&str, &str, &str); 12] = [
    ("POST", "/v26.0/me/messages", PAGE_TOKEN),
    ("POST", "/v26.0/me/messenger_profile", PAGE_TOKEN),
    ("DELETE", "/v26.0/me/messenger_profile", PAGE_TOKEN),
    ("POST", "/v26.0/me/personas", PAGE_TOKEN),
    ("POST", "/v26.0/me/message_templates", PAGE_TOKEN),
    ("POST", "/v26.0/106540000000001/messages", SYSTEM_TOKEN),
    (
        "POST",
        "/v26.0/102290000000001/message_templates",
        SYSTEM_TOKEN,
    ),
    (
        "POST",
        "/v26.0/106540000000001/whatsapp_business_profile",
        SYSTEM_TOKEN,
    ),
    ("POST", "/v26.0/106540000000001/media", SYSTEM_TOKEN),
    ("POST", "/_emulator/customers", ""),
    ("POST", "/_emulator/pages", ""),
    ("POST", "/_emulator/whatsapp", ""),
];
const TYPES: [&str; 3] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=edge",
];
const LONGEST_ANSWER: usize = 1 << 24;

/// An emulator with a page and a number.
pub(crate) fn platform() -> Router {
    let config = Config {
        page: PageConfig {
            id: PAGE.to_owned(),
            name: "Atelier Nord".to_owned(),
            username: None,
            country: None,
            access_token: PAGE_TOKEN.into(),
            capabilities: [Capability::HumanAgent].into(),
            auto_delivery: false,
            auto_read: false,
            send_limit: None,
        },
        app_id: "880010000000001".to_owned(),
        app_secret: "the app's secret".into(),
        verify_token: "verify-me".into(),
        callback: None,
        delivery: DeliveryConfig::default(),
    };
    let emulator = Emulator::new(config, Clock::system()).expect("the page is well described");
    let number = NumberConfig::new(NUMBER, "15550783881", "Atelier Nord");
    let account = WhatsAppConfig::new(WABA, "Atelier Nord", SYSTEM_TOKEN).number(number);
    let added = emulator.world().add_whatsapp(account);
    added.expect("the account is well described");
    emulator.router()
}

/// Panics where something does not hold. The first byte chooses the place and the type, the rest is the body.
pub(crate) async fn holds(platform: &Router, input: &[u8]) {
    let Some((choice, body)) = input.split_first() else {
        return;
    };
    let choice = usize::from(*choice);
    let (method, path, token) = PLACES[choice % PLACES.len()];
    let media_type = TYPES[choice / PLACES.len() % TYPES.len()];
    let request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).expect("a method"))
        .uri(path)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", media_type)
        .body(Body::from(body.to_vec()))
        .expect("the path is valid");
    let Ok(answer) = platform.clone().oneshot(request).await;
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), LONGEST_ANSWER).await;
    let body = body.expect("the answer is in memory");
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    assert!(
        said.is_object() || said.is_array(),
        "{path}: {status}: {said}"
    );
    if (200..300).contains(&status) {
        return;
    }
    if path.starts_with("/_emulator") {
        assert!(status < 500, "{path}: {said}");
    } else {
        let error = &said["error"];
        assert!(error["code"].is_i64(), "{path}: {said}");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert!(error["fbtrace_id"].is_string());
    }
}
