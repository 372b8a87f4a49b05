//! What is not to be kept any longer.

use std::path::PathBuf;

use jiff::SignedDuration;
use serde_json::json;
use transom::media::MEDIA_DIR;
use transom::media::sweep::{self, Strangers};
use transom_testkit::{TestApp, webhooks};

use super::platform::{Platform, picture, sends, sends_fetched, told};

/// The files on disk, small pictures among them.
fn on_disk(app: &TestApp) -> Vec<PathBuf> {
    fn visit(folder: PathBuf, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    visit(app.app.config.data_dir.join(MEDIA_DIR), &mut found);
    found.sort();
    found
}

async fn takes_back(app: &TestApp, mid: &str) {
    // Only Instagram tells it in this way; the reader of both is the same.
    let at = app.app.now();
    let event = json!({
        "sender": { "id": "77" }, "recipient": { "id": "1001" }, "timestamp": at.as_millisecond(),
        "message": { "mid": mid, "is_deleted": true },
    });
    app.webhook(&webhooks::messaging("1001", at, &event)).await;
    app.settle().await;
    sweep::step(&app.app).await.unwrap();
}

#[tokio::test]
async fn a_message_that_is_taken_back_takes_its_files_along() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(40, 40));
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    assert_eq!(on_disk(&app).len(), 2, "it and the small one");
    takes_back(&app, "m1").await;
    assert_eq!(on_disk(&app), Vec::<PathBuf>::new());
    let path = format!("/api/v1/messages/{id}/attachments/0");
    assert_eq!(app.get(&path, &app.shop.token).await.status.as_u16(), 404);
}

#[tokio::test]
async fn the_same_file_lies_once_and_stays_until_the_last_who_holds_it() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let other = app.another("Other", "2002").await;
    platform.serves(&app, &other).await;
    let url = platform.has("1.png", &picture(40, 40));
    sends_fetched(&app, "m1", &[("image", &url)]).await;
    let again = sends_fetched(&app, "m2", &[("image", &url)]).await;
    let theirs = sends(&app, &other, "m3", &[("image", &url)]).await;
    transom::media::fetch::step(&app.app).await.unwrap();
    assert_eq!(on_disk(&app).len(), 2);
    takes_back(&app, "m1").await;
    assert_eq!(told(&app, &again).await["state"], "kept");
    takes_back(&app, "m2").await;
    assert_eq!(on_disk(&app).len(), 2, "another workspace has it");
    let path = format!("/api/v1/messages/{theirs}/attachments/0");
    assert_eq!(app.get(&path, &other.token).await.body, picture(40, 40));
    assert_eq!(app.get(&path, &app.shop.token).await.status.as_u16(), 404);
}

#[tokio::test]
async fn files_go_when_their_days_are_over_and_messages_stay() {
    let app = TestApp::start_with(|config| config.media.keep_days = Some(30)).await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(40, 40));
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    app.app.clock.advance(SignedDuration::from_hours(29 * 24));
    sweep::step(&app.app).await.unwrap();
    assert_eq!(told(&app, &id).await["state"], "kept");
    app.app.clock.advance(SignedDuration::from_hours(25));
    sweep::step(&app.app).await.unwrap();
    assert_eq!(told(&app, &id).await["state"], "expired");
    assert_eq!(on_disk(&app), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_file_that_belongs_to_nothing_goes_in_the_second_round() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(40, 40));
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    // As a crash leaves it between its place and its note.
    let stranger = "ab".repeat(32);
    let folder = app.app.config.data_dir.join(MEDIA_DIR).join("files/ab");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(&stranger), "left behind").unwrap();
    let mut strangers = Strangers::default();
    sweep::round(&app.app, &mut strangers).await.unwrap();
    assert_eq!(on_disk(&app).len(), 3, "it may just be arriving");
    sweep::round(&app.app, &mut strangers).await.unwrap();
    assert_eq!(on_disk(&app).len(), 2);
    assert_eq!(told(&app, &id).await["state"], "kept");
}

#[tokio::test]
async fn a_file_that_cannot_be_deleted_keeps_no_other() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    for number in 1..=4 {
        let name = format!("{number}.png");
        let url = platform.has(&name, &picture(40, 40 + number));
        sends_fetched(&app, &format!("m{number}"), &[("image", &url)]).await;
    }
    let files = on_disk(&app);
    assert_eq!(files.len(), 8, "each and its small one");
    // What is a folder is not deleted as a file.
    let stuck = &files[0];
    std::fs::remove_file(stuck).unwrap();
    std::fs::create_dir_all(stuck.join("in the way")).unwrap();
    for number in 1..=4 {
        let at = app.app.now();
        let event = json!({
            "sender": { "id": "77" }, "recipient": { "id": "1001" }, "timestamp": at.as_millisecond(),
            "message": { "mid": format!("m{number}"), "is_deleted": true },
        });
        app.webhook(&webhooks::messaging("1001", at, &event)).await;
    }
    app.settle().await;
    let failed = sweep::step(&app.app).await.unwrap_err().to_string();
    assert!(failed.contains("1 files are still there"), "{failed}");
    let left = on_disk(&app);
    assert!(left.len() <= 1, "at the most the small one of it: {left:?}");

    std::fs::remove_dir_all(stuck).unwrap();
    sweep::step(&app.app).await.unwrap();
    assert_eq!(on_disk(&app), Vec::<PathBuf>::new());
}
