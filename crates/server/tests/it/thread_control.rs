//! Threads that several apps share, through the whole server and the emulated platform.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use transom::sign_in;
use transom_domain::agent::Scope;
use transom_domain::message::{DeliveryStatus, FailureClass};
use transom_emulator::world::input::{BusinessMessage, NewMessage, Origin};
use transom_emulator::world::routing::{AppAct, AppAction, Party};
use transom_testkit::live::{Live, PAGE};
use transom_testkit::{client, eventually};

use crate::sends::outcomes::{customer, human};

/// The app id of the page's own inbox.
const INBOX: &str = "263902037430900";

struct Desk {
    live: Live,
    client: Client,
    token: String,
    customer: String,
    address: String,
}

impl Desk {
    /// A customer has written, and it is known by which app the page is connected.
    async fn open() -> Self {
        let live = Live::start().await;
        let scopes = Scope::ALL.to_vec();
        let made = sign_in::make_token(&live.app, live.workspace_id, live.owner, "Test", scopes);
        let token = made.await.unwrap().1.expose().to_owned();
        let customer = customer(&live, "Nora").await;
        eventually("our own app is known", async || {
            let connected = live.app.channels.find(live.workspace_id, live.channel_id);
            connected?.channel.app.id.clone()
        })
        .await;
        let thread = live.find(live.channel_id, &customer).await.unwrap();
        let server = live.webhooks().replace("/hooks/meta", "");
        let address = format!("{server}/api/v1/conversations/{}", thread.conversation.id);
        Self {
            live,
            client: client(),
            token,
            customer,
            address,
        }
    }

    async fn get(&self, path: &str) -> Value {
        let request = self.client.get(format!("{}{path}", self.address));
        let answer = request.bearer_auth(&self.token).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let request = self.client.post(format!("{}{path}", self.address));
        let request = request.bearer_auth(&self.token).json(&body);
        let answer = request.send().await.unwrap();
        let status = answer.status();
        (status, answer.json().await.unwrap())
    }

    async fn control(&self, body: Value) -> (StatusCode, Value) {
        self.post("/thread-control", body).await
    }

    async fn another(&self, app: Party, action: AppAction) {
        let act = AppAct {
            app,
            action,
            metadata: Some("a word".to_owned()),
        };
        self.live.world.act_as_app(&self.customer, &act).unwrap();
        self.live.settled().await;
    }

    async fn says(&self, text: &str) {
        let message = NewMessage::text(text);
        self.live.world.write(&self.customer, message).unwrap();
        self.live.settled().await;
    }

    /// What happened to the control of the thread, by its words, oldest first.
    async fn told(&self) -> Vec<String> {
        let mut messages = self.get("/messages").await["messages"]
            .as_array()
            .unwrap()
            .clone();
        messages.sort_by_key(|message| message["at"].as_str().unwrap().to_owned());
        messages
            .iter()
            .filter_map(|message| {
                let change = &message["activity"]["change"];
                change.as_str().map(str::to_owned)
            })
            .collect()
    }
}

#[tokio::test]
async fn a_taken_thread_is_read_along_and_answered_once_it_is_taken_back() {
    let desk = Desk::open().await;
    assert_eq!(desk.get("/thread-control").await["owner"], "alone");
    desk.another(Party::PageInbox, AppAction::Take).await;
    desk.says("To the inbox").await;
    let said = BusinessMessage {
        text: "From the inbox".to_owned(),
        origin: Origin::PageInbox,
        at: None,
    };
    desk.live
        .world
        .write_elsewhere(&desk.customer, said)
        .unwrap();
    desk.live.settled().await;
    let control = desk.get("/thread-control").await;
    assert_eq!(control["owner"], "app");
    assert_eq!(control["owner_app_id"], "263902037430900");
    // What was said meanwhile is there; an answer is refused, by the same word everywhere.
    let said = desk.get("/messages").await.to_string();
    assert!(said.contains("To the inbox") && said.contains("From the inbox"));
    let hello = json!({ "text": "Hello", "author": "human" });
    let (status, refused) = desk.post("/messages", hello.clone()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused["code"], "standby");
    assert_eq!(refused["routes"], json!([]));
    let routes = desk.get("/routes").await;
    assert_eq!(routes["routes"][0]["code"], "standby");
    // A program does not take it; a person does.
    let (status, refused) = desk.control(json!({ "action": "take" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused["code"], "human-only");
    let take = json!({ "action": "take", "author": "human" });
    let (status, control) = desk.control(take).await;
    assert_eq!((status, &control["owner"]), (StatusCode::OK, &json!("us")));
    let (status, _) = desk.post("/messages", hello).await;
    assert_eq!(status, StatusCode::CREATED);
    desk.live.settled().await;
    assert!(
        desk.live
            .phone(&desk.customer)
            .contains(&"Hello".to_owned())
    );
    assert_eq!(desk.told().await, ["lost", "taken"]);
    desk.live.close().await;
}

#[tokio::test]
async fn a_thread_is_passed_to_an_app_that_was_looked_up_and_comes_back() {
    let desk = Desk::open().await;
    let (_, control) = desk.control(json!({ "action": "look" })).await;
    let apps = control["apps"].as_array().unwrap();
    assert_eq!(apps.len(), 2, "{control}");
    assert_eq!(apps[1]["name"], "Booking bot");
    let stranger = json!({ "action": "pass", "app_id": "1" });
    let (status, refused) = desk.control(stranger).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(refused["field"], "app_id");
    let pass = json!({ "action": "pass", "app_id": apps[1]["id"] });
    let (status, control) = desk.control(pass).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(control["owner_name"], "Booking bot");
    desk.live.settled().await;
    desk.another(Party::OtherApp, AppAction::Pass).await;
    assert_eq!(desk.get("/thread-control").await["owner"], "us");
    assert_eq!(desk.told().await, ["passed_to", "received"]);
    let conversation = desk.get("").await;
    assert!(!conversation["waiting_since"].is_null(), "{conversation}");
    desk.live.close().await;
}

#[tokio::test]
async fn the_wish_of_another_app_is_declined_or_granted() {
    let desk = Desk::open().await;
    desk.another(Party::OtherApp, AppAction::Request).await;
    let control = desk.get("/thread-control").await;
    assert_eq!(control["request"]["note"], "a word");
    let (_, control) = desk.control(json!({ "action": "decline" })).await;
    assert_eq!(control["request"], Value::Null);
    desk.live.advance(jiff::SignedDuration::from_secs(5));
    desk.another(Party::OtherApp, AppAction::Request).await;
    let app_id = desk.get("/thread-control").await["request"]["app_id"].clone();
    let pass = json!({ "action": "pass", "app_id": app_id });
    let (_, control) = desk.control(pass).await;
    assert_eq!(control["owner"], "app");
    assert_eq!(control["request"], Value::Null);
    desk.live.close().await;
}

#[tokio::test]
async fn what_the_platform_refuses_changes_nothing_and_says_why() {
    let desk = Desk::open().await;
    desk.another(Party::OtherApp, AppAction::Take).await;
    // Whom threads do not fall to by themselves may not take them.
    desk.live
        .world
        .set_default_app(PAGE, Party::OtherApp)
        .unwrap();
    let take = json!({ "action": "take", "author": "human" });
    let (status, refused) = desk.control(take).await;
    assert_eq!(status, StatusCode::BAD_GATEWAY);
    assert_eq!(refused["code"], "platform-refused");
    assert!(refused["detail"].as_str().unwrap().contains("permission"));
    assert_eq!(desk.get("/thread-control").await["owner"], "app");
    let ask = json!({ "action": "request", "note": "please" });
    assert_eq!(desk.control(ask).await.0, StatusCode::OK);
    let wish = desk.live.world.customer(&desk.customer).unwrap().wished_for;
    assert_eq!(wish.as_deref(), Some("please"));
    desk.live.close().await;
}

#[tokio::test]
async fn a_refused_send_tells_that_another_app_took_the_thread() {
    let desk = Desk::open().await;
    // The notice of it is on its way when the answer leaves.
    let faults = serde_json::from_value(json!({ "webhooks": { "paused": true } })).unwrap();
    desk.live.world.set_faults(PAGE, faults).unwrap();
    let act = AppAct {
        app: Party::OtherApp,
        action: AppAction::Take,
        metadata: None,
    };
    desk.live.world.act_as_app(&desk.customer, &act).unwrap();
    desk.live.advance(jiff::SignedDuration::from_secs(5));
    let done = desk.live.act(&desk.customer, human("Hello")).await.unwrap();
    let id = done.message_id.unwrap();
    eventually("the message failed", async || {
        match desk.live.status(id).await {
            DeliveryStatus::Failed(failure) => {
                Some(failure.class).filter(|class| *class == FailureClass::Standby)
            }
            _ => None,
        }
    })
    .await;
    assert_eq!(desk.get("/thread-control").await["owner"], "app");
    desk.live.close().await;
}

#[tokio::test]
async fn a_message_hands_the_thread_over_and_one_that_does_not_go_keeps_it() {
    let desk = Desk::open().await;
    let hands = async |text: &str, to: Value| {
        desk.post("/messages", json!({ "text": text, "hand_over": to }))
            .await
    };
    let to = |app: &str| json!({ "to": "app", "app_id": app });
    let (status, problem) = hands("Hello", to("1")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.starts_with("hand_over"), "{detail}");
    let (status, sent) = hands("The page's own people will answer", to(INBOX)).await;
    assert_eq!(status, StatusCode::CREATED, "{sent}");
    assert_eq!(sent["hand_over"], to(INBOX));
    desk.live.settled().await;
    let shown = desk.live.world.customer(&desk.customer).unwrap();
    assert_eq!(shown.controlled_by, Party::PageInbox);
    assert!(desk.told().await.iter().any(|line| line == "passed_to"));
    let (status, refused) = hands("Too late", to(INBOX)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
    desk.live.close().await;
}
