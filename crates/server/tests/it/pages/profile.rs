//! What people choose for themselves.

use axum::http::StatusCode;
use transom::people;
use transom::secret::Secret;
use transom_testkit::TestApp;

use super::browser::{Browser, cookie, next, text};

#[tokio::test]
async fn language_time_zone_and_theme_are_kept_for_every_browser() {
    let app = TestApp::start().await;
    let agent = Browser::agent(&app).await;
    let chosen = [
        ("name", "Ana Duarte"),
        ("language", "fr"),
        ("time_zone", "Europe/Lisbon"),
        ("theme", "dark"),
    ];
    let answer = agent.post("/settings/profile", &chosen).await;
    assert_eq!(next(&answer), "/settings/profile?done=saved");
    let page = text(
        &Browser::agent(&app)
            .await
            .get("/settings/profile?done=saved")
            .await,
    );
    for part in [
        "<html lang=\"fr\" data-theme=\"dark\"",
        "Enregistré.",
        "value=\"Ana Duarte\"",
        "<option selected>Europe/Lisbon</option>",
        "value=\"dark\" checked",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
}

#[tokio::test]
async fn what_cannot_be_chosen_changes_nothing_and_is_said() {
    let app = TestApp::start().await;
    let agent = Browser::agent(&app).await;
    let chosen = [
        ("name", "Ana D."),
        ("language", "en"),
        ("time_zone", "UTC"),
        ("theme", "dark"),
    ];
    for (field, value, sentence) in [
        ("name", " ", "Give a name"),
        ("language", "tlh", "Choose one of the offered values"),
        (
            "time_zone",
            "Mars/Olympus",
            "Choose one of the offered values",
        ),
        ("theme", "pink", "Choose one of the offered values"),
    ] {
        let fields = chosen.map(|(name, kept)| (name, if name == field { value } else { kept }));
        let answer = agent.post("/settings/profile", &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
        let page = text(&answer);
        assert!(
            page.contains(sentence) && page.contains("<html lang=\"en\" data-theme=\"system\"")
        );
        assert!(
            field == "name" || page.contains("value=\"Ana D.\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_signs_out_every_other_browser() {
    let app = TestApp::start().await;
    let shop = &app.shop;
    let (link, _) = people::make_invitation(&app.app, shop.workspace_id, shop.agent)
        .await
        .unwrap();
    let first = Secret::new("the first password");
    people::accept_invitation(&app.app, link.expose(), "Ana", first)
        .await
        .unwrap();
    let (here, elsewhere) = (Browser::agent(&app).await, Browser::agent(&app).await);
    let path = "/settings/profile/password";
    for (current, password, sentence) in [
        ("", "the second password", "not your current password"),
        (
            "a guess",
            "the second password",
            "not your current password",
        ),
        ("the first password", "short", "at least 12 characters"),
    ] {
        let answer = here
            .post(path, &[("current", current), ("password", password)])
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let page = text(&answer);
        assert!(
            page.contains(sentence) && !page.contains(&format!("value=\"{password}")),
            "{page}"
        );
    }
    let answer = here
        .post(
            path,
            &[
                ("current", "the first password"),
                ("password", "the second password"),
            ],
        )
        .await;
    assert_eq!(next(&answer), "/settings/profile?done=password");
    let here = Browser::with(&app, cookie(&answer)).await;
    assert_eq!(here.get("/inbox/all").await.status, StatusCode::OK);
    assert!(next(&elsewhere.get("/inbox/all").await).starts_with("/sign-in"));
    for (password, expected) in [
        ("the first password", StatusCode::UNAUTHORIZED),
        ("the second password", StatusCode::SEE_OTHER),
    ] {
        let pair = [("email", "ana@1001.example.com"), ("password", password)];
        assert_eq!(
            Browser::new(&app).post("/sign-in", &pair).await.status,
            expected
        );
    }
}
