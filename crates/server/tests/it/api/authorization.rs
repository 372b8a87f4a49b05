//! Who may call what. The table has a row for every operation of the API.

use std::collections::BTreeSet;

use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::agent::Scope;
use transom_testkit::{Answer, Tenant, TestApp, templates, webhooks};

use super::description::{Operation, operations};
use crate::instagram::{self, ACCOUNT};
use crate::media::platform::{Platform, picture, sends_fetched};
use crate::whatsapp::{self, NUMBER_ID, WABA_ID};

/// What a token of another workspace gets.
#[derive(Debug, Clone, Copy)]
enum Stranger {
    /// Not found.
    Nothing,
    /// An answer of this form, about nothing of ours.
    OwnWorld(fn(&Value) -> bool),
    /// The page is taken.
    Conflict,
    /// It becomes the stranger's own.
    Own(StatusCode),
}

struct Row {
    method: &'static str,
    path: &'static str,
    body: Option<Value>,
    stranger: Stranger,
}

fn get(path: &'static str, stranger: Stranger) -> Row {
    Row {
        method: "get",
        path,
        body: None,
        stranger,
    }
}

fn post(path: &'static str, body: Value, stranger: Stranger) -> Row {
    Row {
        method: "post",
        path,
        body: Some(body),
        stranger,
    }
}

fn method(method: &'static str, path: &'static str, body: Option<Value>) -> Row {
    Row {
        method,
        path,
        body,
        stranger: Stranger::Nothing,
    }
}

#[expect(clippy::too_many_lines, reason = "a row for each route")]
fn table(shop: &Tenant) -> Vec<Row> {
    use Stranger::{Conflict, Nothing, OwnWorld};
    let is_empty = |list: &'static str| -> fn(&Value) -> bool {
        match list {
            "conversations" => |answer| answer["conversations"] == json!([]),
            "contacts" => |answer| answer["contacts"] == json!([]),
            "comments" => |answer| answer["comments"] == json!([]),
            "webhooks" => |answer| answer["webhooks"] == json!([]),
            "events" => |answer| answer["events"] == json!([]),
            _ => unreachable!("there is no such list"),
        }
    };
    let page = json!({
        "page_id": shop.page_id, "access_token": "x", "app_secrets": ["x"], "verify_token": "x",
        "graph_url": "http://127.0.0.1:9",
    });
    let account = json!({
        "account_id": ACCOUNT, "access_token": "x", "app_secrets": ["x"], "verify_token": "x",
        "graph_url": "http://127.0.0.1:9",
    });
    let number = json!({
        "phone_number_id": NUMBER_ID, "waba_id": WABA_ID, "access_token": "x", "app_secrets": ["x"],
        "verify_token": "x", "graph_url": "http://127.0.0.1:9",
    });
    vec![
        get("/conversations", OwnWorld(is_empty("conversations"))),
        get(
            "/conversations/counts",
            OwnWorld(|answer| answer["all"] == 0),
        ),
        get("/conversations/{conversation_id}", Nothing),
        post(
            "/conversations/{conversation_id}/assign",
            json!({"assignee": null}),
            Nothing,
        ),
        post("/conversations/{conversation_id}/seen", json!({}), Nothing),
        post("/conversations/{conversation_id}/close", json!({}), Nothing),
        post(
            "/conversations/{conversation_id}/reopen",
            json!({}),
            Nothing,
        ),
        post(
            "/conversations/{conversation_id}/snooze",
            json!({"until": "2026-12-01T08:00:00Z"}),
            Nothing,
        ),
        post(
            "/conversations/{conversation_id}/moderate",
            json!({"action": "block"}),
            Nothing,
        ),
        post(
            "/conversations/{conversation_id}/labels",
            json!({"name": "Wholesale"}),
            Nothing,
        ),
        method(
            "delete",
            "/conversations/{conversation_id}/labels/{label_id}",
            None,
        ),
        post(
            "/conversations/{conversation_id}/notes",
            json!({"text": "a note"}),
            Nothing,
        ),
        get("/conversations/{conversation_id}/thread-control", Nothing),
        post(
            "/conversations/{conversation_id}/thread-control",
            json!({"action": "decline"}),
            Nothing,
        ),
        get("/conversations/{conversation_id}/messages", Nothing),
        post(
            "/conversations/{conversation_id}/messages",
            json!({"text": "Hello"}),
            Nothing,
        ),
        get("/conversations/{conversation_id}/routes", Nothing),
        get("/messages/{message_id}", Nothing),
        post("/messages/{message_id}/retry", json!({}), Nothing),
        post(
            "/messages/{message_id}/reaction",
            json!({"reacts": true}),
            Nothing,
        ),
        post("/media", json!({}), Stranger::Own(StatusCode::CREATED)),
        get("/messages/{message_id}/attachments/{number}", Nothing),
        get(
            "/messages/{message_id}/attachments/{number}/thumbnail",
            Nothing,
        ),
        post(
            "/messages/{message_id}/attachments/{number}/fetch",
            json!({}),
            Nothing,
        ),
        get("/contacts", OwnWorld(is_empty("contacts"))),
        get("/contacts/{contact_id}", Nothing),
        get(
            "/channels",
            OwnWorld(|answer| {
                answer["channels"][0]["external_id"] == "2002" && answer["channels"][1].is_null()
            }),
        ),
        get("/channels/{channel_id}", Nothing),
        get("/channels/{channel_id}/notices", Nothing),
        get("/channels/{channel_id}/health", Nothing),
        post("/channels/messenger", page, Conflict),
        post("/channels/{channel_id}/resume", json!({}), Nothing),
        Row {
            method: "put",
            ..post(
                "/channels/{channel_id}/marketing-messages",
                json!({"enabled": false}),
                Nothing,
            )
        },
        get("/channels/{channel_id}/profile", Nothing),
        post("/channels/{channel_id}/profile", json!({}), Nothing),
        get("/channels/{channel_id}/personas", Nothing),
        post(
            "/channels/{channel_id}/personas",
            json!({"name": "Anna", "profile_picture_url": "https://cdn.example/a.png"}),
            Nothing,
        ),
        Row {
            method: "delete",
            ..get("/channels/{channel_id}/personas/{persona_id}", Nothing)
        },
        get("/channels/{channel_id}/sticker-packs", Nothing),
        get(
            "/channels/{channel_id}/sticker-packs/{pack_id}/stickers",
            Nothing,
        ),
        get("/channels/{channel_id}/stickers", Nothing),
        post("/channels/instagram", account, Conflict),
        post("/channels/whatsapp", number, Conflict),
        get("/channels/{channel_id}/templates", Nothing),
        post(
            "/channels/{channel_id}/templates",
            json!({"name": "hello", "language": "en_US", "category": "utility", "body": {"text": "Hello."}}),
            Nothing,
        ),
        post("/channels/{channel_id}/templates/sync", json!({}), Nothing),
        get("/channels/{channel_id}/templates/{template_id}", Nothing),
        method(
            "put",
            "/channels/{channel_id}/templates/{template_id}",
            Some(json!({"body": {"text": "Hello again."}})),
        ),
        method(
            "delete",
            "/channels/{channel_id}/templates/{template_id}",
            None,
        ),
        get("/channels/{channel_id}/labels", Nothing),
        post(
            "/channels/{channel_id}/labels",
            json!({"name": "Wholesale"}),
            Nothing,
        ),
        post("/channels/{channel_id}/labels/sync", json!({}), Nothing),
        method("delete", "/channels/{channel_id}/labels/{label_id}", None),
        get("/comments", OwnWorld(is_empty("comments"))),
        post(
            "/channels/{channel_id}/comments/{comment_id}/reply",
            json!({"text": "It costs 59 euros."}),
            Nothing,
        ),
        get("/journal/unhandled", OwnWorld(is_empty("webhooks"))),
        get("/journal/{position}", Nothing),
        post("/journal/{position}/replay", json!({}), Nothing),
        get("/events", OwnWorld(is_empty("events"))),
    ]
}

/// A shop with one of everything, and another workspace that has nothing but a page.
struct World {
    app: TestApp,
    other: Tenant,
    names: Vec<(&'static str, String)>,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let other = app.another("Other", "2002").await;
        let nowhere = "http://127.0.0.1:9";
        instagram::connect(&app.app, app.shop.workspace_id, nowhere, None).await;
        whatsapp::connect(&app.app, app.shop.workspace_id, nowhere, NUMBER_ID).await;
        let conversation_id = app.customer_writes("77", "Hello").await;
        app.webhook(
            &json!({"object": "page", "entry": [{"id": "1001", "time": 1, "unheard": []}]}),
        )
        .await;
        app.webhook(&webhooks::comment("1001", "77_55", app.app.now(), "Price?"))
            .await;
        app.settle().await;
        let greeting = templates::listed("greeting", "Hello, it is us.");
        let shop = &app.shop;
        templates::keep(&app.app, shop.workspace_id, shop.channel_id, &greeting).await;
        let platform = Platform::of(&app).await;
        let url = platform.has("1.png", &picture(40, 40));
        let message_id = sends_fetched(&app, "m_picture", &[("image", &url)]).await;
        let token = &app.shop.token;
        let contacts = app.get("/api/v1/contacts", token).await.json();
        let text = |value: &Value| value.as_str().expect("it is an id").to_owned();
        let names = vec![
            ("{conversation_id}", conversation_id.to_string()),
            ("{message_id}", message_id),
            ("{number}", "0".to_owned()),
            ("{contact_id}", text(&contacts["contacts"][0]["id"])),
            ("{channel_id}", app.shop.channel_id.to_string()),
            ("{template_id}", greeting.external_id),
            ("{label_id}", crate::labels::known(&app, "Fragile").await),
            ("{comment_id}", "77_55".to_owned()),
            ("{persona_id}", "4711".to_owned()),
            ("{pack_id}", "4712".to_owned()),
            ("{position}", "1".to_owned()),
        ];
        Self { app, other, names }
    }

    async fn call(&self, row: &Row, token: Option<&str>) -> Answer {
        let mut path = format!("/api/v1{}", row.path);
        for (name, value) in &self.names {
            path = path.replace(name, value);
        }
        if row.path == "/channels/{channel_id}/stickers" {
            path.push_str("?q=sun");
        }
        let mut request = Request::builder()
            .method(row.method.to_uppercase().as_str())
            .uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request = request.header(header::CONTENT_TYPE, "application/json");
        let body = row.body.as_ref().map(Value::to_string).unwrap_or_default();
        self.app.send(request.body(body.into()).unwrap()).await
    }
}

fn is_problem(answer: &Answer, status: StatusCode, code: &str) -> bool {
    let body = answer.json();
    answer.status == status
        && answer.headers[header::CONTENT_TYPE] == "application/problem+json"
        && body["code"] == code
        && body["status"] == status.as_u16()
}

#[tokio::test]
async fn every_operation_has_a_row_in_the_table() {
    let app = TestApp::start().await;
    let rows: BTreeSet<_> = table(&app.shop)
        .iter()
        .map(|row| (row.path.to_owned(), row.method.to_owned()))
        .collect();
    let described: BTreeSet<_> = operations()
        .into_iter()
        .map(|operation| (operation.path, operation.method))
        .collect();
    assert_eq!(rows, described);
}

#[tokio::test]
async fn without_a_good_token_nothing_is_told() {
    let world = World::new().await;
    let gone = world
        .app
        .shop
        .token_for(&world.app.app, &[Scope::ContactsRead])
        .await;
    let cut = &gone[..gone.len() - 1];
    for row in table(&world.app.shop) {
        for token in [
            None,
            Some(""),
            Some("garbage"),
            Some("transom_garbage"),
            Some(cut),
        ] {
            let answer = world.call(&row, token).await;
            assert!(
                is_problem(&answer, StatusCode::UNAUTHORIZED, "unauthorized"),
                "{} {token:?}: {answer:?}",
                row.path
            );
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        }
    }
}

#[tokio::test]
async fn a_token_without_the_scope_is_refused() {
    let world = World::new().await;
    for Operation {
        method,
        path,
        scopes,
    } in operations()
    {
        let table = table(&world.app.shop);
        let row = table
            .iter()
            .find(|row| row.method == method && row.path == path)
            .unwrap();
        assert!(!scopes.is_empty(), "{path} asks for no scope");
        let rest: Vec<Scope> = Scope::ALL
            .into_iter()
            .filter(|scope| !scopes.contains(scope))
            .collect();
        let token = world.app.shop.token_for(&world.app.app, &rest).await;
        let answer = world.call(row, Some(&token)).await;
        assert!(
            is_problem(&answer, StatusCode::FORBIDDEN, "forbidden"),
            "{method} {path}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_token_with_the_described_scope_alone_is_enough() {
    for Operation {
        method,
        path,
        scopes,
    } in operations()
    {
        for scope in scopes {
            // A message is retried in the name of its author: the one in this world is the customer's.
            if path == "/messages/{message_id}/retry" && scope == Scope::MessagesHuman {
                continue;
            }
            let world = World::new().await;
            let table = table(&world.app.shop);
            let row = table
                .iter()
                .find(|row| row.method == method && row.path == path)
                .unwrap();
            let token = world.app.shop.token_for(&world.app.app, &[scope]).await;
            let status = world.call(row, Some(&token)).await.status;
            assert!(
                !matches!(
                    status,
                    StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND
                ),
                "{method} {path} with {scope}: {status}"
            );
        }
    }
}

#[tokio::test]
async fn a_token_of_another_workspace_finds_nothing() {
    let world = World::new().await;
    for row in table(&world.app.shop) {
        let answer = world.call(&row, Some(&world.other.token)).await;
        match row.stranger {
            Stranger::Nothing => {
                assert!(
                    is_problem(&answer, StatusCode::NOT_FOUND, "not-found"),
                    "{}: {answer:?}",
                    row.path
                );
            }
            Stranger::OwnWorld(is_own) => {
                assert_eq!(answer.status, StatusCode::OK, "{}", row.path);
                assert!(is_own(&answer.json()), "{}: {answer:?}", row.path);
            }
            Stranger::Own(status) => assert_eq!(answer.status, status, "{}", row.path),
            Stranger::Conflict => {
                assert!(
                    is_problem(&answer, StatusCode::CONFLICT, "channel-taken"),
                    "{}: {answer:?}",
                    row.path
                );
            }
        }
    }
}

#[tokio::test]
async fn nothing_of_a_workspace_can_be_named_from_another() {
    let app = TestApp::start().await;
    let other = app.another("Other", "2002").await;
    let ours = app.customer_writes("77", "Hello").await;
    let theirs = app.customer_writes_to(&other, "88", "Hello").await;
    let stranger = other.agent;
    let path = format!("/api/v1/conversations/{ours}");
    let answer = app
        .post(
            &format!("{path}/assign"),
            &app.shop.token,
            &json!({"assignee": stranger}),
        )
        .await;
    assert!(
        is_problem(&answer, StatusCode::BAD_REQUEST, "invalid"),
        "{answer:?}"
    );
    let messages = app
        .get(
            &format!("/api/v1/conversations/{theirs}/messages"),
            &other.token,
        )
        .await
        .json();
    let quoted = json!({"text": "Hello", "reply_to": messages["messages"][0]["id"]});
    let answer = app
        .post(&format!("{path}/messages"), &app.shop.token, &quoted)
        .await;
    assert!(
        is_problem(&answer, StatusCode::BAD_REQUEST, "invalid"),
        "{answer:?}"
    );
    app.app.clock.advance(SignedDuration::from_secs(1));
    let at = app.app.now();
    // Signed by one workspace, about the page of another: it counts for the page's workspace alone.
    app.webhook(&webhooks::message("2002", "88", at, "Again"))
        .await;
    app.settle().await;
    let listed = app
        .get("/api/v1/conversations", &app.shop.token)
        .await
        .json();
    assert_eq!(listed["conversations"].as_array().unwrap().len(), 1);
}
