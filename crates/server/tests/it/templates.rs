//! Templates from the platform's list to the customer's phone.

mod api;
mod files;
mod kinds;
mod lists;
mod pace;
mod picker;
mod settings;
pub(crate) mod story;

use transom_domain::channel::Channel;
use transom_domain::id::ConversationId;
use transom_domain::template::{Button, Header, Listed, ParameterFormat, Phrase};
use transom_policy::Capability;
use transom_testkit::{TestApp, channels, templates};

/// A shop whose page may send utility templates, and a customer who wrote so many hours ago.
pub(crate) async fn shop(hours: i64) -> (TestApp, ConversationId) {
    let app = TestApp::start().await;
    change(&app, |channel| {
        channel.capabilities.push(Capability::UtilityMessages);
    })
    .await;
    let id = app.customer_writes("77", "Where is my order?").await;
    name(&app, id).await;
    app.app
        .clock
        .advance(jiff::SignedDuration::from_hours(hours));
    (app, id)
}

/// The customer is called Nina Rossi.
async fn name(app: &TestApp, id: ConversationId) {
    let workspace_id = app.shop.workspace_id;
    let mut tx = app.app.db.write().await.unwrap();
    let thread = tx.load_thread(workspace_id, id).await.unwrap();
    let named = [(id, thread.identity.contact_id, "Nina Rossi".to_owned())];
    let now = app.app.now();
    tx.name_contacts(workspace_id, &named, now).await.unwrap();
    tx.commit().await.unwrap();
}

/// Changes the shop's page in the store.
pub(crate) async fn change(app: &TestApp, change: impl FnOnce(&mut Channel)) {
    channels::change(&app.app, app.shop.channel_id, |row| {
        change(&mut row.channel);
    })
    .await;
}

/// An approved template with a header, three variables and buttons.
pub(crate) fn order_update() -> Listed {
    let examples = [("name", "Ana"), ("order", "A-17"), ("day", "on Monday")];
    let examples = examples.map(|(name, example)| (name.to_owned(), example.to_owned()));
    let mut listed = templates::listed("order_update", "");
    listed.components.format = ParameterFormat::Named;
    listed.components.header = Some(Header::Text(Phrase {
        text: "Order {{order}}".to_owned(),
        examples: examples[1..2].to_vec(),
    }));
    listed.components.body = Phrase {
        text: "Hi {{name}}, your order {{order}} arrives {{day}}.".to_owned(),
        examples: examples.to_vec(),
    };
    listed.components.footer = Some("Jacket shop".to_owned());
    listed.components.buttons = vec![
        Button::Url {
            label: "Track".to_owned(),
            url: "https://shop.example/t/{{1}}".to_owned(),
            example: Some("a17".to_owned()),
        },
        Button::QuickReply {
            label: "Talk to us".to_owned(),
            payload: None,
        },
    ];
    listed
}

/// Keeps a template of the shop's page as if the platform had just listed it.
pub(crate) async fn keep(app: &TestApp, listed: &Listed) {
    let shop = &app.shop;
    templates::keep(&app.app, shop.workspace_id, shop.channel_id, listed).await;
}
