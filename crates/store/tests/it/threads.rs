//! What is saved is what is loaded.

use transom_domain::conversation::{Preview, Status, Thread, WindowDates};
use transom_domain::decide::Event;
use transom_domain::id::{AgentId, MessageId};
use transom_domain::message::{AttachmentKind, Author};
use transom_policy::{WindowEvent, WindowEventKind};
use transom_store::Error;

use crate::shop::{Shop, minutes, plain, start};

#[tokio::test]
async fn a_thread_is_loaded_as_it_was_saved() {
    let shop = Shop::open().await;
    let mut thread = Thread::start(shop.channel.id, "nora", start(), &mut || shop.id());
    shop.save(plain(thread.clone(), Vec::new(), Vec::new()), true)
        .await
        .unwrap();
    assert_eq!(shop.thread("nora").await, thread);

    let later = start() + minutes(7);
    thread.identity.window_events = vec![
        WindowEvent {
            at: start(),
            kind: WindowEventKind::Message,
        },
        WindowEvent {
            at: later,
            kind: WindowEventKind::Reaction,
        },
    ];
    thread.identity.delivered_until = Some(later);
    thread.identity.read_until = Some(start());
    thread.identity.unreachable_since = Some(later);
    let agent = shop.agent_id;
    let authors = [
        Author::Customer,
        Author::Agent(Some(agent)),
        Author::Agent(None),
        Author::Automation,
        Author::Note(agent),
    ];
    let statuses = [
        Status::Snoozed { until: later },
        Status::Closed,
        Status::Open,
        Status::Empty,
    ];
    for (index, author) in authors.into_iter().enumerate() {
        let conversation = &mut thread.conversation;
        conversation.status = statuses[index % 4];
        conversation.assignee = (index % 2 == 0).then_some(agent);
        conversation.unread = 3;
        conversation.seen_until = Some(start());
        conversation.waiting_since = Some(later);
        conversation.last_customer_at = Some(later);
        conversation.last_reply_at = Some(start());
        conversation.consecutive_tagged = 2;
        conversation.preview = Preview {
            at: later,
            author,
            text: "Ça va ? 🙂".to_owned(),
            attachment: (index % 2 == 1).then_some(AttachmentKind::Audio),
            external_id: (index % 2 == 0).then(|| "m_hello".to_owned()),
            deleted: false,
        };
        conversation.failed = vec![MessageId::new(uuid::Uuid::from_u128(7))];
        conversation.window = WindowDates {
            closes_at: Some(later),
            human_agent_until: Some(later + minutes(1)),
        };
        shop.save(plain(thread.clone(), Vec::new(), Vec::new()), false)
            .await
            .unwrap();
        assert_eq!(shop.thread("nora").await, thread);
        let mut read = shop.db.read().await.unwrap();
        let id = thread.conversation.id;
        assert_eq!(
            read.load_thread(shop.workspace_id, id).await.unwrap(),
            thread
        );
        let row = read.load_conversation(shop.workspace_id, id).await.unwrap();
        assert_eq!(row.thread, thread);
    }
}

#[tokio::test]
async fn nobody_outside_the_workspace_can_be_assigned() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    let neighbour = shop.neighbour().await;
    for stranger in [neighbour.agent_id, AgentId::new(shop.id())] {
        let mut thread = shop.thread("nora").await;
        thread.conversation.assignee = Some(stranger);
        let error = shop
            .save(plain(thread, Vec::new(), Vec::new()), false)
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Constraint(_)), "{error}");
    }
}

#[tokio::test]
async fn events_are_numbered_without_gaps() {
    let shop = Shop::open().await;
    let neighbour = shop.neighbour().await;
    for index in 0..5 {
        shop.writes("nora", start() + minutes(index), &index.to_string())
            .await;
        neighbour
            .writes("nora", start() + minutes(index), &index.to_string())
            .await;
        shop.answers("nora", start() + minutes(index), "ok").await;
        // What is taken back leaves no gap.
        let mut tx = shop.db.write().await.unwrap();
        let thread = shop.thread("nora").await;
        let decision = plain(thread, vec![Event::ConversationChanged; 3], Vec::new());
        let saved = [transom_store::Saved {
            decision,
            is_new: false,
        }];
        tx.save(shop.workspace_id, &saved, start(), &mut || shop.id())
            .await
            .unwrap();
        drop(tx);
    }
    let mut read = shop.db.read().await.unwrap();
    for (shop, count) in [(&shop, 10), (&neighbour, 5)] {
        let events = read.events_after(shop.workspace_id, 0, 1000).await.unwrap();
        let numbers: Vec<i64> = events.iter().map(|event| event.seq).collect();
        assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
        assert_eq!(read.last_event(shop.workspace_id).await.unwrap(), count);
        let rest = read.events_after(shop.workspace_id, 3, 1).await.unwrap();
        assert_eq!(rest, events[3..4]);
    }
}
