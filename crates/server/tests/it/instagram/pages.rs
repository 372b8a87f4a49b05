//! Instagram on the desk and in its settings.

use axum::http::StatusCode;
use serde_json::json;
use transom_testkit::{TestApp, webhooks};

use super::{ACCOUNT, CUSTOMER, SECRETS, connect, did, webhook};
use crate::graph::Graph;
use crate::pages::browser::{Browser, filled_in, next, text};

/// The form as the page shows it, with some fields changed.
fn form<'f>(changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let fields = [
        ("platform", "instagram"),
        ("login", "instagram"),
        ("account_id", ACCOUNT),
        ("page_id", ""),
        ("name", ""),
        ("token", ""),
        ("verify_token", "a-verify-token"),
        ("app_secret", ""),
        ("region", ""),
        ("graph_url", ""),
        ("graph_version", "v26.0"),
    ];
    filled_in(&fields, changed)
}

#[tokio::test]
async fn an_account_is_connected_with_both_secrets_and_moved_to_its_page() {
    let app = TestApp::start().await;
    let graph = format!("http://{}", Graph::default().listen().await);
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get("/settings/channels/new?platform=instagram").await);
    for part in ["name=\"account_id\"", "name=\"login\"", "Instagram Login"] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let wrong = form(&[
        ("account_id", "@the.shop"),
        ("token", "IGAA"),
        ("app_secret", "one"),
    ]);
    let answer = owner.post("/settings/channels/new", &wrong).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(text(&answer).contains("It is not the @name"));

    let fields = form(&[
        ("graph_url", &graph),
        ("token", "IGAA"),
        ("app_secret", SECRETS[0]),
        ("app_secret", SECRETS[1]),
    ]);
    let answer = owner.post("/settings/channels/new", &fields).await;
    assert_eq!(next(&answer), "/settings/channels?done=connected");
    let channels = app.app.channels.of(app.shop.workspace_id);
    let path = format!("/settings/channels/{}", channels[1].channel.id);
    assert_eq!(channels[1].parent_id, None);
    let list = text(&owner.get("/settings/channels").await);
    assert!(
        list.contains("#instagram\"") && list.contains("Instagram · "),
        "{list}"
    );

    // Through a page its id is needed.
    let answer = owner.post(&path, &form(&[("login", "page")])).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let moved = form(&[
        ("login", "page"),
        ("page_id", "1042"),
        ("graph_url", &graph),
    ]);
    assert_eq!(
        next(&owner.post(&path, &moved).await),
        "/settings/channels?done=connected"
    );
    let connected = app
        .app
        .channels
        .find(app.shop.workspace_id, channels[1].channel.id)
        .unwrap();
    assert_eq!(connected.parent_id.as_deref(), Some("1042"));
    assert_eq!(connected.channel.name, "The Shop");
    assert_eq!(connected.app_secrets, 2);
    for secret in SECRETS {
        let entry = did(1, "message", &json!({ "mid": secret, "text": "Hello" }));
        let body = webhook(&entry).to_string().into_bytes();
        assert_eq!(
            app.send(webhooks::signed(secret, body)).await.status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn a_page_that_is_linked_to_another_account_does_not_pass() {
    let app = TestApp::start().await;
    let graph = format!("http://{}", Graph::default().listen().await);
    let owner = Browser::owner(&app).await;
    let fields = form(&[
        ("account_id", "17841400000000001"),
        ("login", "page"),
        ("page_id", "1042"),
        ("graph_url", &graph),
        ("token", "EAA"),
        ("app_secret", "one"),
    ]);
    let answer = owner.post("/settings/channels/new", &fields).await;
    let page = text(&owner.get(next(&answer)).await);
    assert!(page.contains("linked to the Instagram account"), "{page}");
}

#[tokio::test]
async fn the_desk_shows_the_platform_counts_bytes_and_tells_what_is_gone() {
    let app = TestApp::start().await;
    let graph = format!("http://{}", Graph::default().listen().await);
    connect(&app.app, app.shop.workspace_id, &graph, None).await;
    let at = app.app.now().as_millisecond();
    let mention =
        json!([{ "type": "story_mention", "payload": { "url": "https://lookaside.example/1" } }]);
    for (number, message) in [
        json!({ "mid": "aWdf1", "attachments": mention }),
        json!({ "mid": "aWdf2", "text": "a secret" }),
        json!({ "mid": "aWdf2", "is_deleted": true }),
    ]
    .iter()
    .enumerate()
    {
        let entry = did(
            at + i64::try_from(number).unwrap() - 1000,
            "message",
            message,
        );
        let body = webhook(&entry).to_string().into_bytes();
        app.send(webhooks::signed(SECRETS[0], body)).await;
        app.settle().await;
    }
    let channel_id = app.app.channels.of(app.shop.workspace_id)[1].channel.id;
    let mut read = app.app.db.read().await.unwrap();
    let threads = read
        .threads(app.shop.workspace_id, &[(channel_id, CUSTOMER)])
        .await;
    let id = threads.unwrap()[0].conversation.id;
    drop(read);
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get(&format!("/inbox/all/{id}")).await);
    for part in [
        "data-platform=\"instagram\"",
        "Mentioned you in their story",
        "Unsent. What it said is deleted.",
        "data-limit=\"1000\" data-counts=\"bytes\"",
        "instagram/2026-09-28",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(
        !page.contains("a secret") && !page.contains("lookaside"),
        "{page}"
    );

    // Five hundred characters, and more than a thousand bytes.
    let path = format!("/api/v1/conversations/{id}/messages");
    let body = json!({ "text": "é".repeat(501), "purpose": "reply" });
    let body = json!({ "text": body["text"] });
    let answer = app.post(&path, &app.shop.token, &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["code"], "content-too-long");
    let body = json!({ "text": "é".repeat(500) });
    let answer = app.post(&path, &app.shop.token, &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}
