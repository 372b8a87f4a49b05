use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use transom_testkit::{Random, client, eventually, webhooks};

use super::program::{PAGE, Place};

/// Kills, and webhooks that are new in each round.
const ROUNDS: usize = 10;
const NEW: usize = 200;
/// How many the platform brings at once.
const LANES: usize = 16;

/// What the platform has brought and still has to bring.
struct Burst {
    place: Place,
    client: reqwest::Client,
    waiting: Mutex<Vec<String>>,
    acknowledged: AtomicUsize,
    rang: Notify,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_kills_in_a_burst_lose_and_double_nothing() {
    let burst = Arc::new(Burst {
        place: Place::prepare("http://127.0.0.1:9").await,
        client: client(),
        waiting: Mutex::default(),
        acknowledged: AtomicUsize::new(0),
        rang: Notify::new(),
    });
    let mut random = Random::new(7);
    let start: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
    let mut number = 0;
    for _ in 0..ROUNDS {
        for _ in 0..NEW {
            number += 1;
            let customer = format!("50{}", number % 17);
            let at = start + SignedDuration::from_millis(number);
            let body =
                webhooks::message(PAGE, &customer, at, &format!("text {number}")).to_string();
            burst.waiting.lock().unwrap().push(body);
        }
        let server = burst.place.serve(&burst.client).await;
        let begun = burst.acknowledged.load(Ordering::SeqCst);
        let end = begun + 1 + usize::try_from(random.below(NEW as u64)).unwrap();
        let mut lanes = JoinSet::new();
        for _ in 0..LANES {
            lanes.spawn(bring(Arc::clone(&burst)));
        }
        while burst.acknowledged.load(Ordering::SeqCst) < end {
            burst.rang.notified().await;
        }
        drop(server);
        while lanes.join_next().await.is_some() {}
    }
    let server = burst.place.serve(&burst.client).await;
    bring(Arc::clone(&burst)).await;
    assert!(
        burst.waiting.lock().unwrap().is_empty(),
        "the last round is not cut short"
    );

    let all = "SELECT COUNT(*) FROM message WHERE author = 'customer'";
    eventually("everything is processed", async || {
        (burst.place.count(all).await >= number).then_some(())
    })
    .await;
    // Whatever comes twice has come by then: the journal is processed to its end.
    let position = "SELECT position FROM intake";
    let head = transom::journal::Reader::open(burst.place.data().join("journal"))
        .unwrap()
        .head()
        .unwrap();
    eventually("the journal is processed", async || {
        let position = u64::try_from(burst.place.count(position).await).unwrap();
        (position + 1 == head.get()).then_some(())
    })
    .await;
    drop(server);
    assert_eq!(burst.place.count(all).await, number, "nothing is doubled");
    let distinct = "SELECT COUNT(DISTINCT external_id) FROM message WHERE author = 'customer'";
    assert_eq!(burst.place.count(distinct).await, number, "nothing is lost");
    assert_eq!(
        burst
            .place
            .count("SELECT SUM(unread) FROM conversation")
            .await,
        number
    );
    assert_eq!(
        burst.place.count("SELECT COUNT(*) FROM conversation").await,
        17
    );
    assert_eq!(burst.place.count("SELECT COUNT(*) FROM unhandled").await, 0);
    assert_eq!(
        burst
            .place
            .count("SELECT event_seq - (SELECT COUNT(*) FROM event) FROM workspace")
            .await,
        0,
        "events are numbered without gaps"
    );
}

/// One lane of the platform: brings what waits until nothing does or the server is gone. What is not acknowledged
/// waits again.
async fn bring(burst: Arc<Burst>) {
    let mut unsure = BTreeSet::new();
    loop {
        let next = burst.waiting.lock().unwrap().pop();
        let Some(body) = next else { break };
        if burst.place.webhook(&burst.client, &body).await {
            burst.acknowledged.fetch_add(1, Ordering::SeqCst);
            burst.rang.notify_one();
        } else {
            unsure.insert(body);
            break;
        }
    }
    burst.waiting.lock().unwrap().extend(unsure);
}
