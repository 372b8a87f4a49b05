//! The demo: an invented shop and its customers, played through the real program.
//!
//! Nothing is inserted into tables: customers write on the emulator, signed webhooks arrive, people answer by the same
//! use cases as the desk, and the clock runs through ten days until it shows the present.

mod accounts;
mod act;
mod cast;
mod script;
mod story;

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use transom_domain::agent::{Role, Scope};
use transom_domain::id::{AgentId, WorkspaceId};
use transom_emulator as emulator;

use accounts::Secrets;

use crate::app::{App, StartError};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::journal::Journal;
use crate::secret::Secret;
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
    /// The id of the business account on WhatsApp.
    pub waba_id: String,
    /// The id of the number on WhatsApp.
    pub phone_number_id: String,
    /// The number itself, in digits.
    pub phone_number: String,
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
    /// A customer's story does not go on.
    #[error("the story of {0}: {1}")]
    Story(String, Box<DemoError>),
    /// The story cannot be read.
    #[error("the demo's story cannot be read: {0}")]
    Unreadable(toml::de::Error),
    /// The story stands still.
    #[error("the demo's story did not go on: {0}")]
    Stuck(&'static str),
}

/// The shop.
struct Shop<'a> {
    app: &'a App,
    journal: &'a Journal,
    world: &'a emulator::World,
    workspace_id: WorkspaceId,
    channels: accounts::Channels,
    /// In the order of the cast.
    agents: Vec<AgentId>,
    /// The platform's ids of what was published, by the names that the stories use.
    posts: HashMap<String, String>,
}

/// Starts a demo and plays its story.
pub async fn start(options: Options) -> Result<Demo, DemoError> {
    let clock = Clock::system();
    let present = options.at.unwrap_or_else(|| clock.now());
    clock.set(present.saturating_sub(script::LENGTH).unwrap_or(present));

    let config = config(&options)?;
    let listener = next_free(options.port).await?;
    let url = address_of(&listener)?;
    let app = App::open(config, clock.clone()).await?;
    let serving = serve::start_on(app.clone(), listener).await?;

    let tale = story::read()?;
    let secrets = Secrets::new();
    let listener = next_free(options.emulator_port).await?;
    let emulator_url = address_of(&listener)?;
    let webhook_url = format!("{url}/hooks/meta");
    let platform = accounts::platform(&secrets, &webhook_url);
    let emulator = emulator::Emulator::new(platform, shared(&clock))?.serve(listener)?;
    let templates = accounts::open(emulator.world(), &secrets, &tale.shop.template)?;

    let (workspace_id, agents) = people(&app).await?;
    let channels = accounts::connect(&app, workspace_id, &secrets, &emulator_url).await?;
    let profiles = (&tale.shop.page, &tale.shop.account);
    accounts::furnish(&app, workspace_id, &channels, profiles).await?;
    let owner = agents[0];
    let (_, api_token) =
        sign_in::make_token(&app, workspace_id, owner, "Demo", Scope::ALL.to_vec()).await?;
    let mut shop = Shop {
        app: &app,
        journal: serving.journal(),
        world: emulator.world(),
        workspace_id,
        channels,
        agents,
        posts: HashMap::new(),
    };
    let began = std::time::Instant::now();
    script::play(&mut shop, &clock, present, &tale, &templates).await?;
    let took = SignedDuration::try_from(began.elapsed()).unwrap_or(SignedDuration::ZERO);
    clock.set(present.saturating_add(took).unwrap_or(present));

    let link = sign_in::make_link(&app, workspace_id, owner).await?;
    let access = Access {
        sign_in_url: format!("{url}/sign-in/link?token={}", link.expose()),
        url,
        emulator_url,
        api_token,
        page_id: accounts::PAGE.to_owned(),
        account_id: accounts::INSTAGRAM.to_owned(),
        waba_id: accounts::BUSINESS.to_owned(),
        phone_number_id: accounts::NUMBER.to_owned(),
        phone_number: accounts::PHONE.to_owned(),
        app_id: accounts::APP.to_owned(),
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
    /// Resolves when a part of it has ended by itself.
    pub async fn failed(&self) {
        self.serving.app().stop.cancelled().await;
    }

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
    let mut config = config.map_err(|error| Error::Internal(error.to_string()))?;
    config.graph_hosts.push(Ipv4Addr::LOCALHOST.to_string());
    Ok(config)
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
