//! What a page may have done about its customers, and what can be known of its token.

use serde_json::{Value, json};
use transom_emulator::TokenTerms;
use transom_emulator::world::input::NewMessage;

use crate::shop::{Answer, Shop, TOKEN};

async fn moderate(shop: &Shop, users: &[&str], actions: &[&str]) -> Answer {
    let users: Vec<Value> = users.iter().map(|id| json!({ "id": id })).collect();
    let body = json!({ "user_ids": users, "actions": actions });
    shop.graph("POST", "/v26.0/me/moderate_conversations", body)
        .await
}

#[tokio::test]
async fn who_is_blocked_can_neither_write_nor_be_written_to_until_unblocked() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let customer = shop.customer();
    let world = shop.world();
    world.write(&customer, NewMessage::text("Hello")).unwrap();
    assert_eq!(
        moderate(&shop, &[&customer], &["block_user"]).await.status,
        200
    );
    let refused = world.write(&customer, NewMessage::text("Hello?"));
    assert_eq!(refused.unwrap_err().code, "barred");
    let message = json!({
        "recipient": { "id": customer }, "messaging_type": "RESPONSE", "message": { "text": "Hi" },
    });
    assert_eq!(shop.send(message.clone()).await.status, 400);
    // A block is no ban.
    moderate(&shop, &[&customer], &["unban_user"]).await;
    assert!(world.write(&customer, NewMessage::text("Hello?")).is_err());
    assert_eq!(
        moderate(&shop, &[&customer], &["unblock_user"])
            .await
            .status,
        200
    );
    world.write(&customer, NewMessage::text("Hello!")).unwrap();
    assert_eq!(shop.send(message).await.status, 200);
}

#[tokio::test]
async fn a_call_that_makes_no_sense_is_refused() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let customer = shop.customer();
    shop.world()
        .write(&customer, NewMessage::text("Hello"))
        .unwrap();
    let many = [customer.as_str(); 11];
    for (users, actions) in [
        (&many[..], &["block_user"][..]),
        (&[], &["block_user"]),
        (&["1"], &["block_user"]),
        (&[&*customer], &[]),
        (&[&*customer], &["hug_user"]),
        (&[&*customer], &["block_user", "unblock_user"]),
        (&[&*customer], &["block_user", "ban_user", "move_to_spam"]),
    ] {
        let answer = moderate(&shop, users, actions).await;
        assert_eq!(answer.status, 400, "{actions:?}");
    }
}

#[tokio::test]
async fn a_token_tells_its_end_and_what_it_may_and_dies_at_it() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[]).await;
    let world = shop.world();
    let page = world.outlets()[0].id.clone();
    let terms = TokenTerms {
        expires_at: Some("2026-12-01T10:00:00Z".parse().unwrap()),
        data_access_until: None,
        lacks: ["pages_messaging".to_owned()].into(),
        ..TokenTerms::default()
    };
    world.set_token_terms(&page, terms).unwrap();
    let path = format!("/v26.0/debug_token?input_token={TOKEN}");
    let told = shop.graph("GET", &path, json!({})).await.body["data"].clone();
    assert_eq!(told["is_valid"], true);
    assert_eq!(told["expires_at"], 1_796_119_200);
    assert_eq!(told["data_access_expires_at"], 0);
    let scopes = told["scopes"].as_array().unwrap();
    assert!(scopes.contains(&json!("pages_manage_metadata")));
    assert!(!scopes.contains(&json!("pages_messaging")));

    shop.set_clock("2026-12-01T10:00:00Z");
    let dead = shop.graph("GET", "/v26.0/me", json!({})).await;
    assert_eq!(dead.body["error"]["code"], 190);
    assert_eq!(dead.body["error"]["error_subcode"], 463);
}
