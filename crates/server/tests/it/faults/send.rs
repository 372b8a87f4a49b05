use serde_json::json;
use transom_testkit::{client, eventually, webhooks};

use super::program::{PAGE, Place};
use crate::graph::Graph;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_was_being_sent_is_never_sent_twice() {
    let graph = Graph::default();
    let place = Place::prepare(&format!("http://{}", graph.listen().await)).await;
    let client = client();
    let token = place
        .run(&["token", "create", "--email", "olga@example.com", "--name", "test", "--scope", "all"])
        .await;
    let token = token.trim();
    graph.hang(PAGE);

    let server = place.serve(&client).await;
    let now = place.run(&["channel", "list"]).await;
    assert!(now.contains("connected"), "{now}");
    let at = "2026-11-21T10:00:00Z".parse().unwrap();
    // Time in this test is the machine's; the window must be open by it.
    let at = std::fs::metadata(place.data()).unwrap().modified().map_or(at, |modified| {
        jiff::Timestamp::try_from(modified).unwrap()
    });
    assert!(place.webhook(&client, &webhooks::message(PAGE, "501", at, "Hello").to_string()).await);
    let conversation = eventually("the conversation is there", async || {
        let answer = client.get(place.url("/api/v1/conversations")).bearer_auth(token).send().await.ok()?;
        let page: serde_json::Value = serde_json::from_slice(&answer.bytes().await.ok()?).ok()?;
        let (_, list) = page.as_object()?.iter().find(|(_, value)| value.is_array())?;
        Some(list.get(0)?["id"].as_str()?.to_owned())
    })
    .await;
    let path = place.url(&format!("/api/v1/conversations/{conversation}/messages"));
    let reply = json!({ "text": "We look into it" }).to_string();
    let answered = client
        .post(path)
        .bearer_auth(token)
        .header("content-type", "application/json")
        .body(reply)
        .send()
        .await
        .unwrap();
    assert_eq!(answered.status().as_u16(), 201, "{}", answered.text().await.unwrap());
    eventually("it is being sent", async || (!graph.sends().is_empty()).then_some(())).await;
    assert_eq!(place.count("SELECT COUNT(*) FROM message WHERE status = 'sending'").await, 1);
    drop(server);

    let server = place.serve(&client).await;
    eventually("it is unconfirmed", async || {
        let count = place.count("SELECT COUNT(*) FROM message WHERE status = 'unconfirmed'").await;
        (count == 1).then_some(())
    })
    .await;
    drop(server);
    // A second crash changes nothing about it.
    let server = place.serve(&client).await;
    let [sent] = graph.sends().try_into().expect("it was sent once");
    let echo = json!({
        "sender": { "id": PAGE }, "recipient": { "id": "501" }, "timestamp": at.as_millisecond(),
        "message": { "mid": "m_echo", "is_echo": true, "app_id": 1, "text": sent.text, "metadata": sent.metadata },
    });
    assert!(place.webhook(&client, &webhooks::messaging(PAGE, at, &echo).to_string()).await);
    eventually("the echo settles it", async || {
        let count = place.count("SELECT COUNT(*) FROM message WHERE status = 'sent' AND external_id = 'm_echo'");
        (count.await == 1).then_some(())
    })
    .await;
    drop(server);
    assert_eq!(graph.sends().len(), 1);
    assert_eq!(place.count("SELECT COUNT(*) FROM message WHERE author <> 'customer'").await, 1);
}
