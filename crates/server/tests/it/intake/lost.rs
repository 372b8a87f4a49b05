//! What the journal has lost, and a journal that is older than the database.

use axum::http::StatusCode;
use tokio::net::TcpListener;
use transom::intake::{self, Place};
use transom::journal::{Entry, Journal, Options, Position, Source};
use transom::serve;
use transom_testkit::{TestApp, client, eventually, webhooks};

async fn processes(app: &TestApp, journal: &Journal) {
    let mut place = Place::default();
    while intake::step(&app.app, journal, &mut place).await.unwrap() > 0 {}
}

async fn position(app: &TestApp) -> u64 {
    let mut read = app.app.db.read().await.unwrap();
    read.intake_position("meta").await.unwrap()
}

async fn is_known(app: &TestApp, customer: &str) -> bool {
    let mut read = app.app.db.read().await.unwrap();
    let wanted = [(app.shop.channel_id, customer)];
    let found = read.threads(app.shop.workspace_id, &wanted).await;
    !found.unwrap().is_empty()
}

/// What is listed as lost: the position, and what is said of it.
async fn lost(app: &TestApp) -> Vec<(u64, String)> {
    let mut read = app.app.db.read().await.unwrap();
    let rows = read.unhandled(app.shop.workspace_id, None, 10).await;
    let rows = rows.unwrap().into_iter();
    rows.map(|row| {
        assert_eq!(row.reason, "lost");
        (row.position, row.detail)
    })
    .collect()
}

#[tokio::test]
async fn a_damaged_webhook_is_listed_and_those_behind_it_are_processed() {
    let app = TestApp::start().await;
    for customer in ["71", "72", "73"] {
        let body = webhooks::message(&app.shop.page_id, customer, app.app.now(), "Hello");
        app.webhook(&body).await;
    }
    app.journal.close();
    let file = app
        .app
        .journal_dir()
        .join(format!("{:020}.segment", Position::FIRST.get()));
    let mut bytes = std::fs::read(&file).unwrap();
    let second = bytes.windows(5).position(|five| five == b"m_72_");
    bytes[second.unwrap()] ^= 0x80;
    std::fs::write(&file, bytes).unwrap();

    let journal = Journal::open(app.app.journal_dir(), Options::default()).unwrap();
    processes(&app, &journal).await;
    assert!(is_known(&app, "71").await && is_known(&app, "73").await);
    assert!(!is_known(&app, "72").await);
    let said = "webhooks 2 to 2 of this installation".to_owned();
    assert_eq!(lost(&app).await, [(2, said)]);
    assert_eq!(position(&app).await, 3);
}

#[tokio::test]
async fn what_a_journal_does_not_have_any_more_is_listed_and_gone_past() {
    let app = TestApp::start().await;
    let dir = tempfile::tempdir().unwrap();
    let taken = Some(Position::new(4));
    let journal = Journal::open_after(dir.path(), Options::default(), taken).unwrap();
    let body = webhooks::message(&app.shop.page_id, "71", app.app.now(), "Hello");
    let entry = Entry {
        workspace: app.shop.workspace_id.uuid(),
        source: Source::META,
        received_at_micros: app.app.now().as_microsecond(),
        body: body.to_string().into(),
    };
    journal.append(entry).await.unwrap();
    processes(&app, &journal).await;
    assert!(is_known(&app, "71").await);
    let said = "webhooks 1 to 4 of this installation".to_owned();
    assert_eq!(lost(&app).await, [(1, said)]);
    assert_eq!(position(&app).await, 5);
}

#[tokio::test]
async fn a_webhook_that_comes_to_a_journal_older_than_the_database_is_processed() {
    let app = TestApp::start().await;
    app.customer_writes("71", "Hello").await;
    app.customer_writes("72", "Hello").await;
    app.journal.close();
    std::fs::remove_dir_all(app.app.journal_dir()).unwrap();

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = serve::start_on(app.app.clone(), listener).await.unwrap();
    let body = webhooks::message(&app.shop.page_id, "73", app.app.now(), "Hello").to_string();
    let signature = webhooks::signature(&app.shop.app_secret, body.as_bytes());
    let answer = client()
        .post(format!("http://{}/hooks/meta", serving.address()))
        .header("X-Hub-Signature-256", signature)
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    eventually("the webhook is processed", async || {
        is_known(&app, "73").await.then_some(())
    })
    .await;
    assert_eq!(position(&app).await, 3);
    serving.close().await;
}
