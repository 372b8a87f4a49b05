//! What tells about a message may come before it, and changes may come in any order.

use jiff::Timestamp;
use transom_domain::decide::{Command, Event};
use transom_domain::inbound::{
    Comment, CommentChange, CommentPlace, CustomerMessage, InboundEvent,
};
use transom_domain::message::{Content, DeliveryStatus, Failure, FailureClass};
use transom_store::{MessageRow, Query, Sort, View};

use crate::shop::{Shop, echo, minutes, plain, start};

fn edit(number: u32, text: &str) -> InboundEvent {
    InboundEvent::Edited {
        customer: "nora".to_owned(),
        external_id: "m_hello".to_owned(),
        number,
        text: text.to_owned(),
    }
}

fn reaction(emoji: Option<&str>) -> InboundEvent {
    InboundEvent::Reaction {
        customer: "nora".to_owned(),
        external_id: "m_hello".to_owned(),
        emoji: emoji.map(str::to_owned),
    }
}

async fn lines(shop: &Shop) -> Vec<MessageRow> {
    let id = shop.thread("nora").await.conversation.id;
    let mut read = shop.db.read().await.unwrap();
    read.messages(shop.workspace_id, id, None, 100)
        .await
        .unwrap()
}

/// Whether it was delivered, and read.
fn reached(line: &MessageRow) -> (bool, bool) {
    (line.delivered_at.is_some(), line.read_at.is_some())
}

/// What the list of all open conversations shows of each.
async fn listed(shop: &Shop) -> Vec<String> {
    let now = start() + minutes(60);
    let query = Query {
        view: View::All,
        sort: Sort::Activity,
        channel: None,
        label: None,
        agent: shop.agent_id,
        now,
        soon: now,
        after: None,
        limit: 10,
    };
    let mut read = shop.db.read().await.unwrap();
    let page = read.conversations(shop.workspace_id, &query).await.unwrap();
    let previews = page.rows.into_iter();
    previews
        .map(|row| row.thread.conversation.preview.text)
        .collect()
}

#[tokio::test]
async fn edits_and_reactions_that_come_first_find_their_message() {
    let shop = Shop::open().await;
    shop.hear("nora", start() + minutes(3), &edit(2, "Hello!!"))
        .await;
    shop.hear("nora", start() + minutes(2), &edit(1, "Hello!"))
        .await;
    shop.hear("nora", start() + minutes(2), &edit(1, "Hello!"))
        .await;
    shop.hear("nora", start() + minutes(9), &reaction(Some("❤")))
        .await;
    shop.hear("nora", start() + minutes(8), &reaction(Some("👍")))
        .await;
    assert!(listed(&shop).await.is_empty(), "nothing was said yet");
    shop.writes("nora", start(), "hello").await;
    let [line] = lines(&shop).await.try_into().unwrap();
    assert_eq!(line.message.content.text.as_deref(), Some("Hello!!"));
    assert_eq!(line.edits, 2);
    assert_eq!(listed(&shop).await, ["Hello!!"]);
    assert_eq!(line.reactions.len(), 1);
    assert_eq!(line.reactions[0].emoji, "❤");
    shop.hear("nora", start() + minutes(10), &reaction(None))
        .await;
    assert!(lines(&shop).await[0].reactions.is_empty());
    shop.hear("nora", start() + minutes(7), &reaction(Some("😮")))
        .await;
    assert!(
        lines(&shop).await[0].reactions.is_empty(),
        "an older one does not come back"
    );
    shop.hear("nora", start() + minutes(11), &edit(3, "Hello,\n  all!"))
        .await;
    assert_eq!(listed(&shop).await, ["Hello, all!"]);
    shop.answers("nora", start() + minutes(12), "Hi").await;
    assert_eq!(listed(&shop).await, ["Hi"]);
}

#[tokio::test]
async fn receipts_that_come_first_find_their_message() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    let named = InboundEvent::Delivered {
        customer: "nora".to_owned(),
        until: start() + minutes(1),
        external_ids: vec!["e2".to_owned()],
    };
    shop.hear("nora", start() + minutes(5), &named).await;
    shop.hear("nora", start() + minutes(1), &echo("e1")).await;
    // Sent, by the clocks, after the receipt that names it.
    shop.hear("nora", start() + minutes(2), &echo("e2")).await;
    shop.hear("nora", start() + minutes(3), &echo("e3")).await;
    let delivered: Vec<bool> = lines(&shop).await[1..]
        .iter()
        .map(|line| line.delivered_at.is_some())
        .collect();
    assert_eq!(delivered, [true, true, false]);
    let until = start() + minutes(2);
    let read = InboundEvent::Read {
        customer: "nora".to_owned(),
        until,
    };
    shop.hear("nora", start() + minutes(6), &read).await;
    let read: Vec<(bool, bool)> = lines(&shop).await[1..].iter().map(reached).collect();
    assert_eq!(read, [(true, true), (true, true), (false, false)]);
}

#[tokio::test]
async fn a_message_that_is_not_sent_is_neither_delivered_nor_read() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    let id = shop.answers("nora", start(), "Hi").await;
    let until = start() + minutes(60);
    let read = InboundEvent::Read {
        customer: "nora".to_owned(),
        until,
    };
    shop.hear("nora", until, &read).await;
    let line = &lines(&shop).await[1];
    assert_eq!((line.message.id, reached(line)), (id, (false, false)));
    let sent = Event::DeliveryChanged {
        message_id: id,
        external_id: Some("e1".to_owned()),
        status: DeliveryStatus::Sent {
            at: start() + minutes(1),
        },
    };
    let thread = shop.thread("nora").await;
    shop.save(plain(thread, vec![sent], Vec::new()), false)
        .await
        .unwrap();
    let line = &lines(&shop).await[1];
    assert_eq!(reached(line), (true, true));
}

#[tokio::test]
async fn a_late_told_answer_has_waiting_and_unread_counted_from_the_lines() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "one").await;
    shop.writes("nora", start() + minutes(10), "two").await;
    let standby = transom_domain::inbound::CustomerMessage {
        customer: "nora".to_owned(),
        external_id: "m_standby".to_owned(),
        text: Some("to the bot".to_owned()),
        ..Default::default()
    };
    let standby = InboundEvent::Standby(Box::new(InboundEvent::Message(standby)));
    shop.hear("nora", start() + minutes(15), &standby).await;
    shop.writes("nora", start() + minutes(20), "three").await;
    assert_eq!(shop.thread("nora").await.conversation.unread, 3);
    shop.hear("nora", start() + minutes(5), &echo("e1")).await;
    let conversation = shop.thread("nora").await.conversation;
    assert_eq!(
        conversation.unread, 2,
        "what is in standby waits for nobody"
    );
    assert_eq!(conversation.waiting_since, Some(start() + minutes(10)));
    shop.does("nora", start() + minutes(21), Command::Seen)
        .await;
    shop.hear("nora", start() + minutes(12), &echo("e2")).await;
    let conversation = shop.thread("nora").await.conversation;
    assert_eq!(conversation.unread, 0, "what was seen stays seen");
    assert_eq!(conversation.waiting_since, Some(start() + minutes(20)));
}

fn comment(change: CommentChange, text: Option<&str>) -> Comment {
    Comment {
        external_id: "c1".to_owned(),
        post_id: "p1".to_owned(),
        parent_id: None,
        from_id: Some("nora".to_owned()),
        from_name: Some("Nora".to_owned()),
        text: text.map(str::to_owned),
        change,
        place: CommentPlace::Feed,
    }
}

/// Every order of the indices up to `count`.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    (0..count)
        .flat_map(|place| {
            shorter.iter().map(move |order| {
                let mut order = order.clone();
                order.insert(place, count - 1);
                order
            })
        })
        .collect()
}

#[tokio::test]
async fn a_comment_ends_the_same_in_any_order_of_its_changes() {
    let shop = Shop::open().await;
    let changes: [(Timestamp, Comment); 5] = [
        (start(), comment(CommentChange::Added, Some("Is it red?"))),
        (
            start() + minutes(1),
            comment(CommentChange::Edited, Some("Is it blue?")),
        ),
        (start() + minutes(2), comment(CommentChange::Hidden, None)),
        (
            start() + minutes(3),
            comment(CommentChange::Edited, Some("Is it green?")),
        ),
        (start() + minutes(4), comment(CommentChange::Removed, None)),
    ];
    let micros = |minutes_later| (start() + minutes(minutes_later)).as_microsecond();
    let hidden = format!("{} {}", micros(0), micros(2));
    let green = format!("Is it green? {hidden} -");
    let removed = format!("- {hidden} {}", micros(4));
    for (changes, expected) in [(&changes[..4], green), (&changes[..], removed)] {
        for (number, order) in orders(changes.len()).into_iter().enumerate() {
            let mut tx = shop.db.write().await.unwrap();
            for index in order {
                let (at, comment) = &changes[index];
                let comment = Comment {
                    external_id: format!("c{}-{number}", changes.len()),
                    ..comment.clone()
                };
                // Each twice: the platform repeats itself.
                for _ in 0..2 {
                    tx.save_comment(shop.workspace_id, shop.channel.id, &comment, *at)
                        .await
                        .unwrap();
                }
            }
            tx.commit().await.unwrap();
        }
        let states = crate::schema::distinct(
            &shop,
            &format!(
                "SELECT DISTINCT COALESCE(text, '-') || ' ' || created_at || ' ' || hidden_at || ' '
                        || COALESCE(removed_at, '-')
                 FROM comment WHERE external_id LIKE 'c{}-%'",
                changes.len()
            ),
        )
        .await;
        assert_eq!(states, [expected]);
    }
}

fn hello() -> InboundEvent {
    InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: "m_hello".to_owned(),
        text: Some("my number is 12".to_owned()),
        ..CustomerMessage::default()
    })
}

#[tokio::test]
async fn what_was_taken_back_is_gone_in_any_order_of_what_is_told_of_it() {
    let deleted = InboundEvent::Deleted {
        customer: "nora".to_owned(),
        external_id: "m_hello".to_owned(),
    };
    let told = [
        (start(), hello()),
        (start() + minutes(1), edit(1, "my number is 13")),
        (start() + minutes(2), deleted),
    ];
    for order in orders(told.len()) {
        let shop = Shop::open().await;
        // A repeated message is no news to the intake; the others come twice.
        let again = order.iter().filter(|index| **index > 0);
        for index in order.iter().chain(again) {
            let (at, event) = &told[*index];
            shop.hear("nora", *at, event).await;
        }
        let lines = lines(&shop).await;
        let content = lines[0].message.content.clone();
        assert_eq!((lines.len(), lines[0].edits), (1, 0), "{order:?}");
        assert_eq!(content, Content::default().taken_back(), "{order:?}");
        let thread = shop.thread("nora").await;
        let preview = &thread.conversation.preview;
        assert_eq!((&*preview.text, preview.deleted), ("", true), "{order:?}");
        assert_eq!(listed(&shop).await, [""], "{order:?}");
        // That they wrote stands: it opened the window, and somebody may have to ask.
        assert_eq!(thread.conversation.unread, 1, "{order:?}");
        assert_eq!(
            thread.conversation.waiting_since,
            Some(start()),
            "{order:?}"
        );
        assert!(thread.conversation.window.closes_at.is_some(), "{order:?}");
    }
}

#[tokio::test]
async fn a_message_is_under_way_until_the_platforms_id_is_known() {
    let shop = Shop::open().await;
    let conversation = shop.writes("nora", start(), "hello").await;
    let message_id = shop.answers("nora", start(), "Hi").await;
    let under_way = async || {
        let mut read = shop.db.read().await.unwrap();
        let found = read.under_way(shop.workspace_id, &[conversation]).await;
        let texts = found.unwrap().into_iter().map(|one| one.content.text);
        texts.collect::<Vec<_>>()
    };
    let becomes = async |status, external_id: Option<&str>| {
        let changed = Event::DeliveryChanged {
            message_id,
            external_id: external_id.map(str::to_owned),
            status,
        };
        let decision = plain(shop.thread("nora").await, vec![changed], Vec::new());
        shop.save(decision, false).await.unwrap();
    };
    assert!(under_way().await.is_empty(), "it waits for its turn");
    for status in [DeliveryStatus::Sending, DeliveryStatus::Unconfirmed] {
        becomes(status, None).await;
        assert_eq!(under_way().await, [Some("Hi".to_owned())]);
    }
    let failed = |class| {
        DeliveryStatus::Failed(Failure {
            class,
            code: None,
            detail: None,
        })
    };
    becomes(failed(FailureClass::Rejected), None).await;
    assert!(under_way().await.is_empty(), "it did not go out");
    becomes(failed(FailureClass::Unconfirmed), None).await;
    assert_eq!(under_way().await, [Some("Hi".to_owned())]);
    becomes(DeliveryStatus::Sent { at: start() }, Some("m_hi")).await;
    assert!(under_way().await.is_empty());
}
