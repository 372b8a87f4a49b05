//! Which app controls a thread, told in any order, and the apps of a channel.

use jiff::Timestamp;
use transom_domain::conversation::Controller;
use transom_domain::inbound::{ControlNotice, ControlTold, CustomerMessage, Echo, InboundEvent};
use transom_domain::message::Origin;
use transom_store::ConnectedApp;

use crate::shop::{Shop, minutes, start};

fn said(external_id: &str) -> InboundEvent {
    InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        text: Some("Hello".to_owned()),
        ..CustomerMessage::default()
    })
}

fn echo(external_id: &str) -> InboundEvent {
    InboundEvent::Echo(Echo {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        metadata: None,
        origin: Origin::OtherApp,
        app_id: None,
        text: Some("The bot answers".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        extra: None,
    })
}

fn standby(event: InboundEvent) -> InboundEvent {
    InboundEvent::Standby(Box::new(event))
}

fn notice(change: ControlTold) -> InboundEvent {
    InboundEvent::ThreadControl(ControlNotice {
        customer: "nora".to_owned(),
        change,
        note: Some("a word".to_owned()),
    })
}

/// A bot takes the thread, talks, and passes it on.
fn events() -> [(Timestamp, InboundEvent); 6] {
    let at = |minute| start() + minutes(minute);
    [
        (at(1), said("m1")),
        (
            at(2),
            notice(ControlTold::Taken {
                from: Some("111".to_owned()),
                to: "222".to_owned(),
            }),
        ),
        (at(3), standby(said("m2"))),
        (at(4), standby(echo("m3"))),
        (
            at(5),
            notice(ControlTold::Passed {
                from: Some("222".to_owned()),
                to: "111".to_owned(),
            }),
        ),
        (
            at(6),
            notice(ControlTold::Requested {
                by: "222".to_owned(),
            }),
        ),
    ]
}

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(count - 1) {
        for place in 0..=order.len() {
            let mut order = order.clone();
            order.insert(place, count - 1);
            all.push(order);
        }
    }
    all
}

#[tokio::test]
async fn the_order_in_which_control_is_told_changes_nothing() {
    let mut expected = None;
    // Every seventh of the 720 orders, the first and the last among them.
    for order in orders(events().len()).into_iter().step_by(7) {
        let mut shop = Shop::open().await;
        shop.channel.app.id = Some("111".to_owned());
        for index in &order {
            let (at, event) = &events()[*index];
            shop.hear("nora", *at, event).await;
        }
        let conversation = shop.thread("nora").await.conversation;
        assert!(!conversation.control.is_standby());
        let found = (
            conversation.control.clone(),
            conversation.waiting_since,
            conversation.unread,
            conversation.status,
        );
        // The bot answered everything until it passed the thread on.
        assert_eq!(found.1, Some(start() + minutes(5)), "{order:?}");
        assert_eq!(found.2, 1, "{order:?}");
        assert_eq!(*expected.get_or_insert(found.clone()), found, "{order:?}");
        let pending = conversation.control.pending().unwrap();
        assert_eq!(pending.app_id, "222");
        assert_eq!(pending.note.as_deref(), Some("a word"));
    }
}

#[tokio::test]
async fn a_thread_of_another_app_stays_so_until_later_news() {
    let mut shop = Shop::open().await;
    shop.channel.app.id = Some("111".to_owned());
    for (at, event) in &events()[..4] {
        shop.hear("nora", *at, event).await;
    }
    let control = shop.thread("nora").await.conversation.control;
    let theirs = Controller::Theirs {
        at: start() + minutes(4),
        app_id: Some("222"),
    };
    assert_eq!(control.controller(), theirs);
    shop.hear("nora", start() + minutes(7), &said("m4")).await;
    let control = shop.thread("nora").await.conversation.control;
    assert!(!control.is_standby());
}

#[tokio::test]
async fn the_apps_of_a_channel_are_replaced_and_are_of_their_workspace_alone() {
    let shop = Shop::open().await;
    let app = |id: &str, name: &str| ConnectedApp {
        external_id: id.to_owned(),
        name: name.to_owned(),
    };
    for apps in [
        vec![app("222", "Bot"), app("333", "Answers")],
        vec![app("222", "Booking bot")],
    ] {
        let mut tx = shop.db.write().await.unwrap();
        tx.set_connected_apps(shop.workspace_id, shop.channel.id, &apps)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let mut read = shop.db.read().await.unwrap();
    let kept = read
        .connected_apps(shop.workspace_id, shop.channel.id)
        .await
        .unwrap();
    assert_eq!(kept, [app("222", "Booking bot")]);
    let neighbour = shop.neighbour().await;
    let theirs = read
        .connected_apps(neighbour.workspace_id, shop.channel.id)
        .await
        .unwrap();
    assert_eq!(theirs, []);
}
