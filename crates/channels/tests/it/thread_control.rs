//! Calls about the control of threads, as a small server sees them.

use serde_json::{Value, json};
use transom_channels::courier::Interface;
use transom_channels::messenger::Class;
use transom_channels::thread_control::{ConnectedApp, ControlCall, PAGE_INBOX};
use transom_channels::{instagram, messenger, whatsapp};
use transom_domain::message::{Content, HandOver};
use transom_policy::Route;

use crate::courier::{courier, endpoint, remembering};
use crate::render::outgoing;

#[tokio::test]
async fn each_call_goes_to_its_own_path_of_the_page() {
    for (call, path) in [
        (ControlCall::Take, "take_thread_control"),
        (ControlCall::Pass("222"), "pass_thread_control"),
        (ControlCall::Release, "release_thread_control"),
        (ControlCall::Request, "request_thread_control"),
    ] {
        let (base, seen) = remembering(json!({ "success": true })).await;
        courier()
            .control_thread(&endpoint(&base), "7777", call, Some("word"))
            .await
            .unwrap();
        let seen = seen.lock().unwrap();
        let line = format!("POST /v26.0/204811937760102/{path} HTTP/1.1");
        assert_eq!(seen.line, line);
        assert_eq!(seen.body["recipient"]["id"], "7777");
        assert_eq!(seen.body["metadata"], "word");
        let target = matches!(call, ControlCall::Pass(_)).then_some("222");
        assert_eq!(seen.body["target_app_id"].as_str(), target);
    }
}

#[tokio::test]
async fn the_owner_is_named_or_there_is_none() {
    let told =
        json!({ "data": [{ "thread_owner": { "app_id": "222", "expiration": 1_795_000_000 } }] });
    let (base, seen) = remembering(told).await;
    let owner = courier().thread_owner(&endpoint(&base), "7777").await;
    assert_eq!(owner.unwrap().as_deref(), Some("222"));
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/204811937760102/thread_owner?recipient=7777 HTTP/1.1"
    );
    for nobody in [json!({ "data": [] }), json!({ "data": [{}] })] {
        let (base, _) = remembering(nobody).await;
        let owner = courier().thread_owner(&endpoint(&base), "7777").await;
        assert_eq!(owner, Ok(None));
    }
}

#[tokio::test]
async fn other_apps_and_our_own_are_asked_for() {
    let (base, _) = remembering(json!({ "data": [{ "id": "222", "name": "Bot" }] })).await;
    let apps = courier().secondary_receivers(&endpoint(&base)).await;
    let bot = ConnectedApp {
        id: "222".to_owned(),
        name: "Bot".to_owned(),
    };
    assert_eq!(apps, Ok(vec![bot]));
    let (base, seen) = remembering(json!({ "id": 111 })).await;
    let own = courier().own_app(&endpoint(&base)).await;
    assert_eq!(own.as_deref(), Ok("111"));
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/app?fields=id HTTP/1.1"
    );
}

#[tokio::test]
async fn an_account_of_instagram_is_asked_for_through_its_page_and_alone_not_at_all() {
    let (base, seen) = remembering(json!({ "success": true })).await;
    let page = endpoint(&base).by(Interface::InstagramOfPage);
    courier()
        .control_thread(&page, "7777", ControlCall::Take, None)
        .await
        .unwrap();
    assert_eq!(
        seen.lock().unwrap().line,
        "POST /v26.0/204811937760102/take_thread_control?platform=instagram HTTP/1.1"
    );
    let alone = endpoint(&base).by(Interface::Instagram);
    let refused = courier()
        .control_thread(&alone, "7777", ControlCall::Take, None)
        .await;
    assert_eq!(refused.unwrap_err().class, Class::Permanent);
}

#[test]
fn a_message_hands_the_thread_over_on_messenger_alone() {
    let handed = |to: HandOver| Content {
        hand_over: Some(to),
        ..Content::text("A colleague will answer")
    };
    let control = |content| {
        let rendered = messenger::render(&outgoing(Route::Standard, content)).unwrap();
        let body: Value = serde_json::from_slice(&rendered.body).unwrap();
        body["thread_control"].clone()
    };
    let app = || HandOver::App {
        app_id: PAGE_INBOX.to_owned(),
    };
    assert_eq!(
        control(handed(app())),
        json!({ "control_type": "pass", "app_id": PAGE_INBOX })
    );
    assert_eq!(
        control(handed(HandOver::Platform)),
        json!({ "control_type": "release" })
    );
    assert_eq!(control(Content::text("Stay")), Value::Null);
    let error = instagram::render(&outgoing(Route::Standard, handed(app()))).unwrap_err();
    assert_eq!(error.field(), "hand_over");
    let error = whatsapp::render(&outgoing(Route::Standard, handed(app()))).unwrap_err();
    assert_eq!(error.field(), Some("hand_over"));
}
