//! Two pages whose platform only counts.

use transom_domain::conversation::Thread;
use transom_domain::id::ChannelId;
use transom_domain::message::DeliveryStatus;
use transom_testkit::live::Live;
use transom_testkit::{APP_SECRET, client, eventually, webhooks};

use super::outcomes::human;
use crate::graph::Graph;

async fn connected(live: &Live, graph: &Graph, page: &str) -> ChannelId {
    let address = graph.listen().await;
    live.connect(page, Some(&format!("http://{address}"))).await
}

/// Somebody writes to a page that the emulator does not know.
async fn writes(live: &Live, page: &str, channel_id: ChannelId, customer: &str) -> Thread {
    let body = webhooks::message(page, customer, live.app.now(), "Hello").to_string();
    let request = client()
        .post(live.webhooks())
        .header(
            "X-Hub-Signature-256",
            webhooks::signature(APP_SECRET, body.as_bytes()),
        )
        .body(body);
    assert!(request.send().await.unwrap().status().is_success());
    eventually("the message is there", async || {
        live.find(channel_id, customer).await
    })
    .await
}

#[tokio::test]
async fn a_conversation_has_one_send_on_its_way_and_a_channel_many() {
    let live = Live::start().await;
    let graph = Graph::default();
    let channel_id = connected(&live, &graph, "2002").await;
    let mut texts = Vec::new();
    for number in 0..8 {
        texts.push(format!("line {number}"));
    }
    for customer in ["501", "502", "503"] {
        let thread = writes(&live, "2002", channel_id, customer).await;
        for text in &texts {
            live.act_in(&thread, human(text)).await.unwrap();
        }
    }
    live.settled().await;
    let sends = graph.sends();
    assert_eq!(sends.len(), 24);
    for customer in ["501", "502", "503"] {
        let to_customer = sends.iter().filter(|send| send.customer == customer);
        let arrived: Vec<_> = to_customer.map(|send| send.text.clone()).collect();
        assert_eq!(arrived, texts, "in order");
        assert_eq!(graph.most_at_once(customer), 1);
    }
    live.close().await;
}

#[tokio::test]
async fn a_page_that_hangs_holds_up_no_other() {
    let live = Live::start().await;
    let graph = Graph::default();
    let hanging = connected(&live, &graph, "2002").await;
    let other = connected(&live, &graph, "3003").await;
    graph.hang("2002");
    // More than one channel may have on their way.
    for number in 0..80 {
        let thread = writes(&live, "2002", hanging, &format!("6{number}")).await;
        live.act_in(&thread, human("Hi")).await.unwrap();
    }
    eventually("the first page hangs", async || {
        (graph.sends().len() >= 64).then_some(())
    })
    .await;
    let thread = writes(&live, "3003", other, "501").await;
    let id = live
        .act_in(&thread, human("Hi"))
        .await
        .unwrap()
        .message_id
        .unwrap();
    eventually("the other page sends", async || {
        matches!(live.status(id).await, DeliveryStatus::Sent { .. }).then_some(())
    })
    .await;
    assert!(graph.silence.lasts());
    assert!(
        graph
            .sends()
            .iter()
            .all(|send| send.page == "2002" || send.customer == "501")
    );
}

#[tokio::test]
async fn a_page_that_tells_no_names_keeps_none_from_another() {
    let live = Live::start().await;
    let graph = Graph::default();
    let hanging = connected(&live, &graph, "2002").await;
    let other = connected(&live, &graph, "3003").await;
    for number in 0..40 {
        let customer = format!("6{number}");
        graph.hang(&customer);
        writes(&live, "2002", hanging, &customer).await;
    }
    let thread = writes(&live, "3003", other, "501").await;
    eventually("the name is told", async || {
        let mut read = live.app.db.read().await.ok()?;
        let id = thread.conversation.id;
        let row = read.load_conversation(live.workspace_id, id).await.ok()?;
        (row.contact_name.as_deref() == Some("Somebody")).then_some(())
    })
    .await;
    assert!(graph.silence.lasts());
}
