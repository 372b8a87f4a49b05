//! What holds of any bytes as a webhook, all the way from the door to the store.

use serde::de::IgnoredAny;
use transom::intake;
use transom::journal::Position;
use transom_channels::webhook::object;
use transom_channels::{instagram, messenger, whatsapp};
use transom_policy::Channel as Platform;
use transom_testkit::{APP_SECRET, NewAccount, TestApp, webhooks};

/// The accounts that the known webhooks are of.
const ACCOUNTS: [(Platform, &str, Option<&str>); 3] = [
    (Platform::Messenger, "204811937760102", None),
    (Platform::Instagram, "17841405822304914", None),
    (
        Platform::WhatsApp,
        "106540352242922",
        Some("311042998877665"),
    ),
];

/// A program to which those accounts are connected.
pub(crate) async fn program() -> TestApp {
    let app = TestApp::start().await;
    for (platform, external_id, parent_id) in ACCOUNTS {
        let account = NewAccount {
            platform,
            external_id,
            parent_id,
            app_secret: APP_SECRET,
        };
        account.connect(&app.app, app.shop.workspace_id).await;
    }
    app
}

/// Panics where something does not hold.
pub(crate) async fn holds(app: &TestApp, body: &[u8]) {
    let before = app.journal.head();
    let request = webhooks::signed(&app.shop.app_secret, body.to_vec());
    let status = app.send(request).await.status.as_u16();
    if serde_json::from_slice::<IgnoredAny>(body).is_err() {
        assert_eq!((status, app.journal.head()), (400, before));
        return;
    }
    assert_eq!(status, 200, "what is JSON is kept");
    app.settle().await;

    let mut read = app.app.db.read().await.expect("the store can be read");
    let listed = read.unhandled(app.shop.workspace_id, None, 1).await;
    let mut listed = listed.expect("the store can be read");
    listed.retain(|row| row.position == before.get());
    drop(read);
    for row in &listed {
        assert_ne!(row.reason, "failed", "the store takes every item: {row:?}");
    }
    let record = app.journal.read(Position::new(before.get()), 1, 1 << 20);
    let record = record.expect("the journal can be read").remove(0);
    let again = intake::replay(&app.app, record).await;
    let again = again.expect("what was processed can be processed again");
    assert_eq!(again.unhandled, listed.len() as u64);
    assert_eq!(
        again.processed + again.repeated + again.unhandled,
        items(body),
        "every item has changed something, or is listed with a reason"
    );
}

/// How many items a webhook has.
fn items(body: &[u8]) -> u64 {
    let parsed = match object(body).as_deref() {
        Some("instagram") => instagram::parse(body),
        Some("whatsapp_business_account") => whatsapp::parse(body),
        _ => messenger::parse(body),
    };
    // What is no webhook at all is listed as one.
    parsed.map_or(1, |parsed| parsed.items.len() as u64)
}
