//! The same webhooks in order, shuffled, repeated, in one envelope, one by one: the same store.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use transom_testkit::{Random, START, TestApp, webhooks};

use super::dump::{assert_same, dump, understood};

const PAGE: &str = "1001";
const CUSTOMERS: [&str; 6] = ["501", "502", "503", "504", "505", "506"];

/// An entry of a webhook: something that happened.
type Entry = Value;

fn entry(at: i64, event: &Value) -> Entry {
    json!({ "id": PAGE, "time": at, "messaging": [event] })
}

fn from_customer(customer: &str, at: i64, key: &str, value: &Value) -> Entry {
    entry(
        at,
        &json!({ "sender": { "id": customer }, "recipient": { "id": PAGE }, "timestamp": at, key: value }),
    )
}

fn echo(customer: &str, at: i64, message: &Value) -> Entry {
    entry(
        at,
        &json!({ "sender": { "id": PAGE }, "recipient": { "id": customer }, "timestamp": at, "message": message }),
    )
}

/// Three hundred things that happened, each at a moment of its own.
fn story(seed: u64) -> Vec<Entry> {
    let mut random = Random::new(seed);
    let start = START.parse::<Timestamp>().unwrap().as_millisecond();
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut edits = 0;
    let mut story = Vec::new();
    for number in 0..300i64 {
        let at = start + number * 60_000 + i64::try_from(random.below(50_000)).unwrap();
        let customer = *random.pick(&CUSTOMERS);
        let mid = format!("m_{number}");
        let known = (!lines.is_empty()).then(|| random.pick(&lines).clone());
        let told = match (random.below(20), known) {
            (0..=6, _) | (_, None) => {
                lines.push((customer.to_owned(), mid.clone()));
                let mut message = json!({ "mid": mid, "text": format!("text {number}") });
                match random.below(6) {
                    0 => message["quick_reply"] = json!({ "payload": "YES" }),
                    1 => {
                        message["referral"] =
                            json!({ "source": "ADS", "type": "OPEN_THREAD", "ad_id": "60" });
                    }
                    2 => {
                        let image = json!({ "type": "image", "payload": { "url": "https://example.com/1.jpg" } });
                        message["attachments"] = json!([image]);
                    }
                    _ => {}
                }
                from_customer(customer, at, "message", &message)
            }
            (7..=10, _) => {
                lines.push((customer.to_owned(), mid.clone()));
                let app = if random.below(2) == 0 {
                    json!(880_044)
                } else {
                    json!(263_902_037_430_900u64)
                };
                let message = json!({ "mid": mid, "is_echo": true, "app_id": app, "text": format!("answer {number}") });
                echo(customer, at, &message)
            }
            (11, Some((writer, line))) => {
                edits += 1;
                let edit =
                    json!({ "mid": line, "text": format!("edited {number}"), "num_edit": edits });
                from_customer(&writer, at, "message_edit", &edit)
            }
            (12..=13, Some((writer, line))) => {
                let action = if random.below(3) == 0 {
                    "unreact"
                } else {
                    "react"
                };
                let reaction =
                    json!({ "mid": line, "action": action, "reaction": "love", "emoji": "❤" });
                from_customer(&writer, at, "reaction", &reaction)
            }
            (14, Some((writer, line))) => {
                let delivery = json!({ "mids": [line], "watermark": at - 30_000 });
                from_customer(&writer, at, "delivery", &delivery)
            }
            (15, _) => from_customer(customer, at, "read", &json!({ "watermark": at - 10_000 })),
            (16, _) => {
                let postback = json!({ "mid": mid, "title": "Buy", "payload": "BUY" });
                from_customer(customer, at, "postback", &postback)
            }
            (17, _) => {
                let referral =
                    json!({ "source": "SHORTLINK", "type": "OPEN_THREAD", "ref": "spring" });
                from_customer(customer, at, "referral", &referral)
            }
            (18, _) => {
                let event = json!({ "sender": { "id": customer }, "recipient": { "id": PAGE },
                    "timestamp": at, "message": { "mid": mid, "text": "to the bot" } });
                json!({ "id": PAGE, "time": at, "standby": [event] })
            }
            _ => comment(&mut random, at / 1000),
        };
        story.push(told);
    }
    story
}

fn comment(random: &mut Random, at: i64) -> Entry {
    let number = random.below(5);
    let verb = *random.pick(&["edited", "edited", "hide", "remove"]);
    let mut value = json!({
        "item": "comment", "comment_id": format!("77_{number}"), "post_id": "1001_77", "parent_id": "1001_77",
        "from": { "id": "8888", "name": "N. Example" }, "created_time": 1_795_000_000, "verb": verb,
    });
    if verb == "edited" {
        value["message"] = json!(format!("as of {at}"));
    }
    json!({ "id": PAGE, "time": at, "changes": [{ "field": "feed", "value": value }] })
}

/// Delivers envelopes of entries; processes now and then, as it happens beside.
async fn told(envelopes: &[Vec<Entry>], seed: u64) -> Vec<String> {
    let app = TestApp::start().await;
    app.app.clock.advance(SignedDuration::from_hours(12));
    let mut random = Random::new(seed);
    for envelope in envelopes {
        app.webhook(&json!({ "object": "page", "entry": envelope }))
            .await;
        if random.below(10) == 0 {
            app.settle().await;
        }
    }
    app.settle().await;
    understood(&app).await
}

fn one_by_one(story: &[Entry]) -> Vec<Vec<Entry>> {
    story.iter().map(|entry| vec![entry.clone()]).collect()
}

#[tokio::test]
async fn the_way_of_delivery_changes_nothing() {
    for seed in [1, 2] {
        let story = story(seed);
        let mut random = Random::new(seed);
        let expected = told(&one_by_one(&story), seed).await;
        assert!(expected.len() > 200, "the story is told");

        let mut shuffled = story.clone();
        random.shuffle(&mut shuffled);
        assert_same(
            &told(&one_by_one(&shuffled), seed).await,
            &expected,
            "shuffled",
        );

        let mut repeated = [story.clone(), story.clone(), shuffled.clone()].concat();
        random.shuffle(&mut repeated);
        assert_same(
            &told(&one_by_one(&repeated), seed).await,
            &expected,
            "repeated",
        );

        assert_same(
            &told(std::slice::from_ref(&story), seed).await,
            &expected,
            "in one envelope",
        );
        let one = [shuffled.clone()];
        assert_same(
            &told(&one, seed).await,
            &expected,
            "shuffled, in one envelope",
        );

        let pieces: Vec<Vec<Entry>> = shuffled.chunks(7).map(<[Entry]>::to_vec).collect();
        assert_same(&told(&pieces, seed).await, &expected, "in pieces");
    }
}

#[tokio::test]
async fn processing_again_after_a_lost_position_changes_nothing() {
    let app = TestApp::start().await;
    app.app.clock.advance(SignedDuration::from_hours(12));
    for envelope in one_by_one(&story(3)) {
        app.webhook(&json!({ "object": "page", "entry": envelope }))
            .await;
    }
    app.settle().await;
    let before = dump(&app.app).await;
    for position in [0, 100, 299] {
        let mut tx = app.app.db.write().await.unwrap();
        tx.set_intake_position("meta", position).await.unwrap();
        tx.commit().await.unwrap();
        app.settle().await;
        assert_same(&dump(&app.app).await, &before, "processed again");
    }
}

#[tokio::test]
async fn a_moment_is_the_platforms_and_never_after_it_was_told() {
    let app = TestApp::start().await;
    let now = app.app.now();
    let earlier = now - SignedDuration::from_hours(5);
    app.webhook(&webhooks::message(PAGE, "501", earlier, "Hello"))
        .await;
    // A clock that runs ahead opens no longer window.
    let ahead = now + SignedDuration::from_hours(1);
    app.webhook(&webhooks::message(PAGE, "502", ahead, "Hello"))
        .await;
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    let wanted = [(app.shop.channel_id, "501"), (app.shop.channel_id, "502")];
    let day = SignedDuration::from_hours(24);
    for thread in read.threads(app.shop.workspace_id, &wanted).await.unwrap() {
        let said = if thread.identity.external_id == "501" {
            earlier
        } else {
            now
        };
        assert_eq!(thread.conversation.waiting_since, Some(said));
        assert_eq!(thread.conversation.window.closes_at, Some(said + day));
    }
}
