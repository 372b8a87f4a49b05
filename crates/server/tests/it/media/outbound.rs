//! What people and programs send.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::conversations;
use transom_domain::conversation::Thread;
use transom_domain::decide::Actor;
use transom_domain::id::UploadId;
use transom_domain::message::{DeliveryStatus, Origin};
use transom_emulator::world::input::NewMessage;
use transom_testkit::live::Live;
use transom_testkit::{Answer, TestApp, channels, client};

use super::platform::picture;
use crate::pages::browser::{Browser, text};

async fn hand_over(app: &TestApp, name: &str, bytes: &[u8]) -> Answer {
    let request = Request::post(format!("/api/v1/media?name={name}"))
        .header(header::AUTHORIZATION, format!("Bearer {}", app.shop.token));
    app.send(request.body(Body::from(bytes.to_vec())).unwrap())
        .await
}

async fn media_id(app: &TestApp, name: &str, bytes: &[u8]) -> String {
    let answer = hand_over(app, name, bytes).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn send(app: &TestApp, conversation: &str, draft: Value) -> Answer {
    let path = format!("/api/v1/conversations/{conversation}/messages");
    app.post(&path, &app.shop.token, &draft).await
}

#[tokio::test]
async fn a_file_that_was_handed_over_is_sent_and_shown() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await.to_string();
    let answer = hand_over(&app, "map.png", &picture(30, 20)).await.json();
    assert_eq!(
        (&answer["media_type"], &answer["name"]),
        (&json!("image/png"), &json!("map.png"))
    );
    let sent = send(
        &app,
        &id,
        json!({ "attachments": [{ "media_id": answer["id"] }] }),
    )
    .await;
    assert_eq!(sent.status, StatusCode::CREATED, "{sent:?}");
    let attachment = &sent.json()["attachments"][0];
    assert_eq!(
        (&attachment["kind"], &attachment["title"]),
        (&json!("image"), &json!("map.png"))
    );
    let path = format!("/api/v1{}", attachment["file"]["path"].as_str().unwrap());
    assert_eq!(app.get(&path, &app.shop.token).await.body, picture(30, 20));
    let owner = Browser::owner(&app).await;
    let page = text(&owner.get(&format!("/inbox/all/{id}")).await);
    assert!(
        page.contains("width=\"30\" height=\"20\" alt=\"map.png\""),
        "{page}"
    );
}

#[tokio::test]
async fn an_attachment_is_either_handed_over_or_elsewhere() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await.to_string();
    let other = app.another("Other", "2002").await;
    let theirs = {
        let request = Request::post("/api/v1/media")
            .header(header::AUTHORIZATION, format!("Bearer {}", other.token));
        let answer = app.send(request.body(Body::from("Hello")).unwrap()).await;
        answer.json()["id"].clone()
    };
    let url = "https://example.com/1.png";
    for (attachment, field) in [
        (json!({}), "attachments[0]"),
        (json!({ "url": url }), "attachments[0].kind"),
        (json!({ "media_id": theirs, "url": url }), "attachments[0]"),
        (
            json!({ "kind": "image", "url": "ftp://example.com" }),
            "attachments[0].url",
        ),
        (json!({ "media_id": theirs }), "attachments[0]"),
        (json!({ "media_id": "media_x" }), "attachments[0].media_id"),
    ] {
        let refused = send(&app, &id, json!({ "attachments": [attachment] })).await;
        assert_eq!(
            refused.status,
            StatusCode::BAD_REQUEST,
            "{attachment}: {refused:?}"
        );
        assert_eq!(refused.json()["field"], field, "{attachment}");
    }
}

#[tokio::test]
async fn nothing_and_too_much_are_not_taken() {
    let app = TestApp::start_with(|config| {
        let media = &mut config.media;
        for most in [
            &mut media.max_image_mib,
            &mut media.max_video_mib,
            &mut media.max_audio_mib,
            &mut media.max_file_mib,
        ] {
            *most = 1;
        }
    })
    .await;
    assert_eq!(
        hand_over(&app, "x", b"").await.status,
        StatusCode::BAD_REQUEST
    );
    let much = vec![7; 1024 * 1024 + 1];
    let refused = hand_over(&app, "x", &much).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let detail = refused.json()["detail"].to_string();
    assert!(detail.contains("more than the 1 MiB"), "{detail}");
    assert_eq!(
        hand_over(&app, "x", &much[1..]).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_file_that_the_platform_does_not_take_is_refused_with_what_it_takes() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await.to_string();
    let large = media_id(&app, "large.bin", &vec![7; 25_000_001]).await;
    let refused = send(&app, &id, json!({ "attachments": [{ "media_id": large }] })).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let detail = refused.json()["detail"].to_string();
    assert!(
        detail.contains("large.bin") && detail.contains("up to 25 MB"),
        "{detail}"
    );

    // At the desk the words stay in the box.
    let owner = Browser::owner(&app).await;
    let path = format!("/conversations/{id}/messages");
    let fields = [("csrf", owner.csrf.as_str()), ("text", "See the file")];
    let page = owner
        .post_files(&path, &fields, &[("large.bin", &vec![7; 25_000_001])])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(&page);
    assert!(
        page.contains("large.bin") && page.contains(">See the file</textarea>"),
        "{page}"
    );
    assert!(page.contains("large.bin cannot be sent here. Sent as a document: files up to 25 MB."));
    assert!(
        page.contains("File 25 MB"),
        "the limits are told beforehand"
    );
}

#[tokio::test]
async fn an_agent_attaches_files_without_any_script() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await.to_string();
    let agent = Browser::agent(&app).await;
    let path = format!("/conversations/{id}/messages");
    let fields = [
        ("csrf", agent.csrf.as_str()),
        ("text", "Here they are\r\nbye"),
    ];
    let files: [(&str, &[u8]); 2] = [("a.png", &picture(8, 8)), ("C:\\docs\\b.pdf", b"%PDF-1.7")];
    let answer = agent.post_files(&path, &fields, &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", text(&answer));
    let list = format!("/api/v1/conversations/{id}/messages");
    let messages = app.get(&list, &app.shop.token).await.json();
    let said: Vec<_> = messages["messages"].as_array().unwrap()[1..]
        .iter()
        .map(|one| {
            (
                one["attachments"][0]["kind"].clone(),
                one["attachments"][0]["title"].clone(),
                one["text"].clone(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            (json!("image"), json!("a.png"), Value::Null),
            (json!("file"), json!("b.pdf"), Value::Null),
            (Value::Null, Value::Null, json!("Here they are\nbye")),
        ]
    );
    // An empty choice of files is none.
    let fields = [("csrf", agent.csrf.as_str()), ("text", "Only words")];
    let answer = agent.post_files(&path, &fields, &[("", b"")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn files_are_taken_only_behind_the_readers_own_word() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await.to_string();
    let agent = Browser::agent(&app).await;
    let path = format!("/conversations/{id}/messages");
    let text_first = [("text", "Hi"), ("csrf", agent.csrf.as_str())];
    for fields in [
        &[("text", "Hi")][..],
        &[("csrf", "guess"), ("text", "Hi")],
        &text_first,
    ] {
        let answer = agent
            .post_files(&path, fields, &[("a.png", &picture(8, 8))])
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fields:?}");
    }
    let incoming = app.app.config.data_dir.join("media/incoming");
    assert_eq!(std::fs::read_dir(incoming).unwrap().count(), 0);
    let files = app.app.config.data_dir.join("media/files");
    assert!(!files.exists(), "nothing was kept");
}

#[tokio::test]
async fn a_file_that_waits_too_long_for_its_message_is_forgotten() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await.to_string();
    let sent = media_id(&app, "a.png", &picture(8, 8)).await;
    let draft = json!({ "attachments": [{ "media_id": sent }] });
    let message = send(&app, &id, draft.clone()).await.json();
    let unsent = media_id(&app, "b.png", &picture(9, 9)).await;
    app.app.clock.advance(SignedDuration::from_hours(25));
    transom::media::sweep::step(&app.app).await.unwrap();
    for gone in [&sent, &unsent] {
        let draft = json!({ "attachments": [{ "media_id": gone }] });
        assert_eq!(send(&app, &id, draft).await.status, StatusCode::BAD_REQUEST);
    }
    // What is in a message stays.
    let path = message["attachments"][0]["file"]["path"].as_str().unwrap();
    let kept = app.get(&format!("/api/v1{path}"), &app.shop.token).await;
    assert_eq!(kept.body, picture(8, 8));
}

/// A page on the emulator, and somebody who wrote to it.
struct Story {
    live: Live,
    customer: String,
    thread: Thread,
}

impl Story {
    async fn begin() -> Self {
        let live = Live::start().await;
        let customer = live.customer("Nora");
        live.world
            .write(&customer, NewMessage::text("Hello"))
            .unwrap();
        live.settled().await;
        let thread = live.find(live.channel_id, &customer).await.unwrap();
        Self {
            live,
            customer,
            thread,
        }
    }

    async fn hand_over(&self, bytes: Vec<u8>) -> UploadId {
        let made = transom::sign_in::make_token(
            &self.live.app,
            self.live.workspace_id,
            self.live.owner,
            "test",
            transom_domain::agent::Scope::ALL.to_vec(),
        );
        let token = made.await.unwrap().1;
        let url = self
            .live
            .webhooks()
            .replace("/hooks/meta", "/api/v1/media?name=a.png");
        let request = client().post(url).bearer_auth(token.expose()).body(bytes);
        let answer = request.send().await.unwrap().bytes().await.unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        answer["id"].as_str().unwrap().parse().unwrap()
    }

    async fn says(&self, text: &str, files: &[UploadId]) -> DeliveryStatus {
        let by = Actor {
            agent_id: self.live.owner,
            origin: Origin::Desk,
        };
        let id = self.thread.conversation.id;
        let app = &self.live.app;
        let done = conversations::say(app, self.live.workspace_id, id, by, text, files).await;
        self.live.settled().await;
        self.live.status(done.unwrap().message_id.unwrap()).await
    }
}

#[tokio::test]
async fn a_file_is_uploaded_once_and_sent_again_until_the_platform_forgets_it() {
    let story = Story::begin().await;
    let file = story.hand_over(picture(20, 20)).await;
    assert!(matches!(
        story.says("", &[file]).await,
        DeliveryStatus::Sent { .. }
    ));
    assert!(matches!(
        story.says("Again", &[file]).await,
        DeliveryStatus::Sent { .. }
    ));
    // The same bytes under another name are the same file.
    let copy = story.hand_over(picture(20, 20)).await;
    assert!(matches!(
        story.says("", &[copy]).await,
        DeliveryStatus::Sent { .. }
    ));
    assert_eq!(story.live.world.uploads(), 1);
    let thread = story.live.world.thread(&story.customer).unwrap();
    let files = thread
        .iter()
        .filter(|one| one.from_business && !one.attachments.is_empty());
    assert_eq!(files.count(), 3);
    let other = story.hand_over(picture(21, 20)).await;
    assert!(matches!(
        story.says("", &[other]).await,
        DeliveryStatus::Sent { .. }
    ));
    assert_eq!(story.live.world.uploads(), 2);
    story.live.close().await;
}

#[tokio::test]
async fn an_id_that_is_about_to_expire_is_not_used() {
    let story = Story::begin().await;
    let file = story.hand_over(picture(20, 20)).await;
    assert!(matches!(
        story.says("", &[file]).await,
        DeliveryStatus::Sent { .. }
    ));
    // Shortly before the platform's ninety days are over.
    story
        .live
        .advance(SignedDuration::from_mins(90 * 24 * 60 - 30));
    let again = NewMessage::text("Once more");
    story.live.world.write(&story.customer, again).unwrap();
    story.live.settled().await;
    let file = story.hand_over(picture(20, 20)).await;
    assert!(matches!(
        story.says("", &[file]).await,
        DeliveryStatus::Sent { .. }
    ));
    assert_eq!(story.live.world.uploads(), 2);
    story.live.close().await;
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_not_sent_and_says_why() {
    let refusals = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&refusals);
    let router = axum::Router::new().fallback(async move |request: Request<Body>| {
        let (head, body) = request.into_parts();
        // Who hangs up before the file has come is not heard.
        drop(axum::body::to_bytes(body, usize::MAX).await.unwrap());
        noted.lock().unwrap().push(head.uri.path().to_owned());
        let error = json!({ "error": { "code": 100, "message": "(#100) no such type" } });
        (StatusCode::BAD_REQUEST, error.to_string())
    });
    let story = Story::begin().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    story.live.app.spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    let live = &story.live;
    channels::change(&live.app, live.channel_id, |row| row.graph_url = base).await;
    let file = story.hand_over(picture(20, 20)).await;
    let status = story.says("", &[file]).await;
    let DeliveryStatus::Failed(failure) = status else {
        panic!("it cannot be {status:?}");
    };
    assert!(failure.detail.unwrap().contains("no such type"));
    // The customer's name may be asked for meanwhile; nothing is sent.
    let asked = refusals.lock().unwrap();
    let of = |edge: &str| asked.iter().filter(|path| path.ends_with(edge)).count();
    assert_eq!(
        (of("/message_attachments"), of("/messages")),
        (1, 0),
        "{asked:?}"
    );
}
