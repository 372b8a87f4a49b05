//! Connecting a page and changing how it is reached.

use axum::http::StatusCode;
use transom_domain::channel::{Measure, OwnApp};
use transom_policy::{Channel as Platform, RestrictionScope};
use transom_store::ChannelRow;
use transom_testkit::{TestApp, webhooks};

use super::browser::{Browser, between, filled_in, next, text};
use super::conversation::enforce;

/// The form as the page shows it, with one field changed.
fn form<'f>(changed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let fields = [
        ("page_id", "3003"),
        ("name", ""),
        ("token", ""),
        ("verify_token", "a-verify-token"),
        ("app_secret", ""),
        ("human_agent", "on"),
        ("region", "fr"),
        ("graph_url", "http://127.0.0.1:9"),
        ("graph_version", "v26.0"),
    ];
    filled_in(&fields, changed)
}

/// How a webhook signed with the secret is answered.
async fn signed_with(app: &TestApp, secret: &str) -> StatusCode {
    let body = webhooks::message("3003", "77", app.app.now(), "Hello").to_string();
    app.send(webhooks::signed(secret, body.into_bytes()))
        .await
        .status
}

#[tokio::test]
async fn a_page_receives_from_the_moment_it_is_connected_and_says_why_it_cannot_send() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    assert_eq!(
        signed_with(&app, "secret-one").await,
        StatusCode::UNAUTHORIZED
    );
    let fields = form(&[("token", "EAAtoken"), ("app_secret", "secret-one")]);
    let answer = owner.post("/settings/channels/new", &fields).await;
    let path = next(&answer).to_owned();
    let page = text(&owner.get(&path).await);
    assert!(
        page.contains("Meta does not accept the connection"),
        "{page}"
    );
    for part in [
        "a-verify-token",
        "http://desk.example/hooks/meta",
        "value=\"FR\"",
        "value=\"on\" checked",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    for secret in ["EAAtoken", "secret-one"] {
        assert!(!page.contains(secret));
    }
    assert_eq!(signed_with(&app, "secret-one").await, StatusCode::OK);
    assert!(text(&owner.get("/settings/channels").await).contains("Disconnected"));
}

#[tokio::test]
async fn what_is_not_entered_again_is_kept_and_secrets_can_be_replaced() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let fields = form(&[("token", "EAAtoken"), ("app_secret", "secret-one")]);
    let path = next(&owner.post("/settings/channels/new", &fields).await).to_owned();
    // The page id of a connected page stays what it is.
    let answer = owner
        .post(
            &path,
            &form(&[
                ("page_id", "4004"),
                ("name", "Boutique"),
                ("app_secret", "secret-two"),
            ]),
        )
        .await;
    assert_eq!(next(&answer), path);
    let page = text(&owner.get(&path).await);
    assert!(
        page.contains("Boutique</h1>") && page.contains("value=\"3003\""),
        "{page}"
    );
    for secret in ["secret-one", "secret-two"] {
        assert_eq!(signed_with(&app, secret).await, StatusCode::OK);
    }
    let first = between(&page, "name=\"remove_secret\" value=\"", "\"");
    next(&owner.post(&path, &form(&[("remove_secret", first)])).await);
    assert_eq!(
        signed_with(&app, "secret-one").await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(signed_with(&app, "secret-two").await, StatusCode::OK);
    let page = text(&owner.get(&path).await);
    let last = between(&page, "name=\"remove_secret\" value=\"", "\"");
    let answer = owner.post(&path, &form(&[("remove_secret", last)])).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(text(&answer).contains("At least one app secret is needed"));
    assert_eq!(signed_with(&app, "secret-two").await, StatusCode::OK);
}

#[tokio::test]
async fn what_the_platform_told_of_our_app_outlives_a_change_of_the_settings() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let fields = form(&[("token", "EAAtoken"), ("app_secret", "secret-one")]);
    let path = next(&owner.post("/settings/channels/new", &fields).await).to_owned();
    let told = OwnApp {
        id: Some("7700".to_owned()),
        roles: vec!["secondary_receiver".to_owned()],
        told_at: Some(app.app.now()),
    };
    let mut tx = app.app.db.write().await.unwrap();
    let rows = tx.all_channels().await.unwrap();
    let is_new = |row: &ChannelRow| row.channel.external_id == "3003";
    let mut row = rows.into_iter().find(is_new).unwrap();
    row.channel.app = told.clone();
    tx.save_channel(&row).await.unwrap();
    tx.commit().await.unwrap();

    next(&owner.post(&path, &form(&[("name", "Boutique")])).await);
    let found = app.app.channels.by_account(Platform::Messenger, "3003");
    let channel = &found.as_ref().unwrap().channel;
    assert_eq!((channel.name.as_str(), &channel.app), ("Boutique", &told));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_typed_again_but_for_secrets() {
    let app = TestApp::start().await;
    app.another("Other", "2002").await;
    let owner = Browser::owner(&app).await;
    for (field, value, status, sentence) in [
        ("page_id", "shop", 400, "A page id is a number"),
        ("page_id", "2002", 409, "connected to another business"),
        ("token", "", 400, "Enter the access token again"),
        ("app_secret", " ", 400, "At least one app secret"),
        ("verify_token", "", 400, "A verify token is needed"),
        ("region", "France", 400, "two letters"),
        (
            "graph_url",
            "http://graph.example",
            400,
            "Give an https address",
        ),
        (
            "graph_url",
            "https://10.0.0.7",
            400,
            "whoever runs this server",
        ),
        (
            "graph_url",
            "http://localhost:6379",
            400,
            "whoever runs this server",
        ),
        ("graph_version", "26", 400, "Give a version like v26.0"),
    ] {
        let mut changed = vec![
            ("name", "Boutique"),
            ("token", "EAAtoken"),
            ("app_secret", "secret-one"),
        ];
        changed.retain(|(name, _)| *name != field);
        changed.push((field, value));
        let answer = owner.post("/settings/channels/new", &form(&changed)).await;
        let page = text(&answer);
        assert_eq!(answer.status.as_u16(), status, "{field}: {page}");
        assert!(
            page.contains(sentence) && page.contains("value=\"Boutique\""),
            "{field}: {page}"
        );
        assert!(
            !page.contains("EAAtoken") && !page.contains("secret-one"),
            "{field}"
        );
    }
    assert_eq!(app.app.channels.of(app.shop.workspace_id).len(), 1);
}

#[tokio::test]
async fn saving_a_barred_page_does_not_release_it_but_its_owner_can() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    enforce(&app, "block", app.app.now()).await;
    let path = format!("/settings/channels/{}", app.shop.channel_id);
    let barred = |app: &TestApp| {
        let channels = app.app.channels.of(app.shop.workspace_id);
        channels[0].channel.bar(app.app.now()).is_some()
    };
    next(&owner.post(&path, &form(&[("page_id", "1001")])).await);
    assert!(barred(&app), "saving says nothing about the platform");
    let page = text(&owner.get(&path).await);
    assert!(page.contains("Resume sending"), "{page}");

    let answer = owner.post(&format!("{path}/resume"), &[]).await;
    assert_eq!(next(&answer), "/settings/channels?done=resumed");
    assert!(!barred(&app));
    let page = text(&owner.get(&path).await);
    assert!(!page.contains("Resume sending"), "{page}");
    // What the platform did before is over; what it does from now on counts.
    enforce(&app, "block", app.app.now()).await;
    assert!(!barred(&app));
    app.app.clock.advance(jiff::SignedDuration::from_secs(1));
    enforce(&app, "block", app.app.now()).await;
    assert!(barred(&app));
}

#[tokio::test]
async fn a_channel_whose_tagged_messages_rest_says_so_and_its_owner_lets_them_go_again() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let path = format!("/settings/channels/{}", app.shop.channel_id);
    let measure = Measure {
        scope: RestrictionScope::Tags,
        told_at: app.app.now(),
        until: None,
        is_assumed: false,
        reason: "Tags are used abusively".to_owned(),
    };
    crate::templates::change(&app, |channel| channel.restrictions.push(measure.clone())).await;
    let health = text(&owner.get(&format!("{path}/health")).await);
    let sentence = "bars this channel from sending tagged messages";
    assert!(
        health.contains(sentence) && health.contains("were not what their tag says"),
        "{health}"
    );
    let page = text(&owner.get(&path).await);
    assert!(
        page.contains(sentence) && page.contains("Resume sending"),
        "{page}"
    );
    next(&owner.post(&format!("{path}/resume"), &[]).await);
    let page = text(&owner.get(&path).await);
    assert!(!page.contains("Resume sending"), "{page}");
}
