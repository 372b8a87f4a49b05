//! API tokens of the settings.

use std::collections::HashSet;

use axum::http::StatusCode;
use transom_domain::agent::Scope;
use transom_testkit::TestApp;

use super::browser::{Browser, between, next, text};

#[tokio::test]
async fn a_token_is_shown_once_works_and_ends_when_it_is_revoked() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let made = owner
        .post(
            "/settings/tokens",
            &[
                ("name", "Orders"),
                ("scope", "contacts:read"),
                ("scope", "channels:read"),
            ],
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let page = text(&made);
    let token = format!("transom_{}", between(&page, "value=\"transom_", "\""));
    for (path, expected) in [
        ("/api/v1/contacts", StatusCode::OK),
        ("/api/v1/channels", StatusCode::OK),
        ("/api/v1/conversations", StatusCode::FORBIDDEN),
    ] {
        assert_eq!(app.get(path, &token).await.status, expected);
    }
    let list = text(&owner.get("/settings/tokens").await);
    assert!(list.contains("Orders") && !list.contains(&token));
    let id = between(&list, "action=\"/settings/tokens/", "/revoke");
    let answer = owner
        .post(&format!("/settings/tokens/{id}/revoke"), &[])
        .await;
    assert_eq!(next(&answer), "/settings/tokens?done=revoked");
    assert_eq!(
        app.get("/api/v1/contacts", &token).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn every_scope_has_a_sentence_in_the_readers_language_beside_its_word() {
    let app = TestApp::start().await;
    let mut owner = Browser::owner(&app).await;
    let mut seen = HashSet::new();
    for language in ["en", "fr", "it", "pt-BR", "es"] {
        owner.language = language;
        let page = text(&owner.get("/settings/tokens").await);
        for scope in Scope::ALL {
            let word = format!(" <code>{}</code></span>", scope.as_str());
            let (before, _) = page.split_once(&word).expect("its word");
            let sentence = before.rsplit("<span>").next().unwrap();
            assert!(
                sentence.ends_with('.') && sentence.contains(' '),
                "{language} {word}: {sentence}"
            );
            assert!(seen.insert(sentence.to_owned()), "{sentence}");
        }
    }
}

#[tokio::test]
async fn a_token_without_scope_is_refused_and_what_was_typed_is_shown_again() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let answer = owner.post("/settings/tokens", &[("name", "Orders")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let page = text(&answer);
    assert!(page.contains("at least one thing") && page.contains("value=\"Orders\""));
    let answer = owner
        .post(
            "/settings/tokens",
            &[("name", ""), ("scope", "journal:read")],
        )
        .await;
    assert!(text(&answer).contains("value=\"journal:read\" checked"));
}
