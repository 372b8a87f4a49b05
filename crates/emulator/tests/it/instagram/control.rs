//! A customer's story through HTTP alone.

use serde_json::{Value, json};

use super::{ACCOUNT, USER_TOKEN};
use crate::shop::{PAGE, Shop};

#[tokio::test]
async fn a_story_on_instagram_can_be_told_by_http_alone() {
    let shop = Shop::open().await;
    let account = json!({ "id": ACCOUNT, "username": "atelier.nord", "name": "Atelier Nord",
        "login": { "via": "instagram", "access_token": USER_TOKEN }, "capabilities": ["human_agent"] });
    let (status, view) = shop.control("POST", "/accounts", account).await;
    assert_eq!((status, &view["subscribed_fields"]), (201, &Value::Null));
    let graph = async |method: &str, path: &str, body: Value| {
        shop.graph_as(USER_TOKEN, method, path, body)
            .await
            .unwrap()
            .body
    };
    let fields = "messages,messaging_seen,message_reactions,comments";
    let path = format!("/v26.0/me/subscribed_apps?subscribed_fields={fields}");
    graph("POST", &path, json!({})).await;

    let nina = json!({ "name": "Nina Example", "username": "nina", "account": ACCOUNT });
    let (_, nina) = shop.control("POST", "/customers", nina).await;
    let nina = nina["id"].as_str().unwrap();
    let act = async |method: &str, what: &str, body: Value| {
        let path = format!("/customers/{nina}/{what}");
        let (status, answer) = shop.control(method, &path, body).await;
        assert!(status < 300, "{what}: {answer}");
        answer
    };
    let comment = act("POST", "comments", json!({ "text": "price?" })).await;
    let reply =
        json!({ "recipient": { "comment_id": comment["id"] }, "message": { "text": "59 euros" } });
    let reply = graph("POST", "/v26.0/me/messages", reply).await;
    let first = reply["message_id"].as_str().unwrap();
    act("POST", "reads", json!({})).await;
    act(
        "PUT",
        &format!("messages/{first}/reaction"),
        json!({ "reaction": "love" }),
    )
    .await;
    let shared = act(
        "POST",
        "messages",
        json!({ "instagram": { "kind": "share" } }),
    )
    .await;
    act(
        "DELETE",
        &format!("messages/{}", shared["mid"].as_str().unwrap()),
        json!({}),
    )
    .await;

    let items = shop.settled_items().await;
    let kinds: Vec<&str> = items.iter().map(kind).collect();
    assert_eq!(
        kinds,
        ["comment", "echo", "read", "reaction", "message", "deleted"]
    );
    let (_, thread) = shop
        .control("GET", &format!("/customers/{nina}/messages"), json!({}))
        .await;
    assert_eq!(
        (
            &thread[0]["text"],
            &thread[0]["label"],
            &thread[0]["customer_reaction"]
        ),
        (
            &json!("59 euros"),
            &json!("to your comment “price?”"),
            &json!("love")
        )
    );
    assert_eq!(thread[1]["deleted"], true);
    let (_, log) = shop.control("GET", "/sends", json!({})).await;
    assert_eq!(
        (&log["total"], &log["violations"], &log["sends"][0]["page"]),
        (&json!(1), &json!(0), &json!(ACCOUNT))
    );
    let (_, accounts) = shop.control("GET", "/accounts", json!({})).await;
    let (_, pages) = shop.control("GET", "/pages", json!({})).await;
    assert_eq!(
        (&accounts[0]["id"], &pages[0]["id"]),
        (&json!(ACCOUNT), &json!(PAGE))
    );
    assert_eq!(
        (
            accounts.as_array().unwrap().len(),
            pages.as_array().unwrap().len()
        ),
        (1, 1)
    );
    let (_, comments) = shop
        .control("GET", &format!("/accounts/{ACCOUNT}/comments"), json!({}))
        .await;
    assert_eq!(comments[0]["answered"], true);
}

fn kind(item: &Value) -> &'static str {
    let message = &item["message"];
    if item.get("field").is_some() {
        "comment"
    } else if message["is_echo"] == true {
        "echo"
    } else if message["is_deleted"] == true {
        "deleted"
    } else if message.is_object() {
        "message"
    } else if item.get("read").is_some() {
        "read"
    } else {
        "reaction"
    }
}

#[tokio::test]
async fn duplicates_and_reordering_strike_an_account_as_they_strike_a_page() {
    let gram = super::Gram::open().await;
    let faults =
        json!({ "webhooks": { "duplicate": 1, "reorder": true, "batch": 10, "paused": true } });
    let path = format!("/accounts/{ACCOUNT}/faults");
    assert_eq!(gram.shop.control("PUT", &path, faults).await.0, 200);
    let customer = gram.customer();
    for text in ["second", "third"] {
        let message = transom_emulator::world::input::NewMessage::text(text);
        gram.world().write(&customer, message).unwrap();
    }
    // A page beside it goes on.
    gram.shop.customer();
    let faults = json!({ "webhooks": { "duplicate": 1, "reorder": true, "batch": 10 } });
    gram.shop.control("PUT", &path, faults).await;
    let items = gram.shop.settled_items().await;
    let own = items
        .iter()
        .filter(|item| item["recipient"]["id"] == ACCOUNT);
    let texts: Vec<_> = own
        .map(|item| item["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts.len(), 6);
    assert_eq!(texts[..3], texts[3..]);
    assert_eq!(items.len(), 7);
}

#[tokio::test]
async fn a_callback_that_fails_for_a_linked_account_loses_the_page_with_it() {
    let patience = std::time::Duration::from_millis(30);
    let shop = Shop::open_giving_up_after(patience, "2026-11-21T10:00:00Z", &[]).await;
    let account = json!({ "id": ACCOUNT, "username": "atelier.nord", "name": "Atelier Nord",
        "login": { "via": "page", "page": PAGE } });
    let (_, view) = shop.control("POST", "/accounts", account).await;
    assert!(view["subscribed_fields"].is_array());
    let nina = json!({ "name": "Nina Example", "account": ACCOUNT });
    let (_, nina) = shop.control("POST", "/customers", nina).await;
    shop.callback.answer(&[500; 100]);
    let path = format!("/customers/{}/messages", nina["id"].as_str().unwrap());
    shop.control("POST", &path, json!({ "text": "Hi" })).await;
    shop.settled_items().await;
    for path in [format!("/accounts/{ACCOUNT}"), format!("/pages/{PAGE}")] {
        let (_, view) = shop.control("GET", &path, json!({})).await;
        assert_eq!(view["subscribed_fields"], Value::Null, "{path}");
    }
}
