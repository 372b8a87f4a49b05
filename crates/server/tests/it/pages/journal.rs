//! The journal's pages.

use axum::http::StatusCode;
use serde_json::json;
use transom_testkit::{TestApp, webhooks};

use super::browser::{Browser, next, text};

#[tokio::test]
async fn what_was_not_understood_is_listed_with_its_reason_and_shown_as_it_came() {
    let app = TestApp::start().await;
    app.webhook(
        &json!({"object": "page", "entry": [{"id": "1001", "time": 1, "unheard": ["<b>"]}]}),
    )
    .await;
    app.webhook(&webhooks::message("555", "77", app.app.now(), "Hello"))
        .await;
    app.settle().await;
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get("/journal").await);
    for part in [
        "id=\"journal-1\"",
        "Unknown field",
        "unheard",
        "id=\"journal-2\"",
        "No account 555 is connected",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(
        page.find("journal-2") < page.find("journal-1"),
        "the newest is first"
    );
    let raw = text(&owner.get("/journal/1").await);
    assert!(
        raw.contains("\n      &#34;unheard&#34;: [\n        &#34;&#60;b&#62;&#34;"),
        "{raw}"
    );
    assert_eq!(owner.get("/journal/3").await.status, StatusCode::NOT_FOUND);
    assert_eq!(owner.get("/journal/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_journal_without_anything_says_so_and_a_journal_without_trouble_says_that() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let (silent, fine) = (
        "Nothing has arrived yet.",
        "Everything that arrived was understood.",
    );
    let page = text(&owner.get("/journal").await);
    assert!(page.contains(silent) && !page.contains(fine), "{page}");
    app.customer_writes("77", "Hello").await;
    let page = text(&owner.get("/journal").await);
    assert!(page.contains(fine) && !page.contains(silent), "{page}");
}

#[tokio::test]
async fn a_replay_says_what_it_did() {
    let app = TestApp::start().await;
    for customer in ["77", "78"] {
        app.webhook(&webhooks::message("3003", customer, app.app.now(), "Hello"))
            .await;
    }
    app.webhook(&json!({"object": "page", "entry": [{"id": "1001", "time": 1, "unheard": [1]}]}))
        .await;
    app.settle().await;
    let owner = Browser::owner(&app).await;
    let again = owner.post("/journal/1/replay", &[]).await;
    assert_eq!(next(&again), "/journal?processed=0&repeated=0&unhandled=1");
    let page = [
        ("page_id", "3003"),
        ("name", ""),
        ("token", "EAA"),
        ("verify_token", "a-verify-token"),
        ("app_secret", "secret"),
        ("region", ""),
        ("graph_url", "http://127.0.0.1:9"),
        ("graph_version", "v26.0"),
    ];
    next(&owner.post("/settings/channels/new", &page).await);
    let again = owner.post("/journal/1/replay", &[]).await;
    assert_eq!(next(&again), "/journal?processed=1&repeated=0&unhandled=0");
    let all = owner.post("/journal/replay", &[]).await;
    assert_eq!(next(&all), "/journal?processed=1&repeated=0&unhandled=1");
    let page = text(&owner.get(next(&all)).await);
    assert!(
        page.contains("Processed: 1. Known already: 0. Still not understood: 1."),
        "{page}"
    );
    assert!(
        !page.contains("No page 3003") && page.contains("Unknown field"),
        "{page}"
    );
    let known = owner.post("/journal/2/replay", &[]).await;
    assert_eq!(next(&known), "/journal?processed=0&repeated=1&unhandled=0");
}

#[tokio::test]
async fn a_long_list_is_walked_in_parts() {
    let app = TestApp::start().await;
    for time in 0..60 {
        app.webhook(
            &json!({"object": "page", "entry": [{"id": "1001", "time": time, "unheard": [1]}]}),
        )
        .await;
    }
    app.settle().await;
    let owner = Browser::owner(&app).await;
    let first = text(&owner.get("/journal").await);
    assert!(first.contains("id=\"journal-60\"") && first.contains("id=\"journal-11\""));
    assert!(!first.contains("id=\"journal-10\"") && first.contains("href=\"/journal?before=11\""));
    let last = text(&owner.get("/journal?before=11").await);
    assert!(
        last.contains("id=\"journal-10\"")
            && last.contains("id=\"journal-1\"")
            && !last.contains("?before=")
    );
}
