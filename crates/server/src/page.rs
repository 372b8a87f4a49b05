//! What a page or account has besides conversations: what customers find before they write, and personas. The platform
//! keeps both; here it is only asked, and told.

use std::sync::Arc;

use transom_channels::courier::{CALLS_TO_SET, Persona};
use transom_channels::profile::PageProfile;
use transom_domain::id::{AgentId, ChannelId, WorkspaceId};
use transom_policy::Channel as Platform;

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::pace::{Asked, Call};

fn channel(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<Arc<Connected>, Error> {
    let found = app.channels.find(workspace_id, id);
    found.ok_or(Error::NotFound("channel"))
}

/// A channel whose platform shows something before the first message.
fn with_profile(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<Arc<Connected>, Error> {
    let connected = channel(app, workspace_id, id)?;
    match connected.channel.platform {
        Platform::Messenger | Platform::Instagram => Ok(connected),
        _ => Err(Error::NotFound("profile on this channel")),
    }
}

fn page(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<Arc<Connected>, Error> {
    let connected = channel(app, workspace_id, id)?;
    if connected.channel.platform == Platform::Messenger {
        Ok(connected)
    } else {
        Err(Error::invalid(
            "channel",
            "only pages on Messenger have personas",
        ))
    }
}

/// What customers find before they write.
pub async fn profile(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<PageProfile, Error> {
    let connected = with_profile(app, workspace_id, id)?;
    connected.turn_of_desk(app, Call::PageProfile).await?;
    let asked = app.courier.page_profile(&connected.endpoint).await;
    asked.map_err(|failed| connected.failed(app, failed))
}

/// Makes it this. Instagram takes ice breakers and a menu only.
pub async fn set_profile(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    profile: &PageProfile,
) -> Result<(), Error> {
    let connected = with_profile(app, workspace_id, id)?;
    profile
        .check(connected.channel.platform)
        .map_err(|unfit| Error::invalid(unfit.field, unfit.to_string()))?;
    let asked = Asked::from(Call::PageProfile).times(CALLS_TO_SET);
    connected.turn_of_desk(app, asked).await?;
    let told = app.courier.set_page_profile(&connected.endpoint, profile);
    told.await.map_err(|failed| connected.failed(app, failed))
}

/// A persona, and who answers as it.
#[derive(Debug)]
pub struct Face {
    /// As the platform has it.
    pub persona: Persona,
    /// Those who answer as it.
    pub agents: Vec<AgentId>,
}

/// The personas of a page.
pub async fn personas(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<Vec<Face>, Error> {
    let connected = page(app, workspace_id, id)?;
    connected.turn_of_desk(app, Call::Act).await?;
    let listed = app.courier.personas(&connected.endpoint).await;
    let used = app.db.read().await?.personas(workspace_id, id).await?;
    let face = |persona: Persona| Face {
        agents: used
            .iter()
            .filter(|(_, external_id)| *external_id == persona.id)
            .map(|(agent, _)| *agent)
            .collect(),
        persona,
    };
    Ok(listed
        .map_err(|failed| connected.failed(app, failed))?
        .into_iter()
        .map(face)
        .collect())
}

/// Makes a persona, and lets somebody answer as it; gives its id.
pub async fn create_persona(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    (name, picture_url): (&str, &str),
    agent_id: Option<AgentId>,
) -> Result<String, Error> {
    const LONGEST_NAME: usize = 50;
    let connected = page(app, workspace_id, id)?;
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("name", "give a name of 1 to 50 characters"));
    }
    if !picture_url.starts_with("https://") && !picture_url.starts_with("http://") {
        return Err(Error::invalid(
            "profile_picture_url",
            "give an address that begins with https://, from which the platform can fetch it",
        ));
    }
    if let Some(agent_id) = agent_id {
        let found = app
            .db
            .read()
            .await?
            .find_agent(workspace_id, agent_id)
            .await?;
        found.ok_or_else(|| Error::invalid("agent_id", "nobody in this workspace has this id"))?;
    }
    connected.turn_of_desk(app, Call::Act).await?;
    let made = app
        .courier
        .create_persona(&connected.endpoint, name, picture_url)
        .await;
    let external_id = made.map_err(|failed| connected.failed(app, failed))?;
    if let Some(agent_id) = agent_id {
        let mut tx = app.db.write().await?;
        tx.set_persona(workspace_id, id, agent_id, &external_id)
            .await?;
        tx.commit().await?;
    }
    Ok(external_id)
}

/// Removes a persona; whoever answered as it answers as the page from now on.
pub async fn delete_persona(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    external_id: &str,
) -> Result<(), Error> {
    let connected = page(app, workspace_id, id)?;
    connected.turn_of_desk(app, Call::Act).await?;
    // First here: a message as a persona that is gone would be refused.
    let mut tx = app.db.write().await?;
    tx.remove_persona(workspace_id, id, external_id).await?;
    tx.commit().await?;
    let deleted = app.courier.delete_persona(&connected.endpoint, external_id);
    deleted
        .await
        .map_err(|failed| connected.failed(app, failed))
}
