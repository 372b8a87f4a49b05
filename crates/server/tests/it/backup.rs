//! `transom backup`: a copy made beside a running server, on which another can begin.

use std::path::Path;
use std::process::{Command, Output};

use transom::app::App;
use transom::clock::Clock;
use transom::config::Config;
use transom::intake;
use transom::journal::{self, Journal};
use transom_testkit::{TestApp, webhooks};

fn back_up(test: &TestApp, to: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_transom"))
        .arg("backup")
        .arg(to)
        .env("TRANSOM_DATA_DIR", &test.app.config.data_dir)
        .current_dir(to.parent().unwrap())
        .output()
        .unwrap()
}

#[tokio::test]
async fn another_server_begins_on_the_copy_with_what_was_acknowledged() {
    let test = TestApp::start().await;
    test.customer_writes("7001", "Before").await;
    let waiting = webhooks::message(&test.shop.page_id, "7002", test.app.now(), "Not yet taken");
    test.webhook(&waiting).await;
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("copy");
    std::fs::write(test.app.config.data_dir.join("media/incoming/half"), "…").unwrap();

    let made = back_up(&test, &copy);
    assert!(made.status.success(), "{made:?}");
    assert!(!copy.join("media/incoming").exists());

    // What comes to the original from now on is not in it.
    test.customer_writes("7003", "After").await;
    let config = Config::defaults_in(&copy).unwrap();
    let app = App::open(config, Clock::still(test.app.now()))
        .await
        .unwrap();
    let journal = Journal::open(app.journal_dir(), journal::Options::default()).unwrap();
    let mut place = intake::Place::default();
    assert!(intake::step(&app, &journal, &mut place).await.unwrap() > 0);
    let mut read = app.db.read().await.unwrap();
    let of = |customer| [(test.shop.channel_id, customer)];
    for (customer, is_there) in [("7001", true), ("7002", true), ("7003", false)] {
        let found = read.threads(test.shop.workspace_id, &of(customer)).await;
        assert_eq!(found.unwrap().len(), usize::from(is_there), "{customer}");
    }
}

#[tokio::test]
async fn nothing_is_overwritten_and_nothing_copies_itself() {
    let test = TestApp::start().await;
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("letter"), "mine").unwrap();
    let inside = test.app.config.data_dir.join("copy");
    for (to, problem) in [
        (place.path(), "is not empty"),
        (&inside, "lies in the data directory"),
    ] {
        let refused = back_up(&test, to);
        assert!(!refused.status.success());
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(problem), "{said}");
    }
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}
