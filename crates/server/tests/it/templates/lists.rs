//! The platform's list, read when it is due, and what is reported of single templates.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use transom::templates::{self, sync};
use transom_testkit::{TestApp, channels, webhooks};

use super::shop;

/// A platform that lists these templates, or fails.
#[derive(Debug, Clone, Default)]
struct Platform(Arc<Mutex<Shown>>);

#[derive(Debug, Default)]
struct Shown {
    templates: Vec<Value>,
    fails: Option<(u16, Value)>,
    asked: usize,
}

impl Platform {
    #[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
    async fn listen(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/{version}/{account}/message_templates", get(list))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    fn show(&self, templates: Vec<Value>) {
        self.0.lock().unwrap().templates = templates;
    }
}

async fn list(
    State(Platform(shown)): State<Platform>,
    Path(_): Path<(String, String)>,
) -> Response {
    let mut shown = shown.lock().unwrap();
    shown.asked += 1;
    if let Some((status, body)) = &shown.fails {
        let status = StatusCode::from_u16(*status).unwrap();
        return (status, Json(body.clone())).into_response();
    }
    Json(json!({ "data": shown.templates })).into_response()
}

fn template(name: &str, status: &str) -> Value {
    json!({
        "id": format!("id-of-{name}"), "name": name, "language": "en_US", "status": status, "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hello."}],
    })
}

/// The shop, with its page on this platform.
async fn on(platform: &Platform) -> TestApp {
    let (app, _) = shop(0).await;
    let address = platform.listen().await;
    channels::change(&app.app, app.shop.channel_id, |row| row.graph_url = address).await;
    app
}

async fn known(app: &TestApp) -> Vec<(String, &'static str)> {
    let shop = &app.shop;
    let known = templates::list(&app.app, shop.workspace_id, shop.channel_id).await;
    let known = known.unwrap().templates.into_iter();
    known
        .map(|one| (one.name, one.standing.unwrap().value.status.as_str()))
        .collect()
}

async fn ask(app: &TestApp) {
    let shop = &app.shop;
    let asked = templates::ask_sync(&app.app, shop.workspace_id, shop.channel_id).await;
    asked.unwrap();
    app.app.clock.advance(SignedDuration::from_secs(5));
    while sync::step(&app.app).await.unwrap() > 0 {}
}

#[tokio::test]
async fn what_the_list_shows_no_longer_is_gone_and_comes_back_when_it_is_shown_again() {
    let platform = Platform::default();
    let app = on(&platform).await;
    platform.show(vec![template("a", "APPROVED"), template("b", "PENDING")]);
    ask(&app).await;
    let both = [("a".to_owned(), "approved"), ("b".to_owned(), "pending")];
    assert_eq!(known(&app).await, both);
    platform.show(vec![template("b", "REJECTED")]);
    ask(&app).await;
    assert_eq!(known(&app).await, [("b".to_owned(), "rejected")]);
    platform.show(vec![template("a", "APPROVED"), template("b", "PENDING")]);
    ask(&app).await;
    assert_eq!(known(&app).await, both);
}

#[tokio::test]
async fn a_list_is_read_once_however_often_it_was_asked_for_and_again_in_time() {
    let platform = Platform::default();
    let app = on(&platform).await;
    let shop = &app.shop;
    for _ in 0..5 {
        templates::ask_sync(&app.app, shop.workspace_id, shop.channel_id)
            .await
            .unwrap();
    }
    ask(&app).await;
    assert_eq!(platform.0.lock().unwrap().asked, 1);
    let hours = app.app.config.templates.sync_hours;
    app.app.clock.advance(SignedDuration::from_hours(hours - 1));
    assert_eq!(sync::step(&app.app).await.unwrap(), 0);
    app.app.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(sync::step(&app.app).await.unwrap(), 1);
    assert_eq!(platform.0.lock().unwrap().asked, 2);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_is_tried_again_later_and_later_and_loses_nothing() {
    let platform = Platform::default();
    let app = on(&platform).await;
    platform.show(vec![template("a", "APPROVED")]);
    ask(&app).await;
    let error = json!({"error": {"message": "Session has expired", "code": 190}});
    platform.0.lock().unwrap().fails = Some((400, error));
    ask(&app).await;
    assert_eq!(known(&app).await, [("a".to_owned(), "approved")]);
    let shop = &app.shop;
    let sync_of = async || {
        let known = templates::list(&app.app, shop.workspace_id, shop.channel_id).await;
        known.unwrap().sync.unwrap()
    };
    let failed = sync_of().await;
    assert_eq!(failed.failures, 1);
    assert_eq!(failed.problem.as_deref(), Some("Session has expired (190)"));
    let wait = failed.due_at.duration_since(app.app.now());
    app.app.clock.set(failed.due_at);
    assert_eq!(sync::step(&app.app).await.unwrap(), 1);
    let again = sync_of().await;
    assert_eq!(again.failures, 2);
    assert!(again.due_at.duration_since(app.app.now()) > wait);
    platform.0.lock().unwrap().fails = None;
    ask(&app).await;
    let well = sync_of().await;
    assert_eq!((well.failures, well.problem), (0, None));
}

fn review(app: &TestApp, name: &str, event: &str, at: i64) -> Value {
    json!({"object": "page", "entry": [{"id": app.shop.page_id, "time": at, "changes": [{
        "field": "message_template_status_update",
        "value": {
            "event": event, "message_template_id": 5, "message_template_name": name,
            "message_template_language": "en-US", "reason": "ABUSIVE_CONTENT",
        },
    }]}]})
}

#[tokio::test]
async fn reports_count_by_the_platforms_time_in_whatever_order_they_come() {
    let now = |app: &TestApp| app.app.now().as_second();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let platform = Platform::default();
        let app = on(&platform).await;
        platform.show(vec![template("a", "PENDING")]);
        ask(&app).await;
        app.app.clock.advance(SignedDuration::from_mins(1));
        let start = now(&app);
        let events = ["APPROVED", "PAUSED", "APPROVED"];
        app.app.clock.advance(SignedDuration::from_mins(1));
        for index in order {
            let at = start + i64::try_from(index).unwrap();
            app.webhook(&review(&app, "a", events[index], at)).await;
        }
        app.settle().await;
        assert_eq!(
            known(&app).await,
            [("a".to_owned(), "approved")],
            "{order:?}"
        );
    }
}

#[tokio::test]
async fn a_report_of_something_unknown_has_the_list_read_at_once() {
    let platform = Platform::default();
    let app = on(&platform).await;
    ask(&app).await;
    app.app.clock.advance(SignedDuration::from_mins(1));
    let at = app.app.now().as_second();
    app.webhook(&review(&app, "new", "APPROVED", at)).await;
    app.settle().await;
    assert!(known(&app).await.is_empty(), "its words are not known");
    platform.show(vec![template("new", "APPROVED")]);
    app.app.clock.advance(SignedDuration::from_secs(5));
    assert_eq!(sync::step(&app.app).await.unwrap(), 1);
    assert_eq!(known(&app).await, [("new".to_owned(), "approved")]);
}

#[tokio::test]
async fn a_report_counts_for_the_workspace_whose_page_it_is() {
    let platform = Platform::default();
    let app = on(&platform).await;
    platform.show(vec![template("a", "APPROVED")]);
    ask(&app).await;
    app.app.clock.advance(SignedDuration::from_mins(1));
    let other = app.another("Other", "2002").await;
    let at = app.app.now().as_second();
    // Signed with the secret of another tenant's app.
    let stranger = webhooks::signed(
        &other.app_secret,
        review(&app, "a", "DISABLED", at).to_string().into_bytes(),
    );
    assert_eq!(app.send(stranger).await.status, StatusCode::OK);
    app.settle().await;
    assert_eq!(known(&app).await, [("a".to_owned(), "approved")]);
}
