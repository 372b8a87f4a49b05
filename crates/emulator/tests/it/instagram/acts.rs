//! What customers on Instagram can and cannot do.

use serde_json::json;

use super::{ACCOUNT, Gram};

#[tokio::test]
async fn taps_links_reactions_and_story_replies_open_the_window_but_comments_do_not() {
    let gram = Gram::open().await;
    for (act, body, opens) in [
        ("postbacks", json!({ "payload": "HOURS" }), true),
        ("referrals", json!({ "ref": "ig-bio" }), true),
        (
            "messages",
            json!({ "text": "wow", "instagram": { "kind": "story_reply" } }),
            true,
        ),
        ("comments", json!({ "text": "price?" }), false),
        ("reads", json!({}), false),
    ] {
        gram.shop.set_clock("2026-11-21T10:00:00Z");
        let customer = gram.customer();
        gram.say(&customer, "Hello").await;
        gram.shop.set_clock("2026-11-23T10:00:00Z");
        let story = json!({ "kind": "story", "text": "New" });
        gram.shop
            .control("POST", &format!("/accounts/{ACCOUNT}/posts"), story)
            .await;
        let path = format!("/customers/{customer}/{act}");
        let (status, answer) = gram.shop.control("POST", &path, body).await;
        assert!(status < 300, "{act}: {answer}");
        let sent = gram.say(&customer, "Hello again").await;
        assert_eq!(sent.status == 200, opens, "{act}: {}", sent.body);
    }
}

#[tokio::test]
async fn what_instagram_does_not_have_is_refused_with_a_sentence() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let on_messenger = gram.shop.customer();
    let story = gram.post("story");
    for (code, status, path, body) in [
        (
            "sticker",
            400,
            format!("/customers/{customer}/messages"),
            json!({ "sticker_id": 1 }),
        ),
        (
            "not-here",
            400,
            format!("/customers/{customer}/opt-ins"),
            json!({ "kind": "topic", "payload": "x" }),
        ),
        (
            "empty-message",
            400,
            format!("/customers/{customer}/messages"),
            json!({ "instagram": { "kind": "story_reply" } }),
        ),
        (
            "unknown-post",
            404,
            format!("/customers/{customer}/messages"),
            json!({ "instagram": { "kind": "share", "post": "1" } }),
        ),
        (
            "story",
            400,
            format!("/customers/{customer}/comments"),
            json!({ "text": "x", "post": story }),
        ),
        (
            "unknown-post",
            404,
            format!("/customers/{customer}/comments"),
            json!({ "text": "x", "post": "1" }),
        ),
        (
            "not-here",
            400,
            format!("/customers/{on_messenger}/messages"),
            json!({ "instagram": { "kind": "story_mention" } }),
        ),
        (
            "not-live",
            400,
            format!("/accounts/{ACCOUNT}/posts/{story}/end"),
            json!({}),
        ),
        (
            "account-id",
            400,
            "/accounts".to_owned(),
            json!({ "id": "x", "username": "a", "name": "A", "login": { "via": "page", "page": "1" } }),
        ),
        (
            "unknown-page",
            404,
            "/accounts".to_owned(),
            json!({ "id": "1", "username": "a", "name": "A", "login": { "via": "page", "page": "1" } }),
        ),
        (
            "page-exists",
            400,
            "/accounts".to_owned(),
            json!({ "id": ACCOUNT, "username": "a", "name": "A", "login": { "via": "instagram", "access_token": "x" } }),
        ),
    ] {
        let (answered, refused) = gram.shop.control("POST", &path, body).await;
        assert_eq!(
            (answered, &refused["code"]),
            (status, &json!(code)),
            "{path}: {refused}"
        );
    }
    gram.shop.set_clock("2026-11-22T10:00:10Z");
    let late = json!({ "text": "wow", "instagram": { "kind": "story_reply" } });
    let (_, refused) = gram
        .shop
        .control("POST", &format!("/customers/{customer}/messages"), late)
        .await;
    assert_eq!(refused["code"], "story-over");
}

#[tokio::test]
async fn a_page_has_one_account() {
    let gram = Gram::linked().await;
    let second = json!({ "id": "17841400000000002", "username": "second", "name": "Second",
        "login": { "via": "page", "page": crate::shop::PAGE } });
    let (status, refused) = gram.shop.control("POST", "/accounts", second).await;
    assert_eq!((status, &refused["code"]), (400, &json!("page-linked")));
}

#[tokio::test]
async fn a_mention_elsewhere_tells_where_and_opens_no_window() {
    let gram = Gram::linked().await;
    let customer = gram.stranger();
    let path = format!("/customers/{customer}/mentions");
    for in_comment in [true, false] {
        let body = json!({ "in_comment": in_comment });
        let (status, _) = gram.shop.control("POST", &path, body).await;
        assert_eq!(status, 201);
    }
    let items = gram.shop.settled_items().await;
    let told: Vec<_> = items
        .iter()
        .filter(|item| item["field"] == "mentions")
        .map(|item| &item["value"])
        .collect();
    assert!(told[0]["media_id"].is_string() && told[0]["comment_id"].is_string());
    assert!(told[1]["media_id"].is_string() && told[1]["comment_id"].is_null());
    assert_eq!(told.len(), 2);
    assert!(gram.say(&customer, "Thank you").await.status >= 400);
}
