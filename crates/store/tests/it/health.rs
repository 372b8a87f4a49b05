//! The health of channels: asked about by one, counted by class, told of the latest.

use jiff::SignedDuration;
use transom_domain::delivery::Problem;
use transom_domain::health::{ErrorClass, Findings, Hearing, Reach, Standing, Token};
use transom_store::{Check, Heard};

use crate::shop::{Shop, minutes, start};

fn check(shop: &Shop) -> Check {
    Check {
        workspace_id: shop.workspace_id,
        channel_id: shop.channel.id,
        due_at: start(),
    }
}

async fn claim(shop: &Shop, minute: i64) -> Vec<Check> {
    let (now, mut tx) = (start() + minutes(minute), shop.db.write().await.unwrap());
    let claimed = tx.claim_checks(now, now + minutes(2), 10).await.unwrap();
    tx.commit().await.unwrap();
    claimed
}

async fn next(shop: &Shop) -> i64 {
    let mut read = shop.db.read().await.unwrap();
    let next = read.next_check_at().await.unwrap().unwrap();
    next.duration_since(start()).as_mins()
}

#[tokio::test]
async fn a_channel_is_asked_about_by_one_and_again_when_that_one_died() {
    let shop = Shop::open().await;
    assert_eq!(next(&shop).await, 0, "a new channel is asked about at once");
    assert_eq!(claim(&shop, 0).await, [check(&shop)]);
    assert_eq!(claim(&shop, 1).await, []);
    assert_eq!(next(&shop).await, 2);
    assert_eq!(claim(&shop, 2).await, [check(&shop)], "the claim ran out");
    let findings = Findings {
        token: Token::default(),
        reach: Reach::Works,
        hearing: Hearing::Missing {
            fields: vec!["feed".to_owned()],
        },
        standing: Standing::default(),
    };
    let mut tx = shop.db.write().await.unwrap();
    let (now, again) = (start() + minutes(3), start() + minutes(63));
    tx.save_check(check(&shop), &findings, now, again)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&shop, 60).await, []);
    let mut read = shop.db.read().await.unwrap();
    let row = read
        .load_health(shop.workspace_id, shop.channel.id)
        .await
        .unwrap();
    assert_eq!((row.checked_at, row.next_check_at), (Some(now), again));
    assert_eq!(row.findings, Some(findings));
    assert_eq!(read.all_health().await.unwrap(), [row]);
}

#[tokio::test]
async fn a_check_that_is_asked_for_while_one_is_under_way_comes_after_it() {
    let shop = Shop::open().await;
    let under_way = claim(&shop, 0).await[0];
    let (workspace_id, channel_id) = (shop.workspace_id, shop.channel.id);
    let mut tx = shop.db.write().await.unwrap();
    let asked = tx.ask_for_check(workspace_id, channel_id, start() + minutes(1));
    assert!(asked.await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(claim(&shop, 1).await, [], "one at a time");
    let mut tx = shop.db.write().await.unwrap();
    let later = start() + minutes(60);
    tx.postpone_check(under_way, later).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&shop, 1).await.len(), 1);
}

#[tokio::test]
async fn errors_of_a_day_are_counted_by_class_with_the_latest_of_each() {
    let shop = Shop::open().await;
    let mut tx = shop.db.write().await.unwrap();
    let told = [
        (-25 * 60, ErrorClass::Throttled, "long ago"),
        (-120, ErrorClass::Throttled, "first"),
        (-5, ErrorClass::Throttled, "second"),
        (-5, ErrorClass::Throttled, "third"),
        (-60, ErrorClass::Reconnect, "token"),
    ];
    for (minute, class, detail) in told {
        let problem = Problem {
            code: Some("4".to_owned()),
            detail: detail.to_owned(),
        };
        let at = start() + minutes(minute);
        tx.count_error(shop.workspace_id, shop.channel.id, class, &problem, at)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let day_ago = start() - minutes(24 * 60);
    let mut read = shop.db.read().await.unwrap();
    let errors = read
        .errors_since(shop.workspace_id, shop.channel.id, day_ago)
        .await
        .unwrap();
    let counted: Vec<_> = errors
        .iter()
        .map(|error| (error.class, error.count, error.problem.detail.as_str()))
        .collect();
    assert_eq!(
        counted,
        [
            (ErrorClass::Throttled, 3, "third"),
            (ErrorClass::Reconnect, 1, "token")
        ]
    );
    let mut tx = shop.db.write().await.unwrap();
    tx.forget_errors(start() + minutes(60)).await.unwrap();
    tx.commit().await.unwrap();
    let mut read = shop.db.read().await.unwrap();
    let errors = read.errors_since(shop.workspace_id, shop.channel.id, day_ago);
    assert_eq!(errors.await.unwrap(), []);
}

#[tokio::test]
async fn the_last_webhook_is_the_latest_whichever_is_told_first() {
    let shop = Shop::open().await;
    let mut tx = shop.db.write().await.unwrap();
    for (minute, seconds) in [(5, 1), (3, 9)] {
        let heard = Heard {
            channel_id: shop.channel.id,
            at: start() + minutes(minute),
            lag: SignedDuration::from_secs(seconds),
        };
        tx.heard(shop.workspace_id, heard).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut read = shop.db.read().await.unwrap();
    let row = read
        .load_health(shop.workspace_id, shop.channel.id)
        .await
        .unwrap();
    assert_eq!(row.heard_at, Some(start() + minutes(5)));
    assert_eq!(row.lag, Some(SignedDuration::from_secs(1)));
}
