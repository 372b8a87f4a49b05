//! Instagram's webhooks: what is kept of them, and that neither order nor repetition matters.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use transom_domain::id::ChannelId;
use transom_testkit::{Random, START, TestApp, webhooks};

use super::dump::{dump, understood};
use crate::instagram::{ACCOUNT, CUSTOMER, SECRETS, connect, did, echo, webhook};

/// Nothing is sent here.
const NOWHERE: &str = "http://127.0.0.1:9";

async fn start() -> (TestApp, ChannelId) {
    let app = TestApp::start().await;
    app.app.clock.advance(SignedDuration::from_hours(12));
    let channel_id = connect(&app.app, app.shop.workspace_id, NOWHERE, None).await;
    (app, channel_id)
}

async fn brings(app: &TestApp, body: &Value) {
    let body = body.to_string().into_bytes();
    let secret = SECRETS[body.len() % 2];
    let answer = app.send(webhooks::signed(secret, body)).await;
    assert_eq!(answer.status.as_u16(), 200);
    app.settle().await;
}

fn minute(minute: i64) -> i64 {
    let start = START.parse::<Timestamp>().unwrap().as_millisecond();
    start + minute * 60_000
}

/// Everything that can happen in a conversation, some of it about the same message.
fn story(seed: u64) -> Vec<Value> {
    let mut random = Random::new(seed);
    let mut entries = Vec::new();
    for number in 0..120i64 {
        let at = minute(number);
        let mid = format!("aWdf{number}");
        let earlier = format!("aWdf{}", random.below(u64::try_from(number + 1).unwrap()));
        let entry = match random.below(12) {
            0..=3 => did(
                at,
                "message",
                &json!({ "mid": mid, "text": format!("text {number}") }),
            ),
            4 => {
                let story = json!({ "story": { "id": "1", "url": "https://lookaside.example/1" } });
                did(
                    at,
                    "message",
                    &json!({ "mid": mid, "text": "wow", "reply_to": story }),
                )
            }
            5 => echo(
                at,
                &json!({ "mid": mid, "text": format!("answer {number}") }),
            ),
            6 => did(
                at,
                "message",
                &json!({ "mid": earlier, "is_deleted": true }),
            ),
            7 => {
                let edit = json!({ "mid": earlier, "text": format!("edited {number}"), "num_edit": number + 1 });
                did(at, "message_edit", &edit)
            }
            8 => {
                let reaction =
                    json!({ "mid": earlier, "action": "react", "reaction": "love", "emoji": "❤️" });
                did(at, "reaction", &reaction)
            }
            9 => did(at, "read", &json!({ "mid": earlier })),
            10 => did(
                at,
                "postback",
                &json!({ "mid": mid, "title": "Hours?", "payload": "HOURS" }),
            ),
            _ => {
                let field = *random.pick(&["comments", "live_comments"]);
                let value = json!({
                    "id": mid, "from": { "id": CUSTOMER, "username": "nina" }, "media": { "id": "18" }, "text": "hi",
                });
                json!({ "id": ACCOUNT, "time": at / 1000, "changes": [{ "field": field, "value": value }] })
            }
        };
        entries.push(entry);
    }
    entries
}

async fn told(envelopes: &[Vec<Value>]) -> Vec<String> {
    let (app, _) = start().await;
    for entries in envelopes {
        brings(&app, &json!({ "object": "instagram", "entry": entries })).await;
    }
    understood(&app).await
}

#[tokio::test]
async fn the_way_of_delivery_changes_nothing() {
    for seed in [1, 2, 3] {
        let story = story(seed);
        let expected = told(
            &story
                .iter()
                .map(|entry| vec![entry.clone()])
                .collect::<Vec<_>>(),
        )
        .await;
        assert!(expected.iter().any(|line| line.starts_with("deletion")));
        let mut random = Random::new(seed);
        let mut shuffled = [story.clone(), story.clone()].concat();
        random.shuffle(&mut shuffled);
        let pieces: Vec<Vec<Value>> = shuffled.chunks(7).map(<[Value]>::to_vec).collect();
        for envelopes in [vec![story], vec![shuffled], pieces] {
            let found = told(&envelopes).await;
            let differs = |from: &[String], to: &[String]| -> Vec<String> {
                from.iter()
                    .filter(|line| !to.contains(line))
                    .cloned()
                    .collect()
            };
            let (added, missing) = (differs(&found, &expected), differs(&expected, &found));
            assert!(found == expected, "added {added:#?}, missing {missing:#?}");
        }
    }
}

#[tokio::test]
async fn what_a_customer_takes_back_is_nowhere_in_the_store() {
    let (app, _) = start().await;
    let text = "my number is 0171 2345";
    brings(
        &app,
        &webhook(&did(
            minute(1),
            "message",
            &json!({ "mid": "aWdf1", "text": text }),
        )),
    )
    .await;
    let edit = json!({ "mid": "aWdf1", "text": format!("{text} 6"), "num_edit": 1 });
    brings(&app, &webhook(&did(minute(2), "message_edit", &edit))).await;
    assert!(dump(&app.app).await.iter().any(|line| line.contains(text)));
    let deleted = webhook(&did(
        minute(3),
        "message",
        &json!({ "mid": "aWdf1", "is_deleted": true }),
    ));
    brings(&app, &deleted).await;
    let after = dump(&app.app).await;
    assert!(!after.iter().any(|line| line.contains(text)), "{after:#?}");
    // It comes once more, and stays gone.
    brings(&app, &webhook(&did(minute(2), "message_edit", &edit))).await;
    assert_eq!(dump(&app.app).await, after);

    let token = &app.shop.token;
    let list = app.get("/api/v1/conversations", token).await.json();
    let id = list["conversations"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/conversations/{id}/messages");
    let messages = app.get(&path, token).await.json();
    let content = &messages["messages"][0];
    assert_eq!(
        messages["messages"].as_array().map(Vec::len),
        Some(1),
        "{messages}"
    );
    assert_eq!(
        (&content["deleted"], &content["text"]),
        (&json!(true), &Value::Null)
    );
    let events = app.get("/api/v1/events", token).await.json();
    assert!(events.to_string().contains("message_deleted"));
}

#[tokio::test]
async fn a_story_is_kept_as_having_happened_without_its_media() {
    let (app, _) = start().await;
    let address = "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1";
    let mention = json!({ "type": "story_mention", "payload": { "url": address } });
    let mention = json!({ "mid": "aWdf1", "attachments": [mention] });
    brings(&app, &webhook(&did(minute(1), "message", &mention))).await;
    let story = json!({ "story": { "id": "178", "url": address } });
    let answer = json!({ "mid": "aWdf2", "text": "wow", "reply_to": story });
    brings(&app, &webhook(&did(minute(2), "message", &answer))).await;
    let kept = dump(&app.app).await;
    assert!(
        !kept.iter().any(|line| line.contains("lookaside")),
        "{kept:#?}"
    );
    for kind in ["story_mention", "story_reply"] {
        assert!(kept.iter().any(|line| line.contains(kind)), "{kept:#?}");
    }
}

#[tokio::test]
async fn a_page_of_the_same_id_is_another_account() {
    let (app, channel_id) = start().await;
    // The same number, on Messenger: nobody is connected there.
    let stray = webhooks::message(ACCOUNT, CUSTOMER, app.app.now(), "Hello");
    brings(&app, &stray).await;
    brings(
        &app,
        &webhook(&did(
            minute(1),
            "message",
            &json!({ "mid": "aWdf1", "text": "Hello" }),
        )),
    )
    .await;
    let mut read = app.app.db.read().await.unwrap();
    let workspace_id = app.shop.workspace_id;
    let unhandled = read.unhandled(workspace_id, None, 10).await.unwrap();
    let reasons: Vec<_> = unhandled.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons, ["unknown-account"]);
    let known = read.threads(workspace_id, &[(channel_id, CUSTOMER)]).await;
    assert_eq!(known.unwrap().len(), 1);
}
