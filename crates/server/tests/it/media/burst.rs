//! Many files at once, and what must not wait behind them.

use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::media::fetch;
use transom_domain::decide::Command;
use transom_domain::id::ConversationId;
use transom_domain::moderation::{BarStage, Moderation};
use transom_emulator::world::input::{NewMessage, WhatsAppContent};
use transom_store::{AttachmentState, MessageRow, Read};
use transom_testkit::{TestApp, eventually};

use super::platform::{Platform, picture};
use crate::templates::story::{Line, PHONE};
use crate::whatsapp::{NINA, NUMBER_ID, connect, sends};

const MANY: usize = 100;

/// Every message of a conversation.
async fn all(
    read: &mut Read,
    of: (transom_domain::id::WorkspaceId, ConversationId),
) -> Vec<MessageRow> {
    read.messages(of.0, of.1, None, 1000).await.unwrap()
}

/// How many files are in this state.
fn count(rows: &[MessageRow], is: impl Fn(&AttachmentState) -> bool) -> usize {
    let files = rows.iter().flat_map(|row| &row.attachments);
    files.filter(|file| is(&file.state)).count()
}

fn is_kept(state: &AttachmentState) -> bool {
    matches!(state, AttachmentState::Kept(_))
}

#[tokio::test]
async fn a_hundred_pictures_are_kept_at_once_and_a_block_does_not_wait_behind_them() {
    let number = Line::open().await;
    let live = &number.live;
    for _ in 0..MANY {
        let image = WhatsAppContent::Media {
            media: "image".to_owned(),
            data: None,
            mime_type: None,
            filename: None,
        };
        let new = NewMessage {
            whatsapp: Some(image),
            ..NewMessage::default()
        };
        live.world.write(&number.customer, new).unwrap();
    }
    let thread = live.find(number.channel_id, PHONE).await.unwrap();
    let before = live.app.now();
    let block = Command::Moderate(Moderation::Block);
    live.act_in(&thread, block).await.unwrap();
    eventually("the customer is blocked", async || {
        let thread = live.find(number.channel_id, PHONE).await?;
        let barred = thread.identity.profile.barred?;
        (barred.stage == BarStage::Done).then_some(())
    })
    .await;
    let of = (live.workspace_id, thread.conversation.id);
    eventually("every picture is kept", async || {
        let mut read = live.app.db.read().await.ok()?;
        let rows = all(&mut read, of).await;
        (count(&rows, is_kept) == MANY).then_some(())
    })
    .await;
    let took = live.app.now().duration_since(before);
    assert!(took < SignedDuration::from_mins(1), "{took}");
    number.live.close().await;
}

/// Nina sends pictures; the platform names each by an id, and here and there tells where it lies.
async fn nina_sends(
    app: &TestApp,
    from: usize,
    count: usize,
    url: impl Fn(usize) -> Option<String>,
) {
    for number in from..from + count {
        let mut image = json!({ "id": format!("90{number}"), "mime_type": "image/png" });
        if let Some(url) = url(number) {
            image["url"] = json!(url);
        }
        let id = format!("wamid.{number}");
        app.webhook(&sends(NINA, app.app.now(), &id, "image", &image))
            .await;
    }
    app.settle().await;
}

/// Answers where every picture lies.
fn tells(platform: &Platform, count: usize) {
    for number in 0..count {
        let url = platform.has(&format!("{number}.png"), &picture(4, 4));
        let told: Value = json!({ "url": url, "mime_type": "image/png" });
        platform.at(&format!("/v26.0/90{number}"), told.to_string().as_bytes());
    }
}

/// The files of the one conversation.
async fn files(app: &TestApp) -> Vec<MessageRow> {
    let mut read = app.app.db.read().await.unwrap();
    let channel = app
        .app
        .channels
        .by_account(transom_policy::Channel::WhatsApp, NUMBER_ID);
    let channel_id = channel.unwrap().channel.id;
    let customer = NINA.wa_id.unwrap();
    let of = [(channel_id, customer)];
    let threads = read.threads(app.shop.workspace_id, &of);
    let thread = threads.await.unwrap().pop().unwrap();
    all(&mut read, (app.shop.workspace_id, thread.conversation.id)).await
}

async fn fetched(app: &TestApp) {
    while fetch::step(&app.app).await.unwrap() > 0 {}
}

#[tokio::test]
async fn a_file_is_asked_for_once_however_long_it_waits_for_its_turn_and_is_not_given_up() {
    // Leaves an hour's 100 of the platform's calls to files.
    let app = TestApp::start_with(|config| config.send.management_per_hour = 2400).await;
    let platform = Platform::of(&app).await;
    connect(&app.app, app.shop.workspace_id, platform.base(), NUMBER_ID).await;
    tells(&platform, MANY);
    nina_sends(&app, 0, MANY, |_| None).await;
    fetched(&app).await;
    let at_once = count(&files(&app).await, is_kept);
    assert_eq!(at_once, 10, "the rest waits");
    for _ in 0..65 {
        app.app.clock.advance(SignedDuration::from_mins(1));
        fetched(&app).await;
    }
    let rows = files(&app).await;
    assert_eq!(count(&rows, is_kept), MANY, "none is given up");
    let asked = platform.asked();
    let questions = asked.iter().filter(|path| path.starts_with("/v26.0/90"));
    assert_eq!(questions.count(), MANY, "only what left was counted");
}

#[tokio::test]
async fn the_address_that_came_along_spares_the_question_and_an_address_elsewhere_gets_no_token() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    connect(&app.app, app.shop.workspace_id, platform.base(), NUMBER_ID).await;
    tells(&platform, 3);
    let before = platform.asked().len();
    let own = platform.has("own.png", &picture(4, 4));
    let over = format!("{}/files/over.png", platform.base());
    nina_sends(&app, 0, 3, |number| {
        let elsewhere = "https://files.example/1.png".to_owned();
        [own.clone(), over.clone(), elsewhere].get(number).cloned()
    })
    .await;
    fetched(&app).await;
    assert_eq!(count(&files(&app).await, is_kept), 3);
    let mut asked = platform.asked().split_off(before);
    asked.sort();
    assert_eq!(
        asked,
        [
            "/files/1.png",
            "/files/2.png",
            "/files/over.png",
            "/files/own.png",
            "/v26.0/901",
            "/v26.0/902",
        ]
    );
}
