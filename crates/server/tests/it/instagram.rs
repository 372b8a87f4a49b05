//! Instagram from a signed webhook to the account's answer and back, in both of its flavours.

mod pages;
mod story;

use serde_json::{Value, json};
use transom::app::App;
use transom::channels::{self, Connection, GRAPH_VERSION, NewInstagram};
use transom::error::Error;
use transom::secret::Secret;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_policy::Capability;
use transom_testkit::TestApp;
use transom_testkit::live::Live;

/// The account that is connected.
pub(crate) const ACCOUNT: &str = crate::graph::LINKED;
/// The page that it is linked to.
pub(crate) const PAGE: &str = "104233112233445";
/// Somebody who writes to it.
pub(crate) const CUSTOMER: &str = "20800001";
/// The app's two secrets: which of them signs, the platform does not say.
pub(crate) const SECRETS: [&str; 2] = ["the-apps-secret", "the-instagram-apps-secret"];

/// Connects the account, by itself or through a page.
pub(crate) async fn connect(
    app: &App,
    workspace_id: WorkspaceId,
    graph_url: &str,
    page_id: Option<&str>,
) -> ChannelId {
    let known = (ACCOUNT, "IGAAtoken");
    connect_as(app, workspace_id, graph_url, known, page_id).await
}

/// Connects an account by its number and token.
pub(crate) async fn connect_as(
    app: &App,
    workspace_id: WorkspaceId,
    graph_url: &str,
    known: (&str, &str),
    page_id: Option<&str>,
) -> ChannelId {
    let connected = try_to_connect(app, workspace_id, graph_url, known, page_id).await;
    connected.unwrap()
}

async fn try_to_connect(
    app: &App,
    workspace_id: WorkspaceId,
    graph_url: &str,
    (account, token): (&str, &str),
    page_id: Option<&str>,
) -> Result<ChannelId, Error> {
    let new = NewInstagram {
        account_id: account.to_owned(),
        page_id: page_id.map(str::to_owned),
        connection: Connection {
            name: None,
            access_token: Secret::new(token),
            app_secrets: SECRETS.map(Secret::new).into(),
            verify_token: Secret::new("a-verify-token"),
            graph_url: Some(graph_url.to_owned()),
            graph_version: GRAPH_VERSION.to_owned(),
            region: None,
            capabilities: vec![Capability::HumanAgent],
        },
    };
    let connected = channels::connect_instagram(app, workspace_id, new).await?;
    Ok(connected.channel.id)
}

#[tokio::test]
async fn a_token_that_works_is_not_given_up_for_one_that_does_not() {
    let app = TestApp::start().await;
    let emulator = Live::start().await;
    emulator.connect_instagram("17841400000000001").await;
    let connect = async |token| {
        let known = ("17841400000000001", token);
        let graph_url = emulator.graph_url();
        try_to_connect(&app.app, app.shop.workspace_id, graph_url, known, None).await
    };
    let id = connect("IGAA-token-of-the-tests").await.unwrap();
    let refused = connect("IGAA-mistyped").await.unwrap_err();
    assert!(
        matches!(&refused, Error::Invalid { field, .. } if field == "access_token"),
        "{refused:?}"
    );
    let kept = app.app.channels.find(app.shop.workspace_id, id).unwrap();
    assert!(!kept.channel.is_disconnected());
    // What is kept still works.
    connect("IGAA-token-of-the-tests").await.unwrap();
    emulator.close().await;
}

/// A webhook of one entry.
pub(crate) fn webhook(entry: &Value) -> Value {
    json!({ "object": "instagram", "entry": [entry] })
}

/// An entry in which the customer did something at this millisecond.
pub(crate) fn did(at: i64, what: &str, value: &Value) -> Value {
    let event = json!({
        "sender": { "id": CUSTOMER }, "recipient": { "id": ACCOUNT }, "timestamp": at, what: value,
    });
    json!({ "id": ACCOUNT, "time": at, "messaging": [event] })
}

/// An entry in which something was sent to the customer.
pub(crate) fn echo(at: i64, message: &Value) -> Value {
    let mut message = message.clone();
    message["is_echo"] = json!(true);
    let event = json!({
        "sender": { "id": ACCOUNT }, "recipient": { "id": CUSTOMER }, "timestamp": at, "message": message,
    });
    json!({ "id": ACCOUNT, "time": at, "messaging": [event] })
}
