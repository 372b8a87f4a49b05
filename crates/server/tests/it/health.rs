//! The health of channels: what the platform says when asked, what follows from it, and who is told.

mod apps;
mod pages;
mod renewal;
mod told;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use transom_channels::messenger::WEBHOOK_FIELDS;
use transom_domain::channel::Channel;
use transom_domain::health::{Findings, Hearing, Reach, Sending};
use transom_domain::id::ChannelId;
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, client, eventually, webhooks};

use crate::silence::Silence;

const PAGE: &str = "2002";

/// A platform that says about its pages what it is told to say.
#[derive(Debug, Clone, Default)]
struct Platform {
    silence: Silence,
    says: Arc<Mutex<Says>>,
}

#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
struct Says {
    /// The token is refused.
    is_dead: bool,
    /// Every answer is a fault of its own.
    is_ill: bool,
    /// No question is answered.
    hangs: bool,
    /// What an app hears.
    fields: Vec<String>,
    status: Value,
    /// How a page stands is not told, for a fault.
    is_faulty: bool,
    subscriptions: usize,
    /// Which app the token is of, is not told.
    hides_app: bool,
}

impl Platform {
    #[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
    async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/{version}/{page}", get(about))
            .route(
                "/{version}/{page}/subscribed_apps",
                get(subscriptions).post(subscribe),
            )
            .route("/{version}/debug_token", get(about_token))
            .route("/{version}/{page}/page_status", get(status))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    fn says(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.says.lock().unwrap());
    }
}

async fn about(
    State(platform): State<Platform>,
    Path((_, page)): Path<(String, String)>,
) -> Response {
    let (is_dead, is_ill, hangs, hides_app) = {
        let says = platform.says.lock().unwrap();
        (says.is_dead, says.is_ill, says.hangs, says.hides_app)
    };
    if is_ill {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    if hides_app && page == "app" {
        let error = json!({ "error": { "code": 100, "message": "Unsupported get request" } });
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    }
    if hangs {
        platform.silence.keep().await;
    }
    if is_dead {
        let error = json!({ "error": { "code": 190, "message": "Session has expired" } });
        return (StatusCode::UNAUTHORIZED, Json(error)).into_response();
    }
    Json(json!({ "id": page, "name": "Shop" })).into_response()
}

async fn subscriptions(State(platform): State<Platform>) -> Json<Value> {
    let fields = platform.says.lock().unwrap().fields.clone();
    Json(json!({ "data": [{ "id": "7700", "subscribed_fields": fields }] }))
}

async fn subscribe(State(platform): State<Platform>) -> Json<Value> {
    platform.says(|says| {
        says.fields = WEBHOOK_FIELDS.map(str::to_owned).to_vec();
        says.subscriptions += 1;
    });
    Json(json!({ "success": true }))
}

async fn about_token(State(platform): State<Platform>) -> Json<Value> {
    let mut data = json!({ "is_valid": true, "expires_at": 0, "scopes": [] });
    if !platform.says.lock().unwrap().hides_app {
        data["app_id"] = json!("7700");
    }
    Json(json!({ "data": data }))
}

async fn status(State(platform): State<Platform>) -> Response {
    let says = platform.says.lock().unwrap();
    if says.is_faulty {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let status = says.status.clone();
    Json(if status.is_null() {
        json!({ "status": "ok" })
    } else {
        status
    })
    .into_response()
}

/// A page of a platform of its own.
struct Page {
    platform: Platform,
    channel_id: ChannelId,
}

impl Page {
    async fn connect(live: &Live, page: &str) -> Self {
        Self::connect_at(live, page, Platform::default(), Hearing::All).await
    }

    /// One of which nobody tells by which app it is connected.
    async fn connect_hidden(live: &Live, page: &str) -> Self {
        let platform = Platform::default();
        platform.says(|says| says.hides_app = true);
        Self::connect_at(live, page, platform, Hearing::Renewed).await
    }

    async fn connect_at(live: &Live, page: &str, platform: Platform, hearing: Hearing) -> Self {
        let address = platform.listen().await;
        let channel_id = live.connect(page, Some(&format!("http://{address}"))).await;
        let page = Self {
            platform,
            channel_id,
        };
        page.checked(live, "a new channel is checked", |findings| {
            findings.hearing == hearing
        })
        .await;
        page
    }

    async fn checked(&self, live: &Live, what: &str, found: impl Fn(&Findings) -> bool) {
        checked(live, self.channel_id, what, found).await;
    }

    fn channel(&self, live: &Live) -> Channel {
        let found = live.app.channels.find(live.workspace_id, self.channel_id);
        found.unwrap().channel.clone()
    }
}

/// Waits until a check has found this, and no other is due or under way.
async fn checked(
    live: &Live,
    channel_id: ChannelId,
    what: &str,
    found: impl Fn(&Findings) -> bool,
) {
    eventually(what, async || {
        let mut read = live.app.db.read().await.ok()?;
        let row = read.load_health(live.workspace_id, channel_id).await.ok()?;
        let is_over = row.next_check_at > live.app.now();
        (is_over && found(&row.findings?)).then_some(())
    })
    .await;
}

/// Longer than it takes until every channel is checked again.
fn next(live: &Live) {
    live.advance(SignedDuration::from_mins(70));
}

#[tokio::test]
async fn a_token_that_dies_is_found_and_customers_are_heard_meanwhile() {
    let live = Live::start().await;
    let page = Page::connect(&live, PAGE).await;
    assert!(!page.channel(&live).is_disconnected());

    page.platform.says(|says| says.is_dead = true);
    next(&live);
    let refused = |findings: &Findings| matches!(findings.reach, Reach::Refused { .. });
    page.checked(&live, "the token is refused", refused).await;
    eventually("the channel says so", async || {
        page.channel(&live).is_disconnected().then_some(())
    })
    .await;

    let body = webhooks::message(PAGE, "501", live.app.now(), "Are you there?").to_string();
    let signature = webhooks::signature(APP_SECRET, body.as_bytes());
    let request = client()
        .post(live.webhooks())
        .header("X-Hub-Signature-256", signature)
        .body(body);
    assert!(request.send().await.unwrap().status().is_success());
    eventually("the customer is heard", async || {
        live.find(page.channel_id, "501").await
    })
    .await;

    let gauge = format!(
        "transom_channel_health{{channel=\"{}\"}} 3",
        page.channel_id
    );
    eventually("the gauge says so", async || {
        live.app.metrics.render().contains(&gauge).then_some(())
    })
    .await;

    page.platform.says(|says| says.is_dead = false);
    next(&live);
    page.checked(&live, "the token works", |findings| {
        findings.reach == Reach::Works
    })
    .await;
    eventually("the channel sends again", async || {
        (!page.channel(&live).is_disconnected()).then_some(())
    })
    .await;
    live.close().await;
}

#[tokio::test]
async fn a_channel_comes_back_although_a_check_in_between_had_no_answer() {
    let live = Live::start().await;
    let page = Page::connect(&live, PAGE).await;
    page.platform.says(|says| says.is_dead = true);
    next(&live);
    let refused = |findings: &Findings| matches!(findings.reach, Reach::Refused { .. });
    page.checked(&live, "the token is refused", refused).await;
    page.platform.says(|says| says.is_ill = true);
    next(&live);
    let unknown = |findings: &Findings| matches!(findings.reach, Reach::Unknown { .. });
    page.checked(&live, "nobody knows", unknown).await;
    assert!(page.channel(&live).is_disconnected());
    page.platform.says(|says| {
        says.is_dead = false;
        says.is_ill = false;
    });
    next(&live);
    let works = |findings: &Findings| findings.reach == Reach::Works;
    page.checked(&live, "the token works", works).await;
    eventually("the channel sends again", async || {
        (!page.channel(&live).is_disconnected()).then_some(())
    })
    .await;
    live.close().await;
}

#[tokio::test]
async fn a_channel_that_could_not_be_asked_when_it_was_connected_works_from_the_first_good_answer_on()
 {
    let live = Live::start().await;
    let platform = Platform::default();
    platform.says(|says| says.is_ill = true);
    let address = platform.listen().await;
    let channel_id = live.connect(PAGE, Some(&format!("http://{address}"))).await;
    let page = Page {
        platform,
        channel_id,
    };
    assert!(page.channel(&live).is_disconnected());
    page.platform.says(|says| says.is_ill = false);
    next(&live);
    eventually("the channel sends", async || {
        (!page.channel(&live).is_disconnected()).then_some(())
    })
    .await;
    live.close().await;
}

#[tokio::test]
async fn how_an_account_stands_is_remembered_while_the_platform_does_not_tell() {
    let live = Live::start().await;
    let page = Page::connect(&live, PAGE).await;
    let warned = |reach: Reach| {
        move |findings: &Findings| {
            let complaints = &findings.standing.complaints;
            findings.reach == reach && complaints.iter().any(|one| one.text == "Spam")
        }
    };
    page.platform.says(|says| {
        says.status = json!({ "status": "warning", "violations": [{ "description": "Spam" }] });
    });
    next(&live);
    page.checked(&live, "the warning is found", warned(Reach::Works))
        .await;
    page.platform.says(|says| says.is_faulty = true);
    next(&live);
    page.checked(&live, "a fault tells nothing", warned(Reach::Works))
        .await;
    page.platform.says(|says| says.is_dead = true);
    next(&live);
    page.checked(&live, "nor does a refusal", |findings| {
        matches!(findings.reach, Reach::Refused { .. }) && findings.standing.complaints.len() == 1
    })
    .await;
    page.platform.says(|says| {
        (says.is_faulty, says.is_dead, says.status) = (false, false, Value::Null);
    });
    next(&live);
    page.checked(&live, "all is well", |findings| {
        findings.standing.complaints.is_empty()
    })
    .await;
    live.close().await;
}

#[tokio::test]
async fn webhooks_that_the_platform_takes_away_are_asked_for_again() {
    let live = Live::start().await;
    let page = Page::connect(&live, PAGE).await;
    page.platform.says(|says| {
        says.fields = vec!["messages".to_owned()];
        says.subscriptions = 0;
    });
    next(&live);
    let restored = |findings: &Findings| findings.hearing == Hearing::Restored;
    page.checked(&live, "they are asked for", restored).await;
    next(&live);
    let all = |findings: &Findings| findings.hearing == Hearing::All;
    page.checked(&live, "they come", all).await;
    page.platform
        .says(|says| assert_eq!(says.subscriptions, 1, "once is enough"));
    live.close().await;
}

#[tokio::test]
async fn a_restriction_that_no_webhook_told_is_found_with_its_end() {
    let live = Live::start().await;
    let page = Page::connect(&live, PAGE).await;
    let until = live.app.now() + SignedDuration::from_hours(72);
    let restriction = json!({
        "feature": "page_messaging_api", "status": "RESTRICTED", "description": "For 3 days",
        "applied_time": live.app.now().as_second(), "expiration_time": until.as_second(),
    });
    page.platform.says(|says| {
        says.status = json!({ "status": "restricted", "restrictions": [restriction] });
    });
    next(&live);
    let bar = eventually("the channel is barred", async || {
        page.channel(&live).bar(live.app.now()).cloned()
    })
    .await;
    assert_eq!(bar.until.unwrap().as_second(), until.as_second());
    assert_eq!(bar.reason, "For 3 days");
    live.close().await;
}

#[tokio::test]
async fn a_bar_of_which_no_end_was_told_is_over_when_the_page_is_well_for_longer_than_one_answer() {
    let live = Live::start().await;
    let page = Page::connect(&live, PAGE).await;
    live.advance(SignedDuration::from_mins(1));
    let block = json!({ "recipient": { "id": PAGE }, "timestamp": live.app.now().as_millisecond(),
        "policy_enforcement": { "action": "block", "reason": "Spam" } });
    let body = json!({ "object": "page", "entry": [{ "id": PAGE, "time": live.app.now().as_millisecond(), "messaging": [block] }] });
    let body = body.to_string();
    let request = client()
        .post(live.webhooks())
        .header(
            "X-Hub-Signature-256",
            webhooks::signature(APP_SECRET, body.as_bytes()),
        )
        .body(body);
    assert!(request.send().await.unwrap().status().is_success());
    live.settled().await;
    let is_barred = || page.channel(&live).bar(live.app.now()).is_some();
    assert!(is_barred());
    let free = |findings: &Findings| findings.standing.sending == Some(Sending::Free);
    next(&live);
    page.checked(&live, "the page is well", free).await;
    assert!(is_barred(), "one answer may not know of it yet");
    next(&live);
    eventually("the next one lifts it", async || {
        (!is_barred()).then_some(())
    })
    .await;
    live.close().await;
}

#[tokio::test]
async fn a_page_that_is_asked_in_vain_keeps_no_other_from_being_asked() {
    let live = Live::start().await;
    let hanging = Page::connect(&live, PAGE).await;
    let other = Page::connect(&live, "3003").await;
    hanging.platform.says(|says| says.hangs = true);
    other.platform.says(|says| says.is_dead = true);
    next(&live);
    let refused = |findings: &Findings| matches!(findings.reach, Reach::Refused { .. });
    other.checked(&live, "the other is asked", refused).await;
    assert!(hanging.platform.silence.lasts());
}
