//! What is saved is what is loaded.

use transom_domain::conversation::{Preview, Status, Thread, WindowDates};
use transom_domain::decide::Event;
use transom_domain::id::{AgentId, MessageId};
use transom_domain::inbound::Referral;
use transom_domain::message::{
    Activity, Attachment, AttachmentKind, Author, Content, Delivery, DeliveryStatus, Failure,
    FailureClass, Message, Origin, QuickReply, Tap,
};
use transom_policy::{Route, WindowEvent, WindowEventKind};
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
    ];
    for (index, author) in authors.into_iter().enumerate() {
        let conversation = &mut thread.conversation;
        conversation.status = statuses[index % 3];
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
        };
        conversation.failed = true;
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

fn failure(class: FailureClass) -> Failure {
    Failure {
        class,
        code: Some("10/2018278".to_owned()),
        detail: Some("said so".to_owned()),
    }
}

/// One line of every kind.
fn lines(shop: &Shop, thread: &Thread) -> Vec<Message> {
    let line = |author, origin, content| Message {
        id: MessageId::new(shop.id()),
        conversation_id: thread.conversation.id,
        at: start(),
        author,
        origin,
        content,
        external_id: None,
        reply_to: None,
        delivery: None,
    };
    let mut lines = vec![
        Message {
            external_id: Some("m1".to_owned()),
            reply_to: Some("m0".to_owned()),
            ..line(Author::Customer, Origin::Customer, Content::text("Hello"))
        },
        line(
            Author::Agent(None),
            Origin::PlatformInbox,
            Content::text("From elsewhere"),
        ),
        line(
            Author::Automation,
            Origin::OtherApp,
            Content {
                standby: true,
                ..Content::text("A bot")
            },
        ),
        line(
            Author::Note(shop.agent_id),
            Origin::Desk,
            Content::text("Between us"),
        ),
        line(
            Author::Activity(None),
            Origin::Desk,
            Content {
                activity: Some(Activity::Woke),
                ..Content::default()
            },
        ),
        line(
            Author::Customer,
            Origin::Customer,
            Content {
                text: Some("Look".to_owned()),
                attachments: vec![Attachment {
                    kind: AttachmentKind::Image,
                    url: Some("https://example.com/1.jpg".to_owned()),
                    title: None,
                }],
                quick_replies: vec![QuickReply {
                    title: "Yes".to_owned(),
                    payload: "Y".to_owned(),
                }],
                tapped: Some(Tap {
                    title: None,
                    payload: Some("GO".to_owned()),
                }),
                referral: Some(Referral {
                    source: "ADS".to_owned(),
                    ..Referral::default()
                }),
                unsupported: true,
                ..Content::default()
            },
        ),
    ];
    let mut statuses = vec![
        DeliveryStatus::Queued,
        DeliveryStatus::Sending,
        DeliveryStatus::Unconfirmed,
        DeliveryStatus::Sent {
            at: start() + minutes(1),
        },
    ];
    statuses.extend(
        [
            FailureClass::Refused,
            FailureClass::WindowClosed,
            FailureClass::Rejected,
            FailureClass::Unreachable,
            FailureClass::ChannelPaused,
            FailureClass::Reconnect,
            FailureClass::Exhausted,
            FailureClass::Unconfirmed,
        ]
        .map(|class| DeliveryStatus::Failed(failure(class))),
    );
    for (status, route) in statuses.into_iter().zip(Route::ALL.into_iter().cycle()) {
        let delivery = Delivery {
            route,
            rulebook: "messenger/2026-09-28".to_owned(),
            status,
        };
        lines.push(Message {
            delivery: Some(delivery),
            ..line(
                Author::Agent(Some(shop.agent_id)),
                Origin::Api,
                Content::text("Ours"),
            )
        });
    }
    lines
}

#[tokio::test]
async fn a_line_of_every_kind_and_status_is_loaded_as_it_was_saved() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "first").await;
    let thread = shop.thread("nora").await;
    let lines = lines(&shop, &thread);
    let events = lines.iter().cloned().map(Event::MessageAdded).collect();
    shop.save(plain(thread.clone(), events, Vec::new()), false)
        .await
        .unwrap();
    let mut read = shop.db.read().await.unwrap();
    for line in &lines {
        let loaded = read.load_message(shop.workspace_id, line.id).await.unwrap();
        assert_eq!(loaded.message, *line);
        assert!(loaded.reactions.is_empty() && loaded.edits == 0);
    }
    drop(read);

    // Every status from every other.
    for line in lines.iter().filter(|line| line.delivery.is_some()) {
        for status in lines.iter().filter_map(|line| line.delivery.as_ref()) {
            let changed = Event::DeliveryChanged {
                message_id: line.id,
                external_id: None,
                status: status.status.clone(),
            };
            shop.save(plain(thread.clone(), vec![changed], Vec::new()), false)
                .await
                .unwrap();
            let mut read = shop.db.read().await.unwrap();
            let loaded = read.load_message(shop.workspace_id, line.id).await.unwrap();
            assert_eq!(loaded.message.delivery.unwrap().status, status.status);
        }
    }
}

#[tokio::test]
async fn another_route_replaces_route_and_rulebook() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "first").await;
    let message_id = shop.answers("nora", start(), "Hello").await;
    let delivery = Delivery {
        route: Route::HumanAgent,
        rulebook: "messenger/2027-01-01".to_owned(),
        status: DeliveryStatus::Queued,
    };
    let requeued = Event::Requeued {
        message_id,
        delivery: delivery.clone(),
    };
    let thread = shop.thread("nora").await;
    shop.save(plain(thread, vec![requeued], Vec::new()), false)
        .await
        .unwrap();
    let mut read = shop.db.read().await.unwrap();
    let loaded = read
        .load_message(shop.workspace_id, message_id)
        .await
        .unwrap();
    assert_eq!(loaded.message.delivery, Some(delivery));
}

#[tokio::test]
async fn an_id_of_the_platform_is_one_line_of_a_channel() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "same").await;
    let thread = shop.thread("nora").await;
    let line = |shop: &Shop, thread: &Thread| {
        Event::MessageAdded(Message {
            id: MessageId::new(shop.id()),
            conversation_id: thread.conversation.id,
            at: start(),
            author: Author::Customer,
            origin: Origin::Customer,
            content: Content::text("again"),
            external_id: Some("m_same".to_owned()),
            reply_to: None,
            delivery: None,
        })
    };
    let twice = plain(thread.clone(), vec![line(&shop, &thread)], Vec::new());
    let error = shop.save(twice, false).await.unwrap_err();
    assert!(error.is_constraint("message.external_id"), "{error}");
    // The refused transaction left nothing.
    let mut read = shop.db.read().await.unwrap();
    let lines = read
        .messages(shop.workspace_id, thread.conversation.id, None, 10)
        .await
        .unwrap();
    assert_eq!(lines.len(), 1);
    drop(read);
    // Two pages, and two workspaces, may have the same id.
    let neighbour = shop.neighbour().await;
    neighbour.writes("nora", start(), "same").await;
}

#[tokio::test]
async fn an_echo_that_did_not_name_our_message_is_it_once_the_platform_answers() {
    let shop = Shop::open().await;
    let conversation_id = shop.writes("nora", start(), "hello").await;
    let ours = shop.answers("nora", start(), "Hi").await;
    let echo = transom_domain::inbound::InboundEvent::Echo(transom_domain::inbound::Echo {
        customer: "nora".to_owned(),
        external_id: "m_echo".to_owned(),
        metadata: None,
        origin: Origin::OtherApp,
        app_id: None,
        text: Some("Hi".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
    });
    shop.hear("nora", start() + minutes(1), &echo).await;
    let sent = Event::DeliveryChanged {
        message_id: ours,
        external_id: Some("m_echo".to_owned()),
        status: DeliveryStatus::Sent { at: start() },
    };
    let thread = shop.thread("nora").await;
    shop.save(plain(thread, vec![sent], Vec::new()), false)
        .await
        .unwrap();
    let mut read = shop.db.read().await.unwrap();
    let lines = read
        .messages(shop.workspace_id, conversation_id, None, 10)
        .await
        .unwrap();
    let ids: Vec<_> = lines
        .iter()
        .map(|line| line.message.external_id.as_deref())
        .collect();
    assert_eq!(ids, [Some("m_hello"), Some("m_echo")]);
    assert_eq!(lines[1].message.id, ours);
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
async fn lines_are_read_in_pages_without_loss() {
    let shop = Shop::open().await;
    let mut conversation_id = None;
    for index in 0..23 {
        // Two of each moment.
        let at = start() + minutes(index / 2);
        conversation_id = Some(shop.writes("nora", at, &index.to_string()).await);
    }
    let conversation_id = conversation_id.unwrap();
    let mut read = shop.db.read().await.unwrap();
    let whole = read
        .messages(shop.workspace_id, conversation_id, None, 100)
        .await
        .unwrap();
    assert_eq!(whole.len(), 23);
    for size in [1, 2, 5, 23] {
        let mut pages = Vec::new();
        let mut before = None;
        loop {
            let mut page = read
                .messages(shop.workspace_id, conversation_id, before, size)
                .await
                .unwrap();
            let Some(first) = page.first() else { break };
            before = Some((first.message.at, first.message.id));
            page.append(&mut pages);
            pages = page;
        }
        assert_eq!(pages, whole);
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
