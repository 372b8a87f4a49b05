//! What a platform is to be asked about a customer is asked once at a time, and the last wish counts.

use jiff::Timestamp;
use transom_domain::decide::Command;
use transom_domain::moderation::Moderation;
use transom_store::ModerationRow;

use crate::shop::{Shop, minutes, start};

async fn wants(shop: &Shop, at: Timestamp, action: Moderation) {
    shop.does("nora", at, Command::Moderate(action)).await;
}

async fn claim(shop: &Shop, now: Timestamp) -> Vec<ModerationRow> {
    let mut tx = shop.db.write().await.unwrap();
    let claimed = tx.claim_moderations(now, now + minutes(1), 10).await;
    tx.commit().await.unwrap();
    claimed.unwrap()
}

async fn finish(shop: &Shop, row: &ModerationRow) -> bool {
    let mut tx = shop.db.write().await.unwrap();
    let wanted = tx.finish_moderation(row).await.unwrap();
    tx.commit().await.unwrap();
    wanted
}

#[tokio::test]
async fn a_wish_that_comes_while_another_is_asked_waits_and_takes_its_place() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    wants(&shop, start(), Moderation::Block).await;
    let first = claim(&shop, start()).await;
    assert_eq!(first[0].action, Moderation::Block);
    assert_eq!(first[0].agent_id, shop.agent_id);
    assert_eq!(claim(&shop, start()).await, [], "one at a time");

    let later = start() + minutes(0);
    wants(&shop, later, Moderation::Unblock).await;
    assert_eq!(claim(&shop, later).await, [], "while the first is asked");
    assert!(!finish(&shop, &first[0]).await, "it is no longer wanted");
    let second = claim(&shop, later).await;
    assert_eq!(second[0].action, Moderation::Unblock);
    assert!(finish(&shop, &second[0]).await);
    assert_eq!(claim(&shop, later).await, []);
}

#[tokio::test]
async fn what_is_put_off_is_due_then() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    wants(&shop, start(), Moderation::Block).await;
    let claimed = claim(&shop, start()).await;
    let due = start() + minutes(5);
    let mut tx = shop.db.write().await.unwrap();
    tx.postpone_moderation(&claimed[0], due, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&shop, start() + minutes(4)).await, []);
    let next = shop.db.read().await.unwrap().next_moderation_at().await;
    assert_eq!(next.unwrap(), Some(due));
    assert_eq!(claim(&shop, due).await[0].attempts, 1);
}
