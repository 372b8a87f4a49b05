//! That somebody writes, and that they stopped without sending.

use jiff::SignedDuration;
use transom::conversations;
use transom_domain::decide::Actor;
use transom_domain::message::Origin;
use transom_testkit::eventually;
use transom_testkit::live::Live;

use crate::pages::browser::Browser;
use crate::sends::outcomes::{customer, human};

async fn shows(live: &Live, customer: &str, typing: bool) {
    eventually("the phone shows it", async || {
        let shown = live.world.customer(customer).unwrap().business_typing;
        (shown == typing).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_empties_the_composer_is_no_longer_shown_as_typing() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let path = format!("/conversations/{}/typing", thread.conversation.id);
    let owner = Browser::owner_of(&live).await;
    owner.post(&path, &[("typing", "true")]).await;
    shows(&live, &nora, true).await;
    owner.post(&path, &[("typing", "false")]).await;
    shows(&live, &nora, false).await;
    live.close().await;
}

#[tokio::test]
async fn a_program_says_both_and_nothing_is_said_beyond_the_window() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let id = live
        .find(live.channel_id, &nora)
        .await
        .unwrap()
        .conversation
        .id;
    let by = Actor {
        agent_id: live.owner,
        origin: Origin::Api,
    };
    let see = async |writes| {
        let seen = conversations::seen(&live.app, live.workspace_id, id, by, writes);
        seen.await.unwrap();
    };
    see(Some(true)).await;
    shows(&live, &nora, true).await;
    see(Some(false)).await;
    shows(&live, &nora, false).await;
    live.advance(SignedDuration::from_hours(25));
    see(Some(true)).await;
    live.act(&nora, human("Still here")).await.unwrap();
    live.settled().await;
    let log = live.world.sends(None, false, 10);
    let kinds: Vec<_> = log.sends.iter().map(|send| send.kind.as_str()).collect();
    let typing = kinds.iter().filter(|kind| kind.starts_with("typing"));
    assert_eq!(typing.count(), 2, "{kinds:?}");
    live.close().await;
}
