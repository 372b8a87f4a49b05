//! What the form holds, and what it asks to be connected.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use transom_domain::channel::Channel;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_policy::{Capability, Channel as Kind, Country};

use super::PLATFORMS;
use super::marketing::MarketingForm;
use crate::app::App;
use crate::channels::{
    ChannelSecrets, Connected, Connection, GRAPH_URL, GRAPH_VERSION, NewInstagram, NewMessenger,
    NewWhatsapp, connect_instagram, connect_messenger, connect_whatsapp, load_secrets,
};
use crate::error::Error;
use crate::secret::{Secret, digest, fresh_token};
use crate::web::platform::Platform;
use crate::web::session::Reader;

/// What the form holds. What is empty among the secrets is kept as it is.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ChannelForm {
    /// The platform's word; Messenger's when it is missing.
    #[serde(default)]
    platform: String,
    /// A Messenger page, or the one that an Instagram account is linked to.
    #[serde(default)]
    pub(crate) page_id: String,
    /// An Instagram account.
    #[serde(default)]
    pub(crate) account_id: String,
    /// A WhatsApp number, by its id.
    #[serde(default)]
    pub(crate) phone_number_id: String,
    /// The business account that it belongs to.
    #[serde(default)]
    pub(crate) waba_id: String,
    /// How an app reaches an Instagram account.
    #[serde(default)]
    pub(crate) login: Login,
    /// Empty takes the page's or the account's own name.
    pub(crate) name: String,
    token: Secret,
    pub(crate) verify_token: String,
    #[serde(default)]
    app_secret: Vec<Secret>,
    #[serde(default)]
    remove_secret: Vec<String>,
    #[serde(default)]
    pub(crate) human_agent: Option<String>,
    /// Only Messenger's templates need a permission of their own.
    #[serde(default)]
    pub(crate) utility: Option<String>,
    #[serde(default)]
    pub(crate) one_time: Option<String>,
    #[serde(default)]
    pub(crate) marketing: Option<String>,
    /// Two letters, or empty.
    pub(crate) region: String,
    /// Empty is the platform's own, for Instagram.
    pub(crate) graph_url: String,
    pub(crate) graph_version: String,
    /// It is posted by itself.
    #[serde(skip)]
    pub(crate) way: MarketingForm,
}

/// The flavours of Instagram's interface, by how the app signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Login {
    #[default]
    Instagram,
    /// Through the Facebook page that the account is linked to.
    Page,
}

/// A page or account that is connected, with what of it the form does not repeat.
pub(super) struct Kept {
    connected: Arc<Connected>,
    pub(super) secrets: ChannelSecrets,
}

impl Kept {
    pub(super) async fn load(app: &App, reader: &Reader, id: &str) -> Result<Self, Error> {
        let workspace_id = reader.signed_in.agent.workspace_id;
        let id: ChannelId = id.parse().map_err(|_| Error::NotFound("channel"))?;
        let connected = app
            .channels
            .find(workspace_id, id)
            .ok_or(Error::NotFound("channel"))?;
        let secrets = load_secrets(app, workspace_id, id).await?;
        Ok(Self { connected, secrets })
    }

    pub(super) fn channel(&self) -> &Channel {
        &self.connected.channel
    }
}

/// Names an app secret without telling it.
pub(super) fn name_of(secret: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(secret.expose()))
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl ChannelForm {
    /// An empty form for a platform.
    pub(super) fn fresh(platform: Option<&str>) -> Self {
        let platform = platform_named(platform.unwrap_or_default());
        Self {
            platform: platform.code().to_owned(),
            verify_token: fresh_token().0.expose().to_owned(),
            graph_url: match platform.0 {
                Kind::Instagram => String::new(),
                _ => GRAPH_URL.to_owned(),
            },
            graph_version: GRAPH_VERSION.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn of(kept: &Kept) -> Self {
        let channel = kept.channel();
        let ticked = |one| channel.capabilities.contains(&one).then(|| "on".to_owned());
        let id = channel.external_id.clone();
        let parent_id = kept.connected.parent_id.clone();
        let login = match parent_id {
            Some(_) => Login::Page,
            None => Login::Instagram,
        };
        let parent_id = parent_id.unwrap_or_default();
        let ids = match channel.platform {
            Kind::Instagram => Self {
                login,
                account_id: id,
                page_id: parent_id,
                ..Self::default()
            },
            Kind::WhatsApp => Self {
                phone_number_id: id,
                waba_id: parent_id,
                ..Self::default()
            },
            _ => Self {
                page_id: id,
                ..Self::default()
            },
        };
        Self {
            platform: channel.platform.as_str().to_owned(),
            // Named by its id until the platform can be asked.
            name: Some(&channel.name)
                .filter(|name| **name != channel.external_id)
                .cloned()
                .unwrap_or_default(),
            verify_token: kept.secrets.verify_token.expose().to_owned(),
            human_agent: ticked(Capability::HumanAgent),
            utility: ticked(Capability::UtilityMessages),
            one_time: ticked(Capability::OneTimeNotification),
            marketing: ticked(Capability::MarketingMessages),
            region: channel
                .region
                .map(|region| region.to_string())
                .unwrap_or_default(),
            graph_url: kept.connected.graph_url.clone(),
            graph_version: kept.connected.graph_version.clone(),
            way: MarketingForm::of(kept.connected.marketing),
            ..ids
        }
    }

    /// The platform that the form is for: that of what is connected, else the one it names.
    pub(super) fn platform(&self, kept: Option<&Kept>) -> Platform {
        kept.map_or_else(
            || platform_named(&self.platform),
            |kept| Platform(kept.channel().platform),
        )
    }

    /// Connects what the form says, or changes what is connected.
    pub(super) async fn connect(
        &self,
        app: &App,
        workspace_id: WorkspaceId,
        kept: Option<&Kept>,
    ) -> Result<Arc<Connected>, Error> {
        let connection = self.connection(kept)?;
        match self.platform(kept).0 {
            Kind::Instagram => {
                // Through a page, its id is needed: what is empty is refused as no number.
                let page_id = (self.login == Login::Page).then(|| self.page_id.trim().to_owned());
                let new = NewInstagram {
                    account_id: account(&self.account_id, kept),
                    page_id,
                    connection,
                };
                connect_instagram(app, workspace_id, new).await
            }
            Kind::WhatsApp => {
                let new = NewWhatsapp {
                    phone_number_id: account(&self.phone_number_id, kept),
                    waba_id: self.waba_id.trim().to_owned(),
                    connection,
                };
                connect_whatsapp(app, workspace_id, new).await
            }
            _ => {
                let new = NewMessenger {
                    page_id: account(&self.page_id, kept),
                    connection,
                };
                connect_messenger(app, workspace_id, new).await
            }
        }
    }

    fn connection(&self, kept: Option<&Kept>) -> Result<Connection, Error> {
        Ok(Connection {
            name: filled(&self.name),
            access_token: self.access_token(kept),
            app_secrets: self.app_secrets(kept),
            verify_token: Secret::new(self.verify_token.trim()),
            graph_url: self.own_graph_url(kept),
            graph_version: self.graph_version.trim().to_owned(),
            region: self.region()?,
            capabilities: self.capabilities(kept),
        })
    }

    /// The address that was typed. One of the platform's own gives way when an Instagram account is reached in another
    /// way now.
    fn own_graph_url(&self, kept: Option<&Kept>) -> Option<String> {
        let typed = filled(&self.graph_url)?;
        let was = kept
            .filter(|kept| kept.channel().platform == Kind::Instagram)
            .map(|kept| kept.connected.parent_id.is_some());
        let changes = was.is_some_and(|of_page| of_page != (self.login == Login::Page));
        Some(typed).filter(|url| !(changes && super::is_the_platforms(url)))
    }

    fn access_token(&self, kept: Option<&Kept>) -> Secret {
        fresh(&self.token)
            .or_else(|| kept.map(|kept| kept.secrets.access_token.clone()))
            .unwrap_or_default()
    }

    fn app_secrets(&self, kept: Option<&Kept>) -> Vec<Secret> {
        let mut secrets = kept.map_or_else(Vec::new, |kept| kept.secrets.app_secrets.clone());
        secrets.retain(|secret| !self.remove_secret.contains(&name_of(secret)));
        for new in self.app_secret.iter().filter_map(fresh) {
            if !secrets.contains(&new) {
                secrets.push(new);
            }
        }
        secrets
    }

    fn region(&self) -> Result<Option<Country>, Error> {
        let country = filled(&self.region).map(|code| code.parse());
        country
            .transpose()
            .map_err(|_| Error::invalid("region", "give a country's two letters"))
    }

    fn capabilities(&self, kept: Option<&Kept>) -> Vec<Capability> {
        let granted = kept
            .map(|kept| kept.channel().capabilities.clone())
            .unwrap_or_default();
        let asked = [
            (Capability::HumanAgent, &self.human_agent),
            (Capability::UtilityMessages, &self.utility),
            (Capability::OneTimeNotification, &self.one_time),
            (Capability::MarketingMessages, &self.marketing),
        ];
        let is_asked = |one: &Capability| asked.iter().any(|(capability, _)| capability == one);
        let others = granted.into_iter().filter(|one| !is_asked(one));
        let ticked = asked.iter().filter(|(_, ticked)| ticked.is_some());
        ticked
            .map(|(capability, _)| *capability)
            .chain(others)
            .collect()
    }
}

/// The account of what is connected, else the one that was typed.
fn account(typed: &str, kept: Option<&Kept>) -> String {
    kept.map_or(typed.trim(), |kept| &kept.channel().external_id)
        .to_owned()
}

fn fresh(secret: &Secret) -> Option<Secret> {
    filled(secret.expose()).map(Secret::new)
}

/// The platform of a word; the first one for what is none of ours.
fn platform_named(word: &str) -> Platform {
    PLATFORMS
        .into_iter()
        .find(|platform| platform.code() == word)
        .unwrap_or(PLATFORMS[0])
}
