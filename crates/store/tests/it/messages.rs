//! Lines are loaded as they were saved, and once.

use transom_domain::conversation::Thread;
use transom_domain::decide::Event;
use transom_domain::id::MessageId;
use transom_domain::inbound::{Echo, InboundEvent, Referral};
use transom_domain::message::{
    Activity, Attachment, AttachmentKind, Author, Content, Delivery, DeliveryStatus, Failure,
    FailureClass, Message, Origin, QuickReply, Tap, Terms,
};
use transom_policy::{Purpose, Route};

use crate::shop::{Shop, minutes, plain, start};

fn failure(class: FailureClass) -> Failure {
    Failure {
        class,
        code: Some("10/2018278".to_owned()),
        detail: Some("said so".to_owned()),
    }
}

/// Every way a message of ours can stand.
fn statuses() -> Vec<DeliveryStatus> {
    let mut statuses = vec![
        DeliveryStatus::Queued,
        DeliveryStatus::Sending,
        DeliveryStatus::Unconfirmed,
        DeliveryStatus::Held {
            at: start() + minutes(1),
        },
        DeliveryStatus::Sent {
            at: start() + minutes(1),
        },
    ];
    statuses.extend(FailureClass::ALL.map(|class| DeliveryStatus::Failed(failure(class))));
    statuses
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
                    ..Attachment::default()
                }],
                quick_replies: vec![QuickReply::answer("Yes", "Y")],
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
    let ours = |delivery| Message {
        delivery: Some(delivery),
        ..line(
            Author::Agent(Some(shop.agent_id)),
            Origin::Api,
            Content::text("Ours"),
        )
    };
    let routes = Route::ALL.into_iter().cycle();
    lines.extend(statuses().into_iter().zip(routes).map(|(status, route)| {
        ours(Delivery {
            route,
            rulebook: "messenger/2026-09-28".to_owned(),
            status,
            terms: Terms {
                topic: None,
                route: Some(route),
                purpose: Some(Purpose::PurchaseUpdate),
                attested: true,
            },
            looks: 0,
        })
    }));
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
        terms: Terms::default(),
        looks: 0,
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
    let echo = InboundEvent::Echo(Echo {
        customer: "nora".to_owned(),
        external_id: "m_echo".to_owned(),
        metadata: None,
        origin: Origin::OtherApp,
        app_id: None,
        text: Some("Hi".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        extra: None,
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
async fn that_a_message_was_held_and_how_often_it_went_again_is_kept() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "first").await;
    let message_id = shop.answers("nora", start(), "Hello").await;
    let becomes = async |events| {
        let thread = shop.thread("nora").await;
        shop.save(plain(thread, events, Vec::new()), false)
            .await
            .unwrap();
        let mut tx = shop.db.write().await.unwrap();
        let refs = tx.messages_by_id(shop.workspace_id, &[message_id]).await;
        let row = tx.load_message(shop.workspace_id, message_id).await;
        let delivery = row.unwrap().message.delivery.unwrap();
        let told = refs.unwrap().remove(0);
        assert_eq!(told.status.as_ref(), Some(&delivery.status));
        assert_eq!(told.looks, delivery.looks);
        (delivery.status, delivery.looks)
    };
    let changed = |status| Event::DeliveryChanged {
        message_id,
        external_id: None,
        status,
    };
    let held = DeliveryStatus::Held { at: start() };
    assert_eq!(becomes(vec![changed(held.clone())]).await, (held, 0));
    let looked = Event::LooksAgain { message_id };
    let queued = DeliveryStatus::Queued;
    assert_eq!(
        becomes(vec![looked, changed(queued.clone())]).await,
        (queued, 1)
    );
    let sent = DeliveryStatus::Sent { at: start() };
    assert_eq!(
        becomes(vec![changed(sent.clone())]).await,
        (sent.clone(), 1)
    );
    let looked = Event::LooksAgain { message_id };
    assert_eq!(becomes(vec![looked]).await, (sent, 2));
}
