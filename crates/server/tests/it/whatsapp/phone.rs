//! What comes from the phone of a business that uses its number there too.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use transom_channels::signature::HEADER;
use transom_domain::conversation::{Status, Thread};
use transom_domain::inbound::AccountChange;
use transom_domain::message::Author;
use transom_store::MessageRow;
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, client, webhooks};

use super::{NINA, NUMBER_ID, change, connect, seconds, status, writes};
use crate::graph::Graph;
use transom_domain::id::ChannelId;

struct Phone {
    live: Live,
    graph: Graph,
    channel_id: ChannelId,
    /// The second in which it begins.
    began: Timestamp,
}

impl Phone {
    async fn begin() -> Self {
        let live = Live::start().await;
        let graph = Graph::default();
        let url = format!("http://{}", graph.listen().await);
        let channel_id = connect(&live.app, live.workspace_id, &url, NUMBER_ID).await;
        let began = Timestamp::from_second(live.app.now().as_second()).unwrap();
        Self {
            live,
            graph,
            channel_id,
            began,
        }
    }

    async fn brings(&self, webhook: &Value) {
        let body = webhook.to_string();
        let signature = webhooks::signature(APP_SECRET, body.as_bytes());
        let request = client().post(self.live.webhooks()).body(body);
        let answer = request.header(HEADER, signature).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        self.live.settled().await;
    }

    /// A moment so many hours ago, as the platform tells it.
    fn ago(&self, hours: i64) -> Timestamp {
        self.began - SignedDuration::from_hours(hours)
    }

    async fn tells(&self, field: &str, what: &str, elements: Value) {
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "+33 1 84 88 00 00", "phone_number_id": NUMBER_ID },
            what: elements,
        });
        self.brings(&change(field, &value, self.ago(0))).await;
    }

    /// A chunk of the past with these messages of Nina's thread.
    async fn remembers(&self, messages: &[Value]) {
        let threads = json!([{ "id": NINA.wa_id, "messages": messages }]);
        let chunk = json!({ "metadata": { "phase": 0, "chunk_order": 1, "progress": 40 }, "threads": threads });
        self.tells("history", "history", json!([chunk])).await;
    }

    async fn thread(&self) -> Thread {
        let found = self.live.find(self.channel_id, NINA.wa_id.unwrap()).await;
        found.unwrap()
    }

    async fn lines(&self) -> Vec<MessageRow> {
        let id = self.thread().await.conversation.id;
        let mut read = self.live.app.db.read().await.unwrap();
        let rows = read.messages(self.live.workspace_id, id, None, 50).await;
        let mut rows = rows.unwrap();
        rows.sort_by_key(|row| row.message.at);
        rows
    }
}

fn asked(id: &str, at: Timestamp, text: &str) -> Value {
    json!({ "from": NINA.wa_id, "id": id, "timestamp": seconds(at), "type": "text", "text": { "body": text } })
}

fn answered(id: &str, at: Timestamp, text: &str) -> Value {
    json!({
        "from": "33184880000", "to": NINA.wa_id, "id": id, "timestamp": seconds(at), "type": "text",
        "text": { "body": text }, "history_context": { "status": "READ" },
    })
}

#[tokio::test]
async fn the_past_is_there_to_be_read_and_calls_for_nobody() {
    let phone = Phone::begin().await;
    let old = [
        asked("wamid.H1", phone.ago(200), "Do you have it in blue?"),
        answered("wamid.H2", phone.ago(199), "We do"),
        asked("wamid.H3", phone.ago(2), "And in red?"),
    ];
    // Told twice, and not in its order.
    phone.remembers(&old[1..]).await;
    phone.remembers(&old).await;
    let lines = phone.lines().await;
    let said: Vec<_> = lines
        .iter()
        .map(|row| (row.message.at, row.message.content.text.as_deref().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            (phone.ago(200), "Do you have it in blue?"),
            (phone.ago(199), "We do"),
            (phone.ago(2), "And in red?"),
        ]
    );
    assert_eq!(lines[1].message.author, Author::Agent(None));
    assert!(lines[1].read_at.is_some(), "how far it got is told too");
    let thread = phone.thread().await;
    let conversation = &thread.conversation;
    assert_eq!(
        (
            conversation.unread,
            conversation.waiting_since,
            conversation.window.closes_at
        ),
        (0, None, None),
        "a message of two hours ago opens no window that the platform did not give us"
    );
    assert_eq!(conversation.status, Status::Closed);
    // What is written now counts as ever.
    let now = phone.ago(0);
    phone.brings(&writes(NINA, now, "wamid.1", "Hello?")).await;
    let conversation = phone.thread().await.conversation;
    assert_eq!(
        (conversation.unread, conversation.status),
        (1, Status::Open)
    );
    assert_eq!(conversation.waiting_since, Some(now));
    assert!(conversation.window.closes_at.is_some());
    // And what comes late of the past changes nothing of that.
    phone
        .remembers(&[asked("wamid.H0", phone.ago(300), "Hi")])
        .await;
    let later = phone.thread().await.conversation;
    assert_eq!((later.unread, later.waiting_since), (1, Some(now)));
    assert_eq!(later.window, conversation.window);
    let report = status(NINA, now, "wamid.H2", "delivered", &json!({}));
    phone.brings(&report).await;
    assert!(phone.lines().await[2].read_at.is_some());
    assert!(phone.graph.sends().is_empty());
    phone.live.close().await;
}

#[tokio::test]
async fn a_file_of_the_past_takes_the_place_of_the_line_that_announced_it() {
    let phone = Phone::begin().await;
    let at = phone.ago(100);
    let announced = json!({ "from": NINA.wa_id, "id": "wamid.H1", "timestamp": seconds(at), "type": "media_placeholder" });
    phone.remembers(std::slice::from_ref(&announced)).await;
    assert!(phone.lines().await[0].message.content.unsupported);
    let file = json!({
        "from": NINA.wa_id, "id": "wamid.H1", "timestamp": seconds(at), "type": "image",
        "image": { "id": "901", "mime_type": "image/jpeg", "caption": "This one" },
    });
    phone
        .tells("history", "messages", json!([file.clone()]))
        .await;
    for _ in 0..2 {
        let [line] = phone.lines().await.try_into().unwrap();
        let content = &line.message.content;
        assert_eq!(content.text.as_deref(), Some("This one"));
        assert_eq!(content.attachments[0].media_id.as_deref(), Some("901"));
        assert!(content.past && !content.unsupported);
        assert_eq!(line.attachments.len(), 1, "it is fetched");
        // Told again, in either form, it stays as it is.
        phone.remembers(std::slice::from_ref(&announced)).await;
        phone
            .tells("history", "messages", json!([file.clone()]))
            .await;
    }
    phone.live.close().await;
}

#[tokio::test]
async fn the_address_book_names_customers_and_a_refused_past_is_on_record() {
    let phone = Phone::begin().await;
    let entry = json!({
        "type": "contact", "action": "add", "metadata": { "timestamp": seconds(phone.ago(1)) },
        "contact": { "full_name": "Nina Rossi", "phone_number": "+33 6 11 22 33 44" },
    });
    phone
        .tells("smb_app_state_sync", "state_sync", json!([entry]))
        .await;
    let thread = phone.thread().await;
    let name = thread.identity.profile.name.as_ref().unwrap();
    assert_eq!(name.value, "Nina Rossi");
    assert_eq!(thread.conversation.status, Status::Empty);
    let fault = json!({ "code": 2_593_109, "title": "History sync is turned off" });
    phone
        .tells("history", "history", json!([{ "errors": [fault] }]))
        .await;
    let whole = json!([{ "metadata": { "phase": 2, "progress": 100 }, "threads": [] }]);
    phone.tells("history", "history", whole).await;
    let mut read = phone.live.app.db.read().await.unwrap();
    let notices = read
        .channel_notices(phone.live.workspace_id, phone.channel_id, 10)
        .await
        .unwrap();
    let told: Vec<_> = notices.into_iter().map(|(_, change)| change).collect();
    assert!(told.contains(&AccountChange::PastTold), "{told:?}");
    assert!(
        told.iter()
            .any(|change| matches!(change, AccountChange::Alert { kind, .. } if kind == "2593109")),
        "{told:?}"
    );
    drop(read);
    phone.live.close().await;
}
