//! What is not understood is kept, and can be processed once it is.

use serde_json::json;
use transom::intake::{self, Replayed};
use transom::journal::Position;
use transom_policy::Channel as Platform;
use transom_store::UnhandledRow;
use transom_testkit::{NewAccount, Tenant, TestApp, webhooks};

async fn unhandled(app: &TestApp, tenant: &Tenant) -> Vec<UnhandledRow> {
    let mut read = app.app.db.read().await.unwrap();
    read.unhandled(tenant.workspace_id, None, 100)
        .await
        .unwrap()
}

/// A page without asking the platform, with an app secret of its own.
async fn connect(app: &TestApp, tenant: &Tenant, page_id: &str, app_secret: &str) {
    let page = NewAccount {
        platform: Platform::Messenger,
        external_id: page_id,
        parent_id: None,
        app_secret,
    };
    page.connect(&app.app, tenant.workspace_id).await;
}

#[tokio::test]
async fn what_is_unknown_is_kept_beside_what_is_understood() {
    let app = TestApp::start().await;
    let page = app.shop.page_id.clone();
    let now = app.app.now();
    app.webhook(&json!({ "object": "planet", "entry": [{ "id": "1" }] }))
        .await;
    app.webhook(&json!({ "object": "page" })).await;
    let mut mixed = webhooks::message(&page, "nora", now, "Hello");
    let unknown = json!({ "sender": { "id": "nora" }, "recipient": { "id": page },
        "timestamp": now.as_millisecond(), "telepathy": { "thought": "hm" } });
    mixed["entry"][0]["messaging"]
        .as_array_mut()
        .unwrap()
        .push(unknown);
    mixed["entry"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": page, "time": 1, "changes": [{ "field": "moods", "value": {} }] }));
    app.webhook(&mixed).await;
    app.settle().await;
    let rows = unhandled(&app, &app.shop).await;
    let positions: Vec<u64> = rows.iter().map(|row| row.position).collect();
    assert!(
        positions.iter().all(|position| (1..=3).contains(position)),
        "{rows:?}"
    );
    assert_eq!(
        positions.iter().filter(|position| **position == 3).count(),
        2,
        "{rows:?}"
    );
    assert!(positions.contains(&1) && positions.contains(&2), "{rows:?}");
    let mut read = app.app.db.read().await.unwrap();
    let nora = read
        .threads(app.shop.workspace_id, &[(app.shop.channel_id, "nora")])
        .await
        .unwrap();
    assert_eq!(nora[0].conversation.unread, 1);
}

#[tokio::test]
async fn a_webhook_of_an_unknown_page_is_processed_when_the_page_is_connected() {
    let app = TestApp::start().await;
    app.webhook(&webhooks::message("4711", "nora", app.app.now(), "Hello"))
        .await;
    app.settle().await;
    let rows = unhandled(&app, &app.shop).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].reason.as_str(), rows[0].account.as_deref()),
        ("unknown-account", Some("4711"))
    );

    let record = || {
        app.journal
            .read(Position::new(rows[0].position), 1, 1 << 20)
            .unwrap()
            .remove(0)
    };
    let in_vain = intake::replay(&app.app, record()).await.unwrap();
    assert_eq!(
        in_vain,
        Replayed {
            processed: 0,
            repeated: 0,
            unhandled: 1
        }
    );
    assert_eq!(unhandled(&app, &app.shop).await, rows);

    connect(&app, &app.shop, "4711", "another-secret").await;
    let replayed = intake::replay(&app.app, record()).await.unwrap();
    assert_eq!(
        replayed,
        Replayed {
            processed: 1,
            repeated: 0,
            unhandled: 0
        }
    );
    assert!(unhandled(&app, &app.shop).await.is_empty());
    let again = intake::replay(&app.app, record()).await.unwrap();
    assert_eq!(
        again,
        Replayed {
            processed: 0,
            repeated: 1,
            unhandled: 0
        }
    );
    let mut read = app.app.db.read().await.unwrap();
    assert_eq!(
        read.contacts(app.shop.workspace_id, None, 10)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_tenant_cannot_tell_what_happens_at_another() {
    let app = TestApp::start().await;
    let other = app.another("Other", "2002").await;
    let forged = webhooks::message(&other.page_id, "mallory", app.app.now(), "Pay me");
    app.webhook(&forged).await;
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    assert!(
        read.contacts(other.workspace_id, None, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(read.count_unhandled(other.workspace_id).await.unwrap(), 0);
    drop(read);
    let kept = unhandled(&app, &app.shop).await;
    assert_eq!(kept.len(), 1, "it is listed where its secret belongs");
    assert_eq!(kept[0].reason, "unknown-account");
}

#[tokio::test]
async fn one_app_may_serve_the_pages_of_two_tenants() {
    let app = TestApp::start().await;
    let other = app.another("Other", "2002").await;
    connect(&app, &other, "3003", &app.shop.app_secret).await;
    app.webhook(&webhooks::message("3003", "nora", app.app.now(), "Hello"))
        .await;
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    assert_eq!(
        read.contacts(other.workspace_id, None, 10)
            .await
            .unwrap()
            .len(),
        1
    );
    assert!(
        read.contacts(app.shop.workspace_id, None, 10)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_watermark_is_in_milliseconds() {
    let app = TestApp::start().await;
    let page = app.shop.page_id.clone();
    app.customer_writes("nora", "Hello").await;
    let now = app.app.now();
    let read = json!({ "sender": { "id": "nora" }, "recipient": { "id": page },
        "timestamp": now.as_millisecond(), "read": { "watermark": now.as_millisecond() - 1 } });
    app.webhook(&webhooks::messaging(&page, now, &read)).await;
    app.settle().await;
    let mut store = app.app.db.read().await.unwrap();
    let found = store
        .threads(app.shop.workspace_id, &[(app.shop.channel_id, "nora")])
        .await
        .unwrap();
    let until = found[0].identity.read_until.unwrap();
    assert_eq!(until.as_millisecond(), now.as_millisecond() - 1);
}
