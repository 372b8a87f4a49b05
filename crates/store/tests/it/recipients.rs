//! With whom a business began is counted by the latest of so many, for a channel or for all, and forgotten with a failure.

use jiff::Timestamp;
use transom_domain::decide::{Effect, Event};
use transom_domain::id::{ChannelId, MessageId};
use transom_domain::message::{DeliveryStatus, Failure, FailureClass};
use transom_policy::Recipients;
use transom_store::{RecipientCount, Saved};

use crate::shop::{Shop, minutes, plain, start};

/// A message begins with somebody.
async fn begins(shop: &Shop, customer: &str, at: Timestamp) -> MessageId {
    shop.writes(customer, start(), &format!("from {customer} before {at}"))
        .await;
    let message_id = shop.answers(customer, at, &format!("to {customer}")).await;
    let thread = shop.thread(customer).await;
    let decision = plain(thread, Vec::new(), vec![Effect::Begin { message_id }]);
    let mut tx = shop.db.write().await.unwrap();
    let saved = [Saved {
        decision,
        is_new: false,
    }];
    let mut ids = || uuid::Uuid::from_u128(7);
    tx.save(shop.workspace_id, &saved, at, &mut ids)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    message_id
}

async fn counted(
    shop: &Shop,
    customer: &str,
    channel_id: Option<ChannelId>,
    most: u32,
) -> Recipients {
    let identity = shop.thread(customer).await.identity.id;
    let count = RecipientCount {
        channel_id,
        since: start() - minutes(10),
        most: Some(most),
    };
    let mut read = shop.db.read().await.unwrap();
    let found = read.recipients(shop.workspace_id, identity, count).await;
    found.unwrap()
}

#[tokio::test]
async fn so_many_are_full_since_the_earliest_of_the_latest() {
    let shop = Shop::open().await;
    let (early, late) = (start(), start() + minutes(5));
    begins(&shop, "nora", early).await;
    let failed = begins(&shop, "omar", late).await;
    let full = |full_since, begun_at| Recipients {
        full_since,
        begun_at,
    };
    assert_eq!(
        counted(&shop, "nora", None, 3).await,
        full(None, Some(early))
    );
    assert_eq!(
        counted(&shop, "nora", None, 2).await,
        full(Some(early), Some(early))
    );
    assert_eq!(
        counted(&shop, "omar", None, 1).await,
        full(Some(late), Some(late))
    );
    let own = Some(shop.channel.id);
    assert_eq!(counted(&shop, "nora", own, 2).await.full_since, Some(early));
    let other = Some(shop.add_channel("1003").await);
    assert_eq!(counted(&shop, "nora", other, 1).await.full_since, None);
    let neighbour = shop.neighbour().await;
    neighbour.writes("nora", early, "hello").await;
    assert_eq!(counted(&neighbour, "nora", None, 1).await, full(None, None));

    // Somebody with whom it begins again counts once, by the later one.
    let again = start() + minutes(8);
    begins(&shop, "nora", again).await;
    assert_eq!(
        counted(&shop, "nora", None, 2).await,
        full(Some(late), Some(again))
    );
    // What failed began nothing; what may have arrived did.
    for (class, full_since, begun_at) in [
        (FailureClass::Unconfirmed, Some(late), Some(late)),
        (FailureClass::Rejected, None, None),
    ] {
        let changed = Event::DeliveryChanged {
            message_id: failed,
            external_id: None,
            status: DeliveryStatus::Failed(Failure {
                class,
                code: None,
                detail: None,
            }),
        };
        let thread = shop.thread("omar").await;
        shop.save(plain(thread, vec![changed], Vec::new()), false)
            .await
            .unwrap();
        assert_eq!(
            counted(&shop, "omar", None, 2).await,
            full(full_since, begun_at),
            "{class:?}"
        );
    }
}
