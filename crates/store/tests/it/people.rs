//! What owners see of the people of their workspace.

use transom_domain::agent::Agent;
use transom_domain::decide::Command;
use transom_store::Session;

use crate::shop::{Shop, minutes, start};

#[tokio::test]
async fn a_person_is_listed_with_sessions_links_and_conversations_that_count_now() {
    let shop = Shop::open().await;
    for (customer, closes) in [("nora", false), ("omar", false), ("paul", true)] {
        shop.writes(customer, start(), customer).await;
        let take = Command::Assign(Some(shop.agent_id));
        shop.does(customer, start(), take).await;
        if closes {
            shop.does(customer, start(), Command::Close).await;
        }
    }
    let later = start() + minutes(10);
    let of = |secret: &[u8], lasts| Session {
        workspace_id: shop.workspace_id,
        secret_hash: secret.to_vec(),
        agent_id: shop.agent_id,
        expires_at: start() + minutes(lasts),
    };
    let mut tx = shop.db.write().await.unwrap();
    tx.add_session(&of(b"over", 5), start()).await.unwrap();
    tx.add_session(&of(b"lasts", 60), start() + minutes(1))
        .await
        .unwrap();
    tx.add_sign_in_link(&of(b"spent soon", 20)).await.unwrap();
    tx.commit().await.unwrap();

    let mut read = shop.db.read().await.unwrap();
    let people = read.people(shop.workspace_id, later).await.unwrap();
    let [person] = &people[..] else {
        panic!("{people:?}")
    };
    assert_eq!(person.signed_in_at, Some(start() + minutes(1)));
    assert_eq!(person.invited_until, Some(start() + minutes(20)));
    assert_eq!(person.open_conversations, 2);
    assert!(!person.has_password);
    let assigned = read.assigned_to(shop.workspace_id, shop.agent_id).await;
    assert_eq!(assigned.unwrap().len(), 2);
    let much_later = start() + minutes(600);
    let people = read.people(shop.workspace_id, much_later).await.unwrap();
    assert_eq!(
        (people[0].signed_in_at, people[0].invited_until),
        (None, None)
    );
}

#[tokio::test]
async fn who_left_is_listed_last() {
    let shop = Shop::open().await;
    let stays = shop.add_agent("zoe@example.com").await;
    let mut tx = shop.db.write().await.unwrap();
    let row = tx.find_agent(shop.workspace_id, shop.agent_id).await;
    let leaver = Agent {
        deactivated_at: Some(start()),
        ..row.unwrap().unwrap().agent
    };
    tx.save_agent(&leaver).await.unwrap();
    tx.commit().await.unwrap();
    let mut read = shop.db.read().await.unwrap();
    let people = read.people(shop.workspace_id, start()).await.unwrap();
    let ids: Vec<_> = people.iter().map(|person| person.agent.id).collect();
    assert_eq!(ids, [stays, shop.agent_id]);
}
