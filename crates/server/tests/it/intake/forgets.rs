//! What the journal keeps, and for how long.

use axum::http::StatusCode;
use jiff::SignedDuration;
use transom::intake;
use transom::journal::{Position, ReadError, Reader};
use transom_testkit::{TestApp, eventually};

use crate::pages::browser::{Browser, text};

#[tokio::test]
async fn a_webhook_is_forgotten_after_its_days_however_few_follow() {
    let app = TestApp::start().await;
    let conversation = app.customer_writes("77", "A secret").await;
    let forget = async |hours| {
        app.app.clock.advance(SignedDuration::from_hours(hours));
        intake::forget_once(&app.app, &app.journal).await.unwrap();
    };
    let is_kept = || {
        let read = Reader::open(app.app.journal_dir())
            .unwrap()
            .read(Position::FIRST, 1, 1000);
        match read {
            Ok(records) => records[0].body.windows(8).any(|part| part == b"A secret"),
            Err(ReadError::Dropped { .. }) => false,
            Err(error) => panic!("{error}"),
        }
    };
    forget(23).await;
    assert_eq!(app.journal.segments().len(), 1);
    forget(1).await;
    eventually("a new segment is begun", async || {
        (app.journal.segments().len() == 2).then_some(())
    })
    .await;
    forget(24 * 3 - 1).await;
    assert!(is_kept());
    forget(1).await;
    assert!(!is_kept());
    // What it brought is there, the page tells that the rest is not, and the next webhook is processed.
    let owner = Browser::owner(&app).await;
    let raw = owner.get("/journal/1").await;
    assert!(!text(&raw).contains("A secret"));
    assert_eq!(owner.get("/journal").await.status, StatusCode::OK);
    app.customer_writes("77", "Another").await;
    let path = format!("/api/v1/conversations/{conversation}/messages");
    let messages = app.get(&path, &app.shop.token).await.json();
    assert_eq!(messages["messages"].as_array().unwrap().len(), 2);
}
