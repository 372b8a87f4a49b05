//! What an app reads and sets beside messages.

use serde_json::{Value, json};

use super::{ACCOUNT, Gram, USER_TOKEN};
use crate::shop::{APP, PAGE, VERIFY};

#[tokio::test]
async fn with_instagram_login_the_account_is_me_and_names_its_user_id() {
    let gram = Gram::open().await;
    let me = gram
        .graph(
            "GET",
            "/v26.0/me?fields=user_id,username,account_type",
            json!({}),
        )
        .await;
    assert_eq!(
        (
            &me.body["user_id"],
            &me.body["username"],
            &me.body["account_type"]
        ),
        (&json!(ACCOUNT), &json!("atelier.nord"), &json!("BUSINESS"))
    );
    assert_ne!(me.body["id"], ACCOUNT, "the id is scoped to the app");
    assert_eq!(me.body.as_object().unwrap().len(), 4);
    let plain = gram
        .graph("GET", &format!("/v26.0/{ACCOUNT}"), json!({}))
        .await;
    assert_eq!(plain.body, json!({ "id": me.body["id"] }));
}

#[tokio::test]
async fn a_page_names_the_account_that_is_linked_to_it() {
    let gram = Gram::linked().await;
    let fields = "name,instagram_business_account";
    let page = gram
        .graph("GET", &format!("/v26.0/{PAGE}?fields={fields}"), json!({}))
        .await;
    assert_eq!(
        page.body,
        json!({ "id": PAGE, "name": "Shop", "instagram_business_account": { "id": ACCOUNT } })
    );
    let path = format!("/v26.0/{PAGE}?fields={fields}%7Bid,username%7D");
    let page = gram.graph("GET", &path, json!({})).await;
    assert_eq!(
        page.body["instagram_business_account"],
        json!({ "id": ACCOUNT, "username": "atelier.nord" })
    );
    let path = format!("/v26.0/{ACCOUNT}?fields=id,username,name");
    let account = gram.graph("GET", &path, json!({})).await;
    assert_eq!(
        account.body,
        json!({ "id": ACCOUNT, "username": "atelier.nord", "name": "Atelier Nord" })
    );
    let without = Gram::open().await;
    let path = format!("/v26.0/{PAGE}?fields={fields}");
    let page = without.shop.graph("GET", &path, json!({})).await;
    assert_eq!(page.body, json!({ "id": PAGE, "name": "Shop" }));
}

#[tokio::test]
async fn who_has_written_has_a_profile_unless_they_block() {
    for gram in [Gram::open().await, Gram::linked().await] {
        let customer = gram.stranger();
        let path = format!("/v26.0/{customer}?fields=name,username,profile_pic");
        assert_eq!(
            gram.graph("GET", &path, json!({})).await.error(),
            (100, Some(33))
        );
        gram.world()
            .write(
                &customer,
                transom_emulator::world::input::NewMessage::text("Hi"),
            )
            .unwrap();
        let profile = gram.graph("GET", &path, json!({})).await;
        assert_eq!(
            profile.body,
            json!({ "id": customer, "name": "Nina Example", "username": "nina",
                "profile_pic": format!("https://scontent.example/people/{customer}.jpg") })
        );
        gram.shop
            .control(
                "PATCH",
                &format!("/customers/{customer}"),
                json!({ "blocked": true }),
            )
            .await;
        assert_eq!(
            gram.graph("GET", &path, json!({})).await.error(),
            (100, Some(33))
        );
    }
}

#[tokio::test]
async fn an_account_with_instagram_login_is_subscribed_by_itself() {
    let gram = Gram::open().await;
    let path = "/v26.0/me/subscribed_apps";
    assert_eq!(
        gram.graph("DELETE", path, json!({})).await.body,
        json!({ "success": true })
    );
    gram.customer();
    assert!(gram.shop.settled_items().await.is_empty());
    assert_eq!(
        gram.graph("POST", path, json!({})).await.error(),
        (100, None)
    );
    for unknown in ["message_echoes", "feed"] {
        let body = json!({ "subscribed_fields": [unknown] });
        assert_eq!(
            gram.graph("POST", path, body).await.error(),
            (100, None),
            "{unknown}"
        );
    }
    let fields = "messages,mentions,messaging_seen";
    gram.graph(
        "POST",
        &format!("{path}?subscribed_fields={fields}"),
        json!({}),
    )
    .await;
    assert_eq!(
        gram.graph("GET", path, json!({})).await.body,
        json!({ "data": [{ "id": APP, "subscribed_fields": ["mentions", "messages", "messaging_seen"] }] })
    );
    let customer = gram.customer();
    gram.world()
        .delete(&customer, &gram.world().thread(&customer).unwrap()[0].mid)
        .unwrap();
    assert_eq!(gram.shop.settled_items().await.len(), 2);
}

#[tokio::test]
async fn a_linked_account_follows_the_subscription_of_its_page() {
    let gram = Gram::linked().await;
    gram.graph("DELETE", "/me/subscribed_apps", json!({})).await;
    gram.customer();
    assert!(gram.shop.settled_items().await.is_empty());
    let body = json!({ "subscribed_fields": "messages" });
    gram.graph("POST", &format!("/{PAGE}/subscribed_apps"), body)
        .await;
    gram.customer();
    assert_eq!(gram.shop.settled_items().await.len(), 1);
}

#[tokio::test]
async fn a_token_is_refreshed_and_proven_with_the_secret_of_its_app() {
    let gram = Gram::open().await;
    let path = "/refresh_access_token?grant_type=ig_refresh_token";
    let fresh = gram.graph("GET", path, json!({})).await;
    assert_eq!(
        fresh.body,
        json!({ "access_token": USER_TOKEN, "token_type": "bearer", "expires_in": 5_184_000 })
    );
    let young = gram.graph("GET", path, json!({})).await;
    assert_eq!(young.error(), (100, None), "not on its first day");
    // `openssl dgst -sha256 -hmac "the Instagram app's secret"` over the token.
    let proof = "f3ecefe4b6e7f49ba09133d3732b9e1cf13c979c5d0fcfbdc7caa5e3cf717a8c";
    let proven = gram
        .graph("GET", &format!("/me?appsecret_proof={proof}"), json!({}))
        .await;
    assert_eq!(proven.status, 200, "{}", proven.body);
    let wrong = gram.graph("GET", "/me?appsecret_proof=00", json!({})).await;
    assert_eq!(wrong.error(), (100, None));
}

#[tokio::test]
async fn ice_breakers_are_set_read_and_deleted_on_either_node() {
    let question = |text: &str| json!({ "question": text, "payload": text });
    for (gram, node) in [(Gram::open().await, "/me"), (Gram::linked().await, "/me")] {
        let path = format!("{node}/messenger_profile?platform=instagram");
        let localised = json!({ "ice_breakers": [{ "locale": "default",
            "call_to_actions": [question("Opening hours?"), question("Prices?")] }] });
        let set = gram.graph("POST", &path, localised).await;
        assert_eq!(set.body, json!({ "result": "success" }), "{}", set.body);
        let read = gram.graph("GET", &path, json!({})).await.body;
        let questions = &read["data"][0]["ice_breakers"][0]["call_to_actions"];
        assert_eq!(
            questions,
            &json!([question("Opening hours?"), question("Prices?")])
        );
        let five: Vec<Value> = (0..5).map(|number| question(&number.to_string())).collect();
        let refused = gram
            .graph("POST", &path, json!({ "ice_breakers": five }))
            .await;
        assert_eq!(refused.error(), (100, None));
        gram.graph("DELETE", &path, json!({ "fields": ["ice_breakers"] }))
            .await;
        let read = gram.graph("GET", &path, json!({})).await.body;
        assert_eq!(read, json!({ "data": [] }));
    }
}

#[tokio::test]
async fn a_menu_is_set_read_and_deleted_on_either_node_and_lacks_what_only_messenger_has() {
    let orders = json!({ "type": "postback", "title": "Orders", "payload": "ORDERS" });
    let with = |item: &Value| json!({ "locale": "default", "call_to_actions": [item] });
    for gram in [Gram::open().await, Gram::linked().await] {
        let path = "/me/messenger_profile?platform=instagram";
        let set = async |menu: Value| {
            let body = json!({ "persistent_menu": [menu] });
            gram.graph("POST", path, body).await
        };
        let menu = with(&orders);
        assert_eq!(
            set(menu.clone()).await.status,
            200,
            "it needs no Get Started"
        );
        let read = gram.graph("GET", path, json!({})).await.body;
        assert_eq!(read["data"][0]["persistent_menu"], json!([menu]));
        let mut disabled = with(&orders);
        disabled["composer_input_disabled"] = json!(false);
        assert_eq!(set(disabled).await.error(), (100, None));
        for wrong in [
            json!({ "type": "postback", "title": "x".repeat(31), "payload": "ORDERS" }),
            json!({ "type": "web_url", "title": "Shop", "url": "ftp://shop.example" }),
            json!({ "type": "web_url", "title": "Shop", "url": "https://shop.example", "webview_height_ratio": "tall" }),
        ] {
            assert_eq!(set(with(&wrong)).await.error(), (100, None), "{wrong}");
        }
        let many = json!({ "locale": "default", "call_to_actions": vec![orders.clone(); 21] });
        assert_eq!(set(many).await.error(), (100, None));
        let commands = json!({ "commands": [{ "locale": "default", "commands": [{ "name": "order", "description": "x" }] }] });
        let refused = gram.graph("POST", path, commands).await;
        assert_eq!(refused.error(), (100, None), "an account has no commands");
        gram.graph("DELETE", path, json!({ "fields": ["persistent_menu"] }))
            .await;
        let read = gram.graph("GET", path, json!({})).await.body;
        assert_eq!(read, json!({ "data": [] }));
    }
}

#[tokio::test]
async fn an_account_may_have_a_callback_of_its_own() {
    let gram = Gram::open().await;
    let own = crate::shop::Callback::default();
    let address = own.listen().await;
    let second = "17841400000000002";
    let account = json!({ "id": second, "username": "second", "name": "Second",
        "login": { "via": "instagram", "access_token": "second-token" },
        "app_secret": "another secret", "callback": format!("http://{address}/hook") });
    let (status, view) = gram.shop.control("POST", "/accounts", account).await;
    assert_eq!(
        (status, &view["platform"]),
        (201, &json!("instagram")),
        "{view}"
    );
    let path = "/me/subscribed_apps?subscribed_fields=messages";
    let done = gram
        .shop
        .graph_as("second-token", "POST", path, json!({}))
        .await
        .unwrap();
    assert_eq!(
        done.body,
        json!({ "success": true }),
        "it answers the word {VERIFY}"
    );
    let (_, customer) = gram
        .shop
        .control(
            "POST",
            "/customers",
            json!({ "name": "Ben Other", "account": second }),
        )
        .await;
    assert_eq!(
        (&customer["username"], &customer["page"]),
        (&json!("ben.other"), &json!(second))
    );
    let path = format!("/customers/{}/messages", customer["id"].as_str().unwrap());
    gram.shop
        .control("POST", &path, json!({ "text": "Hi" }))
        .await;
    assert!(gram.shop.settled_items().await.is_empty());
    assert_eq!(own.items()[0]["message"]["text"], "Hi");
}
