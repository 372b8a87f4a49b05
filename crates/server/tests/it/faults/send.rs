use reqwest::Client;
use serde_json::{Value, json};
use transom::clock::Clock;
use transom_testkit::{client, eventually, webhooks};

use super::program::{PAGE, Place};
use crate::graph::Graph;

const CUSTOMER: &str = "501";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_was_being_sent_is_never_sent_twice() {
    let graph = Graph::default();
    let place = Place::prepare(&format!("http://{}", graph.listen().await)).await;
    graph.hang(PAGE);
    let client = client();

    let server = place.serve(&client).await;
    let now = Clock::system().now();
    let hello = webhooks::message(PAGE, CUSTOMER, now, "Hello");
    assert!(place.webhook(&client, &hello.to_string()).await);
    answer(&place, &client).await;
    eventually("it is being sent", async || {
        (!graph.sends().is_empty()).then_some(())
    })
    .await;
    assert_eq!(count(&place, "status = 'sending'").await, 1);
    drop(server);

    let server = place.serve(&client).await;
    eventually("it is unconfirmed", async || {
        (count(&place, "status = 'unconfirmed'").await == 1).then_some(())
    })
    .await;
    drop(server);

    // A second crash changes nothing about it.
    let server = place.serve(&client).await;
    let [sent] = graph.sends().try_into().expect("it was sent once");
    let echo = json!({
        "sender": { "id": PAGE }, "recipient": { "id": CUSTOMER }, "timestamp": now.as_millisecond(),
        "message": { "mid": "m_echo", "is_echo": true, "app_id": 1, "text": sent.text, "metadata": sent.metadata },
    });
    let echo = webhooks::messaging(PAGE, now, &echo);
    assert!(place.webhook(&client, &echo.to_string()).await);
    eventually("the echo settles it", async || {
        let settled = count(&place, "status = 'sent' AND external_id = 'm_echo'");
        (settled.await == 1).then_some(())
    })
    .await;
    drop(server);
    assert_eq!(graph.sends().len(), 1);
    assert_eq!(count(&place, "author <> 'customer'").await, 1);
}

async fn count(place: &Place, condition: &str) -> i64 {
    place
        .count(&format!("SELECT COUNT(*) FROM message WHERE {condition}"))
        .await
}

/// The owner's program answers the only conversation, once it is there.
async fn answer(place: &Place, client: &Client) {
    let token = [
        "token",
        "create",
        "--email",
        "olga@example.com",
        "--name",
        "test",
        "--scope",
        "all",
    ];
    let token = place.run(&token).await;
    let token = token.trim();
    let conversation = eventually("the conversation is there", async || {
        let list = client.get(place.url("/api/v1/conversations"));
        let list = list
            .bearer_auth(token)
            .send()
            .await
            .ok()?
            .bytes()
            .await
            .ok()?;
        let list: Value = serde_json::from_slice(&list).ok()?;
        let (_, rows) = list
            .as_object()?
            .iter()
            .find(|(_, value)| value.is_array())?;
        Some(rows.get(0)?["id"].as_str()?.to_owned())
    })
    .await;
    let path = format!("/api/v1/conversations/{conversation}/messages");
    let answered = client
        .post(place.url(&path))
        .bearer_auth(token)
        .header("content-type", "application/json")
        .body(json!({ "text": "We look into it" }).to_string())
        .send()
        .await
        .unwrap();
    let status = answered.status().as_u16();
    assert_eq!(status, 201, "{}", answered.text().await.unwrap());
}
