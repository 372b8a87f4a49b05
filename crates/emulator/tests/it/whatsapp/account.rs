//! Numbers and business accounts in the Graph API.

use serde_json::{Value, json};
use transom_emulator::world::input::NewMessage;
use transom_emulator::{NumberConfig, WhatsAppConfig};

use super::{Line, NUMBER, PHONE, TOKEN, WABA};
use crate::shop::{APP, SECRET, VERIFY};

#[tokio::test]
async fn a_number_shows_the_fields_that_are_asked_for() {
    let line = Line::open().await;
    let usual = line
        .graph("GET", &format!("/v23.0/{NUMBER}"), json!({}))
        .await;
    assert_eq!(usual.body["display_phone_number"], "+1 555-078-3881");
    assert_eq!(usual.body["verified_name"], "Atelier Nord");
    let path = format!(
        "/{NUMBER}?fields=quality_rating,whatsapp_business_manager_messaging_limit,health_status,webhook_configuration"
    );
    let body = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(body["id"], NUMBER);
    assert_eq!(body["quality_rating"], "GREEN");
    assert_eq!(body["whatsapp_business_manager_messaging_limit"], "TIER_2K");
    assert_eq!(body["health_status"]["can_send_message"], "AVAILABLE");
    assert!(
        body["webhook_configuration"]["application"]
            .as_str()
            .unwrap()
            .ends_with("/hook")
    );
    assert_eq!(body.get("verified_name"), None);
}

#[tokio::test]
async fn an_account_lists_its_numbers() {
    let line = Line::open().await;
    let second = NumberConfig::new("106540000000002", "15550783882", "Atelier Sud");
    line.world().add_number(WABA, second).unwrap();
    let body = line
        .graph("GET", &format!("/{WABA}/phone_numbers?limit=1"), json!({}))
        .await
        .body;
    assert_eq!(body["data"][0]["id"], NUMBER);
    let next = body["paging"]["next"].as_str().unwrap();
    let path = next.strip_prefix(&line.shop.url("")).unwrap();
    let body = line.graph("GET", path, json!({})).await.body;
    assert_eq!(body["data"][0]["verified_name"], "Atelier Sud");
    assert_eq!(body["paging"].get("next"), None);
    let account = line
        .graph(
            "GET",
            &format!("/{WABA}?fields=name,country,status"),
            json!({}),
        )
        .await;
    let expected =
        json!({ "id": WABA, "name": "Atelier Nord", "country": "US", "status": "ACTIVE" });
    assert_eq!(account.body, expected);
}

#[tokio::test]
async fn tokens_open_their_own_account_only() {
    let line = Line::open().await;
    let other = NumberConfig::new("106540000000009", "4930123456", "Other");
    let other = WhatsAppConfig::new("102290000000009", "Other", "other-token").number(other);
    line.world().add_whatsapp(other).unwrap();
    let path = format!("/{NUMBER}");
    let answer = line
        .shop
        .graph_as("other-token", "GET", &path, json!({}))
        .await
        .unwrap();
    assert_eq!(answer.error(), (100, Some(33)));
    let answer = line
        .shop
        .graph_as("nonsense", "GET", &path, json!({}))
        .await
        .unwrap();
    assert_eq!((answer.status, answer.error()), (401, (190, None)));
    let (status, _) = line
        .shop
        .control(
            "PATCH",
            &format!("/whatsapp/{WABA}"),
            json!({ "token_valid": false }),
        )
        .await;
    assert_eq!(status, 200);
    assert_eq!(line.say("Hello").await.error(), (190, Some(460)));
    assert!(!line.world().outlet(NUMBER).unwrap().token_valid);
}

#[tokio::test]
async fn the_app_subscribes_and_may_send_webhooks_elsewhere() {
    let line = Line::open_with("2026-11-21T10:00:00Z", |config| config.subscribed = false).await;
    let path = format!("/v23.0/{WABA}/subscribed_apps");
    let apps = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(apps, json!({ "data": [] }));
    line.customer();
    assert_eq!(line.messages().await, [] as [Value; 0]);
    let done = line.graph("POST", &path, json!({})).await;
    assert_eq!(done.body, json!({ "success": true }));
    let apps = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(apps["data"][0]["whatsapp_business_api_data"]["id"], APP);
    let elsewhere = crate::shop::Callback::default();
    let url = format!("http://{}/hook", elsewhere.listen().await);
    let body = json!({ "webhook_configuration": { "override_callback_uri": url, "verify_token": VERIFY } });
    let done = line.graph("POST", &format!("/v23.0/{NUMBER}/"), body).await;
    assert_eq!(done.body, json!({ "success": true }));
    let second = line.stranger("16505550102");
    line.world()
        .write(&second, NewMessage::text("Over here"))
        .unwrap();
    line.world().settled().await;
    assert_eq!(elsewhere.items().len(), 1);
    assert_eq!(line.messages().await, [] as [Value; 0]);
    let wrong = json!({ "override_callback_uri": url, "verify_token": "wrong" });
    assert_eq!(line.graph("POST", &path, wrong).await.error().0, 2200);
    line.graph("DELETE", &path, json!({})).await;
    assert!(line.world().waba(WABA).unwrap().subscribed_fields.is_none());
}

#[tokio::test]
async fn the_fields_of_the_app_are_chosen_with_the_apps_own_token() {
    let line = Line::open().await;
    let login = format!(
        "/oauth/access_token?client_id={APP}&client_secret={SECRET}&grant_type=client_credentials"
    )
    .replace('\'', "%27")
    .replace(' ', "%20");
    let token = line.graph("GET", &login, json!({})).await.body["access_token"].clone();
    assert_eq!(token, format!("{APP}|{SECRET}"));
    let callback = line.shop.callback.listen().await;
    let body = json!({
        "object": "whatsapp_business_account", "fields": "account_update",
        "callback_url": format!("http://{callback}/hook"), "verify_token": VERIFY,
    });
    let path = format!("/{APP}/subscriptions");
    let done = line
        .shop
        .graph_as(token.as_str().unwrap(), "POST", &path, body)
        .await
        .unwrap();
    assert_eq!(done.body, json!({ "success": true }));
    line.customer();
    assert_eq!(line.messages().await, [] as [Value; 0]);
    assert_eq!(
        line.world().waba(WABA).unwrap().subscribed_fields.unwrap(),
        ["account_update"]
    );
}

#[tokio::test]
async fn profile_settings_and_registration_are_kept() {
    let line = Line::open().await;
    let profile = format!("/{NUMBER}/whatsapp_business_profile");
    let body = json!({ "messaging_product": "whatsapp", "about": "Lamps", "websites": ["https://a.example"] });
    assert_eq!(
        line.graph("POST", &profile, body).await.body,
        json!({ "success": true })
    );
    let shown = line
        .graph("GET", &format!("{profile}?fields=about"), json!({}))
        .await
        .body;
    assert_eq!(
        shown,
        json!({ "data": [{ "messaging_product": "whatsapp", "about": "Lamps" }] })
    );
    let calling = json!({ "calling": { "status": "ENABLED" } });
    line.graph("POST", &format!("/{NUMBER}/settings"), calling)
        .await;
    let settings = line
        .graph("GET", &format!("/{NUMBER}/settings"), json!({}))
        .await
        .body;
    assert_eq!(settings["calling"]["status"], "ENABLED");
    line.customer();
    line.graph("POST", &format!("/{NUMBER}/deregister"), json!({}))
        .await;
    assert_eq!(line.say("Hello").await.error().0, 133_010);
    let register = |pin: &str| json!({ "messaging_product": "whatsapp", "pin": pin });
    let path = format!("/{NUMBER}/register");
    assert_eq!(
        line.graph("POST", &path, register("12345")).await.error().0,
        133_005
    );
    assert_eq!(
        line.graph("POST", &path, register("123456")).await.status,
        200
    );
    assert_eq!(
        line.graph("POST", &path, register("654321"))
            .await
            .error()
            .0,
        133_005
    );
    assert_eq!(line.say("Hello").await.status, 200);
}

#[tokio::test]
async fn only_who_wrote_lately_can_be_blocked() {
    let line = Line::open().await;
    let customer = line.customer();
    let path = format!("/{NUMBER}/block_users");
    let users = |users: &[&str]| {
        json!({
            "messaging_product": "whatsapp",
            "block_users": users.iter().map(|user| json!({ "user": user })).collect::<Vec<_>>(),
        })
    };
    let mixed = line
        .graph("POST", &path, users(&["16505550101", "16505559999"]))
        .await;
    assert_eq!((mixed.status, mixed.error().0), (400, 139_100));
    assert_eq!(
        mixed.body["block_users"]["added_users"][0]["wa_id"],
        "16505550101"
    );
    assert_eq!(
        mixed.body["block_users"]["failed_users"][0]["input"],
        "16505559999"
    );
    let refused = line.world().write(&customer, NewMessage::text("Hello?"));
    assert_eq!(refused.unwrap_err().code, "blocked-by-business");
    let listed = line.graph("GET", &path, json!({})).await.body;
    assert_eq!(listed["data"][0]["wa_id"], "16505550101");
    let done = line.graph("DELETE", &path, users(&["16505550101"])).await;
    assert_eq!(
        done.body["block_users"]["removed_users"][0]["wa_id"],
        "16505550101"
    );
    line.world()
        .write(&customer, NewMessage::text("Hello!"))
        .unwrap();
}

#[tokio::test]
async fn accounts_and_numbers_that_make_no_sense_are_not_made() {
    let line = Line::open().await;
    let world = line.world();
    let config = |id: &str| WhatsAppConfig::new(id, "Shop", "token");
    let number = |id: &str, phone: &str| NumberConfig::new(id, phone, "Shop");
    let code = |config| world.add_whatsapp(config).unwrap_err().code;
    assert_eq!(
        code(config("abc").number(number("2", "1555"))),
        "account-id"
    );
    assert_eq!(code(config("7")), "numbers");
    assert_eq!(
        code(config(WABA).number(number("2", "1555"))),
        "account-exists"
    );
    assert_eq!(code(config("7").number(number("2", "+1555"))), "number");
    assert_eq!(
        code(config("7").number(number(NUMBER, "1555"))),
        "page-exists"
    );
    assert!(world.waba("7").is_err(), "nothing of it is left");
    assert_eq!(world.wabas().len(), 1);
    assert_eq!(world.outlet(NUMBER).unwrap().number.unwrap().phone, PHONE);
    assert_ne!(TOKEN, crate::shop::TOKEN);
}

#[tokio::test]
async fn a_number_made_by_the_app_is_verified_and_registered_before_it_sends() {
    let line = Line::open().await;
    let body = json!({ "cc": "33", "phone_number": "478550199", "verified_name": "Atelier Est" });
    let path = format!("/{WABA}/phone_numbers");
    let made = line.graph("POST", &path, body).await.body;
    let id = made["id"].as_str().unwrap();
    let fields = format!("/{id}?fields=code_verification_status,status");
    let shown = line.graph("GET", &fields, json!({})).await.body;
    assert_eq!(shown["code_verification_status"], "NOT_VERIFIED");
    let register = json!({ "messaging_product": "whatsapp", "pin": "123456" });
    let registered = line
        .graph("POST", &format!("/{id}/register"), register.clone())
        .await;
    assert_eq!(registered.error().0, 133_006);
    let ask = json!({ "code_method": "SMS", "language": "fr" });
    assert_eq!(
        line.graph("POST", &format!("/{id}/request_code"), ask)
            .await
            .status,
        200
    );
    let verify = format!("/{id}/verify_code");
    assert_eq!(
        line.graph("POST", &verify, json!({ "code": "12" }))
            .await
            .error()
            .0,
        100
    );
    assert_eq!(
        line.graph("POST", &verify, json!({ "code": "123456" }))
            .await
            .status,
        200
    );
    assert_eq!(
        line.graph("POST", &format!("/{id}/register"), register)
            .await
            .status,
        200
    );
    let shown = line.graph("GET", &fields, json!({})).await.body;
    assert_eq!(
        (&shown["code_verification_status"], &shown["status"]),
        (&json!("VERIFIED"), &json!("CONNECTED"))
    );
    let renamed = format!("/{id}?new_display_name=Atelier%20Ouest");
    assert_eq!(line.graph("POST", &renamed, json!({})).await.status, 200);
    assert_eq!(
        line.told("phone_number_name_update").await[0]["requested_verified_name"],
        "Atelier Ouest"
    );
}
