//! WhatsApp blocks and unblocks, and nobody who has not written lately.

use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::error::Error;
use transom_channels::signature::HEADER;
use transom_domain::conversation::Thread;
use transom_domain::decide::Command;
use transom_domain::message::Activity;
use transom_domain::moderation::{BarStage, Moderation};
use transom_emulator::world::input::NewMessage;
use transom_testkit::{APP_SECRET, TestApp, client, eventually, webhooks};

use super::{activities, hello};
use crate::pages::browser::{Browser, text};
use crate::templates::story::{Line, NUMBER, PHONE, WABA};
use crate::whatsapp::{NINA, NUMBER_ID, WABA_ID, connect, writes};

impl Line {
    async fn thread_of(&self, customer: &str) -> Thread {
        let found = self.live.find(self.channel_id, customer).await;
        found.expect("the customer is known")
    }

    async fn wants(&self, customer: &str, action: Moderation) -> Result<(), Error> {
        let thread = self.thread_of(customer).await;
        let done = self.live.act_in(&thread, Command::Moderate(action)).await;
        done.map(drop)
    }

    async fn answered(&self, customer: &str, wanted: Option<BarStage>) {
        eventually("the platform has answered", async || {
            let profile = self.thread_of(customer).await.identity.profile;
            let stage = profile.barred.map(|barred| barred.stage);
            (stage == wanted && profile.asked.is_none()).then_some(())
        })
        .await;
    }

    /// A program moderates over the API.
    async fn posts(&self, customer: &str, action: &str) -> (u16, Value) {
        let id = self.thread_of(customer).await.conversation.id;
        let path = format!("/conversations/{id}/moderate");
        self.asks("POST", &path, &json!({ "action": action })).await
    }
}

#[tokio::test]
async fn who_is_blocked_reaches_nobody_and_is_written_to_by_nobody_until_unblocked() {
    let line = Line::open().await;
    let Line { live, customer, .. } = &line;
    line.wants(PHONE, Moderation::Block).await.unwrap();
    line.answered(PHONE, Some(BarStage::Done)).await;
    let refused = live.world.write(customer, NewMessage::text("Hello?"));
    assert_eq!(refused.unwrap_err().code, "blocked-by-business");
    let thread = line.thread_of(PHONE).await;
    let refused = live.act_in(&thread, hello()).await.unwrap_err();
    assert_eq!(refused.code(), "blocked");

    line.wants(PHONE, Moderation::Unblock).await.unwrap();
    line.answered(PHONE, None).await;
    live.world
        .write(customer, NewMessage::text("Thanks"))
        .unwrap();
    live.settled().await;
    live.act_in(&line.thread_of(PHONE).await, hello())
        .await
        .unwrap();
    live.settled().await;
    assert_eq!(live.phone(customer), ["Hello yourself"]);
    let (block, unblock) = (Moderation::Block, Moderation::Unblock);
    let told = [block, unblock].map(|action| Activity::Moderated { action });
    assert_eq!(activities(live, &thread).await, told);
    line.live.close().await;
}

#[tokio::test]
async fn who_has_not_written_within_a_day_cannot_be_blocked_but_unblocked() {
    let line = Line::open().await;
    let Line { live, customer, .. } = &line;
    live.advance(SignedDuration::from_hours(24));
    let refused = line.wants(PHONE, Moderation::Block).await.unwrap_err();
    assert_eq!(refused.code(), "not-written-lately");
    let (status, problem) = line.posts(PHONE, "block").await;
    assert_eq!(status, 422);
    assert_eq!(problem["code"], "not-written-lately");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("until they write again"), "{problem}");
    let thread = line.thread_of(PHONE).await;
    assert_eq!(activities(live, &thread).await, [], "nothing was asked");

    live.world
        .write(customer, NewMessage::text("Me again"))
        .unwrap();
    live.settled().await;
    let (status, told) = line.posts(PHONE, "block").await;
    assert_eq!(status, 200, "{told}");
    line.answered(PHONE, Some(BarStage::Done)).await;
    live.advance(SignedDuration::from_hours(48));
    line.wants(PHONE, Moderation::Unblock).await.unwrap();
    line.answered(PHONE, None).await;
    line.live.close().await;
}

#[tokio::test]
async fn what_the_platform_refuses_is_told_with_its_reason_and_undone() {
    let line = Line::open().await;
    // The platform itself knows nothing of what she wrote.
    let nina = NINA.wa_id.unwrap();
    let webhook = writes(NINA, line.live.app.now(), "wamid.1", "Hello").to_string();
    let webhook = webhook.replace(NUMBER_ID, NUMBER).replace(WABA_ID, WABA);
    let signature = webhooks::signature(APP_SECRET, webhook.as_bytes());
    let request = client().post(line.live.webhooks()).body(webhook);
    let answer = request.header(HEADER, signature).send().await.unwrap();
    assert!(answer.status().is_success());
    line.live.settled().await;

    line.wants(nina, Moderation::Block).await.unwrap();
    line.answered(nina, None).await;
    let thread = line.thread_of(nina).await;
    let told = activities(&line.live, &thread).await;
    let [
        Activity::ModerationFailed {
            action: Moderation::Block,
            code,
            detail,
        },
    ] = &told[..]
    else {
        panic!("{told:?}");
    };
    assert_eq!(code.as_deref(), Some("139100"));
    assert!(detail.contains("more than 24 hours"), "{detail}");
    // She can be written to again.
    line.live.act_in(&thread, hello()).await.unwrap();
    line.live.close().await;
}

#[tokio::test]
async fn the_desk_offers_to_block_while_a_message_holds_the_window_open_and_then_says_why_not() {
    let app = TestApp::start().await;
    let workspace_id = app.shop.workspace_id;
    let nowhere = "http://127.0.0.1:9";
    let channel_id = connect(&app.app, workspace_id, nowhere, NUMBER_ID).await;
    let webhook = writes(NINA, app.app.now(), "wamid.1", "Hello");
    app.webhook(&webhook).await;
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    let nina = [(channel_id, NINA.wa_id.unwrap())];
    let found = read.threads(workspace_id, &nina).await.unwrap().pop();
    drop(read);
    let path = format!("/inbox/all/{}", found.unwrap().conversation.id);
    let owner = Browser::owner(&app).await;
    let offered = text(&owner.get(&path).await);
    assert!(offered.contains("value=\"block\""));
    assert!(!offered.contains("value=\"ban\""));

    app.app.clock.advance(SignedDuration::from_hours(24));
    let page = text(&owner.get(&path).await);
    assert!(!page.contains("value=\"block\""));
    let why = "WhatsApp only blocks people while a message of theirs holds the window open.";
    assert!(page.contains(why), "{page}");
}
