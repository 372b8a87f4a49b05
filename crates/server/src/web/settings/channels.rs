//! The connected pages and their health.

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use transom_domain::agent::Permission;
use transom_domain::channel::{Channel, ChannelState};
use transom_domain::health::Grade;
use transom_policy::{Capability, Channel as Kind};

use super::{Done, Tab};
use crate::app::App;
use crate::error::Error;
use crate::web::inbox::Health;
use crate::web::inbox::names::health;
use crate::web::inbox::pages::html;
use crate::web::platform::Platform;
use crate::web::session::{Answer, Reader};
use crate::web::shell::{Section, Shell};
use crate::web::viewer::Viewer;

/// `GET /settings/channels`
#[derive(Debug, Template)]
#[template(path = "settings/channels.html")]
pub(crate) struct ChannelsPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) channels: Vec<ChannelRow>,
}

/// A channel in the list.
#[derive(Clone, Debug)]
pub(crate) struct ChannelRow {
    /// `chan_…`
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) platform: Platform,
    /// The platform's id of the page, account or number.
    pub(crate) external_id: String,
    pub(crate) health: Health,
    /// When the platform's restriction ends, where that is known.
    pub(crate) restricted_until: Option<Timestamp>,
    /// The platform's last complaint.
    pub(crate) trouble: Option<String>,
    /// People may answer late; nothing where the platform has no such rule.
    pub(crate) has_human_agent: Option<bool>,
}

impl ChannelRow {
    fn of(channel: &Channel, grade: Grade, viewer: &Viewer) -> Self {
        let health = health(channel, grade, viewer.now);
        Self {
            id: channel.id.to_string(),
            name: channel.name.clone(),
            platform: Platform(channel.platform),
            external_id: channel.external_id.clone(),
            health,
            restricted_until: channel
                .bar(viewer.now)
                .filter(|_| health == Health::Restricted)
                .and_then(|bar| bar.until),
            trouble: trouble(channel, viewer),
            has_human_agent: matches!(channel.platform, Kind::Messenger | Kind::Instagram)
                .then(|| channel.capabilities.contains(&Capability::HumanAgent)),
        }
    }
}

/// What stands between us and sending, in the platform's words.
pub(super) fn trouble(channel: &Channel, viewer: &Viewer) -> Option<String> {
    let (key, reason) = match (&channel.state, channel.bar(viewer.now)) {
        (ChannelState::Disconnected { reason, .. }, _) => ("channel-trouble", reason.clone()),
        (ChannelState::Connected, Some(bar)) => ("channel-halted", viewer.said(&bar.reason)),
        (ChannelState::Connected, None) => return None,
    };
    Some(viewer.text(key).arg("reason", reason).to_string())
}

/// `GET /settings/channels`
pub(crate) async fn show(
    State(app): State<App>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageChannels)?;
        let viewer = &reader.viewer;
        let all = app.channels.of(reader.signed_in.agent.workspace_id);
        let page = ChannelsPage {
            shell: reader
                .shell(&app, Section::Settings, done.notice(viewer))
                .await?,
            tab: Tab::Channels,
            channels: all
                .iter()
                .map(|one| ChannelRow::of(&one.channel, app.channels.grade(one.channel.id), viewer))
                .collect(),
        };
        html(&page)
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}
