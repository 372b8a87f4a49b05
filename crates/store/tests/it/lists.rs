//! Lists: what a view shows is what it counts, and reading on loses and repeats nothing.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use transom_domain::conversation::{Status, Thread, WindowDates};
use transom_domain::id::ConversationId;
use transom_store::{Cursor, Query, Sort, View};

use crate::shop::{Shop, minutes, plain, start};

/// Every combination of states, with several of the same dates.
async fn crowd(shop: &Shop) -> Vec<Thread> {
    let windows = [
        None,
        Some(-3000),
        Some(-60),
        Some(0),
        Some(30),
        Some(300),
        Some(600),
    ];
    let late = [None, Some(-10), Some(5000)];
    let mut threads = Vec::new();
    for (index, (window, late)) in windows
        .iter()
        .flat_map(|window| late.iter().map(move |late| (window, late)))
        .enumerate()
    {
        for (turn, status) in [
            Status::Open,
            Status::Closed,
            Status::Snoozed { until: start() },
        ]
        .into_iter()
        .enumerate()
        {
            let name = format!("c{index}_{turn}");
            let mut thread = Thread::start(shop.channel.id, &name, start(), &mut || shop.id());
            let conversation = &mut thread.conversation;
            conversation.status = status;
            conversation.assignee = (index % 3 == 0).then_some(shop.agent_id);
            conversation.window = WindowDates {
                closes_at: window.map(|after| start() + minutes(after)),
                human_agent_until: late.map(|after| start() + minutes(after)),
            };
            conversation.waiting_since =
                (index % 2 == 0).then(|| start() - minutes(i64::try_from(index / 4).unwrap()));
            conversation.preview.at = start() - minutes(i64::try_from(index % 5).unwrap());
            shop.save(plain(thread.clone(), Vec::new(), Vec::new()), true)
                .await
                .unwrap();
            threads.push(thread);
        }
    }
    threads
}

fn query(shop: &Shop, view: View, sort: Sort, now: Timestamp) -> Query {
    Query {
        view,
        sort,
        channel: None,
        label: None,
        agent: shop.agent_id,
        now,
        soon: now + SignedDuration::from_hours(6),
        after: None,
        limit: 1000,
    }
}

/// What a view means, in words of the thread.
fn belongs(view: View, thread: &Thread, shop: &Shop, now: Timestamp) -> bool {
    let conversation = &thread.conversation;
    let open = conversation.status == Status::Open;
    let WindowDates {
        closes_at,
        human_agent_until,
    } = conversation.window;
    let is_open = closes_at.is_some_and(|at| at > now);
    let is_late = human_agent_until.is_some_and(|at| at > now);
    match view {
        View::Mine => open && conversation.assignee == Some(shop.agent_id),
        View::Unassigned => open && conversation.assignee.is_none(),
        View::All => open,
        View::Closing => open && is_open && closes_at <= Some(now + SignedDuration::from_hours(6)),
        View::HumanAgent => open && !is_open && is_late,
        View::WindowClosed => open && !is_open && !is_late,
        View::Snoozed => matches!(conversation.status, Status::Snoozed { .. }),
        View::Closed => conversation.status == Status::Closed,
    }
}

fn moments() -> Vec<Timestamp> {
    [-4000, -60, -1, 0, 1, 299, 300, 301, 700, 6000]
        .map(|after| start() + minutes(after))
        .into()
}

#[tokio::test]
async fn a_view_lists_and_counts_what_it_means_at_any_moment() {
    let shop = Shop::open().await;
    let threads = crowd(&shop).await;
    shop.neighbour()
        .await
        .writes("stranger", start(), "hello")
        .await;
    let mut read = shop.db.read().await.unwrap();
    for now in moments() {
        let soon = now + SignedDuration::from_hours(6);
        let counts = read
            .view_counts(shop.workspace_id, shop.agent_id, now, soon)
            .await
            .unwrap();
        for view in View::ALL {
            let expected: BTreeSet<ConversationId> = threads
                .iter()
                .filter(|thread| belongs(view, thread, &shop, now))
                .map(|thread| thread.conversation.id)
                .collect();
            let query = query(&shop, view, Sort::Activity, now);
            let page = read.conversations(shop.workspace_id, &query).await.unwrap();
            let listed: BTreeSet<ConversationId> = page
                .rows
                .iter()
                .map(|row| row.thread.conversation.id)
                .collect();
            assert_eq!(listed, expected, "{view:?} at {now}");
            assert_eq!(
                usize::try_from(counts.of(view)).unwrap(),
                expected.len(),
                "{view:?} at {now}"
            );
        }
    }
}

/// The order that a sort promises, as a key.
fn key(sort: Sort, thread: &Thread, now: Timestamp) -> i64 {
    let conversation = &thread.conversation;
    let ahead = |at: Option<Timestamp>| at.filter(|at| *at > now).map(Timestamp::as_microsecond);
    match sort {
        Sort::Deadline => ahead(conversation.window.closes_at)
            .or(ahead(conversation.window.human_agent_until))
            .unwrap_or(i64::MAX),
        Sort::Waiting => conversation
            .waiting_since
            .map_or(i64::MAX, Timestamp::as_microsecond),
        Sort::Activity => -conversation.preview.at.as_microsecond(),
    }
}

#[tokio::test]
async fn every_order_is_kept_over_pages_of_any_size() {
    let shop = Shop::open().await;
    let threads = crowd(&shop).await;
    let mut read = shop.db.read().await.unwrap();
    for sort in Sort::ALL {
        for now in [start() - minutes(4000), start(), start() + minutes(301)] {
            let mut expected: Vec<&Thread> = threads
                .iter()
                .filter(|thread| belongs(View::All, thread, &shop, now))
                .collect();
            expected.sort_by_key(|thread| (key(sort, thread, now), thread.conversation.id));
            let expected: Vec<_> = expected
                .iter()
                .map(|thread| thread.conversation.id)
                .collect();
            for limit in [1, 2, 7, 21, 22] {
                let mut query = Query {
                    limit,
                    ..query(&shop, View::All, sort, now)
                };
                let mut listed = Vec::new();
                loop {
                    let page = read.conversations(shop.workspace_id, &query).await.unwrap();
                    listed.extend(page.rows.iter().map(|row| row.thread.conversation.id));
                    let Some(next) = page.next else { break };
                    // As it comes back in a URL.
                    query.after = Some(next.to_string().parse::<Cursor>().unwrap());
                }
                assert_eq!(listed, expected, "{sort:?} at {now} in pages of {limit}");
            }
        }
    }
}

#[tokio::test]
async fn windows_that_close_while_a_list_is_read_lose_and_repeat_nothing() {
    let shop = Shop::open().await;
    let threads = crowd(&shop).await;
    for sort in Sort::ALL {
        let mut listed = Vec::new();
        let mut query = Query {
            limit: 3,
            ..query(&shop, View::All, sort, start())
        };
        loop {
            let mut read = shop.db.read().await.unwrap();
            let page = read.conversations(shop.workspace_id, &query).await.unwrap();
            listed.extend(page.rows.iter().map(|row| row.thread.conversation.id));
            query.after = page.next;
            query.now += minutes(100);
            query.soon += minutes(100);
            if query.after.is_none() {
                break;
            }
        }
        let open = threads
            .iter()
            .filter(|thread| thread.conversation.status == Status::Open);
        let expected: BTreeSet<_> = open.map(|thread| thread.conversation.id).collect();
        assert_eq!(listed.len(), expected.len(), "{sort:?}");
        assert_eq!(
            listed.into_iter().collect::<BTreeSet<_>>(),
            expected,
            "{sort:?}"
        );
    }
}

#[tokio::test]
async fn what_comes_while_a_list_is_read_is_not_read_twice() {
    let shop = Shop::open().await;
    for index in 0..10 {
        shop.writes(
            &format!("c{index}"),
            start() + minutes(index),
            &index.to_string(),
        )
        .await;
    }
    let mut query = Query {
        limit: 4,
        ..query(&shop, View::All, Sort::Activity, start())
    };
    let mut listed = Vec::new();
    for turn in 0.. {
        let mut read = shop.db.read().await.unwrap();
        let page = read.conversations(shop.workspace_id, &query).await.unwrap();
        drop(read);
        listed.extend(
            page.rows
                .iter()
                .map(|row| row.thread.identity.external_id.clone()),
        );
        query.after = page.next;
        // Somebody new writes, and somebody already shown writes again.
        shop.writes(
            &format!("new{turn}"),
            start() + minutes(100 + turn),
            &format!("n{turn}"),
        )
        .await;
        shop.writes("c9", start() + minutes(200 + turn), &format!("again{turn}"))
            .await;
        if query.after.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..10).rev().map(|index| format!("c{index}")).collect();
    assert_eq!(listed, expected);
}

#[tokio::test]
async fn a_list_of_one_channel_has_only_its_conversations() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    let mut second = shop.channel.clone();
    second.id = shop.add_channel("1003").await;
    let mut thread = Thread::start(second.id, "nora", start(), &mut || shop.id());
    thread.conversation.status = Status::Open;
    shop.save(plain(thread.clone(), Vec::new(), Vec::new()), true)
        .await
        .unwrap();
    let mut read = shop.db.read().await.unwrap();
    let only = Query {
        channel: Some(second.id),
        ..query(&shop, View::All, Sort::Activity, start())
    };
    let page = read.conversations(shop.workspace_id, &only).await.unwrap();
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.rows[0].thread, thread);
}
