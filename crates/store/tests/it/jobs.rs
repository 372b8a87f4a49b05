//! Jobs are claimed by one, in order, and never forgotten.

use jiff::Timestamp;
use transom_domain::decide::{Command, Effect};
use transom_domain::id::ConversationId;
use transom_store::{JobKind, Lease};
use uuid::Uuid;

use crate::shop::{SERVER, Shop, minutes, plain, start};

fn lease() -> Timestamp {
    start() + minutes(3)
}

#[tokio::test]
async fn of_the_deliveries_of_a_conversation_only_the_first_is_claimed() {
    let shop = Shop::open().await;
    let mut expected = Vec::new();
    for customer in ["nora", "omar"] {
        shop.writes(customer, start(), customer).await;
        expected.push(shop.answers(customer, start(), "one").await);
        shop.answers(customer, start(), "two").await;
        shop.answers(customer, start(), "three").await;
    }
    let claimed = shop.claim(start(), lease(), &[], 100).await;
    let messages: Vec<_> = claimed.iter().filter_map(|job| job.message_id).collect();
    assert_eq!(messages, expected);
    assert!(
        shop.claim(start(), lease(), &[], 100).await.is_empty(),
        "one at a time"
    );
    let mut tx = shop.db.write().await.unwrap();
    tx.finish_jobs(&claimed.iter().collect::<Vec<_>>())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let second = shop.claim(start(), lease(), &[], 100).await;
    assert_eq!(second.len(), 2);
    assert!(second.iter().all(|job| job.id > claimed[0].id));
}

#[tokio::test]
async fn what_waits_for_its_turn_was_not_tried() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    shop.answers("nora", start(), "one").await;
    let claimed = shop.claim(start(), lease(), &[], 100).await;
    assert_eq!(claimed[0].attempts, 1);
    let mut tx = shop.db.write().await.unwrap();
    tx.defer_job(&claimed[0], start() + minutes(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(shop.claim(start(), lease(), &[], 100).await.is_empty());
    let again = shop
        .claim(start() + minutes(1), lease() + minutes(1), &[], 100)
        .await;
    assert_eq!((again[0].id, again[0].attempts), (claimed[0].id, 1));
}

#[tokio::test]
async fn a_postponed_head_blocks_what_comes_after_it() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    let first = shop.answers("nora", start(), "one").await;
    shop.answers("nora", start(), "two").await;
    let claimed = shop.claim(start(), lease(), &[], 100).await;
    let mut tx = shop.db.write().await.unwrap();
    tx.postpone_job(&claimed[0], start() + minutes(10))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut read = shop.db.read().await.unwrap();
    assert_eq!(read.count_leased().await.unwrap(), 0);
    assert_eq!(read.count_jobs().await.unwrap(), 2);
    let next = read.next_job_at().await.unwrap();
    assert_eq!(
        next,
        Some(start() + minutes(10)),
        "what is behind it wakes nobody"
    );
    drop(read);
    assert!(
        shop.claim(start() + minutes(9), lease(), &[], 100)
            .await
            .is_empty()
    );
    let again = shop
        .claim(start() + minutes(10), start() + minutes(13), &[], 100)
        .await;
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].message_id, again[0].attempts), (Some(first), 2));
}

#[tokio::test]
async fn a_claim_that_ran_out_is_taken_over() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    shop.answers("nora", start(), "one").await;
    let first = shop.claim(start(), lease(), &[], 100).await;
    let mut read = shop.db.read().await.unwrap();
    assert_eq!(read.next_job_at().await.unwrap(), Some(lease()));
    assert_eq!(read.count_leased().await.unwrap(), 1);
    drop(read);
    assert!(
        shop.claim(lease() - minutes(1), lease(), &[], 100)
            .await
            .is_empty()
    );
    let second = shop.claim(lease(), lease() + minutes(3), &[], 100).await;
    assert_eq!(second[0].id, first[0].id);
    assert_eq!((first[0].attempts, second[0].attempts), (1, 2));
}

#[tokio::test]
async fn what_is_not_due_is_not_claimed_and_the_longest_due_comes_first() {
    let shop = Shop::open().await;
    for (customer, wait) in [("nora", 3), ("omar", 1), ("pia", 2)] {
        shop.writes(customer, start(), customer).await;
        let until = start() + minutes(wait);
        shop.does(customer, start(), Command::Snooze(until)).await;
    }
    assert!(shop.claim(start(), lease(), &[], 100).await.is_empty());
    let mut read = shop.db.read().await.unwrap();
    assert_eq!(
        read.next_job_at().await.unwrap(),
        Some(start() + minutes(1))
    );
    drop(read);
    let mut order: Vec<ConversationId> = Vec::new();
    for _ in 0..3 {
        let claimed = shop
            .claim(start() + minutes(5), start() + minutes(8), &[], 1)
            .await;
        order.extend(claimed.iter().map(|job| job.conversation_id));
    }
    let mut expected = Vec::new();
    for customer in ["omar", "pia", "nora"] {
        expected.push(shop.thread(customer).await.conversation.id);
    }
    assert_eq!(order, expected);
}

#[tokio::test]
async fn a_full_channel_holds_up_neither_others_nor_its_own_wake_ups() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    shop.answers("nora", start(), "one").await;
    let thread = shop.thread("nora").await;
    let effects = vec![Effect::Wake { due: start() }];
    shop.save(plain(thread, Vec::new(), effects), false)
        .await
        .unwrap();
    let neighbour = shop.neighbour().await;
    neighbour.writes("omar", start(), "hello").await;
    let other = neighbour.answers("omar", start(), "one").await;
    let claimed = shop.claim(start(), lease(), &[shop.channel.id], 100).await;
    let kinds: Vec<_> = claimed
        .iter()
        .map(|job| (job.kind, job.message_id))
        .collect();
    assert_eq!(kinds.len(), 2, "{kinds:?}");
    assert!(kinds.contains(&(JobKind::Wake, None)), "{kinds:?}");
    assert!(
        kinds.contains(&(JobKind::Deliver, Some(other))),
        "{kinds:?}"
    );
}

#[tokio::test]
async fn a_server_that_starts_anew_takes_back_its_own_claims_and_no_others() {
    let shop = Shop::open().await;
    for customer in ["nora", "omar"] {
        shop.writes(customer, start(), customer).await;
        shop.answers(customer, start(), "one").await;
    }
    let own = shop.claim(start(), lease(), &[], 1).await;
    let mut tx = shop.db.write().await.unwrap();
    let other = Lease {
        owner: Uuid::from_u128(2),
        until: lease(),
    };
    let others = tx.claim_jobs(start(), other, &[], 1).await.unwrap();
    assert_ne!(own[0].id, others[0].id);
    assert_eq!(tx.release_jobs(SERVER).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let again = shop.claim(start(), lease(), &[], 100).await;
    let claimed: Vec<_> = again.iter().map(|job| (job.id, job.attempts)).collect();
    assert_eq!(claimed, [(own[0].id, 2)]);
    // What the other one holds is free when its claim runs out.
    let end = lease() + minutes(3);
    let mut last = shop.claim(lease(), end, &[], 100).await;
    last.retain(|job| job.id == others[0].id);
    assert_eq!(last.len(), 1);
}

#[tokio::test]
async fn a_job_that_another_server_finished_is_not_there_to_be_postponed() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    shop.answers("nora", start(), "one").await;
    let [job] = shop
        .claim(start(), lease(), &[], 1)
        .await
        .try_into()
        .unwrap();
    let mut tx = shop.db.write().await.unwrap();
    assert!(tx.postpone_job(&job, start()).await.unwrap());
    tx.finish_jobs(&[&job]).await.unwrap();
    assert!(!tx.postpone_job(&job, start()).await.unwrap());
}

#[tokio::test]
async fn a_part_that_is_taken_back_leaves_what_was_done_before_and_after_it() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    shop.answers("nora", start(), "one").await;
    let mut tx = shop.db.write().await.unwrap();
    let lease = Lease {
        owner: SERVER,
        until: lease(),
    };
    let claimed = tx.claim_jobs(start(), lease, &[], 10).await.unwrap();
    tx.begin_part().await.unwrap();
    tx.finish_jobs(&[&claimed[0]]).await.unwrap();
    tx.undo_part().await.unwrap();
    tx.begin_part().await.unwrap();
    tx.postpone_job(&claimed[0], start() + minutes(1))
        .await
        .unwrap();
    tx.keep_part().await.unwrap();
    tx.commit().await.unwrap();
    let mut read = shop.db.read().await.unwrap();
    assert_eq!(read.count_jobs().await.unwrap(), 1);
    let next = read.next_job_at().await.unwrap();
    assert_eq!(next, Some(start() + minutes(1)));
}
