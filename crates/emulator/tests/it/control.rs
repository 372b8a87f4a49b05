//! The control API.

use std::time::Duration;

use serde_json::{Value, json};

use crate::shop::{PAGE, Shop};

#[tokio::test]
async fn a_story_can_be_told_by_the_control_api_alone() {
    let shop = Shop::open().await;
    let (status, customer) = shop
        .control(
            "POST",
            "/customers",
            json!({ "name": "Ana Maria Silva", "locale": "pt_BR" }),
        )
        .await;
    assert_eq!(
        (status, &customer["name"]),
        (201, &json!("Ana Maria Silva"))
    );
    let path = format!("/customers/{}", customer["id"].as_str().unwrap());
    let (status, first) = shop
        .control(
            "POST",
            &format!("{path}/messages"),
            json!({ "text": "Olá", "at": "2026-11-21T08:00:00Z" }),
        )
        .await;
    assert_eq!(
        (status, &first["at"]),
        (201, &json!("2026-11-21T08:00:00Z"))
    );
    let mid = first["mid"].as_str().unwrap();
    for (method, path, body, expected) in [
        (
            "POST",
            format!("{path}/postbacks"),
            json!({ "payload": "START" }),
            201,
        ),
        (
            "POST",
            format!("{path}/referrals"),
            json!({ "ref": "spring" }),
            201,
        ),
        (
            "POST",
            format!("{path}/opt-ins"),
            json!({ "kind": "plugin", "ref": "site" }),
            201,
        ),
        (
            "POST",
            format!("{path}/business-messages"),
            json!({ "text": "Olá!" }),
            201,
        ),
        (
            "PUT",
            format!("{path}/messages/{mid}/reaction"),
            json!({ "reaction": "like" }),
            200,
        ),
        ("DELETE", format!("{path}/messages/{mid}"), json!({}), 200),
        ("POST", format!("{path}/reads"), json!({}), 204),
        ("POST", format!("{path}/deliveries"), json!({}), 204),
        ("PATCH", path.clone(), json!({ "typing": true }), 200),
    ] {
        let (status, body) = shop.control(method, &path, body).await;
        assert_eq!(status, expected, "{method} {path}: {body}");
    }
    let (_, settled) = shop.control("POST", "/settle", json!({})).await;
    assert_eq!(settled["pending_events"], 0);
    let (_, customer) = shop.control("GET", &path, json!({})).await;
    assert_eq!(
        (&customer["typing"], &customer["unread"]),
        (&json!(true), &json!(0))
    );
    let (_, thread) = shop
        .control("GET", &format!("{path}/messages"), json!({}))
        .await;
    assert_eq!(thread.as_array().unwrap().len(), 3);
    assert_eq!(thread[0]["deleted"], true);
    let (_, webhooks) = shop.control("GET", "/webhooks?limit=3", json!({})).await;
    assert_eq!(webhooks["deliveries"].as_array().unwrap().len(), 3);
    assert!(webhooks["totals"]["delivered"].as_u64().unwrap() >= 7);
}

#[tokio::test]
async fn bad_input_is_400_with_a_code_and_a_sentence() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/customers/{customer}");
    let mid = shop.world().thread(&customer).unwrap()[0].mid.clone();
    for (code, method, path, body) in [
        (
            "name",
            "POST",
            "/customers".to_owned(),
            json!({ "name": " " }),
        ),
        (
            "body",
            "POST",
            "/customers".to_owned(),
            json!({ "nmae": "Ana" }),
        ),
        ("body", "POST", "/customers".to_owned(), json!([1])),
        (
            "timezone",
            "POST",
            "/customers".to_owned(),
            json!({ "name": "Ana", "timezone": 40 }),
        ),
        (
            "empty-message",
            "POST",
            format!("{path}/messages"),
            json!({}),
        ),
        (
            "future",
            "POST",
            format!("{path}/messages"),
            json!({ "text": "Hi", "at": "2030-01-01T00:00:00Z" }),
        ),
        (
            "quick-reply",
            "POST",
            format!("{path}/messages"),
            json!({ "quick_reply": "NOT_OFFERED" }),
        ),
        (
            "empty-message",
            "PATCH",
            format!("{path}/messages/{mid}"),
            json!({ "text": "" }),
        ),
        (
            "reaction",
            "PUT",
            format!("{path}/messages/{mid}/reaction"),
            json!({ "reaction": "applause" }),
        ),
        (
            "clock",
            "POST",
            "/clock".to_owned(),
            json!({ "hours": 1, "set": "2030-01-01T00:00:00Z" }),
        ),
        ("count", "POST", "/bulk".to_owned(), json!({ "count": 0 })),
        ("query", "GET", "/sends?limit=many".to_owned(), json!({})),
        (
            "page-id",
            "POST",
            "/pages".to_owned(),
            json!({ "id": "x", "name": "X", "access_token": "x" }),
        ),
        (
            "page-exists",
            "POST",
            "/pages".to_owned(),
            json!({ "id": PAGE, "name": "X", "access_token": "x" }),
        ),
        (
            "past",
            "POST",
            format!("/pages/{PAGE}/enforcement"),
            json!({ "action": "block", "reason": "Spam", "until": "2020-01-01T00:00:00Z" }),
        ),
    ] {
        let (status, answer) = shop.control(method, &path, body).await;
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!(code)),
            "{method} {path}: {answer}"
        );
        assert!(answer["detail"].as_str().unwrap().len() > 10);
    }
}

#[tokio::test]
async fn what_does_not_exist_is_404() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    for (code, path) in [
        ("unknown-customer", "/customers/1/messages".to_owned()),
        ("unknown-page", "/pages/1".to_owned()),
        ("unknown-path", "/weather".to_owned()),
    ] {
        let (status, answer) = shop.control("GET", &path, json!({})).await;
        assert_eq!((status, &answer["code"]), (404, &json!(code)), "{path}");
    }
    let (status, answer) = shop
        .control(
            "PATCH",
            &format!("/customers/{customer}/messages/m_x"),
            json!({ "text": "Hi" }),
        )
        .await;
    assert_eq!((status, &answer["code"]), (404, &json!("unknown-message")));
}

#[tokio::test]
async fn the_clock_moves_by_steps_and_to_a_moment() {
    let shop = Shop::open().await;
    shop.set_clock("2026-11-21T10:00:00Z");
    let (_, moved) = shop
        .control(
            "POST",
            "/clock",
            json!({ "days": 1, "hours": -2, "minutes": 30 }),
        )
        .await;
    assert!(
        moved["now"]
            .as_str()
            .unwrap()
            .starts_with("2026-11-22T08:30:0"),
        "{moved}"
    );
    let (_, moved) = shop
        .control("POST", "/clock", json!({ "set": "2020-03-04T00:00:00Z" }))
        .await;
    assert!(
        moved["now"]
            .as_str()
            .unwrap()
            .starts_with("2020-03-04T00:00:0"),
        "{moved}"
    );
}

#[tokio::test]
async fn an_edit_is_possible_five_times_within_fifteen_minutes() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mid = shop.world().thread(&customer).unwrap()[0].mid.clone();
    let edit = async || {
        shop.control(
            "PATCH",
            &format!("/customers/{customer}/messages/{mid}"),
            json!({ "text": "Hi" }),
        )
        .await
        .0
    };
    for _ in 0..5 {
        assert_eq!(edit().await, 200);
    }
    assert_eq!(edit().await, 400);
    let (customer, mid) = {
        let customer = shop.customer();
        let mid = shop.world().thread(&customer).unwrap()[0].mid.clone();
        (customer, mid)
    };
    shop.control("POST", "/clock", json!({ "minutes": 16 }))
        .await;
    let late = shop
        .control(
            "PATCH",
            &format!("/customers/{customer}/messages/{mid}"),
            json!({ "text": "Hi" }),
        )
        .await;
    assert_eq!((late.0, &late.1["code"]), (400, &json!("not-editable")));
}

#[tokio::test]
async fn a_customer_who_blocked_the_page_writes_nothing() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    shop.control(
        "PATCH",
        &format!("/customers/{customer}"),
        json!({ "blocked": true }),
    )
    .await;
    let (status, answer) = shop
        .control(
            "POST",
            &format!("/customers/{customer}/messages"),
            json!({ "text": "Hi" }),
        )
        .await;
    assert_eq!((status, &answer["code"]), (400, &json!("blocked")));
}

#[tokio::test]
async fn a_load_delivers_every_message_once() {
    let shop = Shop::open().await;
    shop.control(
        "PUT",
        &format!("/pages/{PAGE}/faults"),
        json!({ "webhooks": { "lanes": 32 } }),
    )
    .await;
    let (status, _) = shop
        .control("POST", "/bulk", json!({ "count": 1500, "customers": 50 }))
        .await;
    assert_eq!(status, 202);
    let (status, busy) = shop.control("POST", "/bulk", json!({ "count": 1 })).await;
    assert_eq!((status, &busy["code"]), (400, &json!("busy")));
    tokio::time::timeout(Duration::from_secs(20), async {
        while shop.control("GET", "/bulk", json!({})).await.1["running"] == true {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap();
    let items = shop.settled_items().await;
    let mut mids: Vec<&str> = items
        .iter()
        .map(|item| item["message"]["mid"].as_str().unwrap())
        .collect();
    mids.sort_unstable();
    mids.dedup();
    assert_eq!((items.len(), mids.len()), (1500, 1500));
}

#[tokio::test]
async fn the_description_names_every_path() {
    let shop = Shop::open().await;
    let (_, description) = shop.control("GET", "/openapi.json", json!({})).await;
    let paths: Vec<&String> = description["paths"].as_object().unwrap().keys().collect();
    for path in [
        "/customers",
        "/customers/{customer}/messages/{mid}/reaction",
        "/clock",
        "/sends",
        "/webhooks",
        "/bulk",
        "/pages/{page}/faults",
    ] {
        assert!(
            paths.iter().any(|known| *known == path),
            "{path} is missing of {paths:?}"
        );
    }
    assert_eq!(description["servers"][0]["url"], "/_emulator");
    let schemas = description["components"]["schemas"].as_object().unwrap();
    assert!(schemas["SendRecord"]["properties"]["violation"] != Value::Null);
}
