//! WhatsApp from a signed webhook to the number's answer and back.

mod pages;

use transom::app::App;
use transom::channels::{self, Connection, GRAPH_VERSION, NewWhatsapp};
use transom::secret::Secret;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_testkit::APP_SECRET;

/// The number that is connected, by its id.
pub(crate) const NUMBER_ID: &str = "106540352242922";
/// The business account that it belongs to.
pub(crate) const WABA_ID: &str = "102290129340398";

/// What is said to connect the number.
pub(crate) fn connection(graph_url: &str) -> Connection {
    Connection {
        name: None,
        access_token: Secret::new("EAAsystemuser"),
        app_secrets: vec![Secret::new(APP_SECRET)],
        verify_token: Secret::new("a-verify-token"),
        graph_url: Some(graph_url.to_owned()),
        graph_version: GRAPH_VERSION.to_owned(),
        region: None,
        capabilities: Vec::new(),
    }
}

/// Connects a number of the business account.
pub(crate) async fn connect(
    app: &App,
    workspace_id: WorkspaceId,
    graph_url: &str,
    number_id: &str,
) -> ChannelId {
    let new = NewWhatsapp {
        phone_number_id: number_id.to_owned(),
        waba_id: WABA_ID.to_owned(),
        connection: connection(graph_url),
    };
    let connected = channels::connect_whatsapp(app, workspace_id, new).await;
    connected.unwrap().channel.id
}
