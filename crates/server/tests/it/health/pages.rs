//! What the desk and the API tell of a channel's health.

use axum::http::StatusCode;
use jiff::SignedDuration;
use transom_domain::delivery::Problem;
use transom_domain::health::{ErrorClass, Findings, Hearing, Reach, Standing, Token};
use transom_domain::inbound::{
    AccountChange, Integrity, IntegrityGrade, Offer, OfferKind, Quality, RecipientLimit,
};
use transom_testkit::TestApp;

use crate::pages::browser::{Browser, text};

fn findings() -> Findings {
    Findings {
        reach: Reach::Refused {
            reason: "Session <has> expired".to_owned(),
        },
        hearing: Hearing::Missing {
            fields: vec!["feed".to_owned()],
        },
        standing: Standing {
            quality: Some(Quality::Medium),
            recipients: Some(RecipientLimit::Most(2000)),
            ..Standing::default()
        },
        token: Token {
            expires_at: Some("2026-12-01T10:00:00Z".parse().unwrap()),
            data_until: None,
            missing: vec!["pages_manage_metadata".to_owned()],
            ..Token::default()
        },
    }
}

/// A shop whose channel was asked about, and on which something failed.
async fn ailing() -> TestApp {
    let app = TestApp::start().await;
    app.customer_writes("77", "Hello").await;
    let (shop, now) = (&app.shop, app.app.now());
    let next = now + SignedDuration::from_mins(60);
    let mut tx = app.app.db.write().await.unwrap();
    for check in tx.claim_checks(now, next, 1).await.unwrap() {
        tx.save_check(check, &findings(), now, next).await.unwrap();
    }
    let problem = Problem {
        code: Some("4".to_owned()),
        detail: "Application request limit reached".to_owned(),
    };
    for _ in 0..3 {
        let (workspace, channel) = (shop.workspace_id, shop.channel_id);
        tx.count_error(workspace, channel, ErrorClass::Throttled, &problem, now)
            .await
            .unwrap();
    }
    let change = AccountChange::Integrity(Integrity {
        grade: IntegrityGrade::Warning,
        violations: vec!["Spam <b>".to_owned()],
        measures: Vec::new(),
        others: vec!["page_publish".to_owned()],
        offers: vec![Offer {
            kind: OfferKind::Appeal,
            url: Some("https://facebook.example/appeal?a=1&b=2".to_owned()),
        }],
    });
    tx.save_channel_notice(shop.workspace_id, shop.channel_id, now, &change)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app
}

#[tokio::test]
async fn the_page_has_a_plain_sentence_and_the_next_step_for_each() {
    let app = ailing().await;
    let owner = Browser::owner(&app).await;
    let path = format!("/settings/channels/{}/health", app.shop.channel_id);
    let page = text(&owner.get(&path).await);
    for part in [
        "The platform refuses the access token",
        "The platform says: “Session &#60;has&#62; expired”",
        "Make a new token with all permissions",
        "does not send these webhooks: feed.",
        "Some customers complain",
        "You may write first to 2,000 different customers in a day.",
        "3 × too many messages at once within the last day",
        "Application request limit reached (4)",
        "The last webhook arrived",
        "Without it you miss: comments.",
        "lacks the permission pages_manage_metadata.",
        "Without it you miss: warnings and restrictions of the platform, renewing the webhooks.",
        "The access token expires",
        "The platform warned the account.",
        "Also taken away: “page_publish”.",
        "The platform says: “Spam &#60;b&#62;”",
        "href=\"https://facebook.example/appeal?a=1&#38;b=2\"",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let bad = page.find("state--bad").unwrap();
    let good = page.find("state--good").unwrap();
    assert!(bad < good, "the worst stands first");

    let list = text(&owner.get("/settings/channels").await);
    assert!(list.contains(&format!("href=\"{path}\"")), "{list}");
}

#[tokio::test]
async fn failed_payments_are_plain_and_bad_in_every_language() {
    let app = TestApp::start().await;
    let problem = Problem {
        code: Some("131042".to_owned()),
        detail: "payment method missing".to_owned(),
    };
    let mut tx = app.app.db.write().await.unwrap();
    for _ in 0..5 {
        let (shop, now) = (&app.shop, app.app.now());
        let (workspace, channel) = (shop.workspace_id, shop.channel_id);
        tx.count_error(workspace, channel, ErrorClass::Payment, &problem, now)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let mut owner = Browser::owner(&app).await;
    let path = format!("/settings/channels/{}/health", app.shop.channel_id);
    for (language, sentence, next) in [
        (
            "en",
            "could not charge for messages",
            "Open the payment settings",
        ),
        (
            "fr",
            "n’a pas pu facturer des messages",
            "Ouvrez les réglages de paiement",
        ),
        (
            "it",
            "non ha potuto addebitare dei messaggi",
            "Apri le impostazioni di pagamento",
        ),
        (
            "pt-BR",
            "não conseguiu cobrar mensagens",
            "Abra as configurações de pagamento",
        ),
        ("es", "no pudo cobrar mensajes", "Abre los ajustes de pago"),
    ] {
        owner.language = language;
        let page = text(&owner.get(&path).await);
        for part in [
            sentence,
            next,
            "payment method missing (131042)",
            "state--bad",
        ] {
            assert!(page.contains(part), "{language}: no {part} in {page}");
        }
    }
}

#[tokio::test]
async fn an_owner_has_the_platform_asked_now() {
    let app = ailing().await;
    let owner = Browser::owner(&app).await;
    let path = format!("/settings/channels/{}/health", app.shop.channel_id);
    let answer = owner.post(&format!("{path}/check"), &[]).await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    let mut read = app.app.db.read().await.unwrap();
    let row = read
        .load_health(app.shop.workspace_id, app.shop.channel_id)
        .await
        .unwrap();
    assert_eq!(row.next_check_at, app.app.now());
}

#[tokio::test]
async fn programs_are_told_the_same() {
    let app = ailing().await;
    let path = format!("/api/v1/channels/{}/health", app.shop.channel_id);
    let answer = app.get(&path, &app.shop.token).await;
    assert_eq!(answer.status, StatusCode::OK);
    let health = answer.json();
    assert_eq!(health["grade"], "bad");
    assert_eq!(health["quality"], "medium");
    assert_eq!(health["recipients_per_day"], 2000);
    assert_eq!(health["remarks"][0]["code"], "token-refused");
    assert_eq!(health["remarks"][0]["reason"], "Session <has> expired");
    assert_eq!(health["errors"][0]["class"], "throttled");
    assert_eq!(health["errors"][0]["count"], 3);
    assert!(health["last_webhook_at"].is_string());
    assert_eq!(health["lag_seconds"], 0.0);
    let codes: Vec<_> = health["remarks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|remark| remark["code"].as_str().unwrap())
        .collect();
    for code in [
        "fields-missing",
        "quality",
        "failing",
        "heard",
        "recipients",
        "token-ends",
        "right-missing",
    ] {
        assert!(codes.contains(&code), "no {code} in {codes:?}");
    }
}
