//! Customers whom a platform calls by several ids, and threads that become one.

use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_store::Alias;

use crate::schema::distinct;
use crate::shop::{Shop, minutes, start};

fn alias(shop: &Shop, thread: &Thread, id: &str, until: Timestamp) -> Alias {
    Alias {
        channel_id: shop.channel.id,
        external_id: id.to_owned(),
        until,
        identity_id: thread.identity.id,
    }
}

#[tokio::test]
async fn an_id_calls_one_customer_until_it_is_given_up_and_another_one_later() {
    let shop = Shop::open().await;
    for customer in ["nora", "omar"] {
        shop.writes(customer, start(), customer).await;
    }
    let (nora, omar) = (shop.thread("nora").await, shop.thread("omar").await);
    let given_up = start() + minutes(5);
    let mut tx = shop.db.write().await.unwrap();
    let aliases = [
        alias(&shop, &nora, "336", Timestamp::MAX),
        alias(&shop, &nora, "FR.1", Timestamp::MAX),
    ];
    tx.save_aliases(shop.workspace_id, &aliases).await.unwrap();
    tx.remove_alias(shop.workspace_id, (shop.channel.id, "336"), Timestamp::MAX)
        .await
        .unwrap();
    let aliases = [
        alias(&shop, &nora, "336", given_up),
        alias(&shop, &omar, "336", Timestamp::MAX),
    ];
    tx.save_aliases(shop.workspace_id, &aliases).await.unwrap();
    let wanted = [(shop.channel.id, "336"), (shop.channel.id, "FR.1")];
    let mut found: Vec<_> = tx
        .called(shop.workspace_id, &wanted)
        .await
        .unwrap()
        .into_iter()
        .map(|called| (called.alias.external_id, called.alias.until, called.thread))
        .collect();
    found.sort_by_key(|(id, until, _)| (id.clone(), *until));
    assert_eq!(
        found,
        [
            ("336".to_owned(), given_up, nora.clone()),
            ("336".to_owned(), Timestamp::MAX, omar),
            ("FR.1".to_owned(), Timestamp::MAX, nora),
        ]
    );
}

#[tokio::test]
async fn a_thread_takes_over_all_that_belongs_to_another() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "one").await;
    shop.writes("FR.1", start() + minutes(1), "two").await;
    shop.answers("FR.1", start() + minutes(2), "Hi").await;
    shop.writes("nora", start() + minutes(3), "three").await;
    let (older, newer) = (shop.thread("nora").await, shop.thread("FR.1").await);
    let mut tx = shop.db.write().await.unwrap();
    let aliases = [alias(&shop, &newer, "FR.1", Timestamp::MAX)];
    tx.save_aliases(shop.workspace_id, &aliases).await.unwrap();
    let (merged, gone) = newer.clone().merge(older.clone());
    assert_eq!(merged.conversation.id, older.conversation.id);
    let (thread, events) = tx
        .merge_threads(shop.workspace_id, &gone, &merged, start())
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(thread.conversation.unread, 1, "the third is not answered");
    assert_eq!(
        thread.conversation.waiting_since,
        Some(start() + minutes(3))
    );
    let called = tx
        .called(shop.workspace_id, &[(shop.channel.id, "FR.1")])
        .await
        .unwrap();
    assert_eq!(called[0].thread, thread);
    tx.commit().await.unwrap();
    for table in ["conversation", "identity", "contact"] {
        let query = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
        assert_eq!(distinct(&shop, &query).await, ["1"], "{table}");
    }
    for (table, rows) in [("message", "4"), ("job", "1")] {
        let query = format!(
            "SELECT CAST(COUNT(*) AS TEXT) FROM {table} WHERE conversation_id = (SELECT id FROM conversation)"
        );
        assert_eq!(distinct(&shop, &query).await, [rows], "{table}");
    }
}
