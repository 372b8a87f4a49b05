//! An account of whichever platform: kept, then introduced to its platform.

use std::sync::Arc;

use transom_channels::courier::{Account, Endpoint, GraphUrl, Interface, InvalidEndpoint};
use transom_channels::messenger;
use transom_domain::channel::{Cause, Channel, ChannelState, OwnApp};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::phone;
use transom_policy::{Channel as Platform, Country};
use transom_store::ChannelRow;

use super::Connection;
use crate::app::App;
use crate::channels::{
    ChannelSecrets, Connected, GRAPH_URL, INSTAGRAM_GRAPH_URL, TokenLife, endpoint, health,
    load_row, load_secrets, seal,
};
use crate::error::Error;
use crate::labels;
use crate::secret::Secret;
use crate::templates;

/// An account of whichever platform.
pub(super) struct New {
    pub(super) platform: Platform,
    pub(super) external_id: String,
    pub(super) parent_id: Option<String>,
    /// The platform's address, where no other is given.
    pub(super) own_graph_url: &'static str,
    pub(super) connection: Connection,
}

impl New {
    pub(super) async fn connect(
        self,
        app: &App,
        workspace_id: WorkspaceId,
    ) -> Result<Arc<Connected>, Error> {
        let connected = app.channels.by_account(self.platform, &self.external_id);
        let known = connected.as_ref().map(|known| &known.channel);
        if known.is_some_and(|known| known.workspace_id != workspace_id) {
            return Err(Error::Conflict(
                "channel-taken",
                "this account is connected to another workspace",
            ));
        }
        let (mut row, mut secrets) = self.into_row(app, workspace_id, known)?;
        let mut is_other_token = false;
        if let Some(known) = known {
            let before = load_secrets(app, workspace_id, known.id).await?;
            is_other_token = before.access_token != secrets.access_token;
            if !is_other_token {
                secrets.life = before.life;
            }
        }
        let endpoint = endpoint(&row, &secrets)
            .map_err(|error| Error::invalid(field_of(&error), error.to_string()))?;
        let before = connected.as_ref().map(|known| known.graph_url.as_str());
        if before != Some(row.graph_url.as_str()) {
            require_host(app, &row.graph_url)?;
        }
        // A token that works is not given up for one that does not.
        if is_other_token && let Err(refused) = app.courier.check(&endpoint).await {
            let problem = format!("{refused}; the channel keeps the token that it has");
            return Err(Error::invalid("access_token", problem));
        }
        row.secrets = seal(app, &row.channel, &secrets);
        save(app, &row, known.is_none()).await?;
        app.channels.reload(app).await.map_err(Error::channels)?;

        // Only now: the platform may verify the webhook while it is asked to subscribe.
        match introduce(app, &endpoint, &row.channel.external_id).await {
            Ok(account) => {
                row.channel = introduced(row.channel, account);
                row.channel.state = ChannelState::Connected;
            }
            Err(problem) => {
                row.channel.state = ChannelState::Disconnected {
                    reason: problem,
                    since: app.now(),
                    cause: Cause::Asked,
                };
            }
        }
        save(app, &row, false).await?;
        app.channels.reload(app).await.map_err(Error::channels)?;
        health::check_soon(app, workspace_id, row.channel.id).await?;
        let connected = app.channels.find(workspace_id, row.channel.id);
        let connected = connected.ok_or(Error::NotFound("channel"))?;
        templates::connected(app, &connected).await?;
        labels::connected(app, &connected).await?;
        Ok(connected)
    }

    /// The channel as it is kept until its platform has been asked: named by its id, if by nothing else.
    fn into_row(
        self,
        app: &App,
        workspace_id: WorkspaceId,
        known: Option<&Channel>,
    ) -> Result<(ChannelRow, ChannelSecrets), Error> {
        let connection = self.connection;
        let secrets = ChannelSecrets {
            access_token: connection.access_token,
            app_secrets: connection.app_secrets,
            verify_token: connection.verify_token,
            life: TokenLife::from(app.now()),
        };
        require_secrets(&secrets)?;
        let name = connection.name.filter(|name| !name.is_empty());
        let channel = Channel {
            workspace_id,
            id: known.map_or_else(|| ChannelId::new(app.id()), |known| known.id),
            platform: self.platform,
            name: name.unwrap_or_else(|| self.external_id.clone()),
            external_id: self.external_id,
            region: connection.region.or_else(|| country(known?)),
            username: known.and_then(|known| known.username.clone()),
            capabilities: connection.capabilities,
            restrictions: Vec::new(),
            state: match known {
                Some(_) => ChannelState::Connected,
                None => ChannelState::Disconnected {
                    reason: "the platform has not been asked yet".to_owned(),
                    since: app.now(),
                    cause: Cause::Asked,
                },
            },
            templates: Arc::default(),
            app: OwnApp::default(),
        };
        let row = ChannelRow {
            channel,
            parent_id: self.parent_id,
            graph_url: connection
                .graph_url
                .unwrap_or_else(|| self.own_graph_url.to_owned()),
            graph_version: connection.graph_version,
            secrets: Vec::new(),
            marketing: None,
        };
        Ok((row, secrets))
    }
}

/// Refuses a Graph API that is neither the platform's nor one that this installation allows.
fn require_host(app: &App, graph_url: &str) -> Result<(), Error> {
    let is_named = |url: &GraphUrl| {
        let own = [GRAPH_URL, INSTAGRAM_GRAPH_URL];
        own.contains(&url.to_string().as_str())
            || app.config.graph_hosts.iter().any(|host| host == url.host())
    };
    if graph_url.parse().is_ok_and(|url| is_named(&url)) {
        return Ok(());
    }
    Err(Error::invalid(
        "graph_url",
        "this is not Meta's address; whoever runs this server may allow other hosts with `graph_hosts`",
    ))
}

fn require_secrets(secrets: &ChannelSecrets) -> Result<(), Error> {
    let is_blank = |secret: &Secret| secret.expose().trim().is_empty();
    if secrets.app_secrets.iter().all(is_blank) {
        return Err(Error::invalid(
            "app_secrets",
            "at least one app secret is needed: webhooks are signed with it",
        ));
    }
    if is_blank(&secrets.verify_token) {
        return Err(Error::invalid(
            "verify_token",
            "a verify token is needed: choose any long word",
        ));
    }
    Ok(())
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
        let stored = load_row(&mut tx, row.channel.id).await?;
        row.channel.restrictions = stored.channel.restrictions;
        row.channel.app = stored.channel.app;
        // It has a form of its own.
        row.marketing = stored.marketing;
        tx.save_channel(&row).await?;
    }
    Ok(tx.commit().await?)
}

/// Asks the platform about the account, and for its webhooks.
async fn introduce(app: &App, endpoint: &Endpoint, external_id: &str) -> Result<Account, String> {
    let said = |error: messenger::CallFailed| error.to_string();
    let account = app.courier.check(endpoint).await.map_err(said)?;
    let is_of_page = endpoint.interface() == Interface::InstagramOfPage;
    if is_of_page && account.id != external_id {
        return Err(format!(
            "the page is linked to the Instagram account {}, not to {external_id}",
            account.id
        ));
    }
    app.courier
        .subscribe(endpoint, health::fields(endpoint.interface()))
        .await
        .map_err(said)?;
    Ok(account)
}

/// What the platform told fills in what the owner left open.
fn introduced(channel: Channel, account: Account) -> Channel {
    let is_unnamed = channel.name == channel.external_id;
    let region = channel.region;
    let channel = Channel {
        name: if is_unnamed {
            account.name
        } else {
            channel.name
        },
        username: account.username,
        ..channel
    };
    Channel {
        region: region.or_else(|| country(&channel)),
        ..channel
    }
}

/// The country of a number.
fn country(channel: &Channel) -> Option<Country> {
    match channel.platform {
        Platform::WhatsApp => phone::country(channel.username.as_deref()?),
        _ => None,
    }
}
