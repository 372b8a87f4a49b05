//! Templates by account, and lists that are read by one server at a time.

use transom_domain::inbound::{TemplateChange, TemplateUpdate};
use transom_domain::template::Template;
use transom_policy::{Channel as Platform, TemplateStatus};
use transom_store::{Lease, TemplateAccount};
use uuid::Uuid;

use crate::shop::{SERVER, Shop, minutes, start};

fn account(shop: &Shop, account: &str) -> TemplateAccount {
    TemplateAccount {
        workspace_id: shop.workspace_id,
        platform: Platform::WhatsApp,
        account: account.to_owned(),
    }
}

fn lease(owner: Uuid) -> Lease {
    Lease {
        owner,
        until: start() + minutes(10),
    }
}

async fn claim(shop: &Shop, owner: Uuid, at: i64) -> Vec<TemplateAccount> {
    let now = start() + minutes(at);
    let mut tx = shop.db.write().await.unwrap();
    let claimed = tx
        .claim_template_syncs(now, now + minutes(60), lease(owner), 10)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    claimed
}

async fn ask(shop: &Shop, of: &TemplateAccount, at: i64) {
    let mut tx = shop.db.write().await.unwrap();
    tx.ask_template_sync(of, start() + minutes(at))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn next(shop: &Shop) -> Option<jiff::Timestamp> {
    let mut read = shop.db.read().await.unwrap();
    read.next_template_sync_at().await.unwrap()
}

#[tokio::test]
async fn asking_often_is_asking_once_at_the_earliest_moment() {
    let shop = Shop::open().await;
    let one = account(&shop, "1");
    for at in [5, 2, 9] {
        ask(&shop, &one, at).await;
    }
    assert_eq!(next(&shop).await, Some(start() + minutes(2)));
    assert!(claim(&shop, SERVER, 1).await.is_empty());
    assert_eq!(claim(&shop, SERVER, 2).await, [one]);
    assert!(
        claim(&shop, SERVER, 3).await.is_empty(),
        "somebody reads it"
    );
}

#[tokio::test]
async fn what_is_asked_for_while_a_list_is_read_has_it_read_once_more() {
    let shop = Shop::open().await;
    let one = account(&shop, "1");
    ask(&shop, &one, 0).await;
    assert_eq!(claim(&shop, SERVER, 0).await.len(), 1);
    ask(&shop, &one, 1).await;
    assert!(claim(&shop, SERVER, 1).await.is_empty());
    let mut tx = shop.db.write().await.unwrap();
    tx.finish_template_sync(&one, start() + minutes(2))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let again = claim(&shop, SERVER, 2).await;
    assert_eq!(again, std::slice::from_ref(&one));
    let mut tx = shop.db.write().await.unwrap();
    tx.finish_template_sync(&one, start() + minutes(3))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(claim(&shop, SERVER, 3).await.is_empty());
    assert_eq!(next(&shop).await, Some(start() + minutes(62)));
}

#[tokio::test]
async fn a_claim_ends_with_its_time_or_with_its_server() {
    let shop = Shop::open().await;
    let one = account(&shop, "1");
    ask(&shop, &one, 0).await;
    assert_eq!(claim(&shop, SERVER, 0).await.len(), 1);
    let other = Uuid::from_u128(77);
    assert!(claim(&shop, other, 9).await.is_empty());
    assert_eq!(claim(&shop, other, 10).await.len(), 1);
    let mut tx = shop.db.write().await.unwrap();
    tx.release_template_syncs(other, start() + minutes(11))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&shop, SERVER, 11).await.len(), 1);
}

#[tokio::test]
async fn templates_are_kept_by_account_and_found_by_name_and_language() {
    let shop = Shop::open().await;
    let (one, two) = (account(&shop, "1"), account(&shop, "2"));
    let update = |language: &str| TemplateUpdate {
        external_id: "5".to_owned(),
        name: "hello".to_owned(),
        language: language.to_owned(),
        change: TemplateChange::Status {
            status: TemplateStatus::Approved,
            pause: None,
            reason: None,
            advice: None,
        },
    };
    let mut tx = shop.db.write().await.unwrap();
    for language in ["fr", "en"] {
        let template = Template::told(None, &update(language), start());
        tx.save_template(&one, &template).await.unwrap();
        tx.save_template(&one, &template).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut read = shop.db.read().await.unwrap();
    let languages =
        |all: Vec<Template>| -> Vec<String> { all.into_iter().map(|one| one.language).collect() };
    assert_eq!(languages(read.templates(&one).await.unwrap()), ["en", "fr"]);
    assert!(read.templates(&two).await.unwrap().is_empty());
    let found = read.find_template(&one, "hello", "fr").await.unwrap();
    assert_eq!(found, Some(Template::told(None, &update("fr"), start())));
    assert_eq!(read.find_template(&one, "hello", "de").await.unwrap(), None);
    assert_eq!(read.all_templates().await.unwrap()[&one].len(), 2);
}
