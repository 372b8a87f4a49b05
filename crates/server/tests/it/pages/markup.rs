//! What every page is made of, in every language: nothing inline, the headers that keep it so, and no word missing.

use axum::http::header;
use serde_json::json;
use transom::people;
use transom_domain::id::ConversationId;
use transom_testkit::{Answer, TestApp, templates};

use super::browser::{Browser, text};

const LANGUAGES: [&str; 5] = ["en", "fr", "it", "pt-BR", "es"];

/// The keys of all texts.
fn keys() -> impl Iterator<Item = &'static str> {
    let source = include_str!("../../../locales/en/transom.ftl");
    source
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key)
        .filter(|key| key.contains('-'))
}

fn check(answer: &Answer, path: &str, language: &str) {
    let html = text(answer);
    let at = format!("{path} in {language}");
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    let (_, nonce) = policy.split_once("script-src 'self' 'nonce-").unwrap();
    let nonce = nonce.split('\'').next().unwrap();
    assert!(
        nonce.len() >= 20 && !policy.contains("unsafe"),
        "{at}: {policy}"
    );
    assert_eq!(
        answer.headers[header::X_CONTENT_TYPE_OPTIONS],
        "nosniff",
        "{at}"
    );
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{at}");
    assert!(html.contains(&format!("<html lang=\"{language}\"")), "{at}");
    for banned in [
        " style=\"",
        "<style",
        "javascript:",
        "srcdoc=\"",
        " onclick=\"",
        " onsubmit=\"",
        " onload=\"",
        " onerror=\"",
        " onchange=\"",
        " oninput=\"",
    ] {
        assert!(!html.contains(banned), "{at} has {banned}");
    }
    for script in html.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(
            tag.contains(" src=\"/assets/") && tag.contains(&format!("nonce=\"{nonce}\"")),
            "{at}: {tag}"
        );
    }
    for key in keys() {
        let shown = [">{}<", "label=\"{}\"", "title=\"{}\"", "placeholder=\"{}\""];
        for place in shown.map(|place| place.replace("{}", key)) {
            assert!(!html.contains(&place), "{at} shows {place}");
        }
    }
}

/// The pages of somebody who is signed in.
fn desk(app: &TestApp, conversation: ConversationId) -> Vec<String> {
    let mut paths: Vec<String> = [
        "mine",
        "unassigned",
        "all",
        "closing-soon",
        "human-agent",
        "window-closed",
        "snoozed",
        "closed",
    ]
    .map(|view| format!("/inbox/{view}"))
    .to_vec();
    paths.push(format!("/inbox/all/{conversation}"));
    let channel = format!("/settings/channels/{}", app.shop.channel_id);
    paths.push(format!("{channel}/templates?done=submitted"));
    paths.push(format!("{channel}/labels?done=label"));
    paths.push(format!("{channel}/templates/new"));
    paths.push(format!("{channel}/templates/id-of-hello"));
    paths.push(channel);
    paths.extend(
        [
            "/policy",
            "/policy?channel=whatsapp",
            "/policy?channel=email&on=2000-01-01",
            "/policy?on=2023-05-10",
            "/settings/profile?done=saved",
            "/settings/channels?done=connected",
            "/settings/channels/new",
            "/settings/people?done=deactivated",
            "/settings/tokens?done=revoked",
            "/journal?processed=1&repeated=2&unhandled=3",
            "/journal/2",
            "/no-such-page",
        ]
        .map(str::to_owned),
    );
    paths
}

#[tokio::test]
async fn no_page_in_any_language_has_anything_inline_or_untranslated() {
    let app = TestApp::start().await;
    let conversation = app
        .customer_writes(
            "77",
            "<script>alert(1)</script> <b onclick=\"x\" style=\"y\">",
        )
        .await;
    app.webhook(&json!({"object": "page", "entry": [{"id": "1001", "time": 1, "unheard": ["<script>"], "ratings": []}]})).await;
    app.settle().await;
    let shop = &app.shop;
    let hello = templates::listed("hello", "<b onclick=\"x\">Hello</b> {{1}}, it is us.");
    templates::keep(&app.app, shop.workspace_id, shop.channel_id, &hello).await;
    let new_template = format!("/settings/channels/{}/templates/new", shop.channel_id);
    let picker = format!("/conversations/{conversation}/template");
    let setup = "/setup/no-such-secret";
    for language in LANGUAGES {
        let mut visitor = Browser::new(&app);
        visitor.language = language;
        for path in [
            "/sign-in",
            "/sign-in/link?token=x",
            "/invitations/x",
            setup,
            "/setup",
        ] {
            check(&visitor.get(path).await, path, language);
        }
        let (link, _) = people::make_invitation(&app.app, shop.workspace_id, shop.agent)
            .await
            .unwrap();
        let path = format!("/invitations/{}", link.expose());
        check(&visitor.get(&path).await, &path, language);
        let refused = visitor
            .post("/sign-in", &[("email", language), ("password", "x")])
            .await;
        check(&refused, "POST /sign-in", language);

        people::change(&app.app, shop.workspace_id, shop.owner, |agent| {
            agent.preferences.language = Some(language.to_owned());
        })
        .await
        .unwrap();
        let owner = Browser::owner(&app).await;
        for path in desk(&app, conversation) {
            check(&owner.get(&path).await, &path, language);
        }
        for (path, fields) in [
            (
                "/settings/people",
                &[("name", ""), ("email", ""), ("role", "agent")][..],
            ),
            ("/settings/tokens", &[("name", "")]),
            ("/settings/profile/password", &[("password", "short")]),
            (
                &new_template,
                &[("name", "A b"), ("body", "{{a}}"), ("footer", "{{1}}")],
            ),
            (&picker, &[("find", "")]),
            (&picker, &[("template", "hello en_US")]),
            (&picker, &[("template", "hello en_US"), ("step", "send")]),
        ] {
            check(&owner.post(path, fields).await, path, language);
        }
    }
}
