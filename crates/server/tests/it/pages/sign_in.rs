//! Signing in and out, and the first start.

use axum::http::{StatusCode, header};
use tempfile::TempDir;
use transom::app::App;
use transom::clock::Clock;
use transom::config::Config;
use transom::journal::{self, Journal};
use transom::people;
use transom::secret::Secret;
use transom::sign_in;
use transom_testkit::TestApp;

use super::browser::{Browser, cookie, next, text};

const PASSWORD: &str = "correct horse battery";

async fn with_password(app: &TestApp) -> &'static str {
    let shop = &app.shop;
    let (link, _) = people::make_invitation(&app.app, shop.workspace_id, shop.agent)
        .await
        .unwrap();
    people::accept_invitation(&app.app, link.expose(), "Ana", Secret::new(PASSWORD))
        .await
        .unwrap();
    "ana@1001.example.com"
}

#[tokio::test]
async fn a_right_pair_signs_in_with_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let app = TestApp::start().await;
    let email = with_password(&app).await;
    let fields = [
        ("email", " ANA@1001.example.com "),
        ("password", PASSWORD),
        ("next", "/journal?x=1"),
    ];
    let answer = Browser::new(&app).post("/sign-in", &fields).await;
    assert_eq!(next(&answer), "/journal?x=1");
    let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for flag in [
        "; HttpOnly",
        "; SameSite=Lax",
        "; Path=/",
        "; Max-Age=2592000",
    ] {
        assert!(set.contains(flag), "{set} has no {flag}");
    }
    let browser = Browser::with(&app, cookie(&answer)).await;
    assert_eq!(browser.get("/inbox/all").await.status, StatusCode::OK);
    assert!(text(&browser.get("/settings/profile").await).contains(email));
}

#[tokio::test]
async fn a_wrong_pair_is_told_in_the_readers_language_and_shows_no_password_again() {
    let app = TestApp::start().await;
    let email = with_password(&app).await;
    let mut browser = Browser::new(&app);
    browser.language = "fr";
    for (email, password) in [
        (email, "a wrong password"),
        ("nobody@example.com", PASSWORD),
    ] {
        let answer = browser
            .post("/sign-in", &[("email", email), ("password", password)])
            .await;
        let page = text(&answer);
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(
            page.contains("ne correspondent pas") && page.contains(email),
            "{page}"
        );
        assert!(!page.contains(password) && !answer.headers.contains_key(header::SET_COOKIE));
    }
}

#[tokio::test]
async fn after_too_many_tries_even_the_right_pair_has_to_wait() {
    let app = TestApp::start().await;
    let email = with_password(&app).await;
    let browser = Browser::new(&app);
    for _ in 0..6 {
        let answer = browser
            .post("/sign-in", &[("email", email), ("password", "wrong")])
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let answer = browser
        .post("/sign-in", &[("email", email), ("password", PASSWORD)])
        .await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(text(&answer).contains("Too many tries"));
    // Somebody else behind the same address is not kept out.
    let other = [("email", "olga@1001.example.com"), ("password", "wrong")];
    assert_eq!(
        browser.post("/sign-in", &other).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn signing_in_leads_to_no_other_site() {
    let app = TestApp::start().await;
    let email = with_password(&app).await;
    for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let fields = [
            ("email", email),
            ("password", PASSWORD),
            ("next", elsewhere),
        ];
        assert_eq!(
            next(&Browser::new(&app).post("/sign-in", &fields).await),
            "/inbox"
        );
    }
}

#[tokio::test]
async fn who_is_signed_in_is_not_asked_again_until_signing_out() {
    let app = TestApp::start().await;
    let agent = Browser::agent(&app).await;
    assert_eq!(
        next(&agent.get("/sign-in?next=/settings").await),
        "/settings"
    );
    let left = agent.post("/sign-out", &[]).await;
    assert_eq!(next(&left), "/sign-in");
    assert!(
        left.headers[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert!(next(&agent.get("/inbox/all").await).starts_with("/sign-in"));
}

#[tokio::test]
async fn a_link_signs_in_once() {
    let app = TestApp::start().await;
    let shop = &app.shop;
    let link = sign_in::make_link(&app.app, shop.workspace_id, shop.owner)
        .await
        .unwrap();
    let path = format!("/sign-in/link?token={}", link.expose());
    let visitor = Browser::new(&app);
    let answer = visitor.get(&path).await;
    assert_eq!(next(&answer), "/inbox");
    assert_eq!(
        Browser::with(&app, cookie(&answer))
            .await
            .get("/journal")
            .await
            .status,
        StatusCode::OK
    );
    let again = visitor.get(&path).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(
        text(&again).contains("no longer good") && !again.headers.contains_key(header::SET_COOKIE)
    );
}

/// An installation without anybody, reached by https, and the word that its start printed.
async fn fresh(dir: &TempDir) -> (Browser, String) {
    let mut config = Config::defaults_in(dir.path()).unwrap();
    config.public_url = Some("https://desk.example".to_owned());
    let clock = Clock::still(transom_testkit::START.parse().unwrap());
    let app = App::open(config, clock).await.unwrap();
    let journal = Journal::open(app.journal_dir(), journal::Options::default()).unwrap();
    let word = sign_in::offer_setup(&app).await.unwrap().unwrap();
    (Browser::at(&app, &journal), word.expose().to_owned())
}

const FOUNDER: [(&str, &str); 3] = [
    ("workspace", "Atelier"),
    ("name", "Olga"),
    ("email", "olga@example.com"),
];

#[tokio::test]
async fn the_first_owner_comes_in_once() {
    let dir = tempfile::tempdir().unwrap();
    let (browser, word) = fresh(&dir).await;
    let path = format!("/setup/{word}");
    assert_eq!(
        browser.get(&format!("/setup?token={word}")).await.status,
        StatusCode::OK
    );
    let short = [&FOUNDER[..], &[("password", "short")]].concat();
    let refused = browser.post(&path, &short).await;
    let page = text(&refused);
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(page.contains("at least 12 characters") && page.contains("value=\"Atelier\""));
    assert!(!page.contains("value=\"short\""));
    let form = [&FOUNDER[..], &[("password", PASSWORD)]].concat();
    let (first, second) = tokio::join!(browser.post(&path, &form), browser.post(&path, &form));
    let (done, late) = if first.status == StatusCode::GONE {
        (second, first)
    } else {
        (first, second)
    };
    assert_eq!(next(&done), "/settings/channels");
    // Reached by https, the cookie travels by nothing else.
    assert!(
        done.headers[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .contains("; Secure")
    );
    assert_eq!(late.status, StatusCode::GONE);
    let again = browser.get(&path).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(text(&again).contains("This desk is set up"));
    let pair = [("email", "olga@example.com"), ("password", PASSWORD)];
    assert_eq!(next(&browser.post("/sign-in", &pair).await), "/inbox");
}

#[tokio::test]
async fn before_there_is_an_owner_to_sign_in_makes_no_sense_and_the_page_says_what_does() {
    let dir = tempfile::tempdir().unwrap();
    let (browser, word) = fresh(&dir).await;
    let shown = text(&browser.get("/sign-in").await);
    assert!(shown.contains("Open the link that the server printed when it started."));
    assert!(!shown.contains("name=\"password\"") && !shown.contains(&word));

    let form = [&FOUNDER[..], &[("password", PASSWORD)]].concat();
    browser.post(&format!("/setup/{word}"), &form).await;
    let shown = text(&browser.get("/sign-in").await);
    assert!(shown.contains("name=\"password\""));
}

#[tokio::test]
async fn a_wrong_word_creates_nobody_and_says_where_the_right_one_is() {
    let dir = tempfile::tempdir().unwrap();
    let (browser, word) = fresh(&dir).await;
    for wrong in ["x", "", &word[1..]] {
        let shown = browser.get(&format!("/setup?token={wrong}")).await;
        assert_eq!(shown.status, StatusCode::GONE);
        assert!(text(&shown).contains("Each start of the server makes a new one"));
    }
    let form = [&FOUNDER[..], &[("password", PASSWORD)]].concat();
    assert_eq!(
        browser.post("/setup/x", &form).await.status,
        StatusCode::GONE
    );
    assert_eq!(
        browser.get(&format!("/setup/{word}")).await.status,
        StatusCode::OK
    );
}
