//! The demo's story, played through the real program.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use transom::demo::{self, Demo, Options};
use transom_testkit::client;

/// When there were message tags, and no forms on WhatsApp yet.
const ERA: &str = "2023-05-10T08:00:00Z";
const LATE: &str = "2026-11-21T10:00:00Z";

async fn play(at: &str) -> (Demo, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let options = Options {
        port: 0,
        emulator_port: 0,
        data_dir: dir.path().join("data"),
        at: Some(at.parse().unwrap()),
    };
    (demo::start(options).await.unwrap(), dir)
}

async fn ask(demo: &Demo, path: &str) -> Value {
    let url = format!("{}/api/v1{path}", demo.access.url);
    let request = client()
        .get(url)
        .bearer_auth(demo.access.api_token.expose());
    let answer = request.send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

fn count<'a>(all: &'a [Value], key: impl Fn(&'a Value) -> &'a Value) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts
            .entry(key(one).as_str().unwrap_or("none"))
            .or_default() += 1;
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_shows_every_platform_in_every_state_of_the_window() {
    let (demo, _dir) = play(LATE).await;
    let conversations = ask(&demo, "/conversations?limit=100").await;
    let conversations = conversations["conversations"].as_array().unwrap();
    assert!(
        (60..=75).contains(&conversations.len()),
        "{}",
        conversations.len()
    );
    let states = count(conversations, |one| &one["window"]["state"]);
    for state in ["open", "closed", "never_opened"] {
        assert!(
            states.get(state).is_some_and(|many| *many >= 2),
            "{states:?}"
        );
    }
    let channels = ask(&demo, "/channels").await;
    let channels = channels["channels"].as_array().unwrap();
    let platforms = count(channels, |one| &one["platform"]);
    assert_eq!(
        platforms,
        BTreeMap::from([("instagram", 1), ("messenger", 1), ("whatsapp", 1)])
    );
    let number = channels
        .iter()
        .find(|one| one["platform"] == "whatsapp")
        .unwrap();
    let id = number["id"].as_str().unwrap();
    let templates = ask(&demo, &format!("/channels/{id}/templates")).await;
    let templates = templates["templates"].as_array().unwrap();
    let statuses = count(templates, |one| &one["status"]);
    for status in ["approved", "pending", "rejected", "paused"] {
        assert!(statuses.contains_key(status), "{statuses:?}");
    }
    let comments = ask(&demo, "/comments").await;
    let comments = comments["comments"].as_array().unwrap();
    let answered = comments.iter().filter(|one| !one["message_id"].is_null());
    assert!(answered.count() >= 3, "{}", json!(comments));
    demo.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_of_an_earlier_day_leaves_out_what_did_not_exist() {
    let (demo, _dir) = play(ERA).await;
    let conversations = ask(&demo, "/conversations?limit=100").await;
    let conversations = conversations["conversations"].as_array().unwrap();
    let named = |name: &str| {
        conversations
            .iter()
            .any(|one| one["contact"]["name"] == name)
    };
    assert!(named("Karin Holm") && named("Helen Whitcombe"));
    assert!(!named("Apolline Garnier"), "a form, before there were any");
    demo.close().await;
}
