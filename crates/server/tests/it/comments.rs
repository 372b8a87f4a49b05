//! Comments: shown, answered in private once, and the conversation that comes of it.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::sign_in;
use transom_domain::agent::Scope;
use transom_domain::conversation::Status;
use transom_domain::inbound::CommentPlace;
use transom_domain::message::{Author, DeliveryStatus, QuickReply};
use transom_emulator::world::input::{
    NewComment, NewCustomer, NewMessage, NewPost, NewPostKind, VisitorPost,
};
use transom_emulator::{Faults, GraphFault, GraphFaultKind};
use transom_policy::Route;
use transom_store::CommentRow;
use transom_testkit::live::{Live, PAGE};
use transom_testkit::{TestApp, client, eventually, webhooks};

use crate::media::platform::picture;
use crate::pages::browser::{Browser, text};

async fn comments(live: &Live) -> Vec<CommentRow> {
    let mut read = live.app.db.read().await.unwrap();
    read.comments(live.workspace_id, false, None, 10)
        .await
        .unwrap()
}

/// Somebody who has never written comments; gives them and the comment.
async fn commented(live: &Live, name: &str) -> (String, String) {
    let customer = live.customer(name);
    let new = NewComment {
        text: "What does it cost?".to_owned(),
        post: None,
        parent: None,
        at: None,
    };
    let comment = live.world.comment(&customer, new).unwrap().id;
    live.settled().await;
    (customer, comment)
}

async fn reply(live: &Live, comment: &str, words: &str) -> Result<(), transom::error::Error> {
    live.reply_to_comment(comment, words).await.map(drop)
}

#[tokio::test]
async fn the_answer_reaches_the_phone_and_the_customers_answer_opens_the_window() {
    let live = Live::start().await;
    let (nora, comment) = commented(&live, "Nora").await;
    assert!(comments(&live).await[0].answer.is_none());
    reply(&live, &comment, "59 euros.").await.unwrap();
    // The one answer is spent before it has left.
    assert!(reply(&live, &comment, "Or 60.").await.is_err());
    live.settled().await;
    assert_eq!(live.phone(&nora), ["59 euros."]);
    // The platform told who it was: nobody is left of whom only the comment is known.
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let stand_in = format!("comment:{comment}");
    assert!(live.find(live.channel_id, &stand_in).await.is_none());
    assert_eq!(thread.conversation.status, Status::Open);
    assert_eq!(thread.conversation.preview.text, "59 euros.");
    assert_eq!(thread.conversation.window.closes_at, None);
    let answer = comments(&live).await[0].answer.clone().unwrap();
    assert_eq!(answer.conversation_id, thread.conversation.id);
    let row = live.line(answer.message_id).await;
    assert_eq!(row.comment.as_deref(), Some("What does it cost?"));
    let sent = row.message;
    assert_eq!(sent.conversation_id, thread.conversation.id);
    assert_eq!(sent.delivery.unwrap().route, Route::PrivateReply);
    assert!(reply(&live, &comment, "Or 60.").await.is_err());
    live.world
        .write(&nora, NewMessage::text("Thanks!"))
        .unwrap();
    live.settled().await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    assert!(thread.conversation.window.closes_at.is_some());
    assert!(thread.conversation.waiting_since.is_some());
    let log = live.world.sends(None, true, 10);
    assert!(log.sends.is_empty(), "the platform had a reason: {log:?}");
    live.close().await;
}

#[tokio::test]
async fn the_answer_goes_into_the_conversation_that_the_customer_has_already() {
    let live = Live::start().await;
    let (nora, comment) = commented(&live, "Nora").await;
    live.world.write(&nora, NewMessage::text("Hello")).unwrap();
    live.settled().await;
    let before = live.find(live.channel_id, &nora).await.unwrap();
    reply(&live, &comment, "59 euros.").await.unwrap();
    live.settled().await;
    let after = live.find(live.channel_id, &nora).await.unwrap();
    assert_eq!(after.conversation.id, before.conversation.id);
    assert_eq!(after.conversation.preview.text, "59 euros.");
    assert_eq!(after.identity.window_events, before.identity.window_events);
    let answer = comments(&live).await[0].answer.clone().unwrap();
    assert_eq!(answer.conversation_id, after.conversation.id);
    live.close().await;
}

#[tokio::test]
async fn when_the_answer_to_the_send_is_lost_the_echo_tells_whose_it_was_and_nothing_goes_twice() {
    let live = Live::start().await;
    let (nora, comment) = commented(&live, "Nora").await;
    let graph = vec![GraphFault {
        kind: GraphFaultKind::DropAfter,
        times: Some(1),
    }];
    let faults = Faults {
        graph,
        ..Faults::default()
    };
    live.world.set_faults(PAGE, faults).unwrap();
    reply(&live, &comment, "59 euros.").await.unwrap();
    live.settled().await;
    assert_eq!(live.phone(&nora), ["59 euros."]);
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let answer = comments(&live).await[0].answer.clone().unwrap();
    assert_eq!(answer.conversation_id, thread.conversation.id);
    assert!(matches!(answer.status, DeliveryStatus::Sent { .. }));
    assert!(reply(&live, &comment, "Again").await.is_err());
    live.close().await;
}

#[tokio::test]
async fn after_the_rulebooks_time_a_comment_is_answered_no_more() {
    let live = Live::start().await;
    let (nora, comment) = commented(&live, "Nora").await;
    live.advance(SignedDuration::from_hours(24 * 7));
    let refused = reply(&live, &comment, "59 euros.").await.unwrap_err();
    assert_eq!(refused.code(), "comment-too-old");
    live.settled().await;
    assert!(live.phone(&nora).is_empty());
    live.close().await;
}

#[tokio::test]
async fn a_comment_whose_answer_failed_waits_for_another_one_until_it_is_too_old() {
    let live = Live::start().await;
    let (_, comment) = commented(&live, "Nora").await;
    let fault = GraphFault {
        kind: GraphFaultKind::Error {
            code: 100,
            subcode: Some(2_018_109),
            minutes: 1,
        },
        times: Some(1),
    };
    let faults = Faults {
        graph: vec![fault],
        ..Faults::default()
    };
    live.world.set_faults(PAGE, faults).unwrap();
    reply(&live, &comment, "59 euros.").await.unwrap();
    live.settled().await;
    let unanswered = async || {
        let mut read = live.app.db.read().await.unwrap();
        read.comments(live.workspace_id, true, None, 10)
            .await
            .unwrap()
    };
    let waiting = unanswered().await;
    assert_eq!(waiting.len(), 1);
    assert!(!waiting[0].is_answered());
    reply(&live, &comment, "59 euros, really.").await.unwrap();
    live.settled().await;
    assert!(unanswered().await.is_empty());
    live.close().await;
}

#[tokio::test]
async fn the_page_offers_what_the_rules_allow_and_no_more() {
    let app = TestApp::start().await;
    app.webhook(&webhooks::comment(
        "1001",
        "77_55",
        app.app.now(),
        "<b>Price?</b>",
    ))
    .await;
    app.settle().await;
    let agent = Browser::agent(&app).await;
    let html = text(&agent.get("/comments").await);
    assert!(
        html.contains("Nora Example") && html.contains("&#60;b&#62;Price?"),
        "{html}"
    );
    let open = text(&agent.get("/comments?open=77_55").await);
    let path = format!("/comments/{}/77_55/reply", app.shop.channel_id);
    assert!(open.contains(&format!("action=\"{path}\"")), "{open}");
    let answer = agent.post(&path, &[("text", "59 euros.")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let html = text(&agent.get("/comments").await);
    assert!(!html.contains("Nora Example"), "it is answered");
    let html = text(&agent.get("/comments?show=all").await);
    assert!(html.contains("Answered in private"), "{html}");
    let twice = agent.post(&path, &[("text", "Or 60.")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let listed = app
        .get("/api/v1/comments?unanswered=true", &app.shop.token)
        .await;
    assert_eq!(listed.json(), json!({ "comments": [], "more": false }));
    let listed = app.get("/api/v1/comments", &app.shop.token).await.json();
    assert_eq!(listed["comments"][0]["external_id"], "77_55");
    assert!(listed["comments"][0]["message_id"].is_string());
}

#[tokio::test]
async fn a_private_answer_from_the_desk_is_words_with_answers_on_offer_or_a_file() {
    let app = TestApp::start().await;
    let agent = Browser::agent(&app).await;
    let comment = async |id: &str| {
        let at = app.app.now();
        app.webhook(&webhooks::comment("1001", id, at, "Price?"))
            .await;
        app.settle().await;
        format!("/comments/{}/{id}/reply", app.shop.channel_id)
    };
    let answered = async |id: &str| {
        let mut read = app.app.db.read().await.unwrap();
        let (workspace_id, channel_id) = (app.shop.workspace_id, app.shop.channel_id);
        let row = read
            .load_comment(workspace_id, channel_id, id)
            .await
            .unwrap();
        let answer = row.answer.unwrap();
        let row = read.load_message(workspace_id, answer.message_id).await;
        row.unwrap().message.content
    };
    let path = comment("77_1").await;
    let shown = text(&agent.get("/comments?open=77_1").await);
    for part in ["name=\"file\"", "name=\"answers\"", "multipart/form-data"] {
        assert!(shown.contains(part), "no {part} in {shown}");
    }
    let fields = |words| {
        [
            ("csrf", agent.csrf.as_str()),
            ("text", words),
            ("answers", ""),
        ]
    };
    let picture = picture(30, 20);
    let both = agent
        .post_files(&path, &fields("Look at <this>"), &[("a.png", &picture)])
        .await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(&both);
    assert!(
        html.contains("One message holds words or one file"),
        "{html}"
    );
    assert!(
        html.contains("Look at &#60;this&#62;"),
        "what was typed stays: {html}"
    );
    let odd = agent
        .post_files(&path, &fields(""), &[("a.png", b"")])
        .await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&odd).contains("There is nothing in a.png"));
    let sent = agent
        .post_files(&path, &fields(""), &[("a.png", &picture)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", text(&sent));
    let content = answered("77_1").await;
    assert_eq!(content.text, None);
    assert_eq!(content.attachments[0].title.as_deref(), Some("a.png"));

    let path = comment("77_2").await;
    let many = ["x"; 14].join("\r\n");
    let refused = agent
        .post(&path, &[("text", "Which?"), ("answers", &many)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&refused).contains("up to 13"));
    let answers = "Blue\r\n\r\n Red \r\n";
    let sent = agent
        .post(&path, &[("text", "Which?"), ("answers", answers)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let offered = ["Blue", "Red"].map(|word| QuickReply::answer(word, word));
    assert_eq!(answered("77_2").await.quick_replies, offered);
}

#[tokio::test]
async fn a_visitors_post_is_answered_with_a_picture_and_what_they_answer_comes_into_the_same_conversation()
 {
    let live = Live::start().await;
    let nora = live.customer("Nora");
    let post = VisitorPost {
        text: "Do you mend jackets?".to_owned(),
        at: None,
    };
    let post = live.world.post(&nora, post).unwrap().id;
    live.settled().await;
    let listed = comments(&live).await.pop().unwrap();
    assert_eq!(listed.place, CommentPlace::VisitorPost);
    assert_eq!(listed.text.as_deref(), Some("Do you mend jackets?"));
    let scopes = Scope::ALL.to_vec();
    let made = sign_in::make_token(&live.app, live.workspace_id, live.owner, "Test", scopes);
    let token = made.await.unwrap().1;
    let base = live.webhooks().replace("/hooks/meta", "/api/v1");
    let call = async |path: &str, body: Vec<u8>| {
        let request = client().post(format!("{base}{path}")).body(body);
        let request = request.header("content-type", "application/json");
        let answer = request.bearer_auth(token.expose()).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer
    };
    let file = call("/media?name=jacket.png", picture(30, 20)).await["id"].clone();
    let path = format!("/channels/{}/comments/{post}/reply", live.channel_id);
    let reply = json!({ "attachments": [{ "media_id": file }],
        "quick_replies": [{ "title": "Monday", "payload": "MON" }] });
    call(&path, reply.to_string().into_bytes()).await;
    live.settled().await;
    let shown = live.world.thread(&nora).unwrap().pop().unwrap();
    assert_eq!(shown.attachments[0].kind, "image");
    assert_eq!(
        shown.label.as_deref(),
        Some("to your post “Do you mend jackets?”")
    );
    assert_eq!(shown.quick_replies[0].title, "Monday");

    let tap = NewMessage {
        quick_reply: Some("MON".to_owned()),
        ..NewMessage::default()
    };
    live.world.write(&nora, tap).unwrap();
    live.settled().await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let answer = comments(&live).await[0].answer.clone().unwrap();
    assert_eq!(answer.conversation_id, thread.conversation.id);
    assert!(matches!(answer.status, DeliveryStatus::Sent { .. }));
    assert!(thread.conversation.window.closes_at.is_some());
    let mut read = live.app.db.read().await.unwrap();
    let rows = read.messages(live.workspace_id, thread.conversation.id, None, 9);
    let said: Vec<Author> = rows
        .await
        .unwrap()
        .iter()
        .map(|row| row.message.author)
        .collect();
    assert!(said.contains(&Author::Customer) && said.contains(&Author::Agent(Some(live.owner))));
    let counts = read
        .view_counts(live.workspace_id, None, live.app.now(), live.app.now())
        .await
        .unwrap();
    assert_eq!(
        (counts.all, counts.closed),
        (1, 0),
        "one conversation of both"
    );
    drop(read);
    assert!(live.world.sends(None, true, 1).sends.is_empty());
    live.close().await;
}

#[tokio::test]
async fn on_instagram_a_comment_is_answered_in_the_thread_of_who_wrote_it_and_a_live_one_while_it_runs()
 {
    let live = Live::start().await;
    let account = "17841400000000001";
    let channel_id = live.connect_instagram(account).await;
    let world = &live.world;
    let broadcast = NewPost {
        kind: NewPostKind::Live,
        text: "We are live".to_owned(),
        at: None,
    };
    let broadcast = world.publish(account, broadcast).unwrap().id;
    let new = |page: &str| NewCustomer {
        name: "Nora".to_owned(),
        page: Some(page.to_owned()),
        ..NewCustomer::default()
    };
    let nora = world.create_customer(new(account)).unwrap().id;
    let comment = |post: Option<String>| NewComment {
        text: "What does it cost?".to_owned(),
        post,
        parent: None,
        at: None,
    };
    let [under_post, first, second] = [None, Some(broadcast.clone()), Some(broadcast.clone())]
        .map(|post| world.comment(&nora, comment(post)).unwrap().id);
    live.settled().await;
    let reply = async |comment: &str| {
        let done = live.reply_on(channel_id, comment, "59 euros.").await;
        let id = done.unwrap().message_id.unwrap();
        live.settled().await;
        live.status(id).await
    };
    assert!(matches!(
        reply(&under_post).await,
        DeliveryStatus::Sent { .. }
    ));
    assert!(matches!(reply(&first).await, DeliveryStatus::Sent { .. }));
    assert_eq!(live.phone(&nora).len(), 2);
    let thread = live.find(channel_id, &nora).await.unwrap();
    assert_eq!(thread.identity.granted.comments.len(), 2);
    // Their name is told once they have written.
    world.write(&nora, NewMessage::text("Thanks!")).unwrap();
    live.settled().await;
    let wanted = [thread.conversation.id];
    let name = eventually("the name", async || {
        let mut read = live.app.db.read().await.unwrap();
        let rows = read.conversation_rows(live.workspace_id, &wanted).await;
        let name = rows.unwrap().pop().unwrap().contact_name;
        name.filter(|name| name == "Nora")
    });
    name.await;
    // Nobody tells that the broadcast is over: the platform refuses, and the comment is not spent.
    world.end_live(account, &broadcast).unwrap();
    let late = reply(&second).await;
    assert!(matches!(late, DeliveryStatus::Failed(_)), "{late:?}");
    assert_eq!(live.phone(&nora).len(), 2);
    live.close().await;
}
