//! Connecting accounts: a Messenger page, or an Instagram account in either of its flavours.
//!
//! The platform is asked whether the token is good and is told to send webhooks. What it says against that becomes the
//! channel's state, not an error: receiving must not depend on it.

use std::sync::Arc;

use transom_channels::courier::{Endpoint, Interface, InvalidEndpoint};
use transom_channels::{instagram, messenger};
use transom_domain::channel::{Channel, ChannelState};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_policy::{Capability, Channel as Platform, Country};
use transom_store::ChannelRow;

use super::{ChannelSecrets, Connected, endpoint, load_row, seal};
use crate::app::App;
use crate::error::Error;
use crate::secret::Secret;
use crate::templates;

/// What an owner says to connect a Messenger page.
#[derive(Debug, Clone)]
pub struct NewMessenger {
    /// The page's id.
    pub page_id: String,
    /// Its name; asked from the platform when absent.
    pub name: Option<String>,
    /// The page access token.
    pub access_token: Secret,
    /// The app's secrets; the first one also proves our calls.
    pub app_secrets: Vec<Secret>,
    /// The word for the verification of the webhook.
    pub verify_token: Secret,
    /// The base address of the Graph API.
    pub graph_url: String,
    /// Its version.
    pub graph_version: String,
    /// The country whose rules apply.
    pub region: Option<Country>,
    /// Permissions that the platform has granted.
    pub capabilities: Vec<Capability>,
}

/// What an owner says to connect an Instagram account.
#[derive(Debug, Clone)]
pub struct NewInstagram {
    /// The account's id, as webhooks name it.
    pub account_id: String,
    /// The Facebook page that it is linked to, for apps with Facebook Login; absent with Instagram Login.
    pub page_id: Option<String>,
    /// Its name; asked from the platform when absent.
    pub name: Option<String>,
    /// The page's access token, or with Instagram Login the account's.
    pub access_token: Secret,
    /// What webhooks may be signed with: which of an app's secrets it is, the platform does not say, so give all.
    pub app_secrets: Vec<Secret>,
    /// The word for the verification of the webhook.
    pub verify_token: Secret,
    /// The base address of the Graph API; the platform's own when absent.
    pub graph_url: Option<String>,
    /// Its version.
    pub graph_version: String,
    /// The country whose rules apply.
    pub region: Option<Country>,
    /// Permissions that the platform has granted.
    pub capabilities: Vec<Capability>,
}

/// An account of whichever platform.
struct New {
    platform: Platform,
    external_id: String,
    page_id: Option<String>,
    name: Option<String>,
    secrets: ChannelSecrets,
    graph_url: String,
    graph_version: String,
    region: Option<Country>,
    capabilities: Vec<Capability>,
}

/// Connects a Messenger page, or changes one that is connected.
pub async fn connect_messenger(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewMessenger,
) -> Result<Arc<Connected>, Error> {
    if !is_number(&new.page_id) {
        return Err(Error::invalid(
            "page_id",
            "a page id is a number; it is under “About” of the page",
        ));
    }
    let new = New {
        platform: Platform::Messenger,
        external_id: new.page_id,
        page_id: None,
        name: new.name,
        secrets: ChannelSecrets {
            access_token: new.access_token,
            app_secrets: new.app_secrets,
            verify_token: new.verify_token,
        },
        graph_url: new.graph_url,
        graph_version: new.graph_version,
        region: new.region,
        capabilities: new.capabilities,
    };
    connect(app, workspace_id, new).await
}

/// Connects an Instagram account, or changes one that is connected.
pub async fn connect_instagram(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewInstagram,
) -> Result<Arc<Connected>, Error> {
    if !is_number(&new.account_id) {
        return Err(Error::invalid(
            "account_id",
            "an account id is a number, such as 17841405822304914; it is not the @name",
        ));
    }
    if new.page_id.as_deref().is_some_and(|id| !is_number(id)) {
        return Err(Error::invalid(
            "page_id",
            "a page id is a number; it is under “About” of the page",
        ));
    }
    let own_url = match new.page_id {
        Some(_) => super::GRAPH_URL,
        None => super::INSTAGRAM_GRAPH_URL,
    };
    let new = New {
        platform: Platform::Instagram,
        external_id: new.account_id,
        page_id: new.page_id,
        name: new.name,
        secrets: ChannelSecrets {
            access_token: new.access_token,
            app_secrets: new.app_secrets,
            verify_token: new.verify_token,
        },
        graph_url: new.graph_url.unwrap_or_else(|| own_url.to_owned()),
        graph_version: new.graph_version,
        region: new.region,
        capabilities: new.capabilities,
    };
    connect(app, workspace_id, new).await
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

async fn connect(app: &App, workspace_id: WorkspaceId, new: New) -> Result<Arc<Connected>, Error> {
    let now = app.now();
    let is_blank = |secret: &Secret| secret.expose().trim().is_empty();
    if new.secrets.app_secrets.iter().all(is_blank) {
        return Err(Error::invalid(
            "app_secrets",
            "at least one app secret is needed: webhooks are signed with it",
        ));
    }
    if is_blank(&new.secrets.verify_token) {
        return Err(Error::invalid(
            "verify_token",
            "a verify token is needed: choose any long word",
        ));
    }
    let known = app.channels.by_account(new.platform, &new.external_id);
    let known = known.as_ref().map(|known| &known.channel);
    if known.is_some_and(|known| known.workspace_id != workspace_id) {
        return Err(Error::Conflict(
            "channel-taken",
            "this account is connected to another workspace",
        ));
    }
    let name = new.name.filter(|name| !name.is_empty());
    let mut row = ChannelRow {
        channel: Channel {
            workspace_id,
            id: known.map_or_else(|| ChannelId::new(app.id()), |known| known.id),
            platform: new.platform,
            name: name.clone().unwrap_or_else(|| new.external_id.clone()),
            external_id: new.external_id,
            username: known.and_then(|known| known.username.clone()),
            region: new.region,
            capabilities: new.capabilities,
            restrictions: Vec::new(),
            state: ChannelState::Connected,
            templates: Arc::default(),
        },
        page_id: new.page_id,
        graph_url: new.graph_url,
        graph_version: new.graph_version,
        secrets: Vec::new(),
    };
    let endpoint = endpoint(&row, &new.secrets)
        .map_err(|error| Error::invalid(field_of(&error), error.to_string()))?;
    row.secrets = seal(app, &row.channel, &new.secrets);
    save(app, &row, known.is_none()).await?;
    app.channels.reload(app).await.map_err(Error::channels)?;

    // Only now: the platform may verify the webhook while it is asked to subscribe.
    match introduce(app, &endpoint, &row.channel.external_id).await {
        Ok((told, username)) => {
            if name.is_none() {
                row.channel.name = told;
            }
            row.channel.username = username;
        }
        Err(problem) => {
            row.channel.state = ChannelState::Disconnected {
                reason: problem,
                since: now,
            };
        }
    }
    save(app, &row, false).await?;
    app.channels.reload(app).await.map_err(Error::channels)?;
    let connected = app.channels.find(workspace_id, row.channel.id);
    let connected = connected.ok_or(Error::NotFound("channel"))?;
    templates::connected(app, &connected).await?;
    Ok(connected)
}

fn field_of(error: &InvalidEndpoint) -> &'static str {
    match error {
        InvalidEndpoint::Version(_) => "graph_version",
        InvalidEndpoint::Token => "access_token",
        _ => "graph_url",
    }
}

async fn save(app: &App, row: &ChannelRow, is_new: bool) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    if is_new {
        tx.add_channel(row, app.now()).await?;
    } else {
        // What the platform has done to it is not up to a form, and may have happened since the form was read.
        let mut row = row.clone();
        row.channel.restrictions = load_row(&mut tx, row.channel.id)
            .await?
            .channel
            .restrictions;
        tx.save_channel(&row).await?;
    }
    Ok(tx.commit().await?)
}

async fn introduce(
    app: &App,
    endpoint: &Endpoint,
    external_id: &str,
) -> Result<(String, Option<String>), String> {
    let said = |error: messenger::CallFailed| error.to_string();
    let account = app.courier.check(endpoint).await.map_err(said)?;
    let is_of_page = endpoint.interface() == Interface::InstagramOfPage;
    if is_of_page && account.id != external_id {
        return Err(format!(
            "the page is linked to the Instagram account {}, not to {external_id}",
            account.id
        ));
    }
    let fields: &[&str] = match endpoint.interface() {
        Interface::Instagram => &instagram::WEBHOOK_FIELDS,
        // A page has one subscription, whatever is connected through it: asking for less would take away from the other.
        Interface::Messenger | Interface::InstagramOfPage => &messenger::WEBHOOK_FIELDS,
    };
    app.courier
        .subscribe(endpoint, fields)
        .await
        .map_err(said)?;
    Ok((account.name, account.username))
}
