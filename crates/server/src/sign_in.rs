//! Who is asking: people by password, session cookie or one-time link, programs by token.

mod attempts;
mod password;

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use transom_domain::agent::{Agent, Permission, Preferences, Role, Scope};
use transom_domain::id::{AgentId, TokenId, WorkspaceId};
use transom_store::{Session, TokenRow, Write};
use uuid::Uuid;

use crate::app::App;
use crate::error::Error;
use crate::people::named;
use crate::secret::{Secret, digest, fresh_token};

pub use attempts::Attempts;
pub(crate) use password::{hash, verify};

/// The cookie of a session.
pub const COOKIE: &str = "transom_session";
/// How long a one-time link is good.
const LINK_HOURS: i64 = 24;
/// How precisely the last use of a token is kept.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// A person who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub agent: Agent,
    /// What every form must carry back, so that no other site can send it.
    pub csrf: String,
    secret_hash: Vec<u8>,
}

/// A program that came with a good token.
#[derive(Debug, Clone)]
pub struct Program {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// For whom it acts.
    pub agent_id: AgentId,
    /// What it may do.
    pub scopes: Vec<Scope>,
}

impl SignedIn {
    /// Refuses a form that did not come from our own page.
    pub fn check_csrf(&self, given: &str) -> Result<(), Error> {
        if bool::from(self.csrf.as_bytes().ct_eq(given.as_bytes())) {
            Ok(())
        } else {
            Err(Error::Forbidden(
                "this form is out of date; go back, reload and try again".into(),
            ))
        }
    }

    /// Refuses what the person's role does not carry.
    pub fn require(&self, permission: Permission) -> Result<(), Error> {
        if self.agent.role.may(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden(
                "only an owner of the workspace may do this".into(),
            ))
        }
    }
}

impl Program {
    /// Refuses what the token does not carry.
    pub fn require(&self, scope: Scope) -> Result<(), Error> {
        if self.scopes.contains(&scope) {
            Ok(())
        } else {
            Err(Error::Forbidden(
                format!("the token lacks the scope {scope}").into(),
            ))
        }
    }
}

/// Checks a password and opens a session; gives the value of the cookie.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: Secret,
    address: IpAddr,
) -> Result<Secret, Error> {
    let email = normalized(email);
    app.attempts.count(&email, address)?;
    let candidates = app.db.read().await?.agents_by_email(&email).await?;
    let mut hashes: Vec<(Option<Agent>, String)> = candidates
        .into_iter()
        .filter_map(|row| Some((Some(row.agent), row.password_hash?)))
        .collect();
    if hashes.is_empty() {
        // An unknown address takes as long as a wrong password.
        hashes.push((None, password::UNKNOWN.to_owned()));
    }
    for (agent, hash) in hashes {
        let right = verify(app, password.clone(), hash).await?;
        if let Some(agent) = agent.filter(|_| right) {
            return open_session(app, agent.workspace_id, agent.id).await;
        }
    }
    Err(Error::Unauthorized)
}

/// Opens a session; gives the value of the cookie.
pub async fn open_session(
    app: &App,
    workspace_id: WorkspaceId,
    agent_id: AgentId,
) -> Result<Secret, Error> {
    let mut tx = app.db.write().await?;
    let cookie = add_session(app, &mut tx, workspace_id, agent_id).await?;
    tx.commit().await?;
    Ok(cookie)
}

/// The same, in a transaction of the caller's.
pub(crate) async fn add_session(
    app: &App,
    tx: &mut Write,
    workspace_id: WorkspaceId,
    agent_id: AgentId,
) -> Result<Secret, Error> {
    let now = app.now();
    let (secret, secret_hash) = fresh_token();
    let days = SignedDuration::from_hours(24 * app.config.desk.session_days);
    let expires_at = now.saturating_add(days).unwrap_or(now);
    let session = Session {
        workspace_id,
        secret_hash,
        agent_id,
        expires_at,
    };
    tx.add_session(&session, now).await?;
    Ok(join(workspace_id, &secret))
}

/// Who holds this cookie.
pub async fn find_session(app: &App, cookie: &str) -> Result<Option<SignedIn>, Error> {
    let Some((workspace_id, secret)) = split(cookie) else {
        return Ok(None);
    };
    let secret_hash = digest(secret);
    let agent = app
        .db
        .read()
        .await?
        .find_session(workspace_id, &secret_hash, app.now())
        .await?;
    Ok(agent.map(|agent| SignedIn {
        agent,
        csrf: csrf(secret),
        secret_hash,
    }))
}

/// Ends a session.
pub async fn sign_out(app: &App, signed_in: &SignedIn) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    tx.remove_session(signed_in.agent.workspace_id, &signed_in.secret_hash)
        .await?;
    tx.commit().await?;
    app.live.sessions_ended();
    Ok(())
}

/// Until when a link made now is good.
pub(crate) fn link_ends(now: Timestamp) -> Timestamp {
    now.saturating_add(SignedDuration::from_hours(LINK_HOURS))
        .unwrap_or(now)
}

/// Makes a link's secret with which the person signs in once, within a day.
pub async fn make_link(
    app: &App,
    workspace_id: WorkspaceId,
    agent_id: AgentId,
) -> Result<Secret, Error> {
    let (secret, secret_hash) = fresh_token();
    let expires_at = link_ends(app.now());
    let mut tx = app.db.write().await?;
    tx.add_sign_in_link(&Session {
        workspace_id,
        secret_hash,
        agent_id,
        expires_at,
    })
    .await?;
    tx.commit().await?;
    Ok(join(workspace_id, &secret))
}

/// Spends a link's secret and opens a session; gives the value of the cookie.
pub async fn follow_link(app: &App, link: &str) -> Result<Secret, Error> {
    let (workspace_id, secret) = split(link).ok_or(Error::Unauthorized)?;
    let mut tx = app.db.write().await?;
    let agent_id = tx
        .take_sign_in_link(workspace_id, &digest(secret), app.now())
        .await?;
    let agent_id = agent_id.ok_or(Error::Unauthorized)?;
    let cookie = add_session(app, &mut tx, workspace_id, agent_id).await?;
    tx.commit().await?;
    Ok(cookie)
}

/// Whose token this is.
pub async fn find_program(app: &App, token: &str) -> Result<Program, Error> {
    let (workspace_id, secret) = token
        .strip_prefix("transom_")
        .and_then(split)
        .ok_or(Error::Unauthorized)?;
    let found = app
        .db
        .read()
        .await?
        .find_token(workspace_id, &digest(secret))
        .await?;
    let access = found.ok_or(Error::Unauthorized)?;
    let now = app.now();
    if access
        .last_used_at
        .is_none_or(|last| now.duration_since(last) >= TOUCH_EVERY)
    {
        let mut tx = app.db.write().await?;
        tx.touch_token(workspace_id, access.id, now).await?;
        tx.commit().await?;
    }
    Ok(Program {
        workspace_id,
        agent_id: access.agent_id,
        scopes: access.scopes,
    })
}

/// Makes a token; it is shown once and kept as a digest.
pub async fn make_token(
    app: &App,
    workspace_id: WorkspaceId,
    agent_id: AgentId,
    name: &str,
    scopes: Vec<Scope>,
) -> Result<(TokenId, Secret), Error> {
    let name = named(name)?;
    if scopes.is_empty() {
        return Err(Error::invalid(
            "scopes",
            "choose at least one thing that the token may do",
        ));
    }
    let (secret, secret_hash) = fresh_token();
    let id = TokenId::new(app.id());
    let token = TokenRow {
        id,
        name,
        scopes,
        agent_id,
        created_at: app.now(),
        last_used_at: None,
    };
    let mut tx = app.db.write().await?;
    tx.add_token(workspace_id, &token, &secret_hash).await?;
    tx.commit().await?;
    Ok((
        id,
        Secret::new(format!("transom_{}", join(workspace_id, &secret).expose())),
    ))
}

/// Makes the word that lets the first owner in, while there is none.
pub async fn offer_setup(app: &App) -> Result<Option<Secret>, Error> {
    if !app.db.read().await?.workspaces().await?.is_empty() {
        return Ok(None);
    }
    let (secret, hash) = fresh_token();
    app.attempts.offer_setup(hash);
    Ok(Some(secret))
}

/// Whether this is the word of the first start, and nobody has come before.
pub async fn is_setup(app: &App, word: &str) -> Result<bool, Error> {
    Ok(app.attempts.is_setup(word) && app.db.read().await?.workspaces().await?.is_empty())
}

/// Creates the first workspace and its owner; gives the value of the owner's cookie.
pub async fn set_up(
    app: &App,
    word: &str,
    workspace: &str,
    owner: NewAgent,
) -> Result<Secret, Error> {
    let is_good = is_setup(app, word).await?;
    // Taken first, so that the word works once; given back when something has to be typed again.
    if !is_good || !app.attempts.take_setup() {
        return Err(Error::Forbidden(
            "this set-up link is not good any more; start the server again to get a new one".into(),
        ));
    }
    match create_workspace(app, workspace, owner).await {
        Ok((workspace_id, agent_id)) => open_session(app, workspace_id, agent_id).await,
        Err(error) => {
            app.attempts.offer_setup(digest(word));
            Err(error)
        }
    }
}

/// What a new person is known by.
#[derive(Debug, Clone)]
pub struct NewAgent {
    /// As colleagues see it.
    pub name: String,
    /// For signing in.
    pub email: String,
    /// The password; without one, a link lets the person in.
    pub password: Option<Secret>,
    /// What the person may do.
    pub role: Role,
}

/// Creates a workspace with its first owner.
pub async fn create_workspace(
    app: &App,
    name: &str,
    owner: NewAgent,
) -> Result<(WorkspaceId, AgentId), Error> {
    if name.trim().is_empty() {
        return Err(Error::invalid("workspace", "give the workspace a name"));
    }
    let now = app.now();
    let workspace_id = WorkspaceId::new(app.id());
    let (agent, hash) = checked(
        app,
        workspace_id,
        NewAgent {
            role: Role::Owner,
            ..owner
        },
    )
    .await?;
    let mut tx = app.db.write().await?;
    tx.add_workspace(workspace_id, name.trim(), now).await?;
    tx.add_agent(&agent, hash.as_deref(), now).await?;
    tx.commit().await?;
    Ok((workspace_id, agent.id))
}

/// Adds a person to a workspace.
pub async fn add_agent(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewAgent,
) -> Result<AgentId, Error> {
    let (agent, hash) = checked(app, workspace_id, new).await?;
    let mut tx = app.db.write().await?;
    let added = tx.add_agent(&agent, hash.as_deref(), app.now()).await;
    match added {
        Err(error) if error.is_constraint("agent.email") || error.is_constraint("agent_email") => {
            Err(Error::Conflict(
                "email-taken",
                "somebody in this workspace has this e-mail address",
            ))
        }
        other => {
            other?;
            tx.commit().await?;
            Ok(agent.id)
        }
    }
}

async fn checked(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewAgent,
) -> Result<(Agent, Option<String>), Error> {
    let name = named(&new.name)?;
    let email = normalized(&new.email);
    let well_formed = email.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && host.contains('.') && !email.contains(char::is_whitespace)
    });
    if !well_formed {
        return Err(Error::invalid(
            "email",
            "give an e-mail address like ana@example.com",
        ));
    }
    let hash = match new.password {
        Some(password) => Some(hash(app, password).await?),
        None => None,
    };
    let id = AgentId::new(app.id());
    let agent = Agent {
        workspace_id,
        id,
        name,
        email,
        role: new.role,
        preferences: Preferences::default(),
        deactivated_at: None,
    };
    Ok((agent, hash))
}

fn normalized(email: &str) -> String {
    email.trim().to_lowercase()
}

fn csrf(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(format!("form of {secret}").as_bytes()))
}

/// A secret with the workspace it belongs to, so that every look-up starts with the workspace.
fn join(workspace_id: WorkspaceId, secret: &Secret) -> Secret {
    Secret::new(format!(
        "{}.{}",
        workspace_id.uuid().as_simple(),
        secret.expose()
    ))
}

pub(crate) fn split(joined: &str) -> Option<(WorkspaceId, &str)> {
    let (workspace_id, secret) = joined.split_once('.')?;
    Some((
        WorkspaceId::new(Uuid::try_parse(workspace_id).ok()?),
        secret,
    ))
}
