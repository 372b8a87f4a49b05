//! A workspace for tests: an owner, an agent, a token and a connected Messenger page, without asking any platform.

use std::sync::Arc;

use transom::app::App;
use transom::channels::{self, ChannelSecrets, GRAPH_VERSION};
use transom::secret::Secret;
use transom::sign_in::{self, NewAgent};
use transom_domain::agent::{Role, Scope};
use transom_domain::channel::{Channel, ChannelState, OwnApp};
use transom_domain::id::{AgentId, ChannelId, WorkspaceId};
use transom_policy::{Capability, Channel as Platform};
use transom_store::ChannelRow;

/// What webhooks for the first workspace of a test are signed with.
pub const APP_SECRET: &str = "app-secret-of-the-tests";
/// The word for the verification of the webhook.
pub const VERIFY_TOKEN: &str = "verify-token-of-the-tests";

/// A workspace.
#[derive(Debug, Clone)]
pub struct Tenant {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Its owner.
    pub owner: AgentId,
    /// A person who answers customers.
    pub agent: AgentId,
    /// Its page.
    pub channel_id: ChannelId,
    /// The platform's id of the page.
    pub page_id: String,
    /// What its webhooks are signed with.
    pub app_secret: String,
    /// A token of the owner with every scope.
    pub token: String,
}

impl Tenant {
    pub(crate) async fn create(app: &App, name: &str, page_id: &str, app_secret: &str) -> Self {
        let owner = person("Olga", &format!("olga@{page_id}.example.com"), Role::Owner);
        let (workspace_id, owner) = sign_in::create_workspace(app, name, owner)
            .await
            .expect("a workspace can be made");
        let agent = person("Ana", &format!("ana@{page_id}.example.com"), Role::Agent);
        let agent = sign_in::add_agent(app, workspace_id, agent)
            .await
            .expect("a person can be added");
        let account = NewAccount {
            platform: Platform::Messenger,
            external_id: page_id,
            parent_id: None,
            app_secret,
        };
        let channel_id = account.connect(app, workspace_id).await;
        let mut tenant = Self {
            workspace_id,
            owner,
            agent,
            channel_id,
            page_id: page_id.to_owned(),
            app_secret: app_secret.to_owned(),
            token: String::new(),
        };
        tenant.token = tenant.token_for(app, &Scope::ALL).await;
        tenant
    }

    /// A token of the owner with these scopes.
    pub async fn token_for(&self, app: &App, scopes: &[Scope]) -> String {
        let made =
            sign_in::make_token(app, self.workspace_id, self.owner, "test", scopes.to_vec()).await;
        made.expect("a token can be made").1.expose().to_owned()
    }
}

fn person(name: &str, email: &str, role: Role) -> NewAgent {
    NewAgent {
        name: name.to_owned(),
        email: email.to_owned(),
        password: None,
        role,
    }
}

/// An account to connect without asking any platform.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// Where it is.
    pub platform: Platform,
    /// The platform's id of it.
    pub external_id: &'a str,
    /// The account above it: of a WhatsApp number its business account.
    pub parent_id: Option<&'a str>,
    /// What its webhooks are signed with.
    pub app_secret: &'a str,
}

impl NewAccount<'_> {
    /// Connects it to a workspace.
    pub async fn connect(self, app: &App, workspace_id: WorkspaceId) -> ChannelId {
        let channel = Channel {
            workspace_id,
            id: ChannelId::new(app.id()),
            platform: self.platform,
            external_id: self.external_id.to_owned(),
            name: format!("Account {}", self.external_id),
            username: None,
            region: None,
            capabilities: vec![Capability::HumanAgent],
            restrictions: Vec::new(),
            state: ChannelState::Connected,
            templates: Arc::default(),
            app: OwnApp::default(),
        };
        let secrets = ChannelSecrets {
            access_token: Secret::new("access-token-of-the-tests"),
            app_secrets: vec![Secret::new(self.app_secret)],
            verify_token: Secret::new(VERIFY_TOKEN),
            life: channels::TokenLife::default(),
        };
        let secrets = channels::seal(app, &channel, &secrets);
        let id = channel.id;
        let row = ChannelRow {
            channel,
            parent_id: self.parent_id.map(str::to_owned),
            // Nothing listens there: a test that sends brings its own platform.
            graph_url: "http://127.0.0.1:9".to_owned(),
            graph_version: GRAPH_VERSION.to_owned(),
            secrets,
            marketing: None,
        };
        let mut tx = app.db.write().await.expect("the store can be written");
        tx.add_channel(&row, app.now())
            .await
            .expect("the account is new");
        tx.commit().await.expect("the store can be written");
        app.channels.reload(app).await.expect("the secrets open");
        id
    }
}
