//! Connected channels, kept at hand with their secrets opened: whose webhook this is, and how to send.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use transom_channels::courier::{ApiVersion, Endpoint, GraphUrl, Interface, InvalidEndpoint};
use transom_channels::signature::{SigningSecret, VerifyToken, verify};
use transom_domain::channel::{Channel, ChannelState, MarketingMessages};
use transom_domain::health::Grade;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_policy::Channel as Platform;
use transom_store::{ChannelRow, Write};

use crate::app::App;
use crate::error::Error;
use crate::pace::Pace;
use crate::secret::{KeyError, Secret};

mod connect;
mod effects;
mod facts;
pub(crate) mod health;
pub(crate) mod marketing;
pub(crate) mod own_app;
mod renewal;
#[cfg(test)]
mod tests;
mod turn;

pub use connect::{
    Connection, NewInstagram, NewMessenger, NewWhatsapp, connect_instagram, connect_messenger,
    connect_whatsapp,
};
pub(crate) use effects::{apply, told};
use facts::Facts;
pub use renewal::TokenLife;
pub(crate) use turn::{NotYet, wait};

/// A channel, ready to be used.
#[derive(Debug)]
pub struct Connected {
    /// The channel.
    pub channel: Channel,
    /// Where and with whose rights to send.
    pub endpoint: Endpoint,
    /// As which app the platform is asked what it tells apps alone, by each secret that may be its own. Of pages on
    /// Messenger, once the platform has named their app.
    pub apps: Vec<Endpoint>,
    /// The account above it: the page of an Instagram account that is reached through one, the business account of a
    /// WhatsApp number.
    pub parent_id: Option<String>,
    /// The base of its Graph API.
    pub graph_url: String,
    /// The version of it.
    pub graph_version: String,
    /// How many app secrets it has.
    pub app_secrets: usize,
    /// Keeps the pace that the platform allows.
    pub pace: Arc<Pace>,
    /// Of how many channels here the account above it has to take its limits apart.
    pub(crate) share: u32,
    /// How its marketing templates go out, where not as any other template.
    pub marketing: Option<MarketingMessages>,
    /// How long its token lives.
    life: TokenLife,
}

/// The secrets of a channel, as they are sealed.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct ChannelSecrets {
    /// The right to send.
    pub access_token: Secret,
    /// What webhooks may be signed with.
    pub app_secrets: Vec<Secret>,
    /// What the platform must know when it asks whether we are there.
    pub verify_token: Secret,
    /// How long the right to send lasts, where it has to be renewed.
    #[serde(default)]
    pub life: TokenLife,
}

/// Why a channel cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ChannelError {
    /// Its secrets do not open.
    #[error("channel {name}: {source}")]
    Sealed {
        /// Which channel.
        name: String,
        /// Why.
        source: KeyError,
    },
    /// Its address or token has the wrong form.
    #[error("channel {name}: {source}")]
    Endpoint {
        /// Which channel.
        name: String,
        /// Why.
        source: InvalidEndpoint,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] transom_store::Error),
}

/// The Graph API of the platform itself.
pub const GRAPH_URL: &str = "https://graph.facebook.com";
/// That of Instagram, for accounts that are reached by themselves.
pub const INSTAGRAM_GRAPH_URL: &str = "https://graph.instagram.com";
/// The version of both that this release speaks.
pub const GRAPH_VERSION: &str = "v26.0";

/// Every connected channel. Reading is free of locks.
#[derive(Debug, Default)]
pub struct Channels {
    now: ArcSwap<Snapshot>,
    /// One reads them at a time: who read first must not be the last to say what was read.
    reading: tokio::sync::Mutex<()>,
    /// They outlive every change of their channels.
    paces: Mutex<HashMap<ChannelId, Arc<Pace>>>,
    /// How each channel was when it was looked last.
    grades: ArcSwap<HashMap<ChannelId, Grade>>,
}

#[derive(Debug, Default)]
struct Snapshot {
    by_id: HashMap<ChannelId, Arc<Connected>>,
    by_account: HashMap<(Platform, String), ChannelId>,
    /// Those below an account.
    by_parent: HashMap<(Platform, String), Vec<ChannelId>>,
    secrets: Vec<SigningSecret>,
    signers: Vec<WorkspaceId>,
    /// Pairs of workspaces that hold the same app secret.
    share_an_app: HashSet<(WorkspaceId, WorkspaceId)>,
    verify_tokens: Vec<VerifyToken>,
}

impl Channels {
    /// Reads the channels anew, after they changed.
    pub async fn reload(&self, app: &App) -> Result<(), ChannelError> {
        let _reading = self.reading.lock().await;
        let mut read = app.db.read().await?;
        let rows = read.all_channels().await?;
        let templates = Facts::of(&read.all_templates().await?, app.now());
        drop(read);
        let mut next = Snapshot::default();
        let shares = shares(&rows);
        let mut holders: HashMap<String, HashSet<WorkspaceId>> = HashMap::new();
        for row in rows {
            let secrets = open(app, &row)?;
            for secret in &secrets.app_secrets {
                let Some(signing) = SigningSecret::new(secret.expose()) else {
                    continue;
                };
                let holders = holders.entry(secret.expose().to_owned()).or_default();
                // Each costs a hash of every forged body, and the pages of one app have one secret.
                if holders.is_empty() {
                    next.secrets.push(signing);
                    next.signers.push(row.channel.workspace_id);
                }
                holders.insert(row.channel.workspace_id);
            }
            next.verify_tokens
                .extend(VerifyToken::new(secrets.verify_token.expose()));
            let share = shares.get(&account_of(&row)).copied();
            let mut connected = self.connect(row, &secrets, share.unwrap_or(1))?;
            connected.channel.templates = templates.for_channel(&connected);
            let channel = &connected.channel;
            next.by_account
                .insert((channel.platform, channel.external_id.clone()), channel.id);
            if let Some(parent_id) = &connected.parent_id {
                let parent = (channel.platform, parent_id.clone());
                next.by_parent.entry(parent).or_default().push(channel.id);
            }
            next.by_id.insert(channel.id, Arc::new(connected));
        }
        for holders in holders.values() {
            let pairs = holders
                .iter()
                .flat_map(|one| holders.iter().map(|other| (*one, *other)));
            next.share_an_app.extend(pairs);
        }
        self.now.store(Arc::new(next));
        Ok(())
    }

    fn connect(
        &self,
        row: ChannelRow,
        secrets: &ChannelSecrets,
        share: u32,
    ) -> Result<Connected, ChannelError> {
        let endpoint = endpoint(&row, secrets).map_err(|source| ChannelError::Endpoint {
            name: row.channel.name.clone(),
            source,
        })?;
        let apps = apps(&row.channel, &endpoint, secrets);
        let pace = self.pace(row.channel.id);
        let endpoint = endpoint.watched(pace.gauge());
        Ok(Connected {
            channel: row.channel,
            endpoint,
            apps,
            parent_id: row.parent_id,
            graph_url: row.graph_url,
            graph_version: row.graph_version,
            app_secrets: secrets.app_secrets.len(),
            pace,
            share,
            marketing: row.marketing,
            life: secrets.life,
        })
    }

    /// How a channel was when it was looked last.
    pub(crate) fn grade(&self, id: ChannelId) -> Grade {
        let grades = self.grades.load();
        grades.get(&id).copied().unwrap_or(Grade::Unknown)
    }

    pub(crate) fn set_grades(&self, grades: HashMap<ChannelId, Grade>) {
        self.grades.store(Arc::new(grades));
    }

    fn pace(&self, id: ChannelId) -> Arc<Pace> {
        let mut paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Arc::new(Pace::new(id.uuid().as_bytes()[15]));
        Arc::clone(paces.entry(id).or_insert_with(new))
    }

    /// Whose secret signed this body.
    pub fn signer(&self, body: &[u8], header: &[u8]) -> Option<WorkspaceId> {
        let now = self.now.load();
        verify(body, header, &now.secrets).map(|index| now.signers[index])
    }

    /// Whether a webhook signed with a secret of one workspace may tell of a page of another: only when one app serves
    /// both. A tenant's own secret must not make things happen at another tenant's.
    pub(crate) fn may_tell(&self, signer: WorkspaceId, owner: WorkspaceId) -> bool {
        signer == owner || self.now.load().share_an_app.contains(&(signer, owner))
    }

    /// The words by which the platform knows us.
    pub fn verify_tokens(&self) -> Vec<VerifyToken> {
        self.now.load().verify_tokens.clone()
    }

    /// The channel of an account.
    pub fn by_account(&self, platform: Platform, external_id: &str) -> Option<Arc<Connected>> {
        let now = self.now.load();
        let id = now.by_account.get(&(platform, external_id.to_owned()))?;
        now.by_id.get(id).cloned()
    }

    /// The channels below an account: the numbers of a WhatsApp business account.
    pub fn below(&self, platform: Platform, parent_id: &str) -> Vec<Arc<Connected>> {
        let now = self.now.load();
        let ids = now.by_parent.get(&(platform, parent_id.to_owned()));
        let ids = ids.into_iter().flatten();
        ids.filter_map(|id| now.by_id.get(id).cloned()).collect()
    }

    /// A channel of the workspace.
    pub fn find(&self, workspace_id: WorkspaceId, id: ChannelId) -> Option<Arc<Connected>> {
        let found = self.now.load().by_id.get(&id).cloned();
        found.filter(|connected| connected.channel.workspace_id == workspace_id)
    }

    /// The channels of every workspace.
    pub(crate) fn all(&self) -> Vec<Arc<Connected>> {
        self.now.load().by_id.values().cloned().collect()
    }

    /// The channels of the workspace, oldest first.
    pub fn of(&self, workspace_id: WorkspaceId) -> Vec<Arc<Connected>> {
        let now = self.now.load();
        let mut all: Vec<_> = now
            .by_id
            .values()
            .filter(|connected| connected.channel.workspace_id == workspace_id)
            .cloned()
            .collect();
        all.sort_by_key(|connected| connected.channel.id);
        all
    }
}

type Account = (Platform, Option<String>);

fn account_of(row: &ChannelRow) -> Account {
    (row.channel.platform, row.parent_id.clone())
}

/// How many channels each account has here, of whichever workspace. Only those count whose token has reached it: anybody
/// can name somebody else's account.
fn shares(rows: &[ChannelRow]) -> HashMap<Account, u32> {
    let mut shares = HashMap::new();
    let is_below =
        |row: &&ChannelRow| row.parent_id.is_some() && row.channel.state == ChannelState::Connected;
    for row in rows.iter().filter(is_below) {
        *shares.entry(account_of(row)).or_insert(0) += 1;
    }
    shares
}

fn place(channel: &Channel) -> Vec<u8> {
    [
        channel.workspace_id.uuid().as_bytes().as_slice(),
        channel.id.uuid().as_bytes(),
    ]
    .concat()
}

fn open(app: &App, row: &ChannelRow) -> Result<ChannelSecrets, ChannelError> {
    let sealed = |source| ChannelError::Sealed {
        name: row.channel.name.clone(),
        source,
    };
    let text = app
        .key
        .open(&place(&row.channel), &row.secrets)
        .map_err(sealed)?;
    serde_json::from_str(&text).map_err(|_| sealed(KeyError::Wrong))
}

/// Seals the secrets of a channel, for the store.
///
/// # Panics
/// Never: texts always have a JSON form.
pub fn seal(app: &App, channel: &Channel, secrets: &ChannelSecrets) -> Vec<u8> {
    let text = serde_json::to_string(secrets).expect("texts serialize");
    app.key.seal(&place(channel), &text)
}

fn endpoint(row: &ChannelRow, secrets: &ChannelSecrets) -> Result<Endpoint, InvalidEndpoint> {
    let graph: GraphUrl = row.graph_url.parse()?;
    let version: ApiVersion = row.graph_version.parse()?;
    let token = secrets.access_token.expose().parse()?;
    let own_id = &row.channel.external_id;
    let (interface, account) = match (row.channel.platform, &row.parent_id) {
        (Platform::Instagram, Some(page_id)) => (Interface::InstagramOfPage, page_id),
        (Platform::Instagram, None) => (Interface::Instagram, own_id),
        (Platform::WhatsApp, _) => (Interface::WhatsApp, own_id),
        _ => (Interface::Messenger, own_id),
    };
    // Which of its secrets would prove calls to Instagram itself is not on record; it asks for no proof.
    let proof = secrets
        .app_secrets
        .first()
        .filter(|_| interface != Interface::Instagram)
        .and_then(|secret| SigningSecret::new(secret.expose()));
    let endpoint = Endpoint::new(&graph, &version, account, token, proof.as_ref()).by(interface);
    Ok(match (interface, &row.parent_id) {
        (Interface::WhatsApp, Some(waba_id)) => endpoint.under(waba_id),
        _ => endpoint,
    })
}

fn apps(channel: &Channel, endpoint: &Endpoint, secrets: &ChannelSecrets) -> Vec<Endpoint> {
    let Some(id) = channel
        .app
        .id
        .as_deref()
        .filter(|_| channel.platform == Platform::Messenger)
    else {
        return Vec::new();
    };
    let secrets = secrets.app_secrets.iter();
    // A secret that no token can hold is none of the platform's.
    secrets
        .filter_map(|secret| endpoint.as_app(id, secret.expose()).ok())
        .collect()
}

/// The secrets of a channel of the workspace, opened.
pub(crate) async fn load_secrets(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<ChannelSecrets, Error> {
    let rows = app.db.read().await?.all_channels().await?;
    let own = |row: &ChannelRow| row.channel.workspace_id == workspace_id && row.channel.id == id;
    let row = rows
        .into_iter()
        .find(own)
        .ok_or(Error::NotFound("channel"))?;
    open(app, &row).map_err(Error::channels)
}

async fn load_row(tx: &mut Write, id: ChannelId) -> Result<ChannelRow, Error> {
    let rows = tx.all_channels().await?;
    rows.into_iter()
        .find(|row| row.channel.id == id)
        .ok_or(Error::NotFound("channel"))
}

/// Sends again on a channel that the platform barred, because its owner knows that the bar is lifted.
pub async fn resume(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<(), Error> {
    let known = app.channels.find(workspace_id, id);
    known.ok_or(Error::NotFound("channel"))?;
    let now = app.now();
    let mut tx = app.db.write().await?;
    change(&mut tx, id, |channel| channel.resumed(now)).await?;
    tx.commit().await?;
    tracing::info!(channel = %id, "an owner resumed sending");
    app.channels.reload(app).await.map_err(Error::channels)
}

/// How often it is looked whether another process changed a channel.
const FOLLOW: std::time::Duration = std::time::Duration::from_secs(2);

/// What other processes may have changed: channels, and the lists of their templates.
type Known = (
    Vec<ChannelRow>,
    Vec<(transom_store::TemplateAccount, Option<jiff::Timestamp>)>,
);

async fn known(app: &App) -> Result<Known, transom_store::Error> {
    let mut read = app.db.read().await?;
    Ok((read.all_channels().await?, read.templates_read_at().await?))
}

/// Follows changes that other processes make, such as the command line.
pub(crate) async fn follow(app: App) {
    let mut seen: Option<Known> = None;
    loop {
        tokio::select! {
            () = tokio::time::sleep(FOLLOW) => {}
            () = app.stop.cancelled() => return,
        }
        match known(&app).await {
            Ok(rows) if seen.as_ref() != Some(&rows) => {
                if let Err(error) = app.channels.reload(&app).await {
                    tracing::error!(error = %error, "channels could not be read");
                }
                seen = Some(rows);
            }
            Ok(_) => {}
            Err(error) => tracing::error!(error = %error, "channels could not be read"),
        }
    }
}

/// Changes a channel, inside a transaction of the caller's. Reload afterwards.
pub(crate) async fn change(
    tx: &mut Write,
    id: ChannelId,
    change: impl FnOnce(Channel) -> Channel,
) -> Result<(), Error> {
    let mut row = load_row(tx, id).await?;
    row.channel = change(row.channel);
    Ok(tx.save_channel(&row).await?)
}
