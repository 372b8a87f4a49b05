//! The token of Instagram Login ends by itself, and is renewed.

use std::sync::{Arc, Mutex};

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::routing::get;
use axum::{Json, Router};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use transom::channels::{self, Connection, GRAPH_VERSION, NewInstagram};
use transom::secret::Secret;
use transom_domain::health::{Findings, Reach, Record, Remark};
use transom_domain::id::ChannelId;
use transom_emulator::TokenTerms;
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, eventually};

use super::{checked, next};

const ACCOUNT: &str = "17841405822304914";
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A token that was made now and lives for sixty days.
fn made(live: &Live) -> TokenTerms {
    TokenTerms {
        issued_at: Some(live.app.now()),
        expires_at: Some(live.app.now() + DAY * 60),
        ..TokenTerms::default()
    }
}

async fn remarks(live: &Live, channel_id: ChannelId) -> Vec<Remark> {
    let mut read = live.app.db.read().await.unwrap();
    let row = read.load_health(live.workspace_id, channel_id).await;
    let record = Record {
        findings: row.unwrap().findings,
        ahead: DAY * 14,
        ..Record::default()
    };
    let found = live.app.channels.find(live.workspace_id, channel_id);
    record.remarks(&found.unwrap().channel, live.app.now())
}

/// Whether a token is known to end so many days from now, give or take one.
fn ends_in(live: &Live, findings: &Findings, days: i32) -> bool {
    let end: Option<Timestamp> = findings.token.expires_at;
    end.is_some_and(|end| {
        let left = end.duration_since(live.app.now());
        left > DAY * (days - 1) && left <= DAY * days
    })
}

#[tokio::test]
async fn a_token_is_renewed_again_and_again_and_its_end_is_told() {
    let live = Live::start().await;
    let channel_id = live.connect_instagram(ACCOUNT).await;
    live.world.set_token_terms(ACCOUNT, made(&live)).unwrap();
    next(&live);
    checked(&live, channel_id, "its latest end is known", |findings| {
        findings.token.renews && ends_in(&live, findings, 60)
    })
    .await;
    live.advance(DAY);
    for round in 0..8 {
        checked(&live, channel_id, "it is renewed", |findings| {
            findings.reach == Reach::Works && ends_in(&live, findings, 60)
        })
        .await;
        let remarks = remarks(&live, channel_id).await;
        let renews = |remark: &Remark| matches!(remark, Remark::TokenRenews { .. });
        assert!(remarks.iter().any(renews), "{round}: {remarks:?}");
        live.advance(DAY * 31);
    }
    live.close().await;
}

#[tokio::test]
async fn a_token_that_the_platform_does_not_renew_is_told_with_its_words() {
    let live = Live::start().await;
    let channel_id = live.connect_instagram(ACCOUNT).await;
    checked(&live, channel_id, "it is checked", |_| true).await;
    live.advance(DAY * 2);
    // Made anew by somebody, so that the platform refuses.
    live.world.set_token_terms(ACCOUNT, made(&live)).unwrap();
    next(&live);
    checked(&live, channel_id, "it is refused", |findings| {
        let why = findings.token.unrenewed.as_deref();
        why.is_some_and(|why| why.contains("24 hours"))
    })
    .await;
    let told = remarks(&live, channel_id).await;
    let refused = |remark: &Remark| matches!(remark, Remark::TokenNotRenewed { .. });
    assert!(told.iter().any(refused), "{told:?}");
    live.advance(DAY);
    checked(&live, channel_id, "another time it is not", |findings| {
        findings.token.unrenewed.is_none() && ends_in(&live, findings, 60)
    })
    .await;
    live.close().await;
}

/// With what the platform was asked: the token of each call, and what was said for a renewal.
#[derive(Debug, Clone, Default)]
struct Calls(Arc<Mutex<Vec<String>>>);

async fn about(State(calls): State<Calls>, headers: HeaderMap) -> Json<Value> {
    let token = headers[AUTHORIZATION].to_str().unwrap().to_owned();
    calls.0.lock().unwrap().push(token);
    Json(json!({ "user_id": ACCOUNT, "id": "1", "username": "the.shop" }))
}

async fn subscriptions() -> Json<Value> {
    Json(json!({ "data": [], "success": true }))
}

async fn renew(
    State(calls): State<Calls>,
    Query(query): Query<std::collections::BTreeMap<String, String>>,
) -> Json<Value> {
    calls.0.lock().unwrap().push(format!("{query:?}"));
    Json(json!({ "access_token": "the-second", "token_type": "bearer", "expires_in": 5_184_000 }))
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
async fn the_renewed_token_is_the_one_that_is_used() {
    let live = Live::start().await;
    let calls = Calls::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/{version}/{account}", get(about))
        .route(
            "/{version}/{account}/subscribed_apps",
            get(subscriptions).post(subscriptions),
        )
        .route("/refresh_access_token", get(renew))
        .with_state(calls.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let new = NewInstagram {
        account_id: ACCOUNT.to_owned(),
        page_id: None,
        connection: Connection {
            name: None,
            access_token: Secret::new("the-first"),
            app_secrets: vec![Secret::new(APP_SECRET)],
            verify_token: Secret::new("a-verify-token"),
            graph_url: Some(format!("http://{address}")),
            graph_version: GRAPH_VERSION.to_owned(),
            region: None,
            capabilities: Vec::new(),
        },
    };
    let connected = channels::connect_instagram(&live.app, live.workspace_id, new).await;
    let channel_id = connected.unwrap().channel.id;
    checked(&live, channel_id, "it is checked", |_| true).await;
    live.advance(DAY);
    checked(&live, channel_id, "it is renewed", |findings| {
        ends_in(&live, findings, 60) && findings.token.unrenewed.is_none()
    })
    .await;
    let asked = "{\"access_token\": \"the-first\", \"grant_type\": \"ig_refresh_token\"}";
    let asked_so = |call: &String| call == asked;
    eventually("it was asked for", async || {
        calls.0.lock().unwrap().iter().any(asked_so).then_some(())
    })
    .await;
    next(&live);
    eventually("the new one is used", async || {
        let calls = calls.0.lock().unwrap();
        calls
            .last()
            .is_some_and(|last| last == "Bearer the-second")
            .then_some(())
    })
    .await;
    // Once, for from now on it is fresh.
    let renewals = calls
        .0
        .lock()
        .unwrap()
        .iter()
        .filter(|call| asked_so(call))
        .count();
    assert_eq!(renewals, 1);
    live.close().await;
}
