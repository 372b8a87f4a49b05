//! What is taken and what is turned away.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use futures_util::StreamExt as _;
use tokio::task::JoinSet;
use transom::config::Config;
use transom::journal::{Position, Reader};
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, TestApp, client, webhooks};

/// A counter as the metrics page shows it.
async fn counted(app: &TestApp, name: &str) -> u64 {
    let answer = app
        .send(Request::get("/metrics").body(Body::empty()).unwrap())
        .await;
    let text = String::from_utf8(answer.body).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with(&format!("{name} ")))
        .unwrap();
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

const COUNTERS: [&str; 6] = [
    "transom_webhooks_accepted_total",
    "transom_webhooks_unsigned_total",
    "transom_webhooks_too_large_total",
    "transom_webhooks_not_json_total",
    "transom_webhooks_unavailable_total",
    "transom_webhooks_cut_off_total",
];

/// A request is turned away with a status, is counted once by this counter, and leaves nothing.
async fn turned_away(app: &TestApp, request: Request<Body>, status: StatusCode, counter: &str) {
    let mut expected = Vec::new();
    for name in COUNTERS {
        expected.push(counted(app, name).await + u64::from(name == counter));
    }
    let head = app.journal.head();
    let answer = app.send(request).await;
    assert_eq!(answer.status, status);
    let waits = answer.headers.get(header::RETRY_AFTER);
    assert_eq!(waits.is_some(), status == StatusCode::SERVICE_UNAVAILABLE);
    let mut found = Vec::new();
    for name in COUNTERS {
        found.push(counted(app, name).await);
    }
    assert_eq!(found, expected, "{COUNTERS:?}");
    assert_eq!(app.journal.head(), head, "nothing is kept");
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    assert_eq!(
        read.count_unhandled(app.shop.workspace_id).await.unwrap(),
        0
    );
    assert!(
        read.contacts(app.shop.workspace_id, None, 1)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn what_is_acknowledged_is_on_the_disk() {
    let app = TestApp::start().await;
    for number in 1..=3 {
        let at = app.app.now();
        let body = webhooks::message(&app.shop.page_id, "nora", at, &"x".repeat(number));
        let body = body.to_string().into_bytes();
        let answer = app
            .send(webhooks::signed(&app.shop.app_secret, body.clone()))
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        // Read from the files, as another process would.
        let reader = Reader::open(app.app.journal_dir()).unwrap();
        let records = reader.read(Position::FIRST, 10, 1 << 20).unwrap();
        assert_eq!(records.len(), number);
        assert_eq!(records.last().unwrap().body, body);
    }
    assert_eq!(counted(&app, COUNTERS[0]).await, 3);
}

#[tokio::test]
async fn a_bad_signature_is_turned_away() {
    let app = TestApp::start().await;
    let body = webhooks::message(&app.shop.page_id, "nora", app.app.now(), "Hello").to_string();
    let good = webhooks::signature(&app.shop.app_secret, body.as_bytes());
    let signatures = [
        None,
        Some(String::new()),
        Some("sha256=".to_owned()),
        Some(good.to_uppercase().replace("SHA256", "sha1")),
        Some(format!("{good}0")),
        Some(good[..good.len() - 1].to_owned()),
        Some(webhooks::signature(&app.shop.app_secret, b"another body")),
    ];
    for signature in signatures {
        let mut request = Request::post("/hooks/meta");
        if let Some(signature) = &signature {
            request = request.header("X-Hub-Signature-256", signature);
        }
        let request = request.body(Body::from(body.clone())).unwrap();
        turned_away(&app, request, StatusCode::UNAUTHORIZED, COUNTERS[1]).await;
    }
    // Signed, and then changed on the way.
    let changed = body.replace("Hello", "Hallo");
    let request = Request::post("/hooks/meta").header("X-Hub-Signature-256", good);
    let request = request.body(Body::from(changed)).unwrap();
    turned_away(&app, request, StatusCode::UNAUTHORIZED, COUNTERS[1]).await;
}

#[tokio::test]
async fn what_is_too_large_or_not_json_is_turned_away() {
    let app = TestApp::start().await;
    let limit = app.app.config.webhook.max_bytes;
    let large = webhooks::signed(&app.shop.app_secret, vec![b' '; limit + 1]);
    turned_away(&app, large, StatusCode::PAYLOAD_TOO_LARGE, COUNTERS[2]).await;
    for body in ["", "{", "hello", "{\"object\":\"page\"} x", "\u{feff}{}"] {
        let request = webhooks::signed(&app.shop.app_secret, body.as_bytes().to_vec());
        turned_away(&app, request, StatusCode::BAD_REQUEST, COUNTERS[3]).await;
    }
    // As large as may be is taken.
    let mut body = b"{}".to_vec();
    body.resize(limit, b' ');
    assert_eq!(
        app.send(webhooks::signed(&app.shop.app_secret, body))
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn several_webhooks_of_a_thousand_long_events_are_taken_at_once() {
    let whole = Config::defaults_in(std::path::Path::new("/")).unwrap();
    let live = Live::start_with(|config| {
        config.webhook = whole.webhook.clone();
        config.journal = whole.journal.clone();
    })
    .await;
    let client = client();
    // A thousand texts of two thousand letters, each written in twelve bytes.
    let mut body = b"{}".to_vec();
    body.resize(1000 * 2000 * 12, b' ');
    let signature = webhooks::signature(APP_SECRET, &body);
    let brought = (0..6).map(|_| {
        let request = client
            .post(live.webhooks())
            .header("X-Hub-Signature-256", &signature)
            .body(body.clone());
        async { request.send().await.unwrap().status() }
    });
    let answers = futures_util::future::join_all(brought).await;
    // What finds the journal's queue full is brought again.
    let is_taken = |status: &reqwest::StatusCode| status.is_success() || status.as_u16() == 503;
    assert!(answers.iter().all(is_taken), "{answers:?}");
    assert!(answers.iter().any(reqwest::StatusCode::is_success));
    live.close().await;
}

#[tokio::test]
async fn a_journal_that_cannot_write_has_the_platform_call_again() {
    let app = TestApp::start().await;
    app.journal.close();
    let body = webhooks::message(&app.shop.page_id, "nora", app.app.now(), "Hello").to_string();
    let request = webhooks::signed(&app.shop.app_secret, body.into_bytes());
    turned_away(&app, request, StatusCode::SERVICE_UNAVAILABLE, COUNTERS[4]).await;
    let ready = app
        .send(Request::get("/readyz").body(Body::empty()).unwrap())
        .await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
}

/// A body that comes in pieces, signed by nobody.
fn trickling(
    chunks: impl futures_util::Stream<Item = Result<Vec<u8>, std::io::Error>> + Send + 'static,
) -> Request<Body> {
    let request = Request::post("/hooks/meta").header("X-Hub-Signature-256", "sha256=00");
    request.body(Body::from_stream(chunks)).unwrap()
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_turned_away() {
    let app = TestApp::start().await;
    let broken = [Ok(b"{".to_vec()), Err(std::io::Error::other("gone"))];
    let broken = trickling(futures_util::stream::iter(broken));
    turned_away(&app, broken, StatusCode::BAD_REQUEST, COUNTERS[5]).await;
}

#[tokio::test]
async fn bodies_under_way_take_no_more_than_their_room_and_leave_it() {
    let app = Arc::new(TestApp::start().await);
    let limit = app.app.config.webhook.max_bytes;
    let room = (64 << 20).max(4 * limit);
    // Each has all of a body but its end.
    let mut waiting = JoinSet::new();
    let mut last = None;
    let mut left = room;
    while left > 0 {
        let bytes = left.min(limit);
        left -= bytes;
        let (here, arrived) = tokio::sync::oneshot::channel();
        let chunks = futures_util::stream::iter([Ok(vec![b' '; bytes])]);
        let then = futures_util::stream::once(async move {
            here.send(()).unwrap();
            std::future::pending().await
        });
        let request = trickling(chunks.chain(then));
        let app = Arc::clone(&app);
        last = Some(waiting.spawn(async move { app.send(request).await }));
        arrived.await.unwrap();
    }
    let body = webhooks::message(&app.shop.page_id, "nora", app.app.now(), "Hello").to_string();
    let request = || webhooks::signed(&app.shop.app_secret, body.clone().into_bytes());
    turned_away(
        &app,
        request(),
        StatusCode::SERVICE_UNAVAILABLE,
        COUNTERS[4],
    )
    .await;
    last.unwrap().abort();
    let gone = waiting.join_next().await.unwrap();
    assert!(gone.unwrap_err().is_cancelled());
    assert_eq!(app.send(request()).await.status, StatusCode::OK);
}
