//! What is sent from a number, and what its reports make of it.

mod begin;
mod files;
mod held;
mod kinds;

use jiff::{SignedDuration, Timestamp};
use reqwest::Client;
use serde_json::{Value, json};
use transom::sign_in;
use transom_channels::signature::HEADER;
use transom_domain::agent::Scope;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::{ConversationId, MessageId};
use transom_domain::message::{Content, DeliveryStatus, FailureClass};
use transom_policy::Human;
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, client, eventually, webhooks};

use super::{NINA, NUMBER_ID, Someone, connect, sends, status, writes};
use crate::graph::Graph;
use transom_domain::id::ChannelId;

/// A number that serves, and a Graph API that notes what it is sent.
struct Story {
    live: Live,
    graph: Graph,
    client: Client,
    channel_id: ChannelId,
    token: String,
}

impl Story {
    async fn begin() -> Self {
        let live = Live::start().await;
        let graph = Graph::default();
        let graph_url = format!("http://{}", graph.listen().await);
        let channel_id = connect(&live.app, live.workspace_id, &graph_url, NUMBER_ID).await;
        let scopes = Scope::ALL.to_vec();
        let made = sign_in::make_token(&live.app, live.workspace_id, live.owner, "test", scopes);
        let token = made.await.unwrap().1.expose().to_owned();
        Self {
            live,
            graph,
            client: client(),
            channel_id,
            token,
        }
    }

    /// Nina has written.
    async fn with_nina() -> Self {
        let story = Self::begin().await;
        story
            .brings(&writes(NINA, story.at(), "wamid.1", "Hello"))
            .await;
        story
    }

    /// Now, by the platform's clock.
    fn at(&self) -> Timestamp {
        self.live.app.now()
    }

    async fn brings(&self, webhook: &Value) {
        let body = webhook.to_string();
        let signature = webhooks::signature(APP_SECRET, body.as_bytes());
        let request = self.client.post(self.live.webhooks()).body(body);
        let answer = request.header(HEADER, signature).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        self.live.settled().await;
    }

    async fn thread(&self) -> Thread {
        let found = self.live.find(self.channel_id, NINA.wa_id.unwrap()).await;
        found.unwrap()
    }

    async fn answers_in(&self, thread: &Thread, text: &str) -> MessageId {
        let reply = Command::Reply(Reply::<Human>::new(Content::text(text)));
        let done = self.live.act_in(thread, reply).await;
        done.unwrap().message_id.unwrap()
    }

    async fn answers(&self, text: &str) -> MessageId {
        self.answers_in(&self.thread().await, text).await
    }

    /// A program posts to an address of the conversation.
    async fn posts(&self, what: &str, body: &Value) -> (u16, Value) {
        let id = self.thread().await.conversation.id;
        self.posts_to(id, what, body).await
    }

    async fn posts_to(&self, id: ConversationId, what: &str, body: &Value) -> (u16, Value) {
        let base = self.live.webhooks().replace("/hooks/meta", "/api/v1");
        let request = self
            .client
            .post(format!("{base}/conversations/{id}/{what}"))
            .bearer_auth(&self.token)
            .header("content-type", "application/json")
            .body(body.to_string());
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap())
    }
}

#[tokio::test]
async fn a_message_is_answered_from_the_number_and_its_ticks_only_rise() {
    let story = Story::with_nina().await;
    let closes_at = story.thread().await.conversation.window.closes_at.unwrap();
    assert_eq!(closes_at.duration_since(story.at()).as_hours(), 23);
    let id = story.answers("It ships tomorrow").await;
    story.live.settled().await;
    let [sent] = story.graph.sends().try_into().unwrap();
    assert_eq!(
        sent.body,
        json!({
            "messaging_product": "whatsapp", "recipient_type": "individual", "to": NINA.wa_id,
            "type": "text", "text": { "body": "It ships tomorrow", "preview_url": false },
            "biz_opaque_callback_data": id.to_string(),
        })
    );
    assert_eq!(sent.page, NUMBER_ID);
    let priced = json!({ "pricing": { "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service" } });
    let later = |seconds| story.at() + SignedDuration::from_secs(seconds);
    story.live.advance(SignedDuration::from_mins(1));
    for (at, reached, more) in [
        (later(-3), "read", json!({})),
        (later(-9), "sent", priced),
        (later(-5), "delivered", json!({})),
        (
            later(-1),
            "failed",
            json!({ "errors": [{ "code": 131_026 }] }),
        ),
    ] {
        story
            .brings(&status(NINA, at, "wamid.sent.1", reached, &more))
            .await;
        let line = story.live.line(id).await;
        assert!(line.read_at.is_some(), "{reached}");
        assert!(matches!(
            story.live.status(id).await,
            DeliveryStatus::Sent { .. }
        ));
    }
    let line = story.live.line(id).await;
    assert_eq!(line.message.external_id.as_deref(), Some("wamid.sent.1"));
    assert!(line.delivered_at.is_some());
    assert!(story.thread().await.conversation.failed.is_empty());
    story.live.close().await;
}

#[tokio::test]
async fn a_failure_that_is_told_before_the_answer_fails_the_message() {
    // By our name for it, while the answer is still awaited.
    let story = Story::with_nina().await;
    story.graph.hang(NUMBER_ID);
    let id = story.answers("It ships tomorrow").await;
    eventually("it is sent", async || story.graph.sends().pop()).await;
    let errors = json!({ "errors": [{ "code": 131_026, "title": "Message undeliverable" }], "biz_opaque_callback_data": id.to_string() });
    story
        .brings_while_sending(&status(NINA, story.at(), "wamid.sent.1", "failed", &errors))
        .await;
    let failure = eventually("it has failed", async || {
        match story.live.status(id).await {
            DeliveryStatus::Failed(failure) => Some(failure),
            _ => None,
        }
    })
    .await;
    assert_eq!(failure.class, FailureClass::Unreachable);
    assert_eq!(story.thread().await.conversation.failed, [id]);

    // By the platform's id alone, which comes with the answer.
    let story = Story::with_nina().await;
    let errors = json!({ "errors": [{ "code": 131_049, "title": "Not delivered" }] });
    story
        .brings(&status(NINA, story.at(), "wamid.sent.1", "failed", &errors))
        .await;
    let id = story.answers("It ships tomorrow").await;
    story.live.settled().await;
    let DeliveryStatus::Failed(failure) = story.live.status(id).await else {
        panic!("it was told to have failed");
    };
    assert_eq!(failure.code.as_deref(), Some("131049"));
    assert_eq!(story.thread().await.conversation.failed, [id]);
    story.live.close().await;
}

impl Story {
    /// The same while a send is under way, so that nothing settles.
    async fn brings_while_sending(&self, webhook: &Value) {
        let body = webhook.to_string();
        let signature = webhooks::signature(APP_SECRET, body.as_bytes());
        let request = self.client.post(self.live.webhooks()).body(body);
        let answer = request.header(HEADER, signature).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
    }
}

#[tokio::test]
async fn an_answer_that_is_refused_in_an_open_window_is_sent_once_more_and_no_oftener() {
    let story = Story::with_nina().await;
    let closed =
        json!({ "error": { "code": 131_047, "message": "(#131047) Re-engagement message" } });
    story.graph.answers(NUMBER_ID, Some((400, closed)));
    let id = story.answers("It ships tomorrow").await;
    eventually("it was refused", async || {
        let status = story.live.status(id).await;
        (status == DeliveryStatus::Queued && !story.graph.sends().is_empty()).then_some(())
    })
    .await;
    story.live.advance(SignedDuration::from_secs(31));
    eventually("it was tried again", async || {
        matches!(story.live.status(id).await, DeliveryStatus::Failed(_)).then_some(())
    })
    .await;
    assert_eq!(story.graph.sends().len(), 2);
    let DeliveryStatus::Failed(failure) = story.live.status(id).await else {
        unreachable!("it has failed");
    };
    assert_eq!(failure.class, FailureClass::WindowClosed);
    assert!(story.thread().await.conversation.window.closes_at > Some(story.at()));
    story.live.close().await;
}

#[tokio::test]
async fn whoever_moved_is_reached_under_the_new_id_and_whoever_has_none_by_the_other() {
    let story = Story::with_nina().await;
    let thread = story.thread().await;
    let body = json!({ "type": "user_changed_number", "wa_id": "33699887766", "body": "moved" });
    story.live.advance(SignedDuration::from_mins(1));
    story
        .brings(&sends(NINA, story.at(), "wamid.moved", "system", &body))
        .await;
    story.answers_in(&thread, "Welcome back").await;
    story.live.settled().await;
    let nameless = Someone {
        user_id: Some("FR.77"),
        ..Someone::default()
    };
    story
        .brings(&writes(nameless, story.at(), "wamid.2", "Hi"))
        .await;
    let other = story.live.find(story.channel_id, "FR.77").await.unwrap();
    story.answers_in(&other, "Good evening").await;
    story.live.settled().await;
    let [first, second] = story.graph.sends().try_into().unwrap();
    assert_eq!(first.body["to"], "33699887766");
    assert_eq!(second.body["recipient"], "FR.77");
    assert!(second.body.get("to").is_none(), "{:?}", second.body);
    story.live.close().await;
}

#[tokio::test]
async fn whoever_got_another_id_of_the_business_keeps_their_conversation() {
    let story = Story::with_nina().await;
    let known = story.thread().await.conversation.id;
    let renamed = json!({ "type": "user_changed_user_id", "user_id": "FR.2", "body": "changed" });
    story.live.advance(SignedDuration::from_mins(1));
    story
        .brings(&sends(NINA, story.at(), "wamid.new", "system", &renamed))
        .await;
    // From now on she hides her number, and is told another id again.
    let hidden = |user_id| Someone {
        user_id: Some(user_id),
        ..Someone::default()
    };
    let again = json!({ "type": "user_changed_user_id", "user_id": "FR.3", "body": "changed" });
    story.live.advance(SignedDuration::from_mins(1));
    story
        .brings(&writes(hidden("FR.2"), story.at(), "wamid.2", "It is me"))
        .await;
    story
        .brings(&sends(
            hidden("FR.2"),
            story.at(),
            "wamid.newer",
            "system",
            &again,
        ))
        .await;
    story.live.advance(SignedDuration::from_mins(1));
    story
        .brings(&writes(hidden("FR.3"), story.at(), "wamid.3", "And again"))
        .await;
    let thread = story.live.find(story.channel_id, "FR.3").await.unwrap();
    assert_eq!(thread.conversation.id, known);
    assert_eq!(thread.conversation.unread, 3);
    story.answers_in(&thread, "Welcome back").await;
    story.live.settled().await;
    let [sent] = story.graph.sends().try_into().unwrap();
    assert_eq!(sent.body["recipient"], "FR.3");
    story.live.close().await;
}

#[tokio::test]
async fn who_opens_a_conversation_marks_it_as_read_and_may_show_that_they_write() {
    let story = Story::with_nina().await;
    let (code, view) = story.posts("seen", &json!({})).await;
    assert_eq!((code, &view["unread"]), (200, &json!(0)), "{view}");
    let mark =
        json!({ "messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1" });
    eventually("it is told", async || {
        (story.graph.marks() == [mark.clone()]).then_some(())
    })
    .await;
    // Nothing new was read.
    story.posts("seen", &json!({})).await;
    let (code, _) = story.posts("seen", &json!({ "typing": true })).await;
    assert_eq!(code, 200);
    let mut typing = mark.clone();
    typing["typing_indicator"] = json!({ "type": "text" });
    eventually("it is told", async || {
        (story.graph.marks() == [mark.clone(), typing.clone()]).then_some(())
    })
    .await;
    story.live.close().await;
}
