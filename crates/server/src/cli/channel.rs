//! `transom channel`.

use clap::{Args, Subcommand};
use transom_domain::channel::ChannelState;
use transom_domain::id::WorkspaceId;
use transom_policy::Capability;

use super::{Failure, Place, say};
use crate::app::App;
use crate::channels::{GRAPH_URL, GRAPH_VERSION, NewMessenger, connect_messenger};
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

impl Channel {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Add(Add::Messenger(page)) => page.add().await,
            Self::List(place) => list(&place.open().await?).await,
        }
    }
}

impl Messenger {
    async fn add(self) -> Result<(), Failure> {
        let app = self.place.open().await?;
        let workspace_id = match self.workspace {
            Some(workspace_id) => workspace_id,
            None => only_workspace(&app).await?,
        };
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
        say(&connected.channel.id.to_string())?;
        if let ChannelState::Disconnected { reason, .. } = &connected.channel.state {
            say(&format!(
                "Saved, but the platform does not accept it yet: {reason}"
            ))?;
        }
        Ok(())
    }
}

async fn only_workspace(app: &App) -> Result<WorkspaceId, Failure> {
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
