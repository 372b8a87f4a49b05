//! Customers who are kept away: what the platform is asked, what it does, and what the desk may do then.

mod instagram;
mod whatsapp;

use axum::http::StatusCode;
use serde_json::json;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Command, Reply};
use transom_domain::message::{Activity, Content};
use transom_domain::moderation::{BarStage, Moderation};
use transom_emulator::world::input::{NewComment, NewMessage};
use transom_testkit::live::Live;
use transom_testkit::{TestApp, eventually};

use crate::pages::browser::{Browser, text};

async fn stage(live: &Live, customer: &str, wanted: Option<BarStage>) {
    eventually("the platform has answered", async || {
        let thread = live.find(live.channel_id, customer).await?;
        let stage = thread.identity.profile.barred.map(|barred| barred.stage);
        (stage == wanted).then_some(())
    })
    .await;
}

async fn customer(live: &Live) -> String {
    let customer = live.customer("Nora");
    live.world
        .write(&customer, NewMessage::text("Hello"))
        .unwrap();
    live.settled().await;
    customer
}

/// What the lines of a thread tell of what happened, oldest first, but for its opening and closing.
async fn activities(live: &Live, thread: &Thread) -> Vec<Activity> {
    let mut read = live.app.db.read().await.unwrap();
    let id = thread.conversation.id;
    let rows = read.messages(live.workspace_id, id, None, 100);
    let rows = rows.await.unwrap().into_iter();
    rows.filter_map(|row| row.message.content.activity)
        .filter(|told| !matches!(told, Activity::Closed | Activity::Reopened))
        .collect()
}

fn in_public() -> NewComment {
    NewComment {
        text: "In public".to_owned(),
        post: None,
        parent: None,
        at: None,
    }
}

fn hello() -> Command {
    Command::Reply(Reply::new(Content::text("Hello yourself")))
}

#[tokio::test]
async fn a_blocked_customer_can_neither_write_nor_be_written_to_until_unblocked() {
    let live = Live::start().await;
    let nora = customer(&live).await;
    live.act(&nora, Command::Moderate(Moderation::Block))
        .await
        .unwrap();
    let refused = live.act(&nora, hello()).await.unwrap_err();
    assert_eq!(refused.code(), "blocked", "at once");
    stage(&live, &nora, Some(BarStage::Done)).await;
    let kept = live.world.write(&nora, NewMessage::text("Are you there?"));
    assert_eq!(kept.unwrap_err().code, "barred");
    live.world.comment(&nora, in_public()).unwrap();

    live.act(&nora, Command::Moderate(Moderation::Unblock))
        .await
        .unwrap();
    stage(&live, &nora, None).await;
    live.world.write(&nora, NewMessage::text("Thanks")).unwrap();
    live.settled().await;
    live.act(&nora, hello()).await.unwrap();
    live.settled().await;
    assert_eq!(live.phone(&nora), ["Hello yourself"]);
    live.close().await;
}

#[tokio::test]
async fn who_is_kept_away_waits_for_nobody_and_waits_again_when_they_are_back() {
    let live = Live::start().await;
    let nora = customer(&live).await;
    let counts = async || {
        let now = live.app.now();
        let mut read = live.app.db.read().await.unwrap();
        let counts = read.view_counts(live.workspace_id, None, now, now).await;
        let counts = counts.unwrap();
        (counts.all, counts.unassigned, counts.closed)
    };
    assert_eq!(counts().await, (1, 1, 0));
    live.act(&nora, Command::Moderate(Moderation::Block))
        .await
        .unwrap();
    assert_eq!(counts().await, (0, 0, 1), "at once");
    stage(&live, &nora, Some(BarStage::Done)).await;
    assert_eq!(counts().await, (0, 0, 1));
    live.act(&nora, Command::Moderate(Moderation::Unblock))
        .await
        .unwrap();
    stage(&live, &nora, None).await;
    assert_eq!(counts().await, (1, 1, 0));
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    assert!(thread.conversation.waiting_since.is_some());
    live.close().await;
}

#[tokio::test]
async fn a_banned_customer_cannot_comment_either() {
    let live = Live::start().await;
    let nora = customer(&live).await;
    live.act(&nora, Command::Moderate(Moderation::Ban))
        .await
        .unwrap();
    stage(&live, &nora, Some(BarStage::Done)).await;
    let comment = in_public();
    assert_eq!(
        live.world.comment(&nora, comment.clone()).unwrap_err().code,
        "barred"
    );
    live.act(&nora, Command::Moderate(Moderation::Unban))
        .await
        .unwrap();
    stage(&live, &nora, None).await;
    live.world.comment(&nora, comment).unwrap();
    live.close().await;
}

#[tokio::test]
async fn the_last_of_several_wishes_is_what_the_platform_does() {
    let live = Live::start().await;
    let nora = customer(&live).await;
    for action in [Moderation::Block, Moderation::Unblock, Moderation::Block] {
        live.act(&nora, Command::Moderate(action)).await.unwrap();
    }
    stage(&live, &nora, Some(BarStage::Done)).await;
    assert!(live.world.write(&nora, NewMessage::text("Hello?")).is_err());
    live.close().await;
}

#[tokio::test]
async fn the_desk_says_what_each_choice_does_and_that_somebody_is_blocked() {
    let app = TestApp::start().await;
    let conversation = app.customer_writes("77", "Hello").await;
    let owner = Browser::owner(&app).await;
    let path = format!("/inbox/all/{conversation}");
    let page = text(&owner.get(&path).await);
    for part in [
        "They can no longer write to you, and you cannot write to them.",
        "value=\"block\"",
        "value=\"ban\"",
        "value=\"spam\"",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    assert!(!page.contains("value=\"unblock\""));

    let answer = owner
        .post(
            &format!("/conversations/{conversation}/moderation"),
            &[("action", "block")],
        )
        .await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    let page = text(&owner.get(&path).await);
    for part in [
        "The platform is being asked to keep this person away.",
        "being blocked",
        "asked the platform: “Block”. It has not answered yet.",
        "value=\"unblock\"",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    assert!(!page.contains("value=\"block\""));
    assert!(!page.contains("blocked this person"), "it is not yet");
}

#[tokio::test]
async fn programs_block_and_are_told_how_far_it_is() {
    let app = TestApp::start().await;
    let conversation = app.customer_writes("77", "Hello").await;
    let path = format!("/api/v1/conversations/{conversation}");
    let moderate = format!("{path}/moderate");
    let answer = app
        .post(&moderate, &app.shop.token, &json!({ "action": "block" }))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["identity"]["barred"]["kind"], "block");
    assert_eq!(answer.json()["identity"]["barred"]["stage"], "asked");
    let message = json!({ "text": "Hello" });
    let refused = app
        .post(&format!("{path}/messages"), &app.shop.token, &message)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["code"], "blocked");
    let odd = app
        .post(&moderate, &app.shop.token, &json!({ "action": "hug" }))
        .await;
    assert!(odd.status.is_client_error());
}
