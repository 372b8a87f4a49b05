//! An Instagram account keeps people away through its page, and not at all when it is connected by itself.

use serde_json::json;
use transom_channels::signature::HEADER;
use transom_domain::conversation::Thread;
use transom_domain::decide::Command;
use transom_domain::id::ChannelId;
use transom_domain::message::Activity;
use transom_domain::moderation::{BarStage, Moderation};
use transom_emulator::world::input::{NewCustomer, NewMessage};
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, client, eventually, webhooks};

use super::{activities, hello};
use crate::instagram::{ACCOUNT, CUSTOMER, did, webhook};

async fn customer(live: &Live, channel_id: ChannelId) -> (String, Thread) {
    let new = NewCustomer {
        name: "Nora".to_owned(),
        page: Some(ACCOUNT.to_owned()),
        ..NewCustomer::default()
    };
    let nora = live.world.create_customer(new).unwrap().id;
    live.world.write(&nora, NewMessage::text("Hello")).unwrap();
    live.settled().await;
    let thread = live.find(channel_id, &nora).await.unwrap();
    (nora, thread)
}

async fn wants(live: &Live, thread: &Thread, action: Moderation) -> Result<(), String> {
    let done = live.act_in(thread, Command::Moderate(action)).await;
    done.map(drop).map_err(|error| error.to_string())
}

async fn answered(live: &Live, channel_id: ChannelId, customer: &str, wanted: Option<BarStage>) {
    eventually("the platform has answered", async || {
        let profile = live.find(channel_id, customer).await?.identity.profile;
        let stage = profile.barred.map(|barred| barred.stage);
        (stage == wanted && profile.asked.is_none()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_account_of_a_page_blocks_and_unblocks() {
    let live = Live::start().await;
    let channel_id = live.connect_instagram_of_page(ACCOUNT).await;
    let (nora, thread) = customer(&live, channel_id).await;
    wants(&live, &thread, Moderation::Block).await.unwrap();
    answered(&live, channel_id, &nora, Some(BarStage::Done)).await;
    let kept = live.world.write(&nora, NewMessage::text("Are you there?"));
    assert_eq!(kept.unwrap_err().code, "barred");
    let refused = live.act_in(&thread, hello()).await.unwrap_err();
    assert_eq!(refused.code(), "blocked");
    let refused = wants(&live, &thread, Moderation::Ban).await.unwrap_err();
    assert_eq!(refused, "cannot-moderate");

    wants(&live, &thread, Moderation::Unblock).await.unwrap();
    answered(&live, channel_id, &nora, None).await;
    live.world.write(&nora, NewMessage::text("Thanks")).unwrap();
    live.settled().await;
    live.act_in(&thread, hello()).await.unwrap();
    live.settled().await;
    assert_eq!(live.phone(&nora), ["Hello yourself"]);
    live.close().await;
}

#[tokio::test]
async fn what_the_platform_refuses_is_told_with_its_reason_and_undone() {
    let live = Live::start().await;
    let channel_id = live.connect_instagram_of_page(ACCOUNT).await;
    // The platform itself knows nobody of this id.
    let at = live.app.now().as_millisecond();
    let message = json!({ "mid": "aWdf1", "text": "How much?" });
    let body = webhook(&did(at, "message", &message)).to_string();
    let signature = webhooks::signature(APP_SECRET, body.as_bytes());
    let request = client().post(live.webhooks()).body(body);
    let answer = request.header(HEADER, signature).send().await.unwrap();
    assert!(answer.status().is_success());
    live.settled().await;
    let thread = live.find(channel_id, CUSTOMER).await.unwrap();

    wants(&live, &thread, Moderation::Block).await.unwrap();
    answered(&live, channel_id, CUSTOMER, None).await;
    let told = activities(&live, &thread).await;
    let [Activity::ModerationFailed { action, code, .. }] = &told[..] else {
        panic!("{told:?}");
    };
    let refused = (*action, code.as_deref());
    assert_eq!(refused, (Moderation::Block, Some("100/33")));
    live.close().await;
}

#[tokio::test]
async fn an_account_with_instagram_login_is_told_that_it_cannot() {
    let live = Live::start().await;
    let channel_id = live.connect_instagram(ACCOUNT).await;
    let (nora, thread) = customer(&live, channel_id).await;
    let told = wants(&live, &thread, Moderation::Block).await.unwrap_err();
    assert!(told.contains("connect it through its page"), "{told}");
    let thread = live.find(channel_id, &nora).await.unwrap();
    assert_eq!(thread.identity.profile.barred, None);
    assert_eq!(activities(&live, &thread).await, []);
    live.close().await;
}
