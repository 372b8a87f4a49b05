//! The people of a workspace: what each chooses, what owners decide about them, and how somebody new comes in.

use std::net::IpAddr;

use jiff::Timestamp;
use transom_domain::agent::{Agent, Role};
use transom_domain::decide::{Actor, Command};
use transom_domain::id::{AgentId, WorkspaceId};
use transom_domain::message::Origin;

use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::secret::{Secret, digest};
use crate::sign_in::{add_session, hash, link_ends, make_link, split, verify};

/// Whom a link lets choose a password.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The person.
    pub agent: Agent,
    /// The name of the workspace.
    pub workspace: String,
    /// The person had a password before.
    pub has_password: bool,
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;

/// A name as colleagues will read it.
pub(crate) fn named(name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid(
            "name",
            "give a name of at most 80 characters",
        ));
    }
    Ok(name.to_owned())
}

/// Makes a link's secret with which a person of the workspace chooses a password; good once, until the moment given.
pub async fn make_invitation(
    app: &App,
    workspace_id: WorkspaceId,
    id: AgentId,
) -> Result<(Secret, Timestamp), Error> {
    let row = app.db.read().await?.find_agent(workspace_id, id).await?;
    row.filter(|row| row.agent.deactivated_at.is_none())
        .ok_or(Error::NotFound("person"))?;
    let until = link_ends(app.now());
    Ok((make_link(app, workspace_id, id).await?, until))
}

/// Whom a link lets choose a password; the link stays good.
pub async fn find_invitation(app: &App, link: &str) -> Result<Option<Invitation>, Error> {
    let Some((workspace_id, secret)) = split(link) else {
        return Ok(None);
    };
    let mut read = app.db.read().await?;
    let found = read
        .find_sign_in_link(workspace_id, &digest(secret), app.now())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let workspaces = read.workspaces().await?;
    let workspace = workspaces.into_iter().find(|(id, _)| *id == workspace_id);
    Ok(Some(Invitation {
        agent: row.agent,
        workspace: workspace.map_or_else(String::new, |(_, name)| name),
        has_password: row.password_hash.is_some(),
    }))
}

/// Spends a link to choose a name and a password, and opens a session; gives the value of the cookie.
pub async fn accept_invitation(
    app: &App,
    link: &str,
    name: &str,
    password: Secret,
) -> Result<Secret, Error> {
    // Looked up before the costly hash, so that only who holds a link can ask for one.
    find_invitation(app, link)
        .await?
        .ok_or(Error::Unauthorized)?;
    let name = named(name)?;
    let hash = hash(app, password).await?;
    let (workspace_id, secret) = split(link).ok_or(Error::Unauthorized)?;
    let mut tx = app.db.write().await?;
    let taken = tx
        .take_sign_in_link(workspace_id, &digest(secret), app.now())
        .await?;
    let id = taken.ok_or(Error::Unauthorized)?;
    let row = tx
        .find_agent(workspace_id, id)
        .await?
        .ok_or(Error::Unauthorized)?;
    tx.save_agent(&Agent { name, ..row.agent }).await?;
    tx.set_password(workspace_id, id, &hash).await?;
    let cookie = add_session(app, &mut tx, workspace_id, id).await?;
    tx.commit().await?;
    app.live.sessions_ended();
    Ok(cookie)
}

/// Changes a person. The workspace keeps an owner whatever is asked; who stops being one loses the tokens they made,
/// and who leaves is signed out everywhere.
pub async fn change(
    app: &App,
    workspace_id: WorkspaceId,
    id: AgentId,
    change: impl FnOnce(&mut Agent),
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let mut agents = tx.agents(workspace_id).await?;
    let agent = agents
        .iter_mut()
        .find(|agent| agent.id == id)
        .ok_or(Error::NotFound("person"))?;
    let was_owner = is_owner(agent);
    change(agent);
    agent.name = named(&agent.name)?;
    let changed = agent.clone();
    if !agents.iter().any(is_owner) {
        return Err(Error::Conflict(
            "last-owner",
            "a workspace needs an owner; make somebody else one first",
        ));
    }
    if changed.deactivated_at.is_some() || was_owner && !is_owner(&changed) {
        tx.remove_tokens_of(workspace_id, id).await?;
    }
    tx.save_agent(&changed).await?;
    tx.commit().await?;
    app.live.sessions_ended();
    Ok(())
}

/// Ends a person's work at the desk. What they looked after goes back to everybody, so that nobody is forgotten.
pub async fn deactivate(app: &App, by: &Agent, id: AgentId) -> Result<(), Error> {
    let (workspace_id, now) = (by.workspace_id, app.now());
    change(app, workspace_id, id, |agent| {
        agent.deactivated_at = Some(now);
    })
    .await?;
    let left = app.db.read().await?.assigned_to(workspace_id, id).await?;
    let by = Actor {
        agent_id: by.id,
        origin: Origin::Desk,
    };
    for conversation_id in left {
        conversations::act(
            app,
            workspace_id,
            conversation_id,
            by,
            Command::Assign(None),
        )
        .await?;
    }
    Ok(())
}

fn is_owner(agent: &Agent) -> bool {
    agent.role == Role::Owner && agent.deactivated_at.is_none()
}

/// Whether a person has chosen a password.
pub async fn has_password(app: &App, agent: &Agent) -> Result<bool, Error> {
    let row = app
        .db
        .read()
        .await?
        .find_agent(agent.workspace_id, agent.id)
        .await?;
    Ok(row.is_some_and(|row| row.password_hash.is_some()))
}

/// Chooses a person's own password, signs out every browser of theirs, and opens a new session; gives the value of its
/// cookie. Who has a password must know it; the tries are counted as those to sign in.
pub async fn change_password(
    app: &App,
    agent: &Agent,
    current: Secret,
    password: Secret,
    address: IpAddr,
) -> Result<Secret, Error> {
    app.attempts.count(&agent.email, address)?;
    let row = app
        .db
        .read()
        .await?
        .find_agent(agent.workspace_id, agent.id)
        .await?;
    if let Some(known) = row.ok_or(Error::NotFound("person"))?.password_hash
        && !verify(app, current, known).await?
    {
        return Err(Error::invalid(
            "current",
            "this is not your current password",
        ));
    }
    let hash = hash(app, password).await?;
    let mut tx = app.db.write().await?;
    tx.set_password(agent.workspace_id, agent.id, &hash).await?;
    let cookie = add_session(app, &mut tx, agent.workspace_id, agent.id).await?;
    tx.commit().await?;
    app.live.sessions_ended();
    Ok(cookie)
}
