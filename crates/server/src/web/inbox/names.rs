//! Who and what the pages name: people and channels, by id.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use transom_domain::agent::Agent;
use transom_domain::channel::Channel;
use transom_domain::health::Grade;
use transom_domain::id::{AgentId, ChannelId, WorkspaceId};
use transom_policy as policy;

use super::{ChannelHealth, Health};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::web::person::Person;
use crate::web::platform::Platform;
use crate::web::viewer::Viewer;

/// The people and channels of a workspace, and which of them looks at the page.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    agents: HashMap<AgentId, String>,
    /// Those to whom a conversation can be given, by name.
    pub(crate) assignable: Vec<AgentId>,
    channels: HashMap<ChannelId, Arc<Connected>>,
    /// Who looks at the page.
    pub(crate) you: AgentId,
}

impl Names {
    pub(crate) async fn load(app: &App, you: &Agent) -> Result<Self, Error> {
        let agents = app.db.read().await?.agents(you.workspace_id).await?;
        let active = agents.iter().filter(|agent| agent.deactivated_at.is_none());
        Ok(Self {
            assignable: active.map(|agent| agent.id).collect(),
            agents: agents
                .into_iter()
                .map(|agent| (agent.id, agent.name))
                .collect(),
            channels: channels(app, you.workspace_id),
            you: you.id,
        })
    }

    pub(crate) fn agent(&self, id: AgentId) -> Person {
        Person {
            name: self.agents.get(&id).cloned().unwrap_or_default(),
        }
    }

    pub(crate) fn platform(&self, id: ChannelId) -> Platform {
        let connected = self.channels.get(&id);
        // A channel is never removed, so there is one.
        Platform(connected.map_or(policy::Channel::Messenger, |one| one.channel.platform))
    }

    pub(crate) fn has_channel(&self, id: ChannelId) -> bool {
        self.channels.contains_key(&id)
    }

    pub(crate) fn channel_name(&self, id: ChannelId) -> String {
        self.channels
            .get(&id)
            .map_or_else(String::new, |connected| connected.channel.name.clone())
    }
}

fn channels(app: &App, workspace_id: WorkspaceId) -> HashMap<ChannelId, Arc<Connected>> {
    let all = app.channels.of(workspace_id).into_iter();
    all.map(|connected| (connected.channel.id, connected))
        .collect()
}

/// A contact by name; while the platform has not told it, by the end of their id.
pub(crate) fn contact(name: Option<&str>, external_id: &str, viewer: &Viewer) -> Person {
    let name = name.map_or_else(
        || {
            let tail = external_id.len().saturating_sub(4);
            let tail = external_id.get(tail..).unwrap_or(external_id);
            viewer.text("contact-unnamed").arg("id", tail).to_string()
        },
        str::to_owned,
    );
    Person { name }
}

/// The channels with their health, as the views list them.
pub(crate) fn health_of(app: &App, workspace_id: WorkspaceId) -> Vec<ChannelHealth> {
    let all = app.channels.of(workspace_id);
    all.iter()
        .map(|connected| ChannelHealth {
            id: connected.channel.id,
            name: connected.channel.name.clone(),
            platform: Platform(connected.channel.platform),
            health: health(
                &connected.channel,
                app.channels.grade(connected.channel.id),
                app.now(),
            ),
        })
        .collect()
}

/// A channel's state in a word.
pub(crate) fn health(channel: &Channel, grade: Grade, now: Timestamp) -> Health {
    if channel.is_disconnected() {
        Health::Disconnected
    } else if channel.bar(now).is_some() {
        Health::Restricted
    } else if grade >= Grade::Watch {
        Health::Troubled
    } else {
        Health::Connected
    }
}
