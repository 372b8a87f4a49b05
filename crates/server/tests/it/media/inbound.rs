//! What customers send.

use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::media::fetch;
use transom_store::Lease;
use transom_testkit::{TestApp, eventually, webhooks};

use super::platform::{Platform, picture, sends, sends_fetched, told};
use crate::pages::browser::{Browser, text};

#[tokio::test]
async fn a_picture_is_fetched_at_once_and_shown_small() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(1000, 500));
    let id = sends(&app, &app.shop, "m1", &[("image", &url)]).await;
    assert_eq!(told(&app, &id).await["state"], "waiting");
    let owner = Browser::owner(&app).await;
    let path = format!("/inbox/all/{}", conversation(&app).await);
    let page = text(&owner.get(&path).await);
    assert!(page.contains("Being fetched"), "{page}");

    assert_eq!(fetch::step(&app.app).await.unwrap(), 1);
    let file = told(&app, &id).await;
    assert_eq!(file["state"], "kept");
    assert_eq!(file["media_type"], "image/png");
    assert_eq!(file["bytes"], picture(1000, 500).len());
    let page = text(&owner.get(&path).await);
    let small = format!("<img src=\"/media/{id}/0/thumbnail\" width=\"320\" height=\"160\"");
    assert!(page.contains(&small), "{page}");
    assert!(!page.contains(&url), "the page names nothing outside");
    assert_eq!(fetch::step(&app.app).await.unwrap(), 0, "it is done");
    // Besides, the customer is shown that it was seen.
    let asked = platform.asked().into_iter();
    let fetched = asked.filter(|path| path.starts_with("/files/"));
    assert_eq!(fetched.count(), 1);
}

async fn conversation(app: &TestApp) -> String {
    let list = app.get("/api/v1/conversations", &app.shop.token).await;
    list.json()["conversations"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_file_too_large_is_told_with_the_limit_and_may_be_fetched_again() {
    let app = TestApp::start_with(|config| config.media.max_image_mib = 1).await;
    let platform = Platform::of(&app).await;
    let url = platform.has("large.png", &vec![1; 1024 * 1024 + 1]);
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    let file = told(&app, &id).await;
    assert_eq!(
        (&file["state"], &file["problem"]),
        (&json!("failed"), &json!("too_large"))
    );
    let owner = Browser::owner(&app).await;
    let path = format!("/inbox/all/{}", conversation(&app).await);
    let page = text(&owner.get(&path).await);
    assert!(
        page.contains("Larger than the 1 MB that are taken here"),
        "{page}"
    );
    let again = format!("/media/{id}/0/fetch");
    assert!(page.contains(&format!("action=\"{again}\"")), "{page}");

    platform.has("large.png", &picture(4, 4));
    assert!(owner.post(&again, &[]).await.status.is_redirection());
    assert_eq!(told(&app, &id).await["state"], "waiting");
    assert_eq!(fetch::step(&app.app).await.unwrap(), 1);
    assert_eq!(told(&app, &id).await["state"], "kept");
    // There is nothing to fetch any more.
    assert_eq!(owner.post(&again, &[]).await.status.as_u16(), 409);
}

#[tokio::test]
async fn what_fails_is_tried_again_until_it_is_given_up() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let good = platform.has("1.png", &picture(4, 4));
    let bad = platform.answers("2.png", 503, b"");
    let id = sends_fetched(&app, "m1", &[("image", &bad), ("image", &good)]).await;
    let state = async |number: usize| {
        let path = format!("/api/v1/messages/{id}");
        let message = app.get(&path, &app.shop.token).await.json();
        message["attachments"][number]["file"].clone()
    };
    assert_eq!(state(0).await["state"], "waiting");
    assert_eq!(
        state(1).await["state"],
        "kept",
        "it does not wait for the other"
    );
    assert_eq!(fetch::step(&app.app).await.unwrap(), 0, "not at once");
    let mut attempts = 1;
    while state(0).await["state"] == "waiting" {
        app.app.clock.advance(SignedDuration::from_hours(3));
        attempts += fetch::step(&app.app).await.unwrap();
    }
    assert_eq!(state(0).await["problem"], "unreachable");
    assert_eq!(attempts, 6);
    let asked = platform.asked();
    assert_eq!(
        asked.iter().filter(|path| path.ends_with("1.png")).count(),
        1
    );
}

#[tokio::test]
async fn a_file_that_ended_the_program_each_time_is_not_taken_up_again() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(40, 40));
    let id = sends(&app, &app.shop, "m1", &[("image", &url)]).await;
    // As a server does that starts anew after each.
    for _ in 0..6 {
        let mut tx = app.app.db.write().await.unwrap();
        let lease = Lease {
            owner: app.app.server,
            until: app.app.after(SignedDuration::from_mins(15)),
        };
        let claimed = tx.claim_fetches(app.app.now(), lease, &[], 10).await;
        assert_eq!(claimed.unwrap().len(), 1);
        tx.release_jobs(app.app.server).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(fetch::step(&app.app).await.unwrap(), 1);
    assert_eq!(told(&app, &id).await["state"], "failed");
    let asked = platform.asked();
    assert!(
        !asked.iter().any(|path| path.starts_with("/files/")),
        "{asked:?}"
    );
    assert_eq!(fetch::step(&app.app).await.unwrap(), 0, "it is given up");
}

#[tokio::test]
async fn what_the_platform_has_no_more_is_not_asked_for_twice() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let gone = platform.answers("1.png", 403, b"URL signature expired");
    let id = sends_fetched(&app, "m1", &[("image", &gone)]).await;
    assert_eq!(told(&app, &id).await["problem"], "gone");
    let empty = platform.has("2.png", b"");
    let id = sends_fetched(&app, "m2", &[("image", &empty)]).await;
    assert_eq!(told(&app, &id).await["problem"], "empty");
    app.app.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(fetch::step(&app.app).await.unwrap(), 0);
}

#[tokio::test]
async fn nothing_is_fetched_from_beside_us() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let other = Platform::of(&app).await;
    // The page is at the second one now.
    let url = platform.has("1.png", &picture(4, 4));
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    assert_eq!(told(&app, &id).await["problem"], "forbidden");
    assert_eq!((platform.asked().len(), other.asked().len()), (0, 0));
}

#[tokio::test]
async fn stories_and_links_are_never_fetched() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(4, 4));
    let files = [
        "story_mention",
        "ephemeral",
        "fallback",
        "share",
        "ig_post",
        "template",
    ];
    let files: Vec<_> = files.iter().map(|kind| (*kind, url.as_str())).collect();
    let id = sends_fetched(&app, "m1", &files).await;
    assert_eq!(told(&app, &id).await, Value::Null);
    assert_eq!(platform.asked().len(), 0);
}

#[tokio::test]
async fn a_message_without_files_asks_for_no_work() {
    let app = TestApp::start().await;
    app.customer_writes("77", "Hello").await;
    let mut read = app.app.db.read().await.unwrap();
    assert_eq!(read.next_fetch_at().await.unwrap(), None);
}

#[tokio::test]
async fn the_program_fetches_by_itself_while_it_serves() {
    let live = transom_testkit::live::Live::start().await;
    let customer = live.customer("Nora");
    // The emulator has nothing at this address and says so.
    let at = live.app.now();
    let url = format!("{}/no-such-file", live.graph_url());
    let event = json!({
        "sender": { "id": customer }, "recipient": { "id": "1001" }, "timestamp": at.as_millisecond(),
        "message": { "mid": "m1", "attachments": [{ "type": "image", "payload": { "url": url } }] },
    });
    let body = webhooks::messaging("1001", at, &event).to_string();
    let signature = webhooks::signature(transom_testkit::APP_SECRET, body.as_bytes());
    let request = transom_testkit::client()
        .post(live.webhooks())
        .body(body)
        .header(transom_channels::signature::HEADER, signature);
    assert!(request.send().await.unwrap().status().is_success());
    live.settled().await;
    let thread = live.find(live.channel_id, &customer).await.unwrap();
    let state = eventually("the file is looked for", async || {
        let mut read = live.app.db.read().await.ok()?;
        let id = thread.conversation.id;
        let rows = read.messages(live.workspace_id, id, None, 10).await.ok()?;
        let state = rows.last()?.attachments.first()?.state.clone();
        (state != transom_store::AttachmentState::Waiting).then_some(state)
    })
    .await;
    let gone = transom_domain::media::Unfetched::Gone;
    assert_eq!(state, transom_store::AttachmentState::Failed(gone));
    live.close().await;
}
