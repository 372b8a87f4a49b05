//! `transom channel`.

use clap::{Args, Subcommand};
use transom_domain::channel::ChannelState;
use transom_domain::id::WorkspaceId;
use transom_policy::Capability;

use super::{Failure, Place, say};
use crate::app::App;
use crate::channels::{
    Connected, GRAPH_URL, GRAPH_VERSION, NewInstagram, NewMessenger, connect_instagram,
    connect_messenger,
};
use crate::secret::Secret;

/// Connect channels.
#[derive(Debug, Subcommand)]
pub(super) enum Channel {
    /// Connect a channel, or change one that is connected.
    #[command(subcommand)]
    Add(Add),
    /// List the connected channels.
    List(Place),
}

#[derive(Debug, Subcommand)]
pub(super) enum Add {
    /// Connect a Facebook page.
    Messenger(Box<Messenger>),
    /// Connect an Instagram account, through the Facebook page it is linked to or by itself.
    Instagram(Box<Instagram>),
}

#[derive(Debug, Args)]
pub(super) struct Messenger {
    #[command(flatten)]
    place: Place,
    /// The workspace, when there is more than one.
    #[arg(long)]
    workspace: Option<WorkspaceId>,
    /// The page's id.
    #[arg(long)]
    page_id: String,
    /// The page's name; the platform is asked when it is left out.
    #[arg(long)]
    name: Option<String>,
    /// The page access token.
    #[arg(long, env = "MESSENGER_ACCESS_TOKEN", hide_env_values = true)]
    access_token: String,
    /// An app secret; may be repeated while a secret is being replaced.
    #[arg(
        long = "app-secret",
        env = "MESSENGER_APP_SECRET",
        hide_env_values = true,
        required = true
    )]
    app_secrets: Vec<String>,
    /// The word for the verification of the webhook.
    #[arg(long, env = "MESSENGER_VERIFY_TOKEN", hide_env_values = true)]
    verify_token: String,
    /// The base address of the Graph API; an emulator's may stand in.
    #[arg(long, default_value = GRAPH_URL)]
    graph_url: String,
    /// Its version.
    #[arg(long, default_value = GRAPH_VERSION)]
    graph_version: String,
    /// The country whose rules apply, such as FR.
    #[arg(long)]
    region: Option<transom_policy::Country>,
    /// A permission that the platform has granted, such as `human_agent`; may be repeated.
    #[arg(long = "capability")]
    capabilities: Vec<Capability>,
}

#[derive(Debug, Args)]
pub(super) struct Instagram {
    #[command(flatten)]
    place: Place,
    /// The workspace, when there is more than one.
    #[arg(long)]
    workspace: Option<WorkspaceId>,
    /// The account's id, a number such as 17841405822304914.
    #[arg(long)]
    account_id: String,
    /// The Facebook page that the account is linked to, for apps with Facebook Login; left out with Instagram Login.
    #[arg(long)]
    page_id: Option<String>,
    /// The account's name; the platform is asked when it is left out.
    #[arg(long)]
    name: Option<String>,
    /// The page's access token, or with Instagram Login the account's.
    #[arg(long, env = "INSTAGRAM_ACCESS_TOKEN", hide_env_values = true)]
    access_token: String,
    /// An app secret; repeat it for the app's own and its Instagram secret, for either may sign.
    #[arg(
        long = "app-secret",
        env = "INSTAGRAM_APP_SECRET",
        hide_env_values = true,
        required = true
    )]
    app_secrets: Vec<String>,
    /// The word for the verification of the webhook.
    #[arg(long, env = "INSTAGRAM_VERIFY_TOKEN", hide_env_values = true)]
    verify_token: String,
    /// The base address of the Graph API, when it is not the platform's own; an emulator's may stand in.
    #[arg(long)]
    graph_url: Option<String>,
    /// Its version.
    #[arg(long, default_value = GRAPH_VERSION)]
    graph_version: String,
    /// The country whose rules apply, such as FR.
    #[arg(long)]
    region: Option<transom_policy::Country>,
    /// A permission that the platform has granted, such as `human_agent`; may be repeated.
    #[arg(long = "capability")]
    capabilities: Vec<Capability>,
}

impl Channel {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Add(Add::Messenger(page)) => page.add().await,
            Self::Add(Add::Instagram(account)) => account.add().await,
            Self::List(place) => list(&place.open().await?).await,
        }
    }
}

impl Messenger {
    async fn add(self) -> Result<(), Failure> {
        let app = self.place.open().await?;
        let workspace_id = named_or_only(&app, self.workspace).await?;
        let new = NewMessenger {
            page_id: self.page_id,
            name: self.name,
            access_token: Secret::new(self.access_token),
            app_secrets: self.app_secrets.into_iter().map(Secret::new).collect(),
            verify_token: Secret::new(self.verify_token),
            graph_url: self.graph_url,
            graph_version: self.graph_version,
            region: self.region,
            capabilities: self.capabilities,
        };
        let connected = connect_messenger(&app, workspace_id, new).await?;
        report(&connected)
    }
}

impl Instagram {
    async fn add(self) -> Result<(), Failure> {
        let app = self.place.open().await?;
        let workspace_id = named_or_only(&app, self.workspace).await?;
        let new = NewInstagram {
            account_id: self.account_id,
            page_id: self.page_id,
            name: self.name,
            access_token: Secret::new(self.access_token),
            app_secrets: self.app_secrets.into_iter().map(Secret::new).collect(),
            verify_token: Secret::new(self.verify_token),
            graph_url: self.graph_url,
            graph_version: self.graph_version,
            region: self.region,
            capabilities: self.capabilities,
        };
        let connected = connect_instagram(&app, workspace_id, new).await?;
        report(&connected)
    }
}

fn report(connected: &Connected) -> Result<(), Failure> {
    say(&connected.channel.id.to_string())?;
    if let ChannelState::Disconnected { reason, .. } = &connected.channel.state {
        say(&format!(
            "Saved, but the platform does not accept it yet: {reason}"
        ))?;
    }
    Ok(())
}

async fn named_or_only(app: &App, wanted: Option<WorkspaceId>) -> Result<WorkspaceId, Failure> {
    if let Some(workspace_id) = wanted {
        return Ok(workspace_id);
    }
    let workspaces = app.db.read().await?.workspaces().await?;
    match workspaces.as_slice() {
        [(id, _)] => Ok(*id),
        [] => Err(Failure::wrong(
            "there is no workspace yet; create its owner with `transom owner create` or the link that `transom serve` prints",
        )),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|(id, name)| format!("{id} ({name})"))
                .collect();
            Err(Failure::wrong(format!(
                "name one with --workspace: {}",
                names.join(", ")
            )))
        }
    }
}

async fn list(app: &App) -> Result<(), Failure> {
    let now = app.now();
    for row in app.db.read().await?.all_channels().await? {
        let channel = row.channel;
        let state = match (&channel.state, channel.bar(now)) {
            (ChannelState::Disconnected { reason, .. }, _) => format!("disconnected: {reason}"),
            (ChannelState::Connected, None) => "connected".to_owned(),
            (ChannelState::Connected, Some(bar)) => match bar.until {
                Some(until) => format!("restricted until {until}: {}", bar.reason),
                None => format!("restricted: {}", bar.reason),
            },
        };
        let platform = channel.platform.as_str();
        say(&format!(
            "{} {platform} {} {} {state}",
            channel.id, channel.external_id, channel.name
        ))?;
    }
    Ok(())
}
