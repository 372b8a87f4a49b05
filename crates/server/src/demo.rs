//! The demo: an invented shop and its customers, played through the real program.
//!
//! Nothing is inserted into tables: customers write on the emulator, signed webhooks arrive, people answer by the same
//! use cases as the desk, and the clock runs through ten days until it shows the present.

mod cast;
mod script;
mod stories;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use transom_domain::agent::{Role, Scope};
use transom_domain::id::{AgentId, ChannelId, WorkspaceId};
use transom_emulator as emulator;
use transom_policy::{Capability, Country};

use crate::app::{App, StartError};
use crate::channels::{
    self, GRAPH_VERSION, NewInstagram, NewMessenger, connect_instagram, connect_messenger,
};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::journal::Journal;
use crate::secret::{Secret, hex, random};
use crate::serve::{self, Serving};
use crate::sign_in::{self, NewAgent};

/// How a demo is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port of the desk; the next free one when it is taken.
    pub port: u16,
    /// The port of the emulator; the next free one when it is taken.
    pub emulator_port: u16,
    /// Where to keep everything.
    pub data_dir: PathBuf,
    /// The present of its world; today when absent.
    pub at: Option<Timestamp>,
}

/// A demo that runs.
#[derive(Debug)]
pub struct Demo {
    serving: Serving,
    emulator: emulator::Running,
    /// How to reach everything.
    pub access: Access,
}

/// How to reach everything; a line of JSON for scripts.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Access {
    /// The desk.
    pub url: String,
    /// The customers' phones.
    pub emulator_url: String,
    /// Opens the desk signed in, once.
    pub sign_in_url: String,
    /// A token of the owner with every scope.
    pub api_token: Secret,
    /// The page's id.
    pub page_id: String,
    /// The Instagram account's id.
    pub account_id: String,
    /// The app's id.
    pub app_id: String,
    /// What webhooks are signed with.
    pub app_secret: Secret,
    /// The word of the webhook's verification.
    pub verify_token: Secret,
    /// Where webhooks go.
    pub webhook_url: String,
}

/// Why a demo does not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The program.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A step of the story.
    #[error(transparent)]
    Step(#[from] Error),
    /// The emulator.
    #[error(transparent)]
    Emulator(#[from] emulator::Error),
    /// A step on the emulator.
    #[error("the emulator refused a step of the story: {0}")]
    Rejected(#[from] emulator::Rejection),
    /// No port.
    #[error("no free port at or after {0}")]
    NoPort(u16),
    /// The directory is used.
    #[error("{0} already holds data; a demo begins in an empty directory")]
    NotEmpty(PathBuf),
    /// The directory cannot be used.
    #[error("{path} cannot be used: {source}")]
    Dir {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The story stands still.
    #[error("the demo's story did not go on: {0}")]
    Stuck(&'static str),
}

/// The shop.
pub(crate) struct Shop<'a> {
    pub(crate) app: &'a App,
    pub(crate) journal: &'a Journal,
    pub(crate) world: &'a emulator::World,
    pub(crate) workspace_id: WorkspaceId,
    pub(crate) channel_id: ChannelId,
    /// The account on Instagram.
    pub(crate) instagram_id: ChannelId,
    /// In the order of the cast.
    pub(crate) agents: Vec<AgentId>,
}

const PAGE_ID: &str = "102938475600001";
const ACCOUNT_ID: &str = "17841400770000001";
const APP_ID: &str = "770011223344556";

/// Starts a demo and plays its story.
pub async fn start(options: Options) -> Result<Demo, DemoError> {
    let clock = Clock::system();
    let present = options.at.unwrap_or_else(|| clock.now());
    clock.set(present.saturating_sub(script::LENGTH).unwrap_or(present));

    let config = config(&options)?;
    let listener = next_free(options.port).await?;
    let url = address_of(&listener)?;
    let app = App::open(config, clock.clone()).await?;
    let serving = serve::start_on(app.clone(), listener)?;

    let secrets = Secrets::new();
    let listener = next_free(options.emulator_port).await?;
    let emulator_url = address_of(&listener)?;
    let webhook_url = format!("{url}/hooks/meta");
    let emulator_config = emulator_config(&secrets, &webhook_url);
    let emulator = emulator::Emulator::new(emulator_config, shared(&clock))?.serve(listener)?;

    let (workspace_id, agents) = people(&app).await?;
    let connected = connect_messenger(&app, workspace_id, page(&secrets, &emulator_url)).await?;
    emulator.world().add_account(account_config(&secrets))?;
    let account = connect_instagram(&app, workspace_id, account(&secrets, &emulator_url)).await?;
    let owner = agents[0];
    let (_, api_token) =
        sign_in::make_token(&app, workspace_id, owner, "Demo", Scope::ALL.to_vec()).await?;
    let shop = Shop {
        app: &app,
        journal: serving.journal(),
        world: emulator.world(),
        workspace_id,
        channel_id: connected.channel.id,
        instagram_id: account.channel.id,
        agents,
    };
    let began = std::time::Instant::now();
    script::play(&shop, &clock, present).await?;
    let took = SignedDuration::try_from(began.elapsed()).unwrap_or(SignedDuration::ZERO);
    clock.set(present.saturating_add(took).unwrap_or(present));

    let link = sign_in::make_link(&app, workspace_id, owner).await?;
    let access = Access {
        sign_in_url: format!("{url}/sign-in/link?token={}", link.expose()),
        url,
        emulator_url,
        api_token,
        page_id: PAGE_ID.to_owned(),
        account_id: ACCOUNT_ID.to_owned(),
        app_id: APP_ID.to_owned(),
        app_secret: secrets.app,
        verify_token: secrets.verify,
        webhook_url,
    };
    Ok(Demo {
        serving,
        emulator,
        access,
    })
}

impl Demo {
    /// Ends it.
    pub async fn close(self) {
        self.emulator.shutdown();
        self.serving.close().await;
        self.emulator.join().await;
    }
}

fn config(options: &Options) -> Result<Config, DemoError> {
    let path = options.data_dir.clone();
    let dir = |source| DemoError::Dir {
        path: path.clone(),
        source,
    };
    std::fs::create_dir_all(&options.data_dir).map_err(dir)?;
    if std::fs::read_dir(&options.data_dir)
        .map_err(dir)?
        .next()
        .is_some()
    {
        return Err(DemoError::NotEmpty(options.data_dir.clone()));
    }
    let config = Config::defaults_in(&options.data_dir);
    config.map_err(|error| Error::Internal(error.to_string()).into())
}

/// Secrets of this one demo.
struct Secrets {
    token: Secret,
    /// The account's token.
    instagram_token: Secret,
    app: Secret,
    /// What signs webhooks of Instagram: with Instagram Login an app has a second secret.
    instagram_app: Secret,
    verify: Secret,
}

impl Secrets {
    fn new() -> Self {
        let word = |prefix: &str| Secret::new(format!("{prefix}{}", hex(&random::<16>())));
        Self {
            token: word("EAAdemo"),
            instagram_token: word("IGAAdemo"),
            app: word(""),
            instagram_app: word(""),
            verify: word("demo-"),
        }
    }
}

fn emulator_config(secrets: &Secrets, webhook_url: &str) -> emulator::Config {
    emulator::Config {
        page: emulator::PageConfig {
            id: PAGE_ID.to_owned(),
            name: cast::PAGE.to_owned(),
            username: Some(cast::USERNAME.to_owned()),
            access_token: secrets.token.expose().into(),
            capabilities: [emulator::Capability::HumanAgent].into(),
            auto_delivery: true,
            auto_read: false,
            send_limit: None,
            country: None,
        },
        app_id: APP_ID.to_owned(),
        app_secret: secrets.app.expose().into(),
        verify_token: secrets.verify.expose().into(),
        callback: Some(webhook_url.to_owned()),
        delivery: emulator::DeliveryConfig::default(),
    }
}

fn page(secrets: &Secrets, emulator_url: &str) -> NewMessenger {
    NewMessenger {
        page_id: PAGE_ID.to_owned(),
        connection: reached_with(secrets, &secrets.token, emulator_url),
    }
}

/// How an account of the shop is reached.
fn reached_with(secrets: &Secrets, token: &Secret, emulator_url: &str) -> channels::Connection {
    channels::Connection {
        name: None,
        access_token: token.clone(),
        app_secrets: vec![secrets.app.clone()],
        verify_token: secrets.verify.clone(),
        graph_url: Some(emulator_url.to_owned()),
        graph_version: GRAPH_VERSION.to_owned(),
        region: "FR".parse::<Country>().ok(),
        capabilities: vec![Capability::HumanAgent],
    }
}

fn account_config(secrets: &Secrets) -> emulator::AccountConfig {
    emulator::AccountConfig {
        id: ACCOUNT_ID.to_owned(),
        username: cast::USERNAME.to_owned(),
        name: cast::PAGE.to_owned(),
        login: emulator::Login::Instagram {
            access_token: secrets.instagram_token.expose().into(),
        },
        app_secret: Some(secrets.instagram_app.expose().into()),
        callback: None,
        capabilities: [emulator::Capability::HumanAgent].into(),
        auto_read: false,
        send_limit: None,
    }
}

fn account(secrets: &Secrets, emulator_url: &str) -> NewInstagram {
    let mut connection = reached_with(secrets, &secrets.instagram_token, emulator_url);
    connection.app_secrets.push(secrets.instagram_app.clone());
    NewInstagram {
        account_id: ACCOUNT_ID.to_owned(),
        page_id: None,
        connection,
    }
}

async fn people(app: &App) -> Result<(WorkspaceId, Vec<AgentId>), Error> {
    let person = |(name, email): (&str, &str), role| NewAgent {
        name: name.to_owned(),
        email: email.to_owned(),
        password: None,
        role,
    };
    let owner = person(cast::AGENTS[0], Role::Owner);
    let (workspace_id, owner) = sign_in::create_workspace(app, cast::SHOP, owner).await?;
    let mut agents = vec![owner];
    for agent in &cast::AGENTS[1..] {
        agents.push(sign_in::add_agent(app, workspace_id, person(*agent, Role::Agent)).await?);
    }
    Ok((workspace_id, agents))
}

/// The program's clock, as the emulator reads and moves it.
fn shared(clock: &Clock) -> emulator::Clock {
    let (shown, moved) = (clock.clone(), clock.clone());
    emulator::Clock::shared(
        Arc::new(move || shown.now().as_microsecond()),
        Arc::new(move |micros| moved.advance(SignedDuration::from_micros(micros))),
    )
}

/// How many ports are tried.
const PORTS: u16 = 100;

async fn next_free(first: u16) -> Result<TcpListener, DemoError> {
    for port in first..=first.saturating_add(PORTS) {
        let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
        if let Ok(listener) = TcpListener::bind(address).await {
            return Ok(listener);
        }
    }
    Err(DemoError::NoPort(first))
}

fn address_of(listener: &TcpListener) -> Result<String, DemoError> {
    let unknown = |source| StartError::Listen {
        address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
        source,
    };
    Ok(format!(
        "http://{}",
        listener.local_addr().map_err(unknown)?
    ))
}
