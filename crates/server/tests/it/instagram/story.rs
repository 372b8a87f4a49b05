//! A conversation over the network: the program serves, and a Graph API notes what it is sent.

use jiff::SignedDuration;
use reqwest::Client;
use serde_json::{Value, json};
use transom_channels::signature::HEADER;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::{ChannelId, MessageId};
use transom_domain::message::{Content, DeliveryStatus, Extra, FailureClass, Structured};
use transom_policy::Human;
use transom_store::MessageRow;
use transom_testkit::live::Live;
use transom_testkit::{client, eventually, webhooks};

use super::{ACCOUNT, CUSTOMER, PAGE, SECRETS, connect, did, echo, webhook};
use crate::graph::Graph;

struct Story {
    live: Live,
    graph: Graph,
    client: Client,
    channel_id: ChannelId,
}

impl Story {
    async fn begin(page_id: Option<&str>) -> Self {
        let live = Live::start().await;
        let graph = Graph::default();
        let graph_url = format!("http://{}", graph.listen().await);
        let channel_id = connect(&live.app, live.workspace_id, &graph_url, page_id).await;
        Self {
            live,
            graph,
            client: client(),
            channel_id,
        }
    }

    /// Now, by the platform's clock.
    fn at(&self) -> i64 {
        self.live.app.now().as_millisecond()
    }

    /// Brings an entry, signed with either of the secrets in turn.
    async fn brings(&self, entry: &Value) {
        let body = webhook(entry).to_string();
        let signature = webhooks::signature(SECRETS[body.len() % 2], body.as_bytes());
        let request = self.client.post(self.live.webhooks()).body(body);
        let answer = request.header(HEADER, signature).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        self.live.settled().await;
    }

    async fn says(&self, mid: &str, text: &str) {
        let message = json!({ "mid": mid, "text": text });
        self.brings(&did(self.at(), "message", &message)).await;
    }

    async fn thread(&self) -> Thread {
        self.live.find(self.channel_id, CUSTOMER).await.unwrap()
    }

    async fn answers(&self, text: &str) -> MessageId {
        self.sends(Content::text(text)).await
    }

    async fn sends(&self, content: Content) -> MessageId {
        let reply = Command::Reply(Reply::<Human>::new(content));
        let done = self.live.act_in(&self.thread().await, reply).await;
        let message_id = done.unwrap().message_id.unwrap();
        self.live.settled().await;
        message_id
    }

    async fn lines(&self) -> Vec<MessageRow> {
        let id = self.thread().await.conversation.id;
        let mut read = self.live.app.db.read().await.unwrap();
        let workspace_id = self.live.workspace_id;
        read.messages(workspace_id, id, None, 100).await.unwrap()
    }
}

fn is_sent(status: &DeliveryStatus) -> bool {
    matches!(status, DeliveryStatus::Sent { .. })
}

#[tokio::test]
async fn a_message_is_answered_at_the_account_or_its_page_and_seen() {
    for (page_id, address) in [(None, ACCOUNT), (Some(PAGE), PAGE)] {
        let story = Story::begin(page_id).await;
        story.says("aWdf1", "How much?").await;
        let conversation = story.thread().await.conversation;
        assert_eq!(
            conversation.window.closes_at,
            conversation
                .last_customer_at
                .map(|at| at + SignedDuration::from_hours(24))
        );
        let message_id = story.answers("59 euros").await;
        let [sent] = story.graph.sends().try_into().unwrap();
        assert_eq!(sent.page, address);
        assert_eq!(
            sent.body,
            json!({ "recipient": { "id": CUSTOMER }, "message": { "text": "59 euros" } })
        );
        let line = story.live.line(message_id).await;
        assert_eq!(line.message.external_id.as_deref(), Some("m_sent_1"));
        assert!(is_sent(&story.live.status(message_id).await));

        // The platform's echo of it is no second line.
        let of_ours = echo(
            story.at(),
            &json!({ "mid": "m_sent_1", "text": "59 euros" }),
        );
        story.brings(&of_ours).await;
        assert_eq!(story.lines().await.len(), 2);
        assert!(story.live.line(message_id).await.read_at.is_none());
        story.live.advance(SignedDuration::from_secs(5));
        let seen = did(story.at(), "read", &json!({ "mid": "m_sent_1" }));
        story.brings(&seen).await;
        assert!(story.live.line(message_id).await.read_at.is_some());
        story.live.close().await;
    }
}

#[tokio::test]
async fn the_customers_name_is_asked_for() {
    let story = Story::begin(None).await;
    story.says("aWdf1", "How much?").await;
    let thread = story.thread().await;
    let contact = eventually("the name is known", async || {
        let mut read = story.live.app.db.read().await.ok()?;
        let workspace_id = story.live.workspace_id;
        let contact = read.load_contact(workspace_id, thread.identity.contact_id);
        contact.await.ok().filter(|contact| contact.name.is_some())
    })
    .await;
    assert_eq!(contact.name.as_deref(), Some("Somebody"));
    assert_eq!(contact.username.as_deref(), Some("somebody"));
    story.live.close().await;
}

#[tokio::test]
async fn beyond_the_window_a_person_answers_with_type_and_tag() {
    let story = Story::begin(None).await;
    story.says("aWdf1", "How much?").await;
    story.live.advance(SignedDuration::from_hours(30));
    story.answers("Sorry for the wait: 59 euros").await;
    let [sent] = story.graph.sends().try_into().unwrap();
    assert_eq!(
        (&sent.body["messaging_type"], &sent.body["tag"]),
        (&json!("MESSAGE_TAG"), &json!("HUMAN_AGENT"))
    );
    story.live.close().await;
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_an_echo_that_names_nothing() {
    let story = Story::begin(None).await;
    story.says("aWdf1", "How much?").await;
    let lost = json!({ "error": { "message": "unknown", "code": 1, "error_subcode": 1_357_046 } });
    story.graph.answers(ACCOUNT, Some((500, lost)));
    let message_id = story.answers("59 euros").await;
    assert_eq!(
        story.live.status(message_id).await,
        DeliveryStatus::Unconfirmed
    );
    // Other words are somebody else's.
    let other = echo(
        story.at(),
        &json!({ "mid": "aWdf2", "text": "A colleague looks" }),
    );
    story.brings(&other).await;
    assert_eq!(
        story.live.status(message_id).await,
        DeliveryStatus::Unconfirmed
    );
    let ours = echo(story.at(), &json!({ "mid": "aWdf3", "text": "59 euros" }));
    story.brings(&ours).await;
    assert!(is_sent(&story.live.status(message_id).await));
    let line = story.live.line(message_id).await;
    assert_eq!(line.message.external_id.as_deref(), Some("aWdf3"));
    // Told again it is the same, and the same words once more are another message.
    story.brings(&ours).await;
    assert_eq!(story.lines().await.len(), 3);
    let again = echo(story.at(), &json!({ "mid": "aWdf4", "text": "59 euros" }));
    story.brings(&again).await;
    assert_eq!(story.lines().await.len(), 4);
    assert_eq!(story.graph.sends().len(), 1);
    story.live.close().await;
}

#[tokio::test]
async fn an_echo_settles_what_was_given_up_and_first_what_is_under_way() {
    let story = Story::begin(None).await;
    story.says("aWdf1", "How much?").await;
    let lost = || {
        Some((
            500,
            json!({ "error": { "message": "unknown", "code": 1, "error_subcode": 1_357_046 } }),
        ))
    };
    story.graph.answers(ACCOUNT, lost());
    let given_up = story.answers("59 euros").await;
    story.live.advance(SignedDuration::from_mins(11));
    story.live.settled().await;
    let DeliveryStatus::Failed(failure) = story.live.status(given_up).await else {
        panic!("nobody waits for it any more")
    };
    assert_eq!(failure.class, FailureClass::Unconfirmed);
    story.graph.answers(ACCOUNT, lost());
    let under_way = story.answers("59 euros").await;
    let echo_of = |mid: &str| echo(story.at(), &json!({ "mid": mid, "text": "59 euros" }));
    story.brings(&echo_of("aWdf2")).await;
    assert!(is_sent(&story.live.status(under_way).await));
    story.brings(&echo_of("aWdf3")).await;
    assert!(is_sent(&story.live.status(given_up).await));
    assert_eq!(story.thread().await.conversation.failed, []);
    assert_eq!(story.lines().await.len(), 3);
    story.live.close().await;
}

#[tokio::test]
async fn what_is_named_by_its_kind_alone_is_known_by_its_echo() {
    let story = Story::begin(None).await;
    story.says("aWdf1", "How much?").await;
    let post = Structured::Post {
        id: "18000001".to_owned(),
    };
    for (number, (structured, kind)) in [
        (Structured::Heart, "like_heart"),
        (post.clone(), "ig_post"),
        (post, "share"),
    ]
    .into_iter()
    .enumerate()
    {
        let lost =
            json!({ "error": { "message": "unknown", "code": 1, "error_subcode": 1_357_046 } });
        story.graph.answers(ACCOUNT, Some((500, lost)));
        let content = Content {
            extra: Some(Extra::Structured(Box::new(structured))),
            ..Content::default()
        };
        let message_id = story.sends(content).await;
        let attachment = json!({ "type": kind, "payload": { "url": "https://cdn.example/1" } });
        let message = json!({ "mid": format!("aWdg{number}"), "attachments": [attachment] });
        story.brings(&echo(story.at(), &message)).await;
        assert!(is_sent(&story.live.status(message_id).await), "{kind}");
        assert_eq!(story.lines().await.len(), number + 2, "{kind}");
    }
    story.live.close().await;
}

#[tokio::test]
async fn instagrams_own_errors_have_their_consequences() {
    let story = Story::begin(None).await;
    story.says("aWdf1", "How much?").await;
    let error = |code: i64, subcode: i64| {
        let error = json!({
            "message": "This message is sent outside of allowed window.", "type": "IGApiException",
            "code": code, "error_subcode": subcode, "fbtrace_id": "A1",
        });
        Some((403, json!({ "error": error })))
    };
    for (code, subcode, class) in [
        (10, 2_534_022, FailureClass::WindowClosed),
        (100, 2_534_014, FailureClass::Rejected),
        (100, 2_534_029, FailureClass::Restricted),
    ] {
        story.graph.answers(ACCOUNT, error(code, subcode));
        let message_id = story.answers("59 euros").await;
        match story.live.status(message_id).await {
            DeliveryStatus::Failed(failure) => assert_eq!(failure.class, class),
            other => panic!("{code}/{subcode}: {other:?}"),
        }
    }
    let connected = story
        .live
        .app
        .channels
        .find(story.live.workspace_id, story.channel_id);
    let now = story.live.app.now();
    assert!(connected.unwrap().channel.bar(now).is_some());
    story.live.close().await;
}
