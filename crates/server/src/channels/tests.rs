use jiff::Timestamp;
use transom_domain::channel::{Cause, OwnApp};
use uuid::Uuid;

use super::*;

fn number(id: u128, waba_id: &str, state: ChannelState) -> ChannelRow {
    let channel = Channel {
        workspace_id: WorkspaceId::new(Uuid::from_u128(id)),
        id: ChannelId::new(Uuid::from_u128(id)),
        platform: Platform::WhatsApp,
        external_id: id.to_string(),
        name: String::new(),
        username: None,
        region: None,
        capabilities: Vec::new(),
        restrictions: Vec::new(),
        state,
        templates: Arc::default(),
        app: OwnApp::default(),
    };
    ChannelRow {
        channel,
        parent_id: Some(waba_id.to_owned()),
        graph_url: GRAPH_URL.to_owned(),
        graph_version: GRAPH_VERSION.to_owned(),
        secrets: Vec::new(),
        marketing: None,
    }
}

#[test]
fn who_only_names_an_account_takes_no_share_of_its_limits() {
    let invented = ChannelState::Disconnected {
        reason: "the token is not good".to_owned(),
        since: Timestamp::UNIX_EPOCH,
        cause: Cause::Asked,
    };
    let rows = [
        number(1, "7000", ChannelState::Connected),
        number(2, "7000", ChannelState::Connected),
        number(3, "7000", invented.clone()),
        number(4, "7001", invented),
    ];
    let shares = shares(&rows);
    let share = |row: &ChannelRow| shares.get(&account_of(row)).copied();
    assert_eq!(
        rows.each_ref().map(share),
        [Some(2), Some(2), Some(2), None]
    );
}
