//! The program as it serves, with the emulator for its platform, both on one clock that runs and can be moved.

use std::sync::Arc;

use jiff::SignedDuration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use transom::app::App;
use transom::channels::{self, Connected, Connection, GRAPH_VERSION, NewInstagram, NewMessenger};
use transom::clock::Clock;
use transom::comments;
use transom::config::Config;
use transom::conversations::{self, Done};
use transom::error::Error;
use transom::journal::Journal;
use transom::secret::Secret;
use transom::serve::{self, Serving};
use transom::sign_in::{self, NewAgent};
use transom_domain::agent::Role;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Actor, Command};
use transom_domain::id::{AgentId, ChannelId, MessageId, WorkspaceId};
use transom_domain::message::{Content, DeliveryStatus, Origin};
use transom_emulator::world::input::NewCustomer;
use transom_emulator::{self as emulator, World};
use transom_policy::{AuthorKind, Capability};
use transom_store::MessageRow;

use crate::{APP_SECRET, START, VERIFY_TOKEN, eventually};

/// The page that is there from the start.
pub const PAGE: &str = "1001";
const TOKEN: &str = "access-token-of-the-tests";
const APP_ID: &str = "7700";

/// A program that serves, and its platform.
#[derive(Debug)]
pub struct Live {
    /// The program.
    pub app: App,
    /// The platform.
    pub world: World,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its owner.
    pub owner: AgentId,
    /// The page that is there from the start.
    pub channel_id: ChannelId,
    graph_url: String,
    serving: Serving,
    running: emulator::Running,
    _dir: TempDir,
}

impl Live {
    /// Opens everything, at [`START`].
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Opens everything with a configuration of its own, at [`START`].
    pub async fn start_with(configure: impl FnOnce(&mut Config)) -> Self {
        let clock = Clock::system();
        clock.set(START.parse().expect("it is a moment"));
        let dir = tempfile::tempdir().expect("the system has a temporary directory");
        let mut config = Config::defaults_in(dir.path()).expect("the defaults are valid");
        config.journal.segment_mib = 8;
        config.webhook.max_bytes = 4 * 1024 * 1024;
        config.graph_hosts.push("127.0.0.1".to_owned());
        configure(&mut config);
        let app = App::open(config, clock.clone())
            .await
            .expect("an empty directory can be opened");
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("there is a free port");
        let serving = serve::start_on(app.clone(), listener)
            .await
            .expect("it can serve");
        let webhooks = format!("http://{}/hooks/meta", serving.address());

        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("there is a free port");
        let emulator = emulator::Emulator::new(platform(webhooks), shared(&clock));
        let running = emulator
            .and_then(|emulator| emulator.serve(listener))
            .expect("the platform can serve");
        let world = running.world().clone();
        let graph_url = format!("http://{}", running.addr());

        let owner = NewAgent {
            name: "Olga".to_owned(),
            email: "olga@example.com".to_owned(),
            password: None,
            role: Role::Owner,
        };
        let made = sign_in::create_workspace(&app, "Shop", owner).await;
        let (workspace_id, owner) = made.expect("a workspace can be made");
        let connected = connect(&app, workspace_id, &graph_url, PAGE).await;
        let channel_id = connected.channel.id;
        Self {
            app,
            world,
            workspace_id,
            owner,
            channel_id,
            graph_url,
            serving,
            running,
            _dir: dir,
        }
    }

    /// Connects a page whose platform is at another address, or the emulator.
    pub async fn connect(&self, page: &str, graph_url: Option<&str>) -> ChannelId {
        let graph_url = graph_url.unwrap_or(&self.graph_url);
        connect(&self.app, self.workspace_id, graph_url, page)
            .await
            .channel
            .id
    }

    /// Where the platform's Graph API is.
    pub fn graph_url(&self) -> &str {
        &self.graph_url
    }

    /// Where webhooks go.
    pub fn webhooks(&self) -> String {
        format!("http://{}/hooks/meta", self.serving.address())
    }

    /// The journal of the program.
    pub fn journal(&self) -> &Journal {
        self.serving.journal()
    }

    /// Moves the clock of both.
    pub fn advance(&self, by: SignedDuration) {
        self.app.clock.advance(by);
    }

    /// Somebody who has not written yet.
    pub fn customer(&self, name: &str) -> String {
        let new = NewCustomer {
            name: name.to_owned(),
            ..NewCustomer::default()
        };
        self.world
            .create_customer(new)
            .expect("everybody has a name")
            .id
    }

    /// Waits until all webhooks are processed and no job is due or under way.
    pub async fn settled(&self) {
        eventually("everything settles", async || {
            if self.world.pending_events() > 0 {
                return None;
            }
            let position = self
                .app
                .db
                .read()
                .await
                .ok()?
                .intake_position("meta")
                .await
                .ok()?;
            let mut read = self.app.db.read().await.ok()?;
            let due = read
                .next_job_at()
                .await
                .ok()?
                .is_some_and(|next| next <= self.app.now());
            let fetches = read
                .next_fetch_at()
                .await
                .ok()?
                .is_some_and(|next| next <= self.app.now());
            let idle = !due && !fetches && read.count_leased().await.ok()? == 0;
            let all = self.serving.journal().head().get() == position + 1;
            (idle && all && self.world.pending_events() == 0).then_some(())
        })
        .await;
        // What was saved last may not have reached what everybody knows of the channels.
        let reloaded = self.app.channels.reload(&self.app).await;
        reloaded.expect("the channels can be read");
    }

    /// The thread of a customer of a page, if it is known.
    pub async fn find(&self, channel_id: ChannelId, customer: &str) -> Option<Thread> {
        let mut read = self.app.db.read().await.expect("the store can be read");
        let found = read
            .threads(self.workspace_id, &[(channel_id, customer)])
            .await;
        found.expect("the store can be read").pop()
    }

    /// The owner does something about the conversation of a customer of the first page.
    pub async fn act(&self, customer: &str, command: Command) -> Result<Done, Error> {
        let thread = self
            .find(self.channel_id, customer)
            .await
            .expect("the customer is known");
        self.act_in(&thread, command).await
    }

    /// The owner does something about a conversation.
    pub async fn act_in(&self, thread: &Thread, command: Command) -> Result<Done, Error> {
        let by = Actor {
            agent_id: self.owner,
            origin: Origin::Desk,
        };
        let id = thread.conversation.id;
        conversations::act(&self.app, self.workspace_id, id, by, command).await
    }

    /// An account on the emulated Instagram, reached by itself and connected.
    pub async fn connect_instagram(&self, account: &str) -> ChannelId {
        let token = "IGAA-token-of-the-tests";
        let login = emulator::Login::Instagram {
            access_token: token.into(),
        };
        self.connect_account(account, login, token, None).await
    }

    /// The same, reached through the page that is there from the start.
    pub async fn connect_instagram_of_page(&self, account: &str) -> ChannelId {
        let page = PAGE.to_owned();
        let login = emulator::Login::Page { page: page.clone() };
        self.connect_account(account, login, TOKEN, Some(page))
            .await
    }

    async fn connect_account(
        &self,
        account: &str,
        login: emulator::Login,
        token: &str,
        page_id: Option<String>,
    ) -> ChannelId {
        let config = emulator::AccountConfig {
            id: account.to_owned(),
            username: "the.shop".to_owned(),
            name: "The Shop".to_owned(),
            login,
            app_secret: None,
            callback: None,
            capabilities: [emulator::Capability::HumanAgent].into(),
            auto_read: false,
            send_limit: None,
        };
        self.world
            .add_account(config)
            .expect("the account can be made");
        let new = NewInstagram {
            account_id: account.to_owned(),
            page_id,
            connection: Connection {
                name: None,
                access_token: Secret::new(token),
                app_secrets: vec![Secret::new(APP_SECRET)],
                verify_token: Secret::new(VERIFY_TOKEN),
                graph_url: Some(self.graph_url.clone()),
                graph_version: GRAPH_VERSION.to_owned(),
                region: None,
                capabilities: vec![Capability::HumanAgent],
            },
        };
        channels::connect_instagram(&self.app, self.workspace_id, new)
            .await
            .expect("the account can be connected")
            .channel
            .id
    }

    /// The owner answers a comment on the first page in private.
    pub async fn reply_to_comment(&self, comment: &str, words: &str) -> Result<Done, Error> {
        self.reply_on(self.channel_id, comment, words).await
    }

    /// The same on any channel.
    pub async fn reply_on(
        &self,
        channel_id: ChannelId,
        comment: &str,
        words: &str,
    ) -> Result<Done, Error> {
        let by = Actor {
            agent_id: self.owner,
            origin: Origin::Desk,
        };
        let said = (AuthorKind::Human, Content::text(words));
        comments::reply(&self.app, self.workspace_id, channel_id, comment, by, said).await
    }

    /// A line.
    pub async fn line(&self, id: MessageId) -> MessageRow {
        let mut read = self.app.db.read().await.expect("the store can be read");
        read.load_message(self.workspace_id, id)
            .await
            .expect("the line is there")
    }

    /// Where a message of ours stands.
    pub async fn status(&self, id: MessageId) -> DeliveryStatus {
        self.line(id)
            .await
            .message
            .delivery
            .expect("it is ours")
            .status
    }

    /// The texts of the business on a customer's phone, oldest first.
    pub fn phone(&self, customer: &str) -> Vec<String> {
        let thread = self.world.thread(customer).expect("the customer is there");
        let ours = thread.into_iter().filter(|message| message.from_business);
        ours.filter_map(|message| message.text).collect()
    }

    /// Ends both.
    pub async fn close(self) {
        self.running.shutdown();
        self.serving.close().await;
        self.running.join().await;
    }
}

async fn connect(
    app: &App,
    workspace_id: WorkspaceId,
    graph_url: &str,
    page: &str,
) -> Arc<Connected> {
    let new = NewMessenger {
        page_id: page.to_owned(),
        connection: Connection {
            name: Some(format!("Page {page}")),
            access_token: Secret::new(TOKEN),
            app_secrets: vec![Secret::new(APP_SECRET)],
            verify_token: Secret::new(VERIFY_TOKEN),
            graph_url: Some(graph_url.to_owned()),
            graph_version: GRAPH_VERSION.to_owned(),
            region: Some("US".parse().expect("it is a country")),
            capabilities: vec![
                Capability::HumanAgent,
                Capability::OneTimeNotification,
                Capability::MarketingMessages,
            ],
        },
    };
    channels::connect_messenger(app, workspace_id, new)
        .await
        .expect("the page can be connected")
}

fn platform(webhooks: String) -> emulator::Config {
    emulator::Config {
        page: emulator::PageConfig {
            id: PAGE.to_owned(),
            name: "Shop".to_owned(),
            username: None,
            access_token: TOKEN.into(),
            capabilities: [
                emulator::Capability::HumanAgent,
                emulator::Capability::OneTimeNotification,
                emulator::Capability::MarketingMessages,
            ]
            .into(),
            auto_delivery: true,
            auto_read: false,
            send_limit: None,
            country: Some("US".to_owned()),
        },
        app_id: APP_ID.to_owned(),
        app_secret: APP_SECRET.into(),
        verify_token: VERIFY_TOKEN.into(),
        callback: Some(webhooks),
        delivery: emulator::DeliveryConfig::default(),
    }
}

/// The program's clock, as the emulator reads and moves it.
fn shared(clock: &Clock) -> emulator::Clock {
    let (shown, moved) = (clock.clone(), clock.clone());
    emulator::Clock::shared(
        Arc::new(move || shown.now().as_microsecond()),
        Arc::new(move |micros| moved.advance(SignedDuration::from_micros(micros))),
    )
}
