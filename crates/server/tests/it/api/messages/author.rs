//! In whose name a message goes, and what each author may.

use axum::http::StatusCode;
use serde_json::{Value, json};
use transom_domain::agent::Scope;

use super::{get, send, shop};

#[tokio::test]
async fn after_the_window_a_person_gets_the_human_agent_route_and_an_automation_a_refusal() {
    let (app, id) = shop(25).await;
    let (status, message) = send(&app, id, &app.shop.token, json!({"text": "It left."})).await;
    assert_eq!(
        (status, &message["route"]),
        (StatusCode::CREATED, &json!("human_agent"))
    );
    let automation = json!({"text": "It left.", "author": "automation"});
    let (status, problem) = send(&app, id, &app.shop.token, automation).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem["code"], "window-closed");
    assert!(problem["detail"].as_str().unwrap().len() > 20);
    assert!(
        problem["rulebook"]
            .as_str()
            .unwrap()
            .starts_with("messenger/")
    );
    let open: Vec<&Value> = problem["routes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|route| &route["route"])
        .collect();
    assert!(
        !open.contains(&&json!("standard")) && !open.contains(&&json!("human_agent")),
        "{problem}"
    );
    let human = problem["remedies"]
        .as_array()
        .unwrap()
        .iter()
        .find(|way| way["route"] == "human_agent")
        .unwrap();
    assert_eq!(human["until"], "2026-11-28T10:00:00Z");
    assert!(human["sentence"].as_str().unwrap().len() > 10);
}

#[tokio::test]
async fn an_automation_never_gets_the_human_agent_route_by_name() {
    for hours in [1, 25, 24 * 8] {
        let (app, id) = shop(hours).await;
        let asked = json!({"text": "It left.", "route": "human_agent", "author": "automation"});
        let (status, problem) = send(&app, id, &app.shop.token, asked).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("human-only")),
            "{hours}"
        );
        let token = app.shop.token_for(&app.app, &[Scope::MessagesSend]).await;
        let asked = json!({"text": "It left.", "route": "human_agent"});
        let (status, problem) = send(&app, id, &token, asked).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("human-only")),
            "{hours}"
        );
        let is_open = |route: &str| {
            problem["routes"]
                .as_array()
                .unwrap()
                .iter()
                .any(|open| open["route"] == route)
        };
        assert_eq!(is_open("standard"), hours < 24, "{problem}");
        let lines = get(&app, &format!("/conversations/{id}/messages")).await;
        assert_eq!(
            lines["messages"].as_array().unwrap().len(),
            1,
            "nothing is kept of a refusal"
        );
    }
}

#[tokio::test]
async fn in_whose_name_a_token_sends_is_a_matter_of_its_scopes() {
    let (app, id) = shop(1).await;
    let cases = [
        (vec![Scope::MessagesSend], None, Ok("automation")),
        (
            vec![Scope::MessagesSend],
            Some("automation"),
            Ok("automation"),
        ),
        (
            vec![Scope::MessagesSend],
            Some("human"),
            Err("messages:human"),
        ),
        (vec![Scope::MessagesHuman], None, Ok("agent")),
        (vec![Scope::MessagesHuman], Some("human"), Ok("agent")),
        (
            vec![Scope::MessagesHuman],
            Some("automation"),
            Err("messages:send"),
        ),
        (
            vec![Scope::MessagesHuman, Scope::MessagesSend],
            None,
            Ok("agent"),
        ),
        (
            vec![Scope::MessagesHuman, Scope::MessagesSend],
            Some("automation"),
            Ok("automation"),
        ),
    ];
    for (scopes, author, expected) in cases {
        let token = app.shop.token_for(&app.app, &scopes).await;
        let (status, body) = send(&app, id, &token, json!({"text": "Hi", "author": author})).await;
        match expected {
            Ok(kind) => {
                assert_eq!(status, StatusCode::CREATED, "{scopes:?} {author:?}: {body}");
                assert_eq!(body["author"]["kind"], kind, "{scopes:?} {author:?}");
            }
            Err(lacking) => {
                assert_eq!(
                    status,
                    StatusCode::FORBIDDEN,
                    "{scopes:?} {author:?}: {body}"
                );
                assert!(body["detail"].as_str().unwrap().contains(lacking), "{body}");
            }
        }
    }
}

#[tokio::test]
async fn only_a_person_can_attest() {
    let (app, id) = shop(25).await;
    let (status, problem) = send(
        &app,
        id,
        &app.shop.token,
        json!({"text": "Hi", "author": "automation", "attested": true}),
    )
    .await;
    assert_eq!(
        (status, &problem["field"]),
        (StatusCode::BAD_REQUEST, &json!("attested"))
    );
    let (status, _) = send(
        &app,
        id,
        &app.shop.token,
        json!({"text": "Hi", "attested": true}),
    )
    .await;
    assert_eq!(status, StatusCode::CREATED);
}

#[tokio::test]
async fn the_routes_are_told_for_each_author() {
    let (app, id) = shop(25).await;
    let route = |list: &Value, name: &str| -> Value {
        list["routes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|route| route["route"] == name)
            .unwrap()
            .clone()
    };
    let person = get(&app, &format!("/conversations/{id}/routes")).await;
    let human_agent = route(&person, "human_agent");
    assert_eq!(
        (&human_agent["status"], &human_agent["until"]),
        (&json!("open"), &json!("2026-11-28T10:00:00Z"))
    );
    let standard = route(&person, "standard");
    assert_eq!(
        (&standard["status"], &standard["code"]),
        (&json!("closed"), &json!("window-closed"))
    );
    assert!(standard["sentence"].as_str().unwrap().len() > 10);
    let program = get(
        &app,
        &format!("/conversations/{id}/routes?author=automation"),
    )
    .await;
    let human_agent = route(&program, "human_agent");
    assert_eq!(
        (&human_agent["status"], &human_agent["code"]),
        (&json!("unavailable"), &json!("human-only"))
    );
}
