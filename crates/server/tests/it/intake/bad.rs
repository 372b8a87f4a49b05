//! Bad items on all three platforms, through the door: nothing panics, nothing is lost, the rest of the batch goes on,
//! and what was not understood is listed with its reason.

use axum::http::StatusCode;
use serde_json::{Value, json};
use transom::journal::Position;
use transom_policy::Channel as Platform;
use transom_store::UnhandledRow;
use transom_testkit::{APP_SECRET, NewAccount, TestApp, webhooks};

/// A platform's way to write things.
#[derive(Clone, Copy)]
struct Way {
    platform: Platform,
    account: &'static str,
    /// A message of this customer under this id.
    message: fn(customer: &str, id: &str) -> Value,
    /// A webhook of these items, for this account.
    webhook: fn(account: &str, items: &[String]) -> String,
}

const WAYS: [Way; 3] = [
    Way {
        platform: Platform::Messenger,
        account: "7001",
        message: meta_message,
        webhook: |account, items| meta_webhook("page", account, items),
    },
    Way {
        platform: Platform::Instagram,
        account: "7002",
        message: meta_message,
        webhook: |account, items| meta_webhook("instagram", account, items),
    },
    Way {
        platform: Platform::WhatsApp,
        account: "7003",
        message: whatsapp_message,
        webhook: whatsapp_webhook,
    },
];

fn meta_message(customer: &str, id: &str) -> Value {
    json!({
        "sender": { "id": customer }, "recipient": { "id": "1" }, "timestamp": 1_795_000_000_000_i64,
        "message": { "mid": id, "text": "Hello" },
    })
}

fn meta_webhook(object: &str, account: &str, items: &[String]) -> String {
    let items = items.join(",");
    format!(
        r#"{{"object":"{object}","entry":[{{"id":"{account}","time":1795000000000,"messaging":[{items}]}}]}}"#
    )
}

fn whatsapp_message(customer: &str, id: &str) -> Value {
    json!({
        "from": customer, "id": id, "timestamp": "1795000000", "type": "text", "text": { "body": "Hello" },
    })
}

fn whatsapp_webhook(account: &str, items: &[String]) -> String {
    let items = items.join(",");
    let value = format!(
        r#"{{"messaging_product":"whatsapp","metadata":{{"phone_number_id":"{account}"}},"messages":[{items}]}}"#
    );
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"7000","changes":[{{"field":"messages","value":{value}}}]}}]}}"#
    )
}

async fn program() -> TestApp {
    let app = TestApp::start().await;
    for way in WAYS {
        let account = NewAccount {
            platform: way.platform,
            external_id: way.account,
            parent_id: (way.platform == Platform::WhatsApp).then_some("7000"),
            app_secret: APP_SECRET,
        };
        account.connect(&app.app, app.shop.workspace_id).await;
    }
    app
}

async fn brings(app: &TestApp, body: impl Into<Vec<u8>>) -> StatusCode {
    let request = webhooks::signed(&app.shop.app_secret, body.into());
    let status = app.send(request).await.status;
    app.settle().await;
    status
}

/// The ids of the messages that the store has.
async fn stored(app: &TestApp) -> Vec<String> {
    let token = &app.shop.token;
    let mut ids = Vec::new();
    let list = app
        .get("/api/v1/conversations?limit=200", token)
        .await
        .json();
    for conversation in list["conversations"].as_array().unwrap() {
        let id = conversation["id"].as_str().unwrap();
        let path = format!("/api/v1/conversations/{id}/messages?limit=200");
        let list = app.get(&path, token).await.json();
        for message in list["messages"].as_array().unwrap() {
            ids.push(message["external_id"].as_str().unwrap().to_owned());
        }
    }
    ids.sort();
    ids
}

/// What of the newest webhook is listed as not understood.
async fn listed(app: &TestApp) -> Vec<UnhandledRow> {
    let newest = app.journal.head().get() - 1;
    let mut read = app.app.db.read().await.unwrap();
    let mut rows = read
        .unhandled(app.shop.workspace_id, None, 1)
        .await
        .unwrap();
    rows.retain(|row| row.position == newest);
    rows
}

/// Bad items, each as it stands on the wire, and the reasons under which they may be listed.
fn bad_items(message: &Value) -> Vec<(&'static str, String, &'static [&'static str])> {
    const MALFORMED: &[&str] = &["malformed"];
    let with = |change: &dyn Fn(&mut Value)| {
        let mut item = message.clone();
        change(&mut item);
        item.to_string()
    };
    let text = message.to_string();
    let nested = |open: &str, close: &str| {
        let deep = format!("{}1{}", open.repeat(1000), close.repeat(1000));
        text.replacen('{', &format!(r#"{{"message":{deep},"text":{deep},"#), 1)
    };
    vec![
        ("null", "null".to_owned(), MALFORMED),
        ("a number", "7".to_owned(), MALFORMED),
        ("a text", "\"hello\"".to_owned(), MALFORMED),
        ("a list", "[1,2]".to_owned(), MALFORMED),
        ("an empty list", "[]".to_owned(), MALFORMED),
        (
            "nothing in it",
            "{}".to_owned(),
            &["missing-part", "unknown-item"],
        ),
        (
            "a wrong type",
            with(&|item| {
                item["message"] = json!(7);
                item["text"] = json!(7);
            }),
            MALFORMED,
        ),
        (
            "a huge number",
            text.replace("1795000000", "99999999999999999999999999"),
            MALFORMED,
        ),
        (
            "a number beyond all numbers",
            with(&|item| item["timestamp"] = json!("when")).replace("\"when\"", "1e999"),
            MALFORMED,
        ),
        (
            "a time before all times",
            with(&|item| item["timestamp"] = json!(-1)),
            &["time-out-of-range"],
        ),
        (
            "a time after all times",
            with(&|item| item["timestamp"] = json!(u64::MAX)),
            &["time-out-of-range"],
        ),
        (
            "no sender",
            with(&|item| {
                item["sender"] = Value::Null;
                item["from"] = Value::Null;
            }),
            &["missing-part"],
        ),
        ("a thousand lists deep", nested("[", "]"), MALFORMED),
        (
            "a thousand objects deep",
            nested(r#"{"message":"#, "}"),
            MALFORMED,
        ),
    ]
}

#[tokio::test]
async fn a_bad_item_is_listed_and_its_neighbours_are_kept() {
    let app = program().await;
    let mut expected = Vec::new();
    for (number, way) in WAYS.into_iter().enumerate() {
        let customer = format!("80{number}");
        for (fault, (name, bad, reasons)) in bad_items(&(way.message)(&customer, "bad"))
            .into_iter()
            .enumerate()
        {
            let [before, after] = ["a", "b"].map(|place| format!("m{number}{fault:02}{place}"));
            let items = [&before, &after].map(|id| (way.message)(&customer, id).to_string());
            let body = (way.webhook)(way.account, &[items[0].clone(), bad, items[1].clone()]);
            assert_eq!(brings(&app, body).await, StatusCode::OK, "{name}");
            let rows = listed(&app).await;
            assert_eq!(rows.len(), 1, "{name}: {rows:?}");
            assert_eq!(rows[0].item, 1, "{name}");
            assert_eq!(rows[0].account.as_deref(), Some(way.account), "{name}");
            assert!(
                reasons.contains(&rows[0].reason.as_str()),
                "{name}: {:?}",
                rows[0]
            );
            expected.extend([before, after]);
        }
    }
    assert_eq!(stored(&app).await, expected);
}

#[tokio::test]
async fn a_kind_of_tomorrow_is_listed_or_shown_as_one_and_never_stops_the_rest() {
    let app = program().await;
    for (number, way) in WAYS.into_iter().enumerate() {
        let customer = format!("81{number}");
        let mut unknown = (way.message)(&customer, "hologram");
        let good = (way.message)(&customer, &format!("n{number}")).to_string();
        if way.platform == Platform::WhatsApp {
            unknown["type"] = json!("hologram");
        } else {
            unknown["hologram"] = unknown["message"].take();
            unknown.as_object_mut().unwrap().remove("message");
        }
        let body = (way.webhook)(way.account, &[unknown.to_string(), good]);
        assert_eq!(brings(&app, body).await, StatusCode::OK);
        let rows = listed(&app).await;
        assert!(
            rows.iter()
                .all(|row| row.item == 0 && row.reason == "unknown-item"),
            "{rows:?}"
        );
        assert!(stored(&app).await.contains(&format!("n{number}")));
    }
}

#[tokio::test]
async fn webhooks_without_items_are_listed_once() {
    let app = program().await;
    for way in WAYS {
        let whole: Value = serde_json::from_str(&(way.webhook)(way.account, &[])).unwrap();
        let object = &whole["object"];
        let entries = [
            json!([]),
            json!(null),
            json!([{}]),
            json!([{ "id": way.account }]),
        ];
        let empty = entries.map(|entry| json!({ "object": object, "entry": entry }));
        for body in empty.iter().chain([&whole, &json!({ "object": object })]) {
            assert_eq!(brings(&app, body.to_string()).await, StatusCode::OK);
            let rows = listed(&app).await;
            assert_eq!(rows.len(), 1, "{body}");
            assert_eq!(rows[0].reason, "empty", "{body}");
        }
    }
}

#[tokio::test]
async fn of_a_thousand_items_every_bad_one_is_listed_and_no_good_one_is_missing() {
    let app = program().await;
    for (number, way) in WAYS.into_iter().enumerate() {
        let bad = bad_items(&(way.message)("9", "bad"));
        let items: Vec<String> = (0..1000)
            .map(|place| {
                if place % 10 == 3 {
                    // Those that are a thousand deep have a test of their own.
                    return bad[place / 10 % 10].1.clone();
                }
                let customer = format!("9{number}{}", place % 20);
                (way.message)(&customer, &format!("t{number}-{place:03}")).to_string()
            })
            .collect();
        let body = (way.webhook)(way.account, &items);
        assert_eq!(brings(&app, body).await, StatusCode::OK);
        let rows = listed(&app).await;
        let mut places: Vec<u32> = rows.iter().map(|row| row.item).collect();
        places.sort_unstable();
        let expected: Vec<u32> = (0..1000).filter(|place| place % 10 == 3).collect();
        assert_eq!(places, expected);
        let stored = stored(&app).await;
        let prefix = format!("t{number}-");
        let ours = stored.iter().filter(|id| id.starts_with(&prefix)).count();
        assert_eq!(ours, 900);
    }
}

#[tokio::test]
async fn what_is_cut_off_is_turned_away_for_the_platform_to_send_again() {
    let app = program().await;
    for way in WAYS {
        let items = [(way.message)("7", "cut").to_string()];
        let body = (way.webhook)(way.account, &items);
        let before = app.journal.head();
        for end in (1..body.len()).step_by(7) {
            assert_eq!(
                brings(&app, &body[..end]).await,
                StatusCode::BAD_REQUEST,
                "{end}"
            );
        }
        assert_eq!(app.journal.head(), before, "nothing of it is kept");
    }
    assert_eq!(stored(&app).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_byte_that_is_no_text_spoils_one_letter() {
    let app = program().await;
    for (number, way) in WAYS.into_iter().enumerate() {
        let customer = format!("82{number}");
        let items =
            ["x", "y"].map(|id| (way.message)(&customer, &format!("u{number}{id}")).to_string());
        let mut body = (way.webhook)(way.account, &items).into_bytes();
        let place = body.windows(5).position(|part| part == b"Hello").unwrap();
        body[place] = 0xff;
        assert_eq!(brings(&app, body).await, StatusCode::OK);
        assert_eq!(listed(&app).await, []);
    }
    assert_eq!(
        stored(&app).await,
        ["u0x", "u0y", "u1x", "u1y", "u2x", "u2y"]
    );
}

#[tokio::test]
async fn an_item_for_an_account_of_nobody_or_of_others_stops_nothing_and_changes_nothing_there() {
    let app = program().await;
    let other = app.another("Other", "2002").await;
    for (number, way) in WAYS.into_iter().enumerate() {
        let entry = |account: &str, id: &str| -> Value {
            let items = [(way.message)("83", id).to_string()];
            let webhook: Value = serde_json::from_str(&(way.webhook)(account, &items)).unwrap();
            webhook["entry"][0].clone()
        };
        let mut whole: Value = serde_json::from_str(&(way.webhook)(way.account, &[])).unwrap();
        whole["entry"] = json!([
            entry("4711", "w"),
            entry(&other.page_id, "o"),
            entry(way.account, &format!("v{number}")),
        ]);
        assert_eq!(brings(&app, whole.to_string()).await, StatusCode::OK);
        let rows = listed(&app).await;
        let mut told: Vec<_> = rows
            .iter()
            .map(|row| (row.item, row.reason.as_str()))
            .collect();
        told.sort_unstable();
        assert_eq!(told, [(0, "unknown-account"), (1, "unknown-account")]);
    }
    assert_eq!(stored(&app).await, ["v0", "v1", "v2"]);
    let theirs = app.get("/api/v1/conversations", &other.token).await.json();
    assert_eq!(theirs["conversations"], json!([]));
    let kept = app.journal.read(Position::new(1), 10, 1 << 20).unwrap();
    assert_eq!(kept.len(), 3, "all of it can be processed again");
}
