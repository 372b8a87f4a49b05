//! WhatsApp's webhooks: what is kept of them, who is who, and that neither order nor repetition matters.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use transom_testkit::{Random, START, TestApp};

use super::{NINA, NUMBER_ID, Someone, change, connect, seconds, sends, status, value, writes};
use crate::intake::dump::{assert_same, understood};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.app.clock.advance(SignedDuration::from_hours(12));
    connect(
        &app.app,
        app.shop.workspace_id,
        "http://127.0.0.1:9",
        NUMBER_ID,
    )
    .await;
    app
}

fn minute(minute: i64) -> Timestamp {
    START.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minute)
}

/// A customer who goes by their number, by the id made for this business, by both, and by another number later.
fn story(seed: u64) -> Vec<Value> {
    let mut random = Random::new(seed);
    let both = NINA;
    let by_number = Someone {
        user_id: None,
        ..NINA
    };
    let by_scope = Someone {
        wa_id: None,
        name: Some("Nina M."),
        ..NINA
    };
    let moved = Someone {
        wa_id: Some("33699887766"),
        user_id: Some("FR.2"),
        name: Some("Nina M."),
    };
    // Who has the number after her.
    let heir = Someone {
        wa_id: NINA.wa_id,
        user_id: Some("FR.9"),
        name: Some("Hugo"),
    };
    let mut story = Vec::new();
    for number in 0..90i64 {
        let at = minute(number);
        let by = match number {
            ..45 => *random.pick(&[both, by_number, by_scope]),
            45..50 => both,
            _ => *random.pick(&[moved, moved, heir]),
        };
        let id = format!("wamid.{number}");
        let earlier = format!("wamid.{}", random.below(u64::try_from(number + 1).unwrap()));
        story.push(match (number, random.below(10)) {
            (50, _) => {
                let body = json!({
                    "type": "user_changed_number", "wa_id": moved.wa_id, "user_id": moved.user_id, "body": "moved",
                });
                sends(Someone { user_id: None, ..NINA }, at, "wamid.moved", "system", &body)
            }
            (_, 0..=4) => writes(by, at, &id, &format!("text {number}")),
            (_, 5) => {
                let body = json!({ "message_id": earlier, "emoji": "👍" });
                sends(by, at, &id, "reaction", &body)
            }
            (_, 6) => {
                let reached = *random.pick(&["sent", "delivered", "read", "failed"]);
                let errors = json!({ "errors": [{ "code": 131_049, "title": "Not delivered" }] });
                let more = if reached == "failed" { errors } else { json!({}) };
                status(by, at, "wamid.out", reached, &more)
            }
            (_, 7) => {
                let echo = json!({
                    "from": "33184880000", "to": by.wa_id, "to_user_id": by.user_id, "id": id,
                    "timestamp": seconds(at), "type": "text", "text": { "body": format!("answer {number}") },
                });
                let value = value(NUMBER_ID, "message_echoes", &[echo], Someone::default());
                change("smb_message_echoes", &value, at)
            }
            (_, 8) => {
                let wish = *random.pick(&["stop", "resume"]);
                let preference = json!({
                    "wa_id": by.wa_id, "user_id": by.user_id, "category": "marketing_messages", "value": wish,
                    "timestamp": at.as_second(),
                });
                let value = value(NUMBER_ID, "user_preferences", &[preference], by);
                change("user_preferences", &value, at)
            }
            _ => {
                let body = json!({ "original_message_id": earlier });
                sends(by, at, &id, "revoke", &body)
            }
        });
    }
    // The ids are told to be one customer's, whatever else the story says.
    story.push(writes(both, minute(48), "wamid.both", "It is me"));
    story
}

/// The webhooks brought in pieces, each as one delivery.
async fn told(pieces: &[Vec<Value>]) -> Vec<String> {
    let app = start().await;
    for webhooks in pieces {
        let entries: Vec<Value> = webhooks
            .iter()
            .map(|webhook| webhook["entry"][0].clone())
            .collect();
        let body = json!({ "object": "whatsapp_business_account", "entry": entries });
        app.webhook(&body).await;
        app.settle().await;
    }
    understood(&app).await
}

#[tokio::test]
async fn the_way_of_delivery_changes_nothing() {
    for seed in [1, 2, 3] {
        let story = story(seed);
        let one_by_one: Vec<_> = story.iter().map(|webhook| vec![webhook.clone()]).collect();
        let expected = told(&one_by_one).await;
        let count = |kind: &str| {
            expected
                .iter()
                .filter(|line| line.starts_with(kind))
                .count()
        };
        assert_eq!(
            count("identity"),
            2,
            "Nina and who has her number now: {expected:#?}"
        );
        assert_eq!(count("conversation"), 2);
        // Before she moved everything may be told in any order. Later an id may be another's, and what tells that
        // follows within minutes, not within months.
        let (mut before, mut after) = (story[..50].to_vec(), story[51..].to_vec());
        let mut random = Random::new(seed);
        before.extend(before.clone());
        before.push(after.pop().unwrap());
        random.shuffle(&mut before);
        after.extend(after.clone());
        random.shuffle(&mut after);
        let shuffled = [before, vec![story[50].clone(), story[50].clone()], after].concat();
        let pieces: Vec<_> = shuffled.chunks(7).map(<[Value]>::to_vec).collect();
        assert_same(&told(&pieces).await, &expected, "shuffled");
        assert_same(&told(&[shuffled]).await, &expected, "at once");
        let late = [story[50..].to_vec(), story[..50].to_vec()].concat();
        let late: Vec<_> = late.chunks(11).map(<[Value]>::to_vec).collect();
        assert_same(&told(&late).await, &expected, "the old ones late");
    }
}

/// Nina gets another number, and only the new id that is made for the business is told; Hugo has her old number next.
fn handed_on() -> [Value; 4] {
    let moved = json!({ "type": "user_changed_user_id", "user_id": "FR.2", "body": "moved" });
    let by_scope = Someone {
        wa_id: None,
        ..NINA
    };
    let nina = Someone {
        wa_id: None,
        user_id: Some("FR.2"),
        name: Some("Nina"),
    };
    let hugo = Someone {
        wa_id: NINA.wa_id,
        user_id: Some("FR.9"),
        name: Some("Hugo"),
    };
    [
        writes(NINA, minute(1), "wamid.1", "It is me"),
        sends(by_scope, minute(2), "wamid.moved", "system", &moved),
        writes(hugo, minute(3), "wamid.3", "I am new here"),
        writes(nina, minute(4), "wamid.4", "It is still me"),
    ]
}

#[tokio::test]
async fn who_has_a_number_next_is_another_customer_when_only_the_scoped_id_told_that_it_was_left() {
    let [hello, moved, next, still] = handed_on();
    let one_by_one: Vec<_> = [&hello, &moved, &next, &still]
        .map(|webhook| vec![webhook.clone()])
        .into();
    let expected = told(&one_by_one).await;
    let count = |kind: &str| {
        let lines = expected.iter();
        lines.filter(|line| line.starts_with(kind)).count()
    };
    assert_eq!(count("identity"), 2, "{expected:#?}");
    assert_eq!(count("conversation"), 2);
    let orders = [
        [&moved, &hello, &next, &still]
            .map(|webhook| vec![webhook.clone()])
            .to_vec(),
        vec![[&hello, &moved, &next, &still].map(Clone::clone).to_vec()],
        vec![[&moved, &next, &still, &hello].map(Clone::clone).to_vec()],
        vec![
            vec![still.clone(), hello.clone()],
            vec![next, moved, hello, still],
        ],
    ];
    for order in orders {
        assert_same(&told(&order).await, &expected, &format!("{order:?}"));
    }
}

#[tokio::test]
async fn the_next_owner_of_a_number_is_heard_when_the_notice_that_it_was_left_comes_late() {
    let moved = json!({ "type": "user_changed_number", "wa_id": "33699887766", "body": "moved" });
    let nina = Someone {
        user_id: None,
        ..NINA
    };
    let hugo = Someone {
        name: Some("Hugo"),
        ..nina
    };
    let lines = told(&[
        vec![writes(nina, minute(1), "wamid.1", "It is me")],
        vec![writes(hugo, minute(3), "wamid.3", "I am new here")],
        vec![sends(nina, minute(2), "wamid.moved", "system", &moved)],
        vec![writes(hugo, minute(5), "wamid.5", "Anybody there?")],
    ])
    .await;
    let identities = lines.iter().filter(|line| line.starts_with("identity"));
    assert_eq!(identities.count(), 2, "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("Anybody there?")));
}

#[tokio::test]
async fn a_move_that_is_taken_for_a_repetition_moves_nobody() {
    let moved = json!({ "type": "user_changed_number", "wa_id": "33699887766", "body": "moved" });
    let nina = Someone {
        user_id: None,
        ..NINA
    };
    let lines = told(&[
        vec![writes(nina, minute(1), "wamid.1", "It is me")],
        vec![sends(nina, minute(2), "wamid.1", "system", &moved)],
        vec![writes(nina, minute(3), "wamid.3", "Still me")],
    ])
    .await;
    let identities = lines.iter().filter(|line| line.starts_with("identity"));
    assert_eq!(identities.count(), 1, "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("Still me")));
}

#[tokio::test]
async fn who_keeps_their_number_stays_who_they_are_when_it_is_told_again() {
    let [hello, moved, _, _] = handed_on();
    let again = Someone {
        user_id: Some("FR.2"),
        ..NINA
    };
    let again = writes(again, minute(5), "wamid.5", "Same number");
    for pieces in [
        vec![
            vec![hello.clone()],
            vec![moved.clone()],
            vec![again.clone()],
        ],
        vec![
            vec![hello.clone()],
            vec![again.clone()],
            vec![moved.clone()],
        ],
        vec![vec![hello, moved, again]],
    ] {
        let told = told(&pieces).await;
        let identities = told.iter().filter(|line| line.starts_with("identity"));
        assert_eq!(identities.count(), 1, "{told:#?}");
    }
}

#[tokio::test]
async fn a_name_comes_with_the_message_and_nobody_is_asked_for_it() {
    let app = start().await;
    app.webhook(&writes(NINA, minute(1), "wamid.1", "Hello"))
        .await;
    app.settle().await;
    let answer = app
        .get("/api/v1/conversations", &app.shop.token)
        .await
        .json();
    let conversation = &answer["conversations"][0];
    assert_eq!(conversation["contact"]["name"], "Nina", "{conversation}");
    let identity = &conversation["identity"];
    assert_eq!(identity["phone_id"], json!(NINA.wa_id), "{identity}");
    assert_eq!(identity["scoped_id"], json!(NINA.user_id), "{identity}");
    let mut read = app.app.db.read().await.unwrap();
    assert_eq!(read.next_profile_at().await.unwrap(), None);
}

#[tokio::test]
async fn what_is_not_understood_or_of_nobody_is_listed_and_can_be_replayed() {
    let app = start().await;
    let other = "106540352242999";
    let message = json!({ "id": "wamid.1", "from": "33611", "timestamp": seconds(minute(1)), "type": "text", "text": { "body": "Hello" } });
    let value = value(other, "messages", &[message], NINA);
    app.webhook(&change("messages", &value, minute(1))).await;
    app.webhook(&change("history", &json!({ "history": [] }), minute(1)))
        .await;
    app.webhook(&change("of_tomorrow", &json!({ "x": 1 }), minute(1)))
        .await;
    app.settle().await;
    let listed = app
        .get("/api/v1/journal/unhandled", &app.shop.token)
        .await
        .json();
    let reasons: Vec<&str> = listed["webhooks"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|webhook| webhook["pieces"].as_array().unwrap())
        .map(|piece| piece["reason"].as_str().unwrap())
        .collect();
    assert_eq!(reasons.len(), 3, "{listed}");
    assert!(reasons.contains(&"unknown-account"), "{listed}");

    connect(&app.app, app.shop.workspace_id, "http://127.0.0.1:9", other).await;
    let replayed = app
        .post("/api/v1/journal/1/replay", &app.shop.token, &json!({}))
        .await;
    assert_eq!(replayed.json()["processed"], 1, "{replayed:?}");
}
