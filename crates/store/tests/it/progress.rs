//! What a platform tells of each message by itself may come in any order and more than once; the highest stage counts.

use transom_domain::inbound::{InboundEvent, Price, Progress, Reached, Stage};
use transom_domain::message::{Failure, FailureClass};
use transom_store::MessageRow;

use crate::schema::distinct;
use crate::shop::{Shop, echo, minutes, start};

/// The reports, from the lowest stage, with the minute at which each was made.
fn reports() -> [(i64, Reached); 5] {
    [
        (1, Reached::Sent),
        (2, Reached::Failed(failure())),
        (3, Reached::Delivered),
        (4, Reached::Read),
        (5, Reached::Played),
    ]
}

fn failure() -> Failure {
    Failure {
        class: FailureClass::Rejected,
        code: Some("131053".to_owned()),
        detail: Some("Media upload error".to_owned()),
    }
}

fn price(category: &str) -> Price {
    Price {
        is_billable: Some(true),
        category: Some(category.to_owned()),
        ..Price::default()
    }
}

fn progress(external_id: &str, reached: &Reached, price: Option<Price>) -> InboundEvent {
    InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        metadata: None,
        reached: reached.clone(),
        price,
    })
}

/// Somebody answers on the phone.
async fn answered(shop: &Shop, external_id: &str) {
    shop.hear("nora", start(), &echo(external_id)).await;
}

async fn stage(shop: &Shop, external_id: &str) -> Option<Stage> {
    let mut read = shop.db.read().await.unwrap();
    let wanted = [(shop.channel.id, external_id)];
    let known = read.known_ids(shop.workspace_id, &wanted).await.unwrap();
    known[0].message.as_ref().unwrap().stage
}

async fn line(shop: &Shop, external_id: &str) -> MessageRow {
    let id = shop.thread("nora").await.conversation.id;
    let mut read = shop.db.read().await.unwrap();
    let lines = read.messages(shop.workspace_id, id, None, 1000).await;
    let mut lines = lines.unwrap().into_iter();
    lines
        .find(|line| line.message.external_id.as_deref() == Some(external_id))
        .unwrap()
}

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let shorter = orders(last);
    let longer = shorter.iter().flat_map(|order| {
        (0..count).map(move |place| {
            let mut order = order.clone();
            order.insert(place, last);
            order
        })
    });
    longer.collect()
}

#[tokio::test]
async fn the_highest_stage_counts_in_whatever_order_and_however_often_it_is_told() {
    let reports = reports();
    let orders = orders(reports.len());
    assert_eq!(orders.len(), 120);
    let shop = Shop::open().await;
    for order in orders {
        let id = format!("m_{order:?}");
        answered(&shop, &id).await;
        assert_eq!(stage(&shop, &id).await, None);
        let mut highest = None;
        for index in order.iter().chain(&order[..2]) {
            let (minute, reached) = &reports[*index];
            let at = start() + minutes(*minute);
            shop.hear("nora", at, &progress(&id, reached, None)).await;
            highest = highest.max(Some(reached.stage()));
            assert_eq!(stage(&shop, &id).await, highest, "{order:?} at {index}");
        }
        let line = line(&shop, &id).await;
        let moments = [line.delivered_at, line.read_at, line.played_at];
        let minute = |minute| Some(start() + minutes(minute));
        assert_eq!(moments, [minute(3), minute(4), minute(5)], "{order:?}");
    }
}

#[tokio::test]
async fn what_is_told_before_its_message_finds_it() {
    let shop = Shop::open().await;
    let read = progress("m_answer", &Reached::Read, Some(price("utility")));
    shop.hear("nora", start() + minutes(4), &read).await;
    answered(&shop, "m_answer").await;
    let line = line(&shop, "m_answer").await;
    assert_eq!(line.read_at, Some(start() + minutes(4)));
    assert_eq!(line.delivered_at, line.read_at, "what was read had arrived");
    assert_eq!(line.played_at, None);
    assert_eq!(line.price, Some(price("utility")));
    assert_eq!(stage(&shop, "m_answer").await, Some(Stage::Read));
}

#[tokio::test]
async fn a_stage_keeps_its_first_moment_and_a_price_is_not_lost() {
    for [first, second] in [[3, 8], [8, 3]] {
        let shop = Shop::open().await;
        answered(&shop, "m_answer").await;
        for minute in [first, second] {
            let priced = (minute == 3).then(|| price("service"));
            let event = progress("m_answer", &Reached::Delivered, priced);
            shop.hear("nora", start() + minutes(minute), &event).await;
        }
        let line = line(&shop, "m_answer").await;
        assert_eq!(line.delivered_at, Some(start() + minutes(3)));
        assert_eq!(line.price, Some(price("service")));
        assert_eq!(line.read_at, None);
    }
}

#[tokio::test]
async fn why_it_failed_is_kept() {
    let shop = Shop::open().await;
    answered(&shop, "m_answer").await;
    let event = progress("m_answer", &Reached::Failed(failure()), None);
    shop.hear("nora", start() + minutes(2), &event).await;
    let [kept] = distinct(&shop, "SELECT failure FROM progress")
        .await
        .try_into()
        .unwrap();
    assert_eq!(serde_json::from_str::<Failure>(&kept).unwrap(), failure());
}

#[tokio::test]
async fn of_what_was_said_about_marketing_the_latest_counts() {
    let consent = |granted| InboundEvent::MarketingConsent {
        customer: "nora".to_owned(),
        granted,
    };
    for order in orders(3) {
        let shop = Shop::open().await;
        for index in &order {
            let (minute, granted) = [(1, false), (2, true), (3, false)][*index];
            shop.hear("nora", start() + minutes(minute), &consent(granted))
                .await;
        }
        let stopped = async || {
            let profile = shop.thread("nora").await.identity.profile;
            profile.marketing_stopped.map(|told| told.value)
        };
        assert_eq!(stopped().await, Some(true), "{order:?}");
        shop.hear("nora", start() + minutes(4), &consent(true))
            .await;
        assert_eq!(stopped().await, Some(false), "{order:?}");
    }
}
