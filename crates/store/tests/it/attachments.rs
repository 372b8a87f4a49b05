//! The files of messages: what is waited for, what is here, and what nobody holds any more.

use jiff::Timestamp;
use transom_domain::id::MessageId;
use transom_domain::inbound::{CustomerMessage, InboundEvent};
use transom_domain::media::{Digest, Unfetched};
use transom_domain::message::{Attachment, AttachmentKind};
use transom_store::{AttachmentState, EventKind, Job, JobKind, Lease, MediaRow};

use crate::schema::distinct;
use crate::shop::{SERVER, Shop, minutes, start};

fn file(number: u8) -> MediaRow {
    MediaRow {
        digest: Digest::new([number; 32]),
        bytes: 5_000_000_000,
        mime_type: "image/jpeg".to_owned(),
        size: Some((640, 480)),
        thumbnail: Some("image/jpeg".to_owned()),
    }
}

fn attachment(kind: AttachmentKind) -> Attachment {
    Attachment {
        kind,
        url: Some("https://cdn.example/1".to_owned()),
        ..Attachment::default()
    }
}

fn message(external_id: &str, kinds: &[AttachmentKind]) -> InboundEvent {
    InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        attachments: kinds.iter().copied().map(attachment).collect(),
        ..CustomerMessage::default()
    })
}

async fn send(shop: &Shop, external_id: &str, kinds: &[AttachmentKind]) -> MessageId {
    shop.hear("nora", start(), &message(external_id, kinds))
        .await;
    let lines = lines(shop).await;
    let line = lines.iter().find(|(id, _)| id == external_id);
    line.unwrap().1
}

/// The lines by the platform's ids.
async fn lines(shop: &Shop) -> Vec<(String, MessageId)> {
    let conversation_id = shop.thread("nora").await.conversation.id;
    let mut read = shop.db.read().await.unwrap();
    let rows = read
        .messages(shop.workspace_id, conversation_id, None, 50)
        .await;
    let rows = rows.unwrap().into_iter();
    rows.filter_map(|row| Some((row.message.external_id?, row.message.id)))
        .collect()
}

/// Where the files of a message stand, by the thread and by the message.
async fn states(shop: &Shop, id: MessageId) -> Vec<(u32, AttachmentState)> {
    let conversation_id = shop.thread("nora").await.conversation.id;
    let mut read = shop.db.read().await.unwrap();
    let alone = read.load_message(shop.workspace_id, id).await.unwrap();
    let rows = read
        .messages(shop.workspace_id, conversation_id, None, 50)
        .await;
    let row = rows.unwrap().into_iter().find(|row| row.message.id == id);
    assert_eq!(row.unwrap().attachments, alone.attachments);
    alone
        .attachments
        .into_iter()
        .map(|row| (row.number, row.state))
        .collect()
}

async fn claim(shop: &Shop, now: Timestamp) -> Vec<Job> {
    let mut tx = shop.db.write().await.unwrap();
    let lease = Lease {
        owner: SERVER,
        until: now.saturating_add(minutes(5)).unwrap(),
    };
    let jobs = tx.claim_fetches(now, lease, &[], 10).await.unwrap();
    tx.commit().await.unwrap();
    jobs
}

async fn keep(shop: &Shop, id: MessageId, number: u32, file: &MediaRow, at: Timestamp) -> bool {
    let mut tx = shop.db.write().await.unwrap();
    tx.add_media(shop.workspace_id, file).await.unwrap();
    let kept = tx
        .keep_attachment(shop.workspace_id, id, number, file, at)
        .await;
    tx.commit().await.unwrap();
    kept.unwrap()
}

async fn released(shop: &Shop) -> Vec<Digest> {
    let mut read = shop.db.read().await.unwrap();
    let released = read.released(None, 10).await.unwrap();
    released
        .into_iter()
        .map(|(workspace_id, digest)| {
            assert_eq!(workspace_id, shop.workspace_id);
            digest
        })
        .collect()
}

#[tokio::test]
async fn files_are_waited_for_and_one_job_fetches_those_of_a_message() {
    use AttachmentKind::{File, Image, Link, StoryMention, Template, Video};
    let shop = Shop::open().await;
    let none = send(&shop, "m0", &[Link, StoryMention, Template]).await;
    assert_eq!(states(&shop, none).await, []);
    assert_eq!(claim(&shop, start()).await, []);

    let some = send(&shop, "m1", &[Link, Image, Video]).await;
    let other = send(&shop, "m2", &[File]).await;
    let waiting = |number| (number, AttachmentState::Waiting);
    assert_eq!(states(&shop, some).await, [waiting(1), waiting(2)]);
    let jobs = claim(&shop, start()).await;
    let of: Vec<_> = jobs.iter().map(|job| (job.kind, job.message_id)).collect();
    assert_eq!(
        of,
        [(JobKind::Fetch, Some(some)), (JobKind::Fetch, Some(other))]
    );
    assert_eq!(claim(&shop, start()).await, [], "they are claimed");
    // Deliveries and wake-ups are somebody else's work.
    let until = start().saturating_add(minutes(1)).unwrap();
    assert_eq!(shop.claim(start(), until, &[], 10).await, []);
    let mut read = shop.db.read().await.unwrap();
    assert_eq!(read.next_job_at().await.unwrap(), None);
}

#[tokio::test]
async fn a_claim_that_ran_out_is_taken_over_though_nothing_else_is_due() {
    let shop = Shop::open().await;
    send(&shop, "m1", &[AttachmentKind::Image]).await;
    let first = claim(&shop, start()).await;
    let ends = start().saturating_add(minutes(5)).unwrap();
    let mut read = shop.db.read().await.unwrap();
    assert_eq!(read.next_fetch_at().await.unwrap(), Some(ends));
    drop(read);
    let second = claim(&shop, ends).await;
    assert_eq!(second[0].id, first[0].id);
    assert_eq!((first[0].attempts, second[0].attempts), (1, 2));
}

#[tokio::test]
async fn a_channel_that_is_full_holds_up_no_other() {
    let shop = Shop::open().await;
    send(&shop, "m1", &[AttachmentKind::Image]).await;
    let mut tx = shop.db.write().await.unwrap();
    let lease = Lease {
        owner: SERVER,
        until: start().saturating_add(minutes(5)).unwrap(),
    };
    let full = [shop.channel.id];
    assert_eq!(
        tx.claim_fetches(start(), lease, &full, 10).await.unwrap(),
        []
    );
    assert_eq!(
        tx.claim_fetches(start(), lease, &[], 10)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_file_is_kept_or_failed_and_may_be_fetched_again() {
    let shop = Shop::open().await;
    let id = send(&shop, "m1", &[AttachmentKind::Image, AttachmentKind::Image]).await;
    assert!(keep(&shop, id, 0, &file(1), start()).await);
    let mut tx = shop.db.write().await.unwrap();
    let why = Unfetched::TooLarge {
        is: Some(9),
        most: 8,
    };
    assert!(
        tx.fail_attachment(shop.workspace_id, id, 1, why)
            .await
            .unwrap()
    );
    assert!(
        !tx.fail_attachment(shop.workspace_id, id, 0, why)
            .await
            .unwrap()
    );
    assert!(!tx.await_attachment(shop.workspace_id, id, 0).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(
        states(&shop, id).await,
        [
            (0, AttachmentState::Kept(file(1))),
            (1, AttachmentState::Failed(why))
        ]
    );
    let mut tx = shop.db.write().await.unwrap();
    assert!(tx.await_attachment(shop.workspace_id, id, 1).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(states(&shop, id).await[1].1, AttachmentState::Waiting);
    assert_eq!(released(&shop).await, []);
}

#[tokio::test]
async fn a_message_that_is_taken_back_lets_go_of_its_files_at_once() {
    let shop = Shop::open().await;
    let id = send(&shop, "m1", &[AttachmentKind::Image, AttachmentKind::Image]).await;
    let other = send(&shop, "m2", &[AttachmentKind::Image]).await;
    assert!(keep(&shop, id, 0, &file(1), start()).await);
    assert!(keep(&shop, other, 0, &file(2), start()).await);
    let taken_back = InboundEvent::Deleted {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
    };
    shop.hear("nora", start(), &taken_back).await;
    assert_eq!(states(&shop, id).await, []);
    assert_eq!(released(&shop).await, [file(1).digest]);
    // The second one was still on its way.
    assert!(!keep(&shop, id, 1, &file(3), start()).await);
    let mut left = released(&shop).await;
    left.sort_unstable();
    assert_eq!(left, [file(1).digest, file(3).digest]);
    for digest in left {
        let mut tx = shop.db.write().await.unwrap();
        assert!(!tx.is_held(shop.workspace_id, digest).await.unwrap());
        tx.settle_release(shop.workspace_id, digest).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut read = shop.db.read().await.unwrap();
    let all = [file(1).digest, file(2).digest, file(3).digest];
    assert_eq!(read.known_media(&all).await.unwrap(), [file(2).digest]);
}

#[tokio::test]
async fn a_file_stays_while_another_message_or_workspace_holds_it() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    for shop in [&shop, &neighbour] {
        let id = send(shop, "m1", &[AttachmentKind::Image]).await;
        assert!(keep(shop, id, 0, &file(1), start()).await);
    }
    let again = send(&shop, "m2", &[AttachmentKind::Image]).await;
    assert!(keep(&shop, again, 0, &file(1), start()).await);
    let taken_back = InboundEvent::Deleted {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
    };
    shop.hear("nora", start(), &taken_back).await;
    assert_eq!(released(&shop).await, [file(1).digest]);
    let mut tx = shop.db.write().await.unwrap();
    assert!(tx.is_held(shop.workspace_id, file(1).digest).await.unwrap());
    tx.settle_release(shop.workspace_id, file(1).digest)
        .await
        .unwrap();
    assert!(
        tx.has_media_elsewhere(shop.workspace_id, file(1).digest)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert_eq!(
        states(&shop, again).await,
        [(0, AttachmentState::Kept(file(1)))]
    );
}

#[tokio::test]
async fn whoever_deletes_a_message_lets_go_of_its_files() {
    let shop = Shop::open().await;
    let id = send(&shop, "m1", &[AttachmentKind::Image]).await;
    assert!(keep(&shop, id, 0, &file(1), start()).await);
    // By hand: nothing in the program deletes messages of customers yet.
    distinct(&shop, "PRAGMA foreign_keys = ON").await;
    distinct(&shop, "DELETE FROM message RETURNING 'gone'").await;
    assert_eq!(released(&shop).await, [file(1).digest]);
}

#[tokio::test]
async fn files_are_let_go_of_when_their_time_is_over() {
    let shop = Shop::open().await;
    let old = send(&shop, "m1", &[AttachmentKind::Image]).await;
    let young = send(&shop, "m2", &[AttachmentKind::Image]).await;
    let later = start().saturating_add(minutes(60)).unwrap();
    assert!(keep(&shop, old, 0, &file(1), start()).await);
    assert!(keep(&shop, young, 0, &file(2), later).await);
    let mut tx = shop.db.write().await.unwrap();
    let conversation_id = shop.thread("nora").await.conversation.id;
    let expired = tx.expire_attachments(later, 10).await.unwrap();
    assert_eq!(expired, [(shop.workspace_id, conversation_id, old)]);
    assert_eq!(tx.expire_attachments(later, 10).await.unwrap(), []);
    let told = tx
        .tell_of_attachments(shop.workspace_id, &[(conversation_id, old)], later)
        .await
        .unwrap();
    assert_eq!(told[0].kind, EventKind::AttachmentChanged);
    tx.commit().await.unwrap();
    assert_eq!(states(&shop, old).await, [(0, AttachmentState::Expired)]);
    assert_eq!(
        states(&shop, young).await,
        [(0, AttachmentState::Kept(file(2)))]
    );
    assert_eq!(released(&shop).await, [file(1).digest]);
}

#[tokio::test]
async fn nobody_sees_the_files_of_another_workspace() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    let id = send(&shop, "m1", &[AttachmentKind::Image]).await;
    assert!(keep(&shop, id, 0, &file(1), start()).await);
    let mut read = shop.db.read().await.unwrap();
    let named = read
        .load_attachment(shop.workspace_id, id, 0)
        .await
        .unwrap();
    assert_eq!(named.attachment, attachment(AttachmentKind::Image));
    assert!(
        read.load_attachment(shop.workspace_id, id, 1)
            .await
            .is_err()
    );
    assert!(
        read.load_attachment(neighbour.workspace_id, id, 0)
            .await
            .is_err()
    );
    drop(read);
    let mut tx = shop.db.write().await.unwrap();
    let foreign = neighbour.workspace_id;
    assert!(!tx.await_attachment(foreign, id, 0).await.unwrap());
    assert!(
        tx.keep_attachment(foreign, id, 0, &file(1), start())
            .await
            .is_ok_and(|kept| !kept)
    );
}
