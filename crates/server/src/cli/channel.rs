//! `transom channel`.

use clap::{Args, Subcommand};
use transom_channels::courier::GraphUrl;
use transom_domain::channel::ChannelState;
use transom_domain::id::WorkspaceId;
use transom_policy::Capability;

use super::{Failure, Place, say};
use crate::app::App;
use crate::channels::{
    self, Connected, GRAPH_VERSION, NewInstagram, NewMessenger, NewWhatsapp, connect_instagram,
    connect_messenger, connect_whatsapp,
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
    /// Connect a WhatsApp number.
    Whatsapp(Box<Whatsapp>),
}

/// How an account is reached. Each platform's command names the variables of the environment that may hold its secrets.
#[derive(Debug, Args)]
struct Connection {
    /// The account's name; the platform is asked when it is left out.
    #[arg(long)]
    name: Option<String>,
    /// The access token: of the page, or of the Instagram account, or of a system user for WhatsApp.
    #[arg(long, hide_env_values = true)]
    access_token: String,
    /// An app secret; may be repeated while a secret is being replaced. For Instagram, repeat it for the app's own and
    /// its Instagram secret: either may sign.
    #[arg(long = "app-secret", hide_env_values = true, required = true)]
    app_secrets: Vec<String>,
    /// The word for the verification of the webhook.
    #[arg(long, hide_env_values = true)]
    verify_token: String,
    /// The base address of the Graph API, when it is not the platform's own; an emulator's may stand in.
    #[arg(long)]
    graph_url: Option<String>,
    /// Its version.
    #[arg(long, default_value = GRAPH_VERSION)]
    graph_version: String,
    /// The country whose rules apply, such as FR; that of a WhatsApp number when it is left out.
    #[arg(long)]
    region: Option<transom_policy::Country>,
    /// A permission that the platform has granted, such as `human_agent`; may be repeated.
    #[arg(long = "capability")]
    capabilities: Vec<Capability>,
}

impl From<Connection> for channels::Connection {
    fn from(connection: Connection) -> Self {
        Self {
            name: connection.name,
            access_token: Secret::new(connection.access_token),
            app_secrets: connection
                .app_secrets
                .into_iter()
                .map(Secret::new)
                .collect(),
            verify_token: Secret::new(connection.verify_token),
            graph_url: connection.graph_url,
            graph_version: connection.graph_version,
            region: connection.region,
            capabilities: connection.capabilities,
        }
    }
}

/// Where the account is to be connected.
#[derive(Debug, Args)]
struct Desk {
    #[command(flatten)]
    place: Place,
    /// The workspace, when there is more than one.
    #[arg(long)]
    workspace: Option<WorkspaceId>,
}

#[derive(Debug, Args)]
#[command(
    mut_arg("access_token", |arg| arg.env("MESSENGER_ACCESS_TOKEN")),
    mut_arg("app_secrets", |arg| arg.env("MESSENGER_APP_SECRET")),
    mut_arg("verify_token", |arg| arg.env("MESSENGER_VERIFY_TOKEN"))
)]
pub(super) struct Messenger {
    #[command(flatten)]
    desk: Desk,
    /// The page's id.
    #[arg(long)]
    page_id: String,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Debug, Args)]
#[command(
    mut_arg("access_token", |arg| arg.env("INSTAGRAM_ACCESS_TOKEN")),
    mut_arg("app_secrets", |arg| arg.env("INSTAGRAM_APP_SECRET")),
    mut_arg("verify_token", |arg| arg.env("INSTAGRAM_VERIFY_TOKEN"))
)]
pub(super) struct Instagram {
    #[command(flatten)]
    desk: Desk,
    /// The account's id, a number such as 17841405822304914.
    #[arg(long)]
    account_id: String,
    /// The Facebook page that the account is linked to, for apps with Facebook Login; left out with Instagram Login.
    #[arg(long)]
    page_id: Option<String>,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Debug, Args)]
#[command(
    mut_arg("access_token", |arg| arg.env("WHATSAPP_ACCESS_TOKEN")),
    mut_arg("app_secrets", |arg| arg.env("WHATSAPP_APP_SECRET")),
    mut_arg("verify_token", |arg| arg.env("WHATSAPP_VERIFY_TOKEN"))
)]
pub(super) struct Whatsapp {
    #[command(flatten)]
    desk: Desk,
    /// The number's id, which is not the number.
    #[arg(long)]
    phone_number_id: String,
    /// The id of the WhatsApp business account that the number belongs to.
    #[arg(long)]
    waba_id: String,
    #[command(flatten)]
    connection: Connection,
}

impl Channel {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Add(Add::Messenger(page)) => page.add().await,
            Self::Add(Add::Instagram(account)) => account.add().await,
            Self::Add(Add::Whatsapp(number)) => number.add().await,
            Self::List(place) => list(&place.open().await?).await,
        }
    }
}

impl Messenger {
    async fn add(self) -> Result<(), Failure> {
        let (app, workspace_id) = self.desk.open(&self.connection).await?;
        let new = NewMessenger {
            page_id: self.page_id,
            connection: self.connection.into(),
        };
        let connected = connect_messenger(&app, workspace_id, new).await?;
        report(&connected)
    }
}

impl Instagram {
    async fn add(self) -> Result<(), Failure> {
        let (app, workspace_id) = self.desk.open(&self.connection).await?;
        let new = NewInstagram {
            account_id: self.account_id,
            page_id: self.page_id,
            connection: self.connection.into(),
        };
        let connected = connect_instagram(&app, workspace_id, new).await?;
        report(&connected)
    }
}

impl Whatsapp {
    async fn add(self) -> Result<(), Failure> {
        let (app, workspace_id) = self.desk.open(&self.connection).await?;
        let new = NewWhatsapp {
            phone_number_id: self.phone_number_id,
            waba_id: self.waba_id,
            connection: self.connection.into(),
        };
        let connected = connect_whatsapp(&app, workspace_id, new).await?;
        report(&connected)
    }
}

impl Desk {
    /// Who runs commands on this machine may have it call any host.
    async fn open(&self, connection: &Connection) -> Result<(App, WorkspaceId), Failure> {
        let named = connection.graph_url.as_deref().map(str::parse::<GraphUrl>);
        let open = self.place.open_with(|config| {
            let named = named.and_then(Result::ok);
            config
                .graph_hosts
                .extend(named.map(|url| url.host().to_owned()));
        });
        let app = open.await?;
        let workspace_id = named_or_only(&app, self.workspace).await?;
        Ok((app, workspace_id))
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
